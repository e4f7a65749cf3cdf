import { readNumber } from '../figures/notation/number-text.ts';
import { readPeriod } from '../figures/notation/period.ts';

/** What parts a cell's text: a separator, brackets at its end ("Paris (FR)"), or the end of a number ("12 kg"). */
export type SplitBy = 'line-break' | 'tab' | 'pipe' | 'semicolon' | 'comma' | 'slash' | 'dash' | 'brackets' | 'unit';

/** The rules in the order in which they are tried: what is hardly ever anything but a separator first. */
export const splitRules: readonly SplitBy[] = [
  'line-break',
  'tab',
  'pipe',
  'semicolon',
  'comma',
  'brackets',
  'dash',
  'slash',
  'unit',
];

const separators: Readonly<Record<Exclude<SplitBy, 'brackets' | 'unit'>, RegExp>> = {
  'line-break': /\r\n|\r|\n/gu,
  tab: /\t/gu,
  pipe: /[|｜]/gu,
  semicolon: /[;；]/gu,
  comma: /[,，、]/gu,
  // With spaces around: "Jean-Luc" is one name.
  dash: /\s[-–—]\s/gu,
  slash: /[/／]/gu,
};

/** Signs that stand inside of numbers, dates and addresses as well. */
const ambiguous: ReadonlySet<SplitBy> = new Set(['comma', 'slash', 'dash']);
/** An address on the web or of mail holds signs that separate nothing. */
const isAddress = /:\/\/|^www\.|\S@\S+\.\S/iu;
const bracketed = /^([^()（）]*[^()（）\s])\s*[(（]([^()（）]+)[)）]$/u;
/** A number and letters behind it; "2nd" is a word. */
const measured = /^([-+−]?\d(?:[\d.,]*\d)?)\s*((?!(?:st|nd|rd|th)$)[\p{L}°µ㎡%][\p{L}°µ²³/%]{0,9})$/iu;

/** The parts of a text, without spaces at their ends; `undefined` where the rule finds no two in it. */
export function splitText(text: string, by: SplitBy): readonly string[] | undefined {
  const trimmed = text.trim();
  if (by === 'brackets' || by === 'unit') {
    const match = (by === 'unit' ? measured : bracketed).exec(trimmed);
    // A percentage and "12万" are numbers as they are.
    if (!match || (by === 'unit' && isOneThing(trimmed))) return undefined;
    return [match[1]?.trim() ?? '', match[2]?.trim() ?? ''];
  }
  const parts = trimmed.split(separators[by]).map((part) => part.trim());
  if (parts.length < 2 || parts.includes('') || isAddress.test(trimmed)) return undefined;
  return ambiguous.has(by) && isOneThing(trimmed) ? undefined : parts;
}

/** Exactly so many parts: what is over stays in the last, what lacks is empty; a text that is not split is the first. */
export function splitInto(text: string, by: SplitBy, count: number): readonly string[] {
  const parts = splitText(text, by) ?? [text.trim()];
  const padded = Array.from({ length: count }, (_, index) => parts[index] ?? '');
  if (parts.length <= count || by === 'brackets' || by === 'unit') return padded;
  let start = 0;
  const trimmed = text.trim();
  for (const [index, match] of [...trimmed.matchAll(separators[by])].entries()) {
    if (index === count - 2) start = match.index + match[0].length;
  }
  return [...padded.slice(0, -1), trimmed.slice(start).trim()];
}

function isOneThing(text: string): boolean {
  // Neither is written without a digit where one of these signs stands in it.
  return /[\d０-９]/u.test(text) && (readNumber(text) !== undefined || readPeriod(text) !== undefined);
}
