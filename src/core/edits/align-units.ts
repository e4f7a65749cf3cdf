import { segmentWords } from '../../base/segments.ts';

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

/** Beyond this many pairs the alignment goes by position alone: its time is the product of the two counts. */
const mostPairs = 40_000;

/**
 * Pairs the selected elements with the answer's units so that what is alike comes together, in order on both sides.
 */
export function alignUnits(elements: readonly string[], unitCount: number, match: Matcher): Match[] {
  if (elements.length * unitCount > mostPairs) return alignByPosition(elements, unitCount, match);
  const bags = elements.map(toBag);
  const width = unitCount + 1;
  const best = new Float64Array((elements.length + 1) * width);
  const scores = new Float64Array(elements.length * unitCount);
  const unitBags = new Map<string, Bag>();
  for (let element = elements.length - 1; element >= 0; element -= 1) {
    for (let unit = unitCount - 1; unit >= 0; unit -= 1) {
      const text = match(element, unit);
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
  return readAlignment(elements.length, unitCount, best, scores);
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

function alignByPosition(elements: readonly string[], unitCount: number, match: Matcher): Match[] {
  const matches: Match[] = [];
  for (let at = 0; at < Math.min(elements.length, unitCount); at += 1) {
    if (match(at, at) !== undefined) matches.push({ element: at, unit: at });
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
