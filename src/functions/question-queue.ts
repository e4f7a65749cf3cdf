import { AssistantError, toAssistantError } from '../base/errors.ts';
import type { CellAnswer, CellQuestion } from '../core/cells/cell-question.ts';

/** As many questions are asked without asking the person first; a run of more waits for a word. */
export const mostUnasked = 99;

export interface QueueState {
  /** `held`: so many questions wait that the person is to say whether they are asked. */
  readonly status: 'idle' | 'held' | 'running';
  /** Questions that wait, and that are being asked now; the same question of many cells is one. */
  readonly waiting: number;
  readonly asking: number;
  /** Of this run, which ends when nothing waits. */
  readonly answered: number;
  readonly failed: number;
  /** Why the last one failed. */
  readonly error: AssistantError | null;
}

export const idleQueue: QueueState = { status: 'idle', waiting: 0, asking: 0, answered: 0, failed: 0, error: null };

export interface QueueOptions {
  readonly ask: (question: CellQuestion, signal: AbortSignal) => Promise<CellAnswer>;
  /** Questions asked at a time. */
  readonly limit: number;
  /** Calls back after a moment, in which the other cells of a column that was filled come too, so that they are counted together. */
  readonly afterBurst: (callback: () => void) => void;
  readonly onChange: (state: QueueState) => void;
}

interface Task {
  readonly key: string;
  readonly question: CellQuestion;
  readonly waiters: Set<Waiter>;
  /** Set once it is being asked. */
  abort: AbortController | null;
}

interface Waiter {
  readonly resolve: (answer: CellAnswer) => void;
  readonly reject: (error: AssistantError) => void;
}

/** Failures that the next question would meet too: what waits is not asked one by one only to fail alike. */
const failsForAll: ReadonlySet<AssistantError['code']> = new Set([
  'gateway-unreachable',
  'backend-unreachable',
  'sign-in-required',
  'unauthorized',
  'quota-exceeded',
  'model-missing',
]);

/**
 * The questions of cells, asked a few at a time and each once, however many cells ask it. What waits is kept in order of coming and
 * costs no more than itself: 25,000 cells make 25,000 entries here and a handful of requests.
 */
export class QuestionQueue {
  readonly #options: QueueOptions;
  readonly #tasks = new Map<string, Task>();
  readonly #waiting = new Map<string, Task>();
  /** What waits in order of coming, from `#next` on; what was settled meanwhile is passed over. */
  #line: Task[] = [];
  #next = 0;
  #running = 0;
  #state = idleQueue;
  #isGathering = false;
  /** How many questions of this run may be asked before the person is asked. */
  #allowance = mostUnasked;
  #begun = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  get state(): QueueState {
    return this.#state;
  }

  /** What waits, for an estimate of what asking it takes. */
  get waiting(): readonly CellQuestion[] {
    return [...this.#waiting.values()].map(({ question }) => question);
  }

  /** The answer to a question; joins it where it is being asked already. Rejects with an `AssistantError`. */
  ask(key: string, question: CellQuestion, signal: AbortSignal): Promise<CellAnswer> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(noLongerAsked());
      let task = this.#tasks.get(key);
      if (!task) {
        if (this.#tasks.size === 0) this.#begin();
        task = { key, question, waiters: new Set(), abort: null };
        this.#tasks.set(key, task);
        this.#waiting.set(key, task);
        this.#line.push(task);
        this.#gather();
      }
      const joined = task;
      const waiter: Waiter = { resolve, reject };
      joined.waiters.add(waiter);
      signal.addEventListener('abort', () => this.#leave(joined, waiter), { once: true });
      this.#tell();
    });
  }

  /** The person's word on a run that waits for one: ask them all, or none of what waits. */
  allow(): void {
    this.#allowance = this.#begun + this.#waiting.size + mostUnasked;
    this.#pump();
  }

  /** Gives up what waits and what is being asked; the cells say so, and can be asked again. */
  cancel(reason: 'stopped' | 'not-asked' = 'stopped'): void {
    const error = new AssistantError('aborted', 'The questions were stopped.', { reason });
    for (const task of [...this.#tasks.values()]) this.#fail(task, error);
  }

  #begin(): void {
    this.#allowance = mostUnasked;
    this.#begun = 0;
    this.#state = idleQueue;
  }

  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#options.afterBurst(() => {
      this.#isGathering = false;
      this.#pump();
    });
  }

  get #isHeld(): boolean {
    return this.#begun + this.#waiting.size > this.#allowance;
  }

  #pump(): void {
    while (this.#running < this.#options.limit && !this.#isHeld && !this.#isGathering) {
      const next = this.#first();
      if (!next) break;
      this.#waiting.delete(next.key);
      this.#begun += 1;
      this.#running += 1;
      void this.#run(next);
    }
    this.#tell();
  }

  #first(): Task | undefined {
    for (; this.#next < this.#line.length; this.#next += 1) {
      const task = this.#line[this.#next];
      if (task && this.#waiting.get(task.key) === task) return task;
    }
    this.#line = [];
    this.#next = 0;
    return undefined;
  }

  async #run(task: Task): Promise<void> {
    const abort = new AbortController();
    task.abort = abort;
    try {
      const answer = await this.#options.ask(task.question, abort.signal);
      this.#settle(task, ({ resolve }) => resolve(answer));
      if (!abort.signal.aborted) this.#state = { ...this.#state, answered: this.#state.answered + 1 };
    } catch (thrown) {
      const error = toAssistantError(thrown);
      if (!abort.signal.aborted) this.#fail(task, error);
      if (failsForAll.has(error.code)) for (const other of [...this.#waiting.values()]) this.#fail(other, error);
    } finally {
      this.#running -= 1;
      this.#pump();
    }
  }

  #fail(task: Task, error: AssistantError): void {
    this.#settle(task, ({ reject }) => reject(error));
    task.abort?.abort();
    this.#state = { ...this.#state, failed: this.#state.failed + 1, error };
    this.#tell();
  }

  #settle(task: Task, tell: (waiter: Waiter) => void): void {
    this.#tasks.delete(task.key);
    this.#waiting.delete(task.key);
    for (const waiter of task.waiters) tell(waiter);
    task.waiters.clear();
  }

  /** A cell no longer asks; a question that no cell asks any more is not asked, or stopped. */
  #leave(task: Task, waiter: Waiter): void {
    if (!task.waiters.delete(waiter)) return;
    waiter.reject(noLongerAsked());
    if (task.waiters.size > 0 || this.#tasks.get(task.key) !== task) return;
    this.#settle(task, () => undefined);
    task.abort?.abort();
    this.#tell();
  }

  #tell(): void {
    const waiting = this.#waiting.size;
    const asking = this.#running;
    const status =
      waiting + asking === 0 ? 'idle' : asking === 0 && this.#isHeld && !this.#isGathering ? 'held' : 'running';
    this.#state = { ...this.#state, status, waiting, asking };
    this.#options.onChange(this.#state);
  }
}

function noLongerAsked(): AssistantError {
  return new AssistantError('aborted', 'The cell asks no more.');
}
