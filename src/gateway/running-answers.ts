import type { ServerResponse } from 'node:http';
import { Slots } from './slots.ts';

/** The answers that are being given. */
export class RunningAnswers {
  readonly #slots = new Slots<ServerResponse>();

  /** From now until the response is closed. */
  add(response: ServerResponse): void {
    const place = this.#slots.add(response);
    response.on('close', () => this.#slots.remove(place));
  }

  all(): ServerResponse[] {
    return this.#slots.all();
  }
}
