import { copyFormula, shiftArea, shiftFormula, type Shift } from '../formula/move-references.ts';
import { cellArea, sameArea, type Area } from '../model/address.ts';
import { mapRuleFormulas, type ConditionalFormatState } from '../model/conditional-format.ts';
import { shiftPlace, type Place } from '../model/placement.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';

/** What hangs on cells, after they moved: what hung on cells that are gone is gone. */
export function movedState(state: WorkbookState, sheet: Sheet, move: Shift, isWhole: boolean): Partial<WorkbookState> {
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
    // Formulas that speak of tables are read anew where there are others; without any on the sheet there are not.
    ...(state.tables.some(({ sheetId }) => sheetId === sheet.id) ? { tables: movedTables(state, sheet, move) } : {}),
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

function movedTables({ tables }: WorkbookState, sheet: Sheet, move: Shift): WorkbookState['tables'] {
  return tables.flatMap((table) => {
    if (table.sheetId !== sheet.id) return [table];
    const area = shiftArea(table.area, move);
    if (!area) return [];
    return [{ ...table, area, columns: movedTableColumns(table.columns, table.area, area, move) }];
  });
}

/**
 * A format follows its cells, and its formulas follow theirs. They stand as the first cell would have them: where that goes, as the
 * first that stays would.
 */
function movedConditional(
  format: ConditionalFormatState,
  sheet: Sheet,
  move: Shift,
): readonly ConditionalFormatState[] {
  if (format.sheetId !== sheet.id) return [format];
  const areas = format.areas.flatMap((area) => shiftArea(area, move) ?? []);
  const [first] = format.areas;
  const [down, right] = first ? goneBefore(first, move) : [0, 0];
  const rule = mapRuleFormulas(format.rule, (formula) =>
    shiftFormula(copyFormula(formula, down, right), sheet.name, move),
  );
  const isSame =
    rule === format.rule &&
    areas.length === format.areas.length &&
    areas.every((area, index) => sameArea(area, format.areas[index] ?? area));
  return areas.length === 0 ? [] : [isSame ? format : { ...format, areas, rule }];
}

/** How many rows, or columns, of an area's beginning go while others of it stay. */
function goneBefore(area: Area, move: Shift): readonly [rows: number, columns: number] {
  const { axis, at, by } = move;
  const first = axis === 'rows' ? area.top : area.left;
  if (by > 0 || first < at || first >= at - by || shiftArea(area, move) === null) return [0, 0];
  const count = at - by - first;
  return axis === 'rows' ? [count, 0] : [0, count];
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
