import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';
import { digitsFunction, lastSumFunction, textFunction as asTextFunction } from '../formula/inexact-steps.ts';
import { numberFunction } from '../formula/text-numbers.ts';
import type { CustomFunction } from './calculator.ts';
import { lastSum, numberInWords, toFifteenDigits } from './fifteen-digits.ts';
import { cellsOf, divided, notNumber, numeric, type Argument } from './functions/arguments.ts';
import { arrayFunctions } from './functions/arrays.ts';
import { conditionalFunctions } from './functions/conditional.ts';
import { datesSince1900 } from './functions/dates.ts';
import { normalFunctions } from './functions/normal.ts';
import { numberInText } from './functions/number-in-text.ts';
import { roundingFunctions } from './functions/rounding.ts';
import { textFunction, writingFunctions } from './functions/text.ts';
import { workdayFunctions } from './functions/workdays.ts';

/** Functions that the library does not have as Excel has them. It is given these instead of its own. */
export function ownFunctions(date1904: boolean): ReadonlyMap<string, CustomFunction> {
  return new Map<string, CustomFunction>([
    [digitsFunction, ([value]) => eachNumber(value, toFifteenDigits)],
    [asTextFunction, ([value]) => eachNumber(value, asText)],
    [numberFunction, ([value]) => eachText(value, (text) => numberInText(text) ?? text)],
    [lastSumFunction, ([sum, first]) => eachNumber(sum, lastSum, first)],
    ...arrayFunctions,
    ...conditionalFunctions,
    ...normalFunctions,
    ...roundingFunctions,
    ...writingFunctions,
    ['FV', numeric(futureValue)],
    ['NPER', numeric(periods)],
    ['TEXT', textFunction(date1904)],
    ['VALUE', numeric((value) => value)],
    ['SUMX2MY2', paired((x, y) => x * x - y * y)],
    ['SUMX2PY2', paired((x, y) => x * x + y * y)],
    ['SUMXMY2', paired((x, y) => (x - y) ** 2)],
    // The library is right about the days since 1904.
    ...(date1904 ? [] : [...datesSince1900, ...workdayFunctions]),
  ]);
}

function futureValue(rate: number, count: number, payment: number, present = 0, type = 0): CellValue {
  if (rate === 0) return 0 - present - payment * count;
  const growth = (1 + rate) ** count;
  return finite(-present * growth - (payment * (1 + rate * Math.sign(type)) * (growth - 1)) / rate);
}

function periods(rate: number, payment: number, present: number, future = 0, type = 0): CellValue {
  if (rate === 0) return payment === 0 ? notNumber : -(present + future) / payment;
  const paid = payment * (1 + rate * Math.sign(type));
  return finite(Math.log((paid - future * rate) / (present * rate + paid)) / Math.log(1 + rate));
}

function finite(number: number): CellValue {
  return Number.isFinite(number) ? number : notNumber;
}

/** The sum over the pairs of two ranges, of which only pairs of numbers count. */
function paired(call: (x: number, y: number) => number): CustomFunction {
  return ([first, second]) => {
    const [xs, ys] = [cellsOf(first), cellsOf(second)];
    if (xs.length !== ys.length) return cellError('#N/A');
    let [sum, count] = [0, 0];
    for (const [index, x] of xs.entries()) {
      const y = ys[index] ?? null;
      if (isCellError(x)) return x;
      if (isCellError(y)) return y;
      if (typeof x !== 'number' || typeof y !== 'number') continue;
      sum += call(x, y);
      count += 1;
    }
    return count === 0 ? divided : sum;
  };
}

/** A number whose text is another in Excel than in JavaScript as that text. */
function asText(number: number): CellValue {
  const text = numberInWords(number);
  return text === String(number) ? number : text;
}

/** An argument with its texts changed. */
function eachText(argument: Argument, change: (text: string) => CellValue): CellValue | CellValue[][] {
  const changed = (value: CellValue = null): CellValue => (typeof value === 'string' ? change(value) : value);
  return Array.isArray(argument) ? argument.map((cells) => cells.map(changed)) : changed(argument);
}

/** An argument with its numbers changed; `beside` is what stands beside it, one value or as many. */
function eachNumber(
  argument: Argument,
  change: (number: number, beside: number) => CellValue,
  beside?: Argument,
): CellValue | CellValue[][] {
  const changed = (value: CellValue = null, other: CellValue = 0): CellValue =>
    typeof value === 'number' ? change(value, typeof other === 'number' ? other : 0) : value;
  if (!Array.isArray(argument)) return changed(argument, Array.isArray(beside) ? beside[0]?.[0] : beside);
  // One row, one column or one cell goes along with all.
  const other = (row: number, column: number): CellValue | undefined => {
    if (!Array.isArray(beside)) return beside;
    const cells = beside[beside.length === 1 ? 0 : row];
    return cells?.[cells.length === 1 ? 0 : column];
  };
  return argument.map((cells, row) => cells.map((value, column) => changed(value, other(row, column))));
}
