/** "The second highest sales were 60": a place that says which number is meant, and claims nothing of its own. */

import type { NumberMention } from './find-numbers.ts';
import type { Scope } from './scope.ts';

const superlative = /(?:largest|biggest|highest|smallest|lowest|most|best|worst|least)$|[大高多低小]$/iu;

/** The place among others that is said before a number: "the second highest". */
export function rankBefore({ sentence }: Scope, mention: NumberMention): NumberMention | undefined {
  return sentence.numbers.findLast(
    ({ kind, text, end }) => kind === 'rank' && superlative.test(text) && end <= mention.start,
  );
}

/** Whether a place only selects the number that follows: nothing that could have this place is named before it. */
export function isSelector({ sentence }: Scope, rank: NumberMention, text: string): boolean {
  if (rank.kind !== 'rank' || !superlative.test(rank.text)) return false;
  const isFollowed = sentence.numbers.some(({ kind, start }) => kind !== 'rank' && kind !== 'top' && start >= rank.end);
  const lead = text.slice(sentence.start, rank.start);
  const isBare = /^\s*(?:[^,，]*[,，]\s*)?(?:the|our|its|their|该|其)?\s*$/iu.test(lead);
  // "The second largest region, North, sold 50" says which one it is.
  const isNamed = sentence.entities.some(
    ({ start, end, entity }) =>
      entity.kind === 'value' && (end <= rank.start || isApposed(text.slice(sentence.start, start))),
  );
  return isFollowed && isBare && !isNamed;
}

/** Whether what follows `before` stands between commas or brackets: "the second largest region, East, …". */
export function isApposed(before: string): boolean {
  return /[,，(（]\s*$/u.test(before);
}
