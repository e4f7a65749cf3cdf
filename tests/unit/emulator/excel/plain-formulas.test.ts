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
  'IF(A1>0,"more","less")',
  'IF(A1<0,"more")',
  'IF(A1<0,B2/0,"say ""x"" "&1)',
  'IF(D1,1,2)',
  'IF(E1,D1,2)',
  'IF(C1,1,2)',
  'IF(C1="TEXT",A2,C2)',
  'IF(D1="",C1,1)',
  'IF(D1=0,IF(A1<=1,IF(A2>=0,1,2),3),4)',
  'IF(A1>0,,2)',
  'IF(A1>0,D2,2)',
  'IF(A1<0,D2,2)',
  'A1<>C1',
  'A1=C1',
  'A1<C1',
  'C1<C2',
  'E1=TRUE',
  'E1=1',
  'D1=FALSE',
  'D1<=A1',
  '(A1>0)+true',
  '1<2=TRUE',
  'C1',
  '-C1',
  'VLOOKUP(1,A1:E2,3,FALSE)',
  'VLOOKUP(-3,A1:C2,3,0)',
  'VLOOKUP("TEXT",$C$1:E2,2,FALSE)',
  'VLOOKUP("TEXT",$C$1:E2,3,FALSE)',
  'VLOOKUP("te*",C1:E2,3,FALSE)',
  'VLOOKUP(7,C1:E2,3,FALSE)',
  'VLOOKUP(C2,C:E,3,FALSE)',
  'VLOOKUP(D1,B1:C2,2,FALSE)',
  'VLOOKUP(A1,A1:C2,9,FALSE)',
  'VLOOKUP(A1,A1:C2,1)',
  'VLOOKUP(D2,A1:C2,1,FALSE)',
])('[EXCEL-4] =%s gives the same alone as within another formula', (formula) => {
  const document = workbookOf(cells);
  const sheet = sheetOf(document);
  sheet.call('getRange', 'F1').set('formulas', [[`=${formula}`]]);
  sheet.call('getRange', 'H1').set('formulas', [[`=CHOOSE(1,${formula})`]]);
  expect(valuesAt(document, 'F1')).toEqual(valuesAt(document, 'H1'));
});

it('[EXCEL-5] looks values up that other formulas give, the first where several are alike, and again when they change', () => {
  const document = workbookOf([
    ['=A4', 'first', '=VLOOKUP("KEY",A$1:B$3,2,FALSE)', '=VLOOKUP(2,A$1:B$3,2,FALSE)'],
    ['Key', '=IF(A3=2,"second","other")', '=VLOOKUP("key",A$1:B$3,2,FALSE)'],
    [2, 'third', '=VLOOKUP(A3,A$1:B$3,2,FALSE)'],
    ['key'],
  ]);
  expect(valuesAt(document, 'C1:D3')).toEqual([
    ['first', 'third'],
    ['first', ''],
    ['third', ''],
  ]);
  sheetOf(document)
    .call('getRange', 'A3:A4')
    .set('values', [[3], [2]]);
  expect(valuesAt(document, 'C1:D3')).toEqual([
    ['other', 'first'],
    ['other', ''],
    ['third', ''],
  ]);
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

/** What Excel gives, by those who looked: Microsoft (M), Apache POI (P), and people who ask about it (the numbers of their questions). */
it.each([
  ['0.1+0.2=0.3', true],
  ['(0.06-0.01)=0.05', true], // P
  ['(0.06-0.01)<=0.05', true],
  ['10.1-10=0.1', false], // learn.microsoft.com/answers 11355118
  ['0.06-0.01-0.05', 0], // P
  ['0.5-0.4-0.1', 0], // stackoverflow.com 53337274
  ['(0.5-0.4-0.1)', -2.7755575615628914e-17],
  ['0.5-0.4-0.1=0', false],
  ['1.333+1.225-1.333-1.225', 0], // M
  ['52.8-8.8*6', 0], // excelbanter.com 43390
  ['(52.8-8.8*6)', -7.105427357601002e-15],
  ['70.4-8.8-61.6', 0],
  ['80.79-76.75+-4.04', 0], // of a conditional format that did not see 0
  ['80.79-76.75+-4.04+0', 6.217248937900877e-15],
  ['SUM(A1:A2)-0.3', 0],
  ['IF(A1+A2=A3,"same","other")', 'same'],
  ['IF(A1+A2-A3=0,"same","other")', 'other'],
  ['SUMPRODUCT(--(A4:A5=A3))', 2],
  ['SUM(A4:A5-A3)', 5.551115123125783e-17],
  ['(0.1+0.2)&""', '0.3'],
  ['COUNTIF(A3:A5,0.3)', 2],
  ['COUNTIF(A3:A5,A4)', 1],
  ['SUMIF(A3:A5,A4,B3:B5)', 2],
  ['MATCH(0.1+0.2,A3:A3,0)', '#N/A'],
  ['MATCH(A4,A3:A5,0)', 2],
  ['VLOOKUP(0.1+0.2,A3:B5,2,FALSE)', 2],
  ['Z1=""', true],
  ['Z1=Y1', true],
  ['Z1=0', true],
  ['CHOOSE(1,0.1+0.2=0.3)', true],
  ['CHOOSE(1,0.5)-0.4-0.1', 0],
  ['CHOOSE(1,0.5-0.4-0.1)', -2.7755575615628914e-17],
  ['A4:A5-A3', 0],
])(
  '[EXCEL-67] compares numbers by 15 digits, and has the last difference be 0 where it is off by binary fractions: =%s',
  (formula, value) => {
    const document = workbookOf([[0.1], [0.2], [0.3, 1], ['=(0.1+0.2)', 2], [0.3, 3]]);
    sheetOf(document)
      .call('getRange', 'D1')
      .set('formulas', [[`=${formula}`]]);
    expect(valuesAt(document, 'D1')).toEqual([[value]]);
  },
);
