/** What went over the wire, for tests, benchmarks and whoever looks for a fault. */
export interface WireEntry {
  /** Milliseconds since the log began. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly name: string;
  /** Length of the JSON text in UTF-16 units. */
  readonly length: number;
  readonly detail: unknown;
}

export interface WireCounters {
  /** Rich API requests that ask or change something: `context.sync()` calls, in effect. */
  readonly syncs: number;
  /** Requests of office.js itself: those that only give references back, which no caller waits for, and its start-up call. */
  readonly housekeeping: number;
  /** Actions in those requests. */
  readonly actions: number;
  /** UTF-16 units of rich API requests and answers. */
  readonly requestLength: number;
  readonly responseLength: number;
}

const capacity = 500;

const noCounts: WireCounters = { syncs: 0, housekeeping: 0, actions: 0, requestLength: 0, responseLength: 0 };

/** A ring of the latest messages, and counters over all of them. */
export class WireLog {
  readonly #entries: WireEntry[] = [];
  readonly #listeners = new Set<(entry: WireEntry) => void>();
  readonly #start = Date.now();
  #counters: WireCounters = noCounts;

  get entries(): readonly WireEntry[] {
    return this.#entries;
  }

  get counters(): WireCounters {
    return this.#counters;
  }

  add(direction: WireEntry['direction'], name: string, length: number, detail: unknown): void {
    const entry = { at: Date.now() - this.#start, direction, name, length, detail };
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.shift();
    for (const listener of this.#listeners) listener(entry);
  }

  countSync(actions: number, requestLength: number, responseLength: number): void {
    const { syncs, ...counters } = this.#counters;
    this.#counters = {
      ...counters,
      syncs: syncs + 1,
      actions: counters.actions + actions,
      requestLength: counters.requestLength + requestLength,
      responseLength: counters.responseLength + responseLength,
    };
  }

  countHousekeeping(): void {
    this.#counters = { ...this.#counters, housekeeping: this.#counters.housekeeping + 1 };
  }

  resetCounters(): void {
    this.#counters = noCounts;
  }

  subscribe(listener: (entry: WireEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
