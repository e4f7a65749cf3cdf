import { copyFormula, shiftArea, shiftFormula, type Shift, type Shifts } from '../formula/move-references.ts';
import { cellArea, sameArea, type Area } from '../model/address.ts';
import type { CarriedState } from '../model/carried.ts';
import { mapRuleFormulas, type ConditionalFormatState } from '../model/conditional-format.ts';
import { shiftPlace, type Place } from '../model/placement.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';

/** Cells that moved at one place, or at several at once. */
type Move = Shift | Shifts;

/** What hangs on cells, after they moved: what hung on cells that are gone is gone. */
export function movedState(state: WorkbookState, sheet: Sheet, move: Move, isWhole: boolean): Partial<WorkbookState> {
  const steps = singly(move);
  /** What floats moves with whole rows and columns. */
  const float = <T extends { readonly sheetId: string; readonly place: Place }>(item: T): T => {
    const place = isWhole && item.sheetId === sheet.id ? steps.reduce(shiftPlace, item.place) : item.place;
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
    hyperlinks: state.hyperlinks.flatMap((link) => {
      const area = link.sheetId === sheet.id ? shiftArea(link.area, move) : link.area;
      return area === null ? [] : [area === link.area ? link : { ...link, area }];
    }),
    carried: state.carried.flatMap((carried) => movedCarried(carried, sheet, move)),
    pivotTables: state.pivotTables.flatMap((pivot) => movedPivot(pivot, sheet, move)),
    shapes: state.shapes.map(float),
    charts: state.charts.map((chart) => ({
      ...float(chart),
      references: chart.references.map((formula) => shiftFormula(formula, '', move)),
      series: chart.series.map((series) => ({
        ...series,
        nameFormula: shiftFormula(series.nameFormula, '', move),
        valuesFormula: shiftFormula(series.valuesFormula, '', move),
        categoriesFormula: shiftFormula(series.categoriesFormula, '', move),
      })),
    })),
  };
}

function movedTables({ tables }: WorkbookState, sheet: Sheet, move: Move): WorkbookState['tables'] {
  return tables.flatMap((table) => {
    if (table.sheetId !== sheet.id) return [table];
    const area = shiftArea(table.area, move);
    if (!area) return [];
    return [{ ...table, area, columns: movedTableColumns(table.columns, table.area, area, move) }];
  });
}

function movedConditional(format: ConditionalFormatState, sheet: Sheet, move: Move): readonly ConditionalFormatState[] {
  if (format.sheetId !== sheet.id) return [format];
  const areas = movedAreas(format.areas, move);
  const rule = mapRuleFormulas(format.rule, following(format.areas, sheet, move));
  const isSame = rule === format.rule && areas === format.areas;
  return areas.length === 0 ? [] : [isSame ? format : { ...format, areas, rule }];
}

/** Its formulas may look at other sheets than its own. */
function movedCarried(carried: CarriedState, sheet: Sheet, move: Move): readonly CarriedState[] {
  const isOwn = carried.sheetId === sheet.id;
  const areas = isOwn ? movedAreas(carried.areas, move) : carried.areas;
  const follow = isOwn
    ? following(carried.areas, sheet, move)
    : (formula: string): string => shiftFormula(formula, '', move);
  const formulas = carried.formulas.map(follow);
  const isSame = areas === carried.areas && formulas.every((formula, index) => formula === carried.formulas[index]);
  if (carried.areas.length > 0 && areas.length === 0) return [];
  return [isSame ? carried : { ...carried, areas, formulas }];
}

/** The same list where nothing happened to any. */
function movedAreas(areas: readonly Area[], move: Move): readonly Area[] {
  const moved = areas.flatMap((area) => shiftArea(area, move) ?? []);
  const isSame = moved.length === areas.length && moved.every((area, index) => sameArea(area, areas[index] ?? area));
  return isSame ? areas : moved;
}

/**
 * How formulas that hang on cells follow what they look at. They stand as the first cell would have them: where that goes, as the
 * first that stays would.
 */
function following([first]: readonly Area[], sheet: Sheet, move: Move): (formula: string) => string {
  const [down, right] = first ? goneBefore(first, move) : [0, 0];
  return (formula) => shiftFormula(copyFormula(formula, down, right), sheet.name, move);
}

/** One place after another, from the last: there each stands where it stood. */
function singly(move: Move): readonly Shift[] {
  if (!('lines' in move)) return [move];
  const { lines, ...band } = move;
  return lines.moves.toReversed().map((line) => ({ ...band, ...line }));
}

/** How many rows, or columns, of an area's beginning go while others of it stay. */
function goneBefore(area: Area, move: Move): readonly [rows: number, columns: number] {
  if (shiftArea(area, move) === null) return [0, 0];
  const isRows = move.axis === 'rows';
  const isGone = (line: number): boolean =>
    shiftArea({ ...area, ...(isRows ? { top: line, bottom: line } : { left: line, right: line }) }, move) === null;
  const first = isRows ? area.top : area.left;
  let line = first;
  while (isGone(line)) line += 1;
  return isRows ? [line - first, 0] : [0, line - first];
}

function movedPivot(pivot: PivotTableState, sheet: Sheet, move: Move): readonly PivotTableState[] {
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
  move: Move,
): WorkbookState['tables'][number]['columns'] {
  // Columns move at one place at a time.
  if (move.axis === 'rows' || 'lines' in move || columns.length === after.right - after.left + 1) return columns;
  const { at, by } = move;
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
