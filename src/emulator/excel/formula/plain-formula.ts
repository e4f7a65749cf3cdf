import { isOneCell } from '../model/address.ts';
import type { Token } from './tokens.ts';
import { areaOfReference } from './write-reference.ts';

const totals = ['SUM', 'AVERAGE', 'MIN', 'MAX', 'COUNT'] as const;
export type Total = (typeof totals)[number];
export type Operator = '+' | '-' | '*' | '/';

/** One step of a {@link PlainFormula}, working on a stack of numbers. Cells are told by the number of the reference in the formula. */
export type Step =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'cell'; readonly reference: number }
  | { readonly kind: 'total'; readonly of: Total; readonly first: number; readonly count: number }
  | { readonly kind: 'negate' }
  | { readonly kind: 'operator'; readonly operator: Operator };

/**
 * A formula that only reckons with numbers: `C2*2`, `-(A1+B1)/4`, `SUM(D:D)`. Formulas that differ by their references alone
 * share one.
 */
export type PlainFormula = readonly Step[];

const known = new Map<string, PlainFormula | null>();
const capacity = 5000;

/** The plain form of a formula; `null` where there is more to it than the arithmetic of numbers. */
export function plainFormulaOf(tokens: readonly Token[]): PlainFormula | null {
  const shape = tokens.map(shapeOf).join('');
  const found = known.get(shape);
  if (found !== undefined) return found;
  const read = new Reader(tokens.filter(({ kind }) => kind !== 'space')).read();
  if (known.size >= capacity) known.clear();
  known.set(shape, read);
  return read;
}

function shapeOf(token: Token): string {
  if (token.kind !== 'reference') return token.text;
  if (isOfSeveralSheets(token)) return '\u0003';
  return isOneCell(areaOfReference(token)) ? '\u0001' : '\u0002';
}

/** `First:Last!A1` */
function isOfSeveralSheets(token: Token): boolean {
  return token.kind === 'reference' && token.sheet?.includes(':') === true;
}

/** Reads tokens into steps by the precedence of operators. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #steps: Step[] = [];
  #at = 0;
  #references = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): PlainFormula | null {
    return this.#sum() && this.#at === this.#tokens.length ? this.#steps : null;
  }

  #sum(): boolean {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): boolean {
    return this.#chain(['*', '/'], () => this.#signed());
  }

  #chain(operators: readonly Operator[], part: () => boolean): boolean {
    if (!part()) return false;
    for (;;) {
      const operator = operators.find((each) => this.#takes(each));
      if (!operator) return true;
      if (!part()) return false;
      this.#steps.push({ kind: 'operator', operator });
    }
  }

  #signed(): boolean {
    if (this.#takes('+')) return this.#signed();
    if (!this.#takes('-')) return this.#operand();
    if (!this.#signed()) return false;
    this.#steps.push({ kind: 'negate' });
    return true;
  }

  #operand(): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'number') {
      this.#at += 1;
      this.#steps.push({ kind: 'number', value: Number(token.text) });
      return true;
    }
    if (token?.kind === 'reference') {
      this.#at += 1;
      this.#steps.push({ kind: 'cell', reference: this.#references });
      this.#references += 1;
      return isOneCell(areaOfReference(token)) && !isOfSeveralSheets(token);
    }
    if (token?.kind === 'function') return this.#total(token.name.toUpperCase());
    return this.#takes('(') && this.#sum() && this.#takes(')');
  }

  #total(name: string): boolean {
    const of = totals.find((each) => each === name);
    if (!of) return false;
    this.#at += 1;
    const first = this.#references;
    if (!this.#takes('(')) return false;
    do {
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'reference' || isOfSeveralSheets(token)) return false;
      this.#at += 1;
      this.#references += 1;
    } while (this.#takes(','));
    this.#steps.push({ kind: 'total', of, first, count: this.#references - first });
    return this.#takes(')');
  }

  /** Goes past an operator where it is the next token. */
  #takes(operator: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== operator) return false;
    this.#at += 1;
    return true;
  }
}
