/** @jest-environment jsdom */
import { strFromU8, unzipSync } from 'fflate';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { sheetOf, workbookOf } from '../../../support/excel-client.ts';
import { readXlsx } from '../../../support/xlsx-corpus.ts';
import { expectNoNewErrors } from '../../../support/validate-docx.ts';

const linkAt = (document: ExcelDocument, address: string): unknown =>
  sheetOf(document).call('getRange', address).value('hyperlink');
const fileOf = (document: ExcelDocument): (string | undefined)[] => {
  const parts = unzipSync(document.save());
  const textOf = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const links = /<hyperlinks>.*<\/hyperlinks>/.exec(textOf('xl/worksheets/sheet1.xml'))?.[0];
  return [links, ...textOf('xl/worksheets/_rels/sheet1.xml.rels').matchAll(/Target="([^"]*)"/g)].map((each) =>
    typeof each === 'string' ? each : each?.[1],
  );
};

test('[EXCEL-76] links are set, told, moved, cut and taken away, and a file has them', async () => {
  const document = workbookOf([
    ['Shop', 'Note'],
    ['', ''],
    ['', ''],
  ]);
  const empty = document.save();
  const sheet = sheetOf(document);
  expect(linkAt(document, 'A1')).toBeNull();
  sheet.call('getRange', 'A1').set('hyperlink', { address: 'https://example.com/?a=1&b=2', screenTip: 'Go' });
  sheet.call('getRange', 'A2:A3').set('hyperlink', { documentReference: 'Sheet1!B1', textToDisplay: 'Top' });
  sheet.call('getRange', 'B2').set('hyperlink', { address: 'mailto:a@example.com' });
  expect(linkAt(document, 'A1')).toEqual({
    address: 'https://example.com/?a=1&b=2',
    screenTip: 'Go',
    textToDisplay: 'Shop',
  });
  expect(linkAt(document, 'A3')).toEqual({ documentReference: 'Sheet1!B1', textToDisplay: 'Top' });
  expect(linkAt(document, 'A1:A3')).toBeNull();
  // A cell without content shows where it leads, and looks like a link.
  expect(linkAt(document, 'B2')).toEqual({ address: 'mailto:a@example.com', textToDisplay: 'mailto:a@example.com' });
  expect(sheet.call('getRange', 'B2').at('format').at('font').value('underline')).toBe('Single');
  await expectNoNewErrors(empty, document.save());

  sheet.call('getRange', '1:1').call('insert', 'Down');
  sheet.call('getRange', 'A3').do('clear', 'Hyperlinks');
  const again = ExcelDocument.open(document.save());
  expect(linkAt(again, 'A2')).toMatchObject({ address: 'https://example.com/?a=1&b=2' });
  expect([linkAt(again, 'A1'), linkAt(again, 'A3')]).toEqual([null, null]);
  expect(linkAt(again, 'A4')).toMatchObject({ documentReference: 'Sheet1!B1' });
  sheetOf(again).call('getRange', '2:2').do('delete', 'Up');
  expect(fileOf(again)).toEqual([
    expect.stringMatching(/^<hyperlinks><hyperlink ref="A3" [^>]*\/><hyperlink ref="B2" [^>]*\/><\/hyperlinks>$/),
    'mailto:a@example.com',
  ]);
  again.undo();
  expect(linkAt(again, 'A2')).toMatchObject({ screenTip: 'Go' });
  sheetOf(again).call('getRange', 'A:B').do('clear', 'RemoveHyperlinks');
  expect(fileOf(again)).toEqual([undefined]);
  expect(sheetOf(again).call('getRange', 'A2').at('format').at('font').value('underline')).toBe('None');
});

test('[EXCEL-76] a link without a place to lead to, or on a whole column, is refused', () => {
  const sheet = sheetOf(workbookOf([['x']]));
  expect(() => sheet.call('getRange', 'A1').set('hyperlink', { screenTip: 'nowhere' })).toThrow(/argument/);
  expect(() => sheet.call('getRange', 'A:A').set('hyperlink', { address: 'https://example.com' })).toThrow(/argument/);
});

test('[EXCEL-76] the links of a file are read', () => {
  const document = ExcelDocument.open(readXlsx('excel-2013-formulas.xlsx'));
  expect(document.state.hyperlinks).toEqual([
    expect.objectContaining({ address: expect.stringMatching(/^(?:https?|mailto):/), source: 0 }),
  ]);
});
