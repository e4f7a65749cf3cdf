import type { ModerationSettings } from '../safety-schema.ts';

/** The category that a text falls under, if any. */
export type FindCategory = (text: string) => string | undefined;

const latin = '[[\\p{L}\\p{N}_]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]]';

/** The rules of the configuration as one question. Letter case, full-width forms and invisible signs make no difference. */
export function compileRules(rules: ModerationSettings['rules']): FindCategory | undefined {
  if (rules.length === 0) return undefined;
  const compiled = rules.map(({ category, words, patterns }) => ({
    category,
    patterns: [...(words.length === 0 ? [] : [toPattern(words)]), ...patterns],
  }));
  return (text) => {
    const plain = toPlain(text);
    return compiled.find(({ patterns }) => patterns.some((pattern) => pattern.test(plain)))?.category;
  };
}

function toPlain(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** Words of letters match whole words; Chinese, which has no spaces, matches anywhere. */
function toPattern(words: readonly string[]): RegExp {
  const sources = words.map((word) => {
    const source = toPlain(word)
      .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      .replace(/\s+/g, '\\s+');
    return `(?<!${latin})${source}(?!${latin})`;
  });
  return new RegExp(sources.join('|'), 'iv');
}
