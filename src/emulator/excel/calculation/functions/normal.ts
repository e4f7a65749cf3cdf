import type { CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { notNumber, numeric } from './arguments.ts';

/** Functions of the normal distribution, of which the library has seven digits. */
export const normalFunctions: readonly (readonly [string, CustomFunction])[] = [
  ['ERF', numeric((lower, upper = Number.NaN) => (Number.isNaN(upper) ? erf(lower) : erf(upper) - erf(lower)))],
  ['ERF.PRECISE', numeric((x) => erf(x))],
  ['ERFC', numeric((x) => erfc(x))],
  ['ERFC.PRECISE', numeric((x) => erfc(x))],
  ['GAUSS', numeric((z) => erf(z / Math.SQRT2) / 2)],
  ['NORMSDIST', numeric((z) => below(z))],
  ['NORM.S.DIST', numeric((z, isSum) => (isSum === 0 ? density(z) : below(z)))],
  ['NORMDIST', numeric(normal)],
  ['NORM.DIST', numeric(normal)],
  ['LOGNORMDIST', numeric((x, mean, deviation) => logNormal(x, mean, deviation, 1))],
  ['LOGNORM.DIST', numeric(logNormal)],
];

function normal(x: number, mean: number, deviation: number, isSum: number): CellValue {
  if (deviation <= 0) return notNumber;
  const z = (x - mean) / deviation;
  return isSum === 0 ? density(z) / deviation : below(z);
}

function logNormal(x: number, mean: number, deviation: number, isSum: number): CellValue {
  if (x <= 0 || deviation <= 0) return notNumber;
  const z = (Math.log(x) - mean) / deviation;
  return isSum === 0 ? density(z) / (x * deviation) : below(z);
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The share of the normal distribution below a point. */
function below(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** From here on the continued fraction comes to the end sooner than the series. */
const far = 2.5;
const fractionTerms = 80;

function erf(x: number): number {
  return Math.abs(x) < far ? nearErf(x) : 1 - erfc(x);
}

function erfc(x: number): number {
  if (Math.abs(x) < far) return 1 - nearErf(x);
  return x < 0 ? 2 - farErfc(-x) : farErfc(x);
}

/** A series whose terms are all of one sign, so that no digit is lost. @see https://dlmf.nist.gov/7.6#E2 */
function nearErf(x: number): number {
  let [sum, term] = [0, x];
  for (let n = 1; sum + term !== sum; n += 1) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** @see https://dlmf.nist.gov/7.9#E1 */
function farErfc(x: number): number {
  let rest = x;
  for (let n = fractionTerms; n > 0; n -= 1) rest = x + n / 2 / rest;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / rest;
}
