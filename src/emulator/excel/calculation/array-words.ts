import { givesOne, isByElement, takesByElement } from '../formula/argument-classes.ts';
import { TokenizedFormula, type Call, type Span } from '../formula/tokenized-formula.ts';
import { areaOfReference, referenceTo, type ReferenceToken } from '../formula/write-reference.ts';
import {
  cellArea,
  columnsOf,
  isOneCell,
  isWholeColumns,
  isWholeRows,
  maxColumns,
  maxRows,
  rowsOf,
  type Area,
} from '../model/address.ts';
import { chooseFunction, indexFunction, rowsFunction } from './functions/arrays.ts';

const concerned = new Set(['CHOOSE', 'COLUMN', 'COLUMNS', 'IF', 'INDEX', 'ROW', 'ROWS']);
/** Functions that give a reference. */
const givesReference = new Set(['INDEX', 'INDIRECT', 'OFFSET']);

/**
 * A formula in which functions give the arrays that they give in Excel, where the library gives one value or none:
 * `ROW(A2:A9)`, `IF({1,0},B2:B9,A2:A9)`, `INDEX(SORT(A1:C1),2)`, `INDEX(A1:A9,{1,3})`, `INDEX(A:A,5000)`.
 */
export function withArrayWords(formula: TokenizedFormula): TokenizedFormula {
  const isConcerned = formula.tokens.some(
    (token) => token.kind === 'function' && concerned.has(token.name.toUpperCase()),
  );
  if (!isConcerned) return formula;
  const text = new Writer(formula).write({ from: 0, to: formula.tokens.length });
  return text === formula.text ? formula : new TokenizedFormula(text);
}

class Writer {
  readonly #formula: TokenizedFormula;

  constructor(formula: TokenizedFormula) {
    this.#formula = formula;
  }

  write({ from, to }: Span): string {
    let written = '';
    for (let at = from; at < to;) {
      const call = this.#formula.isClosed(at + 1) ? this.#formula.call(at) : null;
      written += call ? this.#call(call) : (this.#formula.tokens[at]?.text ?? '');
      at = call ? call.to : at + 1;
    }
    return written;
  }

  #call(call: Call): string {
    const args = call.args.map((arg) => this.write(arg));
    const [first = ''] = args;
    const isConstant = first.trimStart().startsWith('{');
    if (call.name === 'CHOOSE' && isConstant) return `${chooseFunction}(${args.join()})`;
    if (call.name === 'IF' && isConstant && args.length === 3) {
      return `${chooseFunction}(IF(${first},1,2),${args.slice(1).join()})`;
    }
    if (call.name === 'INDEX') {
      if (this.#wantsArray(call)) return `${indexFunction}(${this.#sizeOfWhole(call)},${args.join()})`;
      const cell = this.#cellOfWhole(call, args);
      if (cell !== null) return cell;
    }
    if (call.name === 'ROWS' && args.length === 1 && this.#whole(call)?.isColumns) return `${maxRows}`;
    if (call.name === 'COLUMNS' && args.length === 1 && this.#whole(call)?.isRows) return `${maxColumns}`;
    const isLines = (call.name === 'ROW' || call.name === 'COLUMN') && args.length === 1;
    return (isLines && this.#lines(call, first)) || `${this.#formula.tokens[call.from]?.text ?? ''}(${args.join()})`;
  }

  /** The whole columns or rows that are the first argument of a call; of them the library knows the used cells alone. */
  #whole({ args: [first] }: Call): { area: Area; isColumns: boolean; isRows: boolean; token: ReferenceToken } | null {
    const token = first && this.#formula.lone(first);
    if (token?.kind !== 'reference') return null;
    const area = areaOfReference(token);
    const [isColumns, isRows] = [isWholeColumns(area), isWholeRows(area)];
    return isColumns || isRows ? { area, isColumns, isRows, token } : null;
  }

  /** The rows and columns that whole columns or rows have in truth, as arguments. */
  #sizeOfWhole(call: Call): string {
    const area = this.#whole(call)?.area;
    return area ? `${rowsOf(area)},${columnsOf(area)}` : '0,0';
  }

  /** `INDEX(A:A,n)` as `OFFSET(A1,n-1,0)`, which gives empty cells, too. */
  #cellOfWhole(call: Call, [, first = '', second]: readonly string[]): string | null {
    const whole = this.#whole(call);
    const isNothing = (place: string): boolean => /^\s*0*\s*$/.test(place);
    if (!whole || call.args.length > 3 || isNothing(first) || (second !== undefined && isNothing(second))) return null;
    const { area, token } = whole;
    const isAlong = second === undefined && area.top === area.bottom;
    // All columns of the row.
    if (second === undefined && !isAlong && area.left !== area.right) return null;
    const [down, across] = isAlong ? ['1', first] : [first, second ?? '1'];
    const corner = referenceTo(token.prefix, token.sheet, cellArea(area.top, area.left)).text;
    const isOutside = [
      ...(whole.isColumns || isAlong ? [] : [`(${down})>${rowsOf(area)}`]),
      ...(whole.isRows || second === undefined ? [] : [`(${across})>${columnsOf(area)}`]),
    ];
    const cell = `OFFSET(${corner},(${down})-1,(${across})-1)`;
    return isOutside.length === 0 ? cell : `IF(${isOutside.join()},#REF!,${cell})`;
  }

  /** The numbers of the rows or columns of an area; nothing where one number is all. */
  #lines({ name, args: [only] }: Call, written: string): string | null {
    if (!only) return null;
    const at = this.#formula.solid(only.from);
    const token = this.#formula.tokens[at];
    if (this.#formula.solid(this.#formula.call(at)?.to ?? at + 1) < only.to) return null;
    if (token?.kind === 'function' && givesReference.has(token.name.toUpperCase())) {
      const [count, first] = [`${name}S(${written})`, `${name}(${written})`];
      return name === 'ROW' ? `SEQUENCE(${count},1,${first})` : `SEQUENCE(1,${count},${first})`;
    }
    if (token?.kind !== 'reference') return null;
    const area = areaOfReference(token);
    if (isOneCell(area)) return null;
    if (name === 'COLUMN') return `SEQUENCE(1,${columnsOf(area)},${area.left + 1})`;
    return isWholeColumns(area) ? `${rowsFunction}(${written})` : `SEQUENCE(${rowsOf(area)},1,${area.top + 1})`;
  }

  /** Whether a call of INDEX is of an array that is no range, counted along its one row, or gives several values. */
  #wantsArray({ from, to, args: [array, ...places] }: Call): boolean {
    const { tokens } = this.#formula;
    const isCorner = tokens[from - 1]?.text === ':' || tokens[to]?.text === ':';
    if (!array || places.length === 0 || places.length > 2 || isCorner) return false;
    if (places.some((place) => this.#mayBeSeveral(place))) return true;
    const token = tokens[this.#formula.solid(array.from)];
    const isCall = token?.kind === 'function' && !givesReference.has(token.name.toUpperCase());
    return places.length === 1 && (isCall || token?.text === '{');
  }

  #mayBeSeveral({ from, to }: Span): boolean {
    for (let at = from; at < to; at += 1) {
      const token = this.#formula.tokens[at];
      if (token?.text === '{' || (token?.kind === 'reference' && token.end !== null)) return true;
      const call = this.#formula.call(at);
      if (!call) continue;
      if (!givesOne(call.name)) {
        const isLines = call.name === 'ROW' || call.name === 'COLUMN';
        if (!isByElement(call.name) && !isLines) return !givesReference.has(call.name);
        const own = call.args.filter((_, index) => isLines || takesByElement(call.name, index));
        if (own.some((arg) => this.#mayBeSeveral(arg))) return true;
      }
      at = call.to - 1;
    }
    return false;
  }
}
