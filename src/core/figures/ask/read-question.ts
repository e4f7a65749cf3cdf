/** What a question in plain words asks of a table, in so far as rules can tell. */

import type { EntityMention, Lexicon } from '../check/lexicon.ts';
import { findMeasureWords } from '../check/measure-words.ts';
import { isKnownPeriod, type Selection, timelineOf } from '../check/selection.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import type { Fold } from '../expression.ts';
import type { Period } from '../notation/period.ts';
import type { Asked, AskedWord, TimeStep } from './question-words.ts';
import { type ReadWords, readWords } from './read-words.ts';

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

/**
 * Reads a question such as "which region has the highest revenue", "total orders of North in March" or "按月汇总收入". Nothing is guessed: where a word of it names
 * nothing in the table and says nothing about what is asked, or where more than one thing may be meant, the question is not understood.
 */
export function readQuestion(words: string, index: SheetIndex, lexicon: Lexicon): Question | undefined {
  const read = readWords(words.trim().replace(/[“”"]/gu, ' '), index, lexicon);
  const values = read && valuesIn(read.names);
  const axes = values && axesIn(index, read, values);
  if (!axes || axes.length > 1) return undefined;
  const [axis] = axes;
  const measure = measureIn(index, read);
  if (measure === 'several') return undefined;
  const { says, asked, periods } = read;
  if (measure === undefined) return withoutMeasure({ index, axis, values, says, periods });
  const of: Selection = { measure, values, ...(periods.length > 0 && { periods }) };
  if (periods.some((period) => !isKnownPeriod(index, of, period))) return undefined;
  return withMeasure({ index, of, axis, asked, says, periods, isOfEach: /\b(?:per|each|every)\b|每/iu.test(words) });
}

/** By what the rows are told apart; nothing where times or a comparison are asked for that there are not. */
function axesIn(index: SheetIndex, { names, says, step }: ReadWords, values: Selection['values']): Axis[] | undefined {
  const named = new Set(names.flatMap(({ entity }) => (entity.kind === 'dimension' ? [entity.dimension] : [])));
  // "Where the region is North" asks for one of them.
  const axes: Axis[] = [...named].filter((dimension) => !values.has(dimension)).map((dimension) => ({ dimension }));
  if (says('compare')) {
    const compared = [...values].filter(([, codes]) => codes.length > 1);
    if (compared.length === 0) return undefined;
    axes.push(...compared.map(([dimension]) => ({ dimension })));
  }
  const isTimed = step !== undefined || says('when');
  if (!isTimed) return axes;
  return hasTimes(index) ? [...axes, { step: step ?? 'any' }] : undefined;
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

interface OfMeasure extends Reading {
  readonly of: Selection;
  readonly asked: readonly AskedWord[];
  /** "Per", "each": a mean of what each comes to, which is not the mean of the rows. */
  readonly isOfEach: boolean;
}

function withMeasure({ index, of, axis, asked, says, periods, isOfEach }: OfMeasure): Question | undefined {
  const fold = foldIn(says);
  const measure = index.measures[of.measure];
  const { rowsAddUp } = index.profile;
  const isAdditive = (measure?.additive ?? false) && rowsAddUp;
  if (fold === 'sum' && !isAdditive && rowsAddUp) return undefined;
  if (says('count') && measure?.unit.kind !== 'number') return undefined;
  if (fold === 'mean' && isOfEach) return undefined;
  const said = { ...(fold && fold !== 'sum' && { fold }) };
  const [extreme, ...extremes] = asked.filter((word) => word.asked === 'highest' || word.asked === 'lowest');
  if (extremes.length > 0) return undefined;
  if (says('change')) return axis || says('share') ? undefined : changeOf(index, of, periods);
  const isOfTime = axis !== undefined && 'step' in axis;
  // What stands under several periods is added up only where that is said, and the lines of a statement never are.
  if (isUnderPeriods(index, of) && periods.length === 0 && !isOfTime && (fold !== 'sum' || !rowsAddUp))
    return undefined;
  if (axis) {
    if (!rowsAddUp && !isOfTime) return undefined;
    if (says('share') && extreme) return undefined;
    if (!extreme) return { kind: 'parts', of, by: axis, ...said };
    return { kind: 'leaders', of, by: axis, ...said, lowest: extreme.asked === 'lowest', most: extreme.most ?? 1 };
  }
  if (says('share')) return of.values.size > 0 && isAdditive ? { kind: 'share', of } : undefined;
  if (says('which') || says('each') || says('rows')) return undefined;
  if (!extreme) return { kind: 'level', of, ...said };
  return extreme.most === undefined ? { kind: 'extreme', of, lowest: extreme.asked === 'lowest' } : undefined;
}

function isUnderPeriods({ measures }: SheetIndex, { measure }: Selection): boolean {
  const columns = measures[measure]?.columns ?? [];
  return columns.length > 1 && columns.some(({ period }) => period !== undefined);
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

/** Asked of numbers, so that the only ones there are are meant where none are named. */
const ofNumbers: readonly Asked[] = [
  'sum',
  'mean',
  'median',
  'highest',
  'lowest',
  'share',
  'change',
  'each',
  'compare',
];

/** One measure: the one that is named, the one that what people do is measured by, or the only one there is. */
function measureIn(index: SheetIndex, { names, doing, says }: ReadWords): number | 'several' | undefined {
  const named = new Set(names.flatMap(({ entity }) => (entity.kind === 'measure' ? [entity.measure] : [])));
  if (named.size > 1) return 'several';
  const [only] = named;
  if (only !== undefined) return only;
  for (const group of doing ?? []) {
    const fitting = index.measures.flatMap(({ name }, measure) =>
      findMeasureWords(name).some((word) => word.group === group) ? [measure] : [],
    );
    if (fitting.length > 1) return 'several';
    if (fitting[0] !== undefined) return fitting[0];
  }
  if (doing) return 'several';
  const isUnnamed = index.measures[0]?.name === '';
  return index.measures.length === 1 && (isUnnamed || ofNumbers.some((word) => says(word))) ? 0 : undefined;
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
