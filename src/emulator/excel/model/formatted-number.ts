import { format, isDateFormat } from 'numfmt';
import { withChineseDate, withChineseDigits, withChineseNumbers, type ChineseStyle } from './chinese-digits.ts';

/** Names that a Chinese Excel gives to colours and to the format General: what is written in a text is not translated. */
const chineseGeneral = /g\/通用格式/gi;
const chineseColours = /\[(?:黑色|蓝色|青色|绿色|洋红色?|红色|白色|黄色)\]/g;
/** `0!.0,"万"`: as a backslash does, an exclamation mark has the next character shown as it is. */
const quotedOrForced = /"[^"]*"|\\[\s\S]|![\s\S]/g;
const chineseHalves = /上午\/下午/g;
const chineseNumerals = /\[dbnum([123])\]/gi;
const nothingElse = /^(?:\[[^\]]*\])*(?:general)?$/i;

/**
 * A value as a number format of Excel writes it; throws where the format cannot be read.
 * @see https://support.microsoft.com/office/number-format-codes-5026bbd6-04bc-48cd-bf33-80f18b4eae68
 */
export function formatted(value: number | string | boolean, numberFormat: string): string {
  const [, numerals] = /\[dbnum([123])\]/i.exec(numberFormat) ?? [];
  const plain = inKnownWords(numberFormat);
  if (typeof value !== 'number') return format(plain, value);
  if (!numerals) return format(plain, isDateFormat(plain) ? value : roundedAsSeen(value, plain));
  const style = Number(numerals) as ChineseStyle;
  if (nothingElse.test(plain)) return withChineseNumbers(digitsOf(value), style);
  if (isDateFormat(plain)) return withChineseDate(format(plain, value), style);
  return withChineseDigits(format(plain, roundedAsSeen(value, plain)), style);
}

function inKnownWords(numberFormat: string): string {
  if (!/[[!上通]/.test(numberFormat)) return numberFormat;
  const plain = numberFormat
    .replace(quotedOrForced, (part) => (part.startsWith('!') ? `\\${part.slice(1)}` : part))
    .replace(chineseNumerals, '')
    .replace(chineseColours, '')
    .replace(chineseGeneral, 'General');
  return plain.includes('上午/下午') ? `[$-804]${plain.replace(chineseHalves, 'AM/PM')}` : plain;
}

/**
 * A number that rounds to the digits of a format as the 15 digits do that people see: what is 1.005 to them is 1.01 with two
 * digits, though the binary number lies below.
 */
function roundedAsSeen(number: number, numberFormat: string): number {
  if (Number.isInteger(number)) return number;
  const seen = Number(number.toPrecision(15));
  const [, decimals = ''] = /\.([0#?]+)/.exec(numberFormat) ?? [];
  const shown = Math.log10(Math.abs(seen)) + decimals.length;
  return shown < 13 ? seen * (1 + Number.EPSILON) : seen;
}

/** A number in 15 digits and without an exponent. */
function digitsOf(number: number): string {
  const text = String(Number(number.toPrecision(15)));
  return text.includes('e') ? BigInt(Math.trunc(number)).toString() : text;
}
