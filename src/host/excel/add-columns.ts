import type { AddColumnsEdit } from '../../core/edits/edit-plan.ts';
import { contentOf, inputOf, isSame } from './cell-content.ts';
import { areaOf } from './look-around.ts';
import type { Pace } from './pace.ts';
import { rangeOf } from './row-looks.ts';
import type { AddedColumns, Written } from './written.ts';

/** Whether the cells that columns are made of still hold what the plan takes them to hold. */
export async function isSourceSame(context: Excel.RequestContext, { sheet, source }: AddColumnsEdit): Promise<boolean> {
  const worksheet = context.workbook.worksheets.getItem(sheet);
  const area = areaOf(source.address);
  let isUntouched = true;
  for (const { top, rows } of slices(source.before, 1)) {
    const range = rangeOf(worksheet, { ...area, top: area.top + top, bottom: area.top + top + rows.length - 1 });
    range.load('values,formulas');
    // Each slice is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    isUntouched &&= isSame(contentOf(range), rows);
  }
  return isUntouched;
}

/** Makes room for columns and fills it; `written` knows of them as soon as they are there. */
export async function addColumns(
  context: Excel.RequestContext,
  edit: AddColumnsEdit & { readonly room: Exclude<AddColumnsEdit['room'], 'free'> },
  written: Written[],
  pace: Pace,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(edit.sheet);
  const area = areaOf(edit.address);
  const width = area.right - area.left + 1;
  const table = edit.room === 'sheet' ? null : { name: edit.room.table, index: edit.room.index };
  if (table) {
    const { columns } = context.workbook.tables.getItem(table.name);
    for (let index = 0; index < width; index += 1) columns.add(table.index + index);
  } else rangeOf(sheet, area).getEntireColumn().insert(Excel.InsertShiftDirection.right);
  const made: AddedColumns = { kind: 'columns', sheet: edit.sheet, address: edit.address, table, after: [], inUse: '' };
  await context.sync();
  const at = written.push(made) - 1;
  const after: (string | number | boolean)[][] = [];
  for (const { top, rows } of slices(edit.cells, width)) {
    pace('writing', top, edit.cells.length);
    const range = rangeOf(sheet, { ...area, top: area.top + top, bottom: area.top + top + rows.length - 1 });
    // A column that is put in looks like its neighbour; of a column of dates, numbers would be dates.
    range.numberFormat = rows.map((row) => row.map(() => 'General'));
    range.formulas = rows.map((row) => row.map((input) => (input === null ? '' : inputOf(input))));
    range.load('values,formulas');
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    after.push(...contentOf(range).map((row) => [...row]));
  }
  const inUse = sheetColumns(sheet, edit.address).getUsedRangeOrNullObject(true);
  inUse.load('address');
  await context.sync();
  written[at] = { ...made, after, inUse: inUse.isNullObject ? '' : inUse.address };
}

/** Takes columns out again that were put in. */
export function takeColumnsOut(context: Excel.RequestContext, { sheet, address, table }: AddedColumns): void {
  if (!table) {
    sheetColumns(context.workbook.worksheets.getItem(sheet), address).delete(Excel.DeleteShiftDirection.left);
    return;
  }
  const { left, right } = areaOf(address);
  const { columns } = context.workbook.tables.getItem(table.name);
  for (let index = right - left; index >= 0; index -= 1) columns.getItemAt(table.index + index).delete();
}

export function sheetColumns(sheet: Excel.Worksheet, address: string): Excel.Range {
  return sheet.getRange(address).getEntireColumn();
}

/** Rows in parts that one request can hold. */
function slices<T>(rows: readonly T[], width: number): { readonly top: number; readonly rows: readonly T[] }[] {
  const height = Math.max(1, Math.floor(20_000 / width));
  return Array.from({ length: Math.ceil(rows.length / height) }, (_, index) => ({
    top: index * height,
    rows: rows.slice(index * height, (index + 1) * height),
  }));
}
