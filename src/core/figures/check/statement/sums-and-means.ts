/** Sums and means over time, over lines that are named, and over the lines below a heading. */

import type { Claim } from '../claim.ts';
import { claim } from './claim-of-amount.ts';
import { type Amount, mean, multiply, share, sizeOf, sum } from './operands.ts';
import { partsOf, timedLines } from './line-parts.ts';
import { inTime } from './in-time.ts';
import { at, operandsOf, type Question, singleGroup, subjects } from './question.ts';
import type { Line } from './read-statement.ts';

export function sumClaims(question: Question): Claim[] {
  const { lines } = question;
  const group = singleGroup(question);
  // "The total revenue of A and B" adds up A and B.
  const parts = lines.length < 3 ? lines : lines.filter(({ items }) => !items.every(({ isTotal }) => isTotal));
  const overLines =
    parts.length > 1
      ? sum(
          parts.flatMap((naming) =>
            operandsOf(naming, group)
              .slice(0, 1)
              .flatMap((operand) => at(question, operand)),
          ),
        )
      : undefined;
  const overTime = subjects(question).flatMap((operand) => {
    const parts = inTime(question, operand, false);
    return parts.length > 1 ? claim('total', sum(parts)) : [];
  });
  return [
    ...(overLines ? claim('total', overLines) : []),
    ...overTime,
    ...topOf(question).flatMap((parts) => claim('total', sum(parts))),
    ...acrossGroups(question).flatMap((parts) => claim('total', sum(parts))),
    ...namesakeSums(question),
    ...partsOfSections(question).flatMap((parts) => claim('total', sum(parts))),
    ...columnOf(question).flatMap((parts) => claim('total', sum(parts))),
  ];
}

export function meanClaims(question: Question): Claim[] {
  const { lines } = question;
  const group = singleGroup(question);
  const overTime = subjects(question).flatMap((operand) => claim('mean', mean(inTime(question, operand, true))));
  const { term } = question;
  // "The average annual payment of 2020–2024", of which two years stand in one column.
  const perYear = term?.isCalendar
    ? subjects(question).flatMap((operand) =>
        at(question, operand).flatMap((amount) => claim('mean', share(amount, term.to - term.from))),
      )
    : [];
  const each = lines.flatMap((naming) =>
    operandsOf(naming, group)
      .slice(0, 1)
      .flatMap((operand) => at(question, operand)),
  );
  return [
    ...meansOfRange(question),
    ...perYear,
    ...topOf(question).flatMap((parts) => claim('mean', mean(parts))),
    ...acrossGroups(question).flatMap((parts) => claim('mean', mean(parts))),
    ...overTime,
    ...(each.length > 1 ? claim('mean', mean(each)) : []),
    ...partsOfSections(question).flatMap((parts) => claim('mean', mean(parts))),
    ...columnOf(question).flatMap((parts) => claim('mean', mean(parts))),
  ];
}

/** "The average share price in the first quarter": the middle of a column of highs and one of lows, where neither is named. */
function meansOfRange(question: Question): Claim[] {
  const { statement, groups, lines } = question;
  const keys = statement.groups.map(({ key }) => key);
  const [high] = keys.filter((key) => /\bhigh\b|最高/u.test(key));
  const [low] = keys.filter((key) => /\blow\b|最低/u.test(key));
  if (high === undefined || low === undefined || keys.length !== 2 || groups.some(({ items }) => items.length === 1))
    return [];
  const timed = timedLines(statement);
  const own = lines.length > 0 ? lines.flatMap((naming) => operandsOf(naming, undefined)) : [{ lines: timed }];
  return own.flatMap((operand) => {
    const ends = [high, low].flatMap((group) => at(question, { ...operand, group }).slice(0, 1));
    return ends.length === 2 ? claim('mean', mean(ends)) : [];
  });
}

/** "The balances of segments A and B": a line in several columns, each of them named. */
function acrossGroups(question: Question): Amount[][] {
  const groups = question.groups.filter(({ said }) => said.join(' ') !== 'total');
  if (groups.length < 2 || groups.some(({ items }) => items.length !== 1)) return [];
  const keys = [...new Set(groups.flatMap(({ items }) => items))];
  const named = question.lines.flatMap(({ items }) => items.map((line): Line[] => [line]));
  const timed = timedLines(question.statement);
  const own = named.length > 0 ? named : timed.length > 0 ? [timed] : [];
  return own.flatMap((lines) => {
    const parts = keys.flatMap((group) => at(question, { lines, group }).slice(0, 1));
    return parts.length === keys.length && keys.length > 1 ? [parts] : [];
  });
}

/** "Total monetary assets" of the lines "Monetary assets, current" and "Monetary assets, non-current". */
function namesakeSums(question: Question): Claim[] {
  const [naming, ...rest] = question.lines;
  if (!naming || rest.length > 0 || naming.items.length < 2 || naming.items.some(({ isTotal }) => isTotal)) return [];
  const parts = operandsOf(naming, singleGroup(question)).map((operand) => at(question, operand)[0]);
  const found = parts.flatMap((part) => part ?? []);
  return found.length > 1 && found.length === parts.length ? claim('total', sum(found)) : [];
}

/** "All tax credits", "each non-returning director", where they are the lines below that heading. */
function partsOfSections(question: Question): Amount[][] {
  const group = singleGroup(question);
  return question.sections.flatMap(({ items }) =>
    items.flatMap(({ lines }) => {
      const parts = partsOf(lines).flatMap((line) =>
        at(question, { lines: [line], ...(group !== undefined && { group }) }),
      );
      return parts.length > 1 ? [parts] : [];
    }),
  );
}

/** "The three highest carrying values add up to": of the lines up to the first that is a total, in the column and period said. */
function topOf(question: Question): Amount[][] {
  const top = question.scope.sentence.numbers.find(({ kind }) => kind === 'top');
  if (!top) return [];
  const group = singleGroup(question);
  const amounts = partsOf(question.statement.lines).flatMap((line) =>
    at(question, { lines: [line], ...(group !== undefined && { group }) }).slice(0, 1),
  );
  const isLeast = /smallest|lowest|least/iu.test(top.text);
  const sorted = amounts.toSorted((one, other) => (isLeast ? one.value - other.value : other.value - one.value));
  return amounts.length > top.value && top.value > 1 ? [sorted.slice(0, top.value)] : [];
}

/** A column whose lines are of one kind, where the sentence names no line: "the average age", "all fees". */
function columnOf(question: Question): Amount[][] {
  const { lines, statement } = question;
  const group = singleGroup(question);
  const isOfAll = /\ball\b|所有|全部/iu.test(question.around);
  const isFlat = statement.lines.every(({ section }) => section < 0);
  if (group === undefined || lines.length > 0 || !(isFlat || isOfAll)) return [];
  const parts = statement.lines
    .filter(({ isTotal, period, part }) => !isTotal && !period && !part)
    .flatMap((line) => at(question, { lines: [line], group }))
    .filter(({ isNil }) => !isNil);
  return parts.length > 1 ? [parts] : [];
}

const quantityHead = /\b(?:number|quantity|unit|share|option|volume)\b|数量|股数/iu;
const priceHead = /\bper\b|\bprice\b|\bunit cost\b|单价|每股/iu;
const worthWord = /\b(?:value|price|cost|proceeds|worth)\b|价值|总价|金额/iu;

/** "The value of the shares": a line's quantity times its price, where the columns are one of each. */
export function productClaims(question: Question): Claim[] {
  const { statement, scope } = question;
  if (!worthWord.test(scope.sentence.text)) return [];
  const keys = statement.groups.map(({ key }) => key);
  const prices = keys.filter((key) => priceHead.test(key));
  const quantities = keys.filter((key) => quantityHead.test(key) && !priceHead.test(key));
  const [price] = prices;
  const [quantity] = quantities;
  if (price === undefined || quantity === undefined || prices.length > 1 || quantities.length > 1) return [];
  return subjects(question).flatMap(({ lines }) => {
    const [count] = at(question, { lines, group: quantity });
    const [each] = at(question, { lines, group: price });
    return count && each ? claim('value', multiply(sizeOf(count), each)) : [];
  });
}
