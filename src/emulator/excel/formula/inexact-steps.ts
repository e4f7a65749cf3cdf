import { TokenizedFormula } from './tokenized-formula.ts';
import type { Token } from './tokens.ts';

/** The functions of ours for steps of a formula in which Excel hides what binary numbers are off by. */
export const digitsFunction = 'HOST.DIGITS';
export const textFunction = 'HOST.TEXT';
export const lastSumFunction = 'HOST.LASTSUM';

const [open, close, comma] = ['(', ')', ','].map((text): Token => ({ kind: 'operator', text })) as [
  Token,
  Token,
  Token,
];
const comparisons = new Set(['=', '<>', '<', '>', '<=', '>=']);
/** These must stay outermost, for others of their kind leave their results out. */
const subtotals = /^(?:SUBTOTAL|AGGREGATE)$/i;

/**
 * A formula in which what is compared or joined to a text, and the sum or difference that comes last, goes through our
 * functions: `A1=B1` becomes `HOST.DIGITS(A1)=HOST.DIGITS(B1)`.
 */
export function withInexactSteps(formula: TokenizedFormula): TokenizedFormula {
  const first = formula.tokens[formula.solid(0)];
  if (first?.kind === 'function' && subtotals.test(first.name)) return formula;
  const compared = formula.tokens.some(isSeparator)
    ? new TokenizedFormula(writeAll(formula, 0, formula.tokens.length))
    : formula;
  return withLastSum(compared);
}

/**
 * The place of the `+` or `-` that a formula does last, outside of all brackets; -1 where it does something else last.
 * `=(A1-B1)` and `=A1-B1>0` have none.
 */
export function lastSumAt(tokens: readonly Token[]): number {
  let [depth, found, isAfterOperand] = [0, -1, false];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'space') continue;
    const isOperator = kind === 'operator';
    if (isOperator && depth === 0) {
      if (text === '&' || comparisons.has(text)) return -1;
      if (isAfterOperand && (text === '+' || text === '-')) found = at;
    }
    if (isOperator && (text === '(' || text === '{')) depth += 1;
    else if (isOperator && (text === ')' || text === '}')) depth -= 1;
    isAfterOperand = !isOperator || text === ')' || text === '}' || text === '%' || text === '#';
  }
  return found;
}

/** `X-Y` as `LET(_first,X,HOST.LASTSUM(_first-Y,_first))`, which computes X once. */
function withLastSum(formula: TokenizedFormula): TokenizedFormula {
  const { tokens } = formula;
  const at = lastSumAt(tokens);
  if (at < 0) return formula;
  const first = named('name', '_first');
  const sum = [first, ...tokens.slice(at), comma, first];
  const inner = [named('function', lastSumFunction), open, ...sum, close];
  return new TokenizedFormula([
    named('function', 'LET'),
    open,
    first,
    comma,
    ...tokens.slice(0, at),
    comma,
    ...inner,
    close,
  ]);
}

/** The tokens between two places, where several arguments may stand. */
function writeAll(formula: TokenizedFormula, from: number, to: number): Token[] {
  const written: Token[] = [];
  let start = from;
  for (let at = from; at < to; at += 1) {
    const { text } = formula.tokens[at] as Token;
    if (text === '(' || text === '{') at = formula.closing(at) - 1;
    else if (text === ',') {
      written.push(...writeOne(formula, start, at), comma);
      start = at + 1;
    }
  }
  return [...written, ...writeOne(formula, start, to)];
}

/** One argument: what stands between its comparisons. */
function writeOne(formula: TokenizedFormula, from: number, to: number): Token[] {
  const separators: number[] = [];
  for (let at = from; at < to; at += 1) {
    const token = formula.tokens[at] as Token;
    if (token.text === '(' || token.text === '{') at = formula.closing(at) - 1;
    else if (isSeparator(token)) separators.push(at);
  }
  if (separators.length === 0) return writeInside(formula, from, to);
  const ends = [...separators, to];
  const sides = ends.map((end, index): readonly [number, number] => [
    index === 0 ? from : (ends[index - 1] ?? from) + 1,
    end,
  ]);
  // Beside a text or 0 no digit of a number counts.
  const isPlain =
    separators.length === 1 &&
    formula.tokens[separators[0] ?? 0]?.text !== '&' &&
    sides.some(([start, end]) => isTextOrZero(formula, start, end));
  return sides.flatMap(([start, end], index) => {
    const side = writeInside(formula, start, end);
    const separator = index < separators.length ? [formula.tokens[end] as Token] : [];
    const isExact = isPlain || isConstant(formula, start, end);
    const isJoined = [start - 1, end].some((at) => at >= from && at < to && formula.tokens[at]?.text === '&');
    const name = isJoined ? textFunction : digitsFunction;
    return isExact ? [...side, ...separator] : [named('function', name), open, ...side, close, ...separator];
  });
}

/** Tokens as they are, but for what stands in brackets. */
function writeInside(formula: TokenizedFormula, from: number, to: number): Token[] {
  const written: Token[] = [];
  for (let at = from; at < to; at += 1) {
    const token = formula.tokens[at] as Token;
    written.push(token);
    if ((token.text !== '(' && token.text !== '{') || !formula.isClosed(at)) continue;
    const end = formula.closing(at);
    const inner = token.text === '(' ? writeAll(formula, at + 1, end - 1) : formula.tokens.slice(at + 1, end - 1);
    written.push(...inner, formula.tokens[end - 1] as Token);
    at = end - 1;
  }
  return written;
}

function isSeparator({ kind, text }: Token): boolean {
  return kind === 'operator' && (text === '&' || comparisons.has(text));
}

function isTextOrZero(formula: TokenizedFormula, from: number, to: number): boolean {
  const token = formula.lone({ from, to });
  return token?.kind === 'string' || (token?.kind === 'number' && Number(token.text) === 0);
}

/** Nothing, or what is written in the formula itself, but for numbers of more digits than count. */
function isConstant(formula: TokenizedFormula, from: number, to: number): boolean {
  if (formula.solid(from) >= to) return true;
  const token = formula.lone({ from, to });
  if (token?.kind === 'number') return /^[\d.]{1,15}$/.test(token.text);
  return token?.kind === 'string' || token?.kind === 'error';
}

function named(kind: 'function' | 'name', name: string): Token {
  return { kind, text: name, prefix: '', sheet: null, name };
}
