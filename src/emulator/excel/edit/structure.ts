import { shiftArea, shiftFormula, type Shift } from '../formula/move-references.ts';
import type { CellWrite, ExcelDocument } from '../excel-document.ts';
import {
  bounding,
  cellArea,
  contains,
  intersect,
  isWholeColumns,
  isWholeRows,
  maxColumns,
  maxRows,
  sameArea,
  type Area,
} from '../model/address.ts';
import type { GridColumn } from '../model/cell-grid.ts';
import { mapRuleFormulas, type ConditionalFormatState } from '../model/conditional-format.ts';
import { shiftPlace, type Place } from '../model/placement.ts';
import { pivotAreas, type PivotTableState } from '../model/pivot-state.ts';
import type { ColumnRun, RowInfo, Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';
import { EditRefused } from './set-cells.ts';

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
  const used = document.usedArea(sheet);
  if (!used) return;
  const count = axis === 'rows' ? area.bottom - area.top + 1 : area.right - area.left + 1;
  const isOut = axis === 'rows' ? used.bottom + count >= maxRows : used.right + count >= maxColumns;
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
  refuseCutTables(document, sheet, area, move);
  refuseCutPivots(document, sheet, area, move);
  // Pieces of arrays do not move; they are spilled anew.
  document.calculation.clearSpills(sheet);
  if (isRows) {
    const columns = new Map<number, GridColumn | undefined>();
    for (const index of sheet.grid.columnIndexes) {
      if (index < area.left || index > area.right) continue;
      columns.set(index, sheet.grid.shiftedColumn(index, area.top, sign * count));
    }
    document.replaceColumns(sheet, columns);
  } else if (isWholeColumns(area)) document.replaceColumns(sheet, movedColumns(sheet, area.left, sign * count));
  else moveCellsAcross(document, sheet, area, sign * count);
  document.liveAreas.shift(sheet.id, move);
  moveSheetState(document, sheet, area, move);
  document.changeState(movedState(document, sheet, move, isWholeLine(area, move)));
  adjustFormulas(document, (formula, own) => shiftFormula(formula, own.name, move));
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

/** Rewrites every formula of the workbook; one that is the same after it keeps its object, and so its custom calls. */
export function adjustFormulas(document: ExcelDocument, change: (formula: string, sheet: Sheet) => string): void {
  for (const sheet of document.sheets) {
    const writes: CellWrite[] = [];
    const places: Area[] = [];
    sheet.grid.eachFormula((row, column, formula) => {
      const text = change(formula.text, sheet);
      if (text === formula.text) return;
      const changed = { ...formula, text };
      document.calculation.customCalls.carryOver(formula, changed);
      writes.push([row, column, { ...sheet.grid.cell(row, column), formula: changed }]);
      places.push(cellArea(row, column));
    });
    const [first] = places;
    if (first) document.writeCells(sheet, places.reduce(bounding, first), writes);
  }
  const names = document.state.names.map((name) => {
    const own = document.sheetById(name.sheetId ?? '') ?? document.sheets[0];
    const formula = own ? change(name.formula, own) : name.formula;
    return formula === name.formula ? name : { ...name, formula };
  });
  if (names.some((name, index) => name !== document.state.names[index])) document.changeState({ names });
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

function isWholeLine(area: Area, { axis }: Shift): boolean {
  return axis === 'rows' ? isWholeRows(area) : isWholeColumns(area);
}

function moveSheetState(document: ExcelDocument, sheet: Sheet, area: Area, move: Shift): void {
  const { state } = sheet;
  const merges = state.merges.flatMap((merge) => shiftArea(merge, move) ?? []);
  const isWhole = isWholeLine(area, move);
  document.changeSheet(sheet, {
    merges,
    ...(isWhole && move.axis === 'rows' ? { rows: movedRows(state.rows, move) } : {}),
    ...(isWhole && move.axis === 'columns' ? { columns: movedRuns(state.columns, move) } : {}),
  });
}

function movedRows(rows: ReadonlyMap<number, RowInfo>, { at, by }: Shift): ReadonlyMap<number, RowInfo> {
  const moved = new Map<number, RowInfo>();
  for (const [row, info] of rows) {
    if (row < at) moved.set(row, info);
    else if (by > 0 || row >= at - by) moved.set(row + by, info);
  }
  return moved;
}

function movedRuns(runs: readonly ColumnRun[], move: Shift): readonly ColumnRun[] {
  return runs.flatMap((run) => {
    const area = shiftArea({ top: 0, bottom: 0, left: run.first, right: run.last }, { ...move, from: 0, to: 0 });
    return area ? [{ ...run, first: area.left, last: area.right }] : [];
  });
}

/** What hangs on cells, after they moved: what hung on cells that are gone is gone. */
function movedState(document: ExcelDocument, sheet: Sheet, move: Shift, isWhole: boolean): Partial<WorkbookState> {
  const { state } = document;
  /** What floats moves with whole rows and columns. */
  const float = <T extends { readonly sheetId: string; readonly place: Place }>(item: T): T => {
    const place = isWhole && item.sheetId === sheet.id ? shiftPlace(item.place, move) : item.place;
    return place === item.place ? item : { ...item, place };
  };
  const follow = <T extends { readonly sheetId: string; readonly row: number; readonly column: number }>(
    item: T,
  ): T[] => {
    if (item.sheetId !== sheet.id) return [item];
    const area = shiftArea(cellArea(item.row, item.column), move);
    return area ? [{ ...item, row: area.top, column: area.left }] : [];
  };
  return {
    comments: state.comments.flatMap(follow),
    notes: state.notes.flatMap(follow),
    tables: state.tables.flatMap((table) => {
      if (table.sheetId !== sheet.id) return [table];
      const area = shiftArea(table.area, move);
      if (!area) return [];
      return [{ ...table, area, columns: movedTableColumns(table.columns, table.area, area, move) }];
    }),
    conditionalFormats: state.conditionalFormats.flatMap((format) => movedConditional(format, sheet, move)),
    pivotTables: state.pivotTables.flatMap((pivot) => movedPivot(pivot, sheet, move)),
    shapes: state.shapes.map(float),
    charts: state.charts.map((chart) => ({
      ...float(chart),
      series: chart.series.map((series) => ({
        ...series,
        nameFormula: shiftFormula(series.nameFormula, '', move),
        valuesFormula: shiftFormula(series.valuesFormula, '', move),
        categoriesFormula: shiftFormula(series.categoriesFormula, '', move),
      })),
    })),
  };
}

/** A format follows its cells, and its formulas follow theirs. */
function movedConditional(
  format: ConditionalFormatState,
  sheet: Sheet,
  move: Shift,
): readonly ConditionalFormatState[] {
  if (format.sheetId !== sheet.id) return [format];
  const areas = format.areas.flatMap((area) => shiftArea(area, move) ?? []);
  const rule = mapRuleFormulas(format.rule, (formula) => shiftFormula(formula, sheet.name, move));
  const isSame =
    rule === format.rule &&
    areas.length === format.areas.length &&
    areas.every((area, index) => sameArea(area, format.areas[index] ?? area));
  return areas.length === 0 ? [] : [isSame ? format : { ...format, areas, rule }];
}

function movedPivot(pivot: PivotTableState, sheet: Sheet, move: Shift): readonly PivotTableState[] {
  const { source } = pivot;
  const isSource = source.kind === 'range' && source.sheetId === sheet.id && source.area !== null;
  const sourced = isSource ? { ...pivot, source: { ...source, area: shiftArea(source.area, move) } } : pivot;
  if (pivot.sheetId !== sheet.id) return [sourced];
  const area = shiftArea(pivot.area, move);
  if (!area) return [];
  const [down, across] = [area.top - pivot.area.top, area.left - pivot.area.left];
  if (down === 0 && across === 0) return [sourced];
  const filterArea = pivot.filterArea && shiftArea(pivot.filterArea, move);
  const anchor = { row: pivot.anchor.row + down, column: pivot.anchor.column + across };
  return [{ ...sourced, area, filterArea, anchor }];
}

function movedTableColumns(
  columns: WorkbookState['tables'][number]['columns'],
  before: Area,
  after: Area,
  { axis, at, by }: Shift,
): WorkbookState['tables'][number]['columns'] {
  if (axis === 'rows' || columns.length === after.right - after.left + 1) return columns;
  if (by < 0) return columns.filter((_, index) => before.left + index < at || before.left + index >= at - by);
  let id = Math.max(0, ...columns.map((column) => column.id));
  const taken = new Set(columns.map(({ name }) => name));
  const made = Array.from({ length: by }, () => {
    id += 1;
    let number = 1;
    while (taken.has(`Column${number}`)) number += 1;
    taken.add(`Column${number}`);
    return { id, name: `Column${number}`, totalsFunction: 'none', totalsLabel: '', formula: '', filter: null };
  });
  const position = at - before.left;
  return [...columns.slice(0, position), ...made, ...columns.slice(position)];
}
