import type { ExcelDocument } from '../excel-document.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { mapColumns, mapRows } from './set-formats.ts';

/** A unit of column width is seven pixels wide, a point three quarters of a pixel. */
const pixelsPerUnit = 7;
const pointsPerPixel = 0.75;

export function widthInPoints(units: number): number {
  return Math.round(units * pixelsPerUnit) * pointsPerPixel;
}

export function columnsHidden(sheet: Sheet, { left, right }: Area): boolean | null {
  return shared(left, right, (column) => sheet.columnRun(column)?.hidden === true);
}

export function rowsHidden(sheet: Sheet, { top, bottom }: Area): boolean | null {
  return shared(top, bottom, (row) => sheet.state.rows.get(row)?.hidden === true);
}

function shared(first: number, last: number, read: (index: number) => boolean): boolean | null {
  const value = read(first);
  for (let index = first + 1; index <= last; index += 1) if (read(index) !== value) return null;
  return value;
}

export function hideColumns(document: ExcelDocument, sheet: Sheet, { left, right }: Area, hidden: boolean): void {
  document.changeSheet(sheet, { columns: mapColumns(sheet, left, right, (run) => ({ ...run, hidden })) });
}

export function hideRows(document: ExcelDocument, sheet: Sheet, area: Area, hidden: boolean): void {
  document.changeSheet(sheet, { rows: mapRows(sheet, area.top, area.bottom, (info) => ({ ...info, hidden })) });
  document.emit({ type: 'rows-hidden', sheetId: sheet.id, area, hidden });
}

/** Sets a width in points; `null` gives the columns the sheet's own again. */
export function setColumnWidth(
  document: ExcelDocument,
  sheet: Sheet,
  { left, right }: Area,
  points: number | null,
): void {
  document.changeSheet(sheet, {
    columns: mapColumns(sheet, left, right, ({ width: _, ...run }) =>
      points === null ? run : { ...run, width: points / pointsPerPixel / pixelsPerUnit },
    ),
  });
}

export function setRowHeight(
  document: ExcelDocument,
  sheet: Sheet,
  { top, bottom }: Area,
  points: number | null,
): void {
  document.changeSheet(sheet, {
    rows: mapRows(sheet, top, bottom, ({ height: _, ...info }) =>
      points === null ? info : { ...info, height: points },
    ),
  });
}

/** Points from the left edge of the sheet to a column. */
export function leftOf(sheet: Sheet, column: number): number {
  const standard = widthInPoints(sheet.state.defaultColumnWidth);
  let left = column * standard;
  for (const run of sheet.state.columns) {
    const count = Math.min(run.last, column - 1) - run.first + 1;
    if (count > 0)
      left += count * (widthInPoints(run.hidden ? 0 : (run.width ?? sheet.state.defaultColumnWidth)) - standard);
  }
  return left;
}

/** Points from the top edge of the sheet to a row. */
export function topOf(sheet: Sheet, row: number): number {
  let top = row * sheet.state.defaultRowHeight;
  for (const [index] of sheet.state.rows) {
    if (index < row) top += sheet.rowHeight(index) - sheet.state.defaultRowHeight;
  }
  return top;
}
