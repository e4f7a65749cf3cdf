/** "The three largest": how many, and of what. */

import type { Asker } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import type { Scope } from './scope.ts';
import type { Selection } from './selection.ts';

export function topOf(
  text: string,
  scope: Scope,
  mention: NumberMention,
): { count: number; ascending: boolean } | undefined {
  const own = scope.sentence.numbers.filter(({ kind, end }) => kind === 'top' && end <= mention.start).at(-1);
  const after = scope.sentence.numbers.find(
    ({ kind, start }) => kind === 'top' && start >= mention.end && start - mention.end < 40,
  );
  const found = own ?? after;
  if (!found) return undefined;
  return {
    count: found.value,
    ascending: /smallest|lowest|least|末|后|低|小/iu.test(text.slice(found.start, found.end + 10)),
  };
}

/** The dimensions that a sentence names as such ("regions"), else all with few members, the label first. */
export function dimensionsOf(asker: Asker, scope: Scope): number[] {
  const named = scope.sentence.entities.flatMap(({ entity }) =>
    entity.kind === 'dimension' ? [entity.dimension] : [],
  );
  return named.length > 0 ? [...new Set(named)] : asker.index.dimensions.map((_, at) => at);
}

export function openAll(selection: Selection): Selection {
  return { ...selection, values: new Map() };
}
