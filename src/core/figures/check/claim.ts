/** A figure that a number in a text may mean. */

import type { Expression, Fold } from '../expression.ts';
import type { FigureKind } from '../figure.ts';
import type { Unit } from '../notation/unit.ts';
import type { NumberMention } from './find-numbers.ts';
import { isWithinRounding } from './rounding.ts';
import { codesIn, type Level, levelOf, saySelection, type Selection } from './selection.ts';
import type { SheetIndex } from './sheet-index.ts';

export interface Claim {
  readonly kind: FigureKind;
  /** In the units of its cells. */
  readonly value: number;
  readonly unit: Unit;
  readonly label: { readonly en: string; readonly zh: string };
  readonly how: Expression;
  /** Whether the sign is said by the words around the number ("fell 5 %"), or does not matter ("a gap of 5"). */
  readonly sign?: 'said' | 'free';
}

export const percentUnit: Unit = { kind: 'percent', scale: 1 };
export const countUnit: Unit = { kind: 'number', scale: 1 };

/** Asks a table for levels, each only once. */
export interface Asker {
  readonly index: SheetIndex;
  level(selection: Selection, wanted?: Fold): Level | undefined;
  /** The codes of a dimension among the selected rows. */
  codes(selection: Selection, dimension: number): readonly number[];
}

export function askerOf(index: SheetIndex): Asker {
  const known = new Map<string, Level | undefined>();
  const codes = new Map<string, readonly number[]>();
  const keyOf = ({ measure, values, periods }: Selection, more: unknown): string =>
    JSON.stringify([measure, [...values].sort((one, other) => one[0] - other[0]), periods, more]);
  return {
    index,
    level: (selection, wanted) => {
      const key = keyOf(selection, wanted);
      if (!known.has(key)) known.set(key, levelOf(index, selection, wanted));
      return known.get(key);
    },
    codes: (selection, dimension) => {
      const key = keyOf(selection, dimension);
      const found = codes.get(key) ?? codesIn(index, selection, dimension);
      codes.set(key, found);
      return found;
    },
  };
}

export function say(index: SheetIndex, selection: Selection, en: string, zh: string): Claim['label'] {
  return {
    en: en.replace('%', saySelection(index, selection, 'en')),
    zh: zh.replace('%', saySelection(index, selection, 'zh')),
  };
}

/** Whether the number as it is written is the claim's value, by sign, scale and rounding. */
export function isMet(mention: NumberMention, claim: Claim, direction: 1 | -1 | 0): boolean {
  return readingsOf(mention, claim).some(({ value, step }) => {
    const truth = claim.value * claim.unit.scale;
    const own = { ...mention, value, step };
    if (claim.sign === 'free' && !mention.signed)
      return isWithinRounding({ ...own, value: Math.abs(value) }, Math.abs(truth), Math.abs(value));
    if (claim.sign === 'said' && direction !== 0) {
      // "An increase of −5 %" is a fall, and "a decrease of −5 %" a rise: a sign that is written turns what the word says.
      return isWithinRounding(own, truth, direction * (mention.signed && value < 0 ? value : Math.abs(value)));
    }
    if (mention.bracketed && isWithinRounding(own, truth, -value)) return true;
    return isWithinRounding(own, truth, value);
  });
}

/** A number without a scale word may be written in the table's own unit: 1,200 under 万元. */
function readingsOf(mention: NumberMention, claim: Claim): { value: number; step: number }[] {
  const own = { value: mention.value, step: mention.step };
  const { kind, scale } = claim.unit;
  if (kind === 'percent') {
    if (mention.kind === 'percent' || mention.kind === 'points') return [own];
    return mention.kind === 'number' && mention.scale === 1
      ? [{ value: mention.value / 100, step: mention.step / 100 }]
      : [];
  }
  if (mention.kind === 'percent' || mention.kind === 'points') return [];
  if (scale !== 1 && mention.scale === 1) return [own, { value: mention.value * scale, step: mention.step * scale }];
  return [own];
}

/** How far off the number is, relative to the truth: to find what it may have meant. */
export function distance(mention: NumberMention, claim: Claim): number {
  const truth = Math.abs(claim.value * claim.unit.scale);
  const gaps = readingsOf(mention, claim).map(
    ({ value }) => Math.abs(Math.abs(value) - truth) / Math.max(truth, Math.abs(value), 1e-12),
  );
  return Math.min(2, ...gaps);
}
