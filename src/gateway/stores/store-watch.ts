import type { Words } from '../language.ts';

/** Whether something outside the process, which the gateway keeps things in, could be used when it was last tried. */
export interface StoreState {
  /** Since when it cannot be used, as ISO 8601; `null` while it can. */
  readonly since: string | null;
  /** What was told of it the last time. */
  readonly reason: Words | null;
}

export interface StoreWatch {
  readonly state: StoreState;
  /** It was tried, and worked. */
  works(): void;
  /** It was tried, and did not work. */
  failed(reason: Words): void;
}

export interface StoreWatchOptions {
  /** Told once when it begins to fail, and once when it works again. */
  readonly tell: (message: Words) => void;
  readonly gone: (reason: Words) => Words;
  readonly back: Words;
  readonly now?: () => Date;
}

/** The one place that knows since when a store is gone: the log, the metrics and the administrators' page say what it says. */
export function createStoreWatch({ tell, gone, back, now = () => new Date() }: StoreWatchOptions): StoreWatch {
  let state: StoreState = { since: null, reason: null };
  return {
    get state() {
      return state;
    },
    works() {
      if (state.since === null) return;
      state = { since: null, reason: null };
      tell(back);
    },
    failed(reason) {
      const isNew = state.since === null;
      state = { since: state.since ?? now().toISOString(), reason };
      if (isNew) tell(gone(reason));
    },
  };
}
