import { isDateFormat } from 'numfmt';
import { isCellError, type CellValue } from '../../model/cell-value.ts';
import { formatted } from '../../model/formatted-number.ts';
import type { CustomFunction } from '../calculator.ts';
import { lastDay, notValue, numeric, oneOf } from './arguments.ts';
import { numberInText } from './number-in-text.ts';
import { atDigits } from './rounding.ts';

/** How many days the count of 1904 begins after that of 1900. */
const daysTo1904 = 1462;

/** `TEXT(value, format)`, by the formats of cells. */
export function textFunction(date1904: boolean): CustomFunction {
  return ([first, second]) => {
    const [value, form] = [oneOf(first), oneOf(second)];
    if (isCellError(value)) return value;
    if (isCellError(form)) return form;
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    if (form === null || form === '') return '';
    try {
      return written(value ?? 0, String(form), date1904);
    } catch {
      return notValue;
    }
  };
}

function written(value: number | string, form: string, date1904: boolean): CellValue {
  const number = typeof value === 'string' ? numberInText(value) : value;
  if (number === undefined) return formatted(value, form);
  if (!isDateFormat(form)) return formatted(number, form);
  const days = date1904 ? number + daysTo1904 : number;
  return days < 0 || days >= lastDay + 1 ? notValue : formatted(days, form);
}

/** Functions that write a number as a text. */
export const writingFunctions: readonly (readonly [string, CustomFunction])[] = [
  ['FIXED', numeric((number, digits = 2, isPlain = 0) => rounded(number, digits, isPlain === 0 ? '#,##0' : '0'))],
  ['DOLLAR', numeric((number, digits = 2) => rounded(number, digits, '$#,##0', true))],
];

function rounded(number: number, digits: number, form: string, isInBrackets = false): CellValue {
  if (digits >= 128) return notValue;
  const full = digits >= 1 ? `${form}.${'0'.repeat(Math.trunc(digits))}` : form;
  return formatted(atDigits(number, digits, Math.round), isInBrackets ? `${full};(${full})` : full);
}
