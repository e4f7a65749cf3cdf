import { givesOne, isByElement, takesByElement } from '../formula/argument-classes.ts';
import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import type { Token } from '../formula/tokens.ts';

const [open, close, comma] = ['(', ')', ','].map((text): Token => ({ kind: 'operator', text })) as [
  Token,
  Token,
  Token,
];

/**
 * A formula in which functions that take one value go through the arrays that they get, as Excel has them do: the library takes
 * the first value of an array. `LEN(A1:A9)` becomes `MAP(A1:A9,LAMBDA(_each1,LEN(_each1)))`.
 */
export function byElement(formula: TokenizedFormula): TokenizedFormula {
  const { tokens } = formula;
  const isConcerned =
    tokens.some((token) => token.kind === 'function' && isByElement(token.name.toUpperCase())) &&
    tokens.some((_, index) => isArray(tokens, index));
  return isConcerned ? new TokenizedFormula(write(formula, 0, tokens.length)) : formula;
}

function write(formula: TokenizedFormula, from: number, to: number): Token[] {
  const written: Token[] = [];
  for (let at = from; at < to;) {
    const token = formula.tokens[at] as Token;
    const isCall = token.kind === 'function' && formula.isClosed(at + 1);
    if (isCall) written.push(...call(formula, at));
    else written.push(token);
    at = isCall ? formula.closing(at + 1) : at + 1;
  }
  return written;
}

function call(formula: TokenizedFormula, at: number): Token[] {
  const { name, args } = formula.call(at) ?? { name: '', args: [] };
  const arrays: Token[][] = [];
  const written = args.map(({ from, to }, index) => {
    const own = write(formula, from, to);
    if (!takesByElement(name, index) || !mayBeArray(formula, from, to)) return own;
    arrays.push(own);
    return [named('name', `_each${arrays.length}`)];
  });
  const same = [formula.tokens[at] as Token, open, ...joined(written), close];
  if (arrays.length === 0) return same;
  const each = arrays.map((_, index) => [named('name', `_each${index + 1}`)]);
  const lambda = [named('function', 'LAMBDA'), open, ...joined([...each, same]), close];
  return [named('function', 'MAP'), open, ...joined([...arrays, lambda]), close];
}

function named(kind: 'function' | 'name', name: string): Token {
  return { kind, text: name, prefix: '', sheet: null, name };
}

function joined(args: readonly (readonly Token[])[]): Token[] {
  return args.flatMap((arg, index) => (index === 0 ? arg : [comma, ...arg]));
}

function mayBeArray(formula: TokenizedFormula, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const called = formula.call(at);
    if (!called) {
      if (isArray(formula.tokens, at)) return true;
      continue;
    }
    const { name, args } = called;
    if (!givesOne(name)) {
      if (!isByElement(name)) return true;
      if (args.some((arg, index) => takesByElement(name, index) && mayBeArray(formula, arg.from, arg.to))) return true;
    }
    at = called.to - 1;
  }
  return false;
}

/** Whether a token, other than a function, may stand for several values. */
function isArray(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  switch (token?.kind) {
    case 'reference':
      return token.end !== null || tokens[at + 1]?.text === '#';
    case 'structured':
      return true;
    case 'name':
      return !/^(?:true|false)$/i.test(token.name);
    case 'function':
      return !givesOne(token.name.toUpperCase()) && !isByElement(token.name.toUpperCase());
    default:
      return token?.text === '{';
  }
}
