import { HostError } from '../../richapi/object-model.ts';
import { setInputs } from '../edit/set-cells.ts';
import { setFormats } from '../edit/set-formats.ts';
import { formulaFromR1C1, formulaToR1C1 } from '../formula/r1c1.ts';
import { columnsOf, rowsOf, type Area } from '../model/address.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { changeCells, invalid } from './arguments.ts';
import { cellCountOf, rowsFor } from './cells.ts';

/** A value as Office.js gives it: errors as their text, empty cells as an empty text. */
export function apiValue(value: CellValue): number | string | boolean {
  if (value === null) return '';
  return isCellError(value) ? value.error : value;
}

export function readValues(document: ExcelDocument, sheet: Sheet, area: Area): unknown {
  document.calculateIfDue();
  return rowsFor(area, (row, column) => apiValue(sheet.grid.value(row, column)));
}

export function readFormulas(document: ExcelDocument, sheet: Sheet, area: Area, style: 'A1' | 'R1C1' = 'A1'): unknown {
  document.calculateIfDue();
  return rowsFor(area, (row, column) => {
    const formula = sheet.grid.formula(row, column);
    if (!formula) return apiValue(sheet.grid.value(row, column));
    return `=${style === 'A1' ? formula.text : formulaToR1C1(formula.text, row, column)}`;
  });
}

export function readTexts(document: ExcelDocument, sheet: Sheet, area: Area): unknown {
  document.calculateIfDue();
  return rowsFor(area, (row, column) => document.textAt(sheet, row, column));
}

export function readValueTypes(document: ExcelDocument, sheet: Sheet, area: Area): unknown {
  document.calculateIfDue();
  return rowsFor(area, (row, column) => {
    const value = sheet.grid.value(row, column);
    if (value === null) return 'Empty';
    if (isCellError(value)) return 'Error';
    return typeof value === 'number' ? 'Double' : typeof value === 'boolean' ? 'Boolean' : 'String';
  });
}

export function readNumberFormats(document: ExcelDocument, sheet: Sheet, area: Area): unknown {
  return rowsFor(area, (row, column) => document.formats.get(sheet.styleAt(row, column)).numberFormat);
}

const categories: readonly (readonly [RegExp, string])[] = [
  [/^General$/i, 'General'],
  [/^@$/, 'Text'],
  [/[dy]|(^|[^:hs])m+($|[^:s])/i, 'Date'],
  [/[hs]/i, 'Time'],
  [/%/, 'Percentage'],
  [/E\+/i, 'Scientific'],
  [/\?\/\?/, 'Fraction'],
  [/^_.*\*/, 'Accounting'],
  [/[$¥€£]/, 'Currency'],
  [/^[#0,.]+$/, 'Number'],
];

export function readNumberFormatCategories(document: ExcelDocument, sheet: Sheet, area: Area): unknown {
  return rowsFor(area, (row, column) => {
    const { numberFormat } = document.formats.get(sheet.styleAt(row, column));
    const plain = numberFormat.replace(/"[^"]*"|\\.|\[(?:Red|Blue|Green|Color\d+)\]/gi, '');
    return categories.find(([pattern]) => pattern.test(plain))?.[1] ?? 'Custom';
  });
}

/** A two-dimensional array as large as an area, from what an add-in gave: such an array, or one value for all cells. */
export function rowsGiven(area: Area, given: unknown): readonly (readonly unknown[])[] {
  const mismatch =
    "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";
  if (!Array.isArray(given)) {
    if (given === undefined || (typeof given === 'object' && given !== null)) return invalid();
    if (cellCountOf(area) > 5_000_000)
      throw new HostError('InvalidArgument', 'The range has too many cells for the requested operation.');
    const row = Array.from({ length: columnsOf(area) }, () => given);
    return Array.from({ length: rowsOf(area) }, () => row);
  }
  const rows = given as unknown[];
  if (rows.length !== rowsOf(area)) return invalid(mismatch);
  return rows.map((row) => {
    if (!Array.isArray(row) || row.length !== columnsOf(area)) return invalid(mismatch);
    return row as unknown[];
  });
}

export function writeInputs(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  given: unknown,
  style: 'A1' | 'R1C1' = 'A1',
): void {
  const rows = rowsGiven(area, given);
  changeCells(document, sheet, () => {
    if (style === 'A1') return setInputs(document, sheet, area, rows);
    const inputs = rows.map((row, down) =>
      row.map((input, across) =>
        typeof input === 'string' && input.startsWith('=')
          ? `=${formulaFromR1C1(input.slice(1), area.top + down, area.left + across)}`
          : input,
      ),
    );
    setInputs(document, sheet, area, inputs);
  });
}

export function writeNumberFormats(document: ExcelDocument, sheet: Sheet, area: Area, given: unknown): void {
  if (typeof given === 'string') {
    changeCells(document, sheet, () => setFormats(document, sheet, area, { numberFormat: given || 'General' }));
    return;
  }
  const rows = rowsGiven(area, given);
  changeCells(document, sheet, () =>
    setFormats(document, sheet, area, (_, row, column) => {
      const format = rows[row - area.top]?.[column - area.left];
      if (format === null || format === undefined) return {};
      return { numberFormat: typeof format === 'string' ? format || 'General' : invalid() };
    }),
  );
}
