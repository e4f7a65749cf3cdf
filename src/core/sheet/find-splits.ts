import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
import { formulaAt, type Table } from '../figures/table.ts';
import { splitRules, splitText, type SplitBy } from './split-text.ts';

/** A column whose cells hold several things each. */
export interface ColumnSplit {
  readonly column: number;
  readonly by: SplitBy;
  /** Names for the new columns, one for each part; without a header row they are not written. */
  readonly headers: readonly string[];
  /** Cells that are split, of those that hold something. */
  readonly cells: number;
  readonly filled: number;
}

/** Fewer cells tell nothing of a column. */
const fewestCells = 3;
/** The share of filled cells that must have the same number of parts. */
const leastShare = 0.8;
const mostParts = 6;
/** Parts longer than this, or of more words, are sentences and no fields. */
const longestPart = 48;
const mostWords = 5;

/**
 * Finds columns that hold several things in one cell: of at least three filled cells, four of five have the same number of parts
 * (two to six) by the same rule. A column with a formula, or with sentences in it, is none.
 */
export function findSplits(table: Table, profile: Profile): ColumnSplit[] {
  return profile.columns.flatMap((column) => findSplit(table, profile, column) ?? []);
}

function findSplit(table: Table, profile: Profile, column: ColumnProfile): ColumnSplit | undefined {
  const texts = textsOf(table, profile, column.index);
  if (!texts) return undefined;
  for (const by of splitRules) {
    const [count, cells] = commonestCount(texts, by);
    if (count > mostParts || cells < fewestCells || cells < texts.length * leastShare) continue;
    return {
      column: column.index,
      by,
      headers: headersOf(table, profile, column, by, count),
      cells,
      filled: texts.length,
    };
  }
  return undefined;
}

/** The number of parts that most texts have, and how many have it; none as soon as too few can. */
function commonestCount(texts: readonly string[], by: SplitBy): readonly [count: number, cells: number] {
  const counts = new Map<number, number>();
  let others = 0;
  for (const text of texts) {
    const parts = splitText(text, by);
    if (parts?.every(isField) === true) counts.set(parts.length, (counts.get(parts.length) ?? 0) + 1);
    else if (texts.length - (others += 1) < texts.length * leastShare) return [0, 0];
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0] ?? [0, 0];
}

/** What the cells of a column hold; nothing where one has a formula, or more than a fifth hold no text. */
function textsOf(table: Table, { body, totals }: Profile, column: number): string[] | undefined {
  const cells = table.columns[column] ?? [];
  const skipped = new Set(totals.map(({ row }) => row));
  const texts: string[] = [];
  let others = 0;
  for (let row = body.top; row <= body.bottom; row += 1) {
    if (formulaAt(table, column, row) !== undefined) return undefined;
    const cell = cells[row];
    if (skipped.has(row) || cell === null || cell === undefined || cell === '') continue;
    if (typeof cell === 'string' && cell.trim() !== '') texts.push(cell);
    else others += 1;
  }
  return texts.length >= fewestCells && texts.length >= (texts.length + others) * leastShare ? texts : undefined;
}

function isField(part: string): boolean {
  return part.length <= longestPart && part.split(/\s+/u).length <= mostWords && !/[.!?。！？]$/u.test(part);
}

/** The parts of a header that is split as its cells are, else its name with numbers behind it; each once in the table. */
function headersOf(
  table: Table,
  { body, columns }: Profile,
  column: ColumnProfile,
  by: SplitBy,
  count: number,
): string[] {
  const header = String(table.columns[column.index]?.[body.top - 1] ?? '').trim();
  const name = header === '' ? column.name : header;
  const own = splitText(name, by);
  const wanted = own?.length === count ? own : by === 'unit' ? measureNames(column.name) : numbered(name, count);
  const taken = new Set(columns.map((each) => each.name.toLowerCase()));
  columns.forEach((each) => taken.add(String(table.columns[each.index]?.[body.top - 1] ?? '').toLowerCase()));
  return wanted.map((each) => {
    let free = each;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${each} ${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function measureNames(name: string): string[] {
  return /\p{sc=Han}/u.test(name) ? [`${name} 数值`, `${name} 单位`] : [`${name} value`, `${name} unit`];
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}
