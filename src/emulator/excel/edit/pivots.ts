import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { sameName } from '../formula/move-references.ts';
import { bounding, cellArea, cellKey, contains, intersect, isInSheet, type Area } from '../model/address.ts';
import {
  newPivotField,
  newPivotLayout,
  pivotAreas,
  pivotsAt,
  type PivotColumn,
  type PivotDataState,
  type PivotSource,
  type PivotTableState,
} from '../model/pivot-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { layOut, type PivotCell, type PivotReport } from '../pivot/lay-out.ts';
import { fitColumns } from './fit.ts';
import { EditRefused } from './edit-refused.ts';

/** Places a new, empty pivot table, with what its source holds now. */
export function addPivotTable(
  document: ExcelDocument,
  name: string,
  source: PivotSource,
  place: { readonly sheet: Sheet; readonly row: number; readonly column: number },
): PivotTableState {
  requireFreeName(document, name);
  const columns = readSource(document, source);
  const pivot: PivotTableState = {
    id: document.freshId(),
    name,
    sheetId: place.sheet.id,
    anchor: { row: place.row, column: place.column },
    area: cellArea(place.row, place.column),
    filterArea: null,
    source,
    columns,
    fields: columns.map((column) => newPivotField(column.name)),
    rowFields: [],
    columnFields: [],
    filterFields: [],
    data: [],
    layout: newPivotLayout,
    refreshOnOpen: false,
    part: null,
  };
  return show(document, pivot, pivot);
}

/** Changes a pivot table and writes what it shows now. */
export function patchPivotTable(
  document: ExcelDocument,
  pivot: PivotTableState,
  patch: Partial<PivotTableState>,
): PivotTableState {
  if (patch.name !== undefined) requireFreeName(document, patch.name, pivot);
  const isShown = Object.keys(patch).some((key) => key !== 'name' && key !== 'refreshOnOpen');
  if (isShown) requireComputed(pivot);
  const after = { ...pivot, ...patch };
  if (!isShown) {
    keep(document, after);
    return after;
  }
  return show(document, pivot, after);
}

/** Reads the source again. Fields follow their columns by name; those whose column is gone are gone. */
export function refreshPivotTable(document: ExcelDocument, pivot: PivotTableState): void {
  requireComputed(pivot);
  const columns = readSource(document, pivot.source);
  const now = pivot.columns.map(({ name }) => columns.findIndex((column) => sameName(column.name, name)));
  const follow = (fields: readonly number[]): number[] =>
    fields.flatMap((field) => ((now[field] ?? -1) < 0 ? [] : (now[field] ?? [])));
  show(document, pivot, {
    ...pivot,
    columns,
    fields: columns.map((column, index) => pivot.fields[now.indexOf(index)] ?? newPivotField(column.name)),
    rowFields: follow(pivot.rowFields),
    columnFields: follow(pivot.columnFields),
    filterFields: follow(pivot.filterFields),
    data: pivot.data.flatMap((data) => follow([data.field]).map((field) => ({ ...data, field }))),
  });
}

export function deletePivotTable(document: ExcelDocument, pivot: PivotTableState): void {
  const sheet = document.sheetById(pivot.sheetId);
  document.changeState({ pivotTables: document.state.pivotTables.filter(({ id }) => id !== pivot.id) });
  if (sheet) writeReport(document, sheet, pivot, null);
}

/** The columns of a source: the first row names them, and each must have a name. */
function readSource(document: ExcelDocument, source: PivotSource): PivotColumn[] {
  document.calculateIfDue();
  const found = sourceArea(document, source);
  if (!found) throw new EditRefused('outside', 'The source of the PivotTable is not there.');
  const { sheet, area } = found;
  const used = document.usedArea(sheet);
  const bottom = Math.min(area.bottom, Math.max(used?.bottom ?? area.top, area.top));
  const columns: PivotColumn[] = [];
  for (let column = area.left; column <= area.right; column += 1) {
    const name = document.textAt(sheet, area.top, column);
    if (name === '')
      throw new EditRefused('outside', 'The PivotTable field name is not valid: every column must have a heading.');
    const values = Array.from({ length: bottom - area.top }, (_, row) => sheet.grid.value(area.top + 1 + row, column));
    const first = values.findIndex((value) => value !== null);
    const { numberFormat } = document.formats.get(sheet.styleAt(area.top + 1 + Math.max(0, first), column));
    columns.push({ name: uniqueName(name, columns), values, numberFormat });
  }
  return columns;
}

function uniqueName(name: string, columns: readonly PivotColumn[]): string {
  const isTaken = (wanted: string): boolean => columns.some((column) => sameName(column.name, wanted));
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

/** The cells of a source, its headings with them; `null` when they are gone. */
export function sourceArea(
  document: ExcelDocument,
  source: PivotSource,
): { readonly sheet: Sheet; readonly area: Area } | null {
  if (source.kind === 'foreign') return null;
  const table = source.kind === 'table' ? document.state.tables.find(({ name }) => sameName(name, source.table)) : null;
  const place =
    source.kind === 'range'
      ? source
      : table && { ...table, area: { ...table.area, bottom: table.area.bottom - Number(table.showTotals) } };
  const sheet = place && document.sheetById(place.sheetId);
  return place?.area && sheet ? { sheet, area: place.area } : null;
}

function requireFreeName({ state }: ExcelDocument, name: string, but?: PivotTableState): void {
  if (name.trim() === '') throw new EditRefused('outside', 'A PivotTable must have a name.');
  if (state.pivotTables.some((each) => each.id !== but?.id && sameName(each.name, name)))
    throw new EditRefused('outside', `There is a PivotTable named '${name}' already.`);
}

function requireComputed({ source }: PivotTableState): void {
  if (source.kind === 'foreign')
    throw new EditRefused(
      'pivot-overlap',
      'This PivotTable has a source or fields that are not computed here; it is kept as it came.',
    );
}

/** Puts a pivot table in place of what it was, or behind the others where it is new. */
function keep(document: ExcelDocument, pivot: PivotTableState): void {
  const { pivotTables } = document.state;
  const isKnown = pivotTables.some(({ id }) => id === pivot.id);
  document.changeState({
    pivotTables: isKnown ? pivotTables.map((each) => (each.id === pivot.id ? pivot : each)) : [...pivotTables, pivot],
  });
}

/** Puts a report in place of another and keeps where it lies. */
function show(document: ExcelDocument, before: PivotTableState, after: PivotTableState): PivotTableState {
  const report = layOut(after);
  const shown = { ...after, area: report.area, filterArea: report.filterArea };
  const sheet = document.sheetById(after.sheetId);
  if (!sheet) return shown;
  requireRoom(document, sheet, before, report);
  writeReport(document, sheet, before, { pivot: after, report });
  if (after.layout.autoFormat) fitColumns(document, sheet, report.area, true);
  keep(document, shown);
  return shown;
}

function requireRoom(document: ExcelDocument, sheet: Sheet, before: PivotTableState, report: PivotReport): void {
  const areas = [report.area, ...(report.filterArea ? [report.filterArea] : [])];
  if (!areas.every(isInSheet)) throw new EditRefused('outside', 'The PivotTable does not fit on the worksheet.');
  const { pivotTables, tables } = document.state;
  const others = pivotTables.filter(({ id }) => id !== before.id);
  const isTaken = (area: Area): boolean =>
    pivotsAt(others, sheet.id, area).length > 0 ||
    tables.some((table) => table.sheetId === sheet.id && intersect(table.area, area) !== null);
  if (areas.some(isTaken))
    throw new EditRefused('pivot-overlap', 'A PivotTable report cannot overlap another PivotTable report or a table.');
  const own = document.state.pivotTables.some(({ id }) => id === before.id) ? pivotAreas(before) : [];
  for (const area of areas) {
    sheet.grid.eachValue(area, (row, column) => {
      if (own.some((each) => contains(each, cellArea(row, column)))) return;
      throw new EditRefused('pivot-overlap', 'The PivotTable would write over cells that hold something.');
    });
  }
}

/** Empties what a report filled and fills what one fills now, in one write. */
function writeReport(
  document: ExcelDocument,
  sheet: Sheet,
  before: PivotTableState,
  now: { readonly pivot: PivotTableState; readonly report: PivotReport } | null,
): void {
  const writes = new Map<number, CellWrite>();
  for (const area of pivotAreas(before)) {
    const used = sheet.grid.usedArea();
    const inside = used && intersect(area, used);
    if (!inside) continue;
    for (let row = inside.top; row <= inside.bottom; row += 1) {
      for (let column = inside.left; column <= inside.right; column += 1) {
        writes.set(cellKey(row, column), [row, column, { value: null, formula: null, style: undefined }]);
      }
    }
  }
  for (const cell of now?.report.cells ?? []) {
    const own = writes.has(cellKey(cell.row, cell.column)) ? undefined : sheet.grid.style(cell.row, cell.column);
    const style = now ? styleOf(document, now.pivot, cell, own) : undefined;
    writes.set(cellKey(cell.row, cell.column), [cell.row, cell.column, { value: cell.value, formula: null, style }]);
  }
  const places = [...writes.values()].map(([row, column]) => cellArea(row, column));
  const [first] = places;
  if (first) document.writeCells(sheet, places.reduce(bounding, first), [...writes.values()]);
}

function styleOf(
  document: ExcelDocument,
  pivot: PivotTableState,
  { indent, data, field, value }: PivotCell,
  style: number | undefined,
): number | undefined {
  const format =
    data === null
      ? field === null || typeof value !== 'number'
        ? ''
        : pivot.columns[field]?.numberFormat
      : formatOf(pivot.data[data]);
  const patch = {
    ...(format === undefined || format === '' || format === 'General' ? {} : { numberFormat: format }),
    ...(typeof value === 'number' && data === null ? { horizontal: 'left' } : {}),
    ...(indent > 0 ? { horizontal: 'left', indent } : {}),
  };
  return Object.keys(patch).length === 0 ? style : document.formats.patched(style, patch);
}

function formatOf(data: PivotDataState | undefined): string {
  if (!data) return '';
  return data.numberFormat === '' && data.showAs !== 'None' ? '0.00%' : data.numberFormat;
}
