import { Workbook, type Cell, type Worksheet } from '@cj-tech-master/excelts';
import type { SheetSelection } from '../../core/document/context.ts';
import { tableFromRows, type CellValue } from '../../core/figures/table.ts';
import { cellAt } from '../../core/sheet/cell-address.ts';

/** Cells that are read; rows below are left out and said to be. */
const mostCells = 500_000;

/** The first sheet with cells in it, as Excel's own host would give it; `null` where there is none. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetSelection | null> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes.slice());
  const sheets = workbook.worksheets.filter(({ state }) => state === 'visible');
  const sheet = sheets.find(({ actualRowCount }) => actualRowCount > 0);
  if (!sheet) return null;
  const { top, left, bottom, right } = sheet.dimensions.model;
  const columns = right - left + 1;
  const rows = Math.min(bottom - top + 1, Math.max(1, Math.floor(mostCells / columns)));
  const read = <T>(of: (cell: Cell) => T): T[][] =>
    Array.from({ length: rows }, (_row, row) =>
      Array.from({ length: columns }, (_column, column) => of(sheet.getCell(top + row, left + column))),
    );
  const address = `${cellAt('A1', top - 1, left - 1)}:${cellAt('A1', bottom - 1, right - 1)}`;
  return {
    sheet: sheet.name,
    address,
    tableAddress: address,
    table: tableFromRows(read(valueOf), {
      sheet: sheet.name,
      firstRow: top - 1,
      firstColumn: left - 1,
      formats: read(({ numFmt }) => (typeof numFmt === 'string' ? numFmt : 'General')),
      formulas: read(({ formula }) => (formula ? `=${formula}` : null)),
    }),
    isRead: true,
    active: {
      address: cellAt('A1', top - 1, left - 1),
      text: textOf(sheet, top, left),
      formula: null,
      error: null,
      precedents: [],
    },
    // Nothing is written beside a table that came as a file.
    freeColumn: left - 1 + columns,
    cellsLeftOut: (bottom - top + 1 - rows) * columns,
    sheets: sheets.map(({ name }) => name),
    tableName: null,
    names: [],
  };
}

function textOf(sheet: Worksheet, row: number, column: number): string {
  return sheet.getCell(row, column).text;
}

/** As Office gives it: dates as serial numbers, errors as their text. */
function valueOf(cell: Cell): CellValue {
  const value: unknown = cell.formula ? cell.result : cell.value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return serialOf(value);
  if (typeof value === 'object' && 'error' in value) return String(value.error);
  return cell.text;
}

const dayMs = 86_400_000;

/** Days since the day before 1900 in Excel's count, which has a 29th of February 1900. */
function serialOf(date: Date): number {
  return date.getTime() / dayMs + 25_569;
}
