/** A call that stands in a formula: where, and its arguments as they are written. */
interface Call {
  readonly start: number;
  readonly end: number;
  readonly args: readonly string[];
}

/** Excel takes no longer text between quotation marks in a formula. */
const longestLiteral = 255;

/** Whether a formula calls `COPILOT`, outside of its texts. */
export function hasCopilot(formula: string): boolean {
  return findCall(formula, 0) !== undefined;
}

/**
 * A formula with each `COPILOT(prompt, [context], [prompt], [context] …)` as `INKSTONE.ASK(prompt, [range …])`, which takes one prompt
 * and then ranges: parts of a prompt are joined, with `[Input 1]` where the first range stood between them. All else stays to the letter.
 */
export function convertCopilot(formula: string): string {
  let converted = '';
  let at = 0;
  for (let call = findCall(formula, 0); call; call = findCall(formula, at)) {
    converted += formula.slice(at, call.start) + toAsk(call.args.map(convertCopilot));
    at = call.end;
  }
  return converted + formula.slice(at);
}

function toAsk(args: readonly string[]): string {
  const contexts = args.filter((arg, index) => index % 2 === 1 && arg !== '');
  const prompts = args.filter((_, index) => index % 2 === 0);
  if (prompts.length < 2) return `INKSTONE.ASK(${[prompts[0] ?? '""', ...contexts].join(', ')})`;
  let number = 0;
  const pieces = args.flatMap((arg, index) => {
    // Words that follow each other, with no cells between them.
    if (arg === '') return index % 2 === 1 && index < args.length - 1 ? ['" "'] : [];
    if (index % 2 === 0) return [arg];
    number += 1;
    // The last input needs no place in the words: what follows it is nothing.
    return index === args.length - 1 && contexts.length === 1 ? [] : [`" [Input ${number}] "`];
  });
  return `INKSTONE.ASK(${[joinTexts(pieces), ...contexts].join(', ')})`;
}

/** Pieces joined by `&`, literals that follow each other as one where Excel takes it. */
function joinTexts(pieces: readonly string[]): string {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const together =
      last !== undefined && isLiteral(last) && isLiteral(piece) ? last.slice(0, -1) + piece.slice(1) : '';
    if (together !== '' && together.length - 2 <= longestLiteral)
      joined[joined.length - 1] = together.replace(/ {2,}\[Input/g, ' [Input').replace(/(\[Input \d+\]) {2,}/g, '$1 ');
    else joined.push(isLiteral(piece) || /^[\p{L}\p{N}_.$!:']+$/u.test(piece) ? piece : `(${piece})`);
  }
  return joined.join('&');
}

function isLiteral(text: string): boolean {
  return /^"(?:[^"]|"")*"$/.test(text);
}

/** The first call of COPILOT at or after a place; as files write it (`_xlfn.COPILOT`) too. */
function findCall(formula: string, from: number): Call | undefined {
  const pattern = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\p{L}\p{N}_.])(?:_xl[a-z]+\.)*COPILOT\s*\(/giu;
  pattern.lastIndex = from;
  for (let match = pattern.exec(formula); match; match = pattern.exec(formula)) {
    if (!match[0].endsWith('(')) continue;
    const args = readArguments(formula, match.index + match[0].length);
    if (args) return { start: match.index, ...args };
  }
  return undefined;
}

/** The arguments up to the bracket that closes the call; `undefined` where none does. */
function readArguments(formula: string, from: number): { readonly end: number; readonly args: string[] } | undefined {
  const args: string[] = [];
  const pattern = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[(){},]/g;
  pattern.lastIndex = from;
  let depth = 0;
  let start = from;
  for (let match = pattern.exec(formula); match; match = pattern.exec(formula)) {
    const [sign] = match;
    if (sign === '(' || sign === '{') depth += 1;
    else if (sign === ')' && depth === 0) {
      args.push(formula.slice(start, match.index).trim());
      return { end: match.index + 1, args };
    } else if (sign === ')' || sign === '}') depth -= 1;
    else if (sign === ',' && depth === 0) {
      args.push(formula.slice(start, match.index).trim());
      start = match.index + 1;
    }
  }
  return undefined;
}
