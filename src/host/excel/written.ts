import type { Cells } from './cell-content.ts';

/** A range that was written. */
export interface WrittenCells {
  readonly kind: 'cells';
  readonly sheet: string;
  readonly address: string;
  /** What makes the cells again as they were, when it is written. */
  readonly before: Cells;
  readonly formatsBefore: readonly (readonly string[])[];
  readonly after: Cells;
}

/** A sheet that was added, with all that stands in it: text, or a pivot table. */
export interface MadeSheet {
  readonly kind: 'sheet' | 'pivot';
  readonly sheet: string;
  readonly after: Cells;
}

/** What floats over the cells. */
export interface MadeObject {
  readonly kind: 'chart' | 'text-box';
  readonly sheet: string;
  readonly name: string;
  readonly at: string;
}

/** What an apply leaves behind: enough to take it back and to show it. */
export type Written = WrittenCells | MadeSheet | MadeObject;
