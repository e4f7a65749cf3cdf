/** What a number may mean by the lines, columns and periods of a statement that its sentence names. */

import { isWithin } from '../../notation/period.ts';
import { type Claim, countUnit, percentUnit } from '../claim.ts';
import { findCue, findDirections } from '../cues.ts';
import type { NumberMention } from '../find-numbers.ts';
import { directionOf } from '../nearness.ts';
import { nearest } from '../passage.ts';
import { type Readings, unique } from '../resolve.ts';
import { isToLevel, type Scope } from '../scope.ts';
import { claim } from './claim-of-amount.ts';
import { indexNames, type NameIndex, type Naming } from './find-names.ts';
import { wordsOf } from './name-text.ts';
import { type Amount, amountAt, divide, mean, subtract, sum, totalKey } from './operands.ts';
import { ratioClaims } from './part-and-whole.ts';
import {
  at,
  inTime,
  isCompared,
  isNear,
  masked,
  operandsOf,
  type Pair,
  pairAmounts,
  pairsInTime,
  pairsOfNames,
  periodsOf,
  type Question,
  ratioWord,
  singleGroup,
  subjects,
  withoutOverlap,
} from './question.ts';
import type { Line, Statement } from './read-statement.ts';

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
  const periods = statement.lines.flatMap(({ period, heads }) => [
    period,
    ...[...heads.values()].map((head) => head.period),
  ]);
  const spans = statement.lines.flatMap(({ heads }) => [...heads.values()].map(({ span }) => span));
  return {
    statement,
    names,
    years: [...new Set([...periods.flatMap((period) => period?.year ?? []), ...spans.flatMap((span) => span ?? [])])],
    isInName: ({ sentence }, { start, end, text }) => {
      const [word] = wordsOf(text);
      const { lines } = names.find(sentence.text, sentence.start, { start: -1, end: -1 }, sentence.periods);
      return lines.some(
        (line) =>
          line.start <= start &&
          end <= line.end &&
          line.said.length > 1 &&
          word !== undefined &&
          line.said.includes(word.text),
      );
    },
  };
}

const changeNoun =
  /\b(?:chang|increase|decrease|differen|variance|gap|movement|decline|reduction|rise|drop|growth|grew|grow|rose|fell|increas|decreas|declin|dropp|higher|lower|exceed)\w*|差[额异距]|变动|变化|增[加长减]|下降|减少|上升/iu;

const shareWord =
  /\bpercent(?:age)?\b|\bproportion\b|\bshare\b|\bconstitut\w+|\baccount\w* for\b|\brepresent\w*|\bmade up\b|\bmakes? up\b|\bout of\b|\bratio\b|占|比重|份额/iu;

const freeSign = /\bdifferen|\bgap\b|差[额异距]|相差/iu;

export interface StatementReading extends Readings {
  /** The rows that the number speaks of, where their names are said in full. */
  readonly rows: readonly number[];
  /** All rows whose names are said in full. */
  readonly named: readonly number[];
  /** The columns that are named, or meant where none is. */
  readonly columns?: ReadonlySet<number>;
  /** Rows that are not meant: of another period than is said, or of the same name under another heading. */
  readonly others: ReadonlySet<number>;
}

/** Every figure of the statement that the number may be, and what the words beside names say of its sign. */
export function statementReading(
  { statement, names }: StatementReader,
  text: string,
  scope: Scope,
  mention: NumberMention,
): StatementReading {
  const { sentence } = scope;
  const wantsAmount = mention.kind === 'number' || mention.kind === 'currency';
  const parts = names.find(sentence.text, sentence.start, mention, sentence.periods, wantsAmount);
  const named = withoutOverlap({ ...parts, groups: parts.groups.filter((group) => isMeant(statement, group, mention, sentence.text)) });
  const words = [...named.lines, ...named.groups];
  const around = masked(sentence.text, words, sentence.start);
  const question: Question = { text, scope, mention, around, statement, names, ...named };
  const { direction, word } = directionOf(scope, mention, words);
  const bound = nearest(sentence, text, mention, question.lines, { acrossClauses: false });
  const rowsOf = (namings: readonly Naming<Line>[]): number[] =>
    namings.flatMap(({ recall, items }) =>
      recall === 1 ? items.flatMap(({ row, isTotal }) => (isTotal ? [] : [row])) : [],
    );
  const rows = rowsOf(bound?.mentions ?? []);
  return {
    claims: unique(claimsOf(question)),
    direction,
    rows,
    named: rowsOf(question.lines),
    others: othersOf(question),
    ...columnsOf(question),
    ...(word && { directionWord: word }),
  };
}

/** "% of revenue" heads what is said as a percentage of revenue; revenue itself is none of it. */
function isMeant(statement: Statement, { items }: Naming<string>, mention: NumberMention, text: string): boolean {
  const heads = statement.lines.flatMap((line) => [...line.heads.values()].filter(({ key }) => items.includes(key)));
  const isShare = heads.every(({ isPercent }) => isPercent);
  if (!isShare) return true;
  return mention.kind === 'percent' && !/\b(?:percentage|percent|%) (?:change|increase|decrease|growth)\b/iu.test(text);
}

function columnsOf(question: Question): Pick<StatementReading, 'columns'> {
  const { statement, groups } = question;
  const group = singleGroup(question) ?? (groups.length === 0 ? totalKey(statement.groups.map(({ key }) => key)) : undefined);
  if (group === undefined) return {};
  const columns = statement.lines.flatMap(({ heads }) =>
    [...heads.values()].filter(({ key }) => key === group).map(({ column }) => column),
  );
  return { columns: new Set(columns) };
}

function othersOf({ statement, lines, scope }: Question): Set<number> {
  const said = scope.sentence.periods.map(({ period }) => period);
  const isOfOtherTime = ({ period }: Line): boolean =>
    period !== undefined && said.length > 0 && !said.some((own) => isWithin(period, own) || isWithin(own, period));
  const isTotal = findCue(scope.sentence.text, 'total').length > 0;
  const chosen = isTotal ? [] : lines.flatMap(({ items }) => items);
  const isNamesake = (line: Line): boolean =>
    !chosen.includes(line) && chosen.some(({ label }) => label === line.label);
  return new Set(statement.lines.filter((line) => isOfOtherTime(line) || isNamesake(line)).map(({ row }) => row));
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

function saysChange({ scope, mention, around }: Question): boolean {
  const before = around.slice(0, mention.start - scope.sentence.start);
  if (/\bto\s*$|[至到]\s*$|\bfrom\s*$/iu.test(before)) return false;
  if (isToLevel(scope)) {
    // "The change in assets was 5", but not "assets rose and were 5".
    return /\bhow much (?:more|less|higher|lower)\b|\b(?:chang|increase|decrease|difference|variance|gap|movement|decline|reduction|rise|drop|growth)s?\w?\b(?!\s+to\b)|\bdecrease\)|how (?:much|many percent) did|差[额异距]|变动|变化|增[减长]额?/iu.test(
      before,
    );
  }
  return changeNoun.test(around) && findDirections(around).length > 0;
}

function amountClaims(question: Question): Claim[] {
  const { around } = question;
  const isMean = isNear(question, 'mean');
  const isRatio = ratioWord.test(around) || /\bas a (?:percentage|share)\b/iu.test(around);
  if (saysChange(question)) return changeClaims(question, isMean);
  if (isMean)
    return [...meanClaims(question), ...(question.scope.sentence.periods.length > 1 ? [] : levelClaims(question))];
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
  const overLines =
    first && rest.length > 0
      ? sum(
          lines.flatMap((naming) =>
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
  const inTimes = subjects(question).flatMap((operand) =>
    pairsInTime(question, operand).flatMap(({ from, to }) => make(subtract(to, from))),
  );
  return [...ofNames, ...inTimes];
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
    const ofShares = shareWord.test(around)
      ? changeOfRatio(question).flatMap((amount) =>
          claim('difference', { ...amount, unit: percentUnit }, 'change: %', '变化：%', 'said'),
        )
      : [];
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
