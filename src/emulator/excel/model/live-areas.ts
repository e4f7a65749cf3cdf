import { shiftArea, type Shift } from '../formula/move-references.ts';
import type { Area } from './address.ts';

/** An area that follows its cells as rows and columns come and go; `null` once they are gone. */
export interface LiveArea {
  readonly sheetId: string;
  area: Area | null;
}

/** The areas that are held somewhere (an add-in's ranges), without keeping them alive. */
export class LiveAreas {
  #areas: WeakRef<LiveArea>[] = [];
  #cleanAt = 1000;

  track(sheetId: string, area: Area): LiveArea {
    const live: LiveArea = { sheetId, area };
    this.#areas.push(new WeakRef(live));
    if (this.#areas.length > this.#cleanAt) {
      this.#areas = this.#areas.filter((each) => each.deref() !== undefined);
      this.#cleanAt = Math.max(1000, this.#areas.length * 2);
    }
    return live;
  }

  shift(sheetId: string, shift: Shift): void {
    for (const reference of this.#areas) {
      const live = reference.deref();
      if (live?.sheetId === sheetId && live.area) live.area = shiftArea(live.area, shift);
    }
  }
}
