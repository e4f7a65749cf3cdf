import { type Selection, timelineOf } from '../check/selection.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import { isSamePeriod, type Period, periodOrder } from '../notation/period.ts';
import type { TimeStep } from './question-words.ts';

/** The periods of one step in which the selection's measure has numbers, in order; none where the table is not told so finely. */
export function periodsOf(index: SheetIndex, of: Selection, step: TimeStep): Period[] {
  const own = index.time?.periods ?? timelineOf(index, of);
  if (step === 'any') return [...timelineOf(index, of)];
  const found: Period[] = [];
  for (const period of own.toSorted((one, other) => periodOrder(one) - periodOrder(other))) {
    const outer = outerOf(period, step);
    if (!outer) return [];
    const last = found.at(-1);
    if (!last || !isSamePeriod(last, outer)) found.push(outer);
  }
  return found;
}

/** The month, quarter or year in which a period lies; nothing for one that is larger. */
function outerOf({ grain, year, part, day }: Period, step: Exclude<TimeStep, 'any'>): Period | undefined {
  const of = year === undefined ? {} : { year };
  if (step === 'year') return year === undefined ? undefined : { grain: 'year', year };
  if (grain === step) return { grain, ...of, ...(part !== undefined && { part }), ...(day !== undefined && { day }) };
  if (part === undefined || (grain !== 'day' && grain !== 'month') || step === 'day') return undefined;
  return step === 'month' ? { grain: 'month', ...of, part } : { grain: 'quarter', ...of, part: Math.ceil(part / 3) };
}
