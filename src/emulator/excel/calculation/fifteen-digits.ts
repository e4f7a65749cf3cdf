/**
 * Excel calculates with binary numbers of double precision and hides, in two places, what they are off by.
 * @see https://learn.microsoft.com/office/troubleshoot/excel/floating-point-arithmetic-inaccurate-result
 */

/** A number as comparisons and `&` see it: of 15 significant digits. */
export function toFifteenDigits(number: number): number {
  return Number.isSafeInteger(number) && Math.abs(number) < 1e15 ? number : Number(number.toPrecision(15));
}

/**
 * How two numbers compare: below 0, 0 or above.
 * @see https://poi.apache.org/apidocs/5.0/org/apache/poi/ss/util/NumberComparer.html
 */
export function compareNumbers(a: number, b: number): number {
  const difference = a - b;
  // What differs by more than the fifteenth digit counts differs in fifteen digits.
  const isClear = Math.abs(difference) > 1.1e-14 * Math.max(Math.abs(a), Math.abs(b));
  return isClear || difference === 0 ? difference : toFifteenDigits(a) - toFifteenDigits(b);
}

/**
 * What the last addition or subtraction of a formula gives: 0 where the result is so small beside the first operand that
 * it comes of binary fractions. Microsoft says "at or very close to zero"; fifty binary places are what the results that
 * people report of Excel have in common.
 */
export function lastSum(result: number, first: number): number {
  return result !== 0 && first !== 0 && exponentOf(first) - exponentOf(result) >= 50 ? 0 : result;
}

const words = new DataView(new ArrayBuffer(8));

/** The exponent of the power of two in a number's binary form; below every other one for those that are no normal numbers. */
function exponentOf(number: number): number {
  words.setFloat64(0, number);
  return ((words.getUint16(0) >> 4) & 0x7ff) - 1023;
}
