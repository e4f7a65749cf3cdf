/**
 * Excel calculates with binary numbers of double precision and hides, in two places, what they are off by.
 * @see https://learn.microsoft.com/office/troubleshoot/excel/floating-point-arithmetic-inaccurate-result
 */

/** A number as comparisons and `&` see it: of 15 significant digits. */
export function toFifteenDigits(number: number): number {
  return Number.isSafeInteger(number) && Math.abs(number) < 1e15 ? number : Number(number.toPrecision(15));
}

/** As many characters does a number have in a text before it is written with a power of ten. */
const longestInText = 20;

/**
 * A number as `&` and the functions of texts see it: `0.3` for 0.1+0.2, `1E+21`, `1.23456789012346E-05`.
 * @see https://poi.apache.org/apidocs/5.0/org/apache/poi/ss/util/NumberToTextConverter.html
 */
export function numberInWords(number: number): string {
  const [digits = '', exponent] = toFifteenDigits(number).toExponential().split('e');
  const power = Number(exponent);
  const [sign, figures] = [digits.startsWith('-') ? '-' : '', digits.replace(/[-.]/g, '')];
  const plain =
    power < 0 ? `0.${'0'.repeat(-power - 1)}${figures}` : withPoint(figures.padEnd(power + 1, '0'), power + 1);
  if (plain.length <= longestInText + Number(power >= 0)) return sign + plain;
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function withPoint(figures: string, at: number): string {
  return figures.length > at ? `${figures.slice(0, at)}.${figures.slice(at)}` : figures;
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
