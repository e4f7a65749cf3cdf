import type { ModerationSettings } from '../safety-schema.ts';
import { asLatin, seenAsLatin } from './look-alikes.ts';

/** The category that a text falls under, if any. */
export type FindCategory = (text: string) => string | undefined;

const latin = '[[\\p{L}\\p{N}_]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]]';

/**
 * The rules of the configuration as one question. Letter case, full-width forms and invisible signs make no difference, nor do letters
 * of another alphabet that look alike.
 */
export function compileRules(rules: ModerationSettings['rules']): FindCategory | undefined {
  if (rules.length === 0) return undefined;
  const compiled = rules.map(({ category, words, patterns }) => {
    const plainWords = words.map(toPlain);
    return {
      category,
      patterns: [...wordPatterns(plainWords), ...patterns],
      seenPatterns: [...wordPatterns([...plainWords, ...plainWords.map(asLatin)]), ...patterns],
    };
  });
  return (text) => {
    const plain = toPlain(text);
    const seen = seenAsLatin(plain);
    return compiled.find(
      ({ patterns, seenPatterns }) =>
        patterns.some((pattern) => pattern.test(plain)) ||
        (seen !== undefined && seenPatterns.some((pattern) => pattern.test(seen))),
    )?.category;
  };
}

function toPlain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(lettersInShapes, (sign) => String.fromCharCode(65 + (((sign.codePointAt(0) ?? 0) - firstShape) % 32)));
}

/** Letters in black circles and squares, which are no compatibility forms; each row of 26 begins 32 signs behind the last. */
const lettersInShapes = /[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu;
const firstShape = 0x1f150;

/** Words of letters match whole words; Chinese, which has no spaces, matches anywhere. */
function wordPatterns(words: readonly string[]): RegExp[] {
  if (words.length === 0) return [];
  const sources = words.map((word) => {
    const source = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
    return `(?<!${latin})${source}(?!${latin})`;
  });
  return [new RegExp(sources.join('|'), 'iv')];
}
