/**
 * Models set quotation marks, apostrophes, hyphens and spaces in their own way. Where only that differs the document's
 * way stays; in what is new it is taken over.
 */

/** A text for comparison, and for each of its UTF-16 units the offset in the original; one more for the end. */
export interface FoldedText {
  readonly text: string;
  readonly offsets: readonly number[];
}

const folds: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2007': ' ',
  '\u001e': '-',
  '\u2011': '-',
  '\u2010': '-',
};
const quoteFolds: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201f': '"',
};
/** Marks that nobody sees: the optional hyphen of Word and of Unicode, zero-width space, byte order mark. */
const invisible = new Set(['\u001f', '\u00ad', '\u200b', '\ufeff']);

/** Folds what counts as the same; `foldsQuotes` false where straight and curly marks are different signs. */
export function foldTypography(text: string, foldsQuotes: boolean): FoldedText {
  let folded = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (invisible.has(character)) continue;
    folded += folds[character] ?? (foldsQuotes ? quoteFolds[character] : undefined) ?? character;
    offsets.push(at);
  }
  offsets.push(text.length);
  return { text: folded, offsets };
}

/** Whether quotation marks may be folded: in Chinese and Japanese a straight one is a mistake that may be corrected. */
export function foldsQuotesOf(original: string): boolean {
  const isIdeographic = /[\u3040-\u30ff\u3400-\u9fff]/u.test(original);
  return !isIdeographic || /[\u2018-\u201d]/u.test(original);
}

/** New words with the quotation marks and apostrophes of the text that they come into. */
export function adoptQuotes(text: string, original: string): string {
  const curly = /[\u2018\u2019\u201c\u201d]/u.test(original);
  const straight = /["']/.test(original);
  if (curly && !straight) return toCurly(text);
  if (straight && !curly && foldsQuotesOf(original))
    return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  return text;
}

function toCurly(text: string): string {
  return text
    .replace(/(^|[\s([{\u2014-])"/gu, '$1\u201c')
    .replace(/"/g, '\u201d')
    .replace(/(^|[\s([{\u2014\u201c-])'/gu, '$1\u2018')
    .replace(/'/g, '\u2019');
}
