/**
 * Cuts text into the pieces that a reader compares: words, spaces and punctuation marks. Lossless: the pieces
 * joined are the text. No piece border falls inside a grapheme (a letter with its accents, an emoji sequence).
 */

/** What a character does to the piece that it stands in. */
const Kind = { Unknown: 0, Word: 1, Dictionary: 2, Space: 3, Break: 4, Extend: 5, Symbol: 6, Mark: 7 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

/** Scripts that put no spaces between words: only a dictionary finds the words. */
const dictionaryScript =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30fc\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const extend = /[\p{M}\u200c\u200d\p{Emoji_Modifier}\u{e0020}-\u{e007f}]/u;
const symbol = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const kinds = new Uint8Array(0x10000);

function kindOf(codePoint: number): Kind {
  if (codePoint > 0xffff) return classify(codePoint);
  const known = kinds[codePoint] as Kind;
  if (known !== Kind.Unknown) return known;
  const kind = classify(codePoint);
  kinds[codePoint] = kind;
  return kind;
}

function classify(codePoint: number): Kind {
  const character = String.fromCodePoint(codePoint);
  if (character === '\n' || character === '\r') return Kind.Break;
  // Object and control characters stand for something of their own (a footnote mark, a picture): a piece each.
  if (codePoint < 0x20 && character !== '\t') return Kind.Mark;
  if (/\s/u.test(character)) return Kind.Space;
  if (extend.test(character)) return Kind.Extend;
  if (dictionaryScript.test(character)) return /[\p{L}\p{N}]/u.test(character) ? Kind.Dictionary : Kind.Mark;
  if (/[\p{L}\p{N}_]/u.test(character)) return Kind.Word;
  if (symbol.test(character) || codePoint > 0xffff) return Kind.Symbol;
  return Kind.Mark;
}

let dictionary: Intl.Segmenter | undefined;
let graphemes: Intl.Segmenter | undefined;

/**
 * The words of `text` and everything between them: a word, a run of spaces, a line break or one punctuation mark
 * each. Words of scripts without spaces (Chinese, Japanese, Thai …) are found by `Intl.Segmenter`; a word keeps an
 * apostrophe (`don't`), a number its separators (`1,000.5`).
 */
export function segmentWords(text: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = kindOf(codePointAt(text, at));
    const end = pieceEnd(text, at, kind);
    if (kind === Kind.Dictionary) {
      // Clause by clause: the segmenter's time grows faster than its text.
      dictionary ??= new Intl.Segmenter('zh', { granularity: 'word' });
      for (const part of dictionary.segment(text.slice(at, end))) pieces.push(part.segment);
    } else if (kind === Kind.Symbol) {
      graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
      for (const part of graphemes.segment(text.slice(at, end))) pieces.push(part.segment);
    } else {
      pieces.push(text.slice(at, end));
    }
    at = end;
  }
  return pieces;
}

function codePointAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0;
}

const width = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1);

function pieceEnd(text: string, start: number, kind: Kind): number {
  let at = start + width(codePointAt(text, start));
  if (kind === Kind.Break) return text.startsWith('\r\n', start) ? start + 2 : at;
  while (at < text.length) {
    const codePoint = codePointAt(text, at);
    const next = kindOf(codePoint);
    const joined =
      next === Kind.Extend || (next === kind && kind !== Kind.Mark) || (kind === Kind.Word && joinsWord(text, at));
    if (!joined) break;
    at += width(codePoint);
  }
  return at;
}

/** Whether the mark at `at` holds two halves of one word (`don't`) or of one number (`3.14`) together. */
function joinsWord(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (mark === "'" || mark === '\u2019') return at + 1 < text.length && kindOf(codePointAt(text, at + 1)) === Kind.Word;
  if (mark !== '.' && mark !== ',') return false;
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const sentenceEnd =
  /[.!?\u2026]+["'\u201d\u2019)\]]*[^\S\n]+|[\u3002\uff01\uff1f\uff1b]+["'\u201d\u2019\u300d\u300f\uff09]*|\r?\n/gu;

/** Sentences with the space that follows them, cut at line breaks too. Lossless; an abbreviation may cut one short. */
export function segmentSentences(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}

/** Characters as a reader counts them (grapheme clusters). */
export function segmentGraphemes(text: string): string[] {
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), (part) => part.segment);
}
