/** Words of a text and the things of a table that they name. */

import { measureWords } from './measure-words.ts';
import type { SheetIndex } from './sheet-index.ts';

export type Entity =
  /** A value of a category, or the name of a row. */
  | { readonly kind: 'value'; readonly dimension: number; readonly code: number }
  | { readonly kind: 'measure'; readonly measure: number }
  /** The column itself: "regions". */
  | { readonly kind: 'dimension'; readonly dimension: number };

export interface EntityMention {
  readonly start: number;
  readonly end: number;
  readonly entity: Entity;
  /** 1 for the whole name; less where only a part of it, or another word for it, is said. */
  readonly strength: number;
}

interface Term {
  readonly tokens: readonly string[];
  readonly entity: Entity;
}

/** Words that name the same thing in business tables, in both languages. */
const synonyms: readonly (readonly string[])[] = [
  ...measureWords,
  ['north', '北', '北部', '北区'],
  ['south', '南', '南部', '南区'],
  ['east', '东', '东部', '东区'],
  ['west', '西', '西部', '西区'],
];
const meanings = new Map(synonyms.flatMap((group) => group.map((word) => [word, `=${group[0] ?? ''}`] as const)));

const stopWords = new Set(
  'the a an of in for by and or to from per total net on at with our its their his her all each year years ended end'.split(
    ' ',
  ),
);
const mostTerms = 20_000;

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Latin words, singular and in small letters, digits in words kept; Han characters one by one. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(
    /[\p{L}\p{N}]*[\p{sc=Latin}\p{sc=Cyrillic}][\p{L}\p{N}&'’]*|\p{sc=Han}|\p{N}+|\p{L}+/gu,
  )) {
    if (/\p{sc=Han}/u.test(match[0]) && match[0].length > 1) {
      // Latin letters and Han characters in one run are parted.
      for (const part of match[0].matchAll(/\p{sc=Han}|[^\p{sc=Han}]+/gu))
        push(tokens, part[0], match.index + part.index);
    } else push(tokens, match[0], match.index);
  }
  return tokens;
}

function push(tokens: Token[], word: string, start: number): void {
  tokens.push({ start, end: start + word.length, text: stem(word) });
}

function stem(word: string): string {
  // NFKC parts ligatures: ﬁ is fi.
  const lower = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’](?:s?)$/u, '');
  if (lower.length <= 3 || /\d/u.test(lower) || /(?:ss|us|is)$/u.test(lower)) return lower;
  return lower.endsWith('ies') && lower.length > 4
    ? `${lower.slice(0, -3)}y`
    : lower.replace(/(?<=sh|ch|x|ss)es$|s$/u, '');
}

export interface Lexicon {
  find(text: string): EntityMention[];
}

/** Knows every name of the table: headers, categories, rows. */
export function buildLexicon(index: SheetIndex): Lexicon {
  const terms = new Map<string, Term[]>();
  const weak = new Map<string, { entity: Entity; of: number }[]>();
  let count = 0;
  const add = (name: string, entity: Entity): void => {
    count += 1;
    if (count > mostTerms) return;
    const plain = name.replace(/[(（[][^)）\]]*[)）\]]/gu, ' ').trim() || name;
    for (const form of new Set([name, plain])) {
      const tokens = tokenise(form).map(({ text }) => text);
      const [first] = tokens;
      if (first === undefined || (tokens.length === 1 && first.length === 1 && !/\p{L}/u.test(first))) continue;
      const list = terms.get(first);
      const term = { tokens, entity };
      if (list) list.push(term);
      else terms.set(first, [term]);
    }
    addWeak(plain, entity, weak);
  };
  index.measures.forEach(({ name }, measure) => name !== '' && add(name, { kind: 'measure', measure }));
  index.dimensions.forEach(({ name, words }, dimension) => {
    if (!/^[A-Z]{1,2}$/u.test(name)) add(name, { kind: 'dimension', dimension });
    words.forEach((word, code) => add(word, { kind: 'value', dimension, code }));
  });
  return { find: (text) => findEntities(text, terms, weak) };
}

/** Parts of names and other words for them, which count where nothing better is said. */
function addWeak(name: string, entity: Entity, weak: Map<string, { entity: Entity; of: number }[]>): void {
  const tokens = tokenise(name).map(({ text }) => text);
  const keys = new Set<string>();
  const isHan = tokens.length > 0 && tokens.every((token) => /\p{sc=Han}/u.test(token));
  if (isHan) {
    const own = meanings.get(name);
    if (own !== undefined) keys.add(own);
    for (let at = 0; at + 2 <= name.length; at += 1) keys.add(name.slice(at, at + 2));
  } else {
    for (const token of tokens) {
      if (stopWords.has(token) || (token.length < 3 && !/^\d+$/u.test(token))) continue;
      keys.add(token);
      const own = meanings.get(token);
      if (own !== undefined) keys.add(own);
    }
  }
  for (const key of keys) {
    const list = weak.get(key);
    const entry = { entity, of: keys.size };
    if (list) list.push(entry);
    else weak.set(key, [entry]);
  }
}

function isSameEntity(one: Entity, other: Entity): boolean {
  if (one.kind === 'measure') return other.kind === 'measure' && one.measure === other.measure;
  if (one.kind === 'dimension') return other.kind === 'dimension' && one.dimension === other.dimension;
  return other.kind === 'value' && one.dimension === other.dimension && one.code === other.code;
}

function findEntities(
  text: string,
  terms: ReadonlyMap<string, readonly Term[]>,
  weak: ReadonlyMap<string, readonly { entity: Entity; of: number }[]>,
): EntityMention[] {
  const tokens = tokenise(text);
  const found: EntityMention[] = [];
  const used = new Uint8Array(tokens.length);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || used[at] === 1) continue;
    let longest = 0;
    let best: Term[] = [];
    for (const term of terms.get(token.text) ?? []) {
      if (term.tokens.length < longest || !term.tokens.every((part, offset) => tokens[at + offset]?.text === part))
        continue;
      if (term.tokens.length > longest) best = [];
      longest = term.tokens.length;
      best.push(term);
    }
    if (longest === 0) continue;
    const end = tokens[at + longest - 1]?.end ?? token.end;
    // One Han character names a thing only where it is not a part of a word.
    if (longest === 1 && /^\p{sc=Han}$/u.test(token.text) && text.length > 1) continue;
    for (const { entity } of best) found.push({ start: token.start, end, entity, strength: 1 });
    used.fill(1, at, at + longest);
  }
  return [...found, ...findWeak(text, tokens, used, weak, found)].sort((one, other) => one.start - other.start);
}

function findWeak(
  text: string,
  tokens: readonly Token[],
  used: Uint8Array,
  weak: ReadonlyMap<string, readonly { entity: Entity; of: number }[]>,
  strong: readonly EntityMention[],
): EntityMention[] {
  const hits = new Map<Entity, { keys: Set<string>; start: number; end: number; of: number }>();
  const hit = (key: string, start: number, end: number): void => {
    for (const { entity, of } of weak.get(key) ?? []) {
      const known = hits.get(entity);
      if (known) {
        known.keys.add(key);
        known.end = Math.max(known.end, end);
      } else hits.set(entity, { keys: new Set([key]), start, end, of });
    }
  };
  tokens.forEach(({ text: token, start, end }, at) => {
    if (used[at] === 1) return;
    if (!/\p{sc=Han}/u.test(token)) {
      hit(token, start, end);
      const meaning = meanings.get(token);
      if (meaning !== undefined) hit(meaning, start, end);
      return;
    }
    for (let length = 5; length >= 1; length -= 1) {
      const part = text.slice(start, start + length);
      if (length === 2 && used[at + 1] !== 1) hit(part, start, start + 2);
      const meaning = meanings.get(part);
      if (meaning !== undefined && (length > 1 || /[区部]/u.test(text[start + 1] ?? '')))
        hit(meaning, start, start + length);
    }
  });
  const ranked = [...hits]
    .map(([entity, { keys, start, end, of }]) => ({
      entity,
      start,
      end,
      strength: 0.4 + (0.5 * keys.size) / Math.max(of, 1),
      keys,
    }))
    .filter(({ entity }) => !strong.some((mention) => isSameEntity(mention.entity, entity)));
  // A part of a name that fits several things equally names none of them.
  return ranked
    .filter(
      (one) =>
        !ranked.some(
          (other) =>
            other !== one &&
            isSameKind(other.entity, one.entity) &&
            overlaps(one, other) &&
            other.strength > one.strength,
        ),
    )
    .filter(
      (one, _at, all) =>
        all.filter(
          (other) => isSameKind(other.entity, one.entity) && overlaps(one, other) && other.strength === one.strength,
        ).length === 1,
    )
    .map(({ entity, start, end, strength }) => ({ entity, start, end, strength }));
}

function isSameKind(one: Entity, other: Entity): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind !== 'value' || other.kind !== 'value' || one.dimension === other.dimension;
}

function overlaps(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && other.start < one.end;
}
