/** Which lines and columns of a statement a sentence names. */

import { isWithin, type Period, type PeriodMention } from '../../notation/period.ts';
import type { Token } from '../lexicon.ts';
import { isStopWord, withoutUnits, wordsOf } from './name-text.ts';
import { acronymsIn, readAcronyms } from './acronyms.ts';
import { withElided, withoutHeadings, withoutWholes } from './compound-names.ts';
import { choose, type Naming } from './name-windows.ts';
import { readerOfWords } from './other-words.ts';
import type { Line, Statement } from './read-statement.ts';
import { isRange } from './said-periods.ts';

/** A heading and the lines below it. */
export interface Section {
  readonly names: readonly string[];
  readonly lines: readonly Line[];
}

export interface NamedParts {
  readonly lines: readonly Naming<Line>[];
  readonly groups: readonly Naming<string>[];
  readonly sections: readonly Naming<Section>[];
  /** The words of the sentence that may name something, as the table writes them. */
  readonly words: readonly Token[];
}

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface NameIndex {
  /**
   * @param number is no name, nor are the periods; lines of other periods than these are not meant
   * @param wantsAmount whether a line of percentages is not meant where one of amounts has its name
   */
  find(
    text: string,
    offset: number,
    number: Placed,
    periods: readonly PeriodMention[],
    wantsAmount?: boolean,
  ): NamedParts;
  /** How much a word tells: little where many names have it. */
  weightOf(word: string): number;
}

const apart = /\b(?:to|over|than|versus|vs|from|against|minus|plus)\b/iu;

/** Whether lines of one name are each of a time of its own: one thing in time, however many they are. */
function areInTime(lines: readonly Line[]): boolean {
  return (
    new Set(lines.map(({ period }, at) => (period ? JSON.stringify(period) : at))).size === lines.length &&
    lines.every(({ period }) => period !== undefined)
  );
}

/** Rare words weigh more: "total" names little in a table of totals. */
export function indexNames(statement: Statement): NameIndex {
  const lines = statement.lines.map((line) => ({ item: line, forms: line.forms, headings: line.headings }));
  // What all columns are called tells none of them apart.
  const isCommon = (name: string): boolean => statement.groups.every((group) => group.names.includes(name));
  const own =
    statement.groups.length < 2
      ? statement.groups
      : statement.groups.map(({ key, names }) => ({ key, names: names.filter((name) => !isCommon(name)) }));
  const groups = own.map(({ key, names }, at) => ({
    item: key,
    forms: [names, ...fullName(statement.groups[at]?.names, names)],
    headings: [],
  }));
  const counts = new Map<string, number>();
  for (const { forms } of [...lines, ...groups])
    for (const name of new Set(forms.flat())) counts.set(name, (counts.get(name) ?? 0) + 1);
  const weightOf = (name: string): number => 1 / Math.sqrt(counts.get(name) ?? 1);
  const headings = statement.lines.flatMap((line) => line.headings.flat());
  const sections = sectionsOf(statement).map((item) => ({ item, forms: [item.names], headings: [] }));
  const read = readerOfWords(new Set([...counts.keys(), ...headings]));
  const acronyms = acronymsIn(
    statement.lines.flatMap(({ label, headings }) => [label, ...headings.map((own) => own.join(' '))]),
  );
  const isShare = ({ cells }: Line): boolean => cells.every(({ unit }) => unit.kind === 'percent');
  const nameOf = ({ forms }: Line): string => forms[0]?.join(' ') ?? '';
  const amounts = new Set(statement.lines.filter((line) => !isShare(line)).map(nameOf));
  return {
    weightOf,
    find: (text, offset, number, periods, wantsAmount = false) => {
      const without: readonly Placed[] = [number, ...periods];
      const words = wordsOf(withoutUnits(text)).map((token) => ({
        ...token,
        start: token.start + offset,
        end: token.end + offset,
      }));
      const tokens = readAcronyms(words, text, offset, acronyms, (word) => counts.has(word))
        .filter(
          ({ text: word, start, end }) =>
            (!isStopWord(word) || counts.has(word)) && !without.some((other) => start < other.end && other.start < end),
        )
        .flatMap((token) => parted(token, counts))
        .map((token) => ({ ...token, text: read(token.text) }))
        .concat(currencySigns(text, offset, counts))
        .sort((one, other) => one.start - other.start);
      const places = new Map<string, number[]>();
      tokens.forEach(({ text: word }, at) => {
        const known = places.get(word);
        if (known) known.push(at);
        else places.set(word, [at]);
      });
      const [first, last] = periods;
      const isStretch = isRange(
        text,
        periods.map((said) => ({ ...said, start: said.start - offset, end: said.end - offset })),
      );
      // "From 2016 to 2018" is also of the lines of 2017.
      const isBetween = (period: Period): boolean => {
        if (!isStretch || !first || !last || period.year === undefined) return false;
        const years = [first.period.year ?? NaN, last.period.year ?? NaN];
        return period.year > Math.min(...years) && period.year < Math.max(...years);
      };
      const meant = lines.filter(
        ({ item }) =>
          (!item.period ||
            periods.length === 0 ||
            isBetween(item.period) ||
            periods.some(
              (said) => item.period && (isWithin(item.period, said.period) || isWithin(said.period, item.period)),
            )) &&
          !(wantsAmount && isShare(item) && amounts.has(nameOf(item))),
      );
      const isParted = (from: number, to: number): boolean =>
        apart.test(text.slice(Math.max(0, from - offset), Math.max(0, to - offset)));
      const chosen = choose(meant, tokens, places, weightOf, isParted, areInTime);
      const foundLines = withElided(chosen, lines, tokens, text, offset);
      return {
        words: tokens,
        lines: withoutWholes(withoutHeadings(foundLines), text, offset),
        groups: withElided(choose(groups, tokens, places, weightOf, isParted), groups, tokens, text, offset),
        sections: choose(sections, tokens, places, weightOf, isParted).filter(({ recall }) => recall > 1 - 1e-9),
      };
    },
  };
}

/** The signs of currencies that columns go by: "in terms of $M". */
function currencySigns(text: string, offset: number, known: ReadonlyMap<string, unknown>): Token[] {
  return [...text.matchAll(/[$€£¥]/gu)].flatMap(({ index, 0: sign }) =>
    known.has(sign) ? [{ start: index + offset, end: index + offset + 1, text: sign }] : [],
  );
}

/** The whole name beside what tells it apart, where that is little: "Total number of shares purchased" among other shares. */
function fullName(all: readonly string[] | undefined, own: readonly string[]): (readonly string[])[] {
  return all && own.length > 0 && own.length < all.length ? [all] : [];
}

/** "IFRS9" where the table writes IFRS 9. */
function parted(token: Token, known: ReadonlyMap<string, unknown>): Token[] {
  const [, letters, digits] = /^(\p{L}{2,})(\d+)$/u.exec(token.text) ?? [];
  const word = wordsOf(letters ?? '')[0]?.text;
  if (word === undefined || digits === undefined || known.has(token.text) || !known.has(word)) return [token];
  const middle = token.start + (letters ?? word).length;
  return [
    { ...token, end: middle, text: word },
    { ...token, start: middle, text: digits },
  ];
}

function sectionsOf({ lines }: Statement): Section[] {
  const found = new Map<number, Line[]>();
  for (const line of lines) {
    if (line.section >= 0) found.set(line.section, [...(found.get(line.section) ?? []), line]);
  }
  return [...found.values()].flatMap((own) => {
    const names = own[0]?.headings.at(-1)?.filter((name) => name !== 'total') ?? [];
    return names.length > 0 ? [{ names, lines: own }] : [];
  });
}
