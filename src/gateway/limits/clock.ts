/** Time, as it can be given to a simulation. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number;
  /** Calls back after so many milliseconds; gives the way to cancel that. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
