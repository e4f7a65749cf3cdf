import { AssistantError } from '../../base/errors.ts';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import type { DocumentContext, Passage } from '../../core/document/context.ts';
import { toPlainText } from '../../core/document/plain-text.ts';
import { applyToText } from '../../core/edits/apply-to-text.ts';
import { compareContexts } from '../../core/edits/conflict.ts';
import type { EditPlan, HandOverEdit, Receipt } from '../../core/edits/edit-plan.ts';
import type {
  ApplyOptions,
  ApplyOutcome,
  CaptureScope,
  Host,
  HostCapabilities,
  MaterialHost,
  UndoOutcome,
} from '../host.ts';
import { MaterialStore, type ReadMaterial } from './material.ts';
import type { Surroundings } from './surroundings.ts';

const loadReader = () => loadOnDemand(() => import('./read-file.ts'));
const loadHandOver = () => loadOnDemand(() => import('./hand-over.ts'));

/** A tab of Teams, or the same page in a browser: the text is what the person brings, and answers go to people or into a file. */
export function createTeamsHost(surroundings: Surroundings): Host {
  return new TeamsHost(surroundings);
}

class TeamsHost implements Host {
  readonly name = 'teams';
  readonly capabilities: HostCapabilities;
  readonly documentAddress: string;
  readonly displayLanguage: string;
  readonly material: MaterialHost;
  readonly #store = new MaterialStore();
  readonly #surroundings: Surroundings;
  readonly #applied = new Map<string, { readonly before: readonly Passage[]; readonly after: string }>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.capabilities = {
      trackedChanges: false,
      comments: false,
      newDocument: false,
      undo: true,
      outlets: surroundings.outlets,
    };
    // The history is the person's, whatever they bring.
    this.documentAddress = `teams:${surroundings.personId}`;
    this.displayLanguage = surroundings.language;
    const store = this.#store;
    if (surroundings.brought) store.take(textMaterial(surroundings.brought.title, surroundings.brought.text));
    this.material = {
      get current() {
        return store.current;
      },
      setText: (text) => store.setText(text),
      select: (start, end) => store.select(start, end),
      open: async (name, bytes) => store.take(await (await loadReader()).readFile(name, bytes)),
      clear: () => store.take({ title: '', passages: [], sheet: null }),
      onChanged: (listener) => store.onChanged(listener),
    };
  }

  async readContext(scope: CaptureScope, signal?: AbortSignal): Promise<DocumentContext> {
    signal?.throwIfAborted();
    return this.#store.context(scope);
  }

  async applyEditPlan(plan: EditPlan, { target = 'captured' }: ApplyOptions = {}): Promise<ApplyOutcome> {
    const handOver = plan.edits.find((edit): edit is HandOverEdit => edit.type === 'hand-over');
    if (handOver) {
      await (await loadHandOver()).handOver(handOver, this.#surroundings);
      return { status: 'applied', receipt: this.#receipt(plan, false) };
    }
    const current = this.#store.context('document');
    const place = target === 'current' ? this.#placeOf(current) : this.#find(plan.context, current);
    if (place === undefined) {
      const moved = compareContexts(plan.context, current) === 'moved';
      return { status: 'conflict', reason: moved ? 'selection-moved' : 'text-changed', current };
    }
    const before = this.#store.passages;
    this.#store.splice(place, before.length === 0 ? 0 : plan.context.selection.length, linesAfter(plan));
    const receipt = this.#receipt(plan, true);
    this.#applied.set(receipt.id, { before, after: this.#store.current.text });
    return { status: 'applied', receipt };
  }

  async prepareToWrite(): Promise<void> {
    await loadHandOver();
  }

  async undo(receipt: Receipt): Promise<UndoOutcome> {
    const applied = this.#applied.get(receipt.id);
    if (!applied) throw new AssistantError('host-failed', 'Made before the page.', { reason: 'made-before' });
    if (applied.after !== this.#store.current.text) return { status: 'changed' };
    this.#store.restore(applied.before);
    this.#applied.delete(receipt.id);
    return { status: 'undone' };
  }

  /** The text is on the same page, in sight. */
  async showReceipt(): Promise<void> {
    await Promise.resolve();
  }

  onSelectionChanged(listener: () => void): () => void {
    return this.#store.onSelectionChanged(listener);
  }

  #receipt(plan: EditPlan, undoable: boolean): Receipt {
    return {
      id: crypto.randomUUID(),
      host: 'teams',
      appliedAt: new Date().toISOString(),
      editCount: plan.edits.length,
      tracked: false,
      charactersInserted: 0,
      charactersDeleted: 0,
      undoable,
    };
  }

  /** Where the captured paragraphs stand: where they stood, or at the one other place that reads so. */
  #find(captured: DocumentContext, current: DocumentContext): number | undefined {
    const passages = this.#store.passages;
    if (captured.isCaret) return passages.length === 0 ? 0 : undefined;
    const wanted = captured.selection.map(({ text }) => text);
    const stands = (at: number): boolean => wanted.every((text, index) => passages[at + index]?.text === text);
    const place = this.#placeOf(current);
    if (compareContexts(captured, current) === 'same' && stands(place)) return place;
    const places = passages.map((_, at) => at).filter(stands);
    return places.length === 1 ? places[0] : undefined;
  }

  #placeOf({ selection }: DocumentContext): number {
    const passages = this.#store.passages;
    const [first] = selection;
    const at = passages.findIndex(
      (passage, index) =>
        passage.text === first?.text && selection.every(({ text }, more) => passages[index + more]?.text === text),
    );
    return Math.max(0, at);
  }
}

/** What the selected paragraphs become. */
function linesAfter(plan: EditPlan): string[] {
  const lines = plan.context.isCaret ? [] : applyToText(plan);
  for (const edit of plan.edits) if (edit.type === 'insert') lines.push(...toPlainText(edit.blocks).split('\n'));
  return lines;
}

function textMaterial(title: string, text: string): ReadMaterial {
  const passages = text
    .split(/\r\n?|\n/)
    .map((line): Passage => ({ text: line, style: 'Normal', styleBuiltIn: 'Normal', outlineLevel: 0 }));
  return { title, passages, sheet: null };
}
