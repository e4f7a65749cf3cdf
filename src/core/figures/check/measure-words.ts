/** Nouns of business tables that name what is measured, grouped by the thing that they name. */

import type { NumberMention } from './find-numbers.ts';
import { nearest, type Sentence } from './passage.ts';
import type { SheetIndex } from './sheet-index.ts';

/** In small letters and the singular; Chinese words as they stand. The first of a group names it. */
export const measureWords: readonly (readonly string[])[] = [
  ['revenue', 'sales', 'turnover', '收入', '营业收入', '营收', '销售额', '销售收入'],
  ['profit', 'earnings', 'net income', '利润', '净利润', '盈利'],
  ['cost', 'expense', 'expenditure', 'spending', '成本', '费用', '支出'],
  ['unit', 'volume', 'quantity', 'qty', '销量', '数量', '件数', '销售量'],
  ['employee', 'staff', 'headcount', 'people', '员工', '人数', '员工数'],
  ['price', '价格', '单价'],
  ['margin', '毛利率', '利润率', '净利率'],
  ['order', '订单', '订单数', '订单量'],
  ['customer', 'client', '客户', '客户数'],
  ['budget', '预算'],
  ['asset', '资产'],
  ['liability', 'debt', '负债'],
  ['tax', '税费', '税额'],
  ['salary', 'wage', '工资', '薪酬'],
  ['inventory', '库存', '存货'],
  ['weight', '重量'],
  ['ebitda'],
];

/** Words that a sentence also uses for other things than a measure: "in order to", "people say". */
const isVague = (word: string): boolean => /^(?:people|order|volume|unit|quantity|staff|net income)$/u.test(word);

const groupOf = new Map(measureWords.flatMap((group) => group.map((word) => [word, group[0] ?? ''] as const)));
const plural = (word: string): string => (/y$/u.test(word) ? `${word.slice(0, -1)}(?:y|ies)` : `${word}s?`);
const pattern = new RegExp(
  [...groupOf.keys()]
    .sort((one, other) => other.length - one.length)
    .map((word) => (/\p{sc=Han}/u.test(word) ? word : `\\b${/s$/u.test(word) ? word : plural(word)}\\b`))
    .join('|'),
  'giu',
);

export interface MeasureWord {
  readonly start: number;
  readonly end: number;
  /** The first word of its group. */
  readonly group: string;
  readonly isVague: boolean;
}

export function findMeasureWords(text: string): MeasureWord[] {
  return [...text.matchAll(pattern)].flatMap((match): MeasureWord[] => {
    const word = match[0].toLowerCase();
    const key = [word, word.replace(/ies$/u, 'y'), word.replace(/s$/u, '')].find((form) => groupOf.has(form));
    const group = key === undefined ? undefined : groupOf.get(key);
    if (key === undefined || group === undefined) return [];
    return [{ start: match.index, end: match.index + match[0].length, group, isVague: isVague(key) }];
  });
}

/**
 * Says whether a table certainly does not have a measure, where that can be said: all of its own are called by words that are known here, and neither they nor
 * its titles, categories and lines have this one. A table with a measure called "Plan", or by its years alone, may be of anything.
 */
export function readerOfMeasures({
  profile,
  measures,
  dimensions,
}: SheetIndex): ((group: string) => boolean) | undefined {
  const named = measures.map(({ name }) => findMeasureWords(name));
  if (named.length === 0 || named.some((words) => words.length === 0)) return undefined;
  const texts = [
    ...profile.titles,
    ...profile.columns.map(({ name }) => name),
    ...dimensions.flatMap(({ words }) => words.slice(0, 2000)),
  ];
  const known = new Set(texts.flatMap((text) => findMeasureWords(text)).map(({ group }) => group));
  return (group) => !known.has(group);
}

/** Whether the number is said of a measure that the table does not have: a profit, where there are revenue and cost. */
export function isOfLackedMeasure(
  text: string,
  sentence: Sentence,
  mention: NumberMention,
  lacks: (group: string) => boolean,
): boolean {
  const words = findMeasureWords(sentence.text).map((word) => ({
    ...word,
    start: word.start + sentence.start,
    end: word.end + sentence.start,
  }));
  const bound = nearest(sentence, text, mention, words, { acrossClauses: true, adjacentOnly: true })?.mentions.at(-1);
  if (!bound || !lacks(bound.group)) return false;
  // "310 orders" counts orders; "in order to" does not.
  return !bound.isVague || (bound.start >= mention.end && text.slice(mention.end, bound.start).trim() === '');
}
