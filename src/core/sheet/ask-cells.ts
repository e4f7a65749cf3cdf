import type { SheetSelection } from '../document/context.ts';
import { askTable, formulaFor } from '../figures/ask/ask-table.ts';
import { measureName } from '../figures/figures-of.ts';
import { factsOf, rememberNarration } from './sheet-facts.ts';

/** The answer to a question about the cells by rules; nothing where it is not understood. Its numbers are figures by their ids. */
export function askCells(sheet: SheetSelection, words: string): string | undefined {
  const { table, profile } = factsOf(sheet);
  const answer = askTable(words, table, profile);
  return answer && rememberNarration(table, answer);
}

/** The formula for the active cell that gives what the words ask for; nothing where they are not understood. */
export function formulaForWords(sheet: SheetSelection, words: string): string | undefined {
  const { table, profile } = factsOf(sheet);
  return formulaFor(words, table, profile, sheet.sheet);
}

/** Questions about this very table that are understood. */
export function exampleQuestions(sheet: SheetSelection, language: 'en' | 'zh'): string[] {
  const { profile } = factsOf(sheet);
  const measure = profile.measures.find(({ name, additive }) => name !== '' && additive);
  if (!measure) return [];
  const name = measureName(profile, measure)[language];
  const category = profile.columns.find(({ role, distinct }) => role === 'category' && distinct > 1)?.name;
  if (category === undefined) return [language === 'zh' ? `${name}合计` : `total ${name}`];
  return language === 'zh'
    ? [`按${category}汇总${name}`, `哪个${category}的${name}最高？`]
    : [`total ${name} by ${category}`, `which ${category} has the highest ${name}?`];
}

/** What a formula can be asked for of this very table. */
export function exampleFormulas(sheet: SheetSelection, language: 'en' | 'zh'): string[] {
  const { profile } = factsOf(sheet);
  const measure = profile.measures.find(({ name, additive }) => name !== '' && additive);
  if (!measure) return [];
  const name = measureName(profile, measure)[language];
  const value = profile.columns.find(({ role, distinct }) => role === 'category' && distinct > 1)?.top[0]?.value;
  if (language === 'zh') return [value === undefined ? `${name}合计` : `${value}的${name}合计`];
  return [value === undefined ? `total ${name}` : `total ${name} of ${value}`];
}
