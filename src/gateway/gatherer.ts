/** Soon enough for a person, and long enough to gather something while much goes on. */
const gatherMs = 25;

/**
 * What is done for a request when its client has its answer: dealt with together a moment later, which costs less for each and keeps no
 * other request waiting.
 */
export class Gatherer<T> {
  readonly #take: (things: readonly T[]) => void;
  #waiting: T[] = [];

  constructor(take: (things: readonly T[]) => void) {
    this.#take = take;
  }

  add(thing: T): void {
    if (this.#waiting.length === 0) setTimeout(() => this.flush(), gatherMs);
    this.#waiting.push(thing);
  }

  /** Deals with what waits now. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const things = this.#waiting;
    this.#waiting = [];
    this.#take(things);
  }
}
