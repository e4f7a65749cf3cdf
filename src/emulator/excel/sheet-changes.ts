import type { WorkbookFormulas } from './calculation/workbook-formulas.ts';
import { bounding, cellArea, cellKey, type Area } from './model/address.ts';
import type { Cell, CellFormula, GridColumn } from './model/cell-grid.ts';
import type { Change } from './model/journal.ts';
import type { ModelEvent } from './model/model-event.ts';
import type { Sheet, SheetState } from './model/sheet.ts';

/** What changes of a sheet have to keep up with it: the calculation of its formulas, and whoever listens. */
export interface SheetFollowers {
  readonly calculation: {
    readonly formulas: Pick<
      WorkbookFormulas,
      | 'changed'
      | 'setFormula'
      | 'clearSpills'
      | 'dropFormulas'
      | 'takeFormulas'
      | 'replaceMany'
      | 'setFormulasDue'
      | 'rebindSheets'
    >;
  };
  readonly emit: (event: ModelEvent) => void;
}

/** One cell to be written. */
export type CellWrite = readonly [row: number, column: number, cell: Cell];

/** Columns of cells that take the place of others. */
export interface ColumnReplacement {
  /** By index; `undefined` for one that is empty. */
  readonly columns: ReadonlyMap<number, GridColumn | undefined>;
  /** The cells that have other contents now, or may have. */
  readonly area: Area;
  /** The formulas among them that are others now, by which each was before. */
  readonly rewritten: ReadonlyMap<CellFormula, CellFormula>;
  /** Whether cells kept their contents and moved: then only the formulas that are others are told of. */
  readonly isMove: boolean;
  /** Of rows that moved: the formulas, by those of before, that look at other cells since; what others give stays the same. */
  readonly torn?: ReadonlySet<CellFormula>;
}

/** Writes cells of a sheet; `area` bounds them all. */
export function writeCells(followers: SheetFollowers, sheet: Sheet, area: Area, cells: readonly CellWrite[]): Change {
  const { calculation, emit } = followers;
  const before: CellWrite[] = [];
  const formulas: [row: number, column: number, before: string][] = [];
  let isContent = false;
  for (const [row, column, cell] of cells) {
    const key = cellKey(row, column);
    const isPiece = sheet.spilled.has(key);
    const old = sheet.grid.cell(row, column);
    before.push([row, column, isPiece ? { ...old, value: null } : old]);
    const isSameContent = isPiece
      ? cell.value === null && cell.formula === null
      : old.formula === cell.formula && (cell.formula !== null || old.value === cell.value);
    sheet.grid.setStyle(row, column, cell.style);
    if (isSameContent) continue;
    isContent = true;
    if (isPiece) sheet.spilled.delete(key);
    sheet.grid.setValue(row, column, cell.value);
    if (old.formula === cell.formula) continue;
    if (old.formula?.text !== cell.formula?.text) formulas.push([row, column, old.formula?.text ?? '']);
    sheet.grid.setFormula(row, column, cell.formula);
    calculation.formulas.setFormula(sheet, row, column, cell.formula);
  }
  sheet.edits += 1;
  if (isContent) {
    calculation.formulas.changed(sheet.id, area);
    const [one] = cells.length === 1 ? before : [];
    emit({ type: 'edited', sheetId: sheet.id, area, before: one?.[2].value, after: cells[0]?.[2].value });
  } else emit({ type: 'formatted', sheetId: sheet.id, area });
  if (formulas.length > 0) emit({ type: 'formulas-changed', sheetId: sheet.id, cells: formulas });
  return () => writeCells(followers, sheet, area, before.reverse());
}

/** Puts other columns of cells into a sheet, with the formulas that were rewritten as they moved. */
export function replaceColumns(
  followers: SheetFollowers,
  sheet: Sheet,
  { columns, area, rewritten, isMove, torn }: ColumnReplacement,
): Change {
  const { formulas } = followers.calculation;
  const before = new Map<number, GridColumn | undefined>();
  // Pieces of arrays are put back by calculating.
  formulas.clearSpills(sheet);
  const staying = new Set<CellFormula>();
  for (const column of columns.values()) for (const formula of column?.formulas.values() ?? []) staying.add(formula);
  const wereDue = new Set<CellFormula>();
  const keepsValue = (formula: CellFormula): boolean =>
    torn !== undefined &&
    [formula, rewritten.get(formula) ?? formula].every((each) => !torn.has(each) && !wereDue.has(each));
  formulas.replaceMany(staying.size, () => {
    for (const [index, column] of columns) {
      const own = sheet.grid.column(index);
      // A formula that stays where it is has the value that it has by now.
      for (const [row, formula] of column?.formulas ?? [])
        if (column && own?.formulas.get(row) === formula) column.values[row] = own.values[row] ?? null;
      for (const formula of formulas.dropFormulas(sheet, index, column, staying)) wereDue.add(formula);
    }
    for (const [index, column] of columns) before.set(index, sheet.grid.replaceColumn(index, column));
    for (const index of columns.keys()) formulas.takeFormulas(sheet, index, before.get(index), rewritten, keepsValue);
  });
  sheet.edits += 1;
  if (torn) formulas.setFormulasDue(torn);
  else formulas.changed(sheet.id, area);
  if (isMove) tellMoved(followers.emit, sheet, columns, rewritten);
  else tellReplaced(followers.emit, sheet, area, before);
  const back = new Map<CellFormula, CellFormula>();
  for (const [after, earlier] of rewritten) back.set(earlier, after);
  return () =>
    replaceColumns(followers, sheet, { columns: before, area, rewritten: back, isMove, ...(torn && { torn }) });
}

/** Says of formulas that moved with their columns what it would have said had each been written. */
function tellMoved(
  emit: SheetFollowers['emit'],
  sheet: Sheet,
  columns: ColumnReplacement['columns'],
  rewritten: ColumnReplacement['rewritten'],
): void {
  if (rewritten.size === 0) return;
  const cells: [row: number, column: number, before: string][] = [];
  let area: Area | null = null;
  for (const [column, own] of columns) {
    for (const [row, formula] of own?.formulas ?? []) {
      const earlier = rewritten.get(formula);
      if (!earlier) continue;
      cells.push([row, column, earlier.text]);
      area = area ? bounding(area, cellArea(row, column)) : cellArea(row, column);
    }
  }
  const [first] = cells;
  if (!first || !area) return;
  const value = sheet.grid.value(first[0], first[1]);
  const before = cells.length === 1 ? value : undefined;
  emit({ type: 'edited', sheetId: sheet.id, area, before, after: value });
  emit({ type: 'formulas-changed', sheetId: sheet.id, cells });
}

/** Says of cells that have others' contents now what it would have said had each been written. */
function tellReplaced(
  emit: SheetFollowers['emit'],
  sheet: Sheet,
  area: Area,
  before: ColumnReplacement['columns'],
): void {
  const cells: [row: number, column: number, before: string][] = [];
  for (const [column, own] of before) {
    for (let row = area.top; row <= area.bottom; row += 1) {
      const earlier = own?.formulas.get(row)?.text;
      if (earlier !== sheet.grid.formula(row, column)?.text) cells.push([row, column, earlier ?? '']);
    }
  }
  const after = sheet.grid.value(area.top, area.left);
  emit({ type: 'edited', sheetId: sheet.id, area, before: undefined, after });
  if (cells.length > 0) emit({ type: 'formulas-changed', sheetId: sheet.id, cells });
}

/** Changes what a sheet is beside its cells. */
export function patchSheet(followers: SheetFollowers, sheet: Sheet, patch: Partial<SheetState>): Change {
  const { calculation, emit } = followers;
  const before = sheet.state;
  sheet.state = { ...before, ...patch };
  sheet.edits += 1;
  const { state } = sheet;
  const sheetId = sheet.id;
  if (state.name !== before.name) {
    calculation.formulas.rebindSheets();
    emit({ type: 'sheet-renamed', sheetId, before: before.name, after: state.name });
  }
  if (state.visibility !== before.visibility) {
    emit({ type: 'sheet-visibility', sheetId, before: before.visibility, after: state.visibility });
  }
  if (state.protection !== before.protection) {
    emit({ type: 'sheet-protection', sheetId, isProtected: state.protection !== null });
  }
  if (state.merges !== before.merges) {
    for (const area of [...state.merges, ...before.merges]) calculation.formulas.changed(sheetId, area);
  }
  emit({ type: 'sheet-changed', sheetId });
  return () => patchSheet(followers, sheet, before);
}
