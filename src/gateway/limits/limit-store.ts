/** A claim on one limit, in a window of time that begins at a multiple of its length since 1970 (UTC). */
export interface Charge {
  /** What is limited: whose, and what of it. */
  readonly key: string;
  readonly windowSeconds: number;
  readonly limit: number;
  readonly amount: number;
}

/** All charges were entered, or none was. */
export type Reservation =
  | {
      readonly granted: true;
      /** The counter of each charge, in their order, for what is corrected later. */
      readonly counters: readonly string[];
    }
  | {
      readonly granted: false;
      /** Index of the charge that must wait longest. */
      readonly refusedBy: number;
      readonly retryAfterSeconds: number;
    };

export interface Correction {
  readonly counter: string;
  /** Negative to give back. */
  readonly by: number;
}

/** Where quotas are counted. A store that cannot be reached rejects. */
export interface LimitStore {
  /** Enters all charges if each fits its limit; else none. */
  reserve(charges: readonly Charge[]): Reservation | Promise<Reservation>;
  /** Sets right what was only estimated. A counter whose window is over is left alone. */
  correct(corrections: readonly Correction[]): Promise<void>;
  close(): Promise<void>;
}
