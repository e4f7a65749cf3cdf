import type { CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { toFifteenDigits } from '../fifteen-digits.ts';
import { divided, notNumber, numeric } from './arguments.ts';

type Whole = (number: number) => number;

/**
 * Functions that round. Excel has them see the 15 digits that people see, not what binary numbers are off by: `ROUND(1.005,2)`
 * is 1.01, `INT(4.35*100)` is 435, `FLOOR(6.3,0.1)` is 6.3.
 * @see https://github.com/apache/poi/pull/1275
 */
export const roundingFunctions: readonly (readonly [string, CustomFunction])[] = [
  ['ROUND', numeric((number, digits) => atDigits(number, digits, Math.round))],
  ['ROUNDUP', numeric((number, digits) => atDigits(number, digits, Math.ceil))],
  ['ROUNDDOWN', numeric((number, digits) => atDigits(number, digits, Math.floor))],
  ['TRUNC', numeric((number, digits = 0) => atDigits(number, digits, Math.floor))],
  ['INT', numeric((number) => Math.floor(toFifteenDigits(number)))],
  ['MOD', numeric(remainder)],
  ['QUOTIENT', numeric((number, by) => (by === 0 ? divided : plain(Math.trunc(toFifteenDigits(number / by)))))],
  ['MROUND', numeric(toNearest)],
  ['CEILING', numeric(ceiling)],
  ['CEILING.MATH', numeric((number, step = 1, away = 0) => byStep(number, step, number < 0 && away !== 0, Math.ceil))],
  ['CEILING.PRECISE', numeric((number, step = 1) => byStep(number, step, false, Math.ceil))],
  ['ISO.CEILING', numeric((number, step = 1) => byStep(number, step, false, Math.ceil))],
  ['FLOOR', numeric(floor)],
  ['FLOOR.MATH', numeric((number, step = 1, away = 0) => byStep(number, step, number < 0 && away !== 0, Math.floor))],
  ['FLOOR.PRECISE', numeric((number, step = 1) => byStep(number, step, false, Math.floor))],
];

/** A number rounded, by its size alone, at so many digits after the point, or before it where they are below 0. */
export function atDigits(number: number, digits: number, round: Whole): number {
  const places = Math.trunc(digits);
  const shifted = shift(toFifteenDigits(Math.abs(number)), places);
  // What has no digit as small as that stays.
  if (shifted >= 1e15) return number;
  return plain(Math.sign(number) * shift(round(shifted), -places));
}

/** A number times a power of ten, by its decimal digits. */
function shift(number: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

function remainder(number: number, by: number): CellValue {
  if (by === 0) return divided;
  const times = number / by;
  const nearest = Math.round(times);
  // A quotient that is off a whole number by the binary fraction alone is that number.
  const isWhole = Math.abs(times - nearest) <= Number.EPSILON * Math.abs(times);
  return isWhole ? 0 : plain(number - by * Math.floor(times));
}

/**
 * Alone among these it takes the quotient as it is, so that `MROUND(6.05,0.1)` is 6 and `MROUND(7.05,0.1)` is 7.1.
 * @see https://support.microsoft.com/office/mround-function-c299c3b0-15a5-426d-aa4b-d2d5b3baf427
 */
function toNearest(number: number, step: number): CellValue {
  if (number === 0 || step === 0) return 0;
  return number * step < 0 ? notNumber : toFifteenDigits(Math.round(number / step) * step);
}

function ceiling(number: number, step: number): CellValue {
  if (number === 0 || step === 0) return 0;
  return number > 0 && step < 0 ? notNumber : byStep(number, step, step < 0, Math.ceil);
}

function floor(number: number, step: number): CellValue {
  if (number === 0) return 0;
  if (step === 0) return divided;
  return number > 0 && step < 0 ? notNumber : byStep(number, step, step < 0, Math.floor);
}

/** The multiple of a step to which a number is rounded; `isTurned`: as that of its opposite is. */
function byStep(number: number, step: number, isTurned: boolean, round: Whole): number {
  if (step === 0) return 0;
  const size = isTurned ? -Math.abs(step) : Math.abs(step);
  return plain(toFifteenDigits(round(toFifteenDigits(number / size)) * size));
}

/** The same number; 0 for what rounding calls -0. */
function plain(number: number): number {
  return number + 0;
}
