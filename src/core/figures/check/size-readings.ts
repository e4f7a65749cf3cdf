/** What a plain number may mean: a size, a count, an amount of change. */

import { byAmount, findCue, findDirections, fromLevel } from './cues.ts';
import { differences, topClaims } from './change-claims.ts';
import type { Asker, Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import { counts, extremes, folded, means, plainLevels } from './level-claims.ts';
import { isToLevel, type Scope } from './scope.ts';
import { type Selection, unitOf, withPeriods, withValues } from './selection.ts';
import { cueDistance, isAscending } from './nearness.ts';
import { rankBefore } from './rank-selector.ts';
import { valueComparisons, measureComparisons, changesInTime } from './comparisons.ts';
import { topOf, dimensionsOf, openAll } from './top-members.ts';

const latest = /\b(?:latest|currently?|now|most recent|stands? at|stood at)\b|最新|目前|当前|现(?:为|在)|期末/iu;

/** "The average total revenue", where the total is what the line is called. */
const averageOfTotal = /\b(?:average|mean)\s+(?:\w+\s+)?totals?\b/iu;

const rowNoun =
  /^\s*(?:of\s+the\s+)?(?:data\s+)?(?:rows?|records?|entry|entries|lines?|observations?|data points?|transactions?|[条行笔](?:记录|数据|明细)?)(?![a-z])/iu;

const periodNoun = /^\s*(?:个)?(?:months?|quarters?|years?|days?|weeks?|periods?|月|季度|年度|年|天|期)(?![a-z])/iu;

export function sizeClaims(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Claim[] {
  const found = countClaims(asker, scope, mention, selections);
  if (found.length > 0) return found;
  const fitting = selections.filter((selection) => fitsUnit(asker, selection, mention));
  const top = topOf(text, scope, mention);
  if (top && cueDistance(scope, mention, 'share') + cueDistance(scope, mention, 'total') < Infinity) {
    return fitting.flatMap((selection) =>
      dimensionsOf(asker, scope).flatMap(
        (dimension) => topClaims(asker, openAll(selection), dimension, top.count, top.ascending).sum,
      ),
    );
  }
  if (isChange(text, scope, mention)) {
    const pairs = [
      ...valueComparisons(text, scope, mention, fitting),
      ...measureComparisons(asker, text, scope, fitting),
    ];
    const comparisons = pairs.length > 0 ? pairs : changesInTime(asker, scope, fitting);
    const isFree = /gap|differ|相差|差[额距异]/iu.test(scope.before.slice(-80) + scope.after.slice(0, 20));
    return comparisons
      .flatMap((comparison) => differences(asker, comparison))
      .map((claim) => (isFree ? { ...claim, sign: 'free' as const } : claim));
  }
  const isFrom = fromLevel.test(scope.before);
  if (scope.pair && (isFrom || isToLevel(scope)) && (isFrom || fromInClause(scope))) {
    const at = isFrom ? scope.pair[0] : scope.pair[1];
    const bound = fitting.map((selection) => withPeriods(selection, [at]));
    const near = fitting.flatMap((selection) => sizesOf(asker, text, scope, mention, selection));
    return [...bound.flatMap((selection) => plainLevels(asker, selection, false)), ...(isFrom ? [] : near)];
  }
  return fitting.flatMap((selection) => sizesOf(asker, text, scope, mention, selection));
}

function fromInClause(scope: Scope): boolean {
  return /\bfrom\b|[从由自]/iu.test(scope.before);
}

function fitsUnit(asker: Asker, selection: Selection, mention: NumberMention): boolean {
  const unit = asker.level(selection)?.unit ?? unitOf(asker.index, selection);
  if (mention.kind !== 'currency' || scopeless(unit.currency, mention.currency))
    return unit.kind !== 'percent' || mention.kind === 'number';
  return false;
}

/** Whether two currencies can be the same: one may be left unsaid. */
function scopeless(own: string | undefined, said: string | undefined): boolean {
  return own === undefined || said === undefined || own === said || (own === '¥' && said === 'JPY');
}

/** Whether the number says by how much something changed, not what it came to. */
function isChange(text: string, scope: Scope, mention: NumberMention): boolean {
  if (fromLevel.test(scope.before)) return false;
  if (byAmount.test(scope.before)) return findDirections(scope.sentence.text).length > 0;
  // "The gap between the budgets of A and B is 5."
  if (isToLevel(scope))
    return /(?:\bgap|\bdifference|\bincrease|\bdecrease|\bchange|差[额距]|增[加量幅]|降幅)(?! to\b)[^,，]{0,70}$/iu.test(
      scope.before,
    );
  const hits = findDirections(text.slice(scope.clause.start, scope.clause.end)).map(({ start, end }) => ({
    start: start + scope.clause.start,
    end: end + scope.clause.start,
  }));
  return hits.some(({ start, end }) => {
    const between = end <= mention.start ? text.slice(end, mention.start) : text.slice(mention.end, start);
    if (/\d/u.test(between)) return false;
    if (end <= mention.start) return between.length <= 14 && !/\bto\b|[至到]/iu.test(between);
    return (
      between.length <= 16 &&
      /^\s*(?:[\w%]+\s+){0,2}$/u.test(between) &&
      /^(?:more|less|fewer|higher|lower|above|below|ahead|behind)/iu.test(text.slice(start))
    );
  });
}

function countClaims(asker: Asker, scope: Scope, mention: NumberMention, selections: readonly Selection[]): Claim[] {
  if (mention.kind !== 'number' || !Number.isInteger(mention.value) || mention.scale !== 1 || mention.bracketed)
    return [];
  const [selection] = selections;
  if (!selection) return [];
  const after = scope.after;
  const special = (['missing', 'outliers', 'duplicates'] as const).find(
    (cue) => findCue(after.slice(0, 30) + ' ' + scope.before.slice(-16), cue).length > 0,
  );
  if (special) return specialCounts(asker, scope, special);
  if (rowNoun.test(after)) return counts(asker, selection, 'rows');
  if (periodNoun.test(after)) return counts(asker, selection, 'periods');
  if (/^\s*(?:(?:different|distinct|unique)\s+(?:values|names|entries)|种(?:不同的?)?(?:取值|值))/iu.test(after)) {
    const owner = scope.sentence.entities
      .filter(({ entity, end }) => entity.kind === 'dimension' && end <= mention.start)
      .at(-1);
    if (owner?.entity.kind === 'dimension') return counts(asker, selection, owner.entity.dimension);
  }
  const noun = scope.sentence.entities.find(
    ({ entity, start }) =>
      entity.kind === 'dimension' &&
      start >= mention.end &&
      start - mention.end <= 22 &&
      /^\s*(?:个|家|种|类|项|款|座|条|笔)?\s*(?:(?:different|distinct|separate|of the|unique|不同的?)\s*)?(?:[a-z]+\s)?$/iu.test(
        scope.after.slice(0, start - mention.end),
      ),
  );
  return noun?.entity.kind === 'dimension'
    ? counts(asker, { ...selection, values: withoutDimension(selection, noun.entity.dimension) }, noun.entity.dimension)
    : [];
}

function withoutDimension(selection: Selection, dimension: number): Selection['values'] {
  return withValues(selection, dimension, undefined).values;
}

function specialCounts({ index }: Asker, scope: Scope, cue: 'missing' | 'outliers' | 'duplicates'): Claim[] {
  const { profile } = index;
  const make = (value: number, en: string, zh: string): Claim => ({
    kind: 'count',
    value,
    unit: { kind: 'number', scale: 1 },
    label: { en, zh },
    how: { op: 'constant', value },
  });
  if (cue === 'outliers') return [make(profile.outlierCount, 'outliers', '异常值数')];
  if (cue === 'duplicates') return [make(profile.duplicateRows, 'repeated rows', '重复行数')];
  const named = profile.columns.filter(({ name }) => scope.sentence.text.toLowerCase().includes(name.toLowerCase()));
  return named.map(({ name, missing }) => make(missing, `rows without ${name}`, `缺少${name}的行数`));
}

/** What an average is said to be over: "per month", "each region", 月均; undefined where it is left open. */
function meanOver(scope: Scope): 'time' | number | undefined {
  const near = scope.sentence.text;
  if (
    /\bper (?:month|quarter|year|day|week|period)\b|\b(?:a|each|every) (?:month|quarter|year|day|week)\b|\bmonthly\b|\bquarterly\b|\bannual(?:ly)?\b|[月季日周]均|年均|每[个]?[月季年天周]/iu.test(
      near,
    )
  )
    return 'time';
  const named = scope.sentence.entities.find(
    ({ entity, start }) =>
      entity.kind === 'dimension' &&
      /(?:\b(?:per|each|every|an?)|[每各]个?)\s*$/iu.test(near.slice(0, start - scope.sentence.start)),
  );
  return named?.entity.kind === 'dimension' ? named.entity.dimension : undefined;
}

/** Sizes by the nearest word for a fold: average, median, highest …; else what the selection comes to. */
export function sizesOf(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selection: Selection,
): Claim[] {
  const reach = 70;
  const [best] = (['mean', 'median', 'max', 'min', 'spread', 'total'] as const)
    .map((cue) => ({ cue, distance: cueDistance(scope, mention, cue) }))
    .filter(({ distance }) => distance < reach)
    .sort((one, other) => one.distance - other.distance);
  const cue = best?.cue === 'total' && averageOfTotal.test(scope.sentence.text) ? 'mean' : best?.cue;
  const plain = plainLevels(asker, selection, latest.test(scope.sentence.text));
  const isNamed = selection.values.size > 0 || selection.periods !== undefined;
  const rank = rankBefore(scope, mention);
  if (rank)
    return [
      ...(isNamed ? plain : []),
      ...extremes(asker, selection, isAscending(scope, rank) ? 'min' : 'max', rank.value),
    ];
  switch (cue) {
    case 'mean':
      return isOneOfSeveral(scope, selection) ? [] : means(asker, selection, meanOver(scope));
    case 'median':
      return folded(asker, selection, ['median']);
    case 'spread':
      return folded(asker, selection, ['sd', 'q1', 'q3']);
    case 'max':
    case 'min':
      return [...(isNamed ? plain : []), ...extremes(asker, selection, cue)];
    case 'total':
      return isOneOfSeveral(scope, selection) ? [] : plain;
    case undefined:
      return plain;
  }
}

/** "The average for 2018 and 2019" is of both, not of the later one. */
function isOneOfSeveral({ periods }: Scope, selection: Selection): boolean {
  return selection.periods?.length === 1 && periods.some((own) => (own?.length ?? 0) > 1);
}
