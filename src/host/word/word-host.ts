import { AssistantError } from '../../base/errors.ts';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import type { DocumentContext } from '../../core/document/context.ts';
import type { EditPlan, Receipt } from '../../core/edits/edit-plan.ts';
import type { ReadBack } from '../../core/edits/read-back.ts';
import type { ApplyOptions, ApplyOutcome, CaptureScope, Host, HostCapabilities, UndoOutcome } from '../host.ts';
import type { Applied } from './apply-plan.ts';
import type { DocumentScan } from './document-scan.ts';
import { captureContext, type Capture, type CaptureFacts } from './read-context.ts';
import { officeErrorCode, toAssistantError } from '../to-assistant-error.ts';
import { watchSelection } from '../watch-selection.ts';

/** Captures whose ranges are kept for an answer that is still to come; older ones are given back. */
const keptCaptures = 12;
const loadWriting = () => loadOnDemand(() => import('./writing.ts'));
type Writing = Awaited<ReturnType<typeof loadWriting>>;

/** Word, once `Office.onReady` has resolved. */
export function createWordHost(): Host {
  return new WordHost();
}

class WordHost implements Host {
  readonly name = 'word';
  readonly capabilities: HostCapabilities;
  // Office gives null for a document that was never saved, against its types.
  readonly documentAddress = (Office.context.document.url as string | null) ?? '';
  readonly displayLanguage = Office.context.displayLanguage;
  readonly #captures = new Map<DocumentContext, Capture>();
  readonly #applied = new Map<
    string,
    Applied & { readonly captured: DocumentContext; readonly tracksChanges: boolean }
  >();
  #scan: DocumentScan | undefined;
  /** Writes run one after another: two at once would each save the other's tracking mode as the author's. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor() {
    const supports = (set: string, version: string): boolean =>
      Office.context.requirements.isSetSupported(set, version);
    this.capabilities = {
      trackedChanges: supports('WordApi', '1.4') && 'changeTrackingMode' in Word.Document.prototype,
      comments: supports('WordApi', '1.4') && 'insertComment' in Word.Range.prototype,
      newDocument: supports('WordApi', '1.3'),
      undo: true,
    };
  }

  async readContext(scope: CaptureScope, signal?: AbortSignal): Promise<DocumentContext> {
    signal?.throwIfAborted();
    return this.#enqueue(async () => {
      signal?.throwIfAborted();
      const { context } = await this.#capture(scope);
      signal?.throwIfAborted();
      return context;
    });
  }

  async applyEditPlan(plan: EditPlan, { target = 'captured' }: ApplyOptions = {}): Promise<ApplyOutcome> {
    if (plan.context.readOnly) throw new AssistantError('document-read-only', 'The document is open for reading only.');
    return this.#enqueue(async () => {
      const writing = await loadWriting();
      const created = plan.edits.find((edit) => edit.type === 'new-document');
      if (!created) return this.#write(writing, plan, target);
      await writing.openNewDocument(created.blocks);
      const receipt = { ...writing.describeWrite(plan, this.capabilities), undoable: false };
      return { status: 'applied', receipt };
    });
  }

  async prepareToWrite(): Promise<void> {
    await loadWriting();
  }

  async undo(receipt: Receipt): Promise<UndoOutcome> {
    const applied = this.#applied.get(receipt.id);
    if (!applied) throw new AssistantError('host-failed', 'Made before the pane.', { reason: 'made-before' });
    return this.#enqueue(async () => {
      const { takeBack } = await loadWriting();
      const { range, captured, tracksChanges } = applied;
      const outcome = await Word.run(range, (context) => takeBack(context, applied, captured, tracksChanges));
      if (outcome.status === 'undone') this.#applied.delete(receipt.id);
      return outcome;
    });
  }

  async readBack(receipt: Receipt): Promise<ReadBack | undefined> {
    const applied = this.#applied.get(receipt.id);
    if (!applied) return undefined;
    return this.#enqueue(async () => {
      const { readBack } = await loadWriting();
      return Word.run(applied.range, (context) => readBack(context, applied, applied.tracksChanges));
    });
  }

  async showReceipt(receipt: Receipt): Promise<void> {
    const applied = this.#applied.get(receipt.id);
    if (!applied) return;
    await this.#enqueue(() =>
      Word.run(applied.range, async (context) => {
        applied.range.select();
        await context.sync();
      }),
    );
  }

  onSelectionChanged(listener: () => void): () => void {
    return watchSelection(listener);
  }

  async #write(writing: Writing, plan: EditPlan, target: NonNullable<ApplyOptions['target']>): Promise<ApplyOutcome> {
    const capture = target === 'captured' ? this.#captures.get(plan.context) : await this.#capture('document');
    if (!capture) return this.#conflict(writing, plan);
    const mode = this.capabilities.trackedChanges ? capture.trackingMode : undefined;
    const { range } = capture;
    try {
      const applied = await Word.run(range, (context) => writing.applyPlan(context, range, plan, mode));
      return { status: 'applied', receipt: this.#receipt(writing, plan, capture.context, applied) };
    } catch (error) {
      // The place was not found before the first write: nothing was written.
      if (officeErrorCode(error) === 'ItemNotFound') return this.#conflict(writing, plan);
      if (mode !== undefined) await writing.restoreMode(mode);
      throw error;
    }
  }

  #receipt(writing: Writing, plan: EditPlan, captured: DocumentContext, applied: Applied): Receipt {
    const receipt = writing.describeWrite(plan, this.capabilities);
    this.#applied.set(receipt.id, { ...applied, captured, tracksChanges: this.capabilities.trackedChanges });
    return receipt;
  }

  async #conflict(writing: Writing, plan: EditPlan): Promise<ApplyOutcome> {
    const current = await this.#capture('document');
    const comparison = writing.compareContexts(plan.context, current.context);
    return {
      status: 'conflict',
      reason: comparison === 'moved' ? 'selection-moved' : 'text-changed',
      current: current.context,
    };
  }

  async #capture(scope: CaptureScope): Promise<Capture> {
    const capture = await Word.run((context) => captureContext(context, scope, this.#facts()));
    this.#scan = capture.scan;
    this.#keep(capture);
    return capture;
  }

  /** Keeps a capture for an answer to come, and gives the oldest back to Word. */
  #keep(capture: Capture): void {
    this.#captures.set(capture.context, capture);
    if (this.#captures.size <= keptCaptures) return;
    const [oldest] = this.#captures;
    if (!oldest) return;
    const [context, { range }] = oldest;
    this.#captures.delete(context);
    // Nobody waits for this, and a range that is gone already needs no giving back.
    this.#enqueue(async () => (await loadWriting()).release(range)).catch(() => undefined);
  }

  #facts(): CaptureFacts {
    const { mode } = Office.context.document;
    return {
      title: decodeURIComponent(this.documentAddress.split(/[/\\]/).at(-1) ?? '').replace(/\.docx?$/i, ''),
      readOnly: mode === Office.DocumentMode.ReadOnly,
      tracksChanges: this.capabilities.trackedChanges,
      scan: this.#scan,
    };
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work).catch((error: unknown) => {
      throw toAssistantError(error);
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
