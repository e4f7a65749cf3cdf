/** @jest-environment jsdom */
import { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../../support/excel-client.ts';

it('[EXCEL-22] saves a new workbook with all that was made in it as a valid file, and reads it back', async () => {
  const document = workbookOf([
    ['Region', 'Sales'],
    ['North', 10],
    ['South', 5],
  ]);
  const sheet = sheetOf(document);
  const table = sheet.at('tables').call('add', 'A1:B3', true);
  table.set('showTotals', true);
  const chart = sheet.at('charts').call('add', 'ColumnClustered', sheet.call('getRange', 'A1:B3'), 'Auto');
  chart.at('title').set('text', 'Sales & more');
  chart.at('axes').at('valueAxis').at('title').set('text', 'EUR');
  for (const kind of ['Line', 'Pie', 'BarStacked', 'XYScatter', 'Area', 'Doughnut', 'Radar'])
    sheet.at('charts').call('add', kind, sheet.call('getRange', 'A1:B3'), 'Columns');
  sheet.call('getRange', 'D1').set('formulas', [['=SORT(B2:B3)']]);
  sheet.call('getRange', 'D4').set('formulas', [['=LET(x,SUM(D1#),x+1)']]);
  const format = sheet.call('getRange', 'F1:G2').at('format');
  format.at('fill').set('color', '#FFEE00');
  format.at('borders').call('getItemAt', 0).set('style', 'Double');
  format.set('horizontalAlignment', 'Center');
  format.set('columnWidth', 90);
  sheet.call('getRange', 'F1:G1').do('merge');
  sheet.at('freezePanes').do('freezeRows', 1);
  sheet.set('tabColor', '#FF0000');
  sheet.at('protection').do('protect', { allowSort: true });
  const second = excelRootOf(document).at('worksheets').call('add', "It's second");
  second.call('getRange', 'A1').set('formulas', [["=Sheet1!B2&' x'".replaceAll("'", '"')]]);
  excelRootOf(document).at('names').call('add', 'Total', second.call('getRange', 'A1'));
  const bytes = document.save();
  await expectNoNewErrors(null, bytes);
  const again = ExcelDocument.open(bytes);
  expect(valuesAt(again, 'D1:D4')).toEqual([[5], [10], [''], [16]]);
  expect(sheetOf(again).call('getRange', 'D4').value('formulas')).toEqual([['=LET(x,SUM(D1#),x+1)']]);
  expect(again.sheets.map(({ name }) => name)).toEqual(['Sheet1', "It's second"]);
  expect(again.state.tables).toMatchObject([
    { name: 'Table1', showTotals: true, columns: [{ name: 'Region' }, { name: 'Sales', totalsFunction: 'sum' }] },
  ]);
  expect(again.state.charts).toHaveLength(8);
  expect(again.state.charts[0]).toMatchObject({
    kind: 'ColumnClustered',
    title: 'Sales & more',
    valueTitle: 'EUR',
    series: [{ name: 'Sales', valuesFormula: 'Sheet1!$B$2:$B$3', categoriesFormula: 'Sheet1!$A$2:$A$3' }],
  });
  expect(again.state.names).toMatchObject([{ name: 'Total', formula: "'It''s second'!$A$1" }]);
  expect(again.activeSheet.state).toMatchObject({
    frozen: { rows: 1, columns: 0 },
    tabColor: '#FF0000',
    merges: [{ top: 0, left: 5, bottom: 0, right: 6 }],
  });
});

it('[EXCEL-23] keeps add-in settings in the file', () => {
  const document = workbookOf([[1]]);
  excelRootOf(document).at('settings').do('add', 'tone', { level: 2 });
  expect(ExcelDocument.open(document.save()).settings).toEqual({ tone: '{"level":2}' });
});
