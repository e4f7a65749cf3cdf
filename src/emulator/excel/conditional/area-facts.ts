import type { ExcelDocument } from '../excel-document.ts';
import type { Area } from '../model/address.ts';
import { isCellError } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';

/** What rules ask of all of their cells together. */
export interface AreaFacts {
  /** Ascending. */
  readonly numbers: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  /** How often each value is there, by its text in lower case. */
  readonly counts: ReadonlyMap<string, number>;
}

export function factsOfAreas(document: ExcelDocument, sheet: Sheet, areas: readonly Area[]): AreaFacts {
  document.calculateIfDue();
  const numbers: number[] = [];
  const counts = new Map<string, number>();
  for (const area of areas) {
    sheet.grid.eachValue(area, (_, __, value) => {
      if (value === null || isCellError(value)) return;
      const key = String(value).toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (typeof value === 'number') numbers.push(value);
    });
  }
  numbers.sort((a, b) => a - b);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  return { numbers, mean, deviation: Math.sqrt(squares / Math.max(1, numbers.length - 1)), counts };
}

/** The number below which a share of the numbers lies (`PERCENTILE.INC`). */
export function percentile(numbers: readonly number[], share: number): number {
  const place = Math.max(0, Math.min(1, share)) * (numbers.length - 1);
  const low = numbers[Math.floor(place)] ?? 0;
  const high = numbers[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}
