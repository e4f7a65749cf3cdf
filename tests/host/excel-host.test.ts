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

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('events', () => {
  it('[EXCEL-2] tells of changed cells, selections and sheets, with the address and the sheet', async () => {
    await open();
    const heard: string[] = [];
    await office.Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const sheet = worksheets.getActiveWorksheet();
      const hear = (event: { address?: string; changeType?: string; type: string }): Promise<void> => {
        heard.push([event.type, event.address ?? '', event.changeType ?? ''].join(' '));
        return Promise.resolve();
      };
      sheet.onChanged.add(hear);
      worksheets.onSelectionChanged.add(hear);
      worksheets.onAdded.add(hear);
      await context.sync();
      sheet.getRange('B2:C3').values = [[1, 2], [3, 4]]; // prettier-ignore
      sheet.getRange('5:6').insert('Down');
      sheet.getRange('C3').select();
      worksheets.add('Second');
      await context.sync();
    });
    await until(() => heard.length >= 4);
    expect(heard.sort()).toEqual([
      'WorksheetAdded  ',
      'WorksheetChanged 5:6 RowInserted',
      'WorksheetChanged B2:C3 RangeEdited',
      'WorksheetSelectionChanged C3 ',
    ]);
  });
});

describe('limits', () => {
  it('[EXCEL-3] refuses a request or an answer of more than 5 MB with Office’s code', async () => {
    await open();
    const text = 'x'.repeat(6000);
    const rows = Array.from({ length: 1000 }, () => [text]);
    const write = office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1:A1000').values = rows;
      await context.sync();
    });
    await expect(write).rejects.toMatchObject({ code: 'RequestPayloadSizeLimitExceeded' });
    const read = office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1').values = [[text]];
      sheet.getRange('A2:A1000').copyFrom('A1');
      const all = sheet.getRange('A1:A1000');
      all.load('values');
      await context.sync();
    });
    await expect(read).rejects.toMatchObject({ code: 'ResponsePayloadSizeLimitExceeded' });
  });
});
