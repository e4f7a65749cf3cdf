import type { SheetSelection } from '../document/context.ts';
import { askTable, formulaFor } from '../figures/ask/ask-table.ts';
import { measureName } from '../figures/figures-of.ts';
import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
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

/** Questions about this very table that are understood; none where its columns have no names to ask by. */
export function exampleQuestions(sheet: SheetSelection, language: 'en' | 'zh'): string[] {
  const { table, profile } = factsOf(sheet);
  const [name, category] = namesIn(profile, language);
  const questions =
    category === undefined
      ? [language === 'zh' ? `${name}合计` : `total ${name}`]
      : language === 'zh'
        ? [`按${category.name}汇总${name}`, `哪个${category.name}的${name}最高？`]
        : [`total ${name} by ${category.name}`, `which ${category.name} has the highest ${name}?`];
  return questions.filter((question) => askTable(question, table, profile) !== undefined);
}

/** What a formula can be asked for of this very table. */
export function exampleFormulas(sheet: SheetSelection, language: 'en' | 'zh'): string[] {
  const { table, profile } = factsOf(sheet);
  const [name, category] = namesIn(profile, language);
  const value = category?.top[0]?.value;
  const whole = language === 'zh' ? `${name}合计` : `total ${name}`;
  const ofValue = language === 'zh' ? `${value}的${whole}` : `${whole} of ${value}`;
  const wishes = value === undefined ? [whole] : [ofValue, whole];
  return wishes.filter((wish) => formulaFor(wish, table, profile, sheet.sheet) !== undefined);
}

/** A measure to ask for, and the category with the fewest values to ask by. */
function namesIn(profile: Profile, language: 'en' | 'zh'): [string, ColumnProfile | undefined] {
  const measure = profile.measures.find(({ name, additive }) => name !== '' && additive);
  const [category] = profile.columns
    .filter(({ role, distinct }) => role === 'category' && distinct > 1)
    .toSorted((one, other) => one.distinct - other.distinct);
  return [measure ? measureName(profile, measure)[language] : '', category];
}
