/** Chooses what a number may mean by the words around it. */

import { byAmount, type Cue, type CueHit, findCue, findDirections, fromLevel, stepOnStep, yearOnYear } from './cues.ts';
import {
  compounds,
  type Comparison,
  differences,
  growths,
  ranks,
  ratios,
  shareOf,
  shares,
  timeComparisons,
  topClaims,
} from './change-claims.ts';
import type { Asker, Claim } from './claim.ts';
import type { NumberMention } from './find-numbers.ts';
import { counts, extremes, folded, means, plainLevels } from './level-claims.ts';
import { isToLevel, type Scope, type ValueMention } from './scope.ts';
import { isKnownPeriod, isTimed, type Selection, unitOf, withPeriods, withValues } from './selection.ts';

export interface Readings {
  readonly claims: readonly Claim[];
  /** What the words say of the sign: 1 grew, -1 fell, 0 neither. */
  readonly direction: 1 | -1 | 0;
  /** The word that says it, in the whole text. */
  readonly directionWord?: CueHit;
}

const latest = /\b(?:latest|currently?|now|most recent|stands? at|stood at)\b|最新|目前|当前|现(?:为|在)|期末/iu;
const rowNoun =
  /^\s*(?:of\s+the\s+)?(?:data\s+)?(?:rows|records|entries|lines|observations|data points|transactions|[条行笔](?:记录|数据|明细)?)(?![a-z])/iu;
const periodNoun = /^\s*(?:个)?(?:months|quarters|years|days|weeks|periods|月|季度|年度|年|天|期)(?![a-z])/iu;

/** Every figure that the number may be, the likeliest first. None where the words name nothing that the table has. */
export function readingsOf(asker: Asker, text: string, scope: Scope, mention: NumberMention): Readings {
  const selections = selectionsOf(asker, scope);
  const { direction, word } = directionOf(text, scope, mention);
  const base = { direction, ...(word && { directionWord: word }) };
  const done = (claims: readonly Claim[]): Readings => ({ ...base, claims: unique(claims) });
  switch (mention.kind) {
    case 'top':
      return { direction: 0, claims: [] };
    case 'rank':
      return done(selections.flatMap((selection) => ranks(asker, selection, isAscending(text, scope, mention))));
    case 'percent':
      return done(percentClaims(asker, text, scope, mention, selections));
    case 'points':
      return done(pointClaims(asker, text, scope, selections));
    case 'multiple':
      return done(multipleClaims(asker, text, scope, mention, selections));
    case 'number':
    case 'currency':
      return done(sizeClaims(asker, text, scope, mention, selections));
  }
}

function unique(claims: readonly Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ kind, value, label }) => {
    const key = `${kind} ${value} ${label.en}`;
    return !seen.has(key) && seen.add(key);
  });
}

function selectionsOf(asker: Asker, scope: Scope): Selection[] {
  const { index } = asker;
  return scope.measures.flatMap((measure) =>
    scope.values.flatMap((values) =>
      scope.periods.flatMap((periods): Selection[] => {
        const selection: Selection = { measure, values };
        if (!periods) return [selection];
        const hasTime = index.time !== undefined || isTimed(index, selection);
        // A period that the table does not have cannot select: what is said of it is not in these cells.
        if (!hasTime) return [selection];
        return periods.some((period) => isKnownPeriod(index, selection, period))
          ? [withPeriods(selection, periods)]
          : [];
      }),
    ),
  );
}

/** The cue that stands nearest to a number: in its clause, before it rather than after; other numbers between count against it. */
function cueDistance(text: string, scope: Scope, mention: NumberMention, cue: Cue): number {
  return hitDistance(
    text,
    scope,
    mention,
    findCue(scope.sentence.text, cue).map(({ start, end }) => ({
      start: start + scope.sentence.start,
      end: end + scope.sentence.start,
    })),
  ).distance;
}

function hitDistance<Hit extends CueHit>(
  _text: string,
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

function directionOf(text: string, scope: Scope, mention: NumberMention): { direction: 1 | -1 | 0; word?: CueHit } {
  const hits = findDirections(scope.sentence.text).map((hit) => ({
    ...hit,
    start: hit.start + scope.sentence.start,
    end: hit.end + scope.sentence.start,
  }));
  const { hit, distance } = hitDistance(text, scope, mention, hits);
  if (!hit || distance > 90 || hit.sign === 0) return { direction: 0 };
  return { direction: hit.sign, word: { start: hit.start, end: hit.end } };
}

function isAscending(text: string, scope: Scope, mention: NumberMention): boolean {
  const own = mention.text.toLowerCase();
  if (/smallest|lowest|least|worst|低|小/u.test(own)) return true;
  if (/largest|highest|most|biggest|best|高|大|多/u.test(own)) return false;
  return cueDistance(text, scope, mention, 'min') < cueDistance(text, scope, mention, 'max');
}

/** Two values of one dimension that are set against each other: "North exceeded South by 5". */
function valueComparisons(
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Comparison[] {
  const link =
    /\bthan\b|\bexceed|\bversus\b|\bvs\b|\bahead of\b|\bbehind\b|\babove\b|\bbelow\b|\bbetween\b|\bcompared (?:with|to)\b|\btimes\b|\btwice\b|\b(?:more|less) than\b|\bdiffer|\bbeat|\bover\b|\bgap\b|[比较]|高出|低于|高于|超[过出]|相差|差[额距]|倍/iu;
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

function measureComparisons(asker: Asker, text: string, scope: Scope, selections: readonly Selection[]): Comparison[] {
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

function changesInTime(
  asker: Asker,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Comparison[] {
  const around = scope.before.slice(-60) + scope.after.slice(0, 50);
  const isYear = yearOnYear.test(around);
  const isStep = stepOnStep.test(around);
  const mode = isYear === isStep ? 'any' : isYear ? 'year' : 'step';
  void mention;
  return selections.flatMap((selection) =>
    timeComparisons(asker, selection, mode === 'any' ? scope.pair : undefined, mode),
  );
}

function percentClaims(
  asker: Asker,
  text: string,
  scope: Scope,
  mention: NumberMention,
  selections: readonly Selection[],
): Claim[] {
  const levels = selections.filter((selection) => isPercent(asker, selection));
  const cues = (['compound', 'growth', 'share', 'correlation'] as const)
    .map((cue) => ({ cue, distance: cueDistance(text, scope, mention, cue) }))
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
  if (nearest === 'growth') {
    const pairs = valueComparisons(text, scope, mention, selections);
    const measures = measureComparisons(asker, text, scope, selections);
    return [
      ...pairs,
      ...measures,
      ...(pairs.length + measures.length > 0 && !/同比|环比/u.test(scope.sentence.text)
        ? []
        : changesInTime(asker, scope, mention, selections)),
    ].flatMap((comparison) => growths(asker, comparison));
  }
  if (nearest === 'share') return shareClaims(asker, text, scope, mention, selections);
  if (percentLevels.length > 0) return percentLevels;
  // "North (35 %)": a share; "+5 %": a change.
  if (mention.signed)
    return changesInTime(asker, scope, mention, selections).flatMap((comparison) => growths(asker, comparison));
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

function openAll(selection: Selection): Selection {
  return { ...selection, values: new Map() };
}

function topOf(text: string, scope: Scope, mention: NumberMention): { count: number; ascending: boolean } | undefined {
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
function dimensionsOf(asker: Asker, scope: Scope): number[] {
  const named = scope.sentence.entities.flatMap(({ entity }) =>
    entity.kind === 'dimension' ? [entity.dimension] : [],
  );
  return named.length > 0 ? [...new Set(named)] : asker.index.dimensions.map((_, at) => at);
}

function pointClaims(asker: Asker, text: string, scope: Scope, selections: readonly Selection[]): Claim[] {
  const levels = selections.filter((selection) => isPercent(asker, selection));
  const anywhere = { start: scope.sentence.end, end: scope.sentence.end } as NumberMention;
  const comparisons = [
    ...valueComparisons(text, scope, anywhere, levels),
    ...changesInTime(asker, scope, anywhere, levels),
  ];
  const found = comparisons.flatMap((comparison) => differences(asker, comparison));
  if (found.length > 0) return found;
  // The share of something moved by so many points.
  return changesInTime(asker, scope, anywhere, selections).flatMap(({ from, to }) => {
    const [before] = shares(asker, from);
    const [after] = shares(asker, to);
    if (!before || !after) return [];
    const how = { op: 'subtract', left: after.how, right: before.how } as const;
    return [{ ...after, kind: 'difference' as const, value: after.value - before.value, how, sign: 'said' as const }];
  });
}

function multipleClaims(
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
  const comparisons = pairs.length > 0 ? pairs : changesInTime(asker, scope, mention, selections);
  return comparisons.flatMap((comparison) =>
    isGrowth
      ? growths(asker, comparison).map((claim) => ({ ...claim, unit: { kind: 'number', scale: 1 } as const }))
      : ratios(asker, comparison),
  );
}

function sizeClaims(
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
  if (top && cueDistance(text, scope, mention, 'share') + cueDistance(text, scope, mention, 'total') < Infinity) {
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
    const comparisons = pairs.length > 0 ? pairs : changesInTime(asker, scope, mention, fitting);
    const isFree = /gap|differ|相差|差[额距异]|变化|chang/iu.test(scope.before.slice(-80) + scope.after.slice(0, 20));
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
function sizesOf(asker: Asker, text: string, scope: Scope, mention: NumberMention, selection: Selection): Claim[] {
  const reach = 70;
  const [best] = (['mean', 'median', 'max', 'min', 'spread'] as const)
    .map((cue) => ({ cue, distance: cueDistance(text, scope, mention, cue) }))
    .filter(({ distance }) => distance < reach)
    .sort((one, other) => one.distance - other.distance);
  const plain = plainLevels(asker, selection, latest.test(scope.sentence.text));
  switch (best?.cue) {
    case 'mean':
      return means(asker, selection, meanOver(scope));
    case 'median':
      return folded(asker, selection, ['median']);
    case 'spread':
      return folded(asker, selection, ['sd', 'q1', 'q3']);
    case 'max':
    case 'min':
      return [
        ...(selection.values.size > 0 || selection.periods ? plain : []),
        ...extremes(asker, selection, best.cue),
      ];
    default:
      return plain;
  }
}
