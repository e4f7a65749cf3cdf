import { serialOf } from '../figures/notation/excel-date.ts';
import { isMissingMark, readNumber } from '../figures/notation/number-text.ts';
import { readPeriod } from '../figures/notation/period.ts';
import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
import { formulaAt, type CellValue, type Table } from '../figures/table.ts';
import type { CellInput } from '../edits/edit-plan.ts';

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
  /** Rows that repeat an earlier one to the letter; they are told and never deleted unasked. */
  readonly duplicateRows: readonly number[];
}

/**
 * Finds cells that keep a table from being counted: spaces around and doubled, numbers and dates that are text, marks for "nothing"
 * such as `n/a`, and category names that differ from a commoner one in case, width or spaces alone. Formulas are left alone.
 */
export function findCleanUp(table: Table, profile: Profile): CleanUp {
  const changes = profile.columns.flatMap((column) => cleanColumn(table, profile, column));
  return { changes, duplicateRows: duplicatesIn(table, profile) };
}

function cleanColumn(table: Table, { body }: Profile, column: ColumnProfile): CleanUpChange[] {
  const cells = table.columns[column.index] ?? [];
  const spellings =
    column.role === 'category' ? commonSpellings(cells, body.top, body.bottom) : new Map<string, string>();
  const changes: CleanUpChange[] = [];
  for (let row = body.top; row <= body.bottom; row += 1) {
    const before = cells[row];
    if (typeof before !== 'string' || before === '' || formulaAt(table, column.index, row) !== undefined) continue;
    const change = cleanCell(before, column, spellings);
    if (change) changes.push({ row, column: column.index, before, ...change });
  }
  return changes;
}

type Change = Pick<CleanUpChange, 'kind' | 'after' | 'format'>;

function cleanCell(before: string, column: ColumnProfile, spellings: ReadonlyMap<string, string>): Change | undefined {
  const trimmed = withoutSpaces(before);
  if (column.role === 'measure') {
    if (isMissingMark(trimmed)) return { kind: 'missing-mark', after: '' };
    const number = readNumber(trimmed);
    if (number) {
      const format = number.kind === 'percent' ? '0.0%' : undefined;
      return { kind: 'number-as-text', after: number.value, ...(format !== undefined && { format }) };
    }
  }
  if (column.role === 'time') {
    const period = readPeriod(trimmed);
    if (period?.grain === 'day' && period.year !== undefined) {
      const serial = serialOf({ year: period.year, month: period.part ?? 1, day: period.day ?? 1 });
      return { kind: 'date-as-text', after: serial, format: 'yyyy-mm-dd' };
    }
  }
  const common = spellings.get(keyOf(trimmed));
  if (common !== undefined && common !== trimmed) return { kind: 'spelling', after: common };
  return trimmed === before ? undefined : { kind: 'spaces', after: trimmed };
}

/** Without spaces at the ends (no-break and full-width ones too), single ones inside, no characters that cannot be seen. */
function withoutSpaces(text: string): string {
  return text
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/gu, '')
    .replace(/[\u00a0\u3000\t ]+/gu, ' ')
    .trim();
}

function keyOf(text: string): string {
  return withoutSpaces(text).normalize('NFKC').toLowerCase();
}

/** For each way a category's name can be meant, the spelling that is used most; the first where two are used equally. */
function commonSpellings(cells: readonly CellValue[], from: number, to: number): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (let row = from; row <= to; row += 1) {
    const cell = cells[row];
    if (typeof cell !== 'string' || cell.trim() === '') continue;
    const key = keyOf(cell);
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

function duplicatesIn(table: Table, { body, totals }: Profile): number[] {
  const skipped = new Set(totals.map(({ row }) => row));
  const seen = new Set<string>();
  const duplicates: number[] = [];
  for (let row = body.top; row <= body.bottom; row += 1) {
    const cells = table.columns.map((column) => column[row] ?? '');
    if (skipped.has(row) || cells.every((cell) => cell === '')) continue;
    const key = JSON.stringify(cells);
    if (seen.has(key)) duplicates.push(row);
    seen.add(key);
  }
  return duplicates;
}

/** The change as what is written into its cell. */
export function inputOf({ after }: CleanUpChange): CellInput {
  return { value: after };
}
