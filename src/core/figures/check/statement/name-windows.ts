/** The stretches of a sentence that say names, by how much of a name and how much of its weight is said. */

import type { Token } from '../lexicon.ts';

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

export interface Named<Item> {
  readonly item: Item;
  readonly forms: readonly (readonly string[])[];
  readonly headings: readonly (readonly string[])[];
}

const leastRecall = 0.55;
/** What the same words may name at most; beyond that they name nothing. */
export const mostAlike = 3;

interface Candidate<Item> {
  readonly item: Item;
  readonly at: readonly number[];
  readonly recall: number;
  readonly weight: number;
  readonly path: number;
  readonly said: readonly string[];
  /** Whether the words are said in the order of the name. */
  readonly isOrdered: boolean;
  /** How many words between the first and the last are of the name again: "tax assets and tax liabilities". */
  readonly repeats: number;
}

/** @param isParted whether what stands between two places of the text sets them apart: "revenues to net income" says no net revenue
 * @param isOne whether items of one name are one thing, however many they are */
export function choose<Item>(
  all: readonly Named<Item>[],
  tokens: readonly Token[],
  places: ReadonlyMap<string, readonly number[]>,
  weightOf: (name: string) => number,
  isParted: (from: number, to: number) => boolean,
  isOne: (items: readonly Item[]) => boolean = () => false,
): Naming<Item>[] {
  const partedBy = ({ at }: Window): boolean =>
    at.some((place, index) => isParted(tokens[at[index - 1] ?? place]?.end ?? 0, tokens[place]?.start ?? 0));
  const candidates = all
    .flatMap((own) => windowsOf(own, places, weightOf))
    .filter((own) => own.recall >= leastRecall && (own.isOrdered || !partedBy(own)))
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
    .filter(({ alike }) => alike.length <= mostAlike || isOne(alike.map(({ item }) => item)))
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

/** What is also said of a name: a part of another name with such a word may be none. */
const operation = /^(?:changes?|increase|decrease|growth|difference|average|percent(?:age)?|ratio|proportion)$/u;

/** Words that are turned round are less surely a name: "total revenue as a percentage". */
function scoreOf(candidate: Candidate<unknown>): number {
  const { weight, recall, isOrdered, at, repeats, said } = candidate;
  // Of "total net deferred taxes" the nearer words are a name: net deferred tax, and not total deferred tax.
  const gaps = widthOf(candidate) + 1 - at.length - repeats;
  // "The change in cash balance at the end" names that balance rather than "Net change in cash balance".
  const isSure = recall > 1 - 1e-9 || !said.some((word) => operation.test(word));
  return weight * recall * (isOrdered ? 1 : 0.75) * (isSure ? 1 : 0.75) * (1 - 0.1 * Math.min(gaps, 3));
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

type Window = Pick<Candidate<unknown>, 'at' | 'recall' | 'weight' | 'said' | 'isOrdered' | 'repeats'>;

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
    let again = 0;
    let repeats = 0;
    for (let to = from; to < hits.length; to += 1) {
      const hit = hits[to];
      const start = hits[from];
      if (!hit || !start || hit.at - start.at >= widest) break;
      if (said.includes(hit.name)) {
        again += 1;
        continue;
      }
      repeats = again;
      said.push(hit.name);
      weight += weightOf(hit.name);
      at.push(hit.at);
    }
    const own = {
      at: [...at],
      recall: weight / whole,
      weight,
      said: [...said],
      isOrdered: isInOrder(said, names),
      repeats,
    };
    const isBetter =
      !best || weight > best.weight + 1e-9 || (weight > best.weight - 1e-9 && compareForms(own, best) < 0);
    if (isBetter) best = own;
    const isAlike = best !== undefined && compareForms(own, best) === 0;
    if (isBetter) alike = [own];
    else if (isAlike && best && Math.abs(weight - best.weight) < 1e-9) alike.push(own);
  }
  return alike;
}

/** Words in the order of the name come first, then those that stand nearer together. */
function compareForms(one: Window, other: Window): number {
  return Number(other.isOrdered) - Number(one.isOrdered) || widthOf(one) - widthOf(other);
}

/** Whether words are said in the order of the name: "underlying EBITDA", not "EBITDA and underlying". */
function isInOrder(said: readonly string[], names: readonly string[]): boolean {
  return said.every((word, at) => at === 0 || names.indexOf(word) > names.indexOf(said[at - 1] ?? ''));
}
