import type { LimitStore } from './limit-store.ts';

interface Counter {
  used: number;
  readonly endsAt: number;
}

/** Quotas of one process, gone when it ends. Counters of windows that are over are dropped, so that memory stays bounded. */
export function createMemoryLimits(now: () => number = Date.now): LimitStore & { readonly size: number } {
  const counters = new Map<string, Counter>();
  let sweepAt = 0;

  function sweep(seconds: number): void {
    if (seconds < sweepAt) return;
    sweepAt = seconds + 60;
    for (const [name, { endsAt }] of counters) if (endsAt <= seconds) counters.delete(name);
  }

  return {
    get size() {
      return counters.size;
    },
    reserve(charges) {
      const seconds = Math.floor(now() / 1000);
      sweep(seconds);
      let refusedBy = -1;
      let retryAfterSeconds = 0;
      const claimed = charges.map(({ key, windowSeconds, limit, amount }, index) => {
        const start = seconds - (seconds % windowSeconds);
        const name = `${key}:${start}`;
        const endsAt = start + windowSeconds;
        const used = counters.get(name)?.used ?? 0;
        if (used + amount > limit && endsAt - seconds > retryAfterSeconds) {
          refusedBy = index;
          retryAfterSeconds = endsAt - seconds;
        }
        return { name, used: used + amount, endsAt };
      });
      if (refusedBy >= 0) return { granted: false, refusedBy, retryAfterSeconds };
      for (const { name, used, endsAt } of claimed) counters.set(name, { used, endsAt });
      return { granted: true, counters: claimed.map(({ name }) => name) };
    },
    async correct(corrections) {
      for (const { counter, by } of corrections) {
        const found = counters.get(counter);
        if (found) found.used = Math.max(0, found.used + by);
      }
    },
    close: () => Promise.resolve(),
  };
}
