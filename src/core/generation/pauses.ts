import { delay } from '../../base/abort.ts';
import type { AssistantError } from '../../base/errors.ts';

/** Questions wait, because the gateway or the model cannot answer now; they are asked again by themselves. */
export interface Pause {
  readonly error: AssistantError;
  /** When the next of them is asked again, by the clock that the pauses were given. */
  readonly until: number;
}

/** The pauses of the questions that are being asked; told as one, the one that ends first. */
export class Pauses {
  readonly #now: () => number;
  readonly #onChange: () => void;
  readonly #all = new Set<Pause>();

  constructor(now: () => number, onChange: () => void) {
    this.#now = now;
    this.#onChange = onChange;
  }

  get next(): Pause | null {
    return [...this.#all].reduce<Pause | null>(
      (next, pause) => (!next || pause.until < next.until ? pause : next),
      null,
    );
  }

  /** Waits so long before a question is asked again; rejects with `aborted` when it is stopped. */
  async wait(milliseconds: number, signal: AbortSignal, error: AssistantError): Promise<void> {
    const pause = { error, until: this.#now() + milliseconds };
    this.#all.add(pause);
    this.#onChange();
    try {
      await delay(milliseconds, signal);
    } finally {
      this.#all.delete(pause);
      this.#onChange();
    }
  }
}
