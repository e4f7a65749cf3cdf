import type { Cells } from './cell-content.ts';
import type { SheetArea } from './look-around.ts';
import type { RangeOfRows } from './ranges-of-rows.ts';
import type { CellsLook, RowHeight } from './row-looks.ts';
import type { RowComment } from './row-comments.ts';
import type { RowLink } from './row-links.ts';

/** A range that was written. */
export interface WrittenCells {
  readonly kind: 'cells';
  readonly sheet: string;
  readonly address: string;
  /** The range that the plan names, where it was written in several requests, of which this is one. */
  readonly partOf?: string;
  /** What makes the cells again as they were, when it is written. */
  readonly before: Cells;
  readonly formatsBefore: readonly (readonly string[])[];
  readonly after: Cells;
  readonly formatsAfter: readonly (readonly string[])[];
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

/** Rows that were taken out of a block of cells. Rows and columns of areas count from 0 in the sheet as it was before. */
export interface RemovedRows {
  readonly kind: 'rows';
  readonly sheet: string;
  /** The block as it was. */
  readonly address: string;
  readonly block: SheetArea;
  readonly wholeRows: boolean;
  readonly table: string | null;
  /** The sheet's rows that went, ascending. */
  readonly rows: readonly number[];
  /** What makes them again, and what they held, by row. */
  readonly before: Cells;
  readonly contents: Cells;
  readonly formatsBefore: readonly (readonly string[])[];
  /** Of these rows, and of such as were read along with them. */
  readonly looks: readonly CellsLook[];
  readonly heights: readonly RowHeight[];
  /** Cells and names whose formulas end in these rows, before and after: Excel does not give them their rows back. */
  readonly formulas: readonly FormulaOfRows[];
  readonly names: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly comments: readonly RowComment[];
  readonly links: readonly RowLink[];
  /** Of charts and conditional formats, as far as they end in these rows. */
  readonly ranges: readonly RangeOfRows[];
  /** Rows beside those that went, as they are when all is written: they tell whether rows can be put in there again. */
  readonly anchors: readonly RowsBeside[];
}

/** Rows beside some that went. */
export interface RowsBeside {
  /** The area with these rows. */
  readonly address: string;
  /** Which rows of the area they are, counted from 0, and what they hold. */
  readonly rows: readonly number[];
  readonly content: Cells;
}

export interface FormulaOfRows {
  readonly sheet: string;
  readonly before: { readonly address: string; readonly formula: string };
  readonly after: { readonly address: string; readonly formula: string };
}

/** Columns that were put in, and filled. */
export interface AddedColumns {
  readonly kind: 'columns';
  readonly sheet: string;
  readonly address: string;
  /** The Excel table that they are in, or nothing where all of a sheet's columns were put in. */
  readonly table: { readonly name: string; readonly index: number } | null;
  readonly after: Cells;
  /** The cells in use of these columns, when all is written. */
  readonly inUse: string;
}

/** What an apply leaves behind: enough to take it back and to show it. */
export type Written = WrittenCells | RemovedRows | AddedColumns | MadeSheet | MadeObject;
