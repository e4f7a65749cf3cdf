import { cellArea, intersect, isOneCell, type Area } from '../model/address.ts';
import { argumentClass, mayGiveRange, type OperandClass } from './argument-classes.ts';
import { withoutPrefix } from './formula-facts.ts';
import { TokenizedFormula } from './tokenized-formula.ts';
import type { Token } from './tokens.ts';
import { areaOfReference, referenceTo, type ReferenceToken } from './write-reference.ts';

/** Where a formula stands, and what its names are. */
export interface IntersectionContext {
  readonly row: number;
  readonly column: number;
  /** What a defined name refers to; `null` for one that is no plain range. */
  readonly rangeOf: (name: string) => ReferenceToken | null;
}

/** Functions that give one number for each row or column of an area; the first, where no array is wanted. */
const givesLines = new Set(['ROW', 'COLUMN']);
const valueOperators = new Set(['+', '-', '*', '/', '^', '&', '=', '<', '>', '<=', '>=', '<>', '%']);
const [at, open, close, comma] = ['@', '(', ')', ','].map((text): Token => ({ kind: 'operator', text })) as [
  Token,
  Token,
  Token,
  Token,
];

/**
 * A formula of before dynamic arrays as one of after them: where it wants one value of a range, the cell of the range in its
 * own row or column stands, or #VALUE! where there is none.
 * @see https://support.microsoft.com/office/implicit-intersection-operator-at-ce3be07b-0101-4450-a24e-c1c999be2b34
 */
export function intersectImplicitly(formula: TokenizedFormula, context: IntersectionContext): TokenizedFormula {
  return new TokenizedFormula(new Writer(formula, context).write(0, formula.tokens.length, 'V'));
}

/** The cell that stands for a range in a row and column. */
export function intersectionOf({ prefix, sheet }: ReferenceToken, area: Area, row: number, column: number): Token {
  const isLine = area.top === area.bottom || area.left === area.right;
  const line: Area =
    area.left === area.right ? { ...area, top: row, bottom: row } : { ...area, left: column, right: column };
  const cell = isLine ? intersect(area, line) : null;
  return cell ? referenceTo(prefix, sheet, cell) : { kind: 'error', text: '#VALUE!' };
}

class Writer {
  readonly #formula: TokenizedFormula;
  readonly #tokens: readonly Token[];
  readonly #context: IntersectionContext;

  constructor(formula: TokenizedFormula, context: IntersectionContext) {
    this.#formula = formula;
    this.#tokens = formula.tokens;
    this.#context = context;
  }

  /** Writes the tokens from one to another, which stand where a class is wanted. */
  write(from: number, to: number, wanted: OperandClass): Token[] {
    // The result of an operator is no range.
    const own = wanted === 'R' && this.#hasOperator(from, to) ? 'V' : wanted;
    const written: Token[] = [];
    for (let next = from; next < to;) {
      const token = this.#tokens[next] as Token;
      if (token.text === '@') {
        const end = this.#endOfOperand(next + 1, to);
        written.push(at, ...this.#operand(next + 1, end, 'R'));
        next = end;
      } else if (isOperand(token)) {
        const end = this.#endOfOperand(next, to);
        written.push(...this.#operand(next, end, own));
        next = end;
      } else {
        const end = token.text === '{' ? this.#formula.closing(next) : next + 1;
        written.push(...this.#tokens.slice(next, end));
        next = end;
      }
    }
    return written;
  }

  /** One operand: a reference, a name, a call or a group, or several that the operators of references join. */
  #operand(from: number, to: number, wanted: OperandClass): readonly Token[] {
    const end = this.#endOfPrimary(from);
    if (end >= to) return this.#primary(from, to, wanted);
    const written: Token[] = [];
    for (let next = from; next < to;) {
      const stop = isOperand(this.#tokens[next]) ? this.#endOfPrimary(next) : next + 1;
      if (stop === next + 1) written.push(this.#tokens[next] as Token);
      else written.push(...this.#primary(next, stop, 'R'));
      next = stop;
    }
    const isSpill = written.at(-1)?.text === '#';
    return wanted === 'V' && !isSpill ? [at, open, ...written, close] : written;
  }

  #primary(from: number, to: number, wanted: OperandClass): readonly Token[] {
    const token = this.#tokens[from] as Token;
    const { row, column, rangeOf } = this.#context;
    switch (token.kind) {
      case 'reference': {
        const area = areaOfReference(token);
        return [wanted === 'V' && !isOneCell(area) ? intersectionOf(token, area, row, column) : token];
      }
      case 'name': {
        const range = wanted === 'V' ? rangeOf(token.name) : null;
        const area = range && areaOfReference(range);
        return [range && area && !isOneCell(area) ? intersectionOf(range, area, row, column) : token];
      }
      case 'function': {
        if (!this.#formula.isClosed(from + 1)) return this.#tokens.slice(from, to);
        const name = withoutPrefix(token.name).toUpperCase();
        const args = this.#arguments(from, name, wanted);
        const call = [token, open, ...(wanted !== 'A' && givesLines.has(name) ? args.map(firstCell) : args), close];
        return wanted === 'V' && mayGiveRange(name) ? [at, ...call] : call;
      }
      default:
        if (token.text !== '(' || !this.#formula.isClosed(from)) return this.#tokens.slice(from, to);
        return [open, ...this.write(from + 1, to - 1, wanted), close];
    }
  }

  #arguments(from: number, name: string, outer: OperandClass): Token[] {
    const args = this.#formula.call(from)?.args ?? [];
    return args.flatMap(({ from: start, to }, index) => [
      ...(index > 0 ? [comma] : []),
      ...this.write(start, to, argumentClass(name, index, outer)),
    ]);
  }

  #hasOperator(from: number, to: number): boolean {
    for (let next = from; next < to; next += 1) {
      const { kind, text } = this.#tokens[next] as Token;
      if (text === '(' || text === '{') next = this.#formula.closing(next) - 1;
      else if (kind === 'operator' && valueOperators.has(text)) return true;
    }
    return false;
  }

  #endOfOperand(from: number, to: number): number {
    let end = this.#endOfPrimary(from);
    for (;;) {
      const next = this.#tokens[end];
      if (end >= to || !next) return end;
      if (next.text === '#') end += 1;
      else if ((next.text === ':' || next.kind === 'space') && end + 1 < to && isOperand(this.#tokens[end + 1]))
        end = this.#endOfPrimary(end + 1);
      else return end;
    }
  }

  #endOfPrimary(from: number): number {
    const token = this.#tokens[from];
    if (token?.kind === 'function') return this.#formula.closing(from + 1);
    return token?.text === '(' ? this.#formula.closing(from) : from + 1;
  }
}

function firstCell(token: Token): Token {
  if (token.kind !== 'reference' || token.end === null) return token;
  const { top, left } = areaOfReference(token);
  return referenceTo(token.prefix, token.sheet, cellArea(top, left));
}

function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  return ['reference', 'name', 'function', 'structured'].includes(token.kind) || token.text === '(';
}
