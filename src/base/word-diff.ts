import { segmentSentences, segmentWords } from './segments.ts';
import { matchSequences, type MatchRun } from './sequence-diff.ts';

/** Puts `text` in place of `[start, end)`, UTF-16 offsets in the text before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface WordDiffOptions {
  /**
   * Pieces that stay on their own when both texts have them, however much around them changes; otherwise a short
   * stretch between two changes is taken into one. For marks that stand for an object.
   */
  readonly isPinned?: (piece: string) => boolean;
}

/** Texts up to this long (both together) are compared word by word at once; longer ones by sentences first. */
const directLength = 6000;

/**
 * The changes that make `before` into `after`: whole words, few, readable. Ordered, not overlapping and with something
 * kept between any two; none for equal texts. No change splits a grapheme, and none is parted from the next by a
 * lone space or punctuation mark.
 *
 * Sentences are compared first and words only inside those that differ: a text of 10,000 words takes some
 * milliseconds. Comparing words directly is exact but takes seconds there; comparing characters makes changes that
 * nobody can read.
 */
export function diffWords(before: string, after: string, options: WordDiffOptions = {}): TextChange[] {
  if (before === after) return [];
  const stretches: Stretch[] = [];
  if (before.length + after.length <= directLength) {
    compareWords(before, after, stretches);
  } else {
    const a = segmentSentences(before);
    const b = segmentSentences(after);
    for (const stretch of toStretches(a, b, matchPieces(a, b))) {
      if (stretch.kept) stretches.push(stretch);
      else compareWords(stretch.before, stretch.after, stretches);
    }
  }
  return toChanges(coalesce(stretches, options.isPinned ?? (() => false)));
}

/** The text after the changes, which must be in order. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const change of changes) {
    result += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}

/** A stretch of both texts that is the same (`kept`) or not. Kept and changed ones need not alternate until coalesced. */
interface Stretch {
  readonly kept: boolean;
  readonly before: string;
  readonly after: string;
}

function compareWords(before: string, after: string, into: Stretch[]): void {
  const a = segmentWords(before);
  const b = segmentWords(after);
  into.push(...toStretches(a, b, slideToBorders(a, b, matchPieces(a, b))));
}

function matchPieces(a: readonly string[], b: readonly string[]): MatchRun[] {
  const numbers = new Map<string, number>();
  const intern = (pieces: readonly string[]): Int32Array => {
    const items = new Int32Array(pieces.length);
    pieces.forEach((piece, at) => {
      let number = numbers.get(piece);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(piece, number);
      }
      items[at] = number;
    });
    return items;
  };
  return matchSequences(intern(a), intern(b));
}

/**
 * Moves each pure insertion and deletion to where it reads best when it could stand in several places: `the [big ]dog`
 * and not `the[ big] dog`, a whole sentence and not the end of one with the head of the next.
 */
function slideToBorders(a: readonly string[], b: readonly string[], runs: readonly MatchRun[]): MatchRun[] {
  const slid = runs.map((run) => ({ ...run }));
  for (let index = 0; index + 1 < slid.length; index += 1) {
    const left = slid[index];
    const right = slid[index + 1];
    if (!left || !right) continue;
    const inserted = right.before === left.before + left.length;
    const deleted = right.after === left.after + left.length;
    if (inserted === deleted) continue;
    const pieces = inserted ? b : a;
    const start = (inserted ? left.after : left.before) + left.length;
    const shift = bestShift(pieces, start, inserted ? right.after : right.before, left.length, right.length);
    left.length += shift;
    right.before += shift;
    right.after += shift;
    right.length -= shift;
  }
  return slid.filter((run) => run.length > 0);
}

function bestShift(pieces: readonly string[], start: number, end: number, mostLeft: number, mostRight: number): number {
  let best = 0;
  let bestScore = borderScore(pieces, start) + borderScore(pieces, end);
  const consider = (shift: number): void => {
    const score = borderScore(pieces, start + shift) + borderScore(pieces, end + shift);
    if (score > bestScore) {
      best = shift;
      bestScore = score;
    }
  };
  for (let shift = 1; shift <= mostLeft && pieces[start - shift] === pieces[end - shift]; shift += 1) consider(-shift);
  for (let shift = 1; shift <= mostRight && pieces[start + shift - 1] === pieces[end + shift - 1]; shift += 1) {
    consider(shift);
  }
  return best;
}

/** How good a border between the pieces before and after `at` is for the eye. */
function borderScore(pieces: readonly string[], at: number): number {
  const previous = pieces[at - 1];
  const next = pieces[at];
  if (previous === undefined || next === undefined) return 6;
  if (/[\r\n]/.test(previous)) return 5;
  if (/^[\u3002\uff01\uff1f\uff1b]/u.test(previous)) return 4;
  if (/^\s/u.test(previous)) return /^[.!?\u2026]/u.test(pieces[at - 2] ?? '') ? 4 : 3;
  if (/^[\uff0c\u3001\uff1a]/u.test(previous)) return 3;
  if (/^\s/u.test(next)) return 2;
  return /^[\p{P}\p{S}]/u.test(previous) || /^[\p{P}\p{S}]/u.test(next) ? 1 : 0;
}

function toStretches(a: readonly string[], b: readonly string[], runs: readonly MatchRun[]): Stretch[] {
  const stretches: Stretch[] = [];
  let aAt = 0;
  let bAt = 0;
  const between = (aEnd: number, bEnd: number): void => {
    if (aAt === aEnd && bAt === bEnd) return;
    stretches.push({ kept: false, before: a.slice(aAt, aEnd).join(''), after: b.slice(bAt, bEnd).join('') });
  };
  for (const run of runs) {
    between(run.before, run.after);
    aAt = run.before + run.length;
    bAt = run.after + run.length;
    const text = a.slice(run.before, aAt).join('');
    stretches.push({ kept: true, before: text, after: text });
  }
  between(a.length, b.length);
  return stretches;
}

/** Joins neighbours of one kind, and takes a kept stretch that is not worth keeping into the changes around it. */
function coalesce(stretches: readonly Stretch[], isPinned: (piece: string) => boolean): Stretch[] {
  const joined: Stretch[] = [];
  const put = (stretch: Stretch): void => {
    const last = joined.at(-1);
    if (last?.kept === stretch.kept) {
      joined[joined.length - 1] = together(stretch.kept, last, stretch);
    } else {
      joined.push(stretch);
    }
  };
  for (const stretch of stretches) {
    put(stretch);
    for (;;) {
      const [left, island, right] = joined.slice(-3);
      if (!left || !right || !island?.kept || right.kept) break;
      if (!isIsland(island.before, weight(left), weight(right), isPinned)) break;
      joined.splice(-3, 3, together(false, left, island, right));
    }
  }
  return joined;
}

function together(kept: boolean, ...parts: readonly Stretch[]): Stretch {
  return {
    kept,
    before: parts.map((part) => part.before).join(''),
    after: parts.map((part) => part.after).join(''),
  };
}

function weight(stretch: Stretch): number {
  return Math.max(stretch.before.trim().length, stretch.after.trim().length);
}

/** Whether a kept stretch between two changes is worth less than reading them as one. */
function isIsland(text: string, left: number, right: number, isPinned: (piece: string) => boolean): boolean {
  if (text.length > 2 * Math.max(left, right) + 4 || /[\r\n]/.test(text)) return false;
  const pieces = segmentWords(text);
  if (pieces.some(isPinned)) return false;
  const words = pieces.filter((piece) => /[\p{L}\p{N}\p{S}]/u.test(piece));
  if (words.length === 0) return pieces.length <= 3;
  return 2 * words.join('').length <= Math.min(left, right);
}

function toChanges(stretches: readonly Stretch[]): TextChange[] {
  const changes: TextChange[] = [];
  let at = 0;
  for (const stretch of stretches) {
    const end = at + stretch.before.length;
    if (!stretch.kept && stretch.before !== stretch.after) changes.push({ start: at, end, text: stretch.after });
    at = end;
  }
  return changes;
}
