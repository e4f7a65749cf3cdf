import type { Area } from './address.ts';

/**
 * What the file says of some cells and nothing here reads: lists to choose from, filters, ranges left open to some, errors
 * not to be marked, sparklines, page breaks. It follows its cells, and goes with the last of them.
 */
export interface CarriedState {
  readonly sheetId: string;
  /** Its place among all such elements of its sheet's part. */
  readonly source: number;
  readonly areas: readonly Area[];
  /** As they stand for the first cell. */
  readonly formulas: readonly string[];
}
