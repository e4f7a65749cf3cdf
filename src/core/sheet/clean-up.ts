import { serialOf } from '../figures/notation/excel-date.ts';
import { isMissingMark, readNumber, valueUnder } from '../figures/notation/number-text.ts';
import { readPeriod } from '../figures/notation/period.ts';
import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
import { formulaAt, type CellValue, type Table } from '../figures/table.ts';
import { findDuplicates, foldText, withoutSpaces, type Duplicates } from './find-duplicates.ts';
import { findSplits, type ColumnSplit } from './find-splits.ts';

/** What is wrong with a cell, and why it is changed. */
export type CleanUpKind = 'spaces' | 'number-as-text' | 'date-as-text' | 'missing-mark' | 'spelling';

/** One cell that is changed; rows and columns count from the table's first cell. */
export interface CleanUpChange {
  readonly kind: CleanUpKind;
  readonly row: number;
  readonly column: number;
  readonly before: string;
  readonly after: string | number;
  /** For a number or date that was text. */
  readonly format?: string;
}

export interface CleanUp {
  readonly changes: readonly CleanUpChange[];
  readonly splits: readonly ColumnSplit[];
  /** Rows that repeat an earlier one once the cells are cleaned up. */
  readonly duplicates: Duplicates;
}

/**
 * Finds cells that keep a table from being counted: spaces around and doubled, numbers and dates that are text, marks for "nothing"
 * such as `n/a`, and category names that differ from a commoner one in case, width or spaces alone. Formulas are left alone. Besides,
 * columns that hold several things in a cell, and rows that repeat an earlier one.
 */
export function findCleanUp(table: Table, profile: Profile): CleanUp {
  const changes = profile.columns.flatMap((column) => cleanColumn(table, profile, column));
  const cleaned = new Map(changes.map(({ row, column, after }) => [cellKey(row, column), after]));
  return {
    changes,
    splits: findSplits(table, profile),
    duplicates: findDuplicates(table, profile, (row, column) => cleaned.get(cellKey(row, column))),
  };
}

function cleanColumn(table: Table, { body }: Profile, column: ColumnProfile): CleanUpChange[] {
  const cells = table.columns[column.index] ?? [];
  const spellings =
    column.role === 'category' ? commonSpellings(cells, body.top, body.bottom) : new Map<string, string>();
  const percentFormat = column.unit.kind === 'percent' ? formatOfPercents(cells.slice(body.top, body.bottom + 1)) : '';
  const changes: CleanUpChange[] = [];
  for (let row = body.top; row <= body.bottom; row += 1) {
    const before = cells[row];
    if (typeof before !== 'string' || before === '' || formulaAt(table, column.index, row) !== undefined) continue;
    const change = cleanCell(before, column, spellings, percentFormat);
    if (change) changes.push({ row, column: column.index, before, ...change });
  }
  return changes;
}

type Change = Pick<CleanUpChange, 'kind' | 'after' | 'format'>;

/** The number format in which no percentage of a column loses a digit that it was written with. */
function formatOfPercents(cells: readonly CellValue[]): string {
  const decimals = cells.map((cell) =>
    typeof cell === 'string' ? (/\.(\d+)\s*[%％]/u.exec(cell)?.[1]?.length ?? 0) : 0,
  );
  const most = decimals.reduce((one, other) => Math.max(one, other), 0);
  return most === 0 ? '0%' : `0.${'0'.repeat(most)}%`;
}

function cleanCell(
  before: string,
  column: ColumnProfile,
  spellings: ReadonlyMap<string, string>,
  percentFormat: string,
): Change | undefined {
  const trimmed = withoutSpaces(before);
  if (column.role === 'measure') {
    if (isMissingMark(trimmed)) return { kind: 'missing-mark', after: '' };
    const number = readNumber(trimmed);
    if (number) {
      const format = number.kind === 'percent' && column.unit.scale === 1 ? percentFormat : '';
      return { kind: 'number-as-text', after: valueUnder(column.unit, number), ...(format !== '' && { format }) };
    }
  }
  if (column.role === 'time') {
    const period = readPeriod(trimmed);
    if (period?.grain === 'day' && period.year !== undefined) {
      const serial = serialOf({ year: period.year, month: period.part ?? 1, day: period.day ?? 1 });
      return { kind: 'date-as-text', after: serial, format: 'yyyy-mm-dd' };
    }
  }
  const common = spellings.get(foldText(trimmed));
  if (common !== undefined && common !== trimmed) return { kind: 'spelling', after: common };
  return trimmed === before ? undefined : { kind: 'spaces', after: trimmed };
}

/** For each way a category's name can be meant, the spelling that is used most; the first where two are used equally. */
function commonSpellings(cells: readonly CellValue[], from: number, to: number): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (let row = from; row <= to; row += 1) {
    const cell = cells[row];
    if (typeof cell !== 'string' || cell.trim() === '') continue;
    const key = foldText(cell);
    const spelling = withoutSpaces(cell);
    const ofKey = counts.get(key) ?? new Map<string, number>();
    counts.set(key, ofKey.set(spelling, (ofKey.get(spelling) ?? 0) + 1));
  }
  const common = new Map<string, string>();
  for (const [key, spellings] of counts) {
    const [best] = [...spellings].sort(([, one], [, other]) => other - one);
    if (best) common.set(key, best[0]);
  }
  return common;
}

/** One number for a cell: a sheet has at most 16,384 columns. */
export function cellKey(row: number, column: number): number {
  return row * 16_384 + column;
}

/** A cell that is changed, whatever it is changed for. */
export type ChangedCell = Pick<CleanUpChange, 'row' | 'column' | 'after' | 'format'>;

/** A cell's formula, or its value. */
export function contentAt(table: Table, column: number, row: number): string | number | boolean {
  return formulaAt(table, column, row) ?? table.columns[column]?.[row] ?? '';
}
