import type { Area } from '../model/address.ts';
import type { CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';

type Wanted = number | string | boolean;

interface Range {
  lookups: number;
  rows: Map<Wanted, number> | null;
}

/**
 * Where values stand first in columns that are looked through, for one pass over formulas in which those columns keep their
 * values. A column that several formulas look through is read once.
 */
export class LookupIndexes {
  readonly #ranges = new Map<Sheet, Map<string, Range>>();

  /** The first row of an area whose first cell has a value, texts whatever their case; `undefined` where there is none. */
  rowOf(wanted: Wanted, sheet: Sheet, area: Area): number | undefined {
    const key = keyOf(wanted);
    const inside = sheet.grid.usedWithin({ ...area, right: area.left }, true);
    if (!inside) return undefined;
    const range = this.#rangeOf(sheet, area);
    range.lookups += 1;
    // One formula by itself has nothing of an index.
    if (range.lookups === 1) {
      for (let row = inside.top; row <= inside.bottom; row += 1)
        if (keyOf(sheet.grid.value(row, area.left)) === key) return row;
      return undefined;
    }
    range.rows ??= rowsIn(sheet, inside);
    return range.rows.get(key);
  }

  #rangeOf(sheet: Sheet, { top, bottom, left }: Area): Range {
    let ranges = this.#ranges.get(sheet);
    if (!ranges) this.#ranges.set(sheet, (ranges = new Map<string, Range>()));
    const key = `${left}:${top}:${bottom}`;
    let range = ranges.get(key);
    if (!range) ranges.set(key, (range = { lookups: 0, rows: null }));
    return range;
  }
}

function rowsIn(sheet: Sheet, { top, bottom, left }: Area): Map<Wanted, number> {
  const rows = new Map<Wanted, number>();
  for (let row = top; row <= bottom; row += 1) {
    const key = keyOf(sheet.grid.value(row, left));
    if (isWanted(key) && !rows.has(key)) rows.set(key, row);
  }
  return rows;
}

function keyOf<T extends CellValue>(value: T): T | string {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isWanted(value: CellValue): value is Wanted {
  return value !== null && typeof value !== 'object';
}
