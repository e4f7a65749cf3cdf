import type { ServerResponse } from 'node:http';

/**
 * The answers that are being given. No `Set`: V8 leaves its old tables behind each time that one was filled and emptied some more, each
 * with what it held and a link to the next, so that nearly every answer would stay until the next full collection.
 */
export class RunningAnswers {
  readonly #places: (ServerResponse | undefined)[] = [];
  readonly #free: number[] = [];

  /** From now until the response is closed. */
  add(response: ServerResponse): void {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = response;
    response.on('close', () => {
      this.#places[place] = undefined;
      this.#free.push(place);
    });
  }

  all(): ServerResponse[] {
    return this.#places.filter((response) => response !== undefined);
  }
}
