import type { Block } from '../document/blocks.ts';
import type { DocumentContext } from '../document/context.ts';

/**
 * The smallest set of host edits that turns the present text into the draft. A pure value: it can be shown,
 * refused in part, or applied in one round trip. Offsets are UTF-16 and count in `Passage.text` of the
 * captured selection.
 */

/**
 * Replaces `[start, end)` of one selected passage by `text`; `start === end` inserts, an empty text deletes. A line feed
 * in `text` begins a new paragraph formatted like the passage, a vertical tab (U+000B) is a line break inside it.
 */
export interface TextEdit {
  readonly type: 'replace-text';
  /** Index in `DocumentContext.selection`. */
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Puts new paragraphs in place of whole selected passages `[from, to]`, both counted in. No blocks: removes the passages.
 * `to === from - 1`: removes nothing and puts the blocks before passage `from`, or after the last where `from` is the count;
 * next to a table cell they stand outside the table.
 */
export interface BlockEdit {
  readonly type: 'replace-passages';
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Block[];
}

/** Puts new content next to the selection and changes none of it. */
export interface InsertEdit {
  readonly type: 'insert';
  /** `after`: a new paragraph after the last selected one. `cursor`: at the caret, in the running text when it is one paragraph. */
  readonly location: 'after' | 'cursor';
  readonly blocks: readonly Block[];
}

export interface CommentEdit {
  readonly type: 'comment';
  /** Plain text. */
  readonly text: string;
}

export interface NewDocumentEdit {
  readonly type: 'new-document';
  readonly blocks: readonly Block[];
}

/**
 * What goes into one cell. A `value` is written as it is, a text that begins with `=` too, and never becomes a formula; `null`
 * leaves the cell as it is.
 */
export type CellInput = { readonly value: string | number | boolean } | { readonly formula: string } | null;

/** Writes cells of a sheet. */
export interface CellsEdit {
  readonly type: 'cells';
  readonly sheet: string;
  /** The range, in A1 notation without the sheet, that `cells` fills. */
  readonly address: string;
  /** By row. */
  readonly cells: readonly (readonly CellInput[])[];
  /** What the cells hold as captured (formulas, or values); the plan fits only as long as they do. Absent: they are to be empty. */
  readonly before?: readonly (readonly (string | number | boolean)[])[];
  /** Number format for the cells that are written, where it is not to stay. */
  readonly numberFormats?: readonly (readonly (string | null)[])[];
  readonly wrapText?: boolean;
}

/** Makes a sheet of this name (or with a number behind it, where that is taken) and fills it from A1. */
export interface NewSheetEdit {
  readonly type: 'new-sheet';
  readonly name: string;
  readonly cells: readonly (readonly CellInput[])[];
}

export type ChartKind = 'column' | 'bar' | 'line' | 'pie' | 'scatter' | 'area';

/** Adds a native chart beside its data. */
export interface ChartEdit {
  readonly type: 'chart';
  readonly sheet: string;
  readonly kind: ChartKind;
  readonly title: string;
  /** Ranges in A1 notation without the sheet: names or times, and for each series its name and numbers. */
  readonly categories: string;
  readonly series: readonly { readonly name: string; readonly values: string }[];
  /** The cell whose upper left corner is the chart's. */
  readonly at: string;
}

/** Where an answer goes that has no document to go into: to people, or into a file. */
export type Outlet = 'send' | 'share' | 'download';

/** Hands content over to people or into a file, and changes no text. */
export interface HandOverEdit {
  readonly type: 'hand-over';
  readonly outlet: Outlet;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Edit =
  TextEdit | BlockEdit | InsertEdit | CommentEdit | NewDocumentEdit | CellsEdit | NewSheetEdit | ChartEdit | HandOverEdit;

export interface EditPlan {
  /** The capture that the plan was made for; the host checks that the selection still reads so. */
  readonly context: DocumentContext;
  /** In document order; they do not overlap. */
  readonly edits: readonly Edit[];
  /** Whether the edits are to be marked as tracked changes. */
  readonly tracked: boolean;
}

/** What was done, enough to undo just that. Held by the pane; `id` is the adapter's key to the rest. */
export interface Receipt {
  readonly id: string;
  readonly host: DocumentContext['host'];
  readonly appliedAt: string;
  /** How many separate edits the document shows. */
  readonly editCount: number;
  readonly tracked: boolean;
  readonly charactersInserted: number;
  readonly charactersDeleted: number;
  /** Cells that were written and show an error, where there are any. */
  readonly errorCells?: number;
  /** False for what the host cannot take back (a new document, a copy). */
  readonly undoable: boolean;
}
