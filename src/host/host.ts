import type { DocumentContext, HostName } from '../core/document/context.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import type { ReadBack } from '../core/edits/read-back.ts';

/** What this host, at this version and with this document, can do. The pane hides what is false. */
export interface HostCapabilities {
  readonly trackedChanges: boolean;
  readonly comments: boolean;
  readonly newDocument: boolean;
  readonly undo: boolean;
}

/** What of the document one capture reads. `document` adds every passage (`DocumentContext.whole`). */
export type CaptureScope = 'selection' | 'surroundings' | 'document';

/** What a formula gives, or would give. */
export interface EvaluatedFormula {
  /** By row; more than one cell where it spills. */
  readonly values: readonly (readonly (string | number | boolean)[])[];
  /** As the cells would show them. */
  readonly text: readonly (readonly string[])[];
  /** `#NAME?` and the like; `null` when the formula works. */
  readonly error: string | null;
}

/** What only a workbook can do. */
export interface CellHost {
  /** Selects a range and brings it into sight. */
  showRange(sheet: string, address: string): Promise<void>;
  /** What the formula gives in the row of this cell, tried out in an empty column; the sheet is as it was afterwards. */
  evaluate(formula: string, sheet: string, address: string): Promise<EvaluatedFormula>;
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

export interface ApplyOptions {
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
  /** Where the document is, to know it again; empty for one that was never saved. */
  readonly documentAddress: string;
  /** BCP 47 of the user interface, such as `en-US` or `zh-CN`. */
  readonly displayLanguage: string;
  /** Reads the selection and its surroundings in one request. */
  readContext(scope: CaptureScope, signal?: AbortSignal): Promise<DocumentContext>;
  /** Writes a plan in one request (two where the host cannot say in one whether the text is still the same). */
  applyEditPlan(plan: EditPlan, options?: ApplyOptions): Promise<ApplyOutcome>;
  /** Fetches ahead of time what the first write needs; a write does so itself where nobody has. */
  prepareToWrite(): Promise<void>;
  undo(receipt: Receipt): Promise<UndoOutcome>;
  /** What stands where a receipt's edits were written, and what stood there then; absent where the host cannot tell. */
  readBack?(receipt: Receipt): Promise<ReadBack | undefined>;
  /** Selects what a receipt's edits made, and scrolls to it. */
  showReceipt(receipt: Receipt): Promise<void>;
  /** Calls back, at most some times a second, when the person selects something else. Returns the way to stop. */
  onSelectionChanged(listener: () => void): () => void;
}
