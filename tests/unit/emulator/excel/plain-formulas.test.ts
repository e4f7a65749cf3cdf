/** @jest-environment jsdom */
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

const cells = [
  [1, 2.5, 'text', '', true],
  [-3, 0, '7', '=1/0', 1e300],
];

it.each([
  'A1',
  'D1',
  'C1',
  'E1',
  'D2',
  'A1+B1*2',
  '-(A1+B1)/4',
  '- A1 * -B1',
  '+A2',
  'A1/B2',
  'A1/D1',
  'B1+D1',
  'A1+C1',
  'C2*2',
  'E1+1',
  'E2*E2',
  '1.5e2/B1-.5',
  '((A1))',
  '2',
  'A1 B1',
  '$A$1-A$2',
  'Sheet1!A1*2',
  'Nowhere!A1*2',
  'A1:A2*2',
  'A1%',
  '2^3',
  'A1&B1',
  'A1=1',
  'SUM(A1:B2)',
  'SUM(A1:E1)',
  'SUM(A1:D2)',
  'SUM(A1,B1:B2)*2',
  'sum(G5:H9)',
  'AVERAGE(A1:C2)',
  'AVERAGE(G5:H9)',
  'MIN(A1:B2)',
  'MAX(C1:D1)',
  'COUNT(A1:E1)',
  'COUNT(A1:D2)',
  'SUM(1,2)',
  'SUM(A1+1)',
  'SUM()',
  'SUM(E2,E2)-E2',
])('[EXCEL-4] =%s gives the same alone as within another formula', (formula) => {
  const document = workbookOf(cells);
  const sheet = sheetOf(document);
  sheet.call('getRange', 'F1').set('formulas', [[`=${formula}`]]);
  sheet.call('getRange', 'H1').set('formulas', [[`=IF(TRUE,${formula})`]]);
  expect(valuesAt(document, 'F1')).toEqual(valuesAt(document, 'H1'));
});

it('[EXCEL-5] computes sums of others in order, whatever stands between them', () => {
  const document = workbookOf([[2, '=C1+1', '=IF(A1>0,D1*2,0)', '=A1*10', '=SUM(B1:D1)']]);
  expect(valuesAt(document, 'B1:E1')).toEqual([[41, 40, 20, 101]]);
  sheetOf(document)
    .call('getRange', 'A1')
    .set('values', [[3]]);
  expect(valuesAt(document, 'B1:E1')).toEqual([[61, 60, 30, 151]]);
});

it('[EXCEL-6] adds up what an array spills, and again when it shrinks', () => {
  const document = workbookOf([[3, '=SORT(A1:A3)', '=B2*2', '=SUM(B1:B3)'], [1], [2]]);
  expect(valuesAt(document, 'C1:D1')).toEqual([[4, 6]]);
  sheetOf(document)
    .call('getRange', 'B1')
    .set('formulas', [['=SORT(A1:A2)']]);
  expect(valuesAt(document, 'C1:D1')).toEqual([[6, 4]]);
});

it('[EXCEL-5] follows a sheet that is renamed, one that goes, and a reference over several', () => {
  const document = workbookOf([['=Second!A1*2', '=SUM(Sheet1:Second!C1)', 5]]);
  const workbook = excelRootOf(document);
  expect(valuesAt(document, 'A1')).toEqual([['#REF!']]);
  const second = workbook.at('worksheets').call('add', 'Second');
  second.call('getRange', 'A1:C1').set('values', [[4, 0, 6]]);
  expect(valuesAt(document, 'A1:B1')).toEqual([[8, 11]]);
});

it('recalculates ten thousands of formulas, in a chain and beside it, in the time of a key press', () => {
  const rows = 20_000;
  const document = workbookOf([[1]]);
  const sheet = sheetOf(document);
  const chain = Array.from({ length: rows }, (_, row) => [row === 0 ? '=A1' : `=B${row}+1`, `=B${row + 1}*2`]);
  sheet.call('getRange', `B1:C${rows}`).set('formulas', chain);
  sheet.call('getRange', 'D1').set('formulas', [[`=SUM(C1:C${rows})`]]);
  const started = performance.now();
  sheet.call('getRange', 'A1').set('values', [[2]]);
  expect(valuesAt(document, `B${rows}:C${rows}`)).toEqual([[rows + 1, 2 * rows + 2]]);
  expect(valuesAt(document, 'D1')).toEqual([[rows * (rows + 3)]]);
  expect(performance.now() - started).toBeLessThan(5000);
}, 60_000);
