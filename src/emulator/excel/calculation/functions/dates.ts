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
  ['YEARFRAC', numeric((start, end, basis = 0) => yearsBetween(Math.floor(start), Math.floor(end), Math.trunc(basis)))],
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

interface Day {
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The years between two days, by a basis: 0 and 4 for months of 30 days, 1 for days and years as they are, 2 and 3 for years of 360
 * and 365 days.
 * @see https://support.microsoft.com/office/yearfrac-function-3844141e-c76d-4143-82b6-208454ddc6a8
 */
function yearsBetween(start: number, end: number, basis: number): CellValue {
  if (Math.min(start, end) < 0 || Math.max(start, end) > lastDay || basis < 0 || basis > 4) return notNumber;
  const [from, to] = [dayOf(Math.min(start, end)), dayOf(Math.max(start, end))];
  const days = to.number - from.number;
  switch (basis) {
    case 1:
      return days / daysOfYear(from, to);
    case 2:
      return days / 360;
    case 3:
      return days / 365;
    default:
      return thirties(from, to, basis === 4) / 360;
  }
}

function dayOf(number: number): Day {
  const [year, month, day] = [partOfDay(number, 0), partOfDay(number, 1), partOfDay(number, 2)].map(Number);
  return { number, year: year ?? 0, month: month ?? 0, day: day ?? 0 };
}

/** How long a year is of those that two days lie in: of more than one, as long as they are on average. */
function daysOfYear(from: Day, to: Day): number {
  const isOver = to.month > from.month || (to.month === from.month && to.day > from.day);
  const years = to.year - from.year;
  if (years > 1 || (years === 1 && isOver)) {
    return (Number(dayNumber(to.year + 1, 1, 1)) - Number(dayNumber(from.year, 1, 1))) / (years + 1);
  }
  if (years === 0) return isLeap(from.year) ? 366 : 365;
  const hasLeapDay =
    (isLeap(from.year) && from.month <= 2) || (isLeap(to.year) && (to.month > 2 || (to.month === 2 && to.day === 29)));
  return hasLeapDay ? 366 : 365;
}

/** The days between two days where each month has 30. */
function thirties(from: Day, to: Day, isEuropean: boolean): number {
  let [first, last] = [from.day, to.day];
  if (isEuropean) [first, last] = [Math.min(first, 30), Math.min(last, 30)];
  else {
    if (isEndOfFebruary(from)) {
      if (isEndOfFebruary(to)) last = 30;
      first = 30;
    }
    if (last === 31 && first >= 30) last = 30;
    first = Math.min(first, 30);
  }
  return (to.year - from.year) * 360 + (to.month - from.month) * 30 + last - first;
}

function isEndOfFebruary({ year, month, day }: Day): boolean {
  return month === 2 && day === (isLeap(year) ? 29 : 28);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
