import { givesOne } from './argument-classes.ts';
import { textFunction } from './inexact-steps.ts';
import { TokenizedFormula, type Span } from './tokenized-formula.ts';
import type { Token } from './tokens.ts';

/** The function of ours that makes a number of a text that Excel takes for one, and leaves all else as it is. */
export const numberFunction = 'HOST.NUMBER';

const arithmetic = new Set(['+', '-', '*', '/', '^', '%']);
const comparisons = new Set(['=', '<>', '<', '>', '<=', '>=']);
const [open, close, comma] = ['(', ')', ','].map((text): Token => ({ kind: 'operator', text })) as [
  Token,
  Token,
  Token,
];

/** Functions whose results are numbers, beside those that reckon many values into one. */
const giveNumbers = new Set(
  'COLUMN COUNTIF COUNTIFS DATE DAY INT LEN MATCH MONTH ROUND ROUNDDOWN ROUNDUP ROW SUMIF SUMIFS TODAY YEAR'.split(' '),
);
/** Functions that take numbers alone. */
const takeNumbers = new Set(
  'ABS DATEDIF DAYS DAYS360 EDATE EOMONTH EVEN EXP HOUR IPMT ISOWEEKNUM LN LOG LOG10 MINUTE NETWORKDAYS ODD PMT POWER PPMT PV RATE SECOND SIGN SQRT TIME WEEKDAY WEEKNUM WORKDAY YEARFRAC'.split(
    ' ',
  ),
);

/** Functions that take texts: a T for each parameter that is one, the last standing for all that follow. */
const takeTexts: Readonly<Record<string, string>> = {
  CONCAT: 'T',
  CONCATENATE: 'T',
  EXACT: 'TT',
  FIND: 'TT-',
  LEFT: 'T-',
  LEN: 'T',
  LOWER: 'T',
  MID: 'T-',
  PROPER: 'T',
  REPLACE: 'T--T',
  REPT: 'T-',
  RIGHT: 'T-',
  SEARCH: 'TT-',
  SUBSTITUTE: 'TTT-',
  TEXTAFTER: 'TT-',
  TEXTBEFORE: 'TT-',
  TEXTJOIN: '--T',
  TRIM: 'T',
  UPPER: 'T',
};

/**
 * A formula in which texts are read as Excel reads them where numbers are wanted: `"2024-01-15"+30` and `WEEKDAY("2024-01-15")` are
 * reckoned with the day, `A1*2` with the amount of `$1,234.50`; and numbers are written as Excel writes them where texts are wanted:
 * `LEN(0.1+0.2)` is 3. The library knows plain numbers only, and all of their binary digits.
 * @see https://support.microsoft.com/office/calculation-operators-and-precedence-in-excel-48be406d-4975-4d31-b2b8-7af9e0e2878a
 */
export function withTextNumbers(formula: TokenizedFormula): TokenizedFormula {
  const isConcerned = formula.tokens.some(
    (token) => isArithmetic(token) || (token.kind === 'function' && takesOneKind(token.name.toUpperCase())),
  );
  return isConcerned ? new TokenizedFormula(new Writer(formula).write(0, formula.tokens.length)) : formula;
}

class Writer {
  readonly #formula: TokenizedFormula;
  readonly #tokens: readonly Token[];

  constructor(formula: TokenizedFormula) {
    this.#formula = formula;
    this.#tokens = formula.tokens;
  }

  /** Writes tokens, among which commas may stand. */
  write(from: number, to: number): Token[] {
    const written: Token[] = [];
    let before: Token | undefined;
    for (let at = from; at < to;) {
      const token = this.#tokens[at] as Token;
      if (!isOperand(token)) {
        const end = token.text === '{' ? this.#formula.closing(at) : at + 1;
        written.push(...this.#tokens.slice(at, end));
        if (token.kind !== 'space') before = token;
        at = end;
        continue;
      }
      const end = this.#endOfOperand(at, to);
      const next = this.#formula.solid(end);
      const after = next < to ? this.#tokens[next] : undefined;
      const isWanted = isArithmetic(before) || isArithmetic(after);
      const operand = this.#operand(at, end);
      written.push(...(isWanted && this.#mayBeText({ from: at, to: end }) ? called(operand) : operand));
      [before, at] = [token, end];
    }
    return written;
  }

  /** A reference, a name, a call or a group, or several that the operators of references join. */
  #operand(from: number, to: number): Token[] {
    const token = this.#tokens[from] as Token;
    const first = token.kind === 'function' ? from + 1 : from;
    if (this.#tokens[first]?.text !== '(' || !this.#formula.isClosed(first)) return this.#tokens.slice(from, to);
    const end = this.#formula.closing(first);
    const takes = token.kind === 'function' && takesOneKind(token.name.toUpperCase());
    const inner = takes ? this.#arguments(from) : this.write(first + 1, end - 1);
    return [...this.#tokens.slice(from, first), open, ...inner, close, ...this.#tokens.slice(end, to)];
  }

  /** The arguments of a call that takes numbers or texts. */
  #arguments(at: number): Token[] {
    const { name, args } = this.#formula.call(at) ?? { name: '', args: [] };
    const pattern = takeTexts[name];
    return args.flatMap((arg, index) => {
      const written = this.write(arg.from, arg.to);
      const isText = (pattern?.[index] ?? pattern?.at(-1)) === 'T';
      if (isText && this.#mayBeNumber(arg)) written.splice(0, written.length, ...called(written, textFunction));
      else if (pattern === undefined && this.#isTextArgument(arg))
        written.splice(0, written.length, ...called(written));
      return [...(index > 0 ? [comma] : []), ...written];
    });
  }

  #isTextArgument({ from, to }: Span): boolean {
    const first = this.#formula.solid(from);
    const isLone = first < to && this.#formula.solid(this.#endOfOperand(first, to)) >= to;
    return isLone ? this.#mayBeText({ from: first, to }) : this.#isTextGroup(from, to);
  }

  /** Whether an argument may be a number other than one that is written there. */
  #mayBeNumber({ from, to }: Span): boolean {
    const first = this.#formula.solid(from);
    const token = this.#tokens[first];
    if (first >= to || !token) return false;
    if (token.kind === 'function' && this.#formula.closing(first + 1) >= to)
      return !givesText(token.name.toUpperCase());
    return (token.kind !== 'string' && token.kind !== 'number') || this.#formula.solid(first + 1) < to;
  }

  #endOfOperand(from: number, to: number): number {
    let end = this.#endOfPrimary(from);
    for (;;) {
      const next = this.#tokens[end];
      const joins = next?.text === ':' || (next?.kind === 'space' && isOperand(this.#tokens[end + 1]));
      if (!joins || end + 1 >= to) return Math.min(end, to);
      end = this.#endOfPrimary(end + 1);
    }
  }

  #endOfPrimary(from: number): number {
    const token = this.#tokens[from];
    if (token?.kind === 'function') return this.#formula.closing(from + 1);
    return token?.text === '(' ? this.#formula.closing(from) : from + 1;
  }

  #mayBeText({ from, to }: Span): boolean {
    const token = this.#tokens[from] as Token;
    if (!isOperand(token)) return false;
    if (token.kind === 'function') {
      const name = token.name.toUpperCase();
      return !givesOne(name) && !giveNumbers.has(name) && !takeNumbers.has(name);
    }
    if (token.kind === 'name') return !/^(?:true|false)$/i.test(token.name);
    return token.text !== '(' || this.#isTextGroup(from + 1, to - 1);
  }

  /** Whether several operands, or what stands in brackets, are joined at last, not reckoned with or compared. */
  #isTextGroup(from: number, to: number): boolean {
    let [joins, reckons] = [false, this.#formula.solid(from) >= to];
    for (let at = from; at < to; at += 1) {
      const token = this.#tokens[at] as Token;
      if (token.text === '(' || token.text === '{') at = this.#formula.closing(at) - 1;
      else if (token.kind === 'operator' && (token.text === ',' || comparisons.has(token.text))) return false;
      else if (token.kind === 'operator' && token.text === '&') joins = true;
      else reckons ||= isArithmetic(token);
    }
    return joins || !reckons;
  }
}

function takesOneKind(name: string): boolean {
  return takeNumbers.has(name) || takeTexts[name] !== undefined;
}

/** Whether what a function gives is a text and no number. */
function givesText(name: string): boolean {
  return name === 'TEXT' || (takeTexts[name] !== undefined && !/^(?:EXACT|FIND|LEN|SEARCH)$/.test(name));
}

function called(operand: readonly Token[], name = numberFunction): Token[] {
  return [{ kind: 'function', text: name, prefix: '', sheet: null, name }, open, ...operand, close];
}

function isArithmetic(token: Token | undefined): boolean {
  return token?.kind === 'operator' && arithmetic.has(token.text);
}

function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  return ['reference', 'name', 'function', 'structured', 'string'].includes(token.kind) || token.text === '(';
}
