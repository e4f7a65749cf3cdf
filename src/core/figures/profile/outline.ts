import type { WorkingColumn } from './column-type.ts';

/** How many of the rows have no name at least, for their names to be those above: a gap here and there is a gap. */
const leastBare = 0.25;

/**
 * Columns that name a group in its first row alone and leave the rows below bare, as merged cells do: `North` beside `Paper`, nothing
 * beside `Ink`. By their names no row can be added up, nor is one of them missing.
 */
export function findOutlines(columns: readonly WorkingColumn[], isTotalRow: Uint8Array): ReadonlySet<number> {
  const candidates = columns.filter(({ role, encoded }) => role === 'category' && encoded.missing > 0);
  if (candidates.length === 0) return new Set();
  const rows: number[] = [];
  for (let row = 0; row < isTotalRow.length; row += 1) if (isTotalRow[row] !== 1) rows.push(row);
  const isNamed = ({ encoded: { codes } }: WorkingColumn, row: number): boolean => (codes[row] ?? -1) >= 0;
  const filled = rows.filter((row) => !isBlankRow(columns, row));
  const found = candidates.filter((column) => {
    if (!isNamed(column, filled[0] ?? -1)) return false;
    const bare = filled.filter((row) => !isNamed(column, row));
    if (bare.length === 0 || bare.length < filled.length * leastBare) return false;
    // What stands in the group is named beside it, in each of its rows.
    const beside = columns.filter(({ index, role }) => index > column.index && role !== 'measure');
    return beside.some((other) => bare.every((row) => isNamed(other, row)));
  });
  return new Set(found.map(({ index }) => index));
}

/** Whether a row holds nothing in any column. */
export function isBlankRow(columns: readonly WorkingColumn[], row: number): boolean {
  return columns.every(
    ({ encoded: { codes, numbers } }) => (codes[row] ?? -1) < 0 && Number.isNaN(numbers[row] ?? NaN),
  );
}
