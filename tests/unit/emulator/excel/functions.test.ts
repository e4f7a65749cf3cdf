/** @jest-environment jsdom */
import { sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

const cells = [
  ['Item', 'Amount'],
  ['apple', 3],
];

/** What a formula gives beside the cells. */
function computed(formula: string, rows: readonly (readonly unknown[])[] = cells): unknown {
  const document = workbookOf(rows);
  sheetOf(document)
    .call('getRange', 'H1')
    .set('formulas', [[formula]]);
  return (valuesAt(document, 'H1') as unknown[][])[0]?.[0];
}

it.each([
  ['=ROUND(1.005,2)', 1.01],
  ['=ROUND(8.325,2)', 8.33],
  ['=ROUND(-2.5,0)', -3],
  ['=ROUND(1250,-2)', 1300],
  ['=ROUND(-0.4,0)', 0],
  ['=ROUND(1/3,15)', 0.333333333333333],
  ['=ROUND(1E+300,2)', 1e300],
  ['=ROUND(5E-320,2)', 0],
  ['=ROUNDUP(2.21+2.19,2)', 4.4],
  ['=ROUNDUP(-2.1,0)', -3],
  ['=ROUNDDOWN(30000*0.0042*3,0)', 378],
  ['=ROUNDDOWN(17.38,2)', 17.38],
  ['=TRUNC(1.15,2)', 1.15],
  ['=TRUNC(-8.9)', -8],
  ['=INT(880000000*0.00849/3)', 2490400],
  ['=INT(-8.1)', -9],
  ['=MOD(6.3,0.1)', 0],
  ['=MOD(-10,3)', 2],
  ['=MOD(1,0)', '#DIV/0!'],
  ['=QUOTIENT(-10,3)', -3],
  ['=MOD(1E+15,7)', 6],
  ['=MROUND(6.05,0.1)', 6],
  ['=MROUND(7.05,0.1)', 7.1],
  ['=MROUND(-10,-3)', -9],
  ['=MROUND(5,-2)', '#NUM!'],
  ['=CEILING(-2.5,1)', -2],
  ['=CEILING(-2.5,-1)', -3],
  ['=CEILING(2.5,-1)', '#NUM!'],
  ['=CEILING(1.6,0.7+0.1)', 1.6],
  ['=CEILING.MATH(-5.5,2,-1)', -6],
  ['=CEILING.MATH(-5.5,2)', -4],
  ['=FLOOR(7.1,0.1)', 7.1],
  ['=FLOOR(-2.5,1)', -3],
  ['=FLOOR(-2.5,-1)', -2],
  ['=FLOOR(5,0)', '#DIV/0!'],
  ['=FLOOR.MATH(-5.5,2,-1)', -4],
  ['=FLOOR.MATH(-5.5,2)', -6],
])('[EXCEL-71] rounds by the 15 digits that people see: %s', (formula, value) => {
  expect(computed(formula)).toBe(value);
});
