/** What a number in a sentence speaks of: which measure, of what, when. */

import { isSamePeriod, type Period, type PeriodMention, periodsBetween } from '../notation/period.ts';
import { compared, findCue, respectively, toLevel, together } from './cues.ts';
import type { NumberMention } from './find-numbers.ts';
import type { EntityMention } from './lexicon.ts';
import { clauseOf, nearest, type Sentence } from './passage.ts';
import type { Selection } from './selection.ts';
import { isTotalName } from '../profile/total-names.ts';
import type { SheetIndex } from './sheet-index.ts';

export interface Scope {
  readonly sentence: Sentence;
  readonly clause: { readonly start: number; readonly end: number };
  /** Text of the clause before and after the number. */
  readonly before: string;
  readonly after: string;
  /** The measures that may be meant, the likeliest first; all that there are when none is named. */
  readonly measures: readonly number[];
  readonly isMeasureNamed: boolean;
  /** What is selected by values: several readings, the likeliest first. */
  readonly values: readonly Selection['values'][];
  /** Values that are named in the sentence, in order, whether bound or not. */
  readonly named: readonly ValueMention[];
  readonly namedMeasures: readonly number[];
  readonly periods: readonly (readonly Period[] | undefined)[];
  /** Two periods that are compared. */
  readonly pair?: readonly [Period, Period];
  readonly isTogether: boolean;
}

export interface ValueMention extends EntityMention {
  readonly entity: { readonly kind: 'value'; readonly dimension: number; readonly code: number };
}

type MeasureMention = EntityMention & { readonly entity: { readonly kind: 'measure'; readonly measure: number } };

const isValue = (mention: EntityMention): mention is ValueMention => mention.entity.kind === 'value';
const isMeasure = (mention: EntityMention): mention is MeasureMention => mention.entity.kind === 'measure';

export function scopeOf(index: SheetIndex, text: string, sentence: Sentence, number: NumberMention): Scope {
  const clause = clauseOf(sentence, number.start);
  const before = text.slice(clause.start, number.start);
  const after = text.slice(number.end, clause.end);
  // "Of the total" says what is done with the rows; it does not name the row called Total.
  const named = sentence.entities
    .filter(isValue)
    .filter(({ entity }) => !isTotalName(index.dimensions[entity.dimension]?.words[entity.code] ?? ''));
  const measure = bindMeasure(index, text, sentence, number);
  const periods = bindPeriods(text, sentence, number, clause);
  return {
    sentence,
    clause,
    before,
    after,
    ...measure,
    values: bindValues(index, text, sentence, number, named),
    named,
    namedMeasures: [...new Set(sentence.entities.filter(isMeasure).map(({ entity }) => entity.measure))],
    ...periods,
    isTogether: together.test(text.slice(clause.start, clause.end)),
  };
}

/** The names that are strongest where they overlap: a whole name before a part of one. */
function strongest<Mention extends EntityMention>(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (one) =>
      !mentions.some(
        (other) => other !== one && other.strength > one.strength && other.start < one.end && one.start < other.end,
      ),
  );
}

function bindMeasure(
  index: SheetIndex,
  text: string,
  sentence: Sentence,
  number: NumberMention,
): Pick<Scope, 'measures' | 'isMeasureNamed'> {
  const all = index.measures.map((_, at) => at);
  if (all.length === 1) return { measures: all, isMeasureNamed: true };
  // Money is none of the measures that are counted.
  const money = all.filter((at) => index.measures[at]?.unit.kind === 'currency');
  if (number.kind === 'currency' && money.length === 1) return { measures: money, isMeasureNamed: true };
  const own = strongest(sentence.entities.filter(isMeasure));
  const listed = pairInOrder(text, sentence, number, own);
  if (listed) return { measures: [listed.entity.measure], isMeasureNamed: true };
  const near =
    nearest(sentence, text, number, own, { acrossClauses: true, adjacentOnly: true }) ??
    (own[0] && { mentions: [own[0]] });
  const last = near?.mentions.at(-1);
  if (near && last) {
    // One word may be part of two names ("profit" of gross and net profit): both stay possible.
    const same = own
      .filter(({ start, end }) => start === last.start && end === last.end)
      .map(({ entity }) => entity.measure);
    return { measures: [...new Set([last.entity.measure, ...same])], isMeasureNamed: true };
  }
  for (let previous = sentence.previous; previous; previous = previous.previous) {
    const earlier = strongest(previous.entities.filter(isMeasure));
    const kept = earlier.at(previous.isHeading ? 0 : -1);
    if (kept) return { measures: [kept.entity.measure], isMeasureNamed: true };
  }
  return { measures: all, isMeasureNamed: false };
}

/** "A, B and C were 1, 2 and 3 respectively": the second number is B's. */
export function pairInOrder<Mention extends { readonly start: number; readonly end: number }>(
  text: string,
  sentence: Sentence,
  number: NumberMention,
  mentions: readonly Mention[],
): Mention | undefined {
  const numbers = sentence.numbers.filter(({ kind, word }) => kind !== 'top' && kind !== 'rank' && word !== true);
  const kinds = numbers.filter(({ kind }) => (kind === 'percent') === (number.kind === 'percent'));
  const at = kinds.findIndex(({ start }) => start === number.start);
  if (at < 0 || kinds.length < 2) return undefined;
  const first = kinds[0];
  const distinct = mentions.filter(
    (mention, place) => mentions.findIndex(({ start }) => start === mention.start) === place,
  );
  const ahead = distinct.filter(({ end }) => first && end <= first.start);
  if (respectively.test(sentence.text) && ahead.length === kinds.length) return ahead[at];
  if (ahead.length !== kinds.length || distinct.length !== ahead.length) return undefined;
  // Names in a row, then as many numbers in a row.
  const isRow = (parts: readonly { start: number; end: number }[]): boolean =>
    parts.every(
      (part, place) =>
        place === 0 ||
        /^\s*(?:,|，|、|and|和|与|及|,\s*and|%|\s)+\s*$/iu.test(text.slice(parts[place - 1]?.end ?? 0, part.start)),
    );
  return isRow(ahead) && isRow(kinds) ? ahead[at] : undefined;
}

function bindValues(
  index: SheetIndex,
  text: string,
  sentence: Sentence,
  number: NumberMention,
  named: readonly ValueMention[],
): Selection['values'][] {
  let readings: Map<number, readonly number[]>[] = [new Map<number, readonly number[]>()];
  // "… 40 % of the total" speaks of a part.
  const isSize = number.kind === 'number' || number.kind === 'currency';
  for (const dimension of new Set(named.map(({ entity }) => entity.dimension))) {
    const own = strongest(named.filter(({ entity }) => entity.dimension === dimension));
    const listed = pairInOrder(text, sentence, number, own);
    const near = listed
      ? { mentions: [listed], inClause: true }
      : nearest(sentence, text, number, own, { acrossClauses: true });
    const only = sentence.numbers.filter(({ kind }) => kind !== 'top').length === 1 ? own[0] : undefined;
    if (!near && only && own.every(({ entity }) => entity.code === only.entity.code)) {
      // "With 18.6 %, Asia came first": the sentence has one number and one name.
      readings = [...readings, ...readings.map((reading) => new Map(reading).set(dimension, [only.entity.code]))];
    }
    if (!near) continue;
    const all = [...new Set(near.mentions.map(({ entity }) => entity.code))];
    // 合计 after two names is what is done with them, not the row of that name.
    const codes =
      all.length > 1 ? all.filter((code) => !isTotalName(index.dimensions[dimension]?.words[code] ?? '')) : all;
    const last = near.mentions.at(-1);
    const single = last ? [last.entity.code] : codes;
    const clause = clauseOf(sentence, number.start);
    const isTotal = isSize && !near.inClause && findCue(text.slice(clause.start, clause.end), 'total').length > 0;
    readings = isTotal
      ? readings
      : readings.map((reading) => new Map(reading).set(dimension, codes.length > 1 && !listed ? codes : single));
  }
  if (named.length > 0 || !sentence.previous) return readings;
  // "It sold 120 units.": the subject is that of the sentence before.
  const carried = new Map<number, readonly number[]>();
  for (const mention of sentence.previous.entities.filter(isValue))
    carried.set(mention.entity.dimension, [mention.entity.code]);
  const isPronoun = /^\s*(?:it|its|this|that|they|their|there|he|she|该|其|它|这)\b|^\s*[该其它这]/iu.test(
    sentence.text,
  );
  if (carried.size === 0) return [new Map()];
  return isPronoun ? [carried, new Map()] : [new Map(), ...(sentence.previous.isHeading ? [carried] : [])];
}

function bindPeriods(
  text: string,
  sentence: Sentence,
  number: NumberMention,
  clause: { start: number; end: number },
): Pick<Scope, 'periods' | 'pair'> {
  const own = completeYears(sentence);
  const inClause = own.filter(({ start, end }) => start >= clause.start && end <= clause.end);
  const near = nearest(sentence, text, number, own, { acrossClauses: true });
  const pair = pairOf(text, sentence, number, own, inClause);
  if (near) {
    const list = near.mentions.map(({ period }) => period);
    const range = rangeOf(text, own, near.mentions.at(-1));
    const isTotal =
      !near.inClause && findCue(text.slice(clause.start, clause.end), 'total').length > 0 && own.length > 1;
    const readings = [
      ...(range ? [range] : []),
      list.length > 1 ? list : list.slice(-1),
      ...(list.length > 1 ? [list.slice(-1)] : []),
    ];
    return { periods: isTotal ? [undefined, ...readings] : readings, ...(pair && { pair }) };
  }
  // A period said later in the sentence holds for it when it is the only one.
  if (own.length === 1 && own[0]) return { periods: [[own[0].period], undefined] };
  const carried = carriedPeriod(sentence);
  return { periods: carried ? [[carried], undefined] : [undefined], ...(pair && { pair }) };
}

function carriedPeriod(sentence: Sentence): Period | undefined {
  for (let previous = sentence.previous; previous; previous = previous.previous) {
    const last = completeYears(previous).at(-1);
    if (last) return last.period;
  }
  return undefined;
}

/** "In Q3 and Q4 of 2024", "2024年…三季度": a part without a year takes the year that is said beside it. */
function completeYears(sentence: Sentence): PeriodMention[] {
  const years = sentence.periods.filter(({ period }) => period.year !== undefined);
  return sentence.periods.map((mention) => {
    if (mention.period.year !== undefined || years.length === 0) return mention;
    const after = years.find(({ start }) => start >= mention.end && start - mention.end < 24);
    const year = years.filter(({ end }) => end <= mention.start).at(-1) ?? after;
    return year?.period.year === undefined
      ? mention
      : { ...mention, period: { ...mention.period, year: year.period.year } };
  });
}

function pairOf(
  text: string,
  sentence: Sentence,
  number: NumberMention,
  own: readonly PeriodMention[],
  inClause: readonly PeriodMention[],
): readonly [Period, Period] | undefined {
  if (own.length < 2) return undefined;
  const [first] = own;
  if (first && own.every(({ period }) => isSamePeriod(period, first.period))) return undefined;
  if (inClause.length === 2 && inClause[0] && inClause[1]) return ordered(inClause[0].period, inClause[1].period);
  const anchor = inClause.filter(({ end }) => end <= number.start).at(-1) ?? inClause[0];
  const others = own.filter((mention) => mention !== anchor);
  if (anchor) {
    const other = others.find(({ start, end }) => {
      const between = start > anchor.end ? text.slice(anchor.end, start) : text.slice(end, anchor.start);
      return compared.test(between) || compared.test(text.slice(Math.max(sentence.start, start - 20), start));
    });
    return other && ordered(other.period, anchor.period);
  }
  const earlier = own.filter(({ end }) => end <= number.start);
  const [one, other] = earlier.slice(-2);
  return one && other
    ? ordered(one.period, other.period)
    : own.length === 2 && own[0] && own[1]
      ? ordered(own[0].period, own[1].period)
      : undefined;
}

/** From the earlier to the later, however they are said. */
function ordered(one: Period, other: Period): readonly [Period, Period] {
  const key = ({ year = 0, part = 0, day = 0 }: Period): number => year * 10_000 + part * 100 + day;
  return key(one) <= key(other) ? [one, other] : [other, one];
}

/** "2022–2024", "from Q1 to Q3": all that lies between, as a list of years or parts. */
function rangeOf(text: string, own: readonly PeriodMention[], last: PeriodMention | undefined): Period[] | undefined {
  if (!last) return undefined;
  const at = own.indexOf(last);
  for (const [from, to] of [
    [own[at - 1], last],
    [last, own[at + 1]],
  ] as const) {
    if (!from || !to || !/^\s*(?:-|–|—|~|～|to|through|until|and|至|到|—)\s*$/iu.test(text.slice(from.end, to.start)))
      continue;
    if (
      /\band\b/iu.test(text.slice(from.end, to.start)) &&
      !/\bbetween\s*$/iu.test(text.slice(Math.max(0, from.start - 9), from.start))
    )
      continue;
    const periods = periodsBetween(from.period, to.period);
    if (periods) return periods;
  }
  return undefined;
}

export function isToLevel(scope: Scope): boolean {
  return toLevel.test(scope.before);
}
