/** @jest-environment jsdom */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { excelRootOf, sheetOf, workbookOf } from '../../../../support/excel-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const part = 'xl/worksheets/sheet1.xml';

/** A list of twelve rows with everything on it that the emulator does not read, as Excel writes it. */
function filed(least = 'B4'): Uint8Array {
  const rows = Array.from({ length: 12 }, (_, index) => [`Item ${index}`, index, index % 2, `=B${index + 1}*2`]);
  const parts = unzipSync(workbookOf(rows).save());
  const behind = [
    '<autoFilter ref="A1:D12"><sortState ref="A2:D12"><sortCondition ref="B2:B12"/></sortState></autoFilter>',
    '<dataValidations count="2"><dataValidation type="list" allowBlank="1" sqref="C2:C12 C20"><formula1>$F$2:$F$4</formula1></dataValidation>' +
      `<dataValidation type="custom" sqref="A5"><formula1>B5&gt;${least}</formula1></dataValidation></dataValidations>`,
    '<hyperlinks><hyperlink ref="A4" r:id="rId1" tooltip="Shop"/><hyperlink ref="A5" location="Sheet1!A1"/></hyperlinks>',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<rowBreaks count="1" manualBreakCount="1"><brk id="6" max="16383" man="1"/></rowBreaks>',
    '<ignoredErrors><ignoredError sqref="B2:B12" numberStoredAsText="1"/></ignoredErrors>',
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">' +
      '<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>' +
      '<x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>Sheet1!B5:D5</xm:f><xm:sqref>E5</xm:sqref></x14:sparkline>' +
      '</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>',
  ].join('');
  const sheet = strFromU8(parts[part]!)
    .replace(/<pageMargins[^>]*>/, '')
    .replace('</worksheet>', `${behind}</worksheet>`);
  parts[part] = strToU8(sheet);
  parts['xl/worksheets/_rels/sheet1.xml.rels'] = strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' +
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com/a" TargetMode="External"/></Relationships>',
  );
  return zipSync(parts);
}

const savedXml = (document: ExcelDocument): string => strFromU8(unzipSync(document.save())[part]!);
const placesIn = (xml: string): string[] =>
  [...xml.matchAll(/ (?:ref|sqref|id)="([^"]*)"|<xm:\w+>([^<]*)<|<formula1>([^<]*)</g)]
    .map(([, attribute, child, formula]) => attribute ?? child ?? formula ?? '')
    .filter((place) => !place.startsWith('rId') && !/^A1(?::\w+)?$/.test(place));

test('[EXCEL-75] what the file alone says of cells follows them, down and up, and stays valid', async () => {
  const bytes = filed();
  const document = ExcelDocument.open(bytes);
  expect(savedXml(document)).toBe(strFromU8(unzipSync(bytes)[part]!));
  sheetOf(document).call('getRange', '3:4').call('insert', 'Down');
  const inserted = savedXml(document);
  expect(inserted).toContain('<autoFilter ref="A1:D14">');
  expect(placesIn(inserted)).toEqual([
    ...['A2:D14', 'B2:B14', 'C2:C14 C22', '$F$2:$F$6', 'A7', 'B7&gt;B6', 'A6', 'A7', '8', 'B2:B14'],
    ...['Sheet1!B7:D7', 'E7'],
  ]);
  await expectNoNewErrors(bytes, document.save());
  sheetOf(document).call('getRange', '7:7').do('delete', 'Up');
  const deleted = savedXml(document);
  expect(deleted).toContain('<dataValidations count="1">');
  expect(deleted).not.toContain('x14:sparkline');
  expect(placesIn(deleted)).toEqual(['A2:D13', 'B2:B13', 'C2:C13 C21', '$F$2:$F$6', 'A6', '7', 'B2:B13']);
  await expectNoNewErrors(bytes, document.save());
  document.undo();
  document.undo();
  expect(savedXml(document)).toBe(strFromU8(unzipSync(bytes)[part]!));
});

test('[EXCEL-75] its formulas take a sheet’s new name and follow cells of other sheets', () => {
  const document = ExcelDocument.open(filed('Lists!$A$1'));
  const sheets = excelRootOf(document).at('worksheets');
  sheets.call('add', 'Lists');
  const sheet = sheets.call('getItemOrNullObject', 'Sheet1');
  sheet.set('name', 'Stock');
  sheets.call('getItemOrNullObject', 'Lists').call('getRange', '1:9').call('insert', 'Down');
  const saved = savedXml(document);
  expect(saved).toContain('<xm:f>Stock!B5:D5</xm:f>');
  expect(saved).toContain('<formula1>B5&gt;Lists!$A$10</formula1>');
});

test('[EXCEL-75] what hangs on cells moves once where rows go, or come, at several places of one request', () => {
  const document = workbookOf(Array.from({ length: 12 }, (_, index) => [`Item ${index}`, index]));
  const sheet = sheetOf(document);
  const range = (address: string): ReturnType<typeof sheet.call> => sheet.call('getRange', address);
  range('A8').set('hyperlink', { address: 'https://example.com' });
  range('A8:B9').at('conditionalFormats').call('add', 'Custom').at('custom').at('rule').set('formula', '=$B8>1');
  excelRootOf(document).at('comments').call('add', 'Sheet1!B8', 'Here.');
  sheet.at('charts').call('add', 'Line', range('B8:B10'), 'Columns');
  const { hyperlinks, conditionalFormats, comments, charts } = document.state;
  const before = { hyperlinks, conditionalFormats, comments, charts };
  document.heldMoves.during(() => {
    for (const row of [6, 4, 2]) range(`${row}:${row}`).do('delete', 'Up');
  });
  const { state } = document;
  expect(state.hyperlinks[0]?.area).toMatchObject({ top: 4, bottom: 4 });
  expect(state.conditionalFormats[0]).toMatchObject({
    areas: [{ top: 4, bottom: 5 }],
    rule: { formula: '$B5>1' },
  });
  expect(state.comments[0]?.row).toBe(4);
  expect(state.charts[0]?.series[0]?.valuesFormula).toBe('Sheet1!$B$5:$B$7');
  document.heldMoves.during(() => {
    for (const row of [2, 4, 6]) range(`${row}:${row}`).call('insert', 'Down');
  });
  expect(document.state).toMatchObject(before);
});

test('[EXCEL-75] a chart that came with the file names the cells where they are now', async () => {
  const made = workbookOf([
    ['Month', 'Sales'],
    ['May', 5],
    ['June', 6],
  ]);
  sheetOf(made).at('charts').call('add', 'Line', sheetOf(made).call('getRange', 'A1:B3'), 'Columns');
  const bytes = made.save();
  const document = ExcelDocument.open(bytes);
  const sheet = sheetOf(document);
  sheet.call('getRange', '1:2').call('insert', 'Down');
  sheet.call('getRange', 'A:A').call('insert', 'Right');
  sheet.set('name', 'The year');
  const saved = document.save();
  const chart = strFromU8(unzipSync(saved)['xl/charts/chart1.xml']!);
  expect([...chart.matchAll(/<c:f>([^<]*)</g)].map(([, formula]) => formula)).toEqual([
    "'The year'!$C$3",
    "'The year'!$B$4:$B$5",
    "'The year'!$C$4:$C$5",
  ]);
  await expectNoNewErrors(bytes, saved);
});
