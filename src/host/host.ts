import type { DocumentContext, HostName, SheetSelection, Surroundings } from '../core/document/context.ts';
import type { EditPlan, Outlet, Receipt } from '../core/edits/edit-plan.ts';
import type { ReadBack } from '../core/edits/read-back.ts';

/** What this host, at this version and with this document, can do. The pane hides what is false. */
export interface HostCapabilities {
  readonly trackedChanges: boolean;
  readonly comments: boolean;
  readonly newDocument: boolean;
  readonly undo: boolean;
  /** Where an answer can go besides the text, the most useful first; absent where the document is the place for it. */
  readonly outlets?: readonly Outlet[];
}

/** What of the document one capture reads. `document` adds every passage (`DocumentContext.whole`). */
export type CaptureScope = 'selection' | 'surroundings' | 'document';

/** Told after each part of a long read, in cells. */
export type ReadProgress = (progress: { readonly done: number; readonly total: number }) => void;

/** How far a long write is, in parts of `total`. What is being taken back cannot be stopped. */
export interface WriteProgress {
  readonly phase: 'looking' | 'writing' | 'taking-back';
  readonly done: number;
  readonly total: number;
}

export interface WriteOptions {
  /** Stops a write that takes several requests, as far as the host does it in several: what was written is taken back. */
  readonly signal?: AbortSignal;
  /** Told between the requests of a long write. */
  readonly onProgress?: (progress: WriteProgress) => void;
}

/** What a formula gives, or would give. */
export interface EvaluatedFormula {
  /** By row; more than one cell where it spills. */
  readonly values: readonly (readonly (string | number | boolean)[])[];
  /** As the cells would show them. */
  readonly text: readonly (readonly string[])[];
  /** `#NAME?` and the like; `null` when the formula works. */
  readonly error: string | null;
}

/** A cell with a formula. */
export interface FormulaCell {
  readonly sheet: string;
  /** In A1 notation, without the sheet. */
  readonly address: string;
  readonly formula: string;
}

export interface FormulaQuery {
  readonly where: 'selection' | 'workbook';
  /** Only cells that show an error, or that they are being worked on. */
  readonly onlyErrors?: boolean;
  readonly matches: (formula: string) => boolean;
}

/** A piece of XML that the workbook carries and shows nowhere. */
export interface WorkbookPart {
  readonly id: string;
  readonly xml: string;
}

/** The XML parts that a workbook carries for us; they are saved with it. */
export interface WorkbookParts {
  /** All parts whose root element is of this namespace. */
  read(namespace: string): Promise<readonly WorkbookPart[]>;
  /** Replaces parts, or adds those whose id is `null`; gives the ids in the same order. */
  write(parts: readonly { readonly id: string | null; readonly xml: string }[]): Promise<readonly string[]>;
  /** A part that is gone already is none of its business. */
  remove(ids: readonly string[]): Promise<void>;
}

/** What cells hold, by row: formulas, or values. */
export type CellContents = readonly (readonly (string | number | boolean)[])[];

/** What only a workbook can do. */
export interface CellHost {
  /** What this version of Excel lets an add-in make. */
  readonly supports: { readonly pivotTables: boolean; readonly textBoxes: boolean };
  readCells(sheet: string, address: string): Promise<CellContents>;
  readonly parts: WorkbookParts;
  /** Looks at what stands around selected cells. */
  lookAround(selection: SheetSelection): Promise<Surroundings>;
  /** The cells with such a formula, sheet by sheet and column by column. */
  findFormulas(query: FormulaQuery): Promise<readonly FormulaCell[]>;
  /** Enters the formulas of cells again as they are, so that they are calculated anew. */
  enterAgain(cells: readonly FormulaCell[]): Promise<void>;
  /** Selects a range and brings it into sight. */
  showRange(sheet: string, address: string): Promise<void>;
  /** What the formula gives in the row of this cell, tried out in an empty column; the sheet is as it was afterwards. */
  evaluate(formula: string, sheet: string, address: string): Promise<EvaluatedFormula>;
}

/** The text that a person brought. */
export interface Material {
  /** Of the file or the message that it came from; empty where it was typed or pasted. */
  readonly title: string;
  /** Paragraphs parted by line feeds. */
  readonly text: string;
  /** Cells, where it is a workbook; `text` is empty then. */
  readonly sheet: SheetSelection | null;
}

/** What only a place without a document of its own has: text that the person pastes, drops or opens there. */
export interface MaterialHost {
  readonly current: Material;
  setText(text: string): void;
  /** What of the text is worked on, as UTF-16 offsets; all of it where both are the same. */
  select(start: number, end: number): void;
  /** Takes a file up by its name's ending; rejects where it cannot be read, and the text is as it was. */
  open(name: string, bytes: Uint8Array): Promise<void>;
  clear(): void;
  /** Calls back when the text is another one. Returns the way to stop. */
  onChanged(listener: () => void): () => void;
}

/**
 * The end of an apply. A selection that no longer reads as captured is not an error but a question to the
 * person: nothing was written, and `current` is the document as it now is.
 */
export type ApplyOutcome =
  | { readonly status: 'applied'; readonly receipt: Receipt }
  | {
      readonly status: 'conflict';
      readonly reason: 'selection-moved' | 'text-changed';
      readonly current: DocumentContext;
    }
  /** Cells that the plan takes for empty hold something; nothing was written. `overwrite` writes all the same. */
  | { readonly status: 'occupied'; readonly sheet: string; readonly address: string; readonly cellCount: number };

/** `changed`: the inserted text was edited since, so taking it back would lose the person's own work; nothing was done. */
export type UndoOutcome = { readonly status: 'undone' } | { readonly status: 'changed' };

export interface ApplyOptions extends WriteOptions {
  /**
   * Where to write when the selection moved since capture: `captured` (default) finds the captured passages
   * again and is a conflict when they changed; `current` writes at the selection as it is now.
   */
  readonly target?: 'captured' | 'current';
  /** Whether cells that hold something may be written over. */
  readonly overwrite?: boolean;
}

/**
 * One Office application, as the assistant sees it. Every call rejects with an `AssistantError`; writes run
 * one after another, never interleaved.
 */
export interface Host {
  readonly name: HostName;
  readonly capabilities: HostCapabilities;
  /** Absent where the document has no cells. */
  readonly cells?: CellHost;
  /** Present where the person brings the text. */
  readonly material?: MaterialHost;
  /** Where the document is, to know it again; empty for one that was never saved. */
  readonly documentAddress: string;
  /** BCP 47 of the user interface, such as `en-US` or `zh-CN`. */
  readonly displayLanguage: string;
  /** Reads the selection and its surroundings in one request; a large range of cells in several, with `onProgress` after each. */
  readContext(scope: CaptureScope, signal?: AbortSignal, onProgress?: ReadProgress): Promise<DocumentContext>;
  /**
   * Writes a plan in one request (two where the host cannot say in one whether the text is still the same), a large one of cells in
   * several; all of it or nothing.
   */
  applyEditPlan(plan: EditPlan, options?: ApplyOptions): Promise<ApplyOutcome>;
  /** Fetches ahead of time what the first write needs; a write does so itself where nobody has. */
  prepareToWrite(): Promise<void>;
  undo(receipt: Receipt, options?: WriteOptions): Promise<UndoOutcome>;
  /** What stands where a receipt's edits were written, and what stood there then; absent where the host cannot tell. */
  readBack?(receipt: Receipt): Promise<ReadBack | undefined>;
  /** Selects what a receipt's edits made, and scrolls to it. */
  showReceipt(receipt: Receipt): Promise<void>;
  /** Calls back, at most some times a second, when the person selects something else. Returns the way to stop. */
  onSelectionChanged(listener: () => void): () => void;
}
