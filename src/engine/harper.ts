import { Dialect, LocalLinter, SuggestionKind } from 'harper.js';
import { binary } from 'harper.js/binary';
import type { CheckLine, Correction } from './grammar.ts';

/** Rules of Harper that did more harm than good on our sentences: `SplitWords` makes “pro jet” of “projet”. */
const unwanted = ['SplitWords'];

/** British spellings that American rules would mark. */
const british = /\b\w+(?:isation|ise[sd]?|our|ogue)\b|\b(?:centre|licence|programme|grey)\b/gi;
const american = /\b\w+(?:ization|ize[sd]?)\b|\b(?:center|color|program|gray)\b/gi;

/** Starts Harper, a WASM grammar checker for English; takes a second or two. */
export async function createHarper(): Promise<CheckLine> {
  const linter = new LocalLinter({ binary, dialect: Dialect.American });
  await linter.setup();
  const config = await linter.getDefaultLintConfig();
  await linter.setLintConfig({ ...config, ...Object.fromEntries(unwanted.map((name) => [name, false])) });
  let dialect: Dialect = Dialect.American;
  return async (line) => {
    // Searching a spelling for an unknown name takes seconds: names are given to it first.
    await linter.importWords([...new Set(line.match(/(?<!^)(?<![.!?]\s)\b\p{Lu}[\p{L}'-]+/gu) ?? [])]);
    const wanted =
      (line.match(british)?.length ?? 0) > (line.match(american)?.length ?? 0) ? Dialect.British : Dialect.American;
    if (wanted !== dialect) await linter.setDialect((dialect = wanted));
    const lints = await linter.lint(line, { language: 'plaintext' });
    return lints.flatMap((lint): Correction[] => {
      const suggestion = lint.suggestions()[0];
      if (!suggestion) return [];
      const { start, end } = lint.span();
      const [from, to] = [unitsAt(line, start), unitsAt(line, end)];
      const kind = lint.lint_kind();
      switch (suggestion.kind()) {
        case SuggestionKind.Replace:
          return [{ start: from, end: to, text: suggestion.get_replacement_text(), kind }];
        case SuggestionKind.Remove:
          return [{ start: from, end: to, text: '', kind }];
        default:
          return [{ start: to, end: to, text: suggestion.get_replacement_text(), kind }];
      }
    });
  };
}

/** Harper counts characters (code points); we count UTF-16 units. */
function unitsAt(line: string, characters: number): number {
  return Array.from(line).slice(0, characters).join('').length;
}
