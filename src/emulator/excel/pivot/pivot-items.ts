import { cellText } from '../model/cell-text.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { PivotColumn } from '../model/pivot-state.ts';

/** One of the different values of a column. */
export interface PivotItemValue {
  /** The same for values that are the same item: texts whatever their case. */
  readonly key: string;
  readonly value: CellValue;
  /** What its label shows. */
  readonly name: string;
}

export interface PivotItems {
  /** Ascending: numbers, texts, truth values, errors, and empty cells at the end. */
  readonly items: readonly PivotItemValue[];
  /** The number of the item of each record. */
  readonly ofRecord: readonly number[];
}

const kept = new WeakMap<PivotColumn, PivotItems>();

export function itemsOf(column: PivotColumn): PivotItems {
  const known = kept.get(column);
  if (known) return known;
  const made = readItems(column);
  kept.set(column, made);
  return made;
}

function readItems({ values, numberFormat }: PivotColumn): PivotItems {
  const byKey = new Map<string, PivotItemValue>();
  for (const value of values) {
    const key = keyOf(value);
    if (byKey.has(key)) continue;
    byKey.set(key, { key, value, name: value === null ? '(blank)' : cellText(value, numberFormat) });
  }
  const items = [...byKey.values()].sort((a, b) => compareValues(a.value, b.value));
  const position = new Map(items.map(({ key }, index) => [key, index]));
  return { items, ofRecord: values.map((value) => position.get(keyOf(value)) ?? 0) };
}

function keyOf(value: CellValue): string {
  if (value === null) return 'blank';
  if (isCellError(value)) return `error ${value.error}`;
  return typeof value === 'string' ? `text ${value.toLowerCase()}` : `${typeof value} ${String(value)}`;
}

function rankOf(value: CellValue): number {
  if (value === null) return 4;
  if (isCellError(value)) return 3;
  return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
}

const collator = new Intl.Collator('en', { sensitivity: 'base' });

function compareValues(a: CellValue, b: CellValue): number {
  const [first, second] = [rankOf(a), rankOf(b)];
  if (first !== second) return first - second;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return Number(a) - Number(b) || 0;
}
