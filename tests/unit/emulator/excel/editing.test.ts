/** @jest-environment jsdom */
import { readFileSync } from 'node:fs';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { shiftFormula } from '../../../../src/emulator/excel/formula/move-references.ts';
import type { Client } from '../../../support/object-model-client.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;
const formulasAt = (document: ExcelDocument, address: string): unknown =>
  sheetOf(document).call('getRange', address).value('formulas');

it('[EXCEL-11] reads inputs as if they were typed: numbers, shares, dates, truth values, texts kept by an apostrophe', () => {
  const document = workbookOf([['12', '50%', '2024-01-02', 'TRUE', "'007", 'plain', '']]);
  const range = sheetOf(document).call('getRange', 'A1:G1');
  expect(range.value('values')).toEqual([[12, 0.5, 45293, true, '007', 'plain', '']]);
  expect(range.value('text')).toEqual([['12', '50%', '2024-01-02', 'TRUE', '007', 'plain', '']]);
  expect(range.value('valueTypes')).toEqual([['Double', 'Double', 'Double', 'Boolean', 'String', 'String', 'Empty']]);
  range.set('values', [[null, 1, null, null, null, null, null]]);
  expect(valuesAt(document, 'A1:C1')).toEqual([[12, 1, 45293]]);
  expect(() => range.set('values', [[1]])).toThrow(throwing('InvalidArgument'));
});

it('[EXCEL-12] inserts and deletes cells, and formulas, names and held ranges follow; what looked at cells that are gone is #REF!', () => {
  const document = workbookOf([
    [1, '=A3*10'],
    [2, '=SUM(A1:A3)'],
    [3, '=$A$2'],
  ]);
  excelRootOf(document).at('names').call('add', 'Third', sheetOf(document).call('getRange', 'A3'));
  const held = sheetOf(document).call('getRange', 'A3');
  sheetOf(document).call('getRange', '2:2').call('insert', 'Down');
  expect(formulasAt(document, 'B1:B4')).toEqual([['=A4*10'], [''], ['=SUM(A1:A4)'], ['=$A$3']]);
  expect(held.value('address')).toBe('Sheet1!A4');
  expect(excelRootOf(document).at('names').items[0]!.value('formula')).toBe('=Sheet1!$A$4');
  sheetOf(document).call('getRange', 'A3:A4').do('delete', 'Up');
  expect(formulasAt(document, 'B1:B4')).toEqual([['=#REF!*10'], [''], ['=SUM(A1:A2)'], ['=#REF!']]);
  expect(() => held.value('address')).toThrow(throwing('InvalidReference'));
});

it('[EXCEL-12] tells once of each formula that an insertion or its undoing rewrote, with what it was', () => {
  const document = workbookOf([[1, '=A2*10', '=A1', '=C1&B2']]);
  const told: unknown[] = [];
  document.onEvents((happened) => {
    for (const event of happened) if (event.type === 'formulas-changed') told.push(...event.cells);
  });
  sheetOf(document).call('getRange', 'B:B').call('insert', 'Right');
  expect(formulasAt(document, 'A1:E1')).toEqual([[1, '', '=A2*10', '=A1', '=D1&C2']]);
  expect(told.splice(0)).toEqual([[0, 4, 'C1&B2']]);
  sheetOf(document).call('getRange', '2:2').call('insert', 'Down');
  expect(told.splice(0)).toEqual([
    [0, 2, 'A2*10'],
    [0, 4, 'D1&C2'],
  ]);
  document.undo();
  expect(told.splice(0)).toEqual([
    [0, 2, 'A3*10'],
    [0, 4, 'D1&C3'],
  ]);
  expect(formulasAt(document, 'A1:E1')).toEqual([[1, '', '=A2*10', '=A1', '=D1&C2']]);
});

it.each([
  ['LOG10(A2)+A2', 'LOG10(A3)+A3'],
  ['"A2"&$A$2&A2:B3', '"A2"&$A$3&A3:B4'],
  ['SUM(A:A,2:3,$2:2,12.5e2)', 'SUM(A:A,3:4,$3:3,12.5e2)'],
  ["'My S!'!A2+Other!A2+S!A2:B2", "'My S!'!A2+Other!A2+S!A3:B3"],
  ['A2B+A2_+XFE2+A12345678+名A2+A2名+A2.x+T[A2]', 'A2B+A2_+XFE2+A12345678+名A2+A2名+A2.x+T[A2]'],
  ['A2:INDEX(A:A,2)+A2#+A2%', 'A3:INDEX(A:A,2)+A3#+A3%'],
])('[EXCEL-12] tells references from what looks like them: %s', (formula, after) => {
  const shift = { sheet: 'S', axis: 'rows', at: 1, by: 1, from: 0, to: 16_383 } as const;
  expect(shiftFormula(formula, 'S', shift)).toBe(after);
});

it('[EXCEL-2] tells of the selection that comes to the front when the sheet over it is deleted', () => {
  const document = workbookOf([[1]]);
  const [first] = document.sheets;
  excelRootOf(document).at('worksheets').call('add', 'Other').do('activate');
  const told: string[] = [];
  document.onEvents((happened) => {
    for (const event of happened) if (event.type === 'selected') told.push(event.sheetId);
  });
  excelRootOf(document).at('worksheets').items.at(-1)!.do('delete');
  expect(told).toEqual([first!.id]);
});

/** Everything that a person can see of the first sheet. */
function seen(document: ExcelDocument): unknown {
  const range = sheetOf(document).call('getRange', 'A1:F8');
  const { merges, rows, columns, name } = document.activeSheet.state;
  const bold = Array.from({ length: 8 }, (_, row) => document.formats.get(document.activeSheet.styleAt(row, 0)).bold);
  return [
    range.value('formulas'),
    range.value('values'),
    range.value('numberFormat'),
    bold,
    merges,
    [...rows],
    columns,
    name,
    document.state.tables,
    document.state.names,
  ];
}

const edits: readonly (readonly [string, (sheet: Client) => void])[] = [
  ['values over a spilled array', (sheet) => sheet.call('getRange', 'C2').set('values', [[9]])],
  ['formats', (sheet) => sheet.call('getRange', 'A1:A3').at('format').at('font').set('bold', true)],
  ['whole columns', (sheet) => sheet.call('getRange', 'A:B').set('numberFormat', '0.00')],
  ['an inserted row', (sheet) => void sheet.call('getRange', '2:3').call('insert', 'Down')],
  ['a deleted column', (sheet) => sheet.call('getRange', 'A:A').do('delete', 'Left')],
  ['cells pushed to the right', (sheet) => void sheet.call('getRange', 'A2').call('insert', 'Right')],
  ['a merge', (sheet) => sheet.call('getRange', 'E1:F2').do('merge')],
  [
    'a sort',
    (sheet) =>
      sheet
        .call('getRange', 'A1:A3')
        .at('sort')
        .do('apply', [{ key: 0, ascending: false }]),
  ],
  ['a copy', (sheet) => sheet.call('getRange', 'E4:F6').do('copyFrom', 'A1:B3')],
  ['a move', (sheet) => sheet.call('getRange', 'A1:A2').do('moveTo', 'F5')],
  ['a table', (sheet) => void sheet.at('tables').call('add', 'E1:F3', true)],
  ['a new name of the sheet', (sheet) => sheet.set('name', 'Renamed')],
  ['hidden rows', (sheet) => sheet.call('getRange', '1:2').set('rowHidden', true)],
];

it.each(edits)('[EXCEL-13] undoes and redoes %s exactly', (_, edit) => {
  const document = workbookOf([
    [3, '=A1*2', '=SORT(A1:A3)'],
    [1, '=SUM(C1#)'],
    [2, '=Sheet1!A1'],
  ]);
  const before = seen(document);
  document.transact('request', () => edit(sheetOf(document)));
  const after = seen(document);
  expect(after).not.toEqual(before);
  document.undo();
  expect(seen(document)).toEqual(before);
  document.redo();
  expect(seen(document)).toEqual(after);
  document.undo();
  expect(seen(document)).toEqual(before);
});

it('[EXCEL-14] gives ranges relative to others, and refuses those that lie outside of the sheet', () => {
  const sheet = sheetOf(
    workbookOf([
      [1, 2],
      [3, 4],
    ]),
  );
  const range = sheet.call('getRange', 'B2:C3');
  const address = (client: Client): unknown => client.value('address');
  expect(address(range.call('getOffsetRange', 1, -1))).toBe('Sheet1!A3:B4');
  expect(address(range.call('getResizedRange', 1, 1))).toBe('Sheet1!B2:D4');
  expect(address(range.call('getBoundingRect', 'A5'))).toBe('Sheet1!A2:C5');
  expect(address(range.call('getEntireRow'))).toBe('Sheet1!2:3');
  expect(address(range.call('getLastCell'))).toBe('Sheet1!C3');
  expect(address(range.call('getRowsAbove', 1))).toBe('Sheet1!B1:C1');
  expect(range.do('getIntersectionOrNullObject', 'E5')).toBeNull();
  expect(address(sheet.call('getUsedRange'))).toBe('Sheet1!A1:B2');
  expect(address(sheet.call('getRange', 'A1').call('getSurroundingRegion'))).toBe('Sheet1!A1:B2');
  expect(() => range.call('getOffsetRange', -5, 0)).toThrow(throwing('InvalidArgument'));
});

it('[EXCEL-15] finds cells by kind, traces what formulas look at, and finds and replaces texts', () => {
  const document = workbookOf([
    ['a', 1, '=B1+B2'],
    ['', 2, '=C1*2'],
    ['b', '=1/0', true],
  ]);
  const sheet = sheetOf(document);
  const special = (type: string, value?: string): unknown =>
    sheet.call('getRange', 'A1:C3').call('getSpecialCells', type, value).value('address');
  expect(special('Blanks')).toBe('Sheet1!A2');
  expect(special('Formulas', 'Errors')).toBe('Sheet1!B3');
  expect(special('Constants', 'Numbers')).toBe('Sheet1!B1:B2');
  expect(sheet.call('getRange', 'C2').call('getDirectPrecedents').value('addresses')).toEqual(['Sheet1!C1']);
  expect(sheet.call('getRange', 'C2').call('getPrecedents').value('addresses')).toEqual(['Sheet1!B1:B2,Sheet1!C1']);
  expect(sheet.call('getRange', 'B1').call('getDependents').value('addresses')).toEqual(['Sheet1!C1:C2']);
  expect(sheet.call('findAll', 'b', { completeMatch: true }).value('address')).toBe('Sheet1!A3');
  expect(sheet.do('replaceAll', 'a', 'z', { completeMatch: true })).toBe(1);
  expect(valuesAt(document, 'A1')).toEqual([['z']]);
});

it('[EXCEL-16] writes nothing on a protected sheet, and nothing at all in a workbook open for reading only', () => {
  const document = workbookOf([[1]]);
  sheetOf(document).at('protection').do('protect', {}, 'secret');
  const write = (): void =>
    sheetOf(document)
      .call('getRange', 'A1')
      .set('values', [[2]]);
  expect(write).toThrow(throwing('AccessDenied'));
  expect(() => sheetOf(document).at('protection').do('unprotect', 'wrong')).toThrow(throwing('AccessDenied'));
  sheetOf(document).at('protection').do('unprotect', 'secret');
  write();
  expect(valuesAt(document, 'A1')).toEqual([[2]]);
});

it('[EXCEL-17] completes the references of a formula that stands in a table, typed or as another program wrote it', () => {
  const document = workbookOf([
    ['Region', 'Sales', 'Twice'],
    ['North', 10, null],
    ['South', 5, null],
  ]);
  const sheet = sheetOf(document);
  sheet.at('tables').call('add', 'A1:C3', true).set('name', 'Figures');
  sheet.call('getRange', 'C2:C3').set('values', [['=[@Sales]*2'], ['=SUM([Sales])']]);
  expect(valuesAt(document, 'C2:C3')).toEqual([[20], [15]]);
  expect(formulasAt(document, 'C2:C3')).toEqual([['=Figures[@Sales]*2'], ['=SUM(Figures[Sales])']]);

  const opened = ExcelDocument.open(readFileSync('tests/fixtures/xlsx/closedxml-showcase.xlsx'));
  const contacts = opened.sheetByName('Contacts')!;
  expect(opened.value(contacts, 6, 5)).toBeCloseTo(52_000 / 3);
});

it('[EXCEL-17] keeps tables: rows and columns come and go with their cells, totals and filters work, formulas speak of them', () => {
  const document = workbookOf([
    ['Region', 'Sales'],
    ['North', 10],
    ['South', 5],
  ]);
  const sheet = sheetOf(document);
  const table = sheet.at('tables').call('add', 'A1:B3', true);
  table.set('name', 'Sales');
  sheet.call('getRange', 'E1').set('formulas', [['=SUM(Sales[Sales])']]);
  table.at('rows').call('add', null, [['West', 7]]);
  expect(valuesAt(document, 'E1')).toEqual([[22]]);
  table.at('columns').call('add', null, [['Double'], ['=[@Sales]*2'], ['=[@Sales]*2'], ['=[@Sales]*2']]);
  expect(valuesAt(document, 'C1:C4')).toEqual([['Double'], [20], [10], [14]]);
  table.set('showTotals', true);
  expect(table.call('getTotalRowRange').value('values')).toEqual([['Total', '', 44]]);
  table.at('columns').call('getItemAt', 1).at('filter').do('applyCustomFilter', '>6');
  expect(sheet.call('getRange', 'A3').value('rowHidden')).toBe(true);
  table.do('clearFilters');
  expect(sheet.call('getRange', 'A3').value('rowHidden')).toBe(false);
  table.at('rows').call('getItemAt', 0).do('delete');
  expect(table.call('getDataBodyRange').value('address')).toBe('Sheet1!A2:C3');
  expect(table.call('convertToRange').value('address')).toBe('Sheet1!A1:C4');
  expect(sheet.at('tables').items).toEqual([]);
});

it('[EXCEL-69] gives formulas the new names of tables, columns and sheets; a header that is typed over names its column', () => {
  const document = workbookOf([
    ['Item', 'Qty', 'Cost'],
    ['a', 1, 3],
    ['b', 2, 4],
  ]);
  const sheet = sheetOf(document);
  const table = sheet.at('tables').call('add', 'A1:C3', true);
  table.set('name', 'Orders');
  sheet
    .call('getRange', 'E1:E4')
    .set('formulas', [
      ['=SUM(Orders[Qty])'],
      ['=ROWS(Orders)'],
      ['=SUM(Orders[[Qty]:[Cost]])'],
      ['=Orders[[#Headers],[Qty]]'],
    ]);
  sheet.call('getRange', 'C2').set('formulas', [['=[@Qty]*3']]);
  excelRootOf(document).at('names').call('add', 'Amounts', '=Orders[Qty]');
  expect(valuesAt(document, 'E1:E4')).toEqual([[3], [2], [10], ['Qty']]);
  table.set('name', 'Sales');
  expect(formulasAt(document, 'E1:E2')).toEqual([['=SUM(Sales[Qty])'], ['=ROWS(Sales)']]);
  table.at('columns').call('getItemAt', 1).set('name', 'Net [€]');
  expect(formulasAt(document, 'E1:E4')).toEqual([
    ["=SUM(Sales[[Net '[€']]])"],
    ['=ROWS(Sales)'],
    ["=SUM(Sales[[Net '[€']]:[Cost]])"],
    ["=Sales[[#Headers],[Net '[€']]]"],
  ]);
  expect(valuesAt(document, 'E1:E4')).toEqual([[3], [2], [10], ['Net [€]']]);
  sheet.call('getRange', 'B1').set('values', [['Amount']]);
  expect(formulasAt(document, 'C2')).toEqual([['=Sales[@Amount]*3']]);
  expect(document.state.names).toMatchObject([{ formula: 'Sales[Amount]' }]);
  // Two columns cannot have one name, and none has no name.
  sheet.call('getRange', 'B1:C1').set('values', [['Item', '']]);
  expect(valuesAt(document, 'A1:C1')).toEqual([['Item', 'Item2', 'Column3']]);
  expect(valuesAt(document, 'E1:E3')).toEqual([[3], [2], [10]]);
  sheet
    .call('getRange', 'A2:A3')
    .at('conditionalFormats')
    .call('add', 'Custom')
    .at('custom')
    .at('rule')
    .set('formula', '=Sheet1!$B2>1');
  sheet.set('name', 'My data');
  expect(document.state.conditionalFormats).toMatchObject([{ rule: { formula: "'My data'!$B2>1" } }]);
});

it('[EXCEL-70] keeps the formulas of a conditional format right for the cells that stay when its first ones go', () => {
  const document = workbookOf([['A'], [1], [2], [3]]);
  const sheet = sheetOf(document);
  const format = sheet.call('getRange', 'A2:A4').at('conditionalFormats').call('add', 'Custom');
  format.at('custom').at('rule').set('formula', '=A2>$A$4');
  sheet.call('getRange', '2:2').do('delete', 'Up');
  expect(document.state.conditionalFormats).toMatchObject([
    { areas: [{ top: 1, bottom: 2 }], rule: { formula: 'A2>$A$3' } },
  ]);
});

it('[EXCEL-13] sorts rows with their formats, and formulas as if copied; tells of it, and undo puts all back', () => {
  const document = workbookOf([
    [2, '=A1*10', '=SUM(A$1:A$4)', 'outside', '=B1'],
    [3, '=A2+$A$1', 'two', '', '=B2'],
    [1, '=A3*10', '', '', '=B3'],
    [9, '=A4', 'four', '', '=B4'],
  ]);
  const sheet = sheetOf(document);
  sheet.call('getRange', 'B2').at('format').at('fill').set('color', '#FF0000');
  const before = sheet.call('getRange', 'A1:E4').value('formulas');
  const told: unknown[] = [];
  document.onEvents((happened) => {
    for (const event of happened)
      if (event.type === 'formulas-changed') told.push(...event.cells);
      else if (event.type === 'sorted' || event.type === 'edited') told.push(event.type);
  });
  sheet
    .call('getRange', 'A1:C3')
    .at('sort')
    .do('apply', [{ key: 0, ascending: true }]);
  expect(formulasAt(document, 'A1:E4')).toEqual([
    [1, '=A1*10', '', 'outside', '=B1'],
    [2, '=A2*10', '=SUM(A$1:A$4)', '', '=B2'],
    [3, '=A3+$A$1', 'two', '', '=B3'],
    [9, '=A4', 'four', '', '=B4'],
  ]);
  expect(valuesAt(document, 'B1:E3')).toEqual([
    [10, '', 'outside', 10],
    [20, 15, '', 20],
    [4, 'two', '', 4],
  ]);
  const fills = (): unknown[] =>
    ['B2', 'B3'].map((address) => sheet.call('getRange', address).at('format').at('fill').value('color'));
  expect(fills()).toEqual(['#FFFFFF', '#FF0000']);
  expect(told.splice(0)).toEqual([
    'edited',
    [1, 1, 'A2+$A$1'],
    [2, 1, 'A3*10'],
    [0, 2, 'SUM(A$1:A$4)'],
    [1, 2, ''],
    'sorted',
  ]);
  document.undo();
  expect(formulasAt(document, 'A1:E4')).toEqual(before);
  expect(valuesAt(document, 'B1:E3')).toEqual([
    [20, 15, 'outside', 20],
    [5, 'two', '', 5],
    [10, '', '', 10],
  ]);
  expect(fills()).toEqual(['#FF0000', '#FFFFFF']);
  document.redo();
  expect(valuesAt(document, 'B1:B3')).toEqual([[10], [20], [4]]);
});

it('[EXCEL-13] moves an array with its row: it is spilled anew, and none of its pieces stays behind', () => {
  const document = workbookOf([[2, '=SEQUENCE(1,2)*A1'], [1]]);
  sheetOf(document)
    .call('getRange', 'A1:C2')
    .at('sort')
    .do('apply', [{ key: 0, ascending: true }]);
  expect(valuesAt(document, 'A1:C2')).toEqual([
    [1, '', ''],
    [2, 2, 4],
  ]);
  document.undo();
  expect(valuesAt(document, 'A1:C2')).toEqual([
    [2, 2, 4],
    [1, '', ''],
  ]);
});

it('[EXCEL-12] keeps what a formula above an insertion has come to by then when it is undone', () => {
  const document = workbookOf([['=A3+1', '=Rate*2'], [], [5]]);
  const names = excelRootOf(document).at('names');
  names.call('add', 'Rate', sheetOf(document).call('getRange', 'A3'));
  sheetOf(document).call('getRange', '2:2').call('insert', 'Down');
  expect(valuesAt(document, 'A1:B1')).toEqual([[6, 10]]);
  sheetOf(document)
    .call('getRange', 'A4')
    .set('values', [[7]]);
  expect(valuesAt(document, 'A1:B1')).toEqual([[8, 14]]);
  document.undo();
  document.undo();
  expect(valuesAt(document, 'A1:B1')).toEqual([[6, 10]]);
});

it('[EXCEL-12] keeps very many formulas true as rows come and go, and those that look at whole columns or across the place', () => {
  const rows = 1200;
  const cells = Array.from({ length: rows }, (_, row) => [row + 1, `=A${row + 1}*2`, '', '']);
  cells[0] = [1, '=A1*2', '=SUM(B:B)', '=MATCH(600,A:A,0)'];
  cells[1] = [2, '=A2*2', '=SUM(B10:B20)', '=COUNTIF(A:A,">0")'];
  const document = workbookOf(cells);
  const sheet = sheetOf(document);
  const found = (): unknown => valuesAt(document, 'C1:D2');
  const whole = rows * (rows + 1);
  const before = [
    [whole, 600],
    [330, rows],
  ];
  expect(found()).toEqual(before);
  sheet.call('getRange', '5:5').call('insert', 'Down');
  expect(found()).toEqual([
    [whole, 601],
    [330, rows],
  ]);
  sheet.call('getRange', 'A5').set('values', [[1000]]);
  sheet.call('getRange', '13:13').do('delete', 'Up');
  expect(found()).toEqual([
    [whole - 24, 600],
    [306, rows],
  ]);
  sheet.call('getRange', 'A12').set('values', [[500]]);
  expect(valuesAt(document, 'B12:C12')).toEqual([[1000, '']]);
  for (let step = 0; step < 4; step += 1) document.undo();
  expect(found()).toEqual(before);
  sheet.call('getRange', 'A1200').set('values', [[0]]);
  expect(valuesAt(document, 'B1200')).toEqual([[0]]);
  expect(found()).toEqual([
    [whole - 2 * rows, 600],
    [330, rows - 1],
  ]);
});

it('[EXCEL-13] copies merged cells whole; a part of them does not bring the rest', () => {
  const document = workbookOf([
    ['', 'a', ''],
    ['', 'b', ''],
  ]);
  const range = (address: string): Client => sheetOf(document).call('getRange', address);
  range('B2:C3').do('merge', false);
  range('A1').do('copyFrom', 'B1:B2');
  expect(document.activeSheet.state.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 2 }]);
  range('E5').do('copyFrom', 'B1:C3');
  expect(document.activeSheet.state.merges).toContainEqual({ top: 5, left: 4, bottom: 6, right: 5 });
});

it('[EXCEL-69] leaves #REF! of a sheet that is deleted, in cells, names, conditional formats and charts, and undo brings it back', () => {
  const document = workbookOf([['Sales'], [12], [30]]);
  const root = excelRootOf(document);
  const data = sheetOf(document);
  const sums = root.at('worksheets').call('add', 'Sums');
  sums.call('getRange', 'A1').set('formulas', [['=SUM(Sheet1!A2:A3)']]);
  root.at('names').call('add', 'Figures', '=Sheet1!$A$2:$A$3');
  sums.at('charts').call('add', 'ColumnClustered', data.call('getRange', 'A1:A3'), 'Auto');
  const rule = sums.call('getRange', 'A1').at('conditionalFormats').call('add', 'Custom').at('custom').at('rule');
  rule.set('formula', '=$A1>Sheet1!$A$2');
  const spoken = () => ({
    cell: sums.call('getRange', 'A1').value('formulas'),
    names: document.state.names.map(({ formula }) => formula),
    rules: document.state.conditionalFormats.map(({ rule }) => ('formula' in rule ? rule.formula : '')),
    charts: document.state.charts.map(({ series }) => series.map(({ valuesFormula }) => valuesFormula)),
  });
  const before = spoken();
  data.do('delete');
  expect(spoken()).toEqual({ cell: [['=SUM(#REF!)']], names: ['#REF!'], rules: ['$A1>#REF!'], charts: [['#REF!']] });
  document.undo();
  expect(spoken()).toEqual(before);
});
