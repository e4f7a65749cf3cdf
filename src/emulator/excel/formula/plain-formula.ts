import { isOneCell } from '../model/address.ts';
import { lastSumAt } from './inexact-steps.ts';
import type { Token } from './tokens.ts';
import { areaOfReference } from './write-reference.ts';

const totals = ['SUM', 'AVERAGE', 'MIN', 'MAX', 'COUNT'] as const;
export type Total = (typeof totals)[number];
const comparisons = ['<=', '>=', '<>', '=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];
export type Operator = '+' | '-' | '*' | '/' | Comparison;

/**
 * One step of a {@link PlainFormula}, working on a stack of values. Cells are told by the number of the reference in the formula.
 * `skip` goes on at another step: always, or where the value that it takes is false.
 */
export type Step =
  | { readonly kind: 'value'; readonly value: number | string | boolean }
  | { readonly kind: 'cell'; readonly reference: number }
  | { readonly kind: 'skip'; readonly when: 'always' | 'false'; readonly to: number }
  | { readonly kind: 'lookup'; readonly reference: number; readonly column: number }
  | { readonly kind: 'total'; readonly of: Total; readonly first: number; readonly count: number }
  | { readonly kind: 'negate' }
  /** `isLastSum`: the addition or subtraction that the formula does last, outside of brackets. */
  | { readonly kind: 'operator'; readonly operator: Operator; readonly isLastSum?: true };

/**
 * A formula that only reckons, chooses and looks up: `C2*2`, `SUM(D:D)`, `IF(A1>5,"more",B1)`, `VLOOKUP(A2,$F$2:$G$90,2,FALSE)`.
 * Formulas that differ by their references alone share one.
 */
export type PlainFormula = readonly Step[];

const known = new Map<string, PlainFormula | null>();
const capacity = 5000;

/** The plain form of a formula; `null` where there is more to it. */
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

/** A number, a text or a truth value that a token stands for. */
function literalOf(token: Token): number | string | boolean | undefined {
  if (token.kind === 'number') return Number(token.text);
  if (token.kind === 'string') return token.text.slice(1, -1).replaceAll('""', '"');
  if (token.kind !== 'name' || !/^(?:true|false)$/i.test(token.text)) return undefined;
  return token.text.toLowerCase() === 'true';
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
    if (!this.#comparison() || this.#at < this.#tokens.length) return null;
    const last = this.#steps.at(-1);
    const isLastSum = last?.kind === 'operator' && lastSumAt(this.#tokens) >= 0;
    return isLastSum ? [...this.#steps.slice(0, -1), { ...last, isLastSum }] : this.#steps;
  }

  #comparison(): boolean {
    return this.#chain(comparisons, () => this.#sum());
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
    const literal = token && literalOf(token);
    if (literal !== undefined) {
      this.#at += 1;
      this.#steps.push({ kind: 'value', value: literal });
      return true;
    }
    if (token?.kind === 'reference') {
      this.#at += 1;
      this.#steps.push({ kind: 'cell', reference: this.#references });
      this.#references += 1;
      return isOneCell(areaOfReference(token)) && !isOfSeveralSheets(token);
    }
    if (token?.kind === 'function') return this.#call(token.name.toUpperCase());
    return this.#takes('(') && this.#comparison() && this.#takes(')');
  }

  #call(name: string): boolean {
    if (name === 'IF') return this.#choice();
    return name === 'VLOOKUP' ? this.#lookup() : this.#total(name);
  }

  /** `IF(…,…)` and `IF(…,…,…)`, of whose two ways one is left out. */
  #choice(): boolean {
    this.#at += 1;
    if (!this.#takes('(') || !this.#comparison() || !this.#takes(',')) return false;
    const test = this.#hold();
    if (!this.#comparison()) return false;
    const end = this.#hold();
    this.#steps[test] = { kind: 'skip', when: 'false', to: this.#steps.length };
    if (this.#takes(',')) {
      if (!this.#comparison()) return false;
    } else this.#steps.push({ kind: 'value', value: false });
    this.#steps[end] = { kind: 'skip', when: 'always', to: this.#steps.length };
    return this.#takes(')');
  }

  /** Keeps a place for a step that is known later. */
  #hold(): number {
    return this.#steps.push({ kind: 'skip', when: 'always', to: 0 }) - 1;
  }

  /** `VLOOKUP(…,A1:B9,2,FALSE)`: of exactly what is looked for, in a column that is written as a number. */
  #lookup(): boolean {
    this.#at += 1;
    if (!this.#takes('(') || !this.#comparison() || !this.#takes(',')) return false;
    const [range, comma, column, second, exact] = this.#tokens.slice(this.#at, this.#at + 5);
    if (range?.kind !== 'reference' || isOfSeveralSheets(range)) return false;
    if (comma?.text !== ',' || column?.kind !== 'number' || second?.text !== ',') return false;
    if (exact?.text !== '0' && exact?.text.toUpperCase() !== 'FALSE') return false;
    this.#at += 5;
    this.#steps.push({ kind: 'lookup', reference: this.#references, column: Math.trunc(Number(column.text)) });
    this.#references += 1;
    return this.#takes(')');
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
