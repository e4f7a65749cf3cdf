/** Lines that belong together: those below a heading up to their total, and those that are times. */

import type { Line, Statement } from './read-statement.ts';

/** The lines below a heading, up to the first that adds up those before it. */
export function partsOf(lines: readonly Line[]): Line[] {
  const end = lines.findIndex((line, at) => line.isTotal || isSumOf(line, lines.slice(0, at)));
  return end < 0 ? [...lines] : lines.slice(0, end);
}

function isSumOf({ cells }: Line, before: readonly Line[]): boolean {
  if (before.length < 2) return false;
  const sums = cells.map(({ column, value }) => {
    const parts = before.flatMap((line) => line.cells.filter((cell) => cell.column === column));
    const sum = parts.reduce((total, part) => total + part.value, 0);
    return value !== 0 && parts.length > 1 && Math.abs(sum - value) <= Math.abs(value) * 1e-9;
  });
  return sums.length > 0 && sums.every((isSum) => isSum);
}

/** Lines that are only periods, or balances at a time. */
export function timedLines({ lines }: Statement): Line[] {
  const timed = lines.filter(({ period, part, span, isTotal }) => (period ?? part ?? span) && !isTotal);
  if (timed.every(({ forms }) => forms.length === 0)) return timed;
  return timed.filter(({ forms }) => forms.every((form) => form.every((word) => word === 'balance')));
}
