import type { Detail, DetailKind, FindDetails } from './detail.ts';

/** Letters, digits and the low line of every script that has words with ends. */
const latin = new RegExp('[[\\p{L}\\p{N}_]--\\p{Script=Han}]', 'v');
/** What is longer is nothing that a text would repeat. */
const longest = 200;

export interface CopiesOptions {
  readonly kind: DetailKind;
  /** Large and small letters are the same. */
  readonly ignoresCase?: boolean;
}

/**
 * Finds these words and names wherever they stand, the longest first, whatever spaces are between their parts; what begins with a plain
 * letter only where no letter is beside it. By look-up: one pattern of them all tries each of them at each place, which for a list
 * of staff takes minutes.
 */
export function findCopies(words: Iterable<string>, { kind, ignoresCase = false }: CopiesOptions): FindDetails {
  const plainWords = Array.from(words, (word) => plainSigns(word, ignoresCase).plain);
  const known = [...new Set(plainWords)].filter((word) => word !== '' && word.length <= longest).toSorted(byUnits);
  const heads = new Map<string, number>();
  known.forEach((word, index) => heads.set(word.charAt(0), heads.get(word.charAt(0)) ?? index));

  return (text) => {
    if (known.length === 0) return [];
    const details: Detail[] = [];
    const { plain, offsets } = plainSigns(text, ignoresCase);
    let at = 0;
    while (at < plain.length) {
      const first = heads.get(plain.charAt(at));
      const length = first === undefined ? 0 : longestWordAt(known, first, plain, at);
      if (length === 0) at += 1;
      else {
        details.push({ kind, start: offsets[at] ?? 0, end: (offsets[at + length - 1] ?? 0) + 1 });
        at += length;
      }
    }
    return details;
  };
}

/** By their 16-bit units, which is how signs are compared below. */
function byUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * How long the longest of the sorted words is that stands here; 0 for none. Sign by sign, among the words that go on so: those that the
 * text agrees with no further are not looked at again.
 */
function longestWordAt(words: readonly string[], first: number, text: string, at: number): number {
  const isPlain = /\w/.test(text.charAt(at));
  if (isPlain && latin.test(text.charAt(at - 1))) return 0;
  let length = 0;
  let from = first;
  let to = words.length;
  for (let depth = 0; from < to && at + depth < text.length; depth += 1) {
    const sign = text.charAt(at + depth);
    from = firstIndex(from, to, (index) => (words[index] ?? '').charAt(depth) >= sign);
    to = firstIndex(from, to, (index) => (words[index] ?? '').charAt(depth) > sign);
    const isWord = from < to && words[from]?.length === depth + 1;
    if (isWord && !(isPlain && latin.test(text.charAt(at + depth + 1)))) length = depth + 1;
  }
  return length;
}

/** The first index in the range from which on something is so. */
function firstIndex(from: number, to: number, isSo: (index: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The text with each run of spaces as one, in small letters where they are to be, and where each of its signs stands in the given text. */
function plainSigns(text: string, isLowerCase: boolean): { readonly plain: string; readonly offsets: Int32Array } {
  const offsets = new Int32Array(text.length);
  const signs: string[] = [];
  let wasSpace = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const isSpace = sign <= ' ' || sign > '\u007f' ? /\s/.test(sign) : false;
    if (isSpace && wasSpace) continue;
    offsets[signs.length] = at;
    const small = isLowerCase ? sign.toLowerCase() : sign;
    // Of few letters the small form is two signs.
    signs.push(isSpace ? ' ' : small.length === 1 ? small : sign);
    wasSpace = isSpace;
  }
  return { plain: signs.join(''), offsets };
}
