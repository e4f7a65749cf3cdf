import { cellName, intersect, isOneCell, type Area } from '../model/address.ts';
import { argumentClass, mayGiveRange, type OperandClass } from './argument-classes.ts';
import { withoutPrefix } from './formula-facts.ts';
import { tokenize, type Token } from './tokens.ts';
import { areaOfReference } from './write-reference.ts';

/** Where a formula stands, and what its names are. */
export interface IntersectionContext {
  readonly row: number;
  readonly column: number;
  /** The cells of a defined name; `null` for one that is no plain range. */
  readonly rangeOf: (name: string) => { readonly prefix: string; readonly area: Area } | null;
}

const valueOperators = new Set(['+', '-', '*', '/', '^', '&', '=', '<', '>', '<=', '>=', '<>', '%']);

/**
 * A formula of before dynamic arrays as one of after them: where it wants one value of a range, the cell of the range in its
 * own row or column stands, or #VALUE! where there is none.
 * @see https://support.microsoft.com/office/implicit-intersection-operator-at-ce3be07b-0101-4450-a24e-c1c999be2b34
 */
export function intersectImplicitly(formula: string, context: IntersectionContext): string {
  const tokens = tokenize(formula);
  return new Writer(tokens, context).write(0, tokens.length, 'V');
}

/** The cell that stands for a range in a row and column, as text. */
export function intersectionText(prefix: string, area: Area, row: number, column: number): string {
  if (area.top !== area.bottom && area.left !== area.right) return '#VALUE!';
  const line: Area =
    area.left === area.right ? { ...area, top: row, bottom: row } : { ...area, left: column, right: column };
  const cell = intersect(area, line);
  return cell ? prefix + cellName(cell.top, cell.left) : '#VALUE!';
}

class Writer {
  readonly #tokens: readonly Token[];
  readonly #context: IntersectionContext;

  constructor(tokens: readonly Token[], context: IntersectionContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  /** Writes the tokens from one to another, which stand where a class is wanted. */
  write(from: number, to: number, wanted: OperandClass): string {
    // The result of an operator is no range.
    const own = wanted === 'R' && this.#hasOperator(from, to) ? 'V' : wanted;
    let text = '';
    for (let at = from; at < to;) {
      const token = this.#tokens[at] as Token;
      if (token.text === '@') {
        const end = this.#endOfOperand(at + 1, to);
        text += '@' + this.#operand(at + 1, end, 'R');
        at = end;
      } else if (isOperand(token)) {
        const end = this.#endOfOperand(at, to);
        text += this.#operand(at, end, own);
        at = end;
      } else if (token.text === '{') {
        const end = this.#closing(at, to);
        text += this.#textOf(at, end);
        at = end;
      } else {
        text += token.text;
        at += 1;
      }
    }
    return text;
  }

  /** One operand: a reference, a name, a call or a group, or several that the operators of references join. */
  #operand(from: number, to: number, wanted: OperandClass): string {
    const end = this.#endOfPrimary(from, to);
    if (end === to) return this.#primary(from, to, wanted);
    let text = '';
    for (let at = from; at < to;) {
      const next = isOperand(this.#tokens[at]) ? this.#endOfPrimary(at, to) : at + 1;
      text += next === at + 1 ? this.#textOf(at, next) : this.#primary(at, next, 'R');
      at = next;
    }
    const isSpill = text.endsWith('#');
    return wanted === 'V' && !isSpill ? `@(${text})` : text;
  }

  #primary(from: number, to: number, wanted: OperandClass): string {
    const token = this.#tokens[from] as Token;
    const { row, column } = this.#context;
    switch (token.kind) {
      case 'reference': {
        const area = areaOfReference(token);
        // Of several sheets' cells none is in the own row.
        return wanted === 'V' && !isOneCell(area) ? intersectionText(token.prefix, area, row, column) : token.text;
      }
      case 'name': {
        const range = wanted === 'V' ? this.#context.rangeOf(token.name) : null;
        return range && !isOneCell(range.area) ? intersectionText(range.prefix, range.area, row, column) : token.text;
      }
      case 'function': {
        const name = withoutPrefix(token.name).toUpperCase();
        const text = `${token.text}(${this.#arguments(name, from + 2, to - 1, wanted)})`;
        return wanted === 'V' && mayGiveRange(name) ? `@${text}` : text;
      }
      default:
        return token.text === '(' ? `(${this.write(from + 1, to - 1, wanted)})` : this.#textOf(from, to);
    }
  }

  #arguments(name: string, from: number, to: number, outer: OperandClass): string {
    const args: string[] = [];
    let start = from;
    let depth = 0;
    for (let at = from; at <= to; at += 1) {
      const text = at === to ? ',' : (this.#tokens[at]?.text ?? '');
      if (text === '(' || text === '{') depth += 1;
      else if (text === ')' || text === '}') depth -= 1;
      if (text !== ',' || depth > 0) continue;
      args.push(this.write(start, at, argumentClass(name, args.length, outer)));
      start = at + 1;
    }
    return args.join(',');
  }

  #hasOperator(from: number, to: number): boolean {
    let depth = 0;
    for (let at = from; at < to; at += 1) {
      const { kind, text } = this.#tokens[at] as Token;
      if (text === '(' || text === '{') depth += 1;
      else if (text === ')' || text === '}') depth -= 1;
      else if (depth === 0 && kind === 'operator' && valueOperators.has(text)) return true;
    }
    return false;
  }

  #endOfOperand(from: number, to: number): number {
    let end = this.#endOfPrimary(from, to);
    for (;;) {
      const next = this.#tokens[end];
      if (end >= to || !next) return end;
      if (next.text === '#') end += 1;
      else if ((next.text === ':' || next.kind === 'space') && end + 1 < to && isOperand(this.#tokens[end + 1]))
        end = this.#endOfPrimary(end + 1, to);
      else return end;
    }
  }

  #endOfPrimary(from: number, to: number): number {
    const token = this.#tokens[from];
    if (token?.kind === 'function') return this.#closing(from + 1, to);
    return token?.text === '(' ? this.#closing(from, to) : from + 1;
  }

  /** The place after the bracket that closes the one here. */
  #closing(open: number, to: number): number {
    let depth = 0;
    for (let at = open; at < to; at += 1) {
      const { text } = this.#tokens[at] as Token;
      if (text === '(' || text === '{') depth += 1;
      else if (text === ')' || text === '}') depth -= 1;
      if (depth === 0) return at + 1;
    }
    return to;
  }

  #textOf(from: number, to: number): string {
    return this.#tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join('');
  }
}

function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  return ['reference', 'name', 'function', 'structured'].includes(token.kind) || token.text === '(';
}
