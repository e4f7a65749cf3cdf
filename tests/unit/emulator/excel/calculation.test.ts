/** @jest-environment jsdom */
import type {
  CustomCall,
  CustomFunctionInfo,
  CustomResult,
} from '../../../../src/emulator/excel/calculation/custom-calls.ts';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

it.each([
  ['=1/0', '#DIV/0!'],
  ['="a"+1', '#VALUE!'],
  ['=NOSUCH(1)', '#NAME?'],
  ['=Nowhere!A1', '#REF!'],
  ['=VLOOKUP("z",A1:B2,1,FALSE)', '#N/A'],
  ['=SQRT(-1)', '#NUM!'],
  ['=FILTER(A1:A3,A1:A3>99)', '#CALC!'],
  ['=LAMBDA(x,x)', '#CALC!'],
  ['=LET(a,2,b,3,a*b)', 6],
  ['=LAMBDA(x,y,x-y)(5,3)', 2],
  ['=XLOOKUP(2,A1:A3,B1:B3)', 'two'],
  ['=SUM(MAP(A1:A3,LAMBDA(x,x*x)))', 14],
  ['=TEXTJOIN("-",TRUE,SORT(B1:B3))', 'one-three-two'],
  ['=COUNTA(UNIQUE(B1:B3))', 3],
  ['=Z99', 0],
  ['=0.1+0.2', 0.30000000000000004],
])('[EXCEL-4] evaluates %s as Excel does', (formula, value) => {
  const document = workbookOf([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
  ]);
  sheetOf(document)
    .call('getRange', 'D1')
    .set('formulas', [[formula]]);
  expect(valuesAt(document, 'D1')).toEqual([[value]]);
});

it('[EXCEL-5] recalculates what depends on a changed cell, through other formulas, sheets and names', () => {
  const document = workbookOf([[1, '=A1*2', '=B1+1']]);
  const workbook = excelRootOf(document);
  const second = workbook.at('worksheets').call('add', 'Second');
  workbook.at('names').call('add', 'Rate', sheetOf(document).call('getRange', 'A1'));
  second.call('getRange', 'A1').set('formulas', [['=Sheet1!C1*Rate']]);
  sheetOf(document)
    .call('getRange', 'A1')
    .set('values', [[10]]);
  expect(valuesAt(document, 'A1:C1')).toEqual([[10, 20, 21]]);
  expect(second.call('getRange', 'A1').value('values')).toEqual([[210]]);
});

it('[EXCEL-6] spills arrays, follows A1#, says #SPILL! where there is no room, and takes up again when there is', () => {
  const document = workbookOf([[3], [1], [2]]);
  const sheet = sheetOf(document);
  sheet.call('getRange', 'B1').set('formulas', [['=SORT(A1:A3)']]);
  sheet.call('getRange', 'C1').set('formulas', [['=SUM(B1#)']]);
  expect(valuesAt(document, 'B1:C3')).toEqual([
    [1, 6],
    [2, ''],
    [3, ''],
  ]);
  expect(sheet.call('getRange', 'B1').call('getSpillingToRange').value('address')).toBe('Sheet1!B1:B3');
  expect(sheet.call('getRange', 'B3').call('getSpillParent').value('address')).toBe('Sheet1!B1');
  sheet.call('getRange', 'B2').set('values', [['in the way']]);
  expect(valuesAt(document, 'B1:C3')).toEqual([
    ['#SPILL!', '#REF!'],
    ['in the way', ''],
    ['', ''],
  ]);
  sheet.call('getRange', 'B2').do('clear', 'Contents');
  expect(valuesAt(document, 'B1:C3')).toEqual([
    [1, 6],
    [2, ''],
    [3, ''],
  ]);
});

it('[EXCEL-7] calculates by hand only what is entered until it is told to', () => {
  const document = workbookOf([[1, '=A1+1']]);
  const application = excelRootOf(document).at('application');
  application.set('calculationMode', 'Manual');
  sheetOf(document)
    .call('getRange', 'A1')
    .set('values', [[5]]);
  sheetOf(document)
    .call('getRange', 'C1')
    .set('formulas', [['=A1*10']]);
  expect(valuesAt(document, 'A1:C1')).toEqual([[5, 2, 50]]);
  application.do('calculate', 'Recalculate');
  expect(valuesAt(document, 'A1:C1')).toEqual([[5, 6, 50]]);
});

it('holds calculation until the request is over', () => {
  const document = workbookOf([[1, '=A1+1']]);
  document.transact('request', () => {
    excelRootOf(document).at('application').do('suspendApiCalculationUntilNextSync');
    sheetOf(document)
      .call('getRange', 'A1')
      .set('values', [[5]]);
    expect(valuesAt(document, 'B1')).toEqual([[2]]);
  });
  expect(valuesAt(document, 'B1')).toEqual([[6]]);
});

it('[EXCEL-8] refuses a formula that cannot be read, and leaves the cell as it was', () => {
  const document = workbookOf([[1]]);
  const write = (): void =>
    sheetOf(document)
      .call('getRange', 'A1')
      .set('formulas', [['=SUM(1,']]);
  expect(write).toThrow(throwing('InvalidArgument'));
  expect(valuesAt(document, 'A1')).toEqual([[1]]);
});

describe('custom functions', () => {
  const info: CustomFunctionInfo = {
    name: 'INKSTONE.ASK',
    id: 'ASK',
    parameters: [{ name: 'prompt', dimensionality: 'scalar', optional: false, repeating: false }],
    isStreaming: false,
    isCancelable: true,
    isVolatile: false,
  };
  interface Started {
    readonly call: CustomCall;
    readonly answer: (result: CustomResult) => void;
    cancelled: boolean;
  }
  function opened(): { document: ExcelDocument; started: Started[] } {
    const document = workbookOf([['hello']]);
    const started: Started[] = [];
    document.registerFunctions([info, { ...info, name: 'INKSTONE.STREAM', id: 'STREAM', isStreaming: true }], {
      start: (call, answer) => {
        const own = { call, answer, cancelled: false };
        started.push(own);
        return () => {
          own.cancelled = true;
        };
      },
    });
    return { document, started };
  }

  it('[EXCEL-9] are called once for their arguments, show #BUSY! until they answer, and take part in other formulas', () => {
    const { document, started } = opened();
    sheetOf(document)
      .call('getRange', 'B1')
      .set('formulas', [['=UPPER(INKSTONE.ASK(A1&"?"))']]);
    expect(valuesAt(document, 'B1')).toEqual([['#BUSY!']]);
    expect(started.map(({ call }) => [call.info.id, call.address, call.args])).toEqual([
      ['ASK', 'Sheet1!B1', ['hello?']],
    ]);
    started[0]!.answer('well');
    expect(valuesAt(document, 'B1')).toEqual([['WELL']]);
    excelRootOf(document).at('application').do('calculate', 'Full');
    sheetOf(document).call('getRange', '1:1').call('insert', 'Down');
    expect(valuesAt(document, 'B2')).toEqual([['WELL']]);
    expect(started).toHaveLength(1);
    excelRootOf(document).at('application').do('calculate', 'FullRebuild');
    expect(started).toHaveLength(2);
  });

  it('[EXCEL-10] stream as many results as they like, and are cancelled when arguments change or the cell is emptied', () => {
    const { document, started } = opened();
    const sheet = sheetOf(document);
    sheet.call('getRange', 'B1').set('formulas', [['=INKSTONE.STREAM(A1)']]);
    started[0]!.answer('a');
    started[0]!.answer([['b', 'c']]);
    expect(valuesAt(document, 'B1:C1')).toEqual([['b', 'c']]);
    sheet.call('getRange', 'A1').set('values', [['other']]);
    expect(started.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    started[0]!.answer('late');
    expect(valuesAt(document, 'B1')).toEqual([['#BUSY!']]);
    sheet.call('getRange', 'B1').do('clear');
    expect(started[1]!.cancelled).toBe(true);
  });
});

it('[EXCEL-37] shows 0 in cells that look at themselves, computes on with it, and is well again when the circle is broken', () => {
  const document = workbookOf([
    ['=B1+1', '=A1+1', '=A1+5'],
    ['=A2', '=SUM(A2:C2)', '=IF(TRUE,7,C2)'],
  ]);
  expect(valuesAt(document, 'A1:C2')).toEqual([
    [0, 0, 5],
    [0, 0, 7],
  ]);
  expect(document.calculation.circularCell).not.toBeNull();
  sheetOf(document)
    .call('getRange', 'A1:A2')
    .set('values', [[1], [2]]);
  expect(valuesAt(document, 'A1:C1')).toEqual([[1, 2, 6]]);
  sheetOf(document)
    .call('getRange', 'B2')
    .set('formulas', [['=A2+C2']]);
  expect(valuesAt(document, 'A2:C2')).toEqual([[2, 9, 7]]);
  expect(document.calculation.circularCell).toBeNull();
});

it('finds, among thousands of formulas over rows, those that a cell concerns', () => {
  const document = workbookOf(
    Array.from({ length: 2000 }, (_, row) => Array.from({ length: 20 }, (__, column) => row + column)),
  );
  const sheet = sheetOf(document);
  sheet.call('getRange', 'V1:V2000').set(
    'formulas',
    Array.from({ length: 2000 }, (_, row) => [`=SUM(A${row + 1}:T${row + 1})`]),
  );
  sheet.call('getRange', 'W1').set('formulas', [['=SUM(A:T)']]);
  const found = document.calculation.formulas.dependentsOf(document.activeSheet.id, {
    top: 1000,
    left: 4,
    bottom: 1000,
    right: 4,
  });
  expect(found.map(({ row, column }) => [row, column]).sort()).toEqual([
    [0, 22],
    [1000, 21],
  ]);
  sheet.call('getRange', 'E1001').set('values', [[0]]);
  expect(valuesAt(document, 'V1001')).toEqual([[20 * 1000 + 190 - 1004]]);
});

it('[EXCEL-4] calculates more formulas at once than the calculator takes, each after those that it looks at', () => {
  const rows = 10_100;
  const document = workbookOf([['abc']]);
  const column = Array.from({ length: rows }, (_, row) => [`=LEN($A$1)+LEN(${row})`]);
  column[1] = [`=LEN(B${rows})`];
  column[2] = [`=INDIRECT("B${rows}")`];
  sheetOf(document).call('getRange', `B1:B${rows}`).set('formulas', column);
  expect(valuesAt(document, 'B1:B4')).toEqual([[4], [1], [8], [4]]);
  expect(valuesAt(document, `B${rows - 1}:B${rows}`)).toEqual([[8], [8]]);
});

it('[EXCEL-5] tells which formula stands in a cell, whatever else is calculated', () => {
  const document = workbookOf([
    [1, '=A1&"x"', '=FORMULATEXT(B1)', '=ISFORMULA(B1)', '=ISFORMULA(A1)', '=FORMULATEXT(A1)'],
  ]);
  expect(valuesAt(document, 'C1:F1')).toEqual([['=A1&"x"', true, false, '#N/A']]);
  sheetOf(document)
    .call('getRange', 'B1')
    .set('formulas', [['=SUM(A1,1)']]);
  expect(valuesAt(document, 'C1:D1')).toEqual([['=SUM(A1,1)', true]]);
  sheetOf(document)
    .call('getRange', 'B1')
    .set('values', [[2]]);
  expect(valuesAt(document, 'C1:D1')).toEqual([['#N/A', false]]);
});
