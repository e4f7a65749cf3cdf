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
  /** Rich API requests, that is `context.sync()` calls that reached the host. */
  readonly syncs: number;
  /** Actions in those requests. */
  readonly actions: number;
  /** UTF-16 units of rich API requests and answers. */
  readonly requestLength: number;
  readonly responseLength: number;
}

const capacity = 500;

/** A ring of the latest messages, and counters over all of them. */
export class WireLog {
  readonly #entries: WireEntry[] = [];
  readonly #listeners = new Set<(entry: WireEntry) => void>();
  readonly #start = Date.now();
  #counters = { syncs: 0, actions: 0, requestLength: 0, responseLength: 0 };

  get entries(): readonly WireEntry[] {
    return this.#entries;
  }

  get counters(): WireCounters {
    return { ...this.#counters };
  }

  add(direction: WireEntry['direction'], name: string, length: number, detail: unknown): void {
    const entry = { at: Date.now() - this.#start, direction, name, length, detail };
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.shift();
    for (const listener of this.#listeners) listener(entry);
  }

  countSync(actions: number, requestLength: number, responseLength: number): void {
    this.#counters.syncs += 1;
    this.#counters.actions += actions;
    this.#counters.requestLength += requestLength;
    this.#counters.responseLength += responseLength;
  }

  resetCounters(): void {
    this.#counters = { syncs: 0, actions: 0, requestLength: 0, responseLength: 0 };
  }

  subscribe(listener: (entry: WireEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
