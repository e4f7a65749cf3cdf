import type { DocumentContext, HostName } from '../core/document/context.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';

/** What this host, at this version and with this document, can do. The pane hides what is false. */
export interface HostCapabilities {
  readonly trackedChanges: boolean;
  readonly comments: boolean;
  readonly newDocument: boolean;
  readonly undo: boolean;
}

/** What of the document one capture reads. `document` adds every passage (`DocumentContext.whole`). */
export type CaptureScope = 'selection' | 'surroundings' | 'document';

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
    };

/** `changed`: the inserted text was edited since, so taking it back would lose the person's own work; nothing was done. */
export type UndoOutcome = { readonly status: 'undone' } | { readonly status: 'changed' };

export interface ApplyOptions {
  /**
   * Where to write when the selection moved since capture: `captured` (default) finds the captured passages
   * again and is a conflict when they changed; `current` writes at the selection as it is now.
   */
  readonly target?: 'captured' | 'current';
}

/**
 * One Office application, as the assistant sees it. Every call rejects with an `AssistantError`; writes run
 * one after another, never interleaved.
 */
export interface Host {
  readonly name: HostName;
  readonly capabilities: HostCapabilities;
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
  /** Selects what a receipt's edits made, and scrolls to it. */
  showReceipt(receipt: Receipt): Promise<void>;
  /** Calls back, at most some times a second, when the person selects something else. Returns the way to stop. */
  onSelectionChanged(listener: () => void): () => void;
}
