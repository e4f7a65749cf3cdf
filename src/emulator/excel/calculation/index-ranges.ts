import { TokenizedFormula, type Span } from '../formula/tokenized-formula.ts';
import { areaOfReference, referenceTo } from '../formula/write-reference.ts';
import { cellArea, contains, isOneCell, type Area } from '../model/address.ts';

/** One corner of a range: a cell that is written, or one that INDEX takes of an area. Rows and columns count from 0. */
interface Corner {
  /** A cell at which to begin, and by how much to go on from there. */
  readonly base: string;
  readonly down: string;
  readonly across: string;
  /** What gives its row and its column. */
  readonly row: string;
  readonly column: string;
  /** Where it lies for certain. */
  readonly area: Area;
  readonly isIndex: boolean;
  readonly to: number;
}

/**
 * A formula in which a range to or from a cell of INDEX is one of a size that is reckoned: the library knows no other.
 * `A2:INDEX(A2:A9,3)` becomes `OFFSET(A2,0,0,…)`.
 */
export function withIndexRanges(formula: TokenizedFormula): TokenizedFormula {
  const { tokens } = formula;
  const isConcerned = tokens.some(
    ({ text }, at) => text === ':' && (tokens[at - 1]?.text === ')' || cornerAt(formula, at + 1)?.isIndex === true),
  );
  return isConcerned ? new TokenizedFormula(write(formula, { from: 0, to: tokens.length })) : formula;
}

function write(formula: TokenizedFormula, { from, to }: Span): string {
  let written = '';
  for (let at = from; at < to;) {
    const range = rangeAt(formula, at);
    written += range?.text ?? formula.tokens[at]?.text ?? '';
    at = range?.to ?? at + 1;
  }
  return written;
}

function rangeAt(formula: TokenizedFormula, at: number): { readonly text: string; readonly to: number } | null {
  const first = cornerAt(formula, at);
  if (!first || formula.tokens[first.to]?.text !== ':') return null;
  const last = cornerAt(formula, first.to + 1);
  if (!last || !(first.isIndex || last.isIndex)) return null;
  // Of a range that ends in a cell as it is written, no cells are looked at but those that the formula names.
  if (!last.isIndex && !contains(first.area, last.area)) return null;
  const size = (from: string, to: string): string => `LET(_size,${to}-${from}+1,IF(_size<1,_size-2,_size))`;
  const text = `OFFSET(${first.base},${first.down},${first.across},${size(first.row, last.row)},${size(first.column, last.column)})`;
  return { text, to: last.to };
}

function cornerAt(formula: TokenizedFormula, at: number): Corner | null {
  const token = formula.tokens[at];
  if (token?.kind === 'reference') {
    const area = areaOfReference(token);
    if (!isOneCell(area)) return null;
    const [row, column] = [`${area.top}`, `${area.left}`];
    return { base: token.text, down: '0', across: '0', row, column, area, isIndex: false, to: at + 1 };
  }
  const call = formula.call(at);
  if (call?.name !== 'INDEX' || !formula.isClosed(at + 1)) return null;
  const [range, first, second, ...more] = call.args;
  const only = range && formula.tokens[range.from];
  if (!range || !first || more.length > 0 || only?.kind !== 'reference' || range.to !== range.from + 1) return null;
  const area = areaOfReference(only);
  const isAlong = area.top === area.bottom && second === undefined;
  const step = (arg: Span | undefined): string => (arg ? `(${write(formula, arg)})-1` : '0');
  const [down, across] = isAlong ? [step(undefined), step(first)] : [step(first), step(second)];
  return {
    base: referenceTo(only.prefix, only.sheet, cellArea(area.top, area.left)).text,
    down,
    across,
    row: `(${area.top}+${down})`,
    column: `(${area.left}+${across})`,
    area,
    isIndex: true,
    to: call.to,
  };
}
