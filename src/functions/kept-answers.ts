import { toAssistantError } from '../base/errors.ts';
import type { CellAnswer } from '../core/cells/cell-question.ts';
import type { WorkbookParts } from '../host/host.ts';
import { answersNamespace, readAnswers, writeAnswers, type KeptAnswer } from './answers-xml.ts';

/** A part is full with so many characters: what is written after each few answers stays small, whatever is kept already. */
const fullPart = 100_000;
/** What a workbook carries at most; the oldest parts go first. */
const mostCharacters = 20_000_000;
/** Characters in one request, well below the 5 MB that Excel on the web takes. */
const mostAtOnce = 1_000_000;

interface Part {
  id: string | null;
  readonly answers: Map<string, KeptAnswer>;
  characters: number;
  isDirty: boolean;
}

export interface KeptAnswersOptions {
  readonly parts: WorkbookParts;
  /** Calls back some seconds later: answers that come in between are written together. */
  readonly later: (callback: () => void) => void;
  readonly onChange: () => void;
}

/** The answers that a workbook carries, by the keys of their questions, in parts of its file of bounded size. */
export class KeptAnswers {
  readonly #options: KeptAnswersOptions;
  readonly #places = new Map<string, Part>();
  readonly #counts = new Map<string, number>();
  #parts: Part[] = [];
  #open: Part | undefined;
  #loading: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isScheduled = false;
  #canSave = true;

  constructor(options: KeptAnswersOptions) {
    this.#options = options;
  }

  /** Whether the workbook takes them; one that may not be written keeps them as long as it is open. */
  get canSave(): boolean {
    return this.#canSave;
  }

  get count(): number {
    return this.#places.size;
  }

  /** How many answers each model gave. */
  get byModel(): ReadonlyMap<string, number> {
    return new Map([...this.#counts].filter(([, count]) => count > 0));
  }

  /**
   * Reads what the workbook carries, once. Rejects while Excel is busy, to be tried again: a cell must not ask for want of a look. An
   * Excel that knows no such parts has none.
   */
  load(): Promise<void> {
    this.#loading ??= this.#options.parts.read(answersNamespace).then(
      (parts) => {
        for (const { id, xml } of parts)
          this.#take({ id, answers: readAnswers(xml), characters: xml.length, isDirty: false });
        this.#options.onChange();
      },
      (error: unknown) => {
        if (!toAssistantError(error).retryable) return;
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  find(key: string): KeptAnswer | undefined {
    return this.#places.get(key)?.answers.get(key);
  }

  /** Keeps an answer, in place of an earlier one to the same question. */
  keep(key: string, answer: CellAnswer, model: string): void {
    let part = this.#places.get(key);
    if (!part) {
      if (!this.#open || this.#open.characters > fullPart) {
        this.#open = { id: null, answers: new Map(), characters: 0, isDirty: false };
        this.#parts.push(this.#open);
      }
      part = this.#open;
    }
    const before = part.answers.get(key);
    if (before) this.#count(before.model, -1);
    this.#count(model, 1);
    part.answers.set(key, { answer, model });
    part.characters += key.length + model.length + 40 + JSON.stringify(answer).length;
    part.isDirty = true;
    this.#places.set(key, part);
    this.#schedule();
    this.#options.onChange();
  }

  /** Takes all answers out of the workbook. */
  async clear(): Promise<void> {
    const parts = this.#parts;
    this.#parts = [];
    this.#open = undefined;
    this.#places.clear();
    this.#counts.clear();
    this.#options.onChange();
    // One that is being written now has its id when that is done.
    await this.#afterSaving(() => this.#options.parts.remove(parts.flatMap(({ id }) => id ?? [])));
  }

  /** Writes what is not written yet. */
  async save(): Promise<void> {
    await this.#afterSaving(() => this.#write());
  }

  #take(part: Part): void {
    this.#parts.push(part);
    for (const [key, { model }] of part.answers) {
      this.#places.set(key, part);
      this.#count(model, 1);
    }
  }

  #count(model: string, change: number): void {
    this.#counts.set(model, (this.#counts.get(model) ?? 0) + change);
  }

  #schedule(): void {
    if (this.#isScheduled || !this.#canSave) return;
    this.#isScheduled = true;
    this.#options.later(() => {
      this.#isScheduled = false;
      void this.save();
    });
  }

  async #afterSaving(work: () => Promise<void>): Promise<void> {
    this.#saving = this.#saving.then(work).catch((thrown: unknown) => {
      // Excel is busy, such as while a cell is being typed into: later then. Else the workbook takes none.
      if (toAssistantError(thrown).retryable) this.#schedule();
      else this.#canSave = false;
      this.#options.onChange();
    });
    await this.#saving;
  }

  async #write(): Promise<void> {
    await this.#dropOldest();
    for (;;) {
      const batch: Part[] = [];
      let characters = 0;
      for (const part of this.#parts) {
        if (!part.isDirty || (batch.length > 0 && characters + part.characters > mostAtOnce)) continue;
        batch.push(part);
        characters += part.characters;
      }
      if (batch.length === 0) return;
      for (const part of batch) part.isDirty = false;
      try {
        const ids = await this.#options.parts.write(
          batch.map(({ id, answers }) => ({ id, xml: writeAnswers(answers) })),
        );
        for (const [index, part] of batch.entries()) part.id = ids[index] ?? part.id;
      } catch (error) {
        for (const part of batch) part.isDirty = true;
        throw error;
      }
    }
  }

  async #dropOldest(): Promise<void> {
    let total = this.#parts.reduce((sum, { characters }) => sum + characters, 0);
    const dropped: string[] = [];
    while (total > mostCharacters && this.#parts.length > 1) {
      const oldest = this.#parts.shift();
      if (!oldest) break;
      total -= oldest.characters;
      for (const [key, { model }] of oldest.answers) {
        if (this.#places.get(key) !== oldest) continue;
        this.#places.delete(key);
        this.#count(model, -1);
      }
      if (oldest.id !== null) dropped.push(oldest.id);
    }
    if (dropped.length > 0) await this.#options.parts.remove(dropped);
  }
}
