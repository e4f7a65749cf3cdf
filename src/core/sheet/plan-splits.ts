import type { SheetSelection } from '../document/context.ts';
import type { AddColumnsEdit, CellInput } from '../edits/edit-plan.ts';
import type { Profile } from '../figures/profile/profile.ts';
import { rangeAddress } from '../figures/table.ts';
import { contentAt, type ChangedCell } from './clean-up.ts';
import type { ColumnSplit } from './find-splits.ts';
import { splitInto } from './split-text.ts';

export interface PlannedSplits {
  readonly added: readonly AddColumnsEdit[];
  /** Cells of columns whose first part takes their place. */
  readonly changed: readonly ChangedCell[];
  isReplaced(column: number): boolean;
  /** By how many columns a column of the table moves to the right. */
  shift(column: number): number;
}

interface Around {
  /** Rows of the table that are taken out before. */
  readonly removed: ReadonlySet<number>;
  /** Columns that their parts take the place of. */
  readonly replaced: ReadonlySet<number>;
  /** Cells that are not to be split. */
  readonly left: ReadonlySet<string>;
}

/**
 * Puts the parts of columns beside them: into an Excel table as columns of its own; right of the last column where enough cells are
 * empty; else into sheet columns that are put in, unless those would tear apart what stands above or below. Then they go right of
 * everything in the sheet.
 */
export function planSplits(
  sheet: SheetSelection,
  profile: Profile,
  splits: readonly ColumnSplit[],
  { removed, replaced, left }: Around,
): PlannedSplits {
  const { table } = sheet;
  const changed: ChangedCell[] = [];
  /** Columns put in: behind which column of the table, and how many. */
  const put: { readonly behind: number; readonly count: number }[] = [];
  const shift = (column: number): number =>
    put.reduce((sum, { behind, count }) => sum + (behind < column ? count : 0), 0);
  const rows = rowsOf(profile).filter((row) => !removed.has(row));
  const planned = splits
    .toSorted((one, other) => one.column - other.column)
    .map((split) => {
      const { column, headers } = split;
      const isOver = replaced.has(column);
      const names = isOver ? headers.slice(1) : headers;
      const parts = partsOf(sheet, profile, split, rows, left);
      if (isOver) changed.push(...firstParts(sheet, profile, split, rows, parts));
      const cells = rows.map((row, at) => inputsOf(row, parts[at], names, profile, isOver));
      const room = roomFor(sheet, column, names.length, shift(column));
      if (room !== 'far' && room !== 'free') put.push({ behind: column, count: names.length });
      return { column, names, cells, room };
    });
  // Columns right of everything move with all that are put in.
  let far = sheet.freeColumn - table.firstColumn;
  const added = planned.map(({ column, names, cells, room }): AddColumnsEdit => {
    const before = room === 'far' ? far : column + 1;
    if (room === 'far') far += names.length;
    const first = before + (room === 'far' ? shift(before) : shift(column));
    const addressAt = (at: number): string =>
      rangeAddress(table, {
        top: rows[0] ?? 0,
        left: at,
        bottom: (rows[0] ?? 0) + rows.length - 1,
        right: at + names.length - 1,
      });
    return {
      type: 'add-columns',
      sheet: sheet.sheet,
      address: addressAt(first),
      ...(first !== before && { from: addressAt(before) }),
      cells,
      room: room === 'far' ? 'free' : room,
      source: sourceOf(sheet, profile, column),
    };
  });
  const isReplaced = (column: number): boolean =>
    replaced.has(column) && splits.some((split) => split.column === column);
  return { added, changed, isReplaced, shift };
}

type Room = AddColumnsEdit['room'] | 'far';

function roomFor({ table, around }: SheetSelection, column: number, count: number, shifted: number): Room {
  if (!around) return 'far';
  const own = table.firstColumn + column;
  const inTable =
    around.table && own >= around.table.firstColumn && own <= around.table.lastColumn ? around.table : null;
  if (inTable) return { table: inTable.name, index: own + shifted + 1 - inTable.firstColumn };
  if (column === table.columns.length - 1 && around.freeRight >= count) return 'free';
  return around.outside.some(([first, last]) => first <= own && last > own) ? 'far' : 'sheet';
}

/** The header row and the rows of data. */
function rowsOf({ body: { top, bottom }, headerRows }: Profile): number[] {
  const first = headerRows > 0 ? top - 1 : top;
  return Array.from({ length: bottom - first + 1 }, (_, index) => first + index);
}

const known = new WeakMap<ColumnSplit, (readonly (string | number)[] | undefined)[]>();

/** The parts of each row's cell; nothing for the header, rows of totals, and cells that are empty or left alone. */
function partsOf(
  sheet: SheetSelection,
  profile: Profile,
  split: ColumnSplit,
  rows: readonly number[],
  left: ReadonlySet<string>,
): (readonly (string | number)[] | undefined)[] {
  let parts = known.get(split);
  if (!parts) {
    // A tick elsewhere asks for the same again, which takes a while for a long column.
    parts = splitColumn(sheet, profile, split);
    known.set(split, parts);
  }
  return rows.map((row) => (left.has(`${row}:${split.column}`) ? undefined : parts[row]));
}

/** The parts of a column's cells by row; those that are all numbers in one place are numbers. */
function splitColumn(
  { table }: SheetSelection,
  { body, totals }: Profile,
  { column, by, headers }: ColumnSplit,
): (readonly (string | number)[] | undefined)[] {
  const skipped = new Set(totals.map(({ row }) => row));
  const texts = (table.columns[column] ?? []).map((cell, row) => {
    const text = String(cell ?? '');
    if (row < body.top || row > body.bottom || skipped.has(row) || text.trim() === '') return undefined;
    return splitInto(text, by, headers.length);
  });
  const areNumbers = headers.map((_header, index) =>
    texts.every((parts) => parts === undefined || parts[index] === '' || isPlainNumber(parts[index] ?? '')),
  );
  return texts.map((parts) =>
    parts?.map((part, index) => (areNumbers[index] === true && part !== '' ? Number(part.replaceAll(',', '')) : part)),
  );
}

/** A number and no code: no zero before other digits, commas between thousands alone. */
function isPlainNumber(text: string): boolean {
  return /^[-+]?(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/u.test(text);
}

function inputsOf(
  row: number,
  parts: readonly (string | number)[] | undefined,
  names: readonly string[],
  { body }: Profile,
  isReplaced: boolean,
): CellInput[] {
  if (row < body.top) return names.map((value) => ({ value }));
  const own = isReplaced ? parts?.slice(1) : parts;
  return names.map((_name, index) => ({ value: own?.[index] ?? '' }));
}

function firstParts(
  { table }: SheetSelection,
  { body }: Profile,
  { column, headers }: ColumnSplit,
  rows: readonly number[],
  parts: readonly (readonly (string | number)[] | undefined)[],
): ChangedCell[] {
  return rows.flatMap((row, at): ChangedCell[] => {
    const after = row < body.top ? headers[0] : parts[at]?.[0];
    return after === undefined || after === table.columns[column]?.[row] ? [] : [{ row, column, after }];
  });
}

function sourceOf(sheet: SheetSelection, profile: Profile, column: number): AddColumnsEdit['source'] {
  const rows = rowsOf(profile);
  const area = { top: rows[0] ?? 0, left: column, bottom: rows.at(-1) ?? 0, right: column };
  return { address: rangeAddress(sheet.table, area), before: rows.map((row) => [contentAt(sheet.table, column, row)]) };
}
