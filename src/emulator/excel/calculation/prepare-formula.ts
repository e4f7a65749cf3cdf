import { areaName, isOneCell, type Area } from '../model/address.ts';
import { readsRanges } from '../formula/argument-classes.ts';
import { byElement } from './by-element.ts';
import { withoutPrefix } from '../formula/formula-facts.ts';
import { intersectionText } from '../formula/implicit-intersection.ts';
import { tokenize, type Token } from '../formula/tokens.ts';
import { areaOfReference, cornerText } from '../formula/write-reference.ts';

/** What a formula has to be told for the library, which knows neither `A1#`, `@A1:A9`, `LAMBDA(…)(…)` nor whose call a call is. */
export interface PreparationContext {
  readonly row: number;
  readonly column: number;
  /** The area that a cell spills to; `null` where nothing spills. */
  readonly spillOf: (sheet: string | null, row: number, column: number) => Area | null;
  /** Whether a name is a custom function's. */
  readonly isCustom: (name: string) => boolean;
  /** A number for the custom call that stands at this place in the formula, with its arguments that are references. */
  readonly callNumber: (index: number, places: readonly (ArgumentPlace | null)[]) => number;
}

/** Where an argument that is a reference and nothing else leads. */
export interface ArgumentPlace {
  /** `null` for the formula's own sheet. */
  readonly sheet: string | null;
  readonly area: Area;
}

/** A formula in the words of the library. */
export function prepareFormula(formula: string, context: PreparationContext): string {
  const tokens = tokenize(formula);
  const parts = tokens.map(({ text }) => text);
  let customCalls = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '#' && tokens[index - 1]?.kind === 'reference') expandSpill(tokens, parts, index, context);
    else if (token.text === '+' && isSign(tokens, index)) parts[index] = '';
    else if (token.text === '@') intersectImplicitly(tokens, parts, index, context);
    else if (token.kind === 'function') {
      const name = withoutPrefix(token.name);
      parts[index] = laterNames[name.toUpperCase()] ?? name;
      if (!context.isCustom(token.name)) continue;
      const isEmpty = tokens.slice(index + 2).find(({ kind }) => kind !== 'space')?.text === ')';
      parts[index + 1] = `(${context.callNumber(customCalls, placesOf(tokens, index + 1))}${isEmpty ? '' : ','}`;
      customCalls += 1;
    } else if (token.kind === 'name') parts[index] = token.prefix + withoutPrefix(token.name);
  }
  asRanges(tokens, parts);
  if (formula.includes(',')) fromRows(tokens, parts);
  return byElement(callLambdas(parts));
}

/** `INDEX(A1:C1,2)` is the second cell of the row; the library counts rows alone, unless it is told the row. */
function fromRows(tokens: readonly Token[], parts: string[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'function' || token.name.toUpperCase() !== 'INDEX') continue;
    const [row, comma] = [tokens[index + 2], tokens[index + 3]];
    if (row?.kind !== 'reference' || comma?.text !== ',' || placesOf(tokens, index + 1).length !== 2) continue;
    const area = areaOfReference(row);
    if (area.top === area.bottom && area.left !== area.right) parts[index + 3] = ',1,';
  }
}

/** Functions that the library knows by their later names only, of the same arguments. */
const laterNames: Readonly<Record<string, string>> = {
  CHIDIST: 'CHISQ.DIST.RT',
  CHIINV: 'CHISQ.INV.RT',
  COVAR: 'COVARIANCE.P',
  CRITBINOM: 'BINOM.INV',
  EXPONDIST: 'EXPON.DIST',
  FDIST: 'F.DIST.RT',
  FINV: 'F.INV.RT',
  GAMMADIST: 'GAMMA.DIST',
  GAMMAINV: 'GAMMA.INV',
  LOGINV: 'LOGNORM.INV',
  POISSON: 'POISSON.DIST',
  TINV: 'T.INV.2T',
  WEIBULL: 'WEIBULL.DIST',
};

/** Whether a plus stands before one operand, `+A1`, where it changes nothing; the library makes numbers of texts there. */
function isSign(tokens: readonly Token[], index: number): boolean {
  const before = tokens[tokens[index - 1]?.kind === 'space' ? index - 2 : index - 1];
  return before === undefined || (before.kind === 'operator' && !/^[)}%#]$/.test(before.text));
}

/** The library takes the value of a lone cell in `SUM(A1,2)` for one that is written there; that of `A1:A1` it takes for a cell's. */
function asRanges(tokens: readonly Token[], parts: string[]): void {
  const open: boolean[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(') {
      const call = tokens[index - 1];
      open.push(call?.kind === 'function' && readsRanges(withoutPrefix(call.name).toUpperCase()));
    } else if (token.text === ')') open.pop();
    if (token.kind !== 'reference' || token.end !== null || open.at(-1) !== true) continue;
    const before = tokens[tokens[index - 1]?.kind === 'space' ? index - 2 : index - 1]?.text ?? '';
    const after = tokens[nextOf(tokens, index)]?.text ?? '';
    if (/^[(,]$/.test(before) && /^[),]$/.test(after)) parts[index] = `${token.text}:${cornerText(token.start)}`;
  }
}

function expandSpill(tokens: readonly Token[], parts: string[], index: number, context: PreparationContext): void {
  const token = tokens[index - 1];
  if (token?.kind !== 'reference') return;
  const { top, left } = areaOfReference(token);
  const area = context.spillOf(token.sheet, top, left);
  parts[index - 1] = area ? token.prefix + areaName(area) : '#REF!';
  parts[index] = '';
}

function intersectImplicitly(
  tokens: readonly Token[],
  parts: string[],
  index: number,
  context: PreparationContext,
): void {
  const token = tokens[index + 1];
  if (token?.kind !== 'reference') return;
  parts[index] = '';
  const area = areaOfReference(token);
  if (isOneCell(area)) return;
  parts[index + 1] = intersectionText(token.prefix, area, context.row, context.column);
}

/** `LAMBDA(x,x+1)(2)` as `LET(f,LAMBDA(x,x+1),f(2))`, which says the same. */
function callLambdas(parts: readonly string[]): string {
  const text = parts.join('');
  if (!/lambda\s*\(/i.test(text) || !/\)\s*\(/.test(text)) return text;
  const tokens = tokenize(text);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'function' || token.name.toUpperCase() !== 'LAMBDA') continue;
    const close = closingOf(tokens, index + 1);
    const open = close < 0 ? -1 : nextOf(tokens, close);
    if (open < 0 || tokens[open]?.text !== '(') continue;
    const end = closingOf(tokens, open);
    if (end < 0) continue;
    const joined = (from: number, to: number): string =>
      tokens
        .slice(from, to)
        .map((each) => each.text)
        .join('');
    const call = `LET(_called,${joined(index, close + 1)},_called${joined(open, end + 1)})`;
    return callLambdas([joined(0, index), call, joined(end + 1, tokens.length)]);
  }
  return text;
}

/** The arguments of the call whose bracket opens here: where each leads, `null` for one that is no plain reference. */
function placesOf(tokens: readonly Token[], open: number): (ArgumentPlace | null)[] {
  const close = closingOf(tokens, open);
  const args: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open + 1, Math.max(open, close))) {
    if (/^[({]$/.test(token.text)) depth += 1;
    if (/^[)}]$/.test(token.text)) depth -= 1;
    if (token.text === ',' && depth === 0) args.push([]);
    else if (token.kind !== 'space') args.at(-1)?.push(token);
  }
  return args.map(([only, ...others]) =>
    only?.kind === 'reference' && others.length === 0 ? { sheet: only.sheet, area: areaOfReference(only) } : null,
  );
}

function nextOf(tokens: readonly Token[], index: number): number {
  return tokens[index + 1]?.kind === 'space' ? index + 2 : index + 1;
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (tokens[index]?.text === '(') depth += 1;
    if (tokens[index]?.text === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
