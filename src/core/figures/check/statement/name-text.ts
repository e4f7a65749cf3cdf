/** Words that name a line or a column, without what is no name: footnote marks, units, periods, articles. */

import { findPeriods, joinSpacedYears, type Period } from '../../notation/period.ts';
import { type Token, tokenise } from '../lexicon.ts';

const stopWords = new Set(
  'the a an of in for by and or to from on at with our its their his her all each as was were is are be been what which how much many did do does has have had company group that this it amount value number year years ended month months between during through thru fy fiscal'.split(
    ' ',
  ),
);
const monthDay =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s*\d{1,2}\b,?/giu;
/** "Year-end", "period ending June 30": what headers say of time, and no end of anything else. */
const timeEnd =
  /\b(?:years?|periods?|quarters?|months?|weeks?|half)[- ]end(?:ed|ing)?\b|\bend(?:ed|ing)\b(?=\s*(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|$))/giu;
const stretch =
  /\b(?:three|six|nine|twelve|[369]|12) months (?=end(?:ed|ing)\b)|\bfor the (?:three|six|nine|twelve|[369]|12) months\b|^(?:three|six|nine|twelve|[369]|12) months$|\b(?:financial|fiscal) (?:year|quarter)s?\b|\b5[23] weeks\b|\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)\b/giu;
const units =
  /\b(?:RMB|HK\$|USD|EUR|GBP)\s?['’`]?\s?(?:millions?|thousands?|000s?|m|k|bn)\b|[(（]?\s*(?:US\s?|U\.S\.\s?|(?:S|A|C|HK|NZ)(?=\$))?[$€£¥]\s*(?:(?:millions?|mil|m|k|bn|['’`]?\s?000s?|in (?:thousands|millions|billions))(?![a-z]))?\s*[)）]?|\(?\b(?:dollars |amounts? )?in ?(?:thousands|millions|billions)(?: of [\w. ]+)?\)?/giu;

/** Footnote marks: `Current year1`, `Revenue (2)`. */
export function withoutNotes(text: string): string {
  return joinSpacedYears(text)
    .replace(/\s*[(（[]\s*(?:\d{1,2}|[a-z]|note \d+)(?:\s*[,/&]\s*\d{1,2})*\s*[)）\]]/giu, ' ')
    .replace(/(?<=[\p{L}]{3})\d{1,2}(?=[\s,:]|$)/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The only period of a text, or the last one of it. */
export function periodOf(text: string): Period | undefined {
  return findPeriods(withoutNotes(text)).at(-1)?.period;
}

/** A text of the same length in which units are blanks: "$M" is no M. */
export function withoutUnits(text: string): string {
  return text.replace(units, (unit) => {
    // "In millions of euros" heads a table; in a sentence the words behind it may be names.
    const own = /^(?:dollars |amounts? )?in ?\w+/iu.exec(unit)?.[0] ?? unit;
    return ' '.repeat(own.length) + unit.slice(own.length);
  });
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/**
 * The words of a name, each once, its periods and units left out.
 * @param keeps words that say little in a sentence and are names here
 */
export function namesOf(text: string, keeps?: ReadonlySet<string>): string[] {
  let plain = withoutNotes(text).replace(units, ' ').replace(stretch, ' ').replace(timeEnd, ' ');
  for (const { start, end } of findPeriods(plain).reverse()) plain = `${plain.slice(0, start)} ${plain.slice(end)}`;
  plain = plain.replace(monthDay, ' ');
  const words = wordsOf(plain)
    .map(({ text: word }) => word)
    .filter((word) => !stopWords.has(word) || keeps?.has(word) === true);
  return [...new Set(words)];
}

/** The words of a text; "non-current" is one, and another than "current". */
export function wordsOf(text: string): Token[] {
  return tokenise(text.replace(/\b(non|pre|post)-(?=\p{L})/giu, '$1x'));
}

/** Text without what stands in brackets, brackets inside brackets among it. */
export function withoutBrackets(text: string): string {
  const plain = text.replace(/[(（][^()（）]*[)）]/gu, ' ');
  return plain === text ? text.replace(/\s+/gu, ' ').trim() : withoutBrackets(plain);
}
