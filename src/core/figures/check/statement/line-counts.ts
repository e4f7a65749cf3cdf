/** Counts: the lines below a heading, the periods or lines whose amounts meet a condition. */

import { areasOf, fold } from '../../expression.ts';
import type { Area } from '../../table.ts';
import { type Claim, countUnit } from '../claim.ts';
import type { NumberMention } from '../find-numbers.ts';
import type { Scope } from '../scope.ts';
import { isComputed } from './column-heads.ts';
import { type Amount, timelineOf } from './operands.ts';
import { partsOf } from './line-parts.ts';
import { at, operandsOf, type Question, singleGroup, subjects } from './question.ts';

const kindNoun = 'types?|kinds?|categor(?:y|ies)|classes|components?|items?|factors?|elements?|parts?|sources?|lines';
const timeNoun = 'years?|quarters?|months?|periods?';
const countOfKinds = new RegExp(`^\\s*(?:[\\p{L}-]+\\s+){0,3}?(?:${kindNoun})\\b|^\\s*(?:[类种项个])`, 'iu');
const askedForKinds = new RegExp(`\\bhow many (?:[\\p{L}-]+\\s+){0,3}?(?:${kindNoun})\\b`, 'iu');
const countOfTimes = new RegExp(
  `^\\s*(?:of (?:the|these) )?(?:(?:\\d+|two|three|four|five|six) )?(?:${timeNoun})\\b|^\\s*个?(?:年|季度|月)`,
  'iu',
);
const askedForTimes = new RegExp(`\\bhow many (?:of the )?(?:fiscal )?(?:${timeNoun})\\b`, 'iu');
const isAsked = /\bhow many\b|有(?:几|多少)[类种项个]/iu;
const atLeast = /\b(?:at least|no less than)\s*$|(?:至少|不低于|不少于)\s*$/iu;
const atMost = /\b(?:at most|no more than)\s*$|(?:至多|不超过|不高于)\s*$/iu;
const above = /\b(?:exceed\w*|above|over|(?:more|greater|higher|larger) than)\s*$|[超高多大](?:过|于|出)\s*$/iu;
const below = /\b(?:below|under|(?:less|lower|smaller|fewer) than)\s*$|[低少小]于\s*$/iu;
const positive = /\bpositive\b/iu;
const negative = /\bnegative\b/iu;

interface Condition {
  readonly isMet: (amount: Amount) => boolean;
  readonly label: string;
}

/** "In 2 of the years X exceeded 5": the 5 is a bound and claims nothing. */
export function isThreshold({ sentence }: Scope, mention: NumberMention, text: string): boolean {
  const before = text.slice(sentence.start, mention.start).replace(/[$€£¥]\s*$/u, '');
  if (![above, below, atLeast, atMost].some((bound) => bound.test(before))) return false;
  const others = sentence.numbers.filter(({ start, value }) => start !== mention.start && Number.isInteger(value));
  return isAsked.test(sentence.text) || others.some(({ end }) => countOfTimes.test(text.slice(end, sentence.end)));
}

export function countClaims(question: Question): Claim[] {
  const { mention, scope, text } = question;
  const { kind, scale, value, signed } = mention;
  if (kind !== 'number' || scale !== 1 || signed || !Number.isInteger(value)) return [];
  const asked = isAsked.test(scope.sentence.text) ? scope.sentence.text : '';
  const after = text.slice(mention.end, scope.sentence.end);
  const condition = conditionOf(question);
  if (askedForTimes.test(asked) || countOfTimes.test(after)) return condition ? timesThat(question, condition) : [];
  if (condition) return asked === '' ? [] : linesThat(question, condition);
  return askedForKinds.test(asked) || countOfKinds.test(after) ? linesBelow(question) : [];
}

function conditionOf({ scope, mention, text }: Question): Condition | undefined {
  const { sentence } = scope;
  for (const other of sentence.numbers) {
    if (other.start === mention.start) continue;
    const before = text.slice(sentence.start, other.start).replace(/[$€£¥]\s*$/u, '');
    const takesEqual = atLeast.test(before) || atMost.test(before);
    const sign = above.test(before) || atLeast.test(before) ? 1 : below.test(before) || atMost.test(before) ? -1 : 0;
    if (sign === 0) continue;
    const isBeyond = (gap: number): boolean => sign * gap > 0 || (takesEqual && gap === 0);
    return {
      label: `${sign > 0 ? '>' : '<'} ${other.text}`,
      isMet: ({ value, unit }) => {
        // A bound without a scale word is in the unit of the table, and one with it in that of a table that says none.
        if (other.kind === 'percent') return isBeyond(value * unit.scale - other.value);
        const bound = other.scale === 1 || unit.scale === 1 ? other.value / other.scale : other.value / unit.scale;
        return isBeyond(value - bound);
      },
    };
  }
  if (positive.test(sentence.text)) return { label: '> 0', isMet: ({ value }) => value > 0 };
  return negative.test(sentence.text) ? { label: '< 0', isMet: ({ value }) => value < 0 } : undefined;
}

function timesThat(question: Question, { isMet, label }: Condition): Claim[] {
  const [only] = question.lines;
  const bound = subjects(question);
  const operands = bound.length > 0 || !only ? bound : operandsOf(only, singleGroup(question));
  return operands.flatMap((operand) => {
    const { sentence } = question.scope;
    const years = sentence.periods.map(({ period }) => period.year);
    const timeline = timelineOf(operand).filter(({ year }) => years.length === 0 || years.includes(year));
    const met = timeline.filter(({ amount }) => isMet(amount)).flatMap(({ amount }) => areasOf(amount.how));
    return timeline.length > 1 ? [countOf(met, `periods with ${operand.lines[0]?.label ?? ''} ${label}`)] : [];
  });
}

function linesThat(question: Question, { isMet, label }: Condition): Claim[] {
  const group = computedSaid(question) ?? singleGroup(question);
  const amounts = question.statement.lines
    .filter(({ isTotal }) => !isTotal)
    .flatMap((line) => at(question, { lines: [line], ...(group !== undefined && { group }) }));
  return amounts.length > 1
    ? [
        countOf(
          amounts.filter(isMet).flatMap(({ how }) => areasOf(how)),
          `lines with ${group ?? 'an amount'} ${label}`,
        ),
      ]
    : [];
}

/** "A % change of less than 50 %": the only column of what was computed, where the sentence asks for that. */
function computedSaid({ statement, scope, mention }: Question): string | undefined {
  const isPercent = scope.sentence.numbers.some(({ start, kind }) => start !== mention.start && kind === 'percent');
  if (!isPercent || !/\bchange|\bgrowth|\bincrease|变动|增长|变化/iu.test(scope.sentence.text)) return undefined;
  const keys = new Set(
    statement.lines.flatMap(({ heads }) => [...heads.values()].flatMap(({ key }) => (isComputed(key) ? [key] : []))),
  );
  const [only] = keys;
  return keys.size === 1 ? only : undefined;
}

/** The lines of the headings that are named; of the whole table where it has none. */
function linesBelow({ sections, statement, lines }: Question): Claim[] {
  const named = sections.flatMap(({ items }) => items);
  const found = named.map((section) => ({ name: section.names.join(' '), lines: section.lines }));
  const isFlat = statement.lines.every(({ section }) => section < 0);
  if (found.length === 0 && isFlat && lines.length === 0) {
    const total = statement.lines.findIndex(({ isTotal }) => isTotal);
    found.push({ name: 'the table', lines: total < 0 ? [...statement.lines] : statement.lines.slice(0, total) });
  }
  return found.map(({ name, lines: own }) => {
    const parts = partsOf(own);
    const distinct = parts.filter(({ label }, place) => parts.findIndex((other) => other.label === label) === place);
    const areas = distinct.map(({ row }) => ({ top: row, left: 0, bottom: row, right: 0 }));
    return countOf(areas, `lines of ${name}`);
  });
}

/** @param areas the cells that are counted, each holding something */
function countOf(areas: readonly Area[], label: string): Claim {
  return {
    kind: 'count',
    value: areas.length,
    unit: countUnit,
    label: { en: label, zh: label },
    how: fold('count', { areas, where: [] }),
  };
}
