import type { Comparison } from '../../formula/plain-formula.ts';
import { cellError, isCellError, isErrorCode, type CellValue } from '../../model/cell-value.ts';
import { holds } from '../compare.ts';
import { numberInText } from './number-in-text.ts';

/** Whether a cell meets a criterion. */
export type Criterion = (value: CellValue) => boolean;

/**
 * Reads what `COUNTIF`, `SUMIFS` and their like look for: a value, or a text that begins with a comparison. What reads as a number
 * (a date, a share, an amount of money too) is compared with numbers, and equals texts that read as the same one.
 * @see https://support.microsoft.com/office/countif-function-e0de10c6-f885-4e71-abb4-1f464816df34
 */
export function criterionOf(wanted: CellValue): Criterion {
  if (typeof wanted === 'string') return criterionInText(wanted);
  if (isCellError(wanted)) return (value) => value === wanted;
  if (typeof wanted === 'boolean') return (value) => value === wanted;
  // An empty cell stands for 0.
  return ofNumber('=', wanted ?? 0);
}

function criterionInText(text: string): Criterion {
  const [, sign, rest = ''] = /^(<>|<=|>=|[<>=])?([\s\S]*)$/.exec(text) ?? [];
  const comparison = (sign ?? '=') as Comparison;
  if (rest === '') return ofNothing(sign as Comparison | undefined);
  const number = numberInText(rest);
  if (number !== undefined) return ofNumber(comparison, number);
  if (/^(?:true|false)$/i.test(rest)) return ofExactly(comparison, rest.toLowerCase() === 'true');
  if (isErrorCode(rest)) return ofExactly(comparison, cellError(rest));
  return ofText(comparison, rest);
}

/** `""` finds what looks empty, `=` and `<>` what is empty and what is not. */
function ofNothing(comparison: Comparison | undefined): Criterion {
  if (comparison === undefined) return (value) => value === null || value === '';
  if (comparison === '=') return (value) => value === null;
  return comparison === '<>' ? (value) => value !== null : () => false;
}

function ofNumber(comparison: Comparison, wanted: number): Criterion {
  const equals: Criterion = (value) =>
    value === wanted || (typeof value === 'string' && numberInText(value) === wanted);
  if (comparison === '=') return equals;
  if (comparison === '<>') return (value) => !equals(value);
  return (value) => typeof value === 'number' && holds(comparison, value - wanted);
}

function ofExactly(comparison: Comparison, wanted: CellValue): Criterion {
  if (comparison === '=') return (value) => value === wanted;
  return comparison === '<>' ? (value) => value !== wanted : () => false;
}

function ofText(comparison: Comparison, wanted: string): Criterion {
  if (comparison === '=' || comparison === '<>') {
    const equals = /[*?~]/.test(wanted) ? matching(wanted) : equalTo(wanted);
    return comparison === '=' ? equals : (value) => !equals(value);
  }
  const key = wanted.toLowerCase();
  return (value) => {
    if (typeof value !== 'string' || value === '') return false;
    const own = value.toLowerCase();
    return holds(comparison, own === key ? 0 : own < key ? -1 : 1);
  };
}

function equalTo(wanted: string): Criterion {
  const key = wanted.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === key;
}

/** `*` stands for any characters, `?` for one, and a tilde before one of them or of its kind for that itself. */
function matching(wanted: string): Criterion {
  const pattern = wanted.replace(/~[*?~]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return (part.length > 1 ? part.slice(1) : part).replace(/[$()*+.?[\\\]^{|}]/, String.raw`\$&`);
  });
  const whole = new RegExp(`^${pattern}$`, 'is');
  return (value) => typeof value === 'string' && whole.test(value);
}
