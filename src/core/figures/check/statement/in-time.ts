/** Amounts of one thing at several times: before and after, and all that a mean or a sum is of. */

import { isSamePeriod, isWithin, type Period } from '../../notation/period.ts';
import { allAmounts, type Amount, amountAt, type Operand, spanAt, timelineOf } from './operands.ts';
import { areOfOtherTimes, periodsOf, type Question } from './question.ts';
import { stretchesOf } from './said-periods.ts';

export interface Pair {
  readonly from: Amount;
  readonly to: Amount;
}

/** The amounts before and after: of the periods that are said, or of the said one and the one before it. */
export function pairsInTime(question: Question, operand: Operand): Pair[] {
  const { scope } = question;
  const stretches = stretchesOf(scope.sentence.text, scope.sentence.start, scope.sentence.periods);
  if (stretches.some(({ span }) => span)) {
    const [one, other] = stretches.toSorted((left, right) => left.year - right.year);
    const [from, to] = [one, other].map(
      (own) => own && (own.span ? spanAt(operand, own.span) : amountAt(operand, own.period)),
    );
    return from && to && stretches.length === 2 ? [{ from, to }] : [];
  }
  const timeline = timelineOf(inAllTimes(question, operand));
  const { pair } = scope;
  const between = (from: Period, to: Period): Pair[] => {
    const [start, end] = [amountAt(operand, from), amountAt(operand, to)];
    return start && end && !isSamePeriod(from, to) ? [{ from: start, to: end }] : [];
  };
  // "Less in 2018 than in 2019": what is said first is set against the other, whichever is later.
  const [one, other] = scope.sentence.periods;
  if (one && other && /\bthan\b/iu.test(question.text.slice(one.end, other.start)))
    return between(other.period, one.period);
  if (pair) return between(...pair);
  const said = scope.sentence.periods.map(({ period }) => period);
  const first = said[0];
  const last = said.at(-1);
  if (first && last && said.length >= 2) {
    const [from, to] = [first, last].sort((left, right) => (left.year ?? 0) - (right.year ?? 0));
    return from && to ? between(from, to) : [];
  }
  // "The change in the amount at 31 December": of a day without its year, which is in every column.
  const bound = periodsOf(question).one.find((period) => period?.year !== undefined);
  const end = bound ? amountAt(operand, bound) : timeline.at(-1)?.amount;
  const place = timeline.findIndex(({ amount }) => amount.label === end?.label);
  const before = timeline[place - 1]?.amount;
  if (!end || !before) return [];
  const start = timeline[0]?.amount;
  return [{ from: before, to: end }, ...(bound || !start || place === 1 ? [] : [{ from: start, to: end }])];
}

/** "2018 net revenue" where "2019 net revenue" is named: one thing in time, though the sentence says one time of it. */
function inAllTimes({ statement }: Question, operand: Operand): Operand {
  const [only, ...rest] = operand.lines;
  if (!only?.period || rest.length > 0) return operand;
  const isAlike = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
    one.length === other.length && one.every((word, at) => word === other[at]);
  const lines = statement.lines.filter(
    ({ period, forms, headings }) =>
      period !== undefined &&
      isAlike(forms[0], only.forms[0]) &&
      isAlike(headings.at(-1), only.headings.at(-1)) &&
      headings.length === only.headings.length,
  );
  return lines.length > 1 && areOfOtherTimes(lines) ? { ...operand, lines } : operand;
}

/** The amounts that a mean or a sum over time is of. */
export function inTime(question: Question, operand: Operand, forMean: boolean): Amount[] {
  const { all, isRange: range } = periodsOf(question);
  const timeline = timelineOf(operand);
  const [only] = all;
  if (all.length === 0) return timeline.length > 1 ? timeline.map(({ amount }) => amount) : allAmounts(operand);
  if (range) {
    const years = all.map(({ year = 0 }) => year);
    return timeline
      .filter(({ year }) => year >= Math.min(...years) && year <= Math.max(...years))
      .map(({ amount }) => amount);
  }
  if (all.length === 1 && only) {
    // "The average quarterly price of 2019": of its quarters.
    const parts = timeline.filter(
      ({ period }) => period.grain !== 'day' && period.grain !== only.grain && isWithin(period, only),
    );
    if (parts.length > 1) return parts.map(({ amount }) => amount);
    // The average of a year is that of its beginning and its end: the end of the year before.
    const end = amountAt(operand, only);
    const place = timeline.findIndex(({ amount }) => amount.label === end?.label);
    const before = timeline[place - 1]?.amount;
    return forMean && end && before ? [before, end] : [];
  }
  const found = all.flatMap((period) => amountAt(operand, period) ?? []);
  return found.length === all.length ? found : [];
}
