/** A text and the places in it, in their order, that are to be found again. */
export interface MarkedText {
  readonly text: string;
  readonly numbers: readonly { readonly start: number; readonly end: number }[];
}

/**
 * A checked text with its numbers and dates between signs that no text has, so that they are found again in the blocks that it is parsed to:
 * a private-use character that says which number follows, the number, and one that ends it.
 */
const start = 0xe100;
const end = '\ue0ff';
/** As many as there are private-use characters from `start` on; a text with more numbers has the rest unmarked. */
const most = 0xf8ff - start;

export function markNumbers({ text, numbers }: MarkedText): string {
  let marked = '';
  let at = 0;
  for (const [index, number] of numbers.slice(0, most).entries()) {
    marked +=
      text.slice(at, number.start) + String.fromCharCode(start + index) + text.slice(number.start, number.end) + end;
    at = number.end;
  }
  return marked + text.slice(at);
}

export interface MarkedPiece {
  readonly text: string;
  /** Which of the checked numbers it is; absent for the words between. */
  readonly number?: number;
}

/** The pieces of a text of a block: words, and numbers by their index. */
export function splitMarked(text: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/([\ue100-\uf8ff])([^\ue0ff]*)\ue0ff/gu)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: match[2] ?? '', number: (match[1] ?? '').charCodeAt(0) - start });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
