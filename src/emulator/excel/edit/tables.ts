import type { ExcelDocument } from '../excel-document.ts';
import { cellArea, intersect, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { TableColumnState, TableState } from '../model/workbook-state.ts';
import { hideRows } from './sizes.ts';
import { deleteCells, insertCells } from './structure.ts';
import { EditRefused } from './edit-refused.ts';
import { setInputs } from './set-cells.ts';
import { headerNames, patchTable, renameColumns } from './table-names.ts';

/** The rows of a table without header and totals. */
export function bodyOf({ area, showHeaders, showTotals }: TableState): Area {
  return { ...area, top: area.top + Number(showHeaders), bottom: area.bottom - Number(showTotals) };
}

/** Makes a table of an area. Without a header row of its own it gets one above, and what was there goes down. */
export function addTable(document: ExcelDocument, sheet: Sheet, given: Area, hasHeaders: boolean): TableState {
  if (document.state.tables.some((table) => table.sheetId === sheet.id && intersect(table.area, given)))
    throw new EditRefused('table-overlap', 'A table cannot overlap another table.');
  let area = given;
  if (!hasHeaders) {
    insertCells(document, sheet, { ...area, bottom: area.top }, 'Down');
    area = { ...area, bottom: area.bottom + 1 };
  }
  if (area.bottom === area.top) area = { ...area, bottom: area.bottom + 1 };
  const id = Math.max(0, ...document.state.tables.map((table) => table.id)) + 1;
  const names = headerNames(document, sheet, area);
  const table: TableState = {
    id,
    name: freeTableName(document, id),
    sheetId: sheet.id,
    area,
    columns: names.map((name, index) => newColumn(index + 1, name)),
    showHeaders: true,
    showTotals: false,
    style: 'TableStyleMedium2',
    showFilterButton: true,
    showBandedRows: true,
    showBandedColumns: false,
    highlightFirstColumn: false,
    highlightLastColumn: false,
    part: null,
  };
  document.changeState({ tables: [...document.state.tables, table] });
  writeHeaders(document, sheet, table);
  return table;
}

function newColumn(id: number, name: string): TableColumnState {
  return { id, name, totalsFunction: 'none', totalsLabel: '', formula: '', filter: null };
}

function freeTableName(document: ExcelDocument, id: number): string {
  const taken = new Set(document.state.tables.map(({ name }) => name.toLowerCase()));
  let number = id;
  while (taken.has(`table${number}`)) number += 1;
  return `Table${number}`;
}

function writeHeaders(document: ExcelDocument, sheet: Sheet, { area, columns }: TableState): void {
  setInputs(document, sheet, { ...area, bottom: area.top }, [columns.map(({ name }) => `'${name}`)]);
}

/** Takes the table away and leaves its cells. */
export function convertToRange(document: ExcelDocument, table: TableState): void {
  document.changeState({ tables: document.state.tables.filter(({ id }) => id !== table.id) });
}

export function deleteTable(document: ExcelDocument, sheet: Sheet, table: TableState): void {
  convertToRange(document, table);
  deleteCells(document, sheet, table.area, 'Up');
}

/** Adds rows of values at a place within the body, at its end without one. */
export function addTableRows(
  document: ExcelDocument,
  sheet: Sheet,
  table: TableState,
  index: number | null,
  rows: readonly (readonly unknown[])[],
): number {
  const body = bodyOf(table);
  const count = body.bottom - body.top + 1;
  const at = index ?? count;
  if (at < 0 || at > count) throw new EditRefused('outside', 'There is no such row in the table.');
  const first = body.top + at;
  const area = { ...body, top: first, bottom: first + rows.length - 1 };
  const below = { ...area, bottom: document.usedArea(sheet)?.bottom ?? 0 };
  const isLast = at === count && !table.showTotals;
  const isFree = below.bottom < below.top || isEmptyBelow(sheet, below);
  // At the end the table just grows over empty cells; elsewhere cells make room.
  if (isLast && isFree)
    patchTable(document, table, { area: { ...table.area, bottom: table.area.bottom + rows.length } });
  else {
    insertCells(document, sheet, area, 'Down');
    const now = document.state.tables.find(({ id }) => id === table.id) ?? table;
    const wanted = table.area.bottom + rows.length;
    if (now.area.bottom !== wanted || now.area.top !== table.area.top)
      patchTable(document, table, { area: { ...table.area, bottom: wanted } });
  }
  setInputs(document, sheet, area, rows);
  fillCalculatedColumns(document, sheet, table, area, rows);
  return at;
}

function isEmptyBelow(sheet: Sheet, area: Area): boolean {
  let isEmpty = true;
  sheet.grid.eachValue(area, () => {
    isEmpty = false;
  });
  return isEmpty;
}

function fillCalculatedColumns(
  document: ExcelDocument,
  sheet: Sheet,
  table: TableState,
  area: Area,
  rows: readonly (readonly unknown[])[],
): void {
  for (const [index, { formula }] of table.columns.entries()) {
    if (formula === '') continue;
    for (const [offset, row] of rows.entries()) {
      const given = row[index];
      if (given !== null && given !== undefined && given !== '') continue;
      setInputs(document, sheet, cellArea(area.top + offset, area.left + index), [[`=${formula}`]]);
    }
  }
}

export function deleteTableRow(document: ExcelDocument, sheet: Sheet, table: TableState, index: number): void {
  const body = bodyOf(table);
  const row = body.top + index;
  if (body.top === body.bottom) setInputs(document, sheet, body, [table.columns.map(() => '')]);
  else deleteCells(document, sheet, { ...body, top: row, bottom: row }, 'Up');
}

/** Adds a column, with values for the header, the body and the totals where given. */
export function addTableColumn(
  document: ExcelDocument,
  sheet: Sheet,
  table: TableState,
  index: number | null,
  values: readonly unknown[] | null,
  name: string | null,
): number {
  const at = index ?? table.columns.length;
  const { area } = table;
  const column = area.left + at;
  const place = { ...area, left: column, right: column };
  if (at === table.columns.length) {
    const used = document.usedArea(sheet);
    const right = { ...place, right: used?.right ?? 0 };
    if (right.right >= right.left && !isEmptyBelow(sheet, right)) insertCells(document, sheet, place, 'Right');
  } else insertCells(document, sheet, place, 'Right');
  const id = Math.max(0, ...table.columns.map((each) => each.id)) + 1;
  const header = name ?? (table.showHeaders && typeof values?.[0] === 'string' ? values[0] : '');
  const taken = new Set(table.columns.map((each) => each.name.toLowerCase()));
  let own = header === '' ? `Column${at + 1}` : header;
  for (let number = at + 2; taken.has(own.toLowerCase()); number += 1) own = `Column${number}`;
  const columns = [...table.columns.slice(0, at), newColumn(id, own), ...table.columns.slice(at)];
  patchTable(document, table, { area: { ...area, right: area.right + 1 }, columns });
  if (values)
    setInputs(
      document,
      sheet,
      place,
      values.map((value) => [value]),
    );
  if (table.showHeaders) setInputs(document, sheet, { ...place, bottom: place.top }, [[`'${own}`]]);
  return id;
}

export function deleteTableColumn(document: ExcelDocument, sheet: Sheet, table: TableState, index: number): void {
  const column = table.area.left + index;
  deleteCells(document, sheet, { ...table.area, left: column, right: column }, 'Left');
  const now = document.state.tables.find(({ id }) => id === table.id);
  if (now && now.columns.length === table.columns.length) {
    patchTable(document, table, {
      area: { ...table.area, right: table.area.right - 1 },
      columns: table.columns.filter((_, at) => at !== index),
    });
  }
}

export function renameTableColumn(
  document: ExcelDocument,
  sheet: Sheet,
  table: TableState,
  index: number,
  name: string,
): void {
  if (table.columns.some((column, at) => at !== index && column.name.toLowerCase() === name.toLowerCase()))
    throw new EditRefused('outside', `The table has a column named '${name}' already.`);
  renameColumns(
    document,
    table,
    table.columns.map((column, at) => (at === index ? name : column.name)),
  );
  const cell = cellArea(table.area.top, table.area.left + index);
  if (table.showHeaders) setInputs(document, sheet, cell, [[`'${name}`]]);
}

/** Shows or takes away the row of totals, which is made below the body. */
export function showTotals(document: ExcelDocument, sheet: Sheet, table: TableState, on: boolean): void {
  if (on === table.showTotals) return;
  const { area } = table;
  if (!on) {
    patchTable(document, table, { area: { ...area, bottom: area.bottom - 1 }, showTotals: false });
    setInputs(document, sheet, { ...area, top: area.bottom }, [table.columns.map(() => '')]);
    return;
  }
  const row = { ...area, top: area.bottom + 1, bottom: area.bottom + 1 };
  if (!isEmptyBelow(sheet, row)) insertCells(document, sheet, row, 'Down');
  const last = table.columns.length - 1;
  const columns = table.columns.map((column, index) => ({
    ...column,
    totalsLabel: index === 0 ? 'Total' : '',
    totalsFunction: index === last && last > 0 ? 'sum' : 'none',
  }));
  patchTable(document, table, { area: { ...area, bottom: area.bottom + 1 }, showTotals: true, columns });
  const lastName = columns[last]?.name ?? '';
  const cells = columns.map((_, index) => {
    if (index === 0) return 'Total';
    return index === last ? `=SUBTOTAL(109,${table.name}[${lastName}])` : '';
  });
  setInputs(document, sheet, row, [cells]);
}

export function showHeaders(document: ExcelDocument, sheet: Sheet, table: TableState, on: boolean): void {
  if (on === table.showHeaders) return;
  const { area } = table;
  if (!on) {
    setInputs(document, sheet, { ...area, bottom: area.top }, [table.columns.map(() => '')]);
    patchTable(document, table, { area: { ...area, top: area.top + 1 }, showHeaders: false, showFilterButton: false });
    return;
  }
  const above = area.top > 0 && isEmptyBelow(sheet, { ...area, top: area.top - 1, bottom: area.top - 1 });
  if (!above) insertCells(document, sheet, { ...area, bottom: area.top }, 'Down');
  const now = document.state.tables.find(({ id }) => id === table.id) ?? table;
  const grown = above ? { ...area, top: area.top - 1 } : { ...now.area, top: area.top, bottom: area.bottom + 1 };
  const shown = { ...now, area: grown, showHeaders: true };
  patchTable(document, table, { area: grown, showHeaders: true, showFilterButton: true });
  writeHeaders(document, sheet, shown);
}

/** Hides the rows that some column's filter does not let through, and shows the others. */
export function applyFilters(document: ExcelDocument, sheet: Sheet, table: TableState): void {
  document.calculateIfDue();
  const body = bodyOf(table);
  for (let row = body.top; row <= body.bottom; row += 1) {
    const isShown = table.columns.every(({ filter }, index) => {
      if (!filter) return true;
      return passes(
        filter,
        document.textAt(sheet, row, table.area.left + index),
        sheet.grid.value(row, table.area.left + index),
        () => columnNumbers(sheet, body, table.area.left + index),
      );
    });
    if ((sheet.state.rows.get(row)?.hidden === true) === isShown)
      hideRows(document, sheet, { ...body, top: row, bottom: row }, !isShown);
  }
}

function columnNumbers(sheet: Sheet, body: Area, column: number): number[] {
  const numbers: number[] = [];
  sheet.grid.eachValue({ ...body, left: column, right: column }, (_, __, value) => {
    if (typeof value === 'number') numbers.push(value);
  });
  return numbers.sort((a, b) => b - a);
}

function passes(
  filter: Readonly<Record<string, unknown>>,
  text: string,
  value: unknown,
  numbers: () => number[],
): boolean {
  switch (filter['filterOn']) {
    case 'Values':
      return (
        Array.isArray(filter['values']) &&
        filter['values'].some((each) => String(each).toLowerCase() === text.toLowerCase())
      );
    case 'Custom': {
      const first = meets(criterionOf(filter, 'criterion1'), text, value);
      if (filter['criterion2'] === undefined || filter['criterion2'] === '') return first;
      const second = meets(criterionOf(filter, 'criterion2'), text, value);
      return filter['operator'] === 'Or' ? first || second : first && second;
    }
    case 'TopItems':
    case 'BottomItems':
    case 'TopPercent':
    case 'BottomPercent': {
      const kind = filter['filterOn'];
      const all = numbers();
      const given = Number(filter['criterion1']);
      const count = kind.endsWith('Percent') ? Math.max(1, Math.floor((all.length * given) / 100)) : given;
      if (typeof value !== 'number') return false;
      const limit = kind.startsWith('Top')
        ? all[Math.min(count, all.length) - 1]
        : all[Math.max(0, all.length - count)];
      return limit !== undefined && (kind.startsWith('Top') ? value >= limit : value <= limit);
    }
    case 'Dynamic': {
      const all = numbers();
      const mean = all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length);
      if (filter['dynamicCriteria'] === 'AboveAverage') return typeof value === 'number' && value > mean;
      if (filter['dynamicCriteria'] === 'BelowAverage') return typeof value === 'number' && value < mean;
      return true;
    }
    default:
      return true;
  }
}

function criterionOf(filter: Readonly<Record<string, unknown>>, key: string): string {
  const value = filter[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** `>=10`, `<>x`, `=a*`: an operator and what to compare with; texts know `*` and `?`. */
function meets(criterion: string, text: string, value: unknown): boolean {
  const [, operator = '=', wanted = ''] = /^(<=|>=|<>|<|>|=)?([\s\S]*)$/.exec(criterion) ?? [];
  const number = Number(wanted);
  if (wanted !== '' && !Number.isNaN(number) && typeof value === 'number') {
    const comparisons: Readonly<Record<string, boolean>> = {
      '=': value === number,
      '<>': value !== number,
      '<': value < number,
      '>': value > number,
      '<=': value <= number,
      '>=': value >= number,
    };
    return comparisons[operator] ?? false;
  }
  const pattern = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const isEqual = new RegExp(`^${pattern}$`, 'i').test(text);
  if (operator === '=') return isEqual;
  if (operator === '<>') return !isEqual;
  const order = text.localeCompare(wanted);
  return operator.startsWith('<')
    ? order < 0 || (operator === '<=' && order === 0)
    : order > 0 || (operator === '>=' && order === 0);
}
