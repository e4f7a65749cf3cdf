/** Ratios and shares: what is divided by what. */

import { isSamePeriod, type Period } from '../../notation/period.ts';
import type { Claim } from '../claim.ts';
import { claim } from './claim-of-amount.ts';
import type { Naming } from './name-windows.ts';
import { totalKey } from './column-heads.ts';
import { type Amount, amountAt, divide, type Operand, sizeOf, sum } from './operands.ts';
import { partsOf, timedLines } from './line-parts.ts';
import { pairsInTime } from './in-time.ts';
import {
  at,
  operandsOf,
  pairAmounts,
  type Question,
  ratioWord,
  singleGroup,
  subjects,
  withoutOverlap,
} from './question.ts';
import type { Line } from './read-statement.ts';
import { type Term, termOf } from './terms.ts';

/** What is divided by what: "A as a share of B", "of all B, 5 % is A", "A's share of the total". */
const turned =
  /\b(?:generated|made up|derived|com(?:e|es|ing)|came|attributable|contributed|consist\w*|composed|due)\b[^,]*\b(?:from|of|by|to)\b|\b(?:is|was|are|were)\s+(?:from|for)\b/iu;

const connector =
  /\bas (?:a |an )?(?:percentage|percent|share|proportion|ratio|fraction|%) of\b|\brelative to\b|\bover\b|\bout of\b|\bdivided by\b|\bamong\b|\bin the total\b|(?<=\bratio\b.*)\bto\b|占/iu;

interface Sides {
  readonly parts: readonly Naming<Line>[];
  readonly whole: Naming<Line>;
  /** Where each side names a period of its own. */
  readonly periods?: readonly [Period, Period];
  /** Where each side names a column of its own: "current of total receivables". */
  readonly groups?: readonly [string, string];
  /** The term of each side: "due within 5 years, of all". */
  readonly terms?: readonly [{ readonly term?: Term }, { readonly term?: Term }];
}

export function ratioClaims(question: Question, unit: Amount['unit']): Claim[] {
  const inOrder = timeRatios(question);
  if (inOrder.length > 0) return inOrder.flatMap(({ part, whole }) => claim('ratio', divide(part, whole, unit)));
  const found = partsAndWholes(question).flatMap(({ part, whole }) => claim('ratio', divide(part, whole, unit)));
  const overTime = subjects(question).flatMap((operand) =>
    question.lines.length === 1
      ? pairsInTime(question, operand).flatMap(({ from, to }) => claim('ratio', divide(to, from, unit)))
      : [],
  );
  return [...found, ...(found.length === 0 ? overTime : [])];
}

/** "The ratio of X in 2019 to 2018": one line at two times, in the order in which they are said. */
function timeRatios(question: Question): { part: Amount; whole: Amount }[] {
  const { lines, scope, around } = question;
  const [first, second] = scope.sentence.periods;
  if (lines.length > 1 || !first || !second || scope.sentence.periods.length !== 2 || !ratioWord.test(around))
    return [];
  if (isSamePeriod(first.period, second.period)) return [];
  return subjects(question).flatMap((operand) => {
    const [part, whole] = [amountAt(operand, first.period), amountAt(operand, second.period)];
    return part && whole && part !== whole ? [{ part, whole }] : [];
  });
}

/** What is divided by what: "A as a share of B", "of all B, 5 % is A", "A's share of the total". */
export function partsAndWholes(question: Question): { part: Amount; whole: Amount }[] {
  return [...linesAcross(question), ...sectionsAcross(question)];
}

function linesAcross(question: Question): { part: Amount; whole: Amount }[] {
  const { lines, groups, text } = question;
  const group = singleGroup(question);
  const sides = acrossConnector(question);
  const joined = columnsAcross(question);
  if (joined.length > 0) return joined;
  if (groups.length === 2 && group === undefined && !sides?.groups)
    return pairAmounts(question).map(({ first, second }) => ({ part: first, whole: second }));
  const namings = sides ? [...sides.parts, sides.whole] : lines;
  if (namings.length >= 2) {
    const amounts = namings.map((naming, place) => {
      const side = place < namings.length - 1 ? 0 : 1;
      const period = sides?.periods?.[side];
      return operandsOf(naming, sides?.terms ? undefined : (sides?.groups?.[side] ?? group)).flatMap((operand) =>
        period ? (amountAt(operand, period) ?? []) : at(question, operand, sides?.terms?.[side] ?? question),
      );
    });
    const [first] = namings;
    const last = namings.at(-1);
    const isTotal = (naming: Naming<Line> | undefined): boolean => naming?.items.every((line) => line.isTotal) === true;
    const between = first && last ? text.slice(first.end, last.start) : '';
    const isAsked =
      first !== undefined &&
      /\b(?:percent(?:age)?|proportion|share) of [^,.]{0,40}$/iu.test(text.slice(0, first.start)) &&
      /\b(?:is|are|was|were)\b/iu.test(between);
    const isTurned =
      isAsked ||
      (!sides && (turned.test(between) || (isTotal(first) && !isTotal(last) && !ratioWord.test(question.around))));
    const ordered = isTurned ? [...amounts.slice(1), ...amounts.slice(0, 1)] : amounts;
    return readingsOf(ordered).flatMap((reading) => {
      const whole = reading.at(-1);
      const part = sum(reading.slice(0, -1));
      return part && whole ? [{ part: sizeSaid(question, part), whole: sizeSaid(question, whole) }] : [];
    });
  }
  return subjects(question).flatMap((operand) => {
    const [part] = at(question, operand);
    const ofAllTerms =
      question.term && part
        ? amountAt({ lines: operand.lines, group: totalKey(keysOf(operand)) ?? '' }, undefined)
        : undefined;
    if (part && ofAllTerms) return [{ part, whole: ofAllTerms }];
    const ofAllColumns = isOfWhole(question)
      ? at(question, { ...operand, group: question.statement.total ?? '' })[0]
      : undefined;
    if (part && ofAllColumns) return [{ part, whole: ofAllColumns }];
    const total = totalOf(question, operand);
    const [whole] = total ? at(question, total) : [];
    return part && whole ? [{ part, whole }] : [];
  });
}

/** "Leases due in 1–3 years as a percentage of all", "… to purchase obligations": a term that is said once holds for another line, too. */
function termsOf(
  { term }: Question,
  parts: readonly Naming<Line>[],
  { items }: Naming<Line>,
  left: string,
  right: string,
): Pick<Sides, 'terms'> {
  if (!term) return {};
  const [one, other] = [saidIn(left), saidIn(right)];
  const isOther = !parts.some((part) => part.items.some((line) => items.includes(line)));
  const isOfAll = /\b(?:total|all|overall)\b|合计|总/iu.test(right);
  return { terms: [one, other.term || isOfAll || !isOther ? other : one] };
}

function saidIn(text: string): { readonly term?: Term } {
  const term = termOf(text);
  return term ? { term } : {};
}

function keysOf({ lines }: Operand): string[] {
  return [...new Set(lines.flatMap(({ heads }) => [...heads.values()].map(({ key }) => key)))];
}

/** "The percentage of total sales from A": of a line, what it comes to in the column that adds up all. */
function isOfWhole(question: Question): boolean {
  const { lines, scope, statement, text } = question;
  const group = singleGroup(question);
  if (group === undefined || statement.total === undefined || group === statement.total) return false;
  return lines.some(
    ({ start, said }) =>
      !said.includes('total') &&
      /\b(?:total|all|overall|entire)\s+(?:of\s+)?(?:the\s+)?$|总$/iu.test(text.slice(scope.sentence.start, start)),
  );
}

const usedWord = /\b(?:used|paid|spent|outflows?)\b|流出/iu;

/** "Net cash used in investing" is the size of what "Net cash provided by (used for) investing" has as a negative. */
function sizeSaid({ scope }: Question, amount: Amount): Amount {
  return sizeOf(
    usedWord.test(scope.sentence.text) && usedWord.test(amount.label) ? { ...amount, isOutflow: true } : amount,
  );
}

const mostReadings = 4;

/** Each way to take one amount of every name: two lines may have the same one. */
function readingsOf(amounts: readonly (readonly Amount[])[]): Amount[][] {
  return amounts
    .reduce<Amount[][]>((readings, own) => readings.flatMap((known) => own.map((amount) => [...known, amount])), [[]])
    .slice(0, mostReadings);
}

/**
 * Columns of one line against each other: "the balances of A and B over those of all segments", where a column adds up all, and
 * "the low as a percentage of the high of the first quarter".
 */
function columnsAcross(question: Question): { part: Amount; whole: Amount }[] {
  const { around, groups, lines: named, scope, statement } = question;
  const match = connector.exec(around);
  const [naming] = named;
  if (!match || named.some(({ items }) => items.some((line) => naming?.items.includes(line) !== true))) return [];
  const cut = scope.sentence.start + match.index;
  const keysOf = (own: readonly Naming<string>[]): string[] => [...new Set(own.flatMap(({ items }) => items))];
  const [left, right] = [keysOf(groups.filter(({ end }) => end <= cut)), keysOf(groups.filter(({ end }) => end > cut))];
  const isOfAll = right.length === 0 || (left.length > 1 && right.every((key) => left.includes(key)));
  const whole = isOfAll ? statement.total : right.length === 1 ? right[0] : undefined;
  const parts = left.filter((key) => key !== whole);
  if (whole === undefined || parts.length < (isOfAll ? 2 : 1) || parts.includes(whole)) return [];
  const timed = timedLines(statement);
  const subjectsOf = naming ? operandsOf(naming, undefined) : timed.length > 0 ? [{ lines: timed }] : [];
  return subjectsOf.flatMap(({ lines }) => {
    const amounts = parts.flatMap((group) => at(question, { lines, group }).slice(0, 1));
    const [all] = at(question, { lines, group: whole });
    const part = amounts.length === parts.length ? sum(amounts) : undefined;
    return part && all ? [{ part, whole: all }] : [];
  });
}

/** "Purchase obligations as a percentage of the total": a heading stands for the lines below it. */
function sectionsAcross(question: Question): { part: Amount; whole: Amount }[] {
  const { scope, names, mention, around } = question;
  const { sentence } = scope;
  const match = connector.exec(around);
  if (!match) return [];
  const group = singleGroup(question);
  const read = (from: number, to: number): { amount?: Amount; isSection: boolean } => {
    const found = names.find(sentence.text.slice(from, to), sentence.start + from, mention, sentence.periods);
    const { lines } = withoutOverlap(found);
    const [section] = found.sections;
    const [line] = lines;
    const isSection =
      section !== undefined && !lines.some(({ recall, said }) => recall === 1 && said.length >= section.said.length);
    const operands = isSection
      ? partsOf(section.items[0]?.lines ?? []).map((own): Operand => ({
          lines: [own],
          ...(group !== undefined && { group }),
        }))
      : line
        ? operandsOf(line, group).slice(0, 1)
        : [];
    const parts = operands.flatMap((operand) => at(question, operand).slice(0, 1));
    const amount = parts.length === operands.length ? sum(parts) : undefined;
    return { isSection, ...(amount && { amount }) };
  };
  const part = read(0, match.index);
  const whole = read(match.index + match[0].length, sentence.text.length);
  if (!part.amount || !whole.amount || !(part.isSection || whole.isSection)) return [];
  return [{ part: sizeOf(part.amount), whole: sizeOf(whole.amount) }];
}

/** The lines before and behind the words that divide them: the same name may stand on both sides. */
function acrossConnector(question: Question): Sides | undefined {
  const { scope, names, mention, around } = question;
  const { sentence } = scope;
  const match = connector.exec(around);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  const find = (from: number, to: number): ReturnType<typeof withoutOverlap> =>
    withoutOverlap(names.find(sentence.text.slice(from, to), sentence.start + from, mention, sentence.periods));
  const [left, right] = [find(0, match.index), find(end, sentence.text.length)];
  const before = left.lines;
  const [whole] = right.lines;
  // Of what is divided the last name is meant: "non-vested shares that vested".
  const joined = before.filter(
    (naming, place) =>
      place === before.length - 1 ||
      /^[\s,]*(?:and|as well as|和|与|及)?\s*$/iu.test(
        sentence.text.slice(naming.end - sentence.start, (before[place + 1]?.start ?? 0) - sentence.start),
      ),
  );
  if (!whole || joined.length === 0) return undefined;
  const cut = sentence.start + match.index;
  const [first, second] = [
    sentence.periods.findLast((period) => period.end <= cut),
    sentence.periods.find(({ start }) => start >= cut),
  ];
  const [part, all] = [left.groups, right.groups].map((own) => (own.length === 1 ? own[0]?.items[0] : undefined));
  return {
    parts: joined,
    whole,
    ...termsOf(question, joined, whole, sentence.text.slice(0, match.index), sentence.text.slice(end)),
    ...(first && second && { periods: [first.period, second.period] as const }),
    ...(part !== undefined && all !== undefined && part !== all && { groups: [part, all] as const }),
  };
}

/** The line that adds up an operand's line: the next total under the same heading, else the last one. */
function totalOf({ statement }: Question, { lines, group }: Operand): Operand | undefined {
  const found = lines.flatMap((line) => {
    const totals = statement.lines.filter(({ isTotal, row }) => isTotal && row > line.row);
    const next = lines.length > 1 ? totals[0] : totals.at(-1);
    return totals.find(({ section }) => section === line.section && section >= 0) ?? next ?? [];
  });
  return found.length === 0 ? undefined : { lines: found, ...(group !== undefined && { group }) };
}
