import { columnsOf, maxColumns, maxRows, rowsOf } from '../model/address.ts';
import type { Span } from './tokenized-formula.ts';
import { TokenizedFormula } from './tokenized-formula.ts';
import { areaOfReference, referenceTo, type ReferenceToken } from './write-reference.ts';

const concerned = new Set(['SUMIF', 'AVERAGEIF']);

/**
 * A formula in which the third range of `SUMIF(A1:A9,"x",B1)` is as large as the first: Excel takes no more of it than where it begins.
 * @see https://support.microsoft.com/office/sumif-function-169b8c99-c05c-4483-a712-1697a653039b
 */
export function withSumRanges(formula: TokenizedFormula): TokenizedFormula {
  const { tokens } = formula;
  const resized = new Map<number, ReferenceToken>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'function' || !concerned.has(token.name.toUpperCase())) continue;
    const [range, , values] = (formula.call(index)?.args ?? []).map((arg) => loneReference(formula, arg));
    if (!range || !values) continue;
    const [wanted, own] = [areaOfReference(range.token), areaOfReference(values.token)];
    const [rows, columns] = [rowsOf(wanted), columnsOf(wanted)];
    if (rowsOf(own) === rows && columnsOf(own) === columns) continue;
    const bottom = Math.min(maxRows, own.top + rows) - 1;
    const right = Math.min(maxColumns, own.left + columns) - 1;
    resized.set(values.at, referenceTo(values.token.prefix, values.token.sheet, { ...own, bottom, right }));
  }
  if (resized.size === 0) return formula;
  return new TokenizedFormula(tokens.map((token, index) => resized.get(index) ?? token));
}

/** The reference that an argument is, with its place; nothing where there is more to it. */
function loneReference(formula: TokenizedFormula, { from, to }: Span): { at: number; token: ReferenceToken } | null {
  const at = formula.solid(from);
  const token = formula.tokens[at];
  return token?.kind === 'reference' && formula.solid(at + 1) >= to ? { at, token } : null;
}
