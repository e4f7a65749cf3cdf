import type { Calculation } from './calculation/calculation.ts';
import { bounding, cellArea, cellKey, maxRows, type Area } from './model/address.ts';
import type { Cell, CellFormula, GridColumn } from './model/cell-grid.ts';
import type { Change } from './model/journal.ts';
import type { ModelEvent } from './model/model-event.ts';
import type { Sheet, SheetState } from './model/sheet.ts';

/** What changes of a sheet have to keep up with it: the calculation of its formulas, and whoever listens. */
export interface SheetFollowers {
  readonly calculation: Pick<
    Calculation,
    'changed' | 'setFormula' | 'clearSpills' | 'dropFormulas' | 'takeFormulas' | 'rebindSheets'
  >;
  readonly emit: (event: ModelEvent) => void;
}

/** One cell to be written. */
export type CellWrite = readonly [row: number, column: number, cell: Cell];

/** Whole columns of cells, by their index; `undefined` for one that is empty. */
export type ColumnsByIndex = ReadonlyMap<number, GridColumn | undefined>;

/** Formulas that are others now, by which each was before. */
export type RewrittenFormulas = ReadonlyMap<CellFormula, CellFormula>;

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
    calculation.setFormula(sheet, row, column, cell.formula);
  }
  sheet.edits += 1;
  if (isContent) {
    calculation.changed(sheet.id, area);
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
  columns: ColumnsByIndex,
  rewritten: RewrittenFormulas,
): Change {
  const { calculation, emit } = followers;
  const before = new Map<number, GridColumn | undefined>();
  let area: Area | null = null;
  // Pieces of arrays are put back by calculating.
  calculation.clearSpills(sheet);
  const staying = new Set([...columns.values()].flatMap((column) => [...(column?.formulas.values() ?? [])]));
  for (const index of columns.keys()) calculation.dropFormulas(sheet, index, staying);
  for (const [index, column] of columns) {
    before.set(index, sheet.grid.replaceColumn(index, column));
    calculation.takeFormulas(sheet, index, rewritten);
    const own = sheet.grid.extentOf(index) ?? cellArea(0, index);
    area = area ? bounding(area, own) : own;
  }
  sheet.edits += 1;
  calculation.changed(sheet.id, { top: 0, left: area?.left ?? 0, bottom: maxRows - 1, right: area?.right ?? 0 });
  if (rewritten.size > 0) tellRewritten(emit, sheet, columns, rewritten);
  const back = new Map([...rewritten].map(([after, earlier]) => [earlier, after]));
  return () => replaceColumns(followers, sheet, before, back);
}

/** Says of formulas that moved with their columns what it would have said had each been written. */
function tellRewritten(
  emit: SheetFollowers['emit'],
  sheet: Sheet,
  columns: ColumnsByIndex,
  rewritten: RewrittenFormulas,
): void {
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

/** Changes what a sheet is beside its cells. */
export function patchSheet(followers: SheetFollowers, sheet: Sheet, patch: Partial<SheetState>): Change {
  const { calculation, emit } = followers;
  const before = sheet.state;
  sheet.state = { ...before, ...patch };
  sheet.edits += 1;
  const { state } = sheet;
  const sheetId = sheet.id;
  if (state.name !== before.name) {
    calculation.rebindSheets();
    emit({ type: 'sheet-renamed', sheetId, before: before.name, after: state.name });
  }
  if (state.visibility !== before.visibility) {
    emit({ type: 'sheet-visibility', sheetId, before: before.visibility, after: state.visibility });
  }
  if (state.protection !== before.protection) {
    emit({ type: 'sheet-protection', sheetId, isProtected: state.protection !== null });
  }
  if (state.merges !== before.merges) {
    for (const area of [...state.merges, ...before.merges]) calculation.changed(sheetId, area);
  }
  emit({ type: 'sheet-changed', sheetId });
  return () => patchSheet(followers, sheet, before);
}
