/** What a question in plain words asks of a table, in so far as rules can tell. */

import { isKnownPeriod, type Selection, timelineOf } from '../check/selection.ts';
import type { EntityMention, Lexicon } from '../check/lexicon.ts';
import { findMeasureWords } from '../check/measure-words.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import type { Fold } from '../expression.ts';
import { findPeriods, joinYears, type Period, type PeriodMention, periodsBetween } from '../notation/period.ts';
import {
  type Asked,
  type AskedWord,
  findAsked,
  findDoing,
  findTimeStep,
  type TimeStep,
  withoutGlue,
} from './question-words.ts';

/** The things by which rows are told apart: a column of names, by its dimension, or times. */
export type Axis = { readonly dimension: number } | { readonly step: TimeStep };

export type Question =
  /** What the selection comes to. */
  | { readonly kind: 'level'; readonly of: Selection; readonly fold?: Fold }
  /** The same for each value of an axis. */
  | { readonly kind: 'parts'; readonly of: Selection; readonly by: Axis; readonly fold?: Fold }
  /** Which values of an axis come first, or last. */
  | {
      readonly kind: 'leaders';
      readonly of: Selection;
      readonly by: Axis;
      readonly fold?: Fold;
      readonly lowest: boolean;
      readonly most: number;
    }
  /** The cell that holds the most, or the least. */
  | { readonly kind: 'extreme'; readonly of: Selection; readonly lowest: boolean }
  /** What part of all the selection is. */
  | { readonly kind: 'share'; readonly of: Selection }
  /** From one period to another; from the first to the last where none is said. */
  | { readonly kind: 'change'; readonly of: Selection; readonly between?: readonly [Period, Period] }
  /** How many different values a dimension has, and which. */
  | { readonly kind: 'kinds'; readonly dimension: number }
  | { readonly kind: 'rows'; readonly of: Selection };

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a question such as "which region has the highest revenue", "total orders of North in March" or "按月汇总收入". Nothing is guessed: where a word of it names
 * nothing in the table and says nothing about what is asked, or where more than one thing may be meant, the question is not understood.
 */
export function readQuestion(words: string, index: SheetIndex, lexicon: Lexicon): Question | undefined {
  const text = words.trim().replace(/[“”"]/gu, ' ');
  const said = findPeriods(text);
  const periods = joinYears(said, text).map((mention) => ({ ...mention, period: inOnlyYear(index, mention.period) }));
  const whole = namesIn(
    lexicon.find(text).filter(({ strength }) => strength === 1),
    said,
  );
  const asked = findAsked(text).filter((word) => ![...whole, ...said].some((name) => overlap(name, word)));
  const taken: Stretch[] = [...said, ...connectors(text, said), ...whole, ...asked];
  const rest = blank(text, taken);
  const parts = namesIn(lexicon.find(rest), []);
  const names = [...whole, ...parts];
  const left = blank(rest, parts);
  const time = findTimeStep(left);
  const doing = findDoing(time ? blank(left, [time]) : left);
  const unknown = withoutGlue(
    blank(
      left,
      [time, doing].filter((found) => found !== undefined),
    ),
  );
  if (unknown !== '') return undefined;

  const values = valuesIn(names);
  if (!values) return undefined;
  const says = (wanted: Asked): boolean => asked.some((word) => word.asked === wanted);
  const dimensions = [
    ...new Set(names.flatMap(({ entity }) => (entity.kind === 'dimension' ? [entity.dimension] : []))),
  ];
  // "Where the region is North" asks for one of them.
  const axes: Axis[] = dimensions.filter((dimension) => !values.has(dimension)).map((dimension) => ({ dimension }));
  const compared = [...values].flatMap(([dimension, codes]) =>
    codes.length > 1 && says('compare') ? [{ dimension }] : [],
  );
  axes.push(...compared);
  if ((time && hasTimes(index)) || (says('when') && hasTimes(index))) axes.push({ step: time?.step ?? 'any' });
  else if (time) return undefined;
  if (axes.length > 1 || (says('compare') && compared.length === 0)) return undefined;
  const [axis] = axes;

  const measure = measureIn(index, names, doing?.groups);
  if (measure === 'several') return undefined;
  const stretch = stretchOf(text, periods);
  if (measure === undefined) return withoutMeasure({ index, axis, values, says, periods: stretch });
  const of: Selection = { measure, values, ...(stretch.length > 0 && { periods: stretch }) };
  if (stretch.some((period) => !isKnownPeriod(index, of, period))) return undefined;
  return withMeasure({ index, of, axis, asked, says, periods: stretch });
}

interface Reading {
  readonly index: SheetIndex;
  readonly axis: Axis | undefined;
  readonly says: (wanted: Asked) => boolean;
  readonly periods: readonly Period[];
}

function withoutMeasure({
  index,
  axis,
  values,
  says,
  periods,
}: Reading & { values: Selection['values'] }): Question | undefined {
  const asksForKinds = says('count') || says('which') || says('what');
  if (axis && 'dimension' in axis) {
    return asksForKinds && !says('highest') && !says('lowest') && values.size === 0 && periods.length === 0
      ? { kind: 'kinds', dimension: axis.dimension }
      : undefined;
  }
  if (axis || !says('rows') || index.measures.length === 0) return undefined;
  const of: Selection = { measure: 0, values, ...(periods.length > 0 && { periods }) };
  return says('count') || says('what') ? { kind: 'rows', of } : undefined;
}

function withMeasure({
  index,
  of,
  axis,
  asked,
  says,
  periods,
}: Reading & { of: Selection; asked: readonly AskedWord[] }): Question | undefined {
  const fold = foldIn(says);
  const isAdditive = (index.measures[of.measure]?.additive ?? false) && index.profile.rowsAddUp;
  if (fold === 'sum' && !isAdditive && index.profile.rowsAddUp) return undefined;
  const said = { ...(fold && fold !== 'sum' && { fold }) };
  const extremes = asked.filter((word) => word.asked === 'highest' || word.asked === 'lowest');
  const [extreme] = extremes;
  if (extremes.length > 1 || (says('share') && axis !== undefined && extreme)) return undefined;
  if (axis) {
    if (says('change')) return undefined;
    if (!extreme) return { kind: 'parts', of, by: axis, ...said };
    return { kind: 'leaders', of, by: axis, ...said, lowest: extreme.asked === 'lowest', most: extreme.most ?? 1 };
  }
  if (says('share')) return of.values.size > 0 && isAdditive ? { kind: 'share', of } : undefined;
  if (says('change')) return changeOf(index, of, periods);
  if (extreme)
    return extreme.most === undefined && !says('which')
      ? { kind: 'extreme', of, lowest: extreme.asked === 'lowest' }
      : undefined;
  if (says('which') || says('each') || says('rows')) return undefined;
  return { kind: 'level', of, ...said };
}

function foldIn(says: (wanted: Asked) => boolean): Fold | undefined {
  if (says('mean')) return 'mean';
  if (says('median')) return 'median';
  return says('sum') ? 'sum' : undefined;
}

function changeOf(index: SheetIndex, { measure, values }: Selection, periods: readonly Period[]): Question | undefined {
  const of = { measure, values };
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return timelineOf(index, of).length > 1 ? { kind: 'change', of } : undefined;
  return periods.length > 1 ? { kind: 'change', of, between: [first, last] } : undefined;
}

function hasTimes(index: SheetIndex): boolean {
  return index.time !== undefined || index.measures.some(({ columns }) => columns.length > 1);
}

/** One measure: the one that is named, the one that what people do is measured by, or the only one there is. */
function measureIn(
  index: SheetIndex,
  names: readonly EntityMention[],
  doing: readonly string[] | undefined,
): number | 'several' | undefined {
  const named = new Set(names.flatMap(({ entity }) => (entity.kind === 'measure' ? [entity.measure] : [])));
  if (named.size > 1) return 'several';
  const [only] = named;
  if (only !== undefined) return only;
  const groupsOf = (name: string): string[] => findMeasureWords(name).map(({ group }) => group);
  for (const group of doing ?? []) {
    const fitting = index.measures.flatMap(({ name }, measure) => (groupsOf(name).includes(group) ? [measure] : []));
    if (fitting.length > 1) return 'several';
    if (fitting[0] !== undefined) return fitting[0];
  }
  if (doing) return 'several';
  return index.measures.length === 1 ? 0 : undefined;
}

/** Names that stand outside of `others`; of one place the strongest. A measure is no value of the same name. */
function namesIn(mentions: readonly EntityMention[], others: readonly Stretch[]): EntityMention[] {
  const free = mentions.filter((mention) => !others.some((other) => overlap(mention, other)));
  return free.filter(
    (mention) =>
      !free.some(
        (other) =>
          other !== mention &&
          overlap(mention, other) &&
          (other.strength > mention.strength ||
            (other.strength === mention.strength &&
              other.entity.kind === 'measure' &&
              mention.entity.kind !== 'measure')),
      ),
  );
}

/** The values by dimension; nothing where one name may be of either of two. */
function valuesIn(names: readonly EntityMention[]): Map<number, readonly number[]> | undefined {
  const values = new Map<number, number[]>();
  for (const { entity, start } of names) {
    if (entity.kind !== 'value') continue;
    const isShared = names.some(
      (other) => other.entity.kind === 'value' && other.start === start && other.entity.dimension !== entity.dimension,
    );
    if (isShared) return undefined;
    const codes = values.get(entity.dimension) ?? [];
    if (!codes.includes(entity.code)) codes.push(entity.code);
    values.set(entity.dimension, codes);
  }
  return values;
}

/** Words between two periods that make a stretch of them, and the one before it. */
const connector = /^\s*(?:to|through|until|till|and|-|–|—|至|到|和|与)\s*$/iu;
const opener = /(?:\b(?:from|between)|[从自由])\s*$/iu;

function connectors(text: string, [first, second]: readonly PeriodMention[]): Stretch[] {
  if (!first || !second || !connector.test(text.slice(first.end, second.start))) return [];
  const before = opener.exec(text.slice(0, first.start));
  return [{ start: first.end, end: second.start }, ...(before ? [{ start: before.index, end: first.start }] : [])];
}

/** The periods that are said, and those between two of them: "from January to March". */
function stretchOf(text: string, mentions: readonly PeriodMention[]): Period[] {
  const [first, second] = mentions;
  if (first && second && mentions.length === 2) {
    const between = text.slice(first.end, second.start);
    const isStretch =
      connector.test(between) && (!/^\s*(?:and|和|与)\s*$/iu.test(between) || opener.test(text.slice(0, first.start)));
    const all = isStretch ? periodsBetween(first.period, second.period) : undefined;
    if (all) return all;
  }
  return mentions.map(({ period }) => period);
}

/** "March" is that of the only year there is. */
function inOnlyYear({ time }: SheetIndex, period: Period): Period {
  if (!time || period.year !== undefined) return period;
  const years = new Set(time.periods.map(({ year }) => year));
  const [year] = years;
  return years.size === 1 && year !== undefined ? { ...period, year } : period;
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

function blank(text: string, stretches: readonly Stretch[]): string {
  let left = text;
  for (const { start, end } of stretches) left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end);
  return left;
}
