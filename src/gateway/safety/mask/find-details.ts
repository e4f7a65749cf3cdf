import { setImmediate } from 'node:timers/promises';
import type { Detail, DetailKind, FindDetails } from './detail.ts';
import { findCopies } from './find-copies.ts';
import { findChineseNames } from './names-chinese.ts';
import { findEnglishNames } from './names-english.ts';
import { toPlainSigns } from './plain-signs.ts';
import { findAccounts, findAmounts, findCards, findEmails, findIds, findPhones } from './numbers.ts';

const finders: Readonly<Record<Exclude<DetailKind, 'words'>, FindDetails>> = {
  emails: findEmails,
  accounts: findAccounts,
  ids: findIds,
  cards: findCards,
  phones: findPhones,
  amounts: findAmounts,
  names: (text) => [...findChineseNames(text), ...findEnglishNames(text)],
};

/** Where two kinds claim the same signs, the first of these has them. */
const precedence: readonly DetailKind[] = ['words', 'emails', 'accounts', 'ids', 'cards', 'phones', 'amounts', 'names'];

export interface DetailOptions {
  readonly kinds: ReadonlySet<DetailKind>;
  /** Of the organisation: names of projects, customers, products. */
  readonly words: readonly string[];
}

/** Longer texts are looked through window by window, and others have their turn between; windows overlap by a line or so. */
const windowLength = 32_768;
const overlap = 512;

/**
 * The personal details of several texts, one list for each, in order and without overlap. A name that is announced in one
 * of the texts is found in all of them, so that no copy of it leaves.
 */
export async function findDetails(texts: readonly string[], { kinds, words }: DetailOptions): Promise<Detail[][]> {
  const signs = texts.map(toPlainSigns);
  const plain = signs.map((text) => text.plain);
  const chosen = Object.entries(finders).flatMap(([kind, find]) => (kinds.has(kind as DetailKind) ? [find] : []));
  const found = await searchAll(plain, chosen);
  const names = new Set(
    found.flatMap((details, index) =>
      details.flatMap(({ kind, start, end }) =>
        kind === 'names' ? formsOf((plain[index] ?? '').slice(start, end)) : [],
      ),
    ),
  );
  const copies = await searchAll(plain, [
    ...(names.size === 0 ? [] : [findCopies(names, { kind: 'names' })]),
    ...(kinds.has('words') && words.length > 0 ? [findCopies(words, { kind: 'words', ignoresCase: true })] : []),
  ]);
  return signs.map(({ place }, index) =>
    withoutOverlap([...(found[index] ?? []), ...(copies[index] ?? [])]).map((detail) => place(detail)),
  );
}

async function searchAll(texts: readonly string[], finders: readonly FindDetails[]): Promise<Detail[][]> {
  const results: Detail[][] = [];
  if (finders.length === 0) return texts.map(() => []);
  for (const text of texts) {
    const details: Detail[] = [];
    for (let at = 0; at < text.length || at === 0; at += windowLength) {
      const from = Math.max(0, at - overlap);
      const window = text.slice(from, at + windowLength + overlap);
      for (const find of finders) {
        for (const { kind, start, end } of find(window)) details.push({ kind, start: start + from, end: end + from });
      }
      if (at + windowLength < text.length) await setImmediate();
    }
    results.push(details);
  }
  return results;
}

/** Parts of an English name that are words too, and so are not looked for alone. */
const commonWords = new Set(
  'may will mark grace hope rose bill frank art dean grant jack joy lane long miles page rich sky summer will king young white black brown green gray grey baker cook smith april june august dawn eve faith ray rob sue tony van von de del la le bin al ter'.split(
    ' ',
  ),
);

/** What else a person is called by in the same text: an English name's parts. */
function formsOf(name: string): string[] {
  if (/\p{Script=Han}/u.test(name)) return Array.from(name).length > 1 ? [name] : [];
  const parts = name.split(/[\s.]+/).filter((part) => part.length > 2 && !commonWords.has(part.toLowerCase()));
  return [name, ...parts];
}

/**
 * Details that do not overlap, in order. What overlaps becomes one detail of the kind that comes first, so that no part of
 * either is left.
 */
function withoutOverlap(details: readonly Detail[]): Detail[] {
  const sorted = details.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const result: Detail[] = [];
  for (const detail of sorted) {
    const last = result.at(-1);
    if (!last || detail.start >= last.end) {
      result.push(detail);
      continue;
    }
    const kind = precedence.indexOf(detail.kind) < precedence.indexOf(last.kind) ? detail.kind : last.kind;
    result[result.length - 1] = { kind, start: last.start, end: Math.max(last.end, detail.end) };
  }
  return result;
}
