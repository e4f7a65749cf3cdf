/** R&D for research and development, SG&A, PP&E, EPS: letters for words, on either side. */

import type { Token } from '../lexicon.ts';

const small = /^(?:and|of|the|on|for|in|to)$/iu;
const rest = /^(?:expenses?|costs?|net|total|gross)$/iu;
const least = 3;

/** The letters that a name goes by: "Selling, general and administrative expenses" by SG&A and SGA. */
export function acronymsOf(label: string): string[] {
  const words = label.match(/\p{L}[\p{L}'’-]*|&/gu)?.filter((word) => !rest.test(word)) ?? [];
  const letters = words.filter((word) => word !== '&' && !small.test(word)).map((word) => word[0]?.toLowerCase() ?? '');
  if (letters.length < 2 || letters.length > 5) return [];
  const joined = words.findLastIndex((word) => word === '&' || /^and$/iu.test(word));
  const plain = letters.join('');
  const isLast = joined === words.length - 2;
  return [...(isLast ? [`${plain.slice(0, -1)}&${plain.slice(-1)}`] : []), ...(plain.length >= least ? [plain] : [])];
}

/**
 * Words of a sentence that an acronym of the table stands for, as that acronym: "earnings per share" under EPS.
 * @param hasWord whether the table has a word itself: words that it all has stand for themselves
 */
export function readAcronyms(
  tokens: readonly Token[],
  text: string,
  offset: number,
  known: ReadonlySet<string>,
  hasWord: (word: string) => boolean,
): Token[] {
  if (known.size === 0) return [...tokens];
  const read = (at: number): { token: Token; count: number } | undefined => {
    for (const count of [5, 4, 3, 2]) {
      const words = tokens.slice(at, at + count);
      const [first] = words;
      const last = words.at(-1);
      if (!first || !last || words.length < count) continue;
      const name = acronymsOf(text.slice(first.start - offset, last.end - offset)).find((own) => known.has(own));
      if (name !== undefined && !words.every((word) => small.test(word.text) || hasWord(word.text)))
        return { token: { start: first.start, end: last.end, text: name }, count };
    }
    return undefined;
  };
  const found: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const own = read(at);
    const token = own?.token ?? tokens[at];
    if (token) found.push(token);
    at += own?.count ?? 1;
  }
  return found;
}

/** The acronyms that the labels of a table are written with. */
export function acronymsIn(labels: readonly string[]): ReadonlySet<string> {
  return new Set(
    labels.flatMap((label) =>
      [...label.matchAll(/\b(?:[A-Z]{1,4}&[A-Z]|[A-Z]{3,5})\b/gu)].map(([own]) => own.toLowerCase()),
    ),
  );
}
