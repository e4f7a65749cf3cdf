import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBuiltGateway } from '../support/built-gateway.ts';
import { productRoot } from '../support/gateway.ts';
import { startVisit, type Visit } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

/** The commands that need no model, on workbooks as real programs made them: what each says and writes, and that it is taken back whole. */

jest.setTimeout(240_000);

let gateway: { readonly origin: string; readonly close: () => Promise<void> };
let visit: Visit;
let workbook: WorkbookPage;
beforeAll(async () => {
  gateway = await startBuiltGateway();
  visit = await startVisit(gateway.origin);
  workbook = await visit.openWorkbook();
});
afterAll(async () => {
  await workbook.close();
  await visit.close();
  await gateway.close();
});

interface Case {
  readonly file: string;
  readonly sheet: string;
  readonly address: string;
  readonly command: string;
  readonly says: string | RegExp;
  /** The way the answer is used, where it is. */
  readonly use?: string;
}

const below = 'Insert below the table';
const cases: readonly Case[] = [
  {
    file: 'excel-2007-charts',
    sheet: 'data_Page1_1_4',
    address: 'A1:F5',
    command: 'Summarise',
    says: 'Camping Equipment peaked in 2006 at 500.4 million.',
    use: below,
  },
  {
    file: 'excel-2016-pivot',
    sheet: 'Tabelle1',
    address: 'A1:G4',
    command: 'Key findings',
    says: 'By Field1, c has the highest Field2 (B) with 3, or 50.0% of the total; a has the lowest with 1.',
    use: below,
  },
  {
    file: 'closedxml-showcase',
    sheet: 'Contacts',
    address: 'B2:F6',
    command: 'Describe for a colleague',
    says: 'FName takes 3 different values: John, Hank and Dagny.',
    use: below,
  },
  {
    file: 'excel-365-validations',
    sheet: 'Sheet1',
    address: 'A1:I35',
    command: 'Find anomalies',
    says: 'List Values holds text among its numbers.',
    use: below,
  },
  {
    file: 'excel-mac-conditional',
    sheet: 'Sheet1',
    address: 'A1:F5',
    command: 'Clean up',
    says: 'stray spaces: 1',
    use: 'Clean up these cells',
  },
  {
    file: 'google-sheets',
    sheet: 'Sheet1',
    address: 'A1:B2',
    command: 'Clean up',
    says: 'There is nothing to clean up.',
  },
  {
    file: 'excel-365-structured',
    sheet: 'Table',
    address: 'A1:C7',
    command: 'Make a chart',
    says: 'A column chart “calc=#*# by Name” of calc=#*#.',
    use: 'Add the chart',
  },
  {
    file: 'access-inline',
    sheet: 'TABLE',
    address: 'A1:B2',
    command: 'Make a chart',
    says: 'There are no numbers here that a chart could show.',
  },
  {
    file: 'excel-online-xlookup',
    sheet: 'Sheet3',
    address: 'B2:C9',
    command: 'Pivot table',
    says: 'Rows: Sales Rep',
    use: 'Add the pivot table',
  },
  {
    file: 'excel-2013-formulas',
    sheet: 'misc',
    address: 'D3',
    command: 'Explain formula',
    says: /D1/,
  },
  {
    file: 'apache-poi-external',
    sheet: 'Sheet0',
    address: 'A1',
    command: 'Explain formula',
    says: /SUM/,
  },
  {
    file: 'libreoffice-7',
    sheet: 'Tabelle1',
    address: 'A1',
    command: 'Clean up',
    says: 'There is nothing to clean up.',
  },
];

test.each(cases)('$command on $file', async ({ file, sheet, address, command, says, use }) => {
  const bytes = readFileSync(join(productRoot, `tests/fixtures/xlsx/${file}.xlsx`));
  await workbook.page.evaluate(
    ([text, name]) =>
      window.workbook.openBytes(
        Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0)),
        name!,
      ),
    [bytes.toString('base64'), `${file}.xlsx`],
  );
  await workbook.prompt.waitFor();
  const before = await workbook.cells(sheet);
  await workbook.select(sheet, address);
  await workbook.command(command);
  await workbook.says(says);
  expect(await workbook.answer.getByText('could not be verified').count()).toBe(0);
  if (use === undefined) {
    // Where there is nothing to write, nothing is offered to be written.
    if (command !== 'Explain formula')
      expect(await workbook.button(/^(?:Clean up these cells|Add the chart)$/).count()).toBe(0);
    return;
  }
  await workbook.use(use);
  await workbook.says('Done. It is in the workbook.');
  await workbook.button('Undo').click();
  await workbook.says('Undone. The workbook is as it was.');
  await workbook.select(sheet, address);
  expect(await workbook.cells(sheet)).toEqual(before);
});
