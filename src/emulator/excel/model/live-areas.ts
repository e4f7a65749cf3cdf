import { shiftArea, type Shift } from '../formula/move-references.ts';
import type { Area } from './address.ts';

/** An area that follows its cells as rows and columns come and go; `null` once they are gone. */
export interface LiveArea {
  readonly sheetId: string;
  readonly area: Area | null;
}

/** One move of cells and, once there is one, the next. */
interface Moved {
  readonly sheetId: string;
  readonly shift: Shift | null;
  next: Moved | null;
}

/** The areas that are held somewhere (an add-in's ranges). They catch up with the moves when they are asked, and none keeps them alive. */
export class LiveAreas {
  #last: Moved = { sheetId: '', shift: null, next: null };

  track(sheetId: string, area: Area): LiveArea {
    return new Following(sheetId, area, this.#last);
  }

  shift(sheetId: string, shift: Shift): void {
    this.#last = this.#last.next = { sheetId, shift, next: null };
  }
}

class Following implements LiveArea {
  readonly sheetId: string;
  #area: Area | null;
  #seen: Moved;

  constructor(sheetId: string, area: Area, seen: Moved) {
    this.sheetId = sheetId;
    this.#area = area;
    this.#seen = seen;
  }

  get area(): Area | null {
    for (let moved = this.#seen.next; moved; moved = moved.next) {
      this.#seen = moved;
      if (moved.sheetId === this.sheetId && this.#area && moved.shift) this.#area = shiftArea(this.#area, moved.shift);
    }
    return this.#area;
  }
}
