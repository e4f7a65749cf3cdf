/** @jest-environment jsdom */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { cellName } from '../../../../src/emulator/excel/model/address.ts';
import { isCellError, type CellValue } from '../../../../src/emulator/excel/model/cell-value.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';
import { readXlsx, xlsxFiles } from '../../../support/xlsx-corpus.ts';

/** Where a value is another than the one that Excel stored, by file, and why. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'excel-2013-formulas.xlsx': {
    'EverythingTests!F128': 'ADDRESS quotes the brackets of another workbook',
    'EverythingTests!H392': 'DEVSQ of no number at all is #NUM!',
    'EverythingTests!G716': 'HLOOKUP by halves in a row that is not sorted',
    'EverythingTests!D872': 'LOOKUP by halves in a column that is not sorted',
    'EverythingTests!E872': 'LOOKUP by halves in a row that is not sorted',
    'EverythingTests!E736': 'a whole column that INDEX gives has no cell in this row',
    'EverythingTests!H912': 'MINA takes a text that is written in the formula for a number',
    'EverythingTests!G936': 'MODE does not take one',
    'EverythingTests!H936': 'MODE does not take one',
    'EverythingTests!K936': 'MODE does not take one',
    'EverythingTests!M936': 'MODE does not take lone cells',
    'EverythingTests!I1328': 'SUMPRODUCT of a number and a range of another size',
    'EverythingTests!J1328': 'SUMPRODUCT of a lone cell that holds a text',
    'misc!A13': 'AVERAGEA does not take a text that is written in the formula',
    'misc!A18': 'AVERAGEA takes the text of a number for one where it is written in the formula',
  },
  'excel-online-xlookup.xlsx': { 'Sheet2!F2': 'XLOOKUP by halves in a column of numbers and texts' },
};

/** Values of cells with formulas, by the address. */
function valuesOfFormulas(document: ExcelDocument): Map<string, CellValue> {
  const values = new Map<string, CellValue>();
  for (const sheet of document.sheets) {
    sheet.grid.eachFormula((row, column) => {
      values.set(`${sheet.name}!${cellName(row, column)}`, sheet.grid.value(row, column));
    });
  }
  return values;
}

function isSame(one: CellValue = null, other: CellValue = null): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
  }
  if (isCellError(one) || isCellError(other)) return one === other;
  return (one ?? '') === (other ?? '');
}

it.each(xlsxFiles)('[EXCEL-64] calculates %s whole and has the values that Excel stored', (name) => {
  const document = ExcelDocument.open(readXlsx(name));
  const stored = valuesOfFormulas(document);
  document.calculation.everythingChanged(false);
  document.calculate();
  const calculated = valuesOfFormulas(document);
  const different = [...stored.keys()].filter((cell) => !isSame(calculated.get(cell), stored.get(cell)));
  expect(different.toSorted()).toEqual(Object.keys(exceptions[name] ?? {}).toSorted());
});

/** A workbook with a formula in D2 as programs without dynamic arrays write it, and the name Prices for A1:A3. */
function fileWith(formula: string): Uint8Array {
  const document = workbookOf([
    [1, 'one', '', 2],
    [2, 'two', '', '=A1+12345'],
    [3, 'three', '', ''],
  ]);
  excelRootOf(document).at('names').call('add', 'Prices', sheetOf(document).call('getRange', 'A1:A3'));
  const parts = unzipSync(document.save());
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const written = formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  expect(sheet).toContain('<f>A1+12345</f>');
  parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace('<f>A1+12345</f>', `<f>${written}</f>`));
  return zipSync(parts);
}

it.each([
  ['A1:A3*2', 4],
  ['A1:A3', 2],
  ['A1:D1+1', 3],
  ['A1:C1+1', '#VALUE!'],
  ['A3:A9+1', '#VALUE!'],
  ['A1:B3&""', '#VALUE!'],
  ['ABS(A:A)', 2],
  ['VLOOKUP(A:A,A1:B3,2,0)', 'two'],
  ['Prices*2', 4],
  ['SUM(A1:A3)', 6],
  ['SUM(A1:A3*2)', 4],
  ['SUM((A1:A3)*2,(A1:A2,A3))', 10],
  ['SUMPRODUCT(A1:A3*(LEN(B1:B3)=3))', 3],
  ['LOOKUP(2,1/(A1:A3<3),B1:B3)', 'two'],
  ['MATCH(1,INDEX((A1:A3>1)*(A1:A3<3),0),0)', 2],
  ['IF(A1:A3>1,"more","less")', 'more'],
  ['INDEX(A1:A3,3)*A1:A3', 6],
])('[EXCEL-65] takes one value where %s, of a file without marks of arrays, wants one', (formula, value) => {
  const document = ExcelDocument.open(fileWith(formula));
  document.calculation.everythingChanged(false);
  document.calculate();
  expect(valuesAt(document, 'D1:D3')).toEqual([[2], [value], ['']]);
  expect(sheetOf(document).call('getRange', 'D2').value('formulas')).toEqual([[`=${formula}`]]);
});

it('[EXCEL-65] spills the same formula where it is entered', () => {
  const document = ExcelDocument.open(fileWith('A1:A3*2'));
  sheetOf(document)
    .call('getRange', 'E1')
    .set('formulas', [['=A1:A3*2']]);
  expect(valuesAt(document, 'E1:E3')).toEqual([[2], [4], [6]]);
});

it.each([
  ['=SUMPRODUCT(--(YEAR(C1:C3)=2025))', 2],
  ['=SUM(FILTER(A1:A3,ISNUMBER(SEARCH("o",B1:B3))))', 3],
  ['=SUMPRODUCT(1/COUNTIF(B1:B3,B1:B3))', 3],
  ['=TEXTJOIN("-",TRUE,LEFT(B1:B3,1))', 'o-t-t'],
  ['=TEXTJOIN("-",TRUE,XLOOKUP({3,1},A1:A3,B1:B3))', 'three-one'],
  ['=LET(texts,B1:B3,COUNTA(FILTER(texts,LEN(texts)=3)))', 2],
  ['=ISERROR(INDEX(A1:A3,9))', true],
])('[EXCEL-66] takes functions of one value through arrays: %s', (formula, value) => {
  const document = workbookOf([
    [1, 'one', 45_000],
    [2, 'two', 45_800],
    [3, 'three', 46_000, formula],
  ]);
  expect(valuesAt(document, 'D3')).toEqual([[value]]);
});

it.each([
  ['=SUM(A1,B1,"3")', 4],
  ['=MAX(A1,B1)', 1],
  ['=+B1', 'one'],
  ['=@SUM(A1:A1)', 1],
  ['=INDEX(A1:B1,2)', 'one'],
  ['=SUM(INDEX(A1:B1,0))', 1],
  ['=@INDEX(A1:B1,MATCH("one",A1:B1,0))', 'one'],
  ['=@INDEX(A1:B1,1,2)', 'one'],
  ['=DATE(1900,2,29)', 60],
  ['=DATE(1900,3,1)', 61],
  ['=DAY(0)', 0],
  ['=YEAR(-1)', '#NUM!'],
  ['=MONTH("2024-05-01")', 5],
  ['=DATE(2024,13,1)', 45_658],
  ['=FLOOR(-2.5,2)', -4],
  ['=VALUE("$1,000")', 1000],
])('[EXCEL-4] evaluates %s as Excel does', (formula, value) => {
  expect(valuesAt(workbookOf([[1, 'one', formula]]), 'C1')).toEqual([[value]]);
});

it("[EXCEL-17] reads references to tables of any name and column, from a table's own sheet and another", () => {
  const document = workbookOf([
    ["It's #1", 'Net'],
    [1, 10],
    [2, 20],
  ]);
  const table = sheetOf(document).at('tables').call('add', 'A1:B3', true);
  table.set('name', '\\_Odd.1');
  const other = excelRootOf(document).at('worksheets').call('add', 'Other');
  other
    .call('getRange', 'A1:A3')
    .set('formulas', [
      ["=SUM(\\_Odd.1[It''s '#1])"],
      ['=SUM(\\_Odd.1[[#All],[Net]])'],
      ["=SUM(\\_Odd.1[[It''s '#1]:[Net]])"],
    ]);
  expect(other.call('getRange', 'A1:A3').value('values')).toEqual([[3], [30], [33]]);
});

it('[EXCEL-17] follows a table that moves and grows, and its sheet that gets another name', () => {
  const document = workbookOf([['Net'], [1], [2]]);
  const sheet = sheetOf(document);
  const table = sheet.at('tables').call('add', 'A1:A3', true);
  table.set('name', 'Sales');
  const other = excelRootOf(document).at('worksheets').call('add', 'Other');
  const total = other.call('getRange', 'A1');
  total.set('formulas', [['=SUM(Sales[Net])']]);
  sheet.call('getRange', '1:1').call('insert', 'Down');
  sheet.call('getRange', 'A4').set('values', [[5]]);
  expect(total.value('values')).toEqual([[6]]);
  table.at('rows').call('add', null, [[10]]);
  expect(total.value('values')).toEqual([[16]]);
  sheet.set('name', 'Years');
  sheet.call('getRange', 'A3').set('values', [[100]]);
  expect(total.value('formulas')).toEqual([['=SUM(Sales[Net])']]);
  expect(total.value('values')).toEqual([[115]]);
  sheet.call('getRange', '4:4').do('delete', 'Up');
  expect(total.value('values')).toEqual([[110]]);
});

it.each([
  ['=AVERAGE(IF(ISNUMBER(A1:A3),A1:A3))', 2],
  ['=SUM(LEN(B1:B3))', 11],
  ['=SUM(Prices*2)', 12],
  ['=SUM(Table1[Qty]*2)', 18],
  ['=MAX(LEN(Table1[Item]))', 3],
  ['=SUM(ROW(A1:A3))', 6],
  ['=INDEX(A1:A3,MATCH(5,LEN(B1:B3),0))', 3],
])('[EXCEL-22] saves %s as one that looks at whole ranges', (formula, value) => {
  const document = workbookOf([
    [1, 'one', '', 'Item', 'Qty'],
    [2, 'two', '', 'Pen', 4],
    [3, 'three', '', 'Cup', 5],
  ]);
  excelRootOf(document).at('names').call('add', 'Prices', sheetOf(document).call('getRange', 'A1:A3'));
  sheetOf(document).at('tables').call('add', 'D1:E3', true);
  sheetOf(document)
    .call('getRange', 'G5')
    .set('formulas', [[formula]]);
  const opened = ExcelDocument.open(document.save());
  opened.calculation.everythingChanged(false);
  opened.calculate();
  expect([valuesAt(document, 'G5'), valuesAt(opened, 'G5')]).toEqual([[[value]], [[value]]]);
});
