import { type Source } from '../figure.ts';
import { isSamePeriod, isWithin, type Period } from '../notation/period.ts';
import type { Profile } from '../profile/profile.ts';
import { rangeAddress, type Table } from '../table.ts';
import type { CheckedText } from './check-numbers.ts';
import { findNumbers } from './find-numbers.ts';
import { union } from './postings.ts';
import { readyTable } from './ready-table.ts';
import type { SheetIndex } from './sheet-index.ts';

/** A date or period of a text that cells of the table hold. */
export interface DateInText {
  readonly start: number;
  readonly end: number;
  /** The column that holds it. */
  readonly label: string;
  readonly source: Source;
}

/**
 * The dates and periods of a checked text that stand in the table's column of times, with their cells: the first of a day, and of a
 * longer time all of it where its rows stand together. A date that no cell holds claims nothing, and is not in the result.
 */
export function findDates(
  { text, numbers }: CheckedText,
  { table, profile }: { readonly table: Table; readonly profile: Profile },
): readonly DateInText[] {
  const { index } = readyTable(table, profile).asker;
  const { time } = index;
  if (!time) return [];
  const years = new Set(time.periods.map(({ year }) => year));
  const { periods } = findNumbers(text, (year) => years.has(year));
  return periods.flatMap(({ start, end, period }) => {
    if (numbers.some((number) => start < number.end && number.start < end)) return [];
    const rows = rowsOf(index, time, period);
    if (!rows) return [];
    const { column } = time;
    const area = { top: index.top + rows.first, bottom: index.top + rows.last, left: column, right: column };
    return [{ start, end, label: time.name, source: { sheet: table.sheet, range: rangeAddress(table, area) } }];
  });
}

function rowsOf(
  { isTotalRow }: SheetIndex,
  { periods, rowsOf: postings }: NonNullable<SheetIndex['time']>,
  period: Period,
): { readonly first: number; readonly last: number } | undefined {
  // "March" is one of any year.
  if (period.year === undefined) return undefined;
  const codes = periods.flatMap((own, code) => (isWithin(own, period) ? [code] : []));
  const rows = union(postings, codes).filter((row) => isTotalRow[row] !== 1);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (last - first + 1 === rows.length) return { first, last };
  return period.grain === 'day' && codes.every((code) => isSamePeriod(periods[code] ?? period, period))
    ? { first, last: first }
    : undefined;
}
