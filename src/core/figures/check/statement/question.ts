/** What a number in a sentence asks of a statement: its lines, its columns, its periods, and what stands against what. */

import { isSamePeriod, type Period } from '../../notation/period.ts';
import { type Cue, findCue } from '../cues.ts';
import type { NumberMention } from '../find-numbers.ts';
import type { Token } from '../lexicon.ts';
import { cueDistance } from '../nearness.ts';
import { nearest } from '../passage.ts';
import { pairInOrder, type Scope } from '../scope.ts';
import type { NamedParts, NameIndex, Section } from './find-names.ts';
import type { Naming } from './name-windows.ts';
import { isComputed } from './column-heads.ts';
import { type Amount, amountAt, type Operand, periodOf, spanAt, termAt } from './operands.ts';
import { timedLines } from './line-parts.ts';
import type { Line, Statement } from './read-statement.ts';
import { isRange, spansOf } from './said-periods.ts';
import { type Term } from './terms.ts';

export const ratioWord =
  /\bratio\b|\bproportion\b|\bdivided by\b|\bover\b|\btimes\b|\bfraction\b|\bmultiple\b|之比|比[率值]|倍/iu;

export const shareWord =
  /\bpercent(?:age)?\b|\bproportion\b|\bshare\b|\bconstitut\w+|\baccount\w* for\b|\brepresent\w*|\bmade up\b|\bmakes? up\b|\bout of\b|\bratio\b|占|比重|份额/iu;

/** A number in the statement's terms: everything that its operations ask of the sentence. */
export interface Question {
  readonly text: string;
  readonly scope: Scope;
  readonly mention: NumberMention;
  /** The sentence with its names blanked: "Net change in cash" says nothing of a change. */
  readonly around: string;
  readonly names: NameIndex;
  readonly lines: readonly Naming<Line>[];
  readonly groups: readonly Naming<string>[];
  /** Headings that are named in full, each with the rows of its lines. */
  readonly sections: readonly Naming<Section>[];
  readonly statement: Statement;
  /** The words of the sentence that may name something, as the table writes them. */
  readonly words: readonly Token[];
  /** A column whose name is a part of a line's: "Number of shares" in "nonvested shares". It is meant where nothing else says which. */
  readonly spare?: string;
  /** The term to maturity that is said, where the columns are terms. */
  readonly term?: Term;
}

/** Words of a line's name are none of a column's, and the other way round: the longer name has them. */
export function withoutOverlap({
  lines,
  groups,
}: Pick<NamedParts, 'lines' | 'groups'>): Pick<Question, 'lines' | 'groups'> {
  // "Total gross carrying amount of intangible assets": a column's name inside a line's that shares no word with it stays.
  const overlaps = (one: Naming<unknown>, other: Naming<unknown>): boolean =>
    one.start < other.end && other.start < one.end && one.said.some((word) => other.said.includes(word));
  const keptGroups = groups.filter(
    (group) =>
      !group.items.every(isComputed) &&
      !lines.some((line) => overlaps(line, group) && line.weight * line.recall > group.weight * group.recall),
  );
  const keptLines = lines.filter((line) => !keptGroups.some((group) => overlaps(line, group)));
  // "Total" alone is a part of what else is said, unless it is the whole of a line's name and no other is said.
  const isBare = (naming: Naming<Line>): boolean => naming.said.length === 1 && naming.said[0] === 'total';
  const hasOther = keptLines.some((line) => !isBare(line));
  const hasWhole = keptLines.some((line) => line.recall === 1 && !isBare(line));
  // "IPTV retail subscribers" is not the line "Total retail subscribers".
  const isUnsaidTotal = ({ items, said, recall }: Naming<Line>): boolean =>
    hasWhole && recall < 1 && !said.includes('total') && items.every(({ isTotal }) => isTotal);
  return {
    groups: keptGroups,
    lines: keptLines.filter((line) => !isUnsaidTotal(line) && (!isBare(line) || (!hasOther && line.recall === 1))),
  };
}

/** Lines of one name that differ in their period are one thing in time; else each is a reading of its own. */
export function operandsOf(naming: Naming<Line>, group: string | undefined): Operand[] {
  const own = group === undefined ? {} : { group };
  const { items } = naming;
  if (items.length > 1 && areOfOtherTimes(items)) return [{ lines: items, ...own }];
  return items.map((line) => ({ lines: [line], ...own }));
}

/** Whether no two lines have an amount of the same period. */
export function areOfOtherTimes(lines: readonly Line[]): boolean {
  const seen = new Set<string>();
  return lines.every((line) => {
    const periods = [...line.heads.values()].flatMap((head) => periodOf(head.period, line) ?? []);
    const own = [...new Set(periods.map((one) => JSON.stringify(one)))];
    const isNew = own.length > 0 && own.every((one) => !seen.has(one));
    own.forEach((one) => seen.add(one));
    return isNew;
  });
}

export function singleGroup(question: Question): string | undefined {
  const { groups } = question;
  if (groups.length > 1 && isCompared(question)) return undefined;
  if (groups.length === 0) return question.spare;
  const named = groups.filter(({ said }) => groups.length === 1 || said.join(' ') !== 'total');
  const [only] = named;
  return named.length === 1 && only?.items.length === 1 ? only.items[0] : undefined;
}

/** The lines that a number speaks of: those bound to it by their place, and the one that is named best. */
export function subjects(question: Question): Operand[] {
  const { lines, scope, text, mention } = question;
  const group = singleGroup(question);
  const listed = pairInOrder(text, scope.sentence, mention, lines);
  if (listed) return operandsOf(listed, group);
  const bound = nearest(scope.sentence, text, mention, lines, { acrossClauses: true });
  const isAlone = isOnlyNumber(scope);
  const best = isAlone
    ? [...lines].sort((one, other) => other.weight * other.recall - one.weight * one.recall)[0]
    : undefined;
  const own = bound?.mentions.at(-1);
  const namings = [
    ...new Set([...(own ? [own] : []), ...(best ? [best] : []), ...(isAlone && !own ? lines.slice(0, 1) : [])]),
  ];
  if (namings.length > 0) return namings.flatMap((naming) => operandsOf(naming, group));
  return group === undefined ? ofDays(question) : columnSubjects(question, group);
}

/** "At 1 January", "At 31 December": lines that are days of the years in the headers, where the sentence names one of these days. */
function ofDays({ statement, scope, lines }: Question): Operand[] {
  const timed = timedLines(statement).filter(({ part }) => part?.grain === 'day');
  const isSaid = scope.sentence.periods.some(
    ({ period: { grain, part, day } }) =>
      grain === 'day' && timed.some((line) => line.part?.part === part && line.part?.day === day),
  );
  if (!isSaid || lines.length > 0) return [];
  const isOpen = scope.sentence.periods.every(({ period }) => period.year === undefined);
  const meant = timed.filter((line) =>
    scope.sentence.periods.some(({ period }) => period.part === line.part?.part && period.day === line.part?.day),
  );
  return [{ lines: isOpen ? meant : timed }];
}

/** What a column without a named line is: itself at the times that stand down the side, or its total. */
function columnSubjects({ statement, around }: Question, group: string): Operand[] {
  const timed = timedLines(statement);
  if (timed.length > 0) return [{ lines: timed, group }];
  const totals = statement.lines.filter(({ isTotal }) => isTotal);
  const says = (...cues: readonly Cue[]): boolean => cues.some((cue) => findCue(around, cue).length > 0);
  if (totals.length !== 1 || says('max', 'min')) return [];
  // A sum is no average of what it adds up; of a column of prices the last line may be one.
  return says('mean', 'median') && isBeyondParts(statement, group) ? [] : [{ lines: totals, group }];
}

/** Whether the total of a column is greater or less than all that stands in it beside. */
function isBeyondParts({ lines }: Statement, group: string): boolean {
  const valuesOf = (own: readonly Line[]): number[] =>
    own.flatMap(({ cells, heads }) =>
      cells.flatMap(({ column, value }) => (heads.get(column)?.key === group ? [value] : [])),
    );
  const parts = valuesOf(lines.filter(({ isTotal }) => !isTotal));
  return valuesOf(lines.filter(({ isTotal }) => isTotal)).some(
    (total) => total > Math.max(...parts) || total < Math.min(...parts),
  );
}

/** The periods that hold for a number, where they are not two that are compared. */
export function periodsOf({ scope, text }: Question): {
  readonly one: readonly (Period | undefined)[];
  readonly all: readonly Period[];
  readonly isRange: boolean;
} {
  const said = scope.sentence.periods.map(({ period }) => period);
  const bound = scope.periods.flatMap((periods) => {
    const [first] = periods ?? [];
    const isOne = periods?.every((period) => first && isSamePeriod(period, first)) === true;
    return isOne ? [first] : periods ? [] : [undefined];
  });
  return {
    one: bound.length > 0 ? bound : said.length === 0 ? [undefined] : [],
    all: said,
    isRange: isRange(text, scope.sentence.periods),
  };
}

export function at(question: Question, operand: Operand, { term }: Pick<Question, 'term'> = question): Amount[] {
  const due = term && termAt(operand, term);
  if (due) return [due];
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

/** Two lines, or two columns of one line, that the sentence sets against each other, in the order of their naming. */
export function pairsOfNames(question: Question): { first: Operand; second: Operand }[] {
  const { lines, groups } = question;
  const [one, other] = groups.flatMap(({ items }) => items);
  if (groups.length === 2 && one !== undefined && other !== undefined && one !== other) {
    const own = lines.length > 0 ? lines : onlyLine(question);
    const timed = own.length > 0 ? [] : timedLines(question.statement);
    const subjectsOf = [
      ...own.flatMap(({ items }) => items.map((line) => [line])),
      ...(timed.length > 0 ? [timed] : []),
    ];
    return subjectsOf.map((of) => ({ first: { lines: of, group: one }, second: { lines: of, group: other } }));
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

export function pairAmounts(question: Question): { first: Amount; second: Amount }[] {
  return pairsOfNames(question).flatMap(({ first, second }) => {
    const [left] = at(question, first);
    const [right] = at(question, second);
    return left && right ? [{ first: left, second: right }] : [];
  });
}

/** Whether two names are set against each other, not one inside the other. */
export function isCompared({ lines, groups, text, scope }: Question): boolean {
  const [first, second] = groups.length === 2 ? groups : lines;
  if (!first || !second) return false;
  const between = text.slice(first.end, second.start);
  return (
    /\b(?:and|to|than|over|versus|vs|from|against|with)\b|[和与比较]/iu.test(between) ||
    /\bbetween\b/iu.test(text.slice(scope.sentence.start, first.start))
  );
}

/** "The change from A to B", "between A and B": what is named first comes first in time, and is what the change is of. */
export function isNamedInOrder({ lines, groups, text, scope, around }: Question): boolean {
  const [first, second] = groups.length === 2 ? groups : lines;
  if (
    !first ||
    !second ||
    !/\b(?:chang|increas|decreas|growth|grew|rose|fell|declin|movement|variation)/iu.test(around)
  )
    return false;
  const before = text.slice(scope.sentence.start, first.start);
  const between = text.slice(first.end, second.start);
  return (
    (/\bfrom\s+[^,.]{0,20}$/iu.test(before) && /^[^,.]{0,20}?\bto\b/iu.test(between)) ||
    (/\bbetween\s+[^,.]{0,20}$/iu.test(before) && /^[^,.]{0,20}?\band\b/iu.test(between))
  );
}

export function masked(text: string, names: readonly Pick<Naming<unknown>, 'start' | 'end'>[], offset: number): string {
  return names.reduce(
    (own, { start, end }) => own.slice(0, start - offset) + ' '.repeat(end - start) + own.slice(end - offset),
    text,
  );
}

export function isNear({ scope, mention, around }: Question, cue: Parameters<typeof findCue>[1]): boolean {
  const isAlone = isOnlyNumber(scope);
  return isAlone ? findCue(around, cue).length > 0 : cueDistance(scope, mention, cue) < 120;
}

/** Whether the sentence has one number that claims something: "the three largest" says only of what. */
export function isOnlyNumber({ sentence }: Scope): boolean {
  return sentence.numbers.filter(({ kind }) => kind !== 'top').length === 1;
}
