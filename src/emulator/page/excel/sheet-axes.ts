import { maxColumns, maxRows } from '../../excel/model/address.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { Axis } from './axis.ts';

export interface SheetAxes {
  readonly rows: Axis;
  readonly columns: Axis;
}

/** Pixels in a point, and in a character of the default font with its margin. */
const pixelsPerPoint = 96 / 72;
const pixelsPerCharacter = 7;

/** How large rows and columns are drawn. A sheet may be scrolled as far as Excel's goes. */
export function axesOf({ state }: Sheet): SheetAxes {
  const rows = new Map<number, number>();
  for (const [row, { height, hidden }] of state.rows) {
    if (hidden === true) rows.set(row, 0);
    else if (height !== undefined) rows.set(row, Math.round(height * pixelsPerPoint));
  }
  const columns = new Map<number, number>();
  for (const { first, last, width, hidden } of state.columns) {
    const size = hidden === true ? 0 : Math.round((width ?? state.defaultColumnWidth) * pixelsPerCharacter);
    // A run to the sheet's end is a format, not a width that anybody sees.
    for (let column = first; column <= Math.min(last, first + 1000); column += 1) columns.set(column, size);
  }
  return {
    rows: new Axis(maxRows, Math.round(state.defaultRowHeight * pixelsPerPoint), rows),
    columns: new Axis(maxColumns, Math.round(state.defaultColumnWidth * pixelsPerCharacter), columns),
  };
}
