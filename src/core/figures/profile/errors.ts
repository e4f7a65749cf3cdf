import type { CellValue } from '../table.ts';
import { isErrorText } from './encode.ts';

/** Cells of a column that show the same error. */
export interface ErrorCells {
  readonly text: string;
  readonly count: number;
  /** How many of them are in rows that are no totals. */
  readonly inDetail: number;
  /** The first of their rows. */
  readonly rows: readonly number[];
}

const mostRows = 5;

/** The cells of a column that show errors, by what they show, the commonest first. */
export function findErrors(
  cells: readonly CellValue[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
  isTotalRow: Uint8Array,
): ErrorCells[] {
  const found = new Map<string, { text: string; count: number; inDetail: number; rows: number[] }>();
  for (let row = top; row <= bottom; row += 1) {
    const text = cells[row];
    if (typeof text !== 'string' || !text.startsWith('#') || !isErrorText(text)) continue;
    const own = found.get(text) ?? { text, count: 0, inDetail: 0, rows: [] };
    found.set(text, own);
    own.count += 1;
    if (isTotalRow[row - top] !== 1) own.inDetail += 1;
    if (own.rows.length < mostRows) own.rows.push(row);
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}
