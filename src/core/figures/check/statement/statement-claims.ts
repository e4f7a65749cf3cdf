/** Reads a sentence against a statement: what it names, what its numbers may be, and what is not meant. */

import { isWithin, type PeriodMention } from '../../notation/period.ts';

import { duePeriods } from './due-years.ts';
import { findCue, findDirections } from '../cues.ts';
import type { NumberMention } from '../find-numbers.ts';
import { saidCurrency } from '../said-currency.ts';
import { directionOf } from '../nearness.ts';
import { nearest } from '../passage.ts';
import { claimsOf } from './amount-claims.ts';
import { openingToClosing } from './change-amounts.ts';
import { openClaims } from './open-readings.ts';
import type { Claim } from '../claim.ts';
import { type Readings, unique } from '../resolve.ts';
import { type Scope } from '../scope.ts';

import { isThreshold } from './line-counts.ts';
import { indexNames, type NameIndex } from './find-names.ts';
import type { Naming } from './name-windows.ts';
import { wordsOf } from './name-text.ts';
import { nthPeriods } from './nth-period.ts';

import { masked, type Question, singleGroup, withoutOverlap } from './question.ts';
import type { Line, Statement } from './read-statement.ts';
import { columnsIn, type Term, termOf } from './terms.ts';

export interface StatementReader {
  readonly statement: Statement;
  readonly names: NameIndex;
  /** The years of its headers and lines. */
  readonly years: readonly number[];
  /** "The first month": periods that a text names by their place. */
  nthPeriods(text: string): readonly PeriodMention[];
  /** The periods of a text that are times of amounts, not parts of the names of lines. */
  timesOf(text: string, periods: readonly PeriodMention[]): readonly PeriodMention[];
  /** Whether a number is a part of a line's name: "members aged 65". */
  isInName(scope: Scope, mention: NumberMention): boolean;
  /** Whether a number bounds what is counted: "in 2 years X exceeded 5". */
  isThreshold(scope: Scope, mention: NumberMention, text: string): boolean;
}

export function readerOf(statement: Statement): StatementReader {
  const names = indexNames(statement);
  const periods = statement.lines.flatMap(({ period, heads }) => [
    period,
    ...[...heads.values()].map((head) => head.period),
  ]);
  const spans = statement.lines.flatMap(({ heads }) => [...heads.values()].map(({ span }) => span));
  const nameWords = new Set([
    ...statement.lines.flatMap(({ forms, headings }) => [...forms, ...headings].flat()),
    ...statement.groups.flatMap(({ names: own }) => own),
  ]);
  const hasDue = statement.lines.some(({ label }) => duePeriods(label).length > 0);
  return {
    statement,
    names,
    years: [...new Set([...periods.flatMap((period) => period?.year ?? []), ...spans.flatMap((span) => span ?? [])])],
    isThreshold,
    nthPeriods: (text) => nthPeriods(statement, text),
    timesOf: (text, found) => {
      if (!hasDue) return found;
      const parts = duePeriods(text, found);
      return found.filter((own) => !parts.includes(own));
    },
    isInName: ({ sentence }, { start, end, text }) => {
      const [word] = wordsOf(text);
      if (!word || !nameWords.has(word.text)) return false;
      const { lines, groups } = names.find(sentence.text, sentence.start, { start: -1, end: -1 }, sentence.periods);
      return [...lines, ...groups].some(
        (line) => line.start <= start && end <= line.end && line.said.length > 1 && line.said.includes(word.text),
      );
    },
  };
}

export interface StatementReading extends Omit<Readings, 'claims'> {
  /** What it may be by what its sentence says. */
  readonly claims: () => readonly Claim[];
  /** What it may be where the sentence leaves something open, in turn; asked only where nothing that it says is met. */
  readonly open: () => readonly Claim[];
  /** The rows that the number speaks of, where their names are said in full. */
  readonly rows: readonly number[];
  /** All rows whose names are said in full. */
  readonly named: readonly number[];
  /** The columns that are named, or meant where none is. */
  readonly columns?: ReadonlySet<number>;
  /** Whether nothing else is meant than these claims: "from beginning to end". */
  readonly isClosed: boolean;
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
  const isOfAmount =
    mention.kind === 'number' || mention.kind === 'currency' || findDirections(sentence.text).length > 0;
  const wantsAmount = saysGrowth.test(sentence.text) || (isOfAmount && !saysShare.test(sentence.text));
  const parts = names.find(sentence.text, sentence.start, mention, sentence.periods, wantsAmount);
  const groups = parts.groups.filter(
    (group) => isMeant(statement, group, mention, sentence.text) && !isTotalOfTimes(statement, group, sentence.periods),
  );
  const own = withoutOverlap({ lines: parts.lines, groups: sharesFirst(statement, groups, mention, sentence.text) });
  const named = { ...own, groups: ofCurrency(statement, own.groups, mention, sentence.text) };
  const words = [...named.lines, ...named.groups];
  const around = masked(sentence.text, words, sentence.start);
  const term = saidTerm(statement, sentence.text);
  const question: Question = {
    text,
    scope: withoutNumbersOf(scope, mention, words),
    mention,
    around,
    statement,
    names,
    sections: parts.sections,
    words: parts.words,
    ...named,
    ...(term && { term }),
    ...spareOf(statement, groups, named.groups),
  };
  const { direction, word } = directionOf(scope, mention, words);
  const bound = nearest(sentence, text, mention, question.lines, { acrossClauses: false });
  const rowsOf = (namings: readonly Naming<Line>[]): number[] =>
    namings.flatMap(({ recall, items }) =>
      recall === 1 ? items.flatMap(({ row, isTotal }) => (isTotal ? [] : [row])) : [],
    );
  const rows = rowsOf(bound?.mentions ?? []);
  let claims: readonly Claim[] | undefined;
  return {
    claims: () => (claims ??= unique(claimsOf(question))),
    open: () => unique(openClaims(question)),
    direction,
    rows,
    named: rowsOf(question.lines),
    others: othersOf(question),
    isClosed: openingToClosing(question).length > 0,
    ...columnsOf(question),
    ...(word && { directionWord: word }),
  };
}

/** "Level 3", "401(k)": what stands in a name is no number of the sentence. */
function withoutNumbersOf(scope: Scope, mention: NumberMention, names: readonly Naming<unknown>[]): Scope {
  const isInName = ({ start, end }: NumberMention): boolean =>
    start !== mention.start && names.some((own) => own.start <= start && end <= own.end);
  const numbers = scope.sentence.numbers.filter((number) => !isInName(number));
  return numbers.length === scope.sentence.numbers.length
    ? scope
    : { ...scope, sentence: { ...scope.sentence, numbers } };
}

/** Of columns that only their currencies tell apart, the one of the currency that is said: "$5 million", "in terms of $M". */
function ofCurrency(
  { groups: all }: Statement,
  groups: readonly Naming<string>[],
  mention: NumberMention,
  text: string,
): readonly Naming<string>[] {
  const currency = saidCurrency(mention, text);
  const marked = currency === undefined ? [] : all.filter(({ names }) => names.at(-1) === currency);
  if (marked.length === 0 || groups.length > 1) return groups;
  const [group] = groups;
  const plain = group?.items.length === 1 ? group.items[0] : group ? undefined : '';
  const own = marked.find(({ names }) => names.slice(0, -1).join(' ') === plain);
  const only = group === undefined && marked.length === 1 ? marked[0] : undefined;
  const meant = own ?? only;
  if (!meant) return groups;
  const { start } = mention;
  return [{ start, end: start, recall: 1, weight: 1, said: [], ...group, items: [meant.key] }];
}

/** The only column that is named, though by words of a line, in a table without a column that is meant by itself. */
function spareOf(
  { groups: all, lines, total }: Statement,
  found: readonly Naming<string>[],
  kept: readonly Naming<string>[],
): { readonly spare?: string } {
  if (found.length !== 1 || kept.length > 0 || total !== undefined || all.length < 2) return {};
  const heads = lines.flatMap((line) => [...line.heads.values()]);
  const keys = new Set(heads.map(({ key }) => key));
  const [only] = found;
  const spare = only?.items[0];
  const isOpen = heads.every(({ period, span }) => !period && !span) && !keys.has('');
  return isOpen && only?.recall === 1 && spare !== undefined ? { spare } : {};
}

/** The term that is said, where columns make it up. */
function saidTerm({ lines }: Statement, text: string): Term | undefined {
  const said = termOf(text);
  return said && lines.some(({ heads }) => columnsIn(heads, said)) ? said : undefined;
}

const saysGrowth =
  /\b(?:percentage|percent|%) (?:change|increase|decrease|growth|movement|variation)\b|\bgrowth rate\b|\brate of (?:growth|change)\b|增长率|增速/iu;

const saysShare = /(?:%|\b(?:percent(?:age)?|percentage points?|share|proportion))\s+of\b|占/iu;

/** "% of revenue" heads what is said as a percentage of revenue; revenue itself is none of it. */
function isMeant(statement: Statement, { items, said }: Naming<string>, mention: NumberMention, text: string): boolean {
  const heads = statement.lines.flatMap((line) => [...line.heads.values()].filter(({ key }) => items.includes(key)));
  const isShare = heads.every(({ isPercent }) => isPercent);
  if (!isShare) return true;
  // "As a percentage of revenue" says what is divided, and no column "Percentage".
  if (said.every((word) => /^percent(?:age)?$/u.test(word)) && /\bas an? percent(?:age)? of\b/iu.test(text))
    return false;
  return mention.kind === 'percent' && !saysGrowth.test(text);
}

/** "The percentage of total sales" is the column "% of Total", not that of the sales beside it. */
function sharesFirst(
  { lines }: Statement,
  groups: readonly Naming<string>[],
  { kind, start, end }: NumberMention,
  text: string,
): readonly Naming<string>[] {
  if (
    kind !== 'percent' ||
    saysGrowth.test(text) ||
    !/\bpercent(?:age)?\b|\bproportion\b|\bshare\b|占比|比重/iu.test(text)
  )
    return groups;
  const heads = lines.flatMap((line) => [...line.heads.values()]);
  const shares = groups.filter((group) =>
    group.end <= start || group.start >= end
      ? heads.filter(({ key }) => group.items.includes(key)).every(({ isPercent }) => isPercent)
      : false,
  );
  return shares.length > 0 ? shares : groups;
}

/** "Total payments in 2020" are no "Total" beside a column 2020. */
function isTotalOfTimes(
  { lines, total }: Statement,
  { items }: Naming<string>,
  said: readonly PeriodMention[],
): boolean {
  if (total === undefined || !items.includes(total)) return false;
  const heads = [...(lines[0]?.heads.values() ?? [])];
  if (heads.some(({ key, period, span }) => key === total && (period ?? span))) return false;
  return said.some(({ period: own }) => heads.some(({ period }) => period && isWithin(period, own)));
}

function columnsOf(question: Question): Pick<StatementReading, 'columns'> {
  const { statement, groups } = question;
  const group = singleGroup(question) ?? (groups.length === 0 ? statement.total : undefined);
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
