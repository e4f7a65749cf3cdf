import { readsItself } from '../../../../../src/core/sheet/formula/reads-itself.ts';

describe('a formula for C8 of Sales', () => {
  it.each([
    '=SUM(C2:C8)',
    '=SUM($C$9:$C$1)',
    '=C8+1',
    '=IF(A1>0,-C8,0)',
    '=SUM(C:C)',
    '=SUM(8:8)',
    "='sales'!C8",
    '=SUM(B2:D9)',
  ])('reads its own cell: %s', (formula) => {
    expect(readsItself(formula, 'Sales', 'C8')).toBe(true);
  });

  it.each([
    '=SUM(C2:C7)',
    '=SUM(D:D)',
    '=Orders!C8',
    '=ROW(C8)-1',
    '=COLUMNS(A1:C8)',
    '="C8"',
    '=SUM(Deals[Value])',
    '=SUM(',
  ])('does not: %s', (formula) => {
    expect(readsItself(formula, 'Sales', 'C8')).toBe(false);
  });
});
