import { columnsOf, maxColumns, maxRows, rowsOf } from '../model/address.ts';
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
    const { args: [first, , third] = [] } = formula.call(index) ?? {};
    const [range, values] = [first && formula.lone(first), third && formula.lone(third)];
    if (range?.kind !== 'reference' || values?.kind !== 'reference' || !third) continue;
    const [wanted, own] = [areaOfReference(range), areaOfReference(values)];
    const [rows, columns] = [rowsOf(wanted), columnsOf(wanted)];
    if (rowsOf(own) === rows && columnsOf(own) === columns) continue;
    const bottom = Math.min(maxRows, own.top + rows) - 1;
    const right = Math.min(maxColumns, own.left + columns) - 1;
    resized.set(formula.solid(third.from), referenceTo(values.prefix, values.sheet, { ...own, bottom, right }));
  }
  if (resized.size === 0) return formula;
  return new TokenizedFormula(tokens.map((token, index) => resized.get(index) ?? token));
}
