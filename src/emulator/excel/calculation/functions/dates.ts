import type { CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { lastDay, notNumber, numeric } from './arguments.ts';

const dayLength = 86_400_000;

/**
 * Excel counts days from 1900, which it takes for a leap year: day 0 is called January 0th and day 60 February 29th.
 * @see https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year
 */
export const datesSince1900: readonly (readonly [string, CustomFunction])[] = [
  ['DATE', numeric(dayNumber)],
  ['YEAR', numeric((day) => partOfDay(day, 0))],
  ['MONTH', numeric((day) => partOfDay(day, 1))],
  ['DAY', numeric((day) => partOfDay(day, 2))],
];

function dayNumber(year: number, month: number, day: number): CellValue {
  const from = Math.trunc(year) < 1900 ? 1900 + Math.trunc(year) : Math.trunc(year);
  if (year < 0 || from > 9999) return notNumber;
  // The first of the month by the calendar, and from there on by Excel's count.
  const first = Date.UTC(from, Math.trunc(month) - 1, 1) / dayLength + 25_569;
  const number = (first < 61 ? first - 1 : first) + Math.trunc(day) - 1;
  return number < 0 || number > lastDay ? notNumber : number;
}

function partOfDay(number: number, part: 0 | 1 | 2): CellValue {
  const day = Math.floor(number);
  if (day < 0 || day > lastDay) return notNumber;
  if (day === 0) return [1900, 1, 0][part] ?? 0;
  if (day === 60) return [1900, 2, 29][part] ?? 0;
  const date = new Date(((day < 60 ? day + 1 : day) - 25_569) * dayLength);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()][part] ?? 0;
}
