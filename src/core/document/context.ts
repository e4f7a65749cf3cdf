import type { Table } from '../figures/table.ts';

/**
 * What the assistant knows about the document when a person asks: the selection and what surrounds it.
 * A plain value, captured by a host adapter in one round trip; everything after it is functions over it.
 */

/** Where a passage stands when it is an item of a list. */
export interface ListPosition {
  readonly ordered: boolean;
  /** 0 for the outermost level. */
  readonly level: number;
  /** The label as the reader sees it, such as `2.` or `•`; empty when the host does not tell. */
  readonly marker: string;
}

/** Where a passage stands when it is in a table; all counts from 0. */
export interface TablePosition {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** From one UTF-16 offset of a text to another. */
export interface TextStretch {
  readonly start: number;
  readonly end: number;
}

/** One paragraph of the document. `text` has no paragraph mark. */
export interface Passage {
  readonly text: string;
  /** The style's name as the document shows it (it may be localised or the author's own). */
  readonly style: string;
  /** Office's language-independent name, such as `Heading1` or `ListBullet`; `Other` for the author's own styles. */
  readonly styleBuiltIn: string;
  /** 1–9 for a heading, 0 for body text. */
  readonly outlineLevel: number;
  readonly list?: ListPosition;
  readonly table?: TablePosition;
  /** The part of `text` that is selected; absent when the passage is whole or not selected. */
  readonly selected?: TextStretch;
  /** What tracked changes have struck out of `text`, in order: still there to edit, gone for a reader. */
  readonly struck?: readonly TextStretch[];
}

/** A heading of the document, in reading order. */
export interface OutlineEntry {
  readonly level: number;
  readonly text: string;
}

/** Counts of the whole document, without headers, footers and notes. */
export interface DocumentSize {
  readonly characters: number;
  readonly paragraphs: number;
}

export type HostName = 'word' | 'excel' | 'teams' | 'browser';

/** The one cell that is active, in a workbook. */
export interface ActiveCell {
  /** In A1 notation, without the sheet. */
  readonly address: string;
  /** As it is shown. */
  readonly text: string;
  /** With its `=`; `null` where the cell holds a value. */
  readonly formula: string | null;
  /** `#DIV/0!` and the like, where that is what the cell shows. */
  readonly error: string | null;
  /** What its formula reads, as far as it was looked at; empty where it has none. */
  readonly precedents: readonly Precedent[];
}

/** A range that a formula reads. */
export interface Precedent {
  /** As the formula writes it, without dollars. */
  readonly address: string;
  readonly cellCount: number;
  /** The first cells, as they are shown. */
  readonly texts: readonly string[];
  /** Whether the first cell holds a text. */
  readonly isText: boolean;
  /** The first cell of it that shows an error. */
  readonly error: { readonly address: string; readonly text: string } | null;
}

/** What of a workbook is worked on: the selected range, or the block of cells around a single selected one. */
export interface SheetSelection {
  readonly sheet: string;
  /** What is selected, in A1 notation without the sheet. */
  readonly address: string;
  /** What is worked on. */
  readonly tableAddress: string;
  readonly table: Table;
  /** False where `table` has the header row alone: what is large is read when something is asked about it. */
  readonly isRead: boolean;
  readonly active: ActiveCell;
  /** The first column of the sheet, counted from 0, with nothing in it or right of it and an empty one before it; charts are kept clear of. */
  readonly freeColumn: number;
  /** Cells of what is worked on that were too many to read; 0 when all were. */
  readonly cellsLeftOut: number;
  /** The sheets of the workbook in their order; hidden ones are left out. */
  readonly sheets: readonly string[];
  /** Whether rows or columns of what is worked on are hidden, by a filter perhaps: they are read and counted all the same. */
  readonly hidden?: { readonly rows: boolean; readonly columns: boolean };
  /** The Excel table that the selection is in. */
  readonly tableName: string | null;
  /** Names of the workbook with what they stand for. */
  readonly names: readonly { readonly name: string; readonly formula: string }[];
  /** Looked at for a command that may move cells. */
  readonly around?: Surroundings;
}

/** What stands around the selected cells, as far as moving cells depends on it. Columns count from 0 in the sheet. */
export interface Surroundings {
  /** Whether the sheet lets nothing be written. */
  readonly isProtected: boolean;
  /** Why rows cannot be taken out, if so: hidden ones among them, merged cells, rows that go on beside the selection, what stands below, or an Excel table of other columns. */
  readonly rowsStay: 'hidden' | 'merged' | 'beside' | 'below' | 'other-table' | null;
  /** Whether nothing stands beside the selection, so that all of a row can go. */
  readonly ownsRows: boolean;
  /** The Excel table that the selection is in, or that is in it, with its columns. */
  readonly table: { readonly name: string; readonly firstColumn: number; readonly lastColumn: number } | null;
  /** Empty columns right of the selection, in its rows. */
  readonly freeRight: number;
  /** Blocks of more than two rows above or below the selection, first and last column of each: no sheet column can be put in between. */
  readonly outside: readonly (readonly [first: number, last: number])[];
}

export interface DocumentContext {
  readonly host: HostName;
  /** Where the host is Excel. The passages are empty then. */
  readonly sheet?: SheetSelection;
  /** The document's name, or an empty string for one never saved. */
  readonly title: string;
  /** The passages that the selection touches; one passage with an empty `selected` for a caret. */
  readonly selection: readonly Passage[];
  /** True for a caret: nothing is selected. */
  readonly isCaret: boolean;
  /** The headings above the selection, outermost first. */
  readonly headingPath: readonly string[];
  /** Neighbours in reading order, nearest the selection last (`before`) and first (`after`). */
  readonly before: readonly Passage[];
  readonly after: readonly Passage[];
  readonly outline: readonly OutlineEntry[];
  readonly size: DocumentSize;
  /** BCP 47 of the selection's text, such as `en` or `zh`; guessed from the characters when the host does not tell. */
  readonly language: string;
  /** The document's passages from first to last; present only when the whole document was asked for. */
  readonly whole?: readonly Passage[];
  readonly trackingChanges: boolean;
  readonly readOnly: boolean;
}

/** The selected text alone, passages joined by line feeds. */
export function selectedText(context: DocumentContext): string {
  return context.selection.map(selectedPart).join('\n');
}

/** The part of a passage that is selected: all of it unless `selected` says otherwise. */
export function selectedPart(passage: Passage): string {
  return passage.selected ? passage.text.slice(passage.selected.start, passage.selected.end) : passage.text;
}
