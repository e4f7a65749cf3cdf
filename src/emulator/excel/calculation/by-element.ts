import { givesOne, isByElement, takesByElement } from '../formula/argument-classes.ts';
import { tokenize, type Token } from '../formula/tokens.ts';

/**
 * A formula in which functions that take one value go through the arrays that they get, as Excel has them do: the library takes
 * the first value of an array. `LEN(A1:A9)` becomes `MAP(A1:A9,LAMBDA(_each1,LEN(_each1)))`.
 */
export function byElement(formula: string): string {
  const tokens = tokenize(formula);
  const isConcerned =
    tokens.some((token) => token.kind === 'function' && isByElement(token.name.toUpperCase())) &&
    tokens.some((_, index) => isArray(tokens, index));
  return isConcerned ? write(tokens, 0, tokens.length) : formula;
}

function write(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to;) {
    const token = tokens[at] as Token;
    const end = token.kind === 'function' ? closing(tokens, at + 1) : at + 1;
    text += token.kind === 'function' ? call(tokens, token.name, at, end) : token.text;
    at = end;
  }
  return text;
}

function call(tokens: readonly Token[], called: string, from: number, end: number): string {
  const name = called.toUpperCase();
  const args = argumentsOf(tokens, from + 1, end);
  const arrays: string[] = [];
  const each: string[] = [];
  const written = args.map(([start, stop], index) => {
    const text = write(tokens, start, stop);
    if (!takesByElement(name, index) || !mayBeArray(tokens, start, stop)) return text;
    arrays.push(text);
    each.push(`_each${arrays.length}`);
    return `_each${arrays.length}`;
  });
  const text = `${called}(${written.join(',')})`;
  return arrays.length === 0 ? text : `MAP(${arrays.join(',')},LAMBDA(${each.join(',')},${text}))`;
}

function mayBeArray(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind !== 'function') {
      if (isArray(tokens, at)) return true;
      continue;
    }
    const end = closing(tokens, at + 1);
    const name = token.name.toUpperCase();
    if (!givesOne(name)) {
      if (!isByElement(name)) return true;
      const args = argumentsOf(tokens, at + 1, end);
      if (args.some(([start, stop], index) => takesByElement(name, index) && mayBeArray(tokens, start, stop)))
        return true;
    }
    at = end - 1;
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

/** Where each argument of the call whose bracket opens here begins and ends. */
function argumentsOf(tokens: readonly Token[], open: number, end: number): [number, number][] {
  const args: [number, number][] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open + 1; at < end; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (at === end - 1 || (text === ',' && depth === 0)) {
      args.push([start, at]);
      start = at + 1;
    } else if (/^[({]$/.test(text)) depth += 1;
    else if (/^[)}]$/.test(text)) depth -= 1;
  }
  return args;
}

/** The place after the bracket that closes the one here. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const text = tokens[at]?.text;
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
