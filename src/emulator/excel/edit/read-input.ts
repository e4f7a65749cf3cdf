import { isTextFormat, parseValue } from 'numfmt';
import { isErrorCode, cellError, type CellValue } from '../model/cell-value.ts';

/** What a cell gets when something is typed into it or an add-in sets it. */
export type Input =
  | { readonly kind: 'value'; readonly value: CellValue; readonly numberFormat?: string }
  | { readonly kind: 'formula'; readonly text: string };

/** What does not look like this is text; reading it as a number is what costs. */
const mayBeNumber = /^\s*(?:true|false)\s*$|^(?=[\s\S]*\d)\s*(?:[-+($€£¥.\d]|[A-Za-z]{3,9}[ .,-])/i;

/**
 * Reads an input as Excel does: a text that begins with `=` is a formula, one that looks like a number, a date, a share or
 * a truth value is one, an apostrophe keeps it text. `numberFormat` is the cell's own: a cell of texts takes it as it is.
 */
export function readInput(input: unknown, numberFormat: string): Input {
  if (typeof input === 'number' || typeof input === 'boolean') return { kind: 'value', value: input };
  const text = typeof input === 'string' ? input : String(input);
  if (text === '') return { kind: 'value', value: null };
  if (isTextFormat(numberFormat)) return { kind: 'value', value: text };
  if (text.startsWith("'")) return { kind: 'value', value: text.slice(1) };
  if (text.startsWith('=') && text.length > 1) return { kind: 'formula', text: text.slice(1) };
  if (isErrorCode(text)) return { kind: 'value', value: cellError(text) };
  if (!mayBeNumber.test(text)) return { kind: 'value', value: text };
  const parsed = parseValue(text);
  if (!parsed || (typeof parsed.v !== 'number' && typeof parsed.v !== 'boolean')) return { kind: 'value', value: text };
  // A format that the input brings (12 %, a date) is taken by a cell that has none.
  const brings = parsed.z !== undefined && parsed.z !== 'General' && numberFormat === 'General';
  return { kind: 'value', value: parsed.v, ...(brings ? { numberFormat: parsed.z } : {}) };
}
