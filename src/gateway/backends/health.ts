/** `drained` is a person's doing. */
export type RowState = 'up' | 'down' | 'drained';

/** Which rows are worth asking, from how they answered so far. */
export interface Health {
  stateOf(name: string): RowState;
  /** Since when a row is down, as ISO 8601: from the first of the failures that came one after another. */
  downSince(name: string): string | null;
  /** The same for who will send a chat if it is up: once its pause is over, a row that was down is up for one. */
  claim(name: string): RowState;
  succeeded(name: string): void;
  failed(name: string): void;
  /** Gives a row no new chats; those that run go on. `false` takes it back. */
  drain(name: string, isDrained: boolean): void;
}

export interface HealthOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Failures one after another until a row is left alone. */
  readonly failuresAllowed?: number;
  /** The first pause; each further failure doubles it, up to `longestPauseMs`. */
  readonly pauseMs?: number;
  readonly longestPauseMs?: number;
}

/** A circuit breaker for each row. */
export function createHealth(options: HealthOptions): Health {
  const { now, failuresAllowed = 3, pauseMs = 10_000, longestPauseMs = 120_000 } = options;
  const rows = new Map<string, { failures: number; downUntil: number; since: string }>();
  const drained = new Set<string>();
  const isDown = (name: string): boolean => (rows.get(name)?.failures ?? 0) >= failuresAllowed;
  return {
    stateOf(name) {
      if (drained.has(name)) return 'drained';
      return isDown(name) ? 'down' : 'up';
    },
    downSince: (name) => (isDown(name) ? (rows.get(name)?.since ?? null) : null),
    claim(name) {
      if (drained.has(name)) return 'drained';
      const row = rows.get(name);
      if (!row || !isDown(name)) return 'up';
      if (now() < row.downUntil) return 'down';
      // One chat tries, and all others wait for what becomes of it.
      row.downUntil = now() + pauseMs;
      return 'up';
    },
    succeeded(name) {
      rows.delete(name);
    },
    failed(name) {
      const known = rows.get(name);
      const failures = (known?.failures ?? 0) + 1;
      const since = known?.since ?? new Date().toISOString();
      const doublings = Math.max(0, failures - failuresAllowed);
      rows.set(name, { failures, since, downUntil: now() + Math.min(longestPauseMs, pauseMs * 2 ** doublings) });
    },
    drain(name, isDrained) {
      if (isDrained) drained.add(name);
      else drained.delete(name);
    },
  };
}
