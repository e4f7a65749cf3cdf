/** Changes: between two times, between two lines or columns, of averages, of ratios. */

import type { Claim } from '../claim.ts';
import { countUnit, percentUnit } from '../claim.ts';
import { findDirections } from '../cues.ts';
import { isToLevel } from '../scope.ts';
import { claim } from './claim-of-amount.ts';
import { type Amount, amountAt, divide, mean, sizeOf, subtract, sum, timelineOf } from './operands.ts';
import { inTime, type Pair, pairsInTime } from './in-time.ts';
import {
  at,
  isCompared,
  isNamedInOrder,
  operandsOf,
  pairAmounts,
  pairsOfNames,
  periodsOf,
  type Question,
  ratioWord,
  singleGroup,
  subjects,
} from './question.ts';

const changeNoun =
  /\b(?:chang|increase|decrease|differen|variance|variation|gap|movement|decline|reduction|rise|drop|fluctuat|growth|grew|grow|rose|fell|increas|decreas|declin|dropp|higher|lower|exceed)\w*|\b(?:went|goes|go|gone|was|were|is|are|been) (?:up|down)\b|\b(?:up|down) (?:by\b|(?:about |around |over |nearly |almost )?[$€£¥]?\d)|差[额异距]|变动|变化|增[加长减]|下降|减少|上升/iu;

const freeSign = /\bdifferen|\bfluctuat|\bgap\b|差[额异距]|相差/iu;

export function saysChange({ scope, mention, around }: Question): boolean {
  const before = around.slice(0, mention.start - scope.sentence.start);
  const after = around.slice(mention.end - scope.sentence.start);
  if (/^\s*(?:less|more|lower|higher|fewer|greater)\b[^,]*\bthan\b/iu.test(after)) return true;
  // "The change amounted to 5", but not "a change to 5".
  if (/(?<!\b(?:amount(?:ed|s|ing)?|c[ao]me?s?|equal(?:led|s|ed)?)\s)\bto\s*$|[至到]\s*$|\bfrom\s*$/iu.test(before))
    return false;
  if (isToLevel(scope)) {
    // "The change in assets was 5", but not "assets rose and were 5".
    return /\bhow much (?:more|less|higher|lower)\b|\b(?:chang|increase|decrease|difference|variance|variation|gap|movement|decline|reduction|rise|drop|fluctuation|growth)\w{0,2}\b(?!\s+to\b)|\bdecrease\)|how (?:much|many percent) did|差[额异距]|变动|变化|增[减长]额?/iu.test(
      before,
    );
  }
  return changeNoun.test(around) && findDirections(around).length > 0;
}

export function changeClaims(question: Question, isMean: boolean): Claim[] {
  const { around } = question;
  const sign = freeSign.test(around) && !/\bchang/iu.test(around) ? 'free' : 'said';
  const make = (amount: Amount | undefined): Claim[] => claim('difference', amount, 'change: %', '变化：%', sign);
  const ofMeans = isMean ? meanChanges(question).flatMap(make) : [];
  // Where no average can be made of the columns, "average" is a part of what the line is called.
  if (ofMeans.length > 0 || (isMean && periodsOf(question).all.length !== 2)) return ofMeans;
  const pairs = pairAmounts(question);
  const ofShares = ratioWord.test(around) ? changeOfRatio(question) : [];
  if (ofShares.length > 0) return ofShares.flatMap(make);
  const isInOrder = isNamedInOrder(question);
  const ofNames = isCompared(question)
    ? pairs.flatMap(({ first, second }) => [
        ...make(isInOrder ? subtract(second, first) : subtract(first, second)),
        // What was granted and what was cancelled, which stands as a deduction, differ by their sizes.
        ...(sign === 'free' && isDeduction(first) !== isDeduction(second)
          ? make(subtract(sizeOf(first), sizeOf(second)))
          : []),
      ])
    : [];
  const inTimes = subjects(question).flatMap((operand) =>
    pairsInTime(question, operand).flatMap(({ from, to }) => [
      ...make(subtract(to, from)),
      ...(isDeduction(from) && isDeduction(to) ? make(subtract(sizeOf(to), sizeOf(from))) : []),
    ]),
  );
  const ofYear = openingToClosing(question).flatMap(({ from, to }) => make(subtract(to, from)));
  if (ofYear.length > 0) return ofYear;
  const together = isCompared(question) && freeSign.test(around) ? [] : jointPairs(question);
  return [...ofNames, ...inTimes, ...together.flatMap(({ from, to }) => make(subtract(to, from)))];
}

const opening = /\b(?:beginning|opening|start)\b|期初|年初/iu;
const closing = /\b(?:end|ending|closing)\b|期末|年末/iu;
const throughout = /\b(?:beginning|opening|start)\b.{0,30}?\b(?:to|and)\b.{0,20}?\b(?:end|ending|closing)\b/iu;

/** "From the beginning to the end of 2019": of the line that opens and the one of its name that closes. */
export function openingToClosing(question: Question): Pair[] {
  const { lines, scope, statement } = question;
  if (!throughout.test(scope.sentence.text)) return [];
  const plain = (label: string): string =>
    label.replace(opening, '').replace(closing, '').replace(/\W+/gu, ' ').toLowerCase();
  const named = lines.flatMap(({ items }) => items);
  const firsts = (named.length > 0 ? named : statement.lines).filter(({ label }) => opening.test(label));
  return firsts.flatMap((first) => {
    const last = statement.lines.find((line) => closing.test(line.label) && plain(line.label) === plain(first.label));
    const [from] = at(question, { lines: [first] });
    const [to] = last ? at(question, { lines: [last] }) : [];
    return from && to ? [{ from, to }] : [];
  });
}

/** "The average annual growth": the mean of the growth from each time to the next, over the range that is said or all. */
export function meanGrowths(question: Question): Claim[] {
  return subjects(question).flatMap((operand) => {
    const all = timelineOf(operand);
    const years = periodsOf(question).all.map(({ year = 0 }) => year);
    const own =
      years.length < 2 ? all : all.filter(({ year }) => year >= Math.min(...years) && year <= Math.max(...years));
    const steps = own.slice(1).flatMap(({ amount: to }, at): Amount[] => {
      const from = own[at]?.amount;
      if (!from || from.value <= 0) return [];
      const how = { op: 'growth', left: from.how, right: to.how } as const;
      return [{ ...to, value: (to.value - from.value) / from.value, unit: percentUnit, how, isOutflow: false }];
    });
    return steps.length > 1 && steps.length === own.length - 1 ? claim('growth', mean(steps), '%', '%', 'said') : [];
  });
}

/** "Revenue from A and B rose": the lines taken together, before and after. */
export function jointPairs(question: Question): Pair[] {
  const { text, scope } = question;
  const { pair } = scope;
  const whole = question.lines.filter(({ recall }) => recall > 1 - 1e-9);
  const lines = whole.length > 1 ? whole : question.lines;
  const isJoint = lines.every(
    (line, place) =>
      place === 0 ||
      /^[\s,、]*(?:and|&|as well as|和|与|及)?\s*(?:the\s+)?$/iu.test(
        text.slice(lines[place - 1]?.end ?? 0, line.start),
      ),
  );
  if (!pair || lines.length < 2 || !isJoint) return [];
  const group = singleGroup(question);
  const [from, to] = pair.map((period) =>
    sum(
      lines.flatMap((naming) =>
        operandsOf(naming, group)
          .slice(0, 1)
          .flatMap((operand) => amountAt(operand, period) ?? []),
      ),
    ),
  );
  return from && to ? [{ from, to }] : [];
}

const shareOfChange =
  /\b(?:percent(?:age)?|share|proportion|part|%) of (?:the |its )?(?:total |overall )?(?:increase|decrease|change|growth|decline|rise|fall|reduction) in\b/iu;

/** "35 % of the decrease in revenue is from A": the change of one line over that of the other. */
export function sharesOfChange(question: Question): Claim[] {
  const { lines, around, scope } = question;
  const [whole, part] = lines;
  const { pair } = scope;
  if (lines.length !== 2 || !whole || !part || !shareOfChange.test(around)) return [];
  const group = singleGroup(question);
  const changeOf = (naming: typeof whole): Amount | undefined => {
    const [operand] = operandsOf(naming, group);
    const timeline = operand ? timelineOf(operand) : [];
    const [from, to] =
      pair && operand
        ? pair.map((period) => amountAt(operand, period))
        : timeline.length === 2
          ? timeline.map(({ amount }) => amount)
          : [];
    return from && to && subtract(to, from);
  };
  const [all, own] = [changeOf(whole), changeOf(part)];
  return all && own ? claim('share', divide(own, all, percentUnit)) : [];
}

/** Of an allowance of (23) and then (135) is said that it rose by 112. */
function isDeduction({ isOutflow, value }: Amount): boolean {
  return isOutflow && value < 0;
}

function meanChanges(question: Question): Amount[] {
  const { all } = periodsOf(question);
  const years = [...new Set(all.map(({ year = 0 }) => year))].sort((one, other) => one - other);
  const [from] = years;
  const to = years.at(-1);
  const ofNames = pairsOfNames(question).flatMap(({ first, second }) => {
    const one = mean(inTime(question, first, true));
    const other = mean(inTime(question, second, true));
    return (one && other && subtract(one, other)) ?? [];
  });
  if (ofNames.length > 0) return [...ofNames, ...meanGaps(question)];
  return subjects(question).flatMap((operand) => {
    const ofYear = (year: number): Amount | undefined => {
      const [before, end] = [year - 1, year].map((own) => amountAt(operand, { grain: 'year', year: own }));
      return before && end && mean([before, end]);
    };
    const last = years.length === 3 && to !== undefined ? to - 1 : from;
    const one = last === undefined ? undefined : ofYear(last);
    const other = to === undefined ? undefined : ofYear(to);
    return (one && other && one.label !== other.label && subtract(other, one)) || [];
  });
}

/** "The average difference between A and B": the mean of how far they are apart at each time, whichever is greater. */
function meanGaps(question: Question): Amount[] {
  if (!freeSign.test(question.around)) return [];
  return pairsOfNames(question).flatMap(({ first, second }) => {
    const others = inTime(question, second, true);
    const gaps = inTime(question, first, true).flatMap((one, place) => {
      const other = others[place];
      return (other && (one.value >= other.value ? subtract(one, other) : subtract(other, one))) ?? [];
    });
    return mean(gaps) ?? [];
  });
}

export function changeOfRatio(question: Question): Amount[] {
  const { pair } = question.scope;
  if (!pair) return [];
  return pairsOfNames(question).flatMap(({ first, second }) => {
    const [before, after] = pair.map((period) => {
      const [part, whole] = [amountAt(first, period), amountAt(second, period)];
      return part && whole && divide(sizeOf(part), sizeOf(whole), countUnit);
    });
    return (before && after && subtract(after, before)) ?? [];
  });
}

export function growthClaims({ from, to }: Pair): Claim[] {
  if (from.value === 0 || from.isNil) return [];
  const change = subtract(to, from);
  if (!change) return [];
  const label = `${from.label} → ${to.label}`;
  const base = { ...change, unit: percentUnit, label };
  const growth: Amount = {
    ...base,
    value: change.value / Math.abs(from.value),
    how: { op: 'growth', left: from.how, right: to.how },
  };
  if (from.value > 0) return claim('growth', growth, 'growth: %', '增长率：%', 'said');
  // Of a loss that shrank both are said: that it fell, and that the result rose.
  const ofLoss: Amount = {
    ...base,
    value: change.value / from.value,
    how: { op: 'divide', left: change.how, right: from.how },
  };
  return [growth, ofLoss].flatMap((amount) => claim('growth', amount, 'growth: %', '增长率：%', 'said'));
}
