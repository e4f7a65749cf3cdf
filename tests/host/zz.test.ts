/** @jest-environment jsdom */
import { createExcelHost } from '../../src/emulator/excel/excel-host.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { openOffice } from '../support/office-in-jsdom.ts';
import { valuesAt, workbookOf } from '../support/excel-client.ts';
jest.setTimeout(300_000);
it('circ', () => {
  const d = workbookOf([['=B1+1', '=A1+1', '=A1+5'], ['=A2', '=SUM(A2:A3)', 3]]);
  console.log('CIRC', JSON.stringify(valuesAt(d, 'A1:C2')));
});
it('perf', async () => {
  const document = new ExcelDocument();
  const host = createExcelHost(document, { url: 'https://localhost/book.xlsx' });
  const t: string[] = [];
  const batch = host.runBatch!;
  let inside = 0;
  (host as any).runBatch = (run: any) => { const s = performance.now(); try { return batch(run); } finally { inside += performance.now() - s; } };
  const office = await openOffice({ documentHost: host });
  const rows = Array.from({ length: 2000 }, (_, r) => Array.from({ length: 20 }, (_, c) => (c === 0 ? `name ${r}` : r * c + 0.5)));
  let s = performance.now();
  await office.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:T2000').values = rows;
    await context.sync();
  });
  t.push(`write ${performance.now() - s} inside ${inside} syncs ${office.log.counters.syncs}`); inside = 0; s = performance.now();
  await office.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1:T2000');
    range.load('values,formulas,text,numberFormat,valueTypes');
    await context.sync();
  });
  t.push(`read ${performance.now() - s} inside ${inside}`);
  console.log('PERF', t.join('\n'));
  office.close();
});
