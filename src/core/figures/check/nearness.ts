/** How near a word is to a number, and what the words say of its sign. */

import { type Cue, type CueHit, findCue, findDirections } from './cues.ts';
import type { NumberMention } from './find-numbers.ts';
import type { Scope } from './scope.ts';

/** The cue that stands nearest to a number: in its clause, before it rather than after; other numbers between count against it. */
export function cueDistance(scope: Scope, mention: NumberMention, cue: Cue): number {
  return hitDistance(
    scope,
    mention,
    findCue(scope.sentence.text, cue).map(({ start, end }) => ({
      start: start + scope.sentence.start,
      end: end + scope.sentence.start,
    })),
  ).distance;
}

function hitDistance<Hit extends CueHit>(
  scope: Scope,
  mention: NumberMention,
  hits: readonly Hit[],
): { distance: number; hit?: Hit } {
  let best: { distance: number; hit?: Hit } = { distance: Infinity };
  for (const hit of hits) {
    if (hit.start < mention.end && mention.start < hit.end) return { distance: 0, hit };
    const isBefore = hit.end <= mention.start;
    const [from, to] = isBefore ? [hit.end, mention.start] : [mention.end, hit.start];
    const numbers = scope.sentence.numbers.filter(({ start, end }) => start >= from && end <= to).length;
    const clauses = scope.sentence.clauses.filter((start) => start > from && start <= to).length;
    const distance = to - from + (isBefore ? 0 : 6) + numbers * 30 + clauses * 25;
    if (distance < best.distance) best = { distance, hit };
  }
  return best;
}

/** @param names stretches of the text that name things: "Increase in provisions" says nothing of a direction */
export function directionOf(
  scope: Scope,
  mention: NumberMention,
  names: readonly CueHit[] = [],
): { direction: 1 | -1 | 0; word?: CueHit } {
  const hits = findDirections(scope.sentence.text)
    .map((hit) => ({
      ...hit,
      start: hit.start + scope.sentence.start,
      end: hit.end + scope.sentence.start,
    }))
    .filter(({ start, end }) => !names.some((name) => name.start <= start && end <= name.end));
  const { hit, distance } = hitDistance(scope, mention, hits);
  if (!hit || distance > 90 || hit.sign === 0) return { direction: 0 };
  return { direction: hit.sign, word: { start: hit.start, end: hit.end } };
}

export function isAscending(scope: Scope, mention: NumberMention): boolean {
  const own = mention.text.toLowerCase();
  if (/smallest|lowest|least|worst|低|小/u.test(own)) return true;
  if (/largest|highest|most|biggest|best|高|大|多/u.test(own)) return false;
  return cueDistance(scope, mention, 'min') < cueDistance(scope, mention, 'max');
}
