import { precedents } from '../figures/profile/formulas.ts';
import { columnNumber } from '../figures/table.ts';
import { countBefore } from './count-before.ts';

/** Rows of a block of cells that are taken out; rows and columns count from 0 in the sheet, the ends are included. */
export interface RowsOfBlock {
  readonly sheet: string;
  /** In ascending order. */
  readonly rows: readonly number[];
  readonly left: number;
  readonly right: number;
}

/**
 * What a formula loses with rows that go: `ends` where a cell it names, or the first or last of a range, is in them; `some` where they lie
 * inside a range, which then is shorter; `undefined` where it reads none of them.
 */
export function readsRows(
  formula: string,
  ownSheet: string,
  { sheet, rows, left, right }: RowsOfBlock,
): 'ends' | 'some' | undefined {
  let reads: 'some' | undefined;
  for (const address of precedents(formula)) {
    const at = address.lastIndexOf('!');
    const named = at < 0 ? ownSheet : address.slice(0, at).replace(/^'|'$/gu, '').replaceAll("''", "'");
    if (named.toLowerCase() !== sheet.toLowerCase()) continue;
    const [, first = 'A', top = '1', last = first, bottom = top] =
      /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/iu.exec(address.slice(at + 1)) ?? [];
    const columns = [columnNumber(first), columnNumber(last)].sort((one, other) => one - other);
    if ((columns[0] ?? 0) > right || (columns[1] ?? 0) < left) continue;
    const [from, to] = [Number(top) - 1, Number(bottom) - 1].sort((one, other) => one - other) as [number, number];
    const inside = countBefore(rows, to + 1) - countBefore(rows, from);
    if (inside === 0) continue;
    if (isIn(rows, from) || isIn(rows, to)) return 'ends';
    reads = 'some';
  }
  return reads;
}

function isIn(rows: readonly number[], row: number): boolean {
  return rows[countBefore(rows, row)] === row;
}
