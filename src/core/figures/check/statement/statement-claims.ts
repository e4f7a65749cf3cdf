/** What a number may mean by the lines, columns and periods of a statement that its sentence names. */

import type { FigureKind } from '../../figure.ts';
import type { Period } from '../../notation/period.ts';
import { type Claim, countUnit, percentUnit } from '../claim.ts';
import { findCue, findDirections } from '../cues.ts';
import type { NumberMention } from '../find-numbers.ts';
import { cueDistance, directionOf } from '../nearness.ts';
import { nearest } from '../passage.ts';
import { type Readings, unique } from '../resolve.ts';
import { isToLevel, pairInOrder, type Scope } from '../scope.ts';
import { indexNames, type NamedParts, type NameIndex, type Naming } from './find-names.ts';
import {
  allAmounts,
  type Amount,
  amountAt,
  divide,
  isComputed,
  mean,
  type Operand,
  spanAt,
  subtract,
  sum,
  timelineOf,
} from './operands.ts';
import { wordsOf } from './name-text.ts';
import type { Line, Statement } from './read-statement.ts';
import { isRange, spansOf, stretchesOf } from './said-periods.ts';

export interface StatementReader {
  readonly statement: Statement;
  readonly names: NameIndex;
  /** The years of its headers and lines. */
  readonly years: readonly number[];
  /** Whether a number is a part of a line's name: "members aged 65". */
  isInName(scope: Scope, mention: NumberMention): boolean;
}

export function readerOf(statement: Statement): StatementReader {
  const names = indexNames(statement);
  const periods = statement.lines.flatMap(({ period, heads }) => [period, ...[...heads.values()].map((head) => head.period)]); // prettier-ignore
  return {
    statement,
    names,
    years: [...new Set(periods.flatMap((period) => period?.year ?? []))],
    isInName: ({ sentence }, { start, end, text }) => {
      const [word] = wordsOf(text);
      const { lines } = names.find(sentence.text, sentence.start, { start: -1, end: -1 }, sentence.periods);
      return lines.some((line) => line.start <= start && end <= line.end && line.said.length > 1 && word !== undefined && line.said.includes(word.text)); // prettier-ignore
    },
  };
}

const changeNoun =
  /\b(?:chang|increase|decrease|differen|variance|gap|movement|decline|reduction|rise|drop|growth|grew|grow|rose|fell|increas|decreas|declin|dropp|higher|lower|exceed)\w*|差[额异距]|变动|变化|增[加长减]|下降|减少|上升/iu;
const ratioWord =
  /\bratio\b|\bproportion\b|\bdivided by\b|\bover\b|\btimes\b|\bfraction\b|\bmultiple\b|之比|比[率值]|倍/iu;
const shareWord =
  /\bpercent(?:age)?\b|\bproportion\b|\bshare\b|\bconstitut\w+|\baccount\w* for\b|\brepresent\w*|\bmade up\b|\bmakes? up\b|\bout of\b|\bratio\b|占|比重|份额/iu;
const freeSign = /\bdifferen|\bgap\b|差[额异距]|相差/iu;

/** A number in the statement's terms: everything that its operations ask of the sentence. */
interface Question {
  readonly text: string;
  readonly scope: Scope;
  readonly mention: NumberMention;
  /** The sentence with its names blanked: "Net change in cash" says nothing of a change. */
  readonly around: string;
  readonly names: NameIndex;
  readonly lines: readonly Naming<Line>[];
  readonly groups: readonly Naming<string>[];
  readonly statement: Statement;
}

export interface StatementReading extends Readings {
  /** The rows that the number speaks of, where their names are said in full. */
  readonly rows: readonly number[];
}

/** Every figure of the statement that the number may be, and what the words beside names say of its sign. */
export function statementReading(
  { statement, names }: StatementReader,
  text: string,
  scope: Scope,
  mention: NumberMention,
): StatementReading {
  const { sentence } = scope;
  const parts = names.find(sentence.text, sentence.start, mention, sentence.periods);
  const named = withoutOverlap(parts);
  const words = [...named.lines, ...named.groups];
  const around = masked(sentence.text, words, sentence.start);
  const question: Question = { text, scope, mention, around, statement, names, ...named };
  const { direction, word } = directionOf(scope, mention, words);
  const bound = nearest(sentence, text, mention, question.lines, { acrossClauses: false });
  const rows = (bound?.mentions ?? []).flatMap(({ recall, items }) => recall === 1 ? items.flatMap(({ row, isTotal }) => (isTotal ? [] : [row])) : []); // prettier-ignore
  return { claims: unique(claimsOf(question)), direction, rows, ...(word && { directionWord: word }) };
}

function claimsOf(question: Question): Claim[] {
  switch (question.mention.kind) {
    case 'rank':
    case 'top':
    case 'points':
      return [];
    case 'percent':
      return percentClaims(question);
    case 'multiple':
      return ratioClaims(question, countUnit);
    case 'number':
    case 'currency':
      return amountClaims(question);
  }
}

/** Words of a line's name are none of a column's, and the other way round: the longer name has them. */
function withoutOverlap({ lines, groups }: NamedParts): Pick<Question, 'lines' | 'groups'> {
  const overlaps = (one: Naming<unknown>, other: Naming<unknown>): boolean =>
    one.start < other.end && other.start < one.end;
  const keptGroups = groups.filter((group) => !group.items.every(isComputed) && !lines.some((line) => overlaps(line, group) && line.weight * line.recall > group.weight * group.recall)); // prettier-ignore
  const keptLines = lines.filter((line) => !keptGroups.some((group) => overlaps(line, group)));
  // "Total" before another name is a part of what is said of that.
  const isBare = (naming: Naming<Line>): boolean => naming.said.length === 1 && naming.said[0] === 'total';
  return {
    groups: keptGroups,
    lines: keptLines.some((line) => !isBare(line)) ? keptLines.filter((line) => !isBare(line)) : keptLines,
  };
}

/** Lines of one name that differ in their period are one thing in time; else each is a reading of its own. */
function operandsOf(naming: Naming<Line>, group: string | undefined): Operand[] {
  const own = group === undefined ? {} : { group };
  const { items } = naming;
  if (items.length > 1 && items.every(({ period }) => period)) return [{ lines: items, ...own }];
  return items.map((line) => ({ lines: [line], ...own }));
}

function singleGroup(question: Question): string | undefined {
  const { groups } = question;
  if (groups.length > 1 && isCompared(question)) return undefined;
  const named = groups.filter(({ said }) => groups.length === 1 || said.join(' ') !== 'total');
  const [only] = named;
  return named.length === 1 && only?.items.length === 1 ? only.items[0] : undefined;
}

/** The lines that a number speaks of: those bound to it by their place, and the one that is named best. */
function subjects(question: Question): Operand[] {
  const { lines, scope, text, mention, statement } = question;
  const group = singleGroup(question);
  const listed = pairInOrder(text, scope.sentence, mention, lines);
  if (listed) return operandsOf(listed, group);
  const bound = nearest(scope.sentence, text, mention, lines, { acrossClauses: true });
  const isAlone = scope.sentence.numbers.length === 1;
  const best = isAlone ? [...lines].sort((one, other) => other.weight * other.recall - one.weight * one.recall)[0] : undefined; // prettier-ignore
  const own = bound?.mentions.at(-1);
  const namings = [
    ...new Set([...(own ? [own] : []), ...(best ? [best] : []), ...(isAlone && !own ? lines.slice(0, 1) : [])]),
  ];
  if (namings.length > 0) return namings.flatMap((naming) => operandsOf(naming, group));
  if (group === undefined) return [];
  // Periods down the side: a column is the thing, and each line is it at a time.
  const timed = statement.lines.filter(({ period, isTotal }) => period && !isTotal);
  return timed.length > 0 && timed.every(({ forms }) => forms.length === 0) ? [{ lines: timed, group }] : [];
}

function claim(kind: FigureKind, amount: Amount | undefined, en = '%', zh = '%', sign?: Claim['sign']): Claim[] {
  if (!amount || !Number.isFinite(amount.value)) return [];
  const { value, unit, how, label } = amount;
  const own = sign ?? (amount.isOutflow && amount.value < 0 ? 'free' : undefined);
  return [
    {
      kind,
      value,
      unit,
      how,
      label: { en: en.replace('%', label), zh: zh.replace('%', label) },
      ...(own && { sign: own }),
    },
  ];
}

/** The periods that hold for a number, where they are not two that are compared. */
function periodsOf({ scope, text }: Question): {
  readonly one: readonly (Period | undefined)[];
  readonly all: readonly Period[];
  readonly isRange: boolean;
} {
  const said = scope.sentence.periods.map(({ period }) => period);
  const bound = scope.periods.flatMap((periods) => (periods?.length === 1 ? [periods[0]] : periods ? [] : [undefined]));
  return {
    one: bound.length > 0 ? bound : said.length === 0 ? [undefined] : [],
    all: said,
    isRange: isRange(text, scope.sentence.periods),
  };
}

function at(question: Question, operand: Operand): Amount[] {
  const spans = spansOf(question.scope.sentence.text);
  if (spans.length > 0) {
    const found = spans.flatMap(({ span }) => spanAt(operand, span) ?? []);
    if (found.length > 0) return found.slice(-1);
  }
  for (const period of periodsOf(question).one) {
    const found = amountAt(operand, period);
    if (found) return [found];
  }
  return [];
}

interface Pair {
  readonly from: Amount;
  readonly to: Amount;
}

/** The amounts before and after: of the periods that are said, or of the said one and the one before it. */
function pairsInTime(question: Question, operand: Operand): Pair[] {
  const { scope } = question;
  const stretches = stretchesOf(scope.sentence.text, scope.sentence.start, scope.sentence.periods);
  if (stretches.some(({ span }) => span)) {
    const [one, other] = stretches.toSorted((left, right) => left.year - right.year);
    const [from, to] = [one, other].map(
      (own) => own && (own.span ? spanAt(operand, own.span) : amountAt(operand, own.period)),
    );
    return from && to && stretches.length === 2 ? [{ from, to }] : [];
  }
  const timeline = timelineOf(operand);
  const { pair } = scope;
  const between = (from: Period, to: Period): Pair[] => {
    const [start, end] = [amountAt(operand, from), amountAt(operand, to)];
    return start && end && start !== end ? [{ from: start, to: end }] : [];
  };
  if (pair) return between(...pair);
  const said = scope.sentence.periods.map(({ period }) => period);
  const first = said[0];
  const last = said.at(-1);
  if (first && last && said.length >= 2) {
    const [from, to] = [first, last].sort((left, right) => (left.year ?? 0) - (right.year ?? 0));
    return from && to ? between(from, to) : [];
  }
  const [bound] = periodsOf(question).one;
  const end = bound ? amountAt(operand, bound) : timeline.at(-1)?.amount;
  const place = timeline.findIndex(({ amount }) => amount.label === end?.label);
  const before = timeline[place - 1]?.amount;
  if (!end || !before) return [];
  const start = timeline[0]?.amount;
  return [{ from: before, to: end }, ...(bound || !start || place === 1 ? [] : [{ from: start, to: end }])];
}

/** Two lines, or two columns of one line, that the sentence sets against each other, in the order of their naming. */
function pairsOfNames(question: Question): { first: Operand; second: Operand }[] {
  const { lines, groups } = question;
  const [one, other] = groups.flatMap(({ items }) => items);
  if (groups.length === 2 && one !== undefined && other !== undefined && one !== other) {
    const own = lines.length > 0 ? lines : onlyLine(question);
    return own.flatMap((naming) =>
      naming.items.map((line) => ({ first: { lines: [line], group: one }, second: { lines: [line], group: other } })),
    );
  }
  const [first, second] = lines;
  if (!first || !second || lines.length !== 2) return [];
  const group = singleGroup(question);
  return operandsOf(first, group).flatMap((left) =>
    operandsOf(second, group).map((right) => ({ first: left, second: right })),
  );
}

function onlyLine({ statement }: Question): Naming<Line>[] {
  const [line] = statement.lines;
  return line && statement.lines.length === 1
    ? [{ start: 0, end: 0, items: [line], recall: 1, weight: 1, said: [] }]
    : [];
}

function pairAmounts(question: Question): { first: Amount; second: Amount }[] {
  return pairsOfNames(question).flatMap(({ first, second }) => {
    const [left] = at(question, first);
    const [right] = at(question, second);
    return left && right ? [{ first: left, second: right }] : [];
  });
}

/** The amounts that a mean or a sum over time is of. */
function inTime(question: Question, operand: Operand, forMean: boolean): Amount[] {
  const { all, isRange: range } = periodsOf(question);
  const timeline = timelineOf(operand);
  const [only] = all;
  if (all.length === 0) return timeline.length > 1 ? timeline.map(({ amount }) => amount) : allAmounts(operand);
  if (range) {
    const years = all.map(({ year = 0 }) => year);
    return timeline
      .filter(({ period: { year = 0 } }) => year >= Math.min(...years) && year <= Math.max(...years))
      .map(({ amount }) => amount);
  }
  if (all.length === 1 && only) {
    // The average of a year is that of its beginning and its end: the end of the year before.
    const end = amountAt(operand, only);
    const place = timeline.findIndex(({ amount }) => amount.label === end?.label);
    const before = timeline[place - 1]?.amount;
    return forMean && end && before ? [before, end] : [];
  }
  const found = all.flatMap((period) => amountAt(operand, period) ?? []);
  return found.length === all.length ? found : [];
}

function masked(text: string, names: readonly Naming<unknown>[], offset: number): string {
  return names.reduce(
    (own, { start, end }) => own.slice(0, start - offset) + ' '.repeat(end - start) + own.slice(end - offset),
    text,
  );
}

function isNear({ scope, mention, around }: Question, cue: Parameters<typeof findCue>[1]): boolean {
  const isAlone = scope.sentence.numbers.length === 1;
  return isAlone ? findCue(around, cue).length > 0 : cueDistance(scope, mention, cue) < 120;
}

function saysChange({ scope, mention, around }: Question): boolean {
  const before = around.slice(0, mention.start - scope.sentence.start);
  if (/\bto\s*$|[至到]\s*$|\bfrom\s*$/iu.test(before)) return false;
  if (isToLevel(scope)) {
    // "The change in assets was 5", but not "assets rose and were 5".
    return /\b(?:chang|increase|decrease|difference|variance|gap|movement|decline|reduction|rise|drop|growth)s?\w?\b(?!\s+to\b)|\bdecrease\)|how (?:much|many percent) did|差[额异距]|变动|变化|增[减长]额?/iu.test(before); // prettier-ignore
  }
  return changeNoun.test(around) && findDirections(around).length > 0;
}

function amountClaims(question: Question): Claim[] {
  const { around } = question;
  const isMean = isNear(question, 'mean');
  const isRatio = ratioWord.test(around) || /\bas a (?:percentage|share)\b/iu.test(around);
  if (saysChange(question)) return changeClaims(question, isMean);
  if (isMean) return [...meanClaims(question), ...(question.scope.sentence.periods.length > 1 ? [] : levelClaims(question))]; // prettier-ignore
  if (isRatio) {
    const found = ratioClaims(question, countUnit);
    if (found.length > 0) return found;
  }
  // "Total assets" names a line, and "in 2018 and 2019" what is added up.
  const isTotal = isNear(question, 'total') || findCue(question.scope.sentence.text, 'total').length > 0;
  const sums = isTotal ? sumClaims(question) : [];
  return [...levelClaims(question), ...sums];
}

function levelClaims(question: Question): Claim[] {
  return subjects(question).flatMap((operand) => at(question, operand).flatMap((amount) => claim('value', amount)));
}

function sumClaims(question: Question): Claim[] {
  const { lines } = question;
  const group = singleGroup(question);
  const [first, ...rest] = lines;
  const overLines = first && rest.length > 0 ? sum(lines.flatMap((naming) => operandsOf(naming, group).slice(0, 1).flatMap((operand) => at(question, operand)))) : undefined; // prettier-ignore
  const overTime = subjects(question).flatMap((operand) => {
    const parts = inTime(question, operand, false);
    return parts.length > 1 ? claim('total', sum(parts)) : [];
  });
  return [...(overLines ? claim('total', overLines) : []), ...overTime];
}

function meanClaims(question: Question): Claim[] {
  const { lines } = question;
  const group = singleGroup(question);
  const overTime = subjects(question).flatMap((operand) => claim('mean', mean(inTime(question, operand, true))));
  const each = lines.flatMap((naming) =>
    operandsOf(naming, group)
      .slice(0, 1)
      .flatMap((operand) => at(question, operand)),
  );
  return [...overTime, ...(each.length > 1 ? claim('mean', mean(each)) : [])];
}

function changeClaims(question: Question, isMean: boolean): Claim[] {
  const { around } = question;
  const sign = freeSign.test(around) && !/\bchang/iu.test(around) ? 'free' : 'said';
  const make = (amount: Amount | undefined): Claim[] => claim('difference', amount, 'change: %', '变化：%', sign);
  if (isMean) return meanChanges(question).flatMap(make);
  const pairs = pairAmounts(question);
  const ofShares = ratioWord.test(around) ? changeOfRatio(question) : [];
  if (ofShares.length > 0) return ofShares.flatMap(make);
  const ofNames = isCompared(question) ? pairs.flatMap(({ first, second }) => make(subtract(first, second))) : [];
  const inTimes = subjects(question).flatMap((operand) => pairsInTime(question, operand).flatMap(({ from, to }) => make(subtract(to, from)))); // prettier-ignore
  return [...ofNames, ...inTimes];
}

/** Whether two names are set against each other, not one inside the other. */
function isCompared({ lines, groups, text, scope }: Question): boolean {
  const [first, second] = groups.length === 2 ? groups : lines;
  if (!first || !second) return false;
  const between = text.slice(first.end, second.start);
  return (
    /\b(?:and|to|than|over|versus|vs|from|against|with)\b|[和与比较]/iu.test(between) ||
    /\bbetween\b/iu.test(text.slice(scope.sentence.start, first.start))
  );
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
  if (ofNames.length > 0) return ofNames;
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

function changeOfRatio(question: Question): Amount[] {
  const { pair } = question.scope;
  if (!pair) return [];
  return pairsOfNames(question).flatMap(({ first, second }) => {
    const [before, after] = pair.map((period) => {
      const [part, whole] = [amountAt(first, period), amountAt(second, period)];
      return part && whole && divide(part, whole, countUnit);
    });
    return (before && after && subtract(after, before)) ?? [];
  });
}

function ratioClaims(question: Question, unit: Amount['unit']): Claim[] {
  const found = partsAndWholes(question).flatMap(({ part, whole }) => claim('ratio', divide(part, whole, unit)));
  const overTime = subjects(question).flatMap((operand) =>
    question.lines.length === 1
      ? pairsInTime(question, operand).flatMap(({ from, to }) => claim('ratio', divide(to, from, unit)))
      : [],
  );
  return [...found, ...(found.length === 0 ? overTime : [])];
}

/** What is divided by what: "A as a share of B", "of all B, 5 % is A", "A's share of the total". */
const turned =
  /\b(?:generated|made up|derived|com(?:e|es|ing)|came|attributable|contributed|consist\w*|composed|due)\b[^,]*\b(?:from|of|by|to)\b|\b(?:is|was|are|were)\s+(?:from|for)\b/iu;
const connector =
  /\bas (?:a |an )?(?:percentage|percent|share|proportion|ratio|fraction|%) of\b|\bover\b|\bout of\b|\bdivided by\b|\bamong\b|\bin the total\b|(?<=\bratio\b.*)\bto\b|占/iu;

/** What is divided by what: "A as a share of B", "of all B, 5 % is A", "A's share of the total". */
function partsAndWholes(question: Question): { part: Amount; whole: Amount }[] {
  const { lines, groups, text } = question;
  const group = singleGroup(question);
  if (groups.length === 2 && group === undefined) return pairAmounts(question).map(({ first, second }) => ({ part: first, whole: second })); // prettier-ignore
  const sides = acrossConnector(question);
  const namings = sides ? [...sides.parts, sides.whole] : lines;
  if (namings.length >= 2) {
    const amounts = namings.map((naming, place) => {
      const period = sides?.periods?.[place < namings.length - 1 ? 0 : 1];
      return operandsOf(naming, group).flatMap((operand) => (period ? (amountAt(operand, period) ?? []) : at(question, operand)))[0]; // prettier-ignore
    });
    const [first] = namings;
    const last = namings.at(-1);
    const isTotal = (naming: Naming<Line> | undefined): boolean => naming?.items.every((line) => line.isTotal) === true;
    const between = first && last ? text.slice(first.end, last.start) : '';
    const isTurned = !sides && (turned.test(between) || (isTotal(first) && !isTotal(last) && !ratioWord.test(question.around))); // prettier-ignore
    const ordered = isTurned ? [...amounts.slice(1), amounts[0]] : amounts;
    const whole = ordered.at(-1);
    const parts = ordered.slice(0, -1);
    if (!whole || parts.some((part) => part === undefined)) return [];
    const part = parts.length === 1 ? parts[0] : sum(parts.flatMap((own) => own ?? []));
    return part ? [{ part, whole }] : [];
  }
  return subjects(question).flatMap((operand) => {
    const [part] = at(question, operand);
    const total = totalOf(question, operand);
    const [whole] = total ? at(question, total) : [];
    return part && whole ? [{ part, whole }] : [];
  });
}

interface Sides {
  readonly parts: readonly Naming<Line>[];
  readonly whole: Naming<Line>;
  /** Where each side names a period of its own. */
  readonly periods?: readonly [Period, Period];
}

/** The lines before and behind the words that divide them: the same name may stand on both sides. */
function acrossConnector({ scope, names, mention, around }: Question): Sides | undefined {
  const { sentence } = scope;
  const match = connector.exec(around);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  const find = (from: number, to: number): Naming<Line>[] =>
    withoutOverlap(names.find(sentence.text.slice(from, to), sentence.start + from, mention, sentence.periods)).lines;
  const before = find(0, match.index);
  const [whole] = find(end, sentence.text.length);
  // Of what is divided the last name is meant: "non-vested shares that vested".
  const joined = before.filter((naming, place) => place === before.length - 1 || /^[\s,]*(?:and|和|与|及)?\s*$/iu.test(sentence.text.slice(naming.end - sentence.start, (before[place + 1]?.start ?? 0) - sentence.start))); // prettier-ignore
  if (!whole || joined.length === 0) return undefined;
  const cut = sentence.start + match.index;
  const [first, second] = [sentence.periods.findLast((period) => period.end <= cut), sentence.periods.find(({ start }) => start >= cut)]; // prettier-ignore
  return { parts: joined, whole, ...(first && second && { periods: [first.period, second.period] as const }) };
}

/** The line that adds up an operand's line: the next total under the same heading, else the last one. */
function totalOf({ statement }: Question, { lines, group }: Operand): Operand | undefined {
  const [line] = lines;
  if (!line || lines.length !== 1) return undefined;
  const totals = statement.lines.filter(({ isTotal, row }) => isTotal && row > line.row);
  const total = totals.find(({ section }) => section === line.section) ?? totals.at(-1);
  return total && { lines: [total], ...(group !== undefined && { group }) };
}

function percentClaims(question: Question): Claim[] {
  const { around } = question;
  const levels = levelClaims(question).filter(({ unit }) => unit.kind === 'percent');
  if (saysChange(question)) {
    const times = subjects(question).flatMap((operand) => pairsInTime(question, operand));
    const names = isCompared(question)
      ? pairAmounts(question).map(({ first, second }) => ({ from: second, to: first }))
      : [];
    const growth = [...names, ...times].flatMap((pair) => growthClaims(pair));
    const points = changeClaims(question, isNear(question, 'mean')).filter(({ unit }) => unit.kind === 'percent');
    const ofShares = shareWord.test(around) ? changeOfRatio(question).flatMap((amount) => claim('difference', { ...amount, unit: percentUnit }, 'change: %', '变化：%', 'said')) : []; // prettier-ignore
    return [...growth, ...points, ...ofShares];
  }
  if (isNear(question, 'mean'))
    return [...meanClaims(question).filter(({ unit }) => unit.kind === 'percent'), ...levels];
  if (levels.length > 0 && question.lines.length < 2) return levels;
  const shares = shareWord.test(around) || question.lines.length > 1 ? ratioClaims(question, percentUnit) : [];
  return [...shares.map((own) => ({ ...own, kind: 'share' as const })), ...levels];
}

function growthClaims({ from, to }: Pair): Claim[] {
  if (from.value === 0 || from.isNil) return [];
  const change = subtract(to, from);
  if (!change) return [];
  const label = `${from.label} → ${to.label}`;
  const base = { ...change, unit: percentUnit, label };
  const growth: Amount = { ...base, value: change.value / Math.abs(from.value), how: { op: 'growth', left: from.how, right: to.how } }; // prettier-ignore
  if (from.value > 0) return claim('growth', growth, 'growth: %', '增长率：%', 'said');
  // Of a loss that shrank both are said: that it fell, and that the result rose.
  const ofLoss: Amount = { ...base, value: change.value / from.value, how: { op: 'divide', left: change.how, right: from.how } }; // prettier-ignore
  return [growth, ofLoss].flatMap((amount) => claim('growth', amount, 'growth: %', '增长率：%', 'said'));
}
