/** Which lines and columns of a statement a sentence names. */

import { isWithin, type PeriodMention } from '../../notation/period.ts';
import { type Token, tokenise } from '../lexicon.ts';
import { isStopWord } from './name-text.ts';
import type { Line, Statement } from './read-statement.ts';

export interface Naming<Item> {
  readonly start: number;
  readonly end: number;
  /** What the words name equally well: two lines of one name under different headings. */
  readonly items: readonly Item[];
  /** The share of the name that is said, by weight. */
  readonly recall: number;
  readonly weight: number;
}

export interface NamedParts {
  readonly lines: readonly Naming<Line>[];
  readonly groups: readonly Naming<string>[];
}

interface Named<Item> {
  readonly item: Item;
  readonly names: readonly string[];
  readonly path: readonly string[];
}

const leastRecall = 0.55;
const mostAlike = 3;

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface NameIndex {
  /** @param said what is no name in it: its numbers and periods; lines of other periods than these are not meant */
  find(text: string, offset: number, numbers: readonly Placed[], periods: readonly PeriodMention[]): NamedParts;
}

/** Rare words weigh more: "total" names little in a table of totals. */
export function indexNames(statement: Statement): NameIndex {
  const lines = statement.lines.map((line) => ({ item: line, names: line.names, path: line.pathNames }));
  const groups = statement.groups.map(({ key, names }) => ({ item: key, names, path: [] }));
  const counts = new Map<string, number>();
  for (const { names } of [...lines, ...groups])
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const weightOf = (name: string): number => 1 / Math.sqrt(counts.get(name) ?? 1);
  return {
    find: (text, offset, numbers, periods) => {
      const without: readonly Placed[] = [...numbers, ...periods];
      const tokens = tokenise(text)
        .map((token) => ({ ...token, start: token.start + offset, end: token.end + offset }))
        .filter(
          ({ text: word, start, end }) =>
            !isStopWord(word) && !without.some((other) => start < other.end && other.start < end),
        );
      const places = new Map<string, number[]>();
      tokens.forEach(({ text: word }, at) => {
        const known = places.get(word);
        if (known) known.push(at);
        else places.set(word, [at]);
      });
      const meant = lines.filter(({ item: { period } }) => !period || periods.length === 0 || periods.some((said) => isWithin(period, said.period) || isWithin(said.period, period))); // prettier-ignore
      const foundLines = choose(meant, tokens, places, weightOf);
      return { lines: withoutHeadings(foundLines), groups: choose(groups, tokens, places, weightOf) };
    },
  };
}

interface Candidate<Item> {
  readonly item: Item;
  readonly at: readonly number[];
  readonly recall: number;
  readonly weight: number;
  readonly path: number;
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
    .sort((one, other) => other.weight * other.recall - one.weight * one.recall || other.path - one.path);
  const taken: { best: Candidate<Item>; alike: Candidate<Item>[] }[] = [];
  for (const candidate of candidates) {
    const rival = taken.find(({ best }) => candidate.at.some((place) => best.at.includes(place)));
    if (!rival) {
      taken.push({ best: candidate, alike: [candidate] });
      continue;
    }
    const { best } = rival;
    const isAlike =
      candidate.recall === best.recall && candidate.weight === best.weight && candidate.path >= best.path - 1e-9;
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
    }))
    .sort((one, other) => one.start - other.start);
}

/** The shortest stretches of the sentence that say the most of a name; twice where it is said twice. */
function windowsOf<Item>(
  { item, names, path }: Named<Item>,
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (name: string) => number,
): Candidate<Item>[] {
  const hits = names.flatMap((name) => (places.get(name) ?? []).map((at) => ({ name, at }))).sort((one, other) => one.at - other.at); // prettier-ignore
  if (hits.length === 0) return [];
  const whole = names.reduce((sum, name) => sum + weightOf(name), 0);
  const said = path.filter((name) => places.has(name));
  const own = { item, path: path.length === 0 ? 0 : said.length / path.length };
  const widest = names.length + 4;
  let best: Candidate<Item> | undefined;
  for (let from = 0; from < hits.length; from += 1) {
    const seen = new Set<string>();
    const at: number[] = [];
    let weight = 0;
    for (let to = from; to < hits.length; to += 1) {
      const hit = hits[to];
      const start = hits[from];
      if (!hit || !start || hit.at - start.at >= widest) break;
      if (seen.has(hit.name)) continue;
      seen.add(hit.name);
      weight += weightOf(hit.name);
      at.push(hit.at);
    }
    const length = (at.at(-1) ?? 0) - (at[0] ?? 0);
    const bestLength = best ? (best.at.at(-1) ?? 0) - (best.at[0] ?? 0) : 0;
    if (!best || weight > best.weight + 1e-9 || (weight > best.weight - 1e-9 && length < bestLength))
      best = { ...own, at, recall: weight / whole, weight };
  }
  return best ? [best] : [];
}

/** "Long-lived assets in Korea" names the line Korea under that heading, not the heading's total beside it. */
function withoutHeadings(namings: readonly Naming<Line>[]): Naming<Line>[] {
  return namings.filter(
    ({ items, recall }) =>
      recall === 1 ||
      !items.every((line) =>
        namings.some(
          (other) =>
            other.items !== items &&
            other.items.some(
              (inner) =>
                inner.row !== line.row &&
                line.names.every((name) => name === 'total' || inner.pathNames.includes(name)),
            ),
        ),
      ),
  );
}
