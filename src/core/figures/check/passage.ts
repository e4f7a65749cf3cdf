/** A sentence with its numbers, periods and names, and what is near to what in it. */

import { joinYears, type PeriodMention } from '../notation/period.ts';
import type { NumberMention } from './find-numbers.ts';
import type { EntityMention, Lexicon } from './lexicon.ts';

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly numbers: readonly NumberMention[];
  readonly periods: readonly PeriodMention[];
  readonly entities: readonly EntityMention[];
  /** Where its clauses begin, in the whole text; the first is `start`. */
  readonly clauses: readonly number[];
  /** The sentence before it in the same paragraph or list. */
  readonly previous?: Sentence;
  readonly isHeading: boolean;
}

const sentenceEnd = /[。！？!?]+["'”’）)]*|\.(?=["'”’)]*(?:\s|$))|[;；]|\n+/gu;
const clauseStart =
  /[,，](?!\d{3}(?!\d))\s*|[:：](?!\s*(?:about |约)?[-−(（$€£¥￥]*\d)\s*|\s[–—-]\s|——|、(?=[^、。，；]*?(?:增|下降|占|为|达))|\b(?:while|whereas|but|although|though|compared|versus|which|followed by|then)\b|而|但|其中|同时|并且|随后|、?以及/giu;
const abbreviation =
  /(?:\b(?:vs|approx|no|incl|e\.g|i\.e|fig|inc|ltd|co|st|dr|mr|mrs|ca|avg|max|min|dept|est)|\b[A-Z])\.$/iu;

/** Cuts a text into sentences, each with what was found in it. */
export function readSentences(
  text: string,
  numbers: readonly NumberMention[],
  periods: readonly PeriodMention[],
  lexicon: Lexicon,
): Sentence[] {
  const sentences: Sentence[] = [];
  let previous: Sentence | undefined;
  let start = 0;
  const add = (end: number, brk: string): void => {
    const part = text.slice(start, end);
    if (part.trim() !== '') {
      const own = { start, end };
      const isIn = (mention: { start: number; end: number }): boolean =>
        mention.start >= own.start && mention.end <= own.end;
      const isHeading = /^\s*#{1,6}\s/u.test(part);
      const found = lexicon
        .find(part)
        .map((mention) => ({ ...mention, start: mention.start + start, end: mention.end + start }));
      const inNumber = (mention: EntityMention): boolean =>
        [...numbers, ...periods].some((number) => mention.start < number.end && number.start < mention.end);
      const sentence: Sentence = {
        ...own,
        text: part,
        numbers: numbers.filter(isIn),
        periods: joinYears(periods.filter(isIn), text),
        entities: found.filter((mention) => !inNumber(mention) || mention.strength === 1),
        clauses: clausesOf(part, start, numbers),
        isHeading,
        ...(previous && { previous }),
      };
      sentences.push(sentence);
      previous = sentence;
    }
    if (brk.length > 1 && brk.startsWith('\n\n') && previous && !previous.isHeading) previous = undefined;
    start = end;
  };
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    const isAbbreviated = match[0].startsWith('.') && abbreviation.test(text.slice(Math.max(0, end - 8), end));
    if (isAbbreviated || numbers.some((number) => number.start < match.index && match.index < number.end)) continue;
    add(end, match[0]);
  }
  add(text.length, '');
  return sentences;
}

function clausesOf(part: string, offset: number, numbers: readonly NumberMention[]): number[] {
  const starts = [offset];
  for (const match of part.matchAll(clauseStart)) {
    const at = match.index + offset;
    // A comma inside a date ("Mar 5, 2026") or a number parts nothing.
    if (numbers.some(({ start, end }) => start < at && at < end)) continue;
    if (
      /[,，]/u.test(match[0]) &&
      /^\s*\d{4}\b/u.test(part.slice(match.index + match[0].length)) &&
      /\d\s*$/u.test(part.slice(0, match.index))
    )
      continue;
    starts.push(/^[,，:：\s、]/u.test(match[0]) ? at + match[0].length : at);
  }
  return starts;
}

export function clauseOf(sentence: Sentence, at: number): { readonly start: number; readonly end: number } {
  const next = sentence.clauses.findIndex((start) => start > at);
  const start = sentence.clauses[next < 0 ? sentence.clauses.length - 1 : next - 1] ?? sentence.start;
  return { start, end: next < 0 ? sentence.end : (sentence.clauses[next] ?? sentence.end) };
}

interface Placed {
  readonly start: number;
  readonly end: number;
}

/**
 * The mention that belongs to a number: what follows it by a preposition ("120 in the North"), else the nearest before it in
 * its clause, else after it there, else the nearest before it in the sentence. With it come those that it is joined to.
 */
export function nearest<Mention extends Placed>(
  sentence: Sentence,
  text: string,
  number: Placed,
  mentions: readonly Mention[],
  options: { readonly acrossClauses: boolean; readonly adjacentOnly?: boolean },
): { readonly mentions: readonly Mention[]; readonly inClause: boolean } | undefined {
  const clause = clauseOf(sentence, number.start);
  const others = sentence.numbers.filter(({ start }) => start !== number.start);
  const after = mentions.filter(({ start }) => start >= number.end);
  const before = mentions.filter(({ end }) => end <= number.start);
  const following = after[0];
  if (
    following &&
    isLinked(text.slice(number.end, following.start), options.adjacentOnly === true) &&
    !others.some(({ start }) => start >= number.end && start < following.start)
  ) {
    return { mentions: joined(text, after, 0, 1), inClause: true };
  }
  const inClause = before.filter(({ start }) => start >= clause.start);
  if (inClause.length > 0) return { mentions: joined(text, inClause, inClause.length - 1, -1), inClause: true };
  const later = after.filter(({ end }) => end <= clause.end);
  if (later.length > 0 && (options.adjacentOnly !== true || before.length === 0)) {
    // What stands behind another number belongs to that.
    const [first] = later;
    const isFree = first && !others.some(({ start, end }) => start >= number.end && end <= first.start);
    if (isFree) return { mentions: joined(text, later, 0, 1), inClause: true };
  }
  if (!options.acrossClauses || before.length === 0) return undefined;
  return { mentions: joined(text, before, before.length - 1, -1), inClause: false };
}

function isLinked(between: string, adjacentOnly: boolean): boolean {
  if (adjacentOnly) return /^\s*(?:of|in|的)?\s*$/iu.test(between);
  if (between.length > 40 || /[,，;；。.:：]/u.test(between)) return false;
  return (
    /^\s*[(（]\s*$/u.test(between) ||
    /^[^()（）]{0,24}\b(?:in|for|from|by|at|of|on|during)\s+(?:the\s+|our\s+)?$/iu.test(between) ||
    /^[^()（）]{0,8}(?:来自|源自|出自|归属|属于|由)\s*$/u.test(between)
  );
}

/** Mentions that only "and", a comma or the like parts from the one at `at`, in the direction `step`. */
function joined<Mention extends Placed>(
  text: string,
  mentions: readonly Mention[],
  at: number,
  step: 1 | -1,
): Mention[] {
  const found: Mention[] = [];
  let current = mentions[at];
  for (let next = at; current; next += step) {
    found.push(current);
    const neighbour = mentions[next + step];
    if (!neighbour) break;
    const [left, right] = step === 1 ? [current, neighbour] : [neighbour, current];
    if (right.start < left.end) {
      current = neighbour;
      continue;
    }
    if (
      !/^\s*(?:,|，|、|and|&|和|与|及|以及|\/|\+|,\s*and|the|\s)+\s*$/iu.test(text.slice(left.end, right.start)) &&
      left.end !== right.start
    )
      break;
    current = neighbour;
  }
  return found.sort((one, other) => one.start - other.start);
}
