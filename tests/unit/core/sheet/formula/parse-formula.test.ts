import { parseFormula, partsOf } from '../../../../../src/core/sheet/formula/parse-formula.ts';

function parts(formula: string): string[] {
  const tree = parseFormula(formula);
  return tree ? partsOf(tree).map(({ text }) => text) : [];
}

describe('a formula', () => {
  it('is taken apart from the inside out, in the order of calculation', () => {
    expect(parts('=1+2*A1^2')).toEqual(['1', '2', 'A1', '2', 'A1^2', '2*A1^2', '1+2*A1^2']);
    expect(parts('=IF(SUM(\'Q 1\'!B2:B9)>0, "yes, all", -Total)')).toEqual([
      "'Q 1'!B2:B9",
      "SUM('Q 1'!B2:B9)",
      '0',
      "SUM('Q 1'!B2:B9)>0",
      '"yes, all"',
      'Total',
      '-Total',
      'IF(SUM(\'Q 1\'!B2:B9)>0, "yes, all", -Total)',
    ]);
  });

  it('may have empty arguments, percent signs, whole columns, spills and columns of tables', () => {
    expect(parseFormula('=XLOOKUP(A1,B:B,C:C,,0)')).toMatchObject({
      kind: 'call',
      name: 'XLOOKUP',
      args: { length: 5 },
    });
    expect(parts('=SUM(A2#)*15%')).toContain('15%');
    expect(parts('=SUM(Sales[Revenue])')).toContain('Sales[Revenue]');
    expect(parseFormula('=_xlfn.XLOOKUP(A1,B1:B2,C1:C2)')).toMatchObject({ name: 'XLOOKUP' });
  });

  it.each(['SUM(A1)', '=SUM(', '=A1 B1', '=(A1', '=)', ''])('is not %j', (formula) => {
    expect(parseFormula(formula)).toBeUndefined();
  });
});
