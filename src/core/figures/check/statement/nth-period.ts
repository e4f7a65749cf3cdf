/** "The first month", "between the second and third period": times by their place among the lines of a statement. */

import { isSamePeriod, type Period, type PeriodMention, periodOrder } from '../../notation/period.ts';
import type { Statement } from './read-statement.ts';

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const place = `(${places.join('|')}|last)`;
const pattern = new RegExp(
  `\\b${place}(?=(?:\\s+(?:and|to|through|or)\\s+(?:the\\s+)?${place})?\\s+(?:months?|weeks?|periods?)\\b)`,
  'giu',
);
const mostTimes = 12;

/** The periods that a text names by their place, where the lines of the statement are nothing but periods. */
export function nthPeriods({ lines }: Statement, text: string): PeriodMention[] {
  const times: Period[] = [];
  for (const { period, forms } of lines)
    if (period && forms.length === 0 && !times.some((other) => isSamePeriod(other, period))) times.push(period);
  if (times.length < 2 || times.length > mostTimes) return [];
  times.sort((one, other) => periodOrder(one) - periodOrder(other));
  return [...text.matchAll(pattern)].flatMap((match): PeriodMention[] => {
    const word = (match[1] ?? '').toLowerCase();
    const period = word === 'last' ? times.at(-1) : times[places.indexOf(word)];
    return period ? [{ start: match.index, end: match.index + match[0].length, period }] : [];
  });
}
