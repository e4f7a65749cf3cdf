/** What a sentence sets against each other: values, measures, periods. */

import { stepOnStep, yearOnYear } from './cues.ts';
import { type Comparison, timeComparisons } from './change-claims.ts';
import type { Asker } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import type { Scope, ValueMention } from './scope.ts';
import { type Selection, timelineOf, withValues } from './selection.ts';

/** Two values of one dimension that are set against each other: "North exceeded South by 5". */
export function valueComparisons(
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Comparison[] {
  const link =
    /\bthan\b|\bexceed|\bversus\b|\bvs\b|\bahead of\b|\bbehind\b|\babove\b|\bbelow\b|\bbetween\b|\bcompared (?:with|to)\b|\btimes\b|\btwice\b|\b(?:more|less) than\b|\bdiffer|\bbeat|\bouts(?:old|ell)|\boutp|\bsurpass|\bover\b|\bgap\b|[比较]|高出|低于|高于|超[过出]|相差|差[额距]|倍/iu;
  const byClause = scope.named.filter(({ start, end }) => start >= scope.clause.start && end <= scope.clause.end);
  const dimensions = new Set(scope.named.map(({ entity }) => entity.dimension));
  return [...dimensions].flatMap((dimension): Comparison[] => {
    const pick = (mentions: readonly ValueMention[]): ValueMention[] => {
      const own = mentions.filter(({ entity }) => entity.dimension === dimension);
      return own.filter(
        ({ entity }, at) => own.findIndex((other) => other.entity.code === entity.code) === at && entity.code >= 0,
      );
    };
    const near = pick(byClause).length >= 2 ? pick(byClause) : pick(scope.named);
    if (near.length < 2) return [];
    const before = near.filter(({ end }) => end <= mention.start);
    const [first, second] = before.length >= 2 ? before.slice(-2) : near.slice(0, 2);
    if (!first || !second) return [];
    const window = text.slice(
      Math.min(first.start, mention.start, scope.clause.start),
      Math.max(second.end, Math.min(mention.end + 30, scope.sentence.end)),
    );
    if (!link.test(window)) return [];
    return selections.map((selection) => ({
      to: withValues(selection, dimension, [first.entity.code]),
      from: withValues(selection, dimension, [second.entity.code]),
      by: 'value' as const,
    }));
  });
}

export function measureComparisons(
  asker: Asker,
  text: string,
  scope: Scope,
  selections: readonly Selection[],
): Comparison[] {
  const [first, second] = scope.namedMeasures;
  if (first === undefined || second === undefined || scope.namedMeasures.length !== 2) return [];
  const link =
    /\bthan\b|\bexceed|\bversus\b|\bvs\b|\babove\b|\bbelow\b|\bover\b|\bunder\b|\bbetween\b|\bof\b|\bcompared\b|\bagainst\b|[比较占]|高出|低于|高于|超[过出]|相差|差[额距]/iu;
  if (!link.test(text.slice(scope.clause.start, scope.clause.end))) return [];
  const units = [first, second].map((measure) => asker.index.measures[measure]?.unit.kind);
  if (units[0] !== units[1]) return [];
  const seen = new Set<string>();
  return selections.flatMap((selection): Comparison[] => {
    const key = JSON.stringify([[...selection.values], selection.periods]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ to: { ...selection, measure: first }, from: { ...selection, measure: second }, by: 'measure' }];
  });
}

export function changesInTime(asker: Asker, scope: Scope, selections: readonly Selection[]): Comparison[] {
  const around = scope.before.slice(-60) + scope.after.slice(0, 50);
  const isYear = yearOnYear.test(around);
  const isStep = stepOnStep.test(around);
  const mode = isYear === isStep ? 'any' : isYear ? 'year' : 'step';
  const isSince = /\bsince\b|以来|[自从][^，。,]*起/iu.test(scope.sentence.text);
  return selections.flatMap((selection) => {
    const [from] = selection.periods ?? [];
    const last = timelineOf(asker.index, selection).at(-1);
    const pair = isSince && from && last && selection.periods?.length === 1 ? ([from, last] as const) : scope.pair;
    return timeComparisons(asker, selection, mode === 'any' ? pair : undefined, mode);
  });
}
