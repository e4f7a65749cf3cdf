import type { Band, Shift } from '../formula/move-references.ts';
import { LineMoves, type LineMove } from './line-moves.ts';

/** Moves of rows of one sheet and band that are to be made together. */
export interface RowMoves extends Band {
  readonly sheetId: string;
  readonly lines: LineMoves;
}

/**
 * Rows that a request takes out (or puts in) one place after another: each time all below would move, and so they are held until
 * something else is asked for, and then move once.
 */
export class HeldMoves {
  #isOn = false;
  /** As they came: upwards where rows go, downwards where they come. */
  #moves: LineMove[] = [];
  #band: (Band & { readonly sheetId: string }) | null = null;
  #added = 0;
  #make: ((moves: RowMoves) => void) | null = null;

  /** Runs work during which moves may be held. */
  during<T>(work: () => T): T {
    this.#isOn = true;
    try {
      return work();
    } finally {
      this.settle();
      this.#isOn = false;
    }
  }

  /** Lines that are to come into a sheet yet. */
  comingTo(sheetId: string): number {
    return this.#band?.sheetId === sheetId ? this.#added : 0;
  }

  /** Takes a move of rows over, to be made by `make` with others like it or alone; says whether it did. */
  hold(sheetId: string, { at, by, ...band }: Shift, make: (moves: RowMoves) => void): boolean {
    if (!this.#isOn || band.axis !== 'rows') return false;
    if (!this.#continues(sheetId, band, at, by)) this.settle();
    this.#band = { ...band, sheetId };
    this.#make = make;
    // Where rows came in above, it stood higher before all.
    this.#moves.push({ at: at - this.#added, by });
    if (by > 0) this.#added += by;
    return true;
  }

  /** Makes what is held. */
  settle(): void {
    const [band, make, moves] = [this.#band, this.#make, this.#moves];
    this.#band = this.#make = null;
    this.#moves = [];
    this.#added = 0;
    if (!band || !make) return;
    make({ ...band, lines: new LineMoves((moves[0]?.by ?? 0) < 0 ? moves.reverse() : moves) });
  }

  #continues(sheetId: string, { sheet, from, to }: Band, at: number, by: number): boolean {
    const [held, last] = [this.#band, this.#moves.at(-1)];
    if (!held || !last) return false;
    if (held.sheetId !== sheetId || held.sheet !== sheet || held.from !== from || held.to !== to) return false;
    if (by < 0 !== last.by < 0) return false;
    return by < 0 ? at - by <= last.at : at - this.#added >= last.at;
  }
}
