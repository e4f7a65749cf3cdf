/**
 * Characters that stand for an object inside a paragraph (a footnote mark, a picture, a field). A model sees them as
 * numbered placeholders such as `⟦1⟧`; whatever it answers, the document keeps them.
 */

/** Control and object characters, without tab, line break (vertical tab) and Word's two hyphens, which are text. */

const markPattern = /[\u0001-\u0006\u0008\u000c\u000e-\u001d\ufff9-\ufffc]/gu;

export interface ProtectedMark {
  /** The number in the placeholder. */
  readonly number: number;
  /** The character in the document. */
  readonly character: string;
}

export interface MarkedText {
  /** The texts with placeholders for the marks. */
  readonly texts: readonly string[];
  /** In reading order over all texts. */
  readonly marks: readonly ProtectedMark[];
}

/**
 * Puts placeholders for the marks of some texts, numbered through from 1, or from above any number that the texts
 * themselves have between such brackets.
 */
export function toPlaceholders(texts: readonly string[]): MarkedText {
  const first = firstFreeNumber(texts);
  const marks: ProtectedMark[] = [];
  const shown = texts.map((text) =>
    text.replace(markPattern, (character) => {
      const number = first + marks.length;
      marks.push({ number, character });
      return placeholder(number);
    }),
  );
  return { texts: shown, marks };
}

export function placeholder(number: number): string {
  return `⟦${number}⟧`;
}

function firstFreeNumber(texts: readonly string[]): number {
  let first = 1;
  for (const text of texts) {
    for (const match of text.matchAll(/⟦(\d{1,6})⟧/g)) first = Math.max(first, Number(match[1]) + 1);
  }
  return first;
}

/** A model may put spaces in a placeholder, or write its brackets with the keyboard's. */
const answeredPlaceholder = /⟦\s*(\d{1,6})\s*⟧|\[\[\s*(\d{1,6})\s*\]\]/g;

/**
 * An answer with `stand(index)` in place of each placeholder of `marks[index]`. A placeholder given twice stands once,
 * and one that was never sent is taken away, unless its number is below those of the marks: that is the text's own.
 */
export function fromPlaceholders(
  answer: string,
  marks: readonly ProtectedMark[],
  stand: (index: number) => string,
): string {
  const firstNumber = marks[0]?.number ?? 0;
  const used = new Set<number>();
  return answer.replace(answeredPlaceholder, (written: string, own?: string, keyboard?: string) => {
    const number = Number(own ?? keyboard);
    const index = marks.findIndex((mark) => mark.number === number);
    if (index < 0) return own === undefined || number < firstNumber ? written : '';
    if (used.has(index)) return '';
    used.add(index);
    return stand(index);
  });
}

/** A text without its marks, for what a model only reads. */
export function withoutMarks(text: string): string {
  return text.replace(markPattern, '');
}

/** How many marks a text has. */
export function countMarks(text: string): number {
  return text.match(markPattern)?.length ?? 0;
}

/** Whether a character stands for an object. */
export function isMark(character: string): boolean {
  return character.length === 1 && character.replace(markPattern, '') === '';
}

/**
 * Word's characters for what plain text writes otherwise: a line break inside a paragraph as `<br>`, the hyphen that
 * does not break as a hyphen, the optional one as nothing.
 */
export function toReadableText(text: string): string {
  const readable = text.replaceAll('\u000b', '<br>').replaceAll('\u001e', '-');
  return unreadable.reduce((rest, character) => rest.replaceAll(character, ''), readable);
}

const unreadable = ['\u0000', '\u0007', '\u001f', '\r', '\n'];
