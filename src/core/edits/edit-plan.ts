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

export type Edit = TextEdit | BlockEdit | InsertEdit | CommentEdit | NewDocumentEdit;

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
  /** False for what the host cannot take back (a new document, a copy). */
  readonly undoable: boolean;
}
