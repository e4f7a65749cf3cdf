import type { AssistantError } from '../../src/base/errors.ts';
import { selectedPart, type DocumentContext, type Passage } from '../../src/core/document/context.ts';
import { toPlainText } from '../../src/core/document/plain-text.ts';
import { applyToText } from '../../src/core/edits/apply-to-text.ts';
import { compareContexts } from '../../src/core/edits/conflict.ts';
import type { EditPlan, Receipt } from '../../src/core/edits/edit-plan.ts';
import type { ReadBack } from '../../src/core/edits/read-back.ts';
import type {
  ApplyOptions,
  ApplyOutcome,
  CaptureScope,
  Host,
  HostCapabilities,
  UndoOutcome,
} from '../../src/host/host.ts';
import { doc, p } from './document-context.ts';

interface Selection {
  readonly from: number;
  readonly to: number;
  /** Offsets in the first and in the last paragraph. */
  readonly start: number;
  readonly end: number;
}

/** A document of plain paragraphs that keeps the contract of `Host`, without any Office. */
export class MemoryHost implements Host {
  readonly name = 'word';
  readonly displayLanguage = 'en-US';
  documentAddress = 'https://example.org/minutes.docx';
  capabilities: HostCapabilities = { trackedChanges: true, comments: true, newDocument: true, undo: true };
  paragraphs: string[];
  readonly comments: string[] = [];
  readonly newDocuments: string[] = [];
  readonly plans: EditPlan[] = [];
  shown: Receipt | null = null;
  /** What the next read or write is refused with. */
  failNext: AssistantError | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #applied = new Map<
    string,
    {
      readonly before: string[];
      readonly after: string[];
      readonly place: number;
      readonly rest: number;
      readonly comments: number;
    }
  >();
  #selection: Selection = { from: 0, to: 0, start: 0, end: 0 };

  constructor(...paragraphs: string[]) {
    this.paragraphs = paragraphs;
  }

  /** Selects whole paragraphs, or a part of one, as a person would. */
  select(from: number, to = from, start = 0, end = this.paragraphs[to]?.length ?? 0): void {
    this.#selection = { from, to, start, end };
    for (const listener of this.#listeners) listener();
  }

  placeCaret(paragraph: number, offset = this.paragraphs[paragraph]?.length ?? 0): void {
    this.select(paragraph, paragraph, offset, offset);
  }

  async readContext(scope: CaptureScope, signal?: AbortSignal): Promise<DocumentContext> {
    this.#refuse();
    await Promise.resolve();
    signal?.throwIfAborted();
    return this.#capture(scope);
  }

  async applyEditPlan(plan: EditPlan, { target = 'captured' }: ApplyOptions = {}): Promise<ApplyOutcome> {
    this.#refuse();
    const place = target === 'current' ? this.#selection.from : this.#find(plan.context);
    if (place === undefined) {
      const current = this.#capture('document');
      const reason = compareContexts(plan.context, current) === 'moved' ? 'selection-moved' : 'text-changed';
      return { status: 'conflict', reason, current };
    }
    const before = [...this.paragraphs];
    const comments = this.comments.length;
    const { length } = plan.context.selection;
    this.paragraphs.splice(place, length, ...applyToText(plan));
    for (const edit of plan.edits) {
      if (edit.type === 'comment') this.comments.push(edit.text);
      if (edit.type === 'new-document') this.newDocuments.push(toPlainText(edit.blocks));
      if (edit.type === 'insert') this.#insert(edit.location, place + length - 1, toPlainText(edit.blocks));
    }
    this.plans.push(plan);
    const receipt: Receipt = {
      id: `receipt-${this.plans.length}`,
      host: 'word',
      appliedAt: '2026-01-02T03:04:05.000Z',
      editCount: plan.edits.length,
      tracked: plan.tracked,
      charactersInserted: 0,
      charactersDeleted: 0,
      undoable: plan.edits.every(({ type }) => type !== 'new-document'),
    };
    const rest = before.length - place - length;
    this.#applied.set(receipt.id, { before, after: [...this.paragraphs], place, rest, comments });
    return { status: 'applied', receipt };
  }

  async prepareToWrite(): Promise<void> {
    await Promise.resolve();
  }

  async undo(receipt: Receipt): Promise<UndoOutcome> {
    this.#refuse();
    const applied = this.#applied.get(receipt.id);
    if (applied?.after.join('\n') !== this.paragraphs.join('\n')) return { status: 'changed' };
    this.paragraphs = [...applied.before];
    this.comments.length = applied.comments;
    return { status: 'undone' };
  }

  async readBack(receipt: Receipt): Promise<ReadBack | undefined> {
    this.#refuse();
    const applied = this.#applied.get(receipt.id);
    if (!applied) return undefined;
    const part = (paragraphs: string[]): string =>
      paragraphs.slice(applied.place, paragraphs.length - applied.rest).join('\n');
    return { applied: part(applied.after), now: part(this.paragraphs) };
  }

  async showReceipt(receipt: Receipt): Promise<void> {
    this.shown = receipt;
  }

  onSelectionChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #refuse(): void {
    const error = this.failNext;
    this.failNext = null;
    if (error) throw error;
  }

  #insert(location: 'after' | 'cursor', last: number, text: string): void {
    if (location === 'after') {
      this.paragraphs.splice(last + 1, 0, ...text.split('\n'));
      return;
    }
    const { end } = this.#selection;
    const paragraph = this.paragraphs[last] ?? '';
    this.paragraphs.splice(last, 1, ...(paragraph.slice(0, end) + text + paragraph.slice(end)).split('\n'));
  }

  /** Where the captured passages stand: where they stood, or at the one other place that reads so. */
  #find(context: DocumentContext): number | undefined {
    const wanted = context.selection.map(({ text }) => text);
    const stands = (at: number): boolean => wanted.every((text, index) => this.paragraphs[at + index] === text);
    const places = this.paragraphs.map((_, at) => at).filter(stands);
    return places.includes(context.before.length) ? context.before.length : places.length === 1 ? places[0] : undefined;
  }

  #capture(scope: CaptureScope): DocumentContext {
    const { from, to, start, end } = this.#selection;
    const selection = this.paragraphs.slice(from, to + 1).map((text, index): Passage => {
      const selected = { start: index === 0 ? start : 0, end: from + index === to ? end : text.length };
      const isWhole = selected.start === 0 && selected.end === text.length && text !== '';
      return p(text, isWhole ? {} : { selected });
    });
    return doc(selection, {
      isCaret: selection.map(selectedPart).join('') === '',
      size: { characters: this.paragraphs.join('').length, paragraphs: this.paragraphs.length },
      before: this.paragraphs.slice(0, from).map((text) => p(text)),
      after: this.paragraphs.slice(to + 1).map((text) => p(text)),
      ...(scope === 'document' ? { whole: this.paragraphs.map((text) => p(text)) } : {}),
    });
  }
}
