import { segmentWords } from '../../base/segments.ts';
import { matchSequences } from '../../base/sequence-diff.ts';

/** What an answer's unit would be as the new wording of a passage; `undefined` when it cannot be that. */
export type Matcher = (element: number, unit: number) => string | undefined;

/** Which unit is the new wording of which element; both rise. */
export interface Match {
  readonly element: number;
  readonly unit: number;
}

/** A match of two texts with nothing in common is still better than none: a translation keeps its paragraphs. */
const anyMatch = 0.15;
const sameLength = 0.05;

/** Pairs that are compared one by one: the time is the product of the two counts. */
const mostPairs = 40_000;

/**
 * Pairs the selected elements with the answer's units so that what is alike comes together, in order on both sides.
 * Where there are too many to compare each with each, those that stayed the same to the letter are paired first and only
 * what lies between them is compared; a stretch that is still too long goes by position.
 */
export function alignUnits(elements: readonly string[], unitCount: number, match: Matcher): Match[] {
  const all: Window = { elementStart: 0, elementEnd: elements.length, unitStart: 0, unitEnd: unitCount };
  if (elements.length * unitCount <= mostPairs) return alignWindow(elements, all, match);
  const matches: Match[] = [];
  let { elementStart, unitStart } = all;
  const alignUntil = (elementEnd: number, unitEnd: number): void => {
    const window = { elementStart, elementEnd, unitStart, unitEnd };
    const isSmall = (elementEnd - elementStart) * (unitEnd - unitStart) <= mostPairs;
    matches.push(...(isSmall ? alignWindow(elements, window, match) : alignByPosition(window, match)));
  };
  for (const same of sameToTheLetter(elements, unitCount, match)) {
    alignUntil(same.element, same.unit);
    matches.push(same);
    elementStart = same.element + 1;
    unitStart = same.unit + 1;
  }
  alignUntil(all.elementEnd, all.unitEnd);
  return matches;
}

interface Window {
  readonly elementStart: number;
  readonly elementEnd: number;
  readonly unitStart: number;
  readonly unitEnd: number;
}

function sameToTheLetter(elements: readonly string[], unitCount: number, match: Matcher): Match[] {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  const before = Int32Array.from(elements, (text) => numberOf(text.trim()));
  // What a unit says may depend on the element; the nearest by position is as good as any to ask with.
  const asked = (unit: number): string | undefined => match(Math.min(unit, elements.length - 1), unit);
  const after = Int32Array.from({ length: unitCount }, (_, unit) => numberOf(asked(unit)?.trim() ?? `\u0000${unit}`));
  return matchSequences(before, after).flatMap((run) =>
    Array.from({ length: run.length }, (_, at) => ({ element: run.before + at, unit: run.after + at })).filter(
      ({ element, unit }) => match(element, unit) !== undefined,
    ),
  );
}

function alignWindow(elements: readonly string[], window: Window, match: Matcher): Match[] {
  const { elementStart, unitStart } = window;
  const elementCount = window.elementEnd - elementStart;
  const unitCount = window.unitEnd - unitStart;
  const bags = elements.slice(elementStart, window.elementEnd).map(toBag);
  const width = unitCount + 1;
  const best = new Float64Array((elementCount + 1) * width);
  const scores = new Float64Array(elementCount * unitCount);
  const unitBags = new Map<string, Bag>();
  for (let element = elementCount - 1; element >= 0; element -= 1) {
    for (let unit = unitCount - 1; unit >= 0; unit -= 1) {
      const text = match(elementStart + element, unitStart + unit);
      const skip = Math.max(best[(element + 1) * width + unit] ?? 0, best[element * width + unit + 1] ?? 0);
      let score = -1;
      if (text !== undefined) {
        let bag = unitBags.get(text);
        if (!bag) unitBags.set(text, (bag = toBag(text)));
        score = anyMatch + similarity(bags[element], bag);
      }
      scores[element * unitCount + unit] = score;
      const taken = score < 0 ? -1 : score + (best[(element + 1) * width + unit + 1] ?? 0);
      best[element * width + unit] = Math.max(skip, taken);
    }
  }
  return readAlignment(elementCount, unitCount, best, scores).map(({ element, unit }) => ({
    element: elementStart + element,
    unit: unitStart + unit,
  }));
}

function readAlignment(elementCount: number, unitCount: number, best: Float64Array, scores: Float64Array): Match[] {
  const width = unitCount + 1;
  const matches: Match[] = [];
  let element = 0;
  let unit = 0;
  while (element < elementCount && unit < unitCount) {
    const here = best[element * width + unit] ?? 0;
    const score = scores[element * unitCount + unit] ?? -1;
    if (score >= 0 && here === score + (best[(element + 1) * width + unit + 1] ?? 0)) {
      matches.push({ element, unit });
      element += 1;
      unit += 1;
    } else if (here === best[(element + 1) * width + unit]) {
      element += 1;
    } else {
      unit += 1;
    }
  }
  return matches;
}

function alignByPosition(window: Window, match: Matcher): Match[] {
  const { elementStart, unitStart } = window;
  const matches: Match[] = [];
  for (let at = 0; at < Math.min(window.elementEnd - elementStart, window.unitEnd - unitStart); at += 1) {
    const pair = { element: elementStart + at, unit: unitStart + at };
    if (match(pair.element, pair.unit) !== undefined) matches.push(pair);
  }
  return matches;
}

interface Bag {
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
  readonly length: number;
}

function toBag(text: string): Bag {
  const words = new Map<string, number>();
  let size = 0;
  for (const piece of segmentWords(text.toLowerCase())) {
    if (!/[\p{L}\p{N}]/u.test(piece)) continue;
    words.set(piece, (words.get(piece) ?? 0) + 1);
    size += 1;
  }
  return { words, size, length: text.length };
}

/** 0 for no word in common, 1 and a little for the same words (Dice's coefficient over the words as often as they occur). */
function similarity(one: Bag | undefined, other: Bag): number {
  if (!one) return 0;
  const lengths = Math.min(one.length, other.length) / Math.max(one.length, other.length, 1);
  if (one.size + other.size === 0) return 1;
  let common = 0;
  for (const [word, count] of one.words) common += Math.min(count, other.words.get(word) ?? 0);
  return (2 * common) / (one.size + other.size) + sameLength * lengths;
}
