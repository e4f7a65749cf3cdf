/** Which lines and columns of a statement a sentence names. */

import { isWithin, type PeriodMention } from '../../notation/period.ts';
import type { Token } from '../lexicon.ts';
import { isStopWord, wordsOf } from './name-text.ts';
import { readerOfWords } from './other-words.ts';
import type { Line, Statement } from './read-statement.ts';

export interface Naming<Item> {
  readonly start: number;
  readonly end: number;
  /** What the words name equally well: two lines of one name under different headings. */
  readonly items: readonly Item[];
  /** The share of the name that is said, by weight. */
  readonly recall: number;
  readonly weight: number;
  /** The words that are said. */
  readonly said: readonly string[];
}

/** A heading and the lines below it. */
export interface Section {
  readonly names: readonly string[];
  readonly lines: readonly Line[];
}

export interface NamedParts {
  readonly lines: readonly Naming<Line>[];
  readonly groups: readonly Naming<string>[];
  readonly sections: readonly Naming<Section>[];
}

interface Named<Item> {
  readonly item: Item;
  readonly forms: readonly (readonly string[])[];
  readonly headings: readonly (readonly string[])[];
}

const leastRecall = 0.55;
const mostAlike = 3;

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
  const isShare = ({ cells }: Line): boolean => cells.every(({ unit }) => unit.kind === 'percent');
  const nameOf = ({ forms }: Line): string => forms[0]?.join(' ') ?? '';
  const amounts = new Set(statement.lines.filter((line) => !isShare(line)).map(nameOf));
  return {
    find: (text, offset, number, periods, wantsAmount = false) => {
      const without: readonly Placed[] = [number, ...periods];
      const tokens = wordsOf(text)
        .map((token) => ({ ...token, start: token.start + offset, end: token.end + offset }))
        .filter(
          ({ text: word, start, end }) =>
            (!isStopWord(word) || counts.has(word)) && !without.some((other) => start < other.end && other.start < end),
        )
        .flatMap((token) => parted(token, counts))
        .map((token) => ({ ...token, text: read(token.text) }));
      const places = new Map<string, number[]>();
      tokens.forEach(({ text: word }, at) => {
        const known = places.get(word);
        if (known) known.push(at);
        else places.set(word, [at]);
      });
      const meant = lines.filter(
        ({ item }) =>
          (!item.period ||
            periods.length === 0 ||
            periods.some(
              (said) => item.period && (isWithin(item.period, said.period) || isWithin(said.period, item.period)),
            )) &&
          !(wantsAmount && isShare(item) && amounts.has(nameOf(item))),
      );
      const chosen = choose(meant, tokens, places, weightOf);
      const foundLines = [...chosen, ...elided(chosen, lines, tokens, text, offset)].sort(
        (one, other) => one.start - other.start,
      );
      return {
        lines: withoutWholes(withoutHeadings(foundLines), text, offset),
        groups: choose(groups, tokens, places, weightOf),
        sections: choose(sections, tokens, places, weightOf).filter(({ recall }) => recall > 1 - 1e-9),
      };
    },
  };
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

/** "Low and medium country risk", "current and non-current liabilities": what two names share is said once, with the second or the first. */
function elided(
  chosen: readonly Naming<Line>[],
  lines: readonly Named<Line>[],
  tokens: readonly Token[],
  text: string,
  offset: number,
): Naming<Line>[] {
  return chosen.flatMap((naming): Naming<Line>[] => {
    if (naming.recall < 1 - 1e-9 || naming.said.length < 2) return [];
    const first = tokens.findIndex(({ start }) => start === naming.start);
    const last = tokens.findLastIndex(({ end }) => end === naming.end);
    return [[tokens[first - 1], tokens[first]] as const, [tokens[last + 1], tokens[last]] as const].flatMap(
      ([other, own]): Naming<Line>[] => {
        if (
          !other ||
          !own ||
          chosen.some(({ start, end, recall }) => recall > 1 - 1e-9 && start < other.end && other.start < end)
        )
          return [];
        const [left, right] = other.start < own.start ? [other, own] : [own, other];
        if (!/^\s*(?:,|，|、|and|or|&|和|与|及|\s)+\s*$/iu.test(text.slice(left.end - offset, right.start - offset)))
          return [];
        const wanted = naming.said
          .map((name) => (name === own.text ? other.text : name))
          .sort()
          .join(' ');
        const found = lines.filter(
          ({ item, forms }) =>
            !naming.items.includes(item) && forms.some((form) => [...form].sort().join(' ') === wanted),
        );
        const items = found.map(({ item }) => item);
        return items.length === 0 || items.length > mostAlike
          ? []
          : [{ start: other.start, end: other.end, items, recall: 1, weight: naming.weight, said: wanted.split(' ') }];
      },
    );
  });
}

interface Candidate<Item> {
  readonly item: Item;
  readonly at: readonly number[];
  readonly recall: number;
  readonly weight: number;
  readonly path: number;
  readonly said: readonly string[];
  /** Whether the words are said in the order of the name. */
  readonly isOrdered: boolean;
}

function choose<Item>(
  all: readonly Named<Item>[],
  tokens: readonly Token[],
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (name: string) => number,
): Naming<Item>[] {
  const candidates = all
    .flatMap((own) => windowsOf(own, places, weightOf))
    .filter(({ recall }) => recall >= leastRecall)
    .sort((one, other) => scoreOf(other) - scoreOf(one) || other.path - one.path || widthOf(one) - widthOf(other));
  const taken: { best: Candidate<Item>; alike: Candidate<Item>[] }[] = [];
  for (const candidate of candidates) {
    if (taken.some(({ alike }) => alike.some(({ item }) => item === candidate.item))) continue;
    const rival = taken.find(({ best }) => candidate.at.some((place) => best.at.includes(place)));
    if (!rival) {
      taken.push({ best: candidate, alike: [candidate] });
      continue;
    }
    const { best } = rival;
    const isAlike =
      candidate.recall === best.recall &&
      candidate.weight === best.weight &&
      candidate.path >= best.path - 1e-9 &&
      widthOf(candidate) === widthOf(best);
    if (isAlike && rival.alike.every(({ item }) => item !== candidate.item)) rival.alike.push(candidate);
  }
  return taken
    .filter(({ alike }) => alike.length <= mostAlike)
    .map(({ best, alike }) => ({
      start: tokens[best.at[0] ?? 0]?.start ?? 0,
      end: tokens[best.at.at(-1) ?? 0]?.end ?? 0,
      items: alike.map(({ item }) => item),
      recall: best.recall,
      weight: best.weight,
      said: best.said,
    }))
    .sort((one, other) => one.start - other.start);
}

/** Words that are turned round are less surely a name: "total revenue as a percentage". */
function scoreOf(candidate: Candidate<unknown>): number {
  const { weight, recall, isOrdered, at } = candidate;
  // Of "total net deferred taxes" the nearer words are a name: net deferred tax, and not total deferred tax.
  const gaps = widthOf(candidate) + 1 - at.length;
  return weight * recall * (isOrdered ? 1 : 0.75) * (1 - 0.1 * Math.min(gaps, 3));
}

function widthOf({ at }: Window): number {
  return (at.at(-1) ?? 0) - (at[0] ?? 0);
}

/** The shortest stretches of the sentence that say the most of a name; twice where it is said twice. */
function windowsOf<Item>(
  { item, forms, headings }: Named<Item>,
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (name: string) => number,
): Candidate<Item>[] {
  const found = forms.flatMap((names) => bestWindow(names, places, weightOf));
  const path = pathScore(headings, places);
  const [best] = found.sort((one, other) => other.recall - one.recall || other.weight - one.weight);
  // Where another name takes the first place ("the cost of revenue was half of revenue"), the next one is its own.
  return found.filter(({ recall }) => recall === best?.recall).map((window) => ({ item, path, ...window }));
}

/** How much of the nearest heading is said, and then of those above it. */
function pathScore(headings: readonly (readonly string[])[], places: ReadonlyMap<string, unknown>): number {
  const recall = (names: readonly string[]): number =>
    names.length === 0 ? 0 : names.filter((name) => places.has(name)).length / names.length;
  const own = headings.at(-1);
  const said = own?.filter((name) => places.has(name)).length ?? 0;
  // Of two headings that are said whole the longer one is meant.
  return own ? recall(own) + 0.05 * said + 0.01 * recall(headings.slice(0, -1).flat()) : 0;
}

type Window = Pick<Candidate<unknown>, 'at' | 'recall' | 'weight' | 'said' | 'isOrdered'>;

function bestWindow(
  names: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (name: string) => number,
): Window[] {
  const hits = names
    .flatMap((name) => (places.get(name) ?? []).map((at) => ({ name, at })))
    .sort((one, other) => one.at - other.at);
  if (hits.length === 0) return [];
  const whole = names.reduce((sum, name) => sum + weightOf(name), 0);
  const widest = names.length + 4;
  let best: Window | undefined;
  let alike: Window[] = [];
  for (let from = 0; from < hits.length; from += 1) {
    const said: string[] = [];
    const at: number[] = [];
    let weight = 0;
    for (let to = from; to < hits.length; to += 1) {
      const hit = hits[to];
      const start = hits[from];
      if (!hit || !start || hit.at - start.at >= widest) break;
      if (said.includes(hit.name)) continue;
      said.push(hit.name);
      weight += weightOf(hit.name);
      at.push(hit.at);
    }
    const own = { at: [...at], recall: weight / whole, weight, said: [...said], isOrdered: isInOrder(said, names) };
    const isShorter =
      best !== undefined &&
      (widthOf(own) < widthOf(best) || (widthOf(own) === widthOf(best) && own.isOrdered && !best.isOrdered));
    const isBetter = !best || weight > best.weight + 1e-9 || (weight > best.weight - 1e-9 && isShorter);
    if (isBetter) best = own;
    const isAlike = best !== undefined && widthOf(own) === widthOf(best) && own.isOrdered === best.isOrdered;
    if (isBetter) alike = [own];
    else if (isAlike && best && Math.abs(weight - best.weight) < 1e-9) alike.push(own);
  }
  return alike;
}

/** Whether words are said in the order of the name: "underlying EBITDA", not "EBITDA and underlying". */
function isInOrder(said: readonly string[], names: readonly string[]): boolean {
  return said.every((word, at) => at === 0 || names.indexOf(word) > names.indexOf(said[at - 1] ?? ''));
}

/** "Long-lived assets in Korea" names the line Korea under that heading, not the heading's total beside it. */
function withoutHeadings(namings: readonly Naming<Line>[]): Naming<Line>[] {
  return namings.filter(
    (own) =>
      (own.recall === 1 && (own.said.includes('total') || !own.items.every(({ isTotal }) => isTotal))) ||
      !namings.some(
        (other) =>
          other !== own &&
          (other.recall > own.recall || other.recall === 1) &&
          other.items.some((line) => own.said.every((name) => line.headings.some((heading) => heading.includes(name)))),
      ),
  );
}

/**
 * "Federal income tax expense" is the line Federal below that heading, not the line of the tax as a whole; "total assets from
 * APAC" are the line APAC: a name that is only the rest of the name before or behind it is none of its own.
 */
function withoutWholes(namings: readonly Naming<Line>[], text: string, offset: number): Naming<Line>[] {
  return namings.filter(
    (whole) =>
      !namings.some((part) => {
        if (part === whole || part.recall < 1) return false;
        const between = text.slice(Math.min(part.end, whole.end) - offset, Math.max(part.start, whole.start) - offset);
        const isOfHeading = part.items.every((line) =>
          whole.said.every((name) => name === 'total' || line.headings.some((heading) => heading.includes(name))),
        );
        if (part.start < whole.start)
          return (
            part.items.every((line) => saysOnly(between, line.headings.flat())) &&
            (isOfHeading || part.items.every((line) => whole.items.every((total) => isBelow(total, line))))
          );
        return isOfHeading && /^\s*(?:from|of|in|for|at)\s+(?:the\s+)?$/iu.test(between);
      }),
  );
}

function saysOnly(text: string, names: readonly string[]): boolean {
  return wordsOf(text).every(({ text: word }) => names.includes(word));
}

/** Whether a line stands below another's section and adds up more than that: it is the last of all, or called a total. */
function isBelow(total: Line, { row, section }: Line): boolean {
  return total.row > row && section >= 0 && total.isLast;
}
