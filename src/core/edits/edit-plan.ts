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
  /** The range, in A1 notation without the sheet, that `cells` fills; as it is after the edits before this one. */
  readonly address: string;
  /** Where these cells are before the plan, where edits before this one move them. */
  readonly from?: string;
  /** By row. */
  readonly cells: readonly (readonly CellInput[])[];
  /** What the cells hold as captured (formulas, or values); the plan fits only as long as they do. Absent: they are to be empty. */
  readonly before?: readonly (readonly (string | number | boolean)[])[];
  /** Number format for the cells that are written, where it is not to stay. */
  readonly numberFormats?: readonly (readonly (string | null)[])[];
}

/** Takes rows of a block of cells out; what stands below them comes up. The first of a plan's edits, of which the others know. */
export interface RemoveRowsEdit {
  readonly type: 'remove-rows';
  readonly sheet: string;
  /** The block, in A1 notation without the sheet. */
  readonly address: string;
  /** Rows of the block, counted from 0, in ascending order. */
  readonly rows: readonly { readonly row: number; readonly keptRow: number }[];
  /** What these rows hold as captured; the plan fits only as long as they do. */
  readonly before: readonly (readonly (string | number | boolean)[])[];
  /** Whether all of the sheet's row goes, or just the block's cells. */
  readonly wholeRows: boolean;
}

/** Puts columns of cells beside another. */
export interface AddColumnsEdit {
  readonly type: 'add-columns';
  readonly sheet: string;
  /** The range that `cells` fills, in A1 notation without the sheet, as it is after the plan's removals and additions. */
  readonly address: string;
  /** Where these cells are before the plan, where edits before this one move them and there is room among them. */
  readonly from?: string;
  /** By row. */
  readonly cells: readonly (readonly CellInput[])[];
  /** How there is room for them: cells that are empty, columns put into an Excel table (by its name), or into the sheet. */
  readonly room: 'free' | 'sheet' | { readonly table: string; readonly index: number };
  /** Cells that the new ones are made of, as they were before the plan, with what they hold: the plan fits only as long as they do. */
  readonly source: {
    readonly address: string;
    readonly before: readonly (readonly (string | number | boolean)[])[];
  };
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
  /** Ranges in A1 notation without the sheet: names or times, or none where nothing names the numbers, and for each series its name and numbers. */
  readonly categories: string | null;
  readonly series: readonly { readonly name: string; readonly values: string }[];
  /** The cell whose upper left corner is the chart's. */
  readonly at: string;
}

export interface PivotValue {
  /** The header of a column, to the letter. */
  readonly field: string;
  /** What it is called in the pivot table; Excel takes no name that a column has. */
  readonly name: string;
  readonly by: 'Sum' | 'Average' | 'Count';
  readonly numberFormat?: string;
}

/** Makes a native pivot table in a new sheet. */
export interface PivotEdit {
  readonly type: 'pivot';
  /** Of the new sheet; a number is put behind it where it is taken. */
  readonly name: string;
  readonly sheet: string;
  /** The range with its header row, in A1 notation without the sheet. */
  readonly source: string;
  /** Headers of columns, to the letter. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly PivotValue[];
}

/** Puts a text into a box that floats over the cells. */
export interface TextBoxEdit {
  readonly type: 'text-box';
  readonly sheet: string;
  /** Lines end in a line feed. */
  readonly text: string;
  /** The cell whose upper left corner is the box's. */
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

export type Edit = TextEdit | BlockEdit | InsertEdit | CommentEdit | NewDocumentEdit | SheetEdit | HandOverEdit;

/** What can be done to a workbook. */
export type SheetEdit =
  | CellsEdit
  | RemoveRowsEdit
  | AddColumnsEdit
  | NewSheetEdit
  | ChartEdit
  | PivotEdit
  | TextBoxEdit;

export interface EditPlan {
  /** The capture that the plan was made for; the host checks that the selection still reads so. */
  readonly context: DocumentContext;
  /** In document order; they do not overlap. */
  readonly edits: readonly Edit[];
  /** Whether the edits are to be marked as tracked changes. */
  readonly tracked: boolean;
}

/** Cells, or a thing, of a workbook that an apply wrote or made. */
export interface WrittenPlace {
  readonly kind: 'cells' | 'rows' | 'columns' | 'sheet' | 'pivot' | 'chart' | 'text-box';
  readonly sheet: string;
  /** The cells, or the cell at the upper left corner of what floats; `A1` of a new sheet; the block that rows were taken out of. */
  readonly address: string;
  /** The cells that are another than before, as far as a person would read on. Of rows that are gone, where they stood. */
  readonly cells: readonly CellChange[];
  readonly cellCount: number;
  /** How many rows were taken out. */
  readonly rowCount?: number;
}

/** One cell before and after: its formula, or its value; and as the cell shows it, where its format makes another text of the value. */
export interface CellChange {
  readonly address: string;
  readonly before: string | number | boolean;
  readonly beforeShown?: string;
  readonly after: string | number | boolean;
  readonly afterShown?: string;
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
  /** What was written and made, in a workbook. */
  readonly places?: readonly WrittenPlace[];
  /** Cells that were written and show an error, where there are any. */
  readonly errorCells?: number;
  /** False for what the host cannot take back (a new document, a copy). */
  readonly undoable: boolean;
}
