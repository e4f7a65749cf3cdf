/** @jest-environment jsdom */
import { createExcelHost } from '../../src/emulator/excel/excel-host.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';

let office: OfficeWindow;
let document: ExcelDocument;
afterEach(() => office.close());

async function open(opened = new ExcelDocument()): Promise<void> {
  document = opened;
  office = await openOffice({ documentHost: createExcelHost(document, { url: 'https://localhost/book.xlsx' }) });
}

describe('the real office.js over the emulated Excel', () => {
  it('[EXCEL-1] becomes ready, reads and writes cells, calculates within the request, and gives its references back', async () => {
    await open();
    expect(office.Office.context.host).toBe('Excel');
    office.log.resetCounters();
    const seen = await office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B3').values = [
        ['Region', 'Sales'],
        ['North', 10],
        ['South', '32.5'],
      ];
      const total = sheet.getRange('B4');
      total.formulas = [['=SUM(B2:B3)']];
      total.numberFormat = [['#,##0.00']];
      const all = sheet.getUsedRange();
      all.load('values,formulas,text,valueTypes,numberFormat,address,rowCount,columnCount,worksheet/name');
      await context.sync();
      return [all.address, all.worksheet.name, all.rowCount, all.columnCount, all.values, all.formulas[3], all.text[3], all.valueTypes[3]]; // prettier-ignore
    });
    expect(seen).toEqual([
      'Sheet1!A1:B4',
      'Sheet1',
      4,
      2,
      [['Region', 'Sales'], ['North', 10], ['South', 32.5], ['', 42.5]],
      ['', '=SUM(B2:B3)'],
      ['', '42.50'],
      ['Empty', 'Double'],
    ]); // prettier-ignore
    expect(office.log.counters.syncs).toBe(1);
    expect(office.conversation.executor.interpreter.references.size).toBe(0);
  });
});
