import { createStore, type StoreApi } from 'zustand/vanilla';
import { AssistantError, toAssistantError } from '../base/errors.ts';
import { addCosts, meterCosts } from '../assistant/meter-costs.ts';
import { buildCellPrompt } from '../core/cells/cell-prompt.ts';
import type { CellAnswer, CellQuestion } from '../core/cells/cell-question.ts';
import { hasOwnFunction } from '../core/cells/own-formula.ts';
import { keyOf } from '../core/cells/question-key.ts';
import { readCellAnswer } from '../core/cells/read-cell-answer.ts';
import { askPatiently, type PatienceOptions } from '../core/generation/ask-patiently.ts';
import { Pauses, type Pause } from '../core/generation/pauses.ts';
import type { CellHost, FormulaCell, FormulaQuery } from '../host/host.ts';
import { CellError, type CellCall } from './associate.ts';
import { questionOf } from './call-to-question.ts';
import { estimateRun, type CellModel, type Estimate, type Spent } from './estimate-run.ts';
import { KeptAnswers } from './kept-answers.ts';
import { placeOf } from './place-of.ts';
import { idleQueue, QuestionQueue, type QueueState } from './question-queue.ts';
import { describeFailure, functionWords } from './words.ts';

export interface CellFunctionsState {
  readonly queue: QueueState;
  /** Set while nothing goes on because of a failure that may pass. */
  readonly pause: Pause | null;
  /** For a run that waits for the person's word. */
  readonly estimate: Estimate | null;
  /** Answers that the workbook carries, by model. */
  readonly kept: ReadonlyMap<string, number>;
  readonly canKeep: boolean;
  /** Looking through the workbook for formulas, or entering them again. */
  readonly isSearching: boolean;
  /** How many cells the last search found; `null` before one. */
  readonly found: number | null;
  readonly error: AssistantError | null;
}

/** Why a cell has no answer. */
export interface CellFailure {
  /** As the cell's error says it. */
  readonly words: string;
  /** What failed; `null` where it is the formula that is to be put right, and asking again is of no use. */
  readonly error: AssistantError | null;
}

export interface CellFunctionsOptions {
  readonly cells: CellHost;
  /** Rejects with an `AssistantError` where there is no model. */
  readonly openModel: () => Promise<CellModel>;
  readonly language: () => 'en' | 'zh';
  /** Brings the pane into sight: there is something to decide in it. */
  readonly showPane: () => void;
  /** Calls back after so long. */
  readonly after: (milliseconds: number, callback: () => void) => void;
  readonly nextFrame: (callback: () => void) => void;
  readonly now?: () => number;
}

/** Requests at a time: a browser opens six connections to a server, and the pane wants one for itself. */
const requestsAtATime = 4;
const burstMs = 120;
const saveAfterMs = 2000;
/** How long a cell whose formula was entered again is expected to ask; a later call is a calculation like any other. */
const freshForMs = 30_000;

/** What the functions in cells do: answer from what the workbook keeps, or ask, a few at a time, and keep the answer. */
export class CellFunctions {
  readonly store: StoreApi<CellFunctionsState>;
  readonly #options: CellFunctionsOptions;
  readonly #kept: KeptAnswers;
  readonly #queue: QuestionQueue;
  /** Cells that are to be answered anew, and until when. */
  readonly #fresh = new Map<string, number>();
  /** Cells that show the answer of before, because the new one that was asked for could not be had. */
  readonly #unrenewed = new Set<string>();
  readonly #failures = new Map<string, CellFailure>();
  readonly #pauses: Pauses;
  #spent: Spent | null = null;
  #isTelling = false;
  #status: QueueState['status'] = 'idle';
  /** Kept answers of this model are not renewed. */
  #fineModel: string | null = null;

  constructor(options: CellFunctionsOptions) {
    this.#options = options;
    this.store = createStore<CellFunctionsState>(() => ({
      queue: idleQueue,
      pause: null,
      estimate: null,
      kept: new Map(),
      canKeep: true,
      isSearching: false,
      found: null,
      error: null,
    }));
    this.#pauses = new Pauses(
      () => this.#now(),
      () => this.#tell(),
    );
    this.#kept = new KeptAnswers({
      parts: options.cells.parts,
      later: (callback) => options.after(saveAfterMs, callback),
      onChange: () => this.#tell(),
    });
    this.#queue = new QuestionQueue({
      ask: (question, signal) => this.#ask(question, signal),
      limit: requestsAtATime,
      afterBurst: (callback) => options.after(burstMs, callback),
      onChange: (state) => this.#queueChanged(state),
    });
  }

  get state(): CellFunctionsState {
    return this.store.getState();
  }

  /** Why the cell has no answer, as far as it was asked since the workbook was opened. */
  failureOf(sheet: string, address: string): CellFailure | undefined {
    return this.#failures.get(placeOf(`${sheet}!${address}`));
  }

  /** Answers a cell: from what is kept, unless it was asked to be answered anew. Rejects with a {@link CellError}. */
  async answer(call: CellCall): Promise<CellAnswer> {
    const place = placeOf(call.address);
    this.#failures.delete(place);
    try {
      return await this.#answer(call);
    } catch (thrown) {
      if (thrown instanceof CellError) {
        this.#failures.set(place, { words: thrown.message, error: null });
        throw thrown;
      }
      const error = toAssistantError(thrown);
      const words = describeFailure(error, functionWords(this.#options.language()));
      // A cell that asks no more is asked anew by then, or gone.
      if (!call.signal.aborted) this.#failures.set(place, { words, error });
      throw new CellError('#N/A', words);
    }
  }

  async #answer(call: CellCall): Promise<CellAnswer> {
    const question = questionOf(call, functionWords(this.#options.language()));
    if (!question) return [['']];
    await this.#kept.load();
    const key = keyOf(question);
    const kept = this.#kept.find(key);
    const isFresh = this.#takeFresh(call.address);
    if (kept && (!isFresh || kept.model === this.#fineModel)) return kept.answer;
    try {
      const answer = await this.#queue.ask(key, question, call.signal);
      this.#unrenewed.delete(placeOf(call.address));
      return answer;
    } catch (thrown) {
      // An answer that was to be renewed and could not be stays as it was.
      if (kept) {
        this.#unrenewed.add(placeOf(call.address));
        return kept.answer;
      }
      throw thrown;
    }
  }

  /** Reads what the workbook keeps, for the pane to show. */
  async prepare(): Promise<void> {
    // A cell that asks tries again.
    await this.#kept.load().catch(() => undefined);
  }

  allow(): void {
    this.#queue.allow();
  }

  decline(): void {
    this.#queue.cancel('not-asked');
  }

  cancel(): void {
    this.#queue.cancel();
  }

  /** Asks the questions of cells again whose answers are kept; `unlessBy` leaves those alone that this model gave. */
  async refresh(where: FormulaQuery['where'], unlessBy: string | null = null): Promise<void> {
    this.#fineModel = unlessBy;
    await this.#enterAgain(async () => this.#expect(await this.#find({ where })));
  }

  /** Asks the questions of selected cells that show an error, or wait for an answer that nobody asks for any more. */
  async retrySelected(): Promise<void> {
    await this.#enterAgain(() => this.#find({ where: 'selection', onlyErrors: true }));
  }

  /** Asks the questions of cells that show an error, and of those that were to be answered anew and could not be. */
  async retryFailed(): Promise<void> {
    await this.#enterAgain(async () => {
      const failed = await this.#find({ where: 'workbook', onlyErrors: true });
      if (this.#unrenewed.size === 0) return failed;
      const all = await this.#find({ where: 'workbook' });
      const unrenewed = all.filter((cell) => this.#unrenewed.has(placeOf(`${cell.sheet}!${cell.address}`)));
      this.#unrenewed.clear();
      return [...failed, ...this.#expect(unrenewed)];
    });
  }

  /** Takes the kept answers out of the workbook. Cells stay as they are until they are calculated again, and then ask. */
  async forget(): Promise<void> {
    await this.#kept.clear();
  }

  async #find(query: Omit<FormulaQuery, 'matches'>): Promise<readonly FormulaCell[]> {
    return this.#options.cells.findFormulas({ ...query, matches: hasOwnFunction });
  }

  async #enterAgain(find: () => Promise<readonly FormulaCell[]>): Promise<void> {
    if (this.state.isSearching) return;
    this.store.setState({ isSearching: true, found: null, error: null });
    try {
      const found = await find();
      await this.#options.cells.enterAgain(found);
      this.store.setState({ found: found.length });
    } catch (thrown) {
      this.store.setState({ error: toAssistantError(thrown) });
    } finally {
      this.store.setState({ isSearching: false });
    }
  }

  /** Cells that will be answered anew when they are calculated next. */
  #expect(cells: readonly FormulaCell[]): readonly FormulaCell[] {
    const until = this.#now() + freshForMs;
    for (const { sheet, address } of cells) this.#fresh.set(placeOf(`${sheet}!${address}`), until);
    return cells;
  }

  #takeFresh(address: string): boolean {
    const place = placeOf(address);
    const until = this.#fresh.get(place);
    this.#fresh.delete(place);
    return until !== undefined && this.#now() <= until;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  readonly #patience: PatienceOptions = {
    mustBeWhole: true,
    pause: (milliseconds, signal, failure) => this.#pauses.wait(milliseconds, signal, failure),
  };

  async #ask(question: CellQuestion, signal: AbortSignal): Promise<CellAnswer> {
    const { model, ...options } = await this.#options.openModel();
    const metered = meterCosts(model, (cost) => {
      this.#spent = { cost: addCosts(this.#spent?.cost ?? null, cost), answers: (this.#spent?.answers ?? 0) + 1 };
    });
    const text = await askPatiently(metered, buildCellPrompt(question, options), this.#patience, signal);
    if (text.trim() === '')
      throw new AssistantError('model-refused', 'The model gave no answer.', { reason: 'unusable-answer' });
    const answer = readCellAnswer(question, text);
    this.#kept.keep(keyOf(question), answer, model.id);
    return answer;
  }

  #queueChanged(state: QueueState): void {
    const before = this.#status;
    this.#status = state.status;
    // What was told of another run is old.
    if (before === 'idle' && state.status !== 'idle' && !this.state.isSearching) {
      this.store.setState({ found: null, error: null });
    }
    if (state.status === 'held' && before !== 'held') {
      this.#options.showPane();
      void this.#estimate();
    }
    if (state.status === 'idle' && before !== 'idle') void this.#kept.save();
    this.#tell();
  }

  async #estimate(): Promise<void> {
    try {
      const estimate = estimateRun(this.#queue.waiting, await this.#options.openModel(), this.#spent);
      this.store.setState({ queue: this.#queue.state, estimate });
    } catch (thrown) {
      // With nobody to ask there is nothing to allow: the cells say why.
      this.store.setState({ error: toAssistantError(thrown) });
      this.#queue.allow();
    }
  }

  /** Tells the pane, at most once a frame. */
  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#options.nextFrame(() => {
      this.#isTelling = false;
      const queue = this.#queue.state;
      const { estimate } = this.state;
      if (queue.status === 'held' && estimate && estimate.questions !== queue.waiting) void this.#estimate();
      this.store.setState({
        queue,
        pause: this.#pauses.next,
        kept: this.#kept.byModel,
        canKeep: this.#kept.canSave,
        ...(queue.status !== 'held' && { estimate: null }),
      });
    });
  }
}
