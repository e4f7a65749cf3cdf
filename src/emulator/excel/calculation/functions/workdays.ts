import { isCellError, type CellError, type CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { cellsOf, lastDay, notNumber, notValue, numberOf, oneOf, type Argument } from './arguments.ts';
import { numberInText } from './number-in-text.ts';

/** Days of the week that are free, Monday first. */
type Weekend = readonly boolean[];

/** Functions that count working days with a weekend of one's own. The library takes `"0000011"` for the number 11. */
export const workdayFunctions: readonly (readonly [string, CustomFunction])[] = [
  ['NETWORKDAYS.INTL', ([from, to, weekend, holidays]) => days(from, to, weekend, holidays, countBetween)],
  ['WORKDAY.INTL', ([from, count, weekend, holidays]) => days(from, count, weekend, holidays, dayAfter)],
];

type Reckoning = (first: number, second: number, isFree: (day: number) => boolean, weekend: Weekend) => CellValue;

function days(first: Argument, second: Argument, own: Argument, holidays: Argument, reckon: Reckoning): CellValue {
  const [one, other, weekend] = [numberOf(first), numberOf(second), weekendOf(oneOf(own))];
  const error = [one, other, weekend].find(isCellError);
  if (error) return error;
  const free = new Set<number>();
  for (const value of cellsOf(holidays)) {
    if (isCellError(value)) return value;
    const day = typeof value === 'string' ? numberInText(value) : value;
    if (typeof day === 'number') free.add(Math.floor(day));
  }
  const isFree = (day: number): boolean => (weekend as Weekend)[(day + 5) % 7] === true || free.has(day);
  return reckon(Math.floor(Number(one)), Math.trunc(Number(other)), isFree, weekend as Weekend);
}

/** 1 to 7 for two days, Saturday and Sunday first; 11 to 17 for one, Sunday first; or a text with a 1 for each free day. */
function weekendOf(own: CellValue): Weekend | CellError {
  if (isCellError(own)) return own;
  if (typeof own === 'string') return /^[01]{7}$/.test(own) ? Array.from(own, (day) => day === '1') : notValue;
  const number = own === null ? 1 : Math.trunc(Number(own));
  const [isPair, isOne] = [number >= 1 && number <= 7, number >= 11 && number <= 17];
  if (!isPair && !isOne) return notNumber;
  const first = isPair ? (number + 4) % 7 : (number - 5) % 7;
  const free = isPair ? [first, (first + 1) % 7] : [first];
  return Array.from({ length: 7 }, (_, day) => free.includes(day));
}

function countBetween(from: number, to: number, isFree: (day: number) => boolean): CellValue {
  if (Math.min(from, to) < 0 || Math.max(from, to) > lastDay) return notNumber;
  let count = 0;
  for (let day = Math.min(from, to); day <= Math.max(from, to); day += 1) if (!isFree(day)) count += 1;
  return from <= to ? count : -count;
}

function dayAfter(from: number, count: number, isFree: (day: number) => boolean, weekend: Weekend): CellValue {
  if (!weekend.includes(false)) return notValue;
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day += Math.sign(count);
    if (day < 0 || day > lastDay) return notNumber;
    if (!isFree(day)) left -= 1;
  }
  return day;
}
