import { maxColumns, maxRows } from './address.ts';
import type { CellGrid } from './cell-grid.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Where Ctrl and an arrow go from a cell: to the end of the data that it is in, or on to the next, or to the end of the sheet. `by` is
 * one row or column up, down, left or right.
 */
export function dataEdge(grid: CellGrid, { row, column }: Cell, by: Cell): Cell {
  const used = grid.usedArea(true);
  const isIn = (at: Cell): boolean => at.row >= 0 && at.column >= 0 && at.row < maxRows && at.column < maxColumns;
  const holds = (at: Cell): boolean => isIn(at) && grid.value(at.row, at.column) !== null;
  const after = (at: Cell): Cell => ({ row: at.row + by.row, column: at.column + by.column });
  const end = {
    row: by.row === 0 ? row : by.row > 0 ? maxRows - 1 : 0,
    column: by.column === 0 ? column : by.column > 0 ? maxColumns - 1 : 0,
  };
  let at = { row, column };
  const isInside = holds(at) && holds(after(at));
  for (let next = after(at); isIn(next); next = after(at)) {
    if (isInside && !holds(next)) return at;
    at = next;
    if (!isInside && holds(at)) return at;
    // Beyond what is used there is nothing to stop at.
    if (!used || (by.row > 0 && at.row > used.bottom) || (by.column > 0 && at.column > used.right)) return end;
  }
  return at;
}
