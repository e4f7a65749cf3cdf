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
  const known = new Set<string>();
  /** Lengths of the words that begin with these one or two signs, the greatest first. */
  const lengths = new Map<string, number[]>();
  for (const given of words) {
    const word = plainSigns(given, ignoresCase).plain;
    if (word === '' || word.length > longest) continue;
    known.add(word);
    const head = word.slice(0, 2);
    const ofHead = lengths.get(head) ?? [];
    if (!ofHead.includes(word.length))
      lengths.set(
        head,
        [...ofHead, word.length].toSorted((one, other) => other - one),
      );
  }

  return (text) => {
    if (known.size === 0) return [];
    const details: Detail[] = [];
    const { plain, offsets } = plainSigns(text, ignoresCase);
    let at = 0;
    while (at < plain.length) {
      const isHere = (length: number): boolean => isWordAt(plain, at, length);
      const length = lengths.get(plain.slice(at, at + 2))?.find(isHere) ?? lengths.get(plain.charAt(at))?.find(isHere);
      if (length === undefined) at += 1;
      else {
        details.push({ kind, start: offsets[at] ?? 0, end: (offsets[at + length - 1] ?? 0) + 1 });
        at += length;
      }
    }
    return details;
  };

  function isWordAt(text: string, at: number, length: number): boolean {
    const word = text.slice(at, at + length);
    if (!known.has(word)) return false;
    return !/^\w/.test(word) || !(latin.test(text.charAt(at - 1)) || latin.test(text.charAt(at + length)));
  }
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
