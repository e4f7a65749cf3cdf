import { shiftArea, shiftFormula, type Shift } from '../formula/move-references.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import {
  bounding,
  contains,
  intersect,
  isWholeColumns,
  isWholeRows,
  maxColumns,
  maxRows,
  type Area,
} from '../model/address.ts';
import type { GridColumn } from '../model/cell-grid.ts';
import type { RowMoves } from '../model/held-moves.ts';
import { LineMoves } from '../model/line-moves.ts';
import { pivotAreas } from '../model/pivot-state.ts';
import type { ColumnRun, RowInfo, Sheet } from '../model/sheet.ts';
import { adjustFormulas } from './adjust-formulas.ts';
import { EditRefused } from './edit-refused.ts';
import { movedState } from './moved-state.ts';

/** Puts empty cells in where an area is; what was there goes down or to the right. */
export function insertCells(document: ExcelDocument, sheet: Sheet, area: Area, direction: 'Down' | 'Right'): void {
  const axis = axisOf(area, direction === 'Down');
  requireRoom(document, sheet, area, axis);
  shift(document, sheet, area, axis, 1);
  document.emit({ type: 'cells-inserted', sheetId: sheet.id, area, axis });
}

/** Takes cells out; what stands below or to the right comes up. */
export function deleteCells(document: ExcelDocument, sheet: Sheet, area: Area, direction: 'Up' | 'Left'): void {
  const axis = axisOf(area, direction === 'Up');
  shift(document, sheet, area, axis, -1);
  document.emit({ type: 'cells-deleted', sheetId: sheet.id, area, axis });
}

/** Whole rows and columns can only move along themselves. */
function axisOf(area: Area, isVertical: boolean): 'rows' | 'columns' {
  if (isWholeRows(area)) return 'rows';
  if (isWholeColumns(area)) return 'columns';
  return isVertical ? 'rows' : 'columns';
}

function requireRoom(document: ExcelDocument, sheet: Sheet, area: Area, axis: 'rows' | 'columns'): void {
  const used = sheet.grid.usedArea();
  if (!used) return;
  const count = axis === 'rows' ? area.bottom - area.top + 1 : area.right - area.left + 1;
  const isOut =
    axis === 'rows'
      ? used.bottom + document.heldMoves.comingTo(sheet.id) + count >= maxRows
      : used.right + count >= maxColumns;
  if (isOut) throw new EditRefused('outside', 'The insertion would push cells off the sheet.');
}

function shift(document: ExcelDocument, sheet: Sheet, area: Area, axis: 'rows' | 'columns', sign: 1 | -1): void {
  const isRows = axis === 'rows';
  const count = isRows ? area.bottom - area.top + 1 : area.right - area.left + 1;
  const move: Shift = {
    sheet: sheet.name,
    axis,
    at: isRows ? area.top : area.left,
    by: sign * count,
    from: isRows ? area.left : area.top,
    to: isRows ? area.right : area.bottom,
  };
  const isHeld = mayBeHeld(document, sheet, move);
  if (!isHeld) document.heldMoves.settle();
  refuseCutTables(document, sheet, area, move);
  refuseCutPivots(document, sheet, area, move);
  document.liveAreas.shift(sheet.id, move);
  if (isRows) {
    const make = (moves: RowMoves): void => moveRows(document, sheet, moves);
    if (!isHeld || !document.heldMoves.hold(sheet.id, move, make))
      make({ ...move, sheetId: sheet.id, lines: new LineMoves([move]) });
    return;
  }
  // Pieces of arrays do not move; they are spilled anew.
  document.calculation.formulas.clearSpills(sheet);
  let columns: ReadonlyMap<number, GridColumn | undefined> = new Map();
  if (isWholeColumns(area)) columns = movedColumns(sheet, area.left, sign * count);
  else moveCellsAcross(document, sheet, area, sign * count);
  const adjust = (formula: string, own: Sheet): string => shiftFormula(formula, own.name, move);
  adjustFormulas(document, adjust, { sheet, columns, top: 0 });
  document.changeSheet(sheet, {
    merges: sheet.state.merges.flatMap((merge) => shiftArea(merge, move) ?? []),
    ...(isWholeColumns(area) ? { columns: movedRuns(sheet.state.columns, move) } : {}),
  });
  document.changeState(movedState(document.state, sheet, move, isWholeColumns(area)));
}

/**
 * Whether what else there is on the sheets tells the same of this move while others like it are held: tables above rows that go,
 * and no table or pivot table where rows come.
 */
function mayBeHeld({ state }: ExcelDocument, sheet: Sheet, { axis, by }: Shift): boolean {
  if (axis !== 'rows' || state.pivotTables.length > 0) return false;
  return by < 0 || state.tables.every(({ sheetId }) => sheetId !== sheet.id);
}

/** Moves rows of a sheet at one place or at several. */
function moveRows(document: ExcelDocument, sheet: Sheet, moves: RowMoves): void {
  const { lines, from, to } = moves;
  const top = lines.moves[0]?.at ?? 0;
  document.calculation.formulas.clearSpills(sheet);
  const torn = document.calculation.formulas.tornBy(moves);
  const columns = new Map<number, GridColumn | undefined>();
  for (const index of sheet.grid.columnIndexes)
    if (index >= from && index <= to) columns.set(index, sheet.grid.movedColumn(index, lines));
  adjustFormulas(document, (formula, own) => shiftFormula(formula, own.name, moves), { sheet, columns, top, torn });
  const isWhole = from === 0 && to === maxColumns - 1;
  document.changeSheet(sheet, {
    merges: sheet.state.merges.flatMap((merge) => shiftArea(merge, moves) ?? []),
    ...(isWhole ? { rows: movedRows(sheet.state.rows, lines) } : {}),
  });
  document.changeState(movedState(document.state, sheet, moves, isWhole));
}

function movedColumns(sheet: Sheet, at: number, by: number): Map<number, GridColumn | undefined> {
  const columns = new Map<number, GridColumn | undefined>();
  const indexes = sheet.grid.columnIndexes.filter((index) => index >= at);
  for (const index of indexes) columns.set(index, undefined);
  for (const index of indexes) {
    if (by < 0 && index < at - by) continue;
    columns.set(index + by, sheet.grid.column(index));
  }
  return columns;
}

function moveCellsAcross(document: ExcelDocument, sheet: Sheet, area: Area, by: number): void {
  const used = document.usedArea(sheet);
  if (!used || used.right < area.left) return;
  const writes: CellWrite[] = [];
  const last = Math.max(used.right, used.right + by);
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= last; column += 1) {
      const from = column - by;
      const isNew = by > 0 && from < area.left;
      const cell = isNew ? { value: null, formula: null, style: undefined } : sheet.grid.cell(row, from);
      writes.push([row, column, cell]);
    }
  }
  document.writeCells(sheet, { ...area, right: last }, writes);
}

function refuseCutTables(document: ExcelDocument, sheet: Sheet, area: Area, move: Shift): void {
  const isRows = move.axis === 'rows';
  const moved = isRows ? { ...area, bottom: maxRows - 1 } : { ...area, right: maxColumns - 1 };
  for (const table of document.state.tables) {
    if (table.sheetId !== sheet.id || !intersect(table.area, moved)) continue;
    const isWithin = isRows
      ? table.area.left >= area.left && table.area.right <= area.right
      : table.area.top >= area.top && table.area.bottom <= area.bottom;
    if (!isWithin && !contains(table.area, area))
      throw new EditRefused('table-overlap', 'The operation would move cells in a table.');
  }
}

/** A pivot table moves whole, goes whole, or stays. */
function refuseCutPivots(document: ExcelDocument, sheet: Sheet, area: Area, move: Shift): void {
  const isRows = move.axis === 'rows';
  const moved = isRows ? { ...area, bottom: maxRows - 1 } : { ...area, right: maxColumns - 1 };
  for (const pivot of document.state.pivotTables) {
    if (pivot.sheetId !== sheet.id) continue;
    const whole = pivotAreas(pivot).reduce(bounding);
    if (!intersect(whole, moved)) continue;
    const isAhead = contains(moved, whole) && (move.by > 0 || contains(area, whole) || !intersect(area, whole));
    if (!isAhead) throw new EditRefused('pivot-overlap', 'The operation would move cells in a PivotTable.');
  }
}

function movedRows(rows: ReadonlyMap<number, RowInfo>, lines: LineMoves): ReadonlyMap<number, RowInfo> {
  const moved = new Map<number, RowInfo>();
  for (const [row, info] of rows) {
    const line = lines.line(row);
    if (line !== null) moved.set(line, info);
  }
  return moved;
}

function movedRuns(runs: readonly ColumnRun[], move: Shift): readonly ColumnRun[] {
  return runs.flatMap((run) => {
    const area = shiftArea({ top: 0, bottom: 0, left: run.first, right: run.last }, { ...move, from: 0, to: 0 });
    return area ? [{ ...run, first: area.left, last: area.right }] : [];
  });
}
