/**
 * What a number may be where the sentence leaves something open, asked only where nothing that it says in so many words is met.
 * Its words are bound to lines and columns as far as they go: what they say most of is meant, and where they say equally much of
 * several columns, each is a reading of its own, the same for all amounts of a computation.
 */

import { areasOf } from '../../expression.ts';
import { isSamePeriod, periodOrder } from '../../notation/period.ts';
import type { Claim } from '../claim.ts';
import { claimsOf } from './amount-claims.ts';
import { columnChanges } from './compared-columns.ts';
import type { Naming } from './name-windows.ts';
import { openColumns, openLines } from './open-names.ts';
import { isNear, masked, type Question } from './question.ts';
import type { Line } from './read-statement.ts';
import { partsOfAll, partsOfYear } from './unsaid-wholes.ts';

/** A table of more lines is a list, of which a name that is not said may be any. */
const mostLines = 60;

export function openClaims(asked: Question): Claim[] {
  if (asked.statement.lines.length > mostLines) return [];
  const question = withoutRepeats(asked);
  return [
    // What it says in so many words was asked before, unless a period was said twice.
    ...claimsWith(question, question.lines, question === asked),
    ...openLines(question).flatMap((lines) => {
      const isDropped = lines.length < question.lines.length;
      return claimsWith(question, lines).filter((claim) => !isDropped || isComputed(claim));
    }),
    ...columnChanges(question),
    ...partsOfYear(question),
    ...partsOfAll(question),
  ];
}

/** Everything that it may be with these lines, whichever columns it means. */
function claimsWith(question: Question, lines: readonly Naming<Line>[], isAsked = false): Claim[] {
  // Without a line that is said, only lines that are nothing but times are meant.
  const areTimes = question.statement.lines.every(({ forms, isTotal }) => forms.length === 0 || isTotal);
  if (lines.length === 0 && !areTimes) return [];
  const own = withNames(question, lines, question.groups);
  const isMean = isNear(question, 'mean');
  const columns = openColumns(own).flatMap(({ groups, isGuess }) =>
    readings(withNames(question, lines, groups)).filter(({ kind }) => !(isGuess && isMean && kind === 'value')),
  );
  return [...readings(own, isAsked), ...columns];
}

function readings(question: Question, isAsked = false): Claim[] {
  return [...(isAsked ? [] : [question]), ...withoutOwnWords(question)].flatMap((own) =>
    claimsOf(own).filter((claim) => usesAll(claim, own) && !isOfItself(claim)),
  );
}

/** "Between 2018 and 2019 … as of 2019": a period that is said twice is one. */
function withoutRepeats(question: Question): Question {
  const { scope } = question;
  const { sentence } = scope;
  const periods = sentence.periods.filter(
    ({ period }, at) => sentence.periods.findIndex((other) => isSamePeriod(other.period, period)) === at,
  );
  if (periods.length === sentence.periods.length) return question;
  const [one, other] = periods.toSorted((left, right) => periodOrder(left.period) - periodOrder(right.period));
  const pair = one && other && periods.length === 2 ? ([one.period, other.period] as const) : scope.pair;
  return { ...question, scope: { ...scope, sentence: { ...sentence, periods }, ...(pair && { pair }) } };
}

function withNames(question: Question, lines: readonly Naming<Line>[], groups: readonly Naming<string>[]): Question {
  const { sentence } = question.scope;
  const said = [...lines, ...groups].filter(({ start, end }) => end > start);
  return { ...question, lines, groups, around: masked(sentence.text, said, sentence.start) };
}

/** Words of a line's own name, its headings and columns say nothing of a computation, wherever they stand. */
function withoutOwnWords(question: Question): Question[] {
  const { lines, words, scope, around } = question;
  const own = new Set(
    lines.flatMap(({ items }) =>
      items.flatMap(({ forms, headings, heads }) => [
        ...[...forms, ...headings].flat(),
        ...[...heads.values()].flatMap(({ names }) => names),
      ]),
    ),
  );
  const rest = masked(
    around,
    words.filter(({ text }) => own.has(text)),
    scope.sentence.start,
  );
  return rest === around ? [] : [{ ...question, around: rest }];
}

/** Where a name is taken for words of a computation, that is what it says. */
function isComputed({ kind }: Claim): boolean {
  return kind === 'difference' || kind === 'growth' || kind === 'mean' || kind === 'total';
}

/** Whether an amount is set against itself. */
function isOfItself({ kind, how }: Claim): boolean {
  const [first, ...rest] = areasOf(how);
  return (
    (kind === 'ratio' || kind === 'share') &&
    rest.length > 0 &&
    rest.every(({ top, left }) => top === first?.top && left === first.left)
  );
}

/** Whether every column, and every line that is named in full, has a part in a figure. */
function usesAll({ how }: Claim, { lines, groups, statement }: Question): boolean {
  const areas = areasOf(how);
  const rows = statement.lines.filter(({ row }) => areas.some(({ top, bottom }) => top <= row && row <= bottom));
  const keys = new Set(rows.flatMap(({ heads }) => areas.map(({ left }) => heads.get(left)?.key)));
  return (
    groups.every(({ items }) => items.some((key) => keys.has(key))) &&
    lines.every(({ recall, items }) => recall < 1 - 1e-9 || items.some((line) => rows.includes(line)))
  );
}
