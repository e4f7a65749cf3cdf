import { isOneCell, type Area } from '../model/address.ts';
import { readsRanges } from '../formula/argument-classes.ts';
import { withArrayWords } from './array-words.ts';
import { byElement } from './by-element.ts';
import { withIndexRanges } from './index-ranges.ts';
import { withoutPrefix } from '../formula/formula-facts.ts';
import { intersectionOf } from '../formula/implicit-intersection.ts';
import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import type { Token } from '../formula/tokens.ts';
import { areaOfReference, referenceTo, withCorners } from '../formula/write-reference.ts';

/** What a formula has to be told for the library, which knows neither `A1#`, `@A1:A9`, `LAMBDA(…)(…)` nor whose call a call is. */
export interface PreparationContext {
  readonly row: number;
  readonly column: number;
  /** The area that a cell spills to; `null` where nothing spills. */
  readonly spillOf: (sheet: string | null, row: number, column: number) => Area | null;
  /** The formula of a cell, without the equals sign; `null` where there is none. */
  readonly formulaOf: (sheet: string | null, row: number, column: number) => string | null;
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
export function prepareFormula(formula: TokenizedFormula, context: PreparationContext): TokenizedFormula {
  return byElement(callLambdas(withArrayWords(withIndexRanges(withWords(formula, context)))));
}

/** What stands for each token of a formula: another, several, or none. */
type Words = (Token | readonly Token[])[];

/** A formula with each of its tokens in the words of the library. */
function withWords(formula: TokenizedFormula, context: PreparationContext): TokenizedFormula {
  const { tokens } = formula;
  const words: Words = [...tokens];
  let customCalls = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '#') expandSpill(tokens, words, index, context);
    else if (token.text === '+' && isSign(tokens, index)) words[index] = [];
    else if (token.text === '@') intersect(tokens, words, index, context);
    else if (token.kind === 'function') {
      const name = withoutPrefix(token.name);
      words[index] = renamed(token, laterNames[name.toUpperCase()] ?? name);
      if (!context.isCustom(token.name)) continue;
      const places = placesOf(formula, index);
      const number: Token = { kind: 'number', text: String(context.callNumber(customCalls, places)) };
      words[index + 1] = [tokens[index + 1] as Token, number, ...(places.length === 0 ? [] : [comma])];
      customCalls += 1;
    } else if (token.kind === 'name') words[index] = renamed(token, withoutPrefix(token.name), token.prefix);
  }
  ofFormulas(formula, words, context);
  asRanges(formula, words);
  fromRows(formula, words);
  const isSame = words.every((word, index) => word === tokens[index]);
  return isSame ? formula : new TokenizedFormula(words.flat());
}

const [comma, openBracket, closeBracket] = [',', '(', ')'].map((text): Token => ({ kind: 'operator', text })) as [
  Token,
  Token,
  Token,
];

type NameToken = Extract<Token, { kind: 'function' | 'name' }>;

function renamed(token: NameToken, name: string, prefix = ''): Token {
  return token.text === prefix + name
    ? token
    : { kind: token.kind, text: prefix + name, prefix, sheet: prefix === '' ? null : token.sheet, name };
}

/** `FORMULATEXT(A1)` and `ISFORMULA(A1)`, of which the library knows those formulas alone that it is asked for at the time. */
function ofFormulas(formula: TokenizedFormula, words: Words, context: PreparationContext): void {
  for (const [index, token] of formula.tokens.entries()) {
    if (token.kind !== 'function') continue;
    const name = withoutPrefix(token.name).toUpperCase();
    if (name !== 'FORMULATEXT' && name !== 'ISFORMULA') continue;
    const call = formula.call(index);
    const [only, ...more] = call?.args ?? [];
    const reference = only && formula.lone(only);
    if (!call || more.length > 0 || reference?.kind !== 'reference') continue;
    const { top, left } = areaOfReference(reference);
    const text = context.formulaOf(reference.sheet, top, left);
    words.fill([], index, call.to);
    if (name === 'ISFORMULA') words[index] = renamed(token, text === null ? 'FALSE' : 'TRUE');
    else if (text === null) words[index] = { kind: 'error', text: '#N/A' };
    else words[index] = { kind: 'string', text: `"=${text.replaceAll('"', '""')}"` };
    if (name === 'ISFORMULA') words[index + 1] = [openBracket, closeBracket];
  }
}

/** `INDEX(A1:C1,2)` is the second cell of the row; the library counts rows alone, unless it is told the row. */
function fromRows(formula: TokenizedFormula, words: Words): void {
  const { tokens } = formula;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'function' || token.name.toUpperCase() !== 'INDEX') continue;
    const [first, ...others] = formula.call(index)?.args ?? [];
    if (!first || others.length !== 1 || first.to !== first.from + 1) continue;
    const row = tokens[first.from];
    if (row?.kind !== 'reference') continue;
    const area = areaOfReference(row);
    const isRow = area.top === area.bottom && area.left !== area.right;
    if (isRow) words[first.to] = [comma, { kind: 'number', text: '1' }, comma];
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
  PEARSON: 'CORREL',
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
function asRanges(formula: TokenizedFormula, words: Words): void {
  for (const [index, token] of formula.tokens.entries()) {
    if (token.kind !== 'function' || !readsRanges(withoutPrefix(token.name).toUpperCase())) continue;
    for (const { from, to } of formula.call(index)?.args ?? []) {
      const at = formula.solid(from);
      const lone = formula.tokens[at];
      if (lone?.kind !== 'reference' || lone.end !== null || formula.solid(at + 1) < to) continue;
      words[at] = withCorners(lone, lone.start, lone.start);
    }
  }
}

function expandSpill(tokens: readonly Token[], words: Words, index: number, context: PreparationContext): void {
  const token = tokens[index - 1];
  if (token?.kind !== 'reference') return;
  const { top, left } = areaOfReference(token);
  const area = context.spillOf(token.sheet, top, left);
  words[index - 1] = area ? referenceTo(token.prefix, token.sheet, area) : { kind: 'error', text: '#REF!' };
  words[index] = [];
}

function intersect(tokens: readonly Token[], words: Words, index: number, context: PreparationContext): void {
  const token = tokens[index + 1];
  if (token?.kind !== 'reference') return;
  words[index] = [];
  const area = areaOfReference(token);
  if (!isOneCell(area)) words[index + 1] = intersectionOf(token, area, context.row, context.column);
}

/** `LAMBDA(x,x+1)(2)` as `LET(_called,LAMBDA(x,x+1),_called(2))`, which says the same. */
function callLambdas(formula: TokenizedFormula): TokenizedFormula {
  const { tokens } = formula;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'function' || token.name.toUpperCase() !== 'LAMBDA' || !formula.isClosed(index + 1)) continue;
    const close = formula.closing(index + 1);
    const open = formula.solid(close);
    if (tokens[open]?.text !== '(' || !formula.isClosed(open)) continue;
    const end = formula.closing(open);
    const call: readonly Token[] = [
      renamed(token, 'LET'),
      { kind: 'operator', text: '(' },
      renamed({ ...token, kind: 'name' }, '_called'),
      comma,
      ...tokens.slice(index, close),
      comma,
      renamed(token, '_called'),
      ...tokens.slice(open, end),
      { kind: 'operator', text: ')' },
    ];
    return callLambdas(new TokenizedFormula([...tokens.slice(0, index), ...call, ...tokens.slice(end)]));
  }
  return formula;
}

/** The arguments of the call here: where each leads, `null` for one that is no plain reference. */
function placesOf(formula: TokenizedFormula, at: number): (ArgumentPlace | null)[] {
  return (formula.call(at)?.args ?? []).map(({ from, to }) => {
    const own = formula.solid(from);
    const only = formula.tokens[own];
    if (only?.kind !== 'reference' || formula.solid(own + 1) < to) return null;
    return { sheet: only.sheet, area: areaOfReference(only) };
  });
}
