import { byElement } from '../../../../../src/emulator/excel/calculation/by-element.ts';
import { prepareFormula } from '../../../../../src/emulator/excel/calculation/prepare-formula.ts';
import { intersectImplicitly } from '../../../../../src/emulator/excel/formula/implicit-intersection.ts';
import { textOf, TokenizedFormula } from '../../../../../src/emulator/excel/formula/tokenized-formula.ts';

/** The arguments of the first call of a formula, as they are written; `null` where it calls nothing. */
function firstArguments(text: string): string[] | null {
  const formula = new TokenizedFormula(text);
  const at = formula.tokens.findIndex(({ kind }) => kind === 'function');
  return formula.call(at)?.args.map(({ from, to }) => textOf(formula.tokens.slice(from, to))) ?? null;
}

it.each<[formula: string, args: string[] | null]>([
  ['A1+1', null],
  ['SUM', null],
  ['F()', []],
  ['F(  )', []],
  ['F(,)', ['', '']],
  ['F(A1,)', ['A1', '']],
  ['F(A1, B1 )', ['A1', ' B1 ']],
  ['F(G(1,2),3)', ['G(1,2)', '3']],
  ['F((A1,B1),C1)', ['(A1,B1)', 'C1']],
  ['F({1,2;3,4},5)', ['{1,2;3,4}', '5']],
  ["F('a,(b}'!A1,1)", ["'a,(b}'!A1", '1']],
  ["F('it''s, (so)'!A1:B2)", ["'it''s, (so)'!A1:B2"]],
  ['F(T[[#All],[a,(b]],1)', ['T[[#All],[a,(b]]', '1']],
  ["F(T['],(],1)", ["T['],(]", '1']],
  ['F("a,(""b",1)', ['"a,(""b"', '1']],
  ['F([1]Other!A1,1)', ['[1]Other!A1', '1']],
  ['F(A1', ['A1']],
  ['F(A1,G(2', ['A1', 'G(2']],
  ['F(1})', ['1}']],
  ['F({1)', ['{1)']],
])('tells the arguments of the first call in %s', (formula, args) => {
  expect(firstArguments(formula)).toEqual(args);
});

it('gives the text of its tokens, and the tokens of its text', () => {
  const formula = new TokenizedFormula("IF( 'My S'!A1 >1,{1,2},T[@a]) ");
  expect(new TokenizedFormula(formula.tokens).text).toBe(formula.text);
  expect(new TokenizedFormula(formula.tokens).tokens).toBe(formula.tokens);
});

const nowhere = {
  row: 4,
  column: 0,
  spillOf: () => null,
  formulaOf: () => null,
  isCustom: () => false,
  callNumber: () => 0,
};

it.each([
  ['ABS(A1:A9)+SUM(B1:B9)', 'ABS(A5)+SUM(B1:B9)'],
  ['SUM((A1:A9,B1))*{1,2}', 'SUM((A1:A9,B1))*{1,2}'],
  ['ABS(A1:A9', 'ABS(A1:A9'],
  ['(A1:A9', '(A1:A9'],
])('intersects what is whole and leaves a bracket that is not closed as it stands: %s', (formula, settled) => {
  const context = { row: 4, column: 0, rangeOf: () => null };
  expect(intersectImplicitly(new TokenizedFormula(formula), context).text).toBe(settled);
});

it.each([
  ['LEN(A1:A9)', 'MAP(A1:A9,LAMBDA(_each1,LEN(_each1)))'],
  ['LEN( A1 )', 'LEN( A1 )'],
  ['LEN(A1:A9', 'LEN(A1:A9'],
])('takes %s through arrays', (formula, written) => {
  expect(byElement(new TokenizedFormula(formula)).text).toBe(written);
});

it.each([
  ['+A1+-B1', 'A1+-B1'],
  ['SUM(A1, B1 ,C1+1,(D1))', 'SUM(A1:A1, B1:B1 ,C1+1,(D1))'],
  ['INDEX(A1:C1,2)+INDEX(A1:C9,2)', 'INDEX(A1:C1,1,2)+INDEX(A1:C9,2)'],
  ['LAMBDA(x,x+1) (2)', 'LET(_called,LAMBDA(x,x+1),_called(2))'],
  ['LAMBDA(x,x+1)(2', 'LAMBDA(x,x+1)(2'],
  ['@A1:A9+_xlfn.STDEV.S(A1:A2)', 'A5+STDEV.S(A1:A2)'],
  ['B2#', '#REF!'],
])('puts %s into the words of the library', (formula, prepared) => {
  expect(prepareFormula(new TokenizedFormula(formula), nowhere).text).toBe(prepared);
});

it('leaves a formula that needs no other words as it is', () => {
  const formula = new TokenizedFormula('IF(A1>5,"a",B2:B3*2)');
  expect(prepareFormula(formula, nowhere)).toBe(formula);
});

it('numbers the calls of custom functions and tells where their arguments lead', () => {
  const places: unknown[] = [];
  const context = {
    ...nowhere,
    isCustom: (name: string) => name.startsWith('ADD'),
    callNumber: (index: number, own: unknown) => places.push([index, own]),
  };
  const formula = new TokenizedFormula('ADD.IN( Other!A1:B2 ,1)+ADD.NONE( )');
  expect(prepareFormula(formula, context).text).toBe('ADD.IN(1, Other!A1:B2 ,1)+ADD.NONE(2 )');
  const area = { top: 0, left: 0, bottom: 1, right: 1 };
  expect(places).toEqual([
    [0, [{ sheet: 'Other', area }, null]],
    [1, []],
  ]);
});
