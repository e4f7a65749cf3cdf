/** What a percentage, percentage points or a multiple may mean. */

import { averageGrowth, fromLevel } from './cues.ts';
import { compounds, differences, growths, ratios, shareOf, shares, topClaims } from './change-claims.ts';
import type { Asker, Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import { isToLevel, type Scope } from './scope.ts';
import { type Selection, unitOf, withValues } from './selection.ts';
import { cueDistance } from './nearness.ts';
import { valueComparisons, measureComparisons, changesInTime } from './comparisons.ts';
import { topOf, dimensionsOf, openAll } from './top-members.ts';
import { sizesOf } from './size-readings.ts';

export function percentClaims(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Claim[] {
  const levels = selections.filter((selection) => isPercent(asker, selection));
  const cues = (['compound', 'growth', 'share', 'correlation'] as const)
    .map((cue) => ({ cue, distance: cueDistance(scope, mention, cue) }))
    .sort((one, other) => one.distance - other.distance);
  const nearest = cues[0] && cues[0].distance < 120 ? cues[0].cue : undefined;
  const compound = cues.find(({ cue }) => cue === 'compound');
  if (compound && compound.distance < 60 && nearest !== 'share')
    return selections.flatMap((selection) => compounds(asker, selection, scope.pair));
  const percentLevels = levels.flatMap((selection) => sizesOf(asker, text, scope, mention, selection));
  const isNamedLevel = percentLevels.length > 0 && scope.isMeasureNamed;
  if (
    isNamedLevel &&
    (nearest === undefined || isToLevel(scope) || fromLevel.test(scope.before) || nearest === 'share')
  )
    return percentLevels;
  if (isNamedLevel && nearest === 'growth' && cues[0] && cues[0].distance > 12) return percentLevels;
  // "The share edged up to 23 %": the level of a share.
  const isLevel = isToLevel(scope) || fromLevel.test(scope.before);
  if (isLevel && cues.some(({ cue, distance }) => cue === 'share' && distance < 120))
    return shareClaims(asker, text, scope, mention, selections);
  if (nearest === 'growth') {
    if (averageGrowth.test(scope.sentence.text)) return [];
    const pairs = valueComparisons(text, scope, mention, selections);
    const measures = measureComparisons(asker, text, scope, selections);
    return [
      ...pairs,
      ...measures,
      ...(pairs.length + measures.length > 0 && !/同比|环比/u.test(scope.sentence.text)
        ? []
        : changesInTime(asker, scope, selections)),
    ].flatMap((comparison) => growths(asker, comparison));
  }
  if (nearest === 'share') return shareClaims(asker, text, scope, mention, selections);
  if (percentLevels.length > 0) return percentLevels;
  // "North (35 %)": a share; "+5 %": a change.
  if (mention.signed)
    return changesInTime(asker, scope, selections).flatMap((comparison) => growths(asker, comparison));
  return shareClaims(asker, text, scope, mention, selections);
}

function isPercent(asker: Asker, selection: Selection): boolean {
  return (asker.level(selection)?.unit ?? unitOf(asker.index, selection)).kind === 'percent';
}

function shareClaims(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Claim[] {
  const top = topOf(text, scope, mention);
  if (top)
    return selections.flatMap((selection) =>
      dimensionsOf(asker, scope).flatMap(
        (dimension) => topClaims(asker, openAll(selection), dimension, top.count, top.ascending).share,
      ),
    );
  const ofValue = partAndWhole(text, scope, selections);
  if (ofValue.length > 0) return ofValue.flatMap(({ part, whole }) => shareOf(asker, part, whole));
  const measures = measureComparisons(asker, text, scope, selections).flatMap(({ from, to }) => [
    ...shareOf(asker, to, from),
    ...shareOf(asker, from, to),
  ]);
  return [...measures, ...selections.flatMap((selection) => shares(asker, selection))];
}

/** "A accounted for 5 % of B", "A占B的5%", with both in one column. */
function partAndWhole(
  text: string,
  scope: Scope,
  selections: readonly Selection[],
): { part: Selection; whole: Selection }[] {
  const own = scope.named.filter(({ start, end }) => start >= scope.clause.start && end <= scope.clause.end);
  const [first, second] = own;
  if (
    !first ||
    !second ||
    own.length !== 2 ||
    first.entity.dimension !== second.entity.dimension ||
    first.entity.code === second.entity.code
  )
    return [];
  const between = text.slice(first.end, second.start);
  if (!/\bof\s+(?:the\s+)?$|占|\bin\s+(?:the\s+)?$/iu.test(between)) return [];
  const { dimension } = first.entity;
  return selections.map((selection) => ({
    part: withValues(selection, dimension, [first.entity.code]),
    whole: withValues(selection, dimension, [second.entity.code]),
  }));
}

export function pointClaims(asker: Asker, text: string, scope: Scope, selections: readonly Selection[]): Claim[] {
  const levels = selections.filter((selection) => isPercent(asker, selection));
  const anywhere = { start: scope.sentence.end, end: scope.sentence.end } as NumberMention;
  const comparisons = [...valueComparisons(text, scope, anywhere, levels), ...changesInTime(asker, scope, levels)];
  const found = comparisons.flatMap((comparison) => differences(asker, comparison));
  if (found.length > 0) return found;
  // The share of something moved by so many points.
  return changesInTime(asker, scope, selections).flatMap(({ from, to }) => {
    const [before] = shares(asker, from);
    const [after] = shares(asker, to);
    if (!before || !after) return [];
    const how = { op: 'subtract', left: after.how, right: before.how } as const;
    return [{ ...after, kind: 'difference' as const, value: after.value - before.value, how, sign: 'said' as const }];
  });
}

export function multipleClaims(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Claim[] {
  const pairs = [
    ...valueComparisons(text, scope, mention, selections),
    ...measureComparisons(asker, text, scope, selections),
  ];
  const isGrowth = /(?:增长|上升|增加|提高|上涨)了?(?:约|近|逾)?\s*$/u.test(scope.before);
  const comparisons = pairs.length > 0 ? pairs : changesInTime(asker, scope, selections);
  return comparisons.flatMap((comparison) =>
    isGrowth
      ? growths(asker, comparison).map((claim) => ({ ...claim, unit: { kind: 'number', scale: 1 } as const }))
      : ratios(asker, comparison),
  );
}
