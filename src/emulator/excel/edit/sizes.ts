import type { ExcelDocument } from '../excel-document.ts';
import { maxColumns, maxRows, type Area } from '../model/address.ts';
import type { CellPoint, Place, Placement, PointBox } from '../model/placement.ts';
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

/** Sets the height of the rows of some areas in points; `null` gives them the sheet's own again. */
export function setRowHeights(
  document: ExcelDocument,
  sheet: Sheet,
  areas: readonly Area[],
  points: number | null,
): void {
  const rows = new Map(sheet.state.rows);
  for (const { top, bottom } of areas) {
    for (let row = top; row <= bottom; row += 1) {
      const { height: _, ...info } = rows.get(row) ?? {};
      rows.set(row, points === null ? info : { ...info, height: points });
    }
  }
  document.changeSheet(sheet, { rows });
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

/** Where what floats over a sheet lies now, from the sizes of its rows and columns. */
export function boxOf(sheet: Sheet, place: Place): PointBox {
  if (place.placement === 'Absolute') return place;
  const start = pointOf(sheet, place.from);
  if (place.placement === 'OneCell') return { ...start, width: place.width, height: place.height };
  const end = pointOf(sheet, place.to);
  return { ...start, width: Math.max(0, end.left - start.left), height: Math.max(0, end.top - start.top) };
}

/** The place of a box, tied to the cells under it as is asked. */
export function placeFor(sheet: Sheet, placement: Placement, box: PointBox): Place {
  if (placement === 'Absolute') return { placement, ...box };
  const from = pointAt(sheet, box.left, box.top);
  if (placement === 'OneCell') return { placement, from, width: box.width, height: box.height };
  return { placement, from, to: pointAt(sheet, box.left + box.width, box.top + box.height) };
}

/** A cell that has become smaller than the distance from its corner ends there. */
function pointOf(sheet: Sheet, { row, column, x, y }: CellPoint): { readonly left: number; readonly top: number } {
  return {
    left: leftOf(sheet, column) + Math.min(x, widthInPoints(sheet.columnWidth(column))),
    top: topOf(sheet, row) + Math.min(y, sheet.rowHeight(row)),
  };
}

function pointAt(sheet: Sheet, left: number, top: number): CellPoint {
  const column = lastAt(maxColumns, left, (index) => leftOf(sheet, index));
  const row = lastAt(maxRows, top, (index) => topOf(sheet, index));
  return { row, column, x: left - leftOf(sheet, column), y: top - topOf(sheet, row) };
}

/** The last index that begins at a distance or before it. */
function lastAt(count: number, distance: number, startOf: (index: number) => number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (startOf(middle) <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}
