import type { Clock } from '../../src/gateway/limits/clock.ts';

/** A clock that moves when it is told to; what is due is called in order. */
export interface VirtualClock extends Clock {
  advance(milliseconds: number): void;
}

export function createVirtualClock(): VirtualClock {
  let now = 0;
  const due = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const entry = { at: now + milliseconds, callback };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        due.delete(next);
        now = next.at;
        next.callback();
      }
      now = end;
    },
  };
}
