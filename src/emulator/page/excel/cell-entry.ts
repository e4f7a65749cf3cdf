import { isDateFormat, isPercentFormat } from 'numfmt';
import { EditRefused } from '../../excel/edit/edit-refused.ts';
import { widenForNumbers } from '../../excel/edit/fit.ts';
import { readInput } from '../../excel/edit/read-input.ts';
import { setInputs } from '../../excel/edit/set-cells.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import {
  cellArea,
  intersect,
  isInSheet,
  isOneCell,
  isWholeColumns,
  isWholeRows,
  type Area,
} from '../../excel/model/address.ts';
import { cellText } from '../../excel/model/cell-text.ts';
import type { Sheet } from '../../excel/model/sheet.ts';

/** What a person puts into cells, as it would be typed: a list for each row, a text for each cell. */
export interface CellEntry {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly inputs: readonly (readonly string[])[];
}

/** Puts an entry into its cells, as one step to be undone. @throws {EditRefused} where the sheet does not take it. */
export function enterCells(document: ExcelDocument, { sheet, area, inputs }: CellEntry): void {
  requireUnlocked(document, sheet, area);
  document.transact('typing', () => {
    setInputs(document, sheet, area, inputs);
    widenForNumbers(document, sheet, area);
  });
}

/** On a protected sheet only cells that are not locked are anybody's to change. @throws {EditRefused} */
export function requireUnlocked(document: ExcelDocument, sheet: Sheet, { top, left, bottom, right }: Area): void {
  if (!sheet.state.protection) return;
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1)
      if (document.formats.get(sheet.styleAt(row, column)).locked)
        throw new EditRefused('protected', 'The cell is on a protected sheet.');
}

/** What the active cell holds as it would be typed: its formula, or its value. */
export function contentOf(document: ExcelDocument): string {
  const { activeSheet, selection } = document;
  const { row, column } = selection.activeCell;
  const formula = activeSheet.grid.formula(row, column);
  if (formula) return `=${formula.text}`;
  const value = document.value(activeSheet, row, column);
  const { numberFormat } = document.formats.get(activeSheet.styleAt(row, column));
  if (typeof value === 'string') return asTyped(value, numberFormat);
  if (typeof value !== 'number')
    return value === null ? '' : typeof value === 'object' ? value.error : String(value).toUpperCase();
  // As it can be typed again, to be the same: a day, a time of day, a share.
  if (isDateFormat(numberFormat) && value >= 0) {
    const time = Number.isInteger(value) ? '' : 'hh:mm:ss';
    return cellText(value, value < 1 && time !== '' ? time : `yyyy-mm-dd ${time}`.trim(), document.state);
  }
  return isPercentFormat(numberFormat) ? `${Number((value * 100).toPrecision(15))}%` : String(value);
}

/** With an apostrophe where a text would become something else. */
function asTyped(text: string, numberFormat: string): string {
  const read = readInput(text, numberFormat);
  return read.kind === 'value' && read.value === text ? text : `'${text}`;
}

/** A text into the active cell. */
export function typing({ activeSheet, selection }: ExcelDocument, input: string): CellEntry {
  const { row, column } = selection.activeCell;
  return { sheet: activeSheet, area: cellArea(row, column), inputs: [[input]] };
}

/** Empties all that is selected, as far as the sheet is used. @throws {EditRefused} where a cell is not anybody's to change */
export function clearCells(document: ExcelDocument): void {
  const { activeSheet: sheet, selection } = document;
  const used = document.usedArea(sheet);
  const areas = used ? selection.areas.flatMap((area) => intersect(area, used) ?? []) : [];
  for (const area of areas) requireUnlocked(document, sheet, area);
  if (areas.length === 0) return;
  document.transact('clear', () => {
    for (const area of areas) {
      const line = Array<string>(area.right - area.left + 1).fill('');
      setInputs(document, sheet, area, Array<string[]>(area.bottom - area.top + 1).fill(line));
    }
  });
}

/**
 * A text of lines and tabs into the cells from the active one on, one text into all that are selected; `undefined` for none. Short
 * lines are filled with empty cells. @throws {EditRefused} where it would go beyond the sheet
 */
export function pasting(document: ExcelDocument, text: string): CellEntry | undefined {
  if (text === '') return undefined;
  const rows = rowsOfText(text);
  const { activeSheet: sheet, selection } = document;
  const { row, column } = selection.activeCell;
  const width = Math.max(...rows.map((cells) => cells.length));
  const selected = usedSelection(document);
  if (rows.length === 1 && width === 1 && selected && !isOneCell(selected)) {
    const line = Array<string>(selected.right - selected.left + 1).fill(rows[0]?.[0] ?? '');
    return { sheet, area: selected, inputs: Array.from({ length: selected.bottom - selected.top + 1 }, () => line) };
  }
  const area = { top: row, left: column, bottom: row + rows.length - 1, right: column + width - 1 };
  if (!isInSheet(area)) throw new EditRefused('outside', 'The text does not fit on the sheet there.');
  return {
    sheet,
    area,
    inputs: rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]),
  };
}

/** A cell in quotation marks, which may hold lines, tabs and doubled marks, or one as it is; and what ends it. */
const cellInText = /(?:"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n?|\n|$)/gy;

function rowsOfText(text: string): string[][] {
  let row: string[] = [];
  const rows = [row];
  for (const [, quoted, plain = '', end] of text.matchAll(cellInText)) {
    row.push(quoted?.replaceAll('""', '"').replaceAll('\r\n', '\n') ?? plain);
    if (end === '') break;
    if (end !== '\t') rows.push((row = []));
  }
  // The end of the last line begins no other.
  if (rows.length > 1 && row.length === 1 && row[0] === '') rows.pop();
  return rows;
}

/** An area of a sheet as it is shown, in lines and tabs; what would be read as more than one cell stands in quotation marks. */
export function textOfCells(document: ExcelDocument, sheet: Sheet, area: Area): string {
  const lines: string[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const cells: string[] = [];
    for (let column = area.left; column <= area.right; column += 1) {
      const text = document.textAt(sheet, row, column);
      cells.push(/^"|[\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    }
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

/**
 * The selected area; of whole rows and columns what the sheet uses, `undefined` where it uses nothing there.
 * @throws {EditRefused} where several are selected
 */
export function usedSelection(document: ExcelDocument): Area | undefined {
  const [area, ...others] = document.selection.areas;
  if (others.length > 0) throw new EditRefused('several-areas', 'Several areas are selected.');
  if (!area || !(isWholeRows(area) || isWholeColumns(area))) return area;
  const used = document.usedArea(document.activeSheet);
  return (used && intersect(area, used)) ?? undefined;
}
