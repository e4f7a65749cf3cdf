import { checkNumbers } from '../../src/core/figures/check/check-numbers.ts';
import { figuresOf } from '../../src/core/figures/figures-of.ts';
import { profileTable } from '../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../src/core/figures/table.ts';

/** What the numbers of a text are checked against: a table with its profile and figures. */
export function sourceOf(rows: CellValue[][]) {
  const table = tableFromRows(rows);
  const profile = profileTable(table);
  return { table, profile, figures: figuresOf(profile) };
}

/** The numbers of a text that the table does not bear. */
export const flagged = (text: string, source: ReturnType<typeof sourceOf>): string[] =>
  checkNumbers(text, source).numbers.flatMap(({ text: own, status }) => (status === 'unverified' ? [own] : []));
