/** @jest-environment jsdom */
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { OoxmlPackage } from '../../../../src/emulator/package/ooxml-package.ts';
import { excelRootOf, insertRows, sheetOf, workbookOf } from '../../../support/excel-client.ts';
import { expectNoNewErrors } from '../../../support/validate-docx.ts';

const drawing = 'xl/drawings/drawing1.xml';
const boxOf = (document: ExcelDocument, name: string): unknown[] => {
  const shape = sheetOf(document).at('shapes').call('getItem', name);
  return ['left', 'top', 'width', 'height'].map((each) => shape.value(each));
};

/** A workbook with a box of text and a chart, as it is opened again. */
function withBox(): ExcelDocument {
  const document = workbookOf([
    ['Region', 'Sales'],
    ['North', 10],
  ]);
  const sheet = sheetOf(document);
  const box = sheet.at('shapes').call('addTextBox', 'One & two\nthree');
  box.set('name', 'Note');
  box.set('left', 100);
  box.set('top', 50);
  box.set('width', 200);
  box.set('height', 40);
  box.set('altTextDescription', 'What the table says');
  box.at('textFrame').at('textRange').at('font').set('bold', true);
  box.at('fill').do('setSolidColor', '#FFF2CC');
  sheet.at('shapes').call('addGeometricShape', 'RightArrow').at('lineFormat').set('visible', false);
  sheet.at('charts').call('add', 'Line', sheet.call('getRange', 'A1:B2'), 'Auto');
  return document;
}

it('[EXCEL-38] saves boxes of text and drawn shapes as valid drawings, and reads them back', async () => {
  const bytes = withBox().save();
  await expectNoNewErrors(null, bytes);
  const again = ExcelDocument.open(bytes);
  expect(again.state.shapes).toMatchObject([
    {
      name: 'Note',
      kind: 'GeometricShape',
      isTextBox: true,
      description: 'What the table says',
      text: { text: 'One & two\nthree', font: { bold: true, size: 11, color: '#000000' } },
      fill: { color: '#FFF2CC', transparency: 0 },
      line: { color: '#7F7F7F', weight: 0.75 },
    },
    { name: 'RightArrow 1', isTextBox: false, outline: 'rightArrow', line: null },
  ]);
  expect(boxOf(again, 'Note')).toEqual([100, 50, 200, 40]);
  expect(again.state.charts).toHaveLength(1);
});

it('[EXCEL-39] moves what floats with rows that come and go above it, stretches what they come into, and undoes it', () => {
  const document = withBox();
  const chartTop = (): unknown => sheetOf(document).at('charts').call('getItemAt', 0).value('top');
  const before = chartTop();
  insertRows(document, '1:2');
  expect(boxOf(document, 'Note')).toEqual([100, 80, 200, 40]);
  expect(chartTop()).toBe(Number(before) + 30);
  insertRows(document, '7:7');
  expect(boxOf(document, 'Note')).toEqual([100, 80, 200, 55]);
  document.undo();
  document.undo();
  expect(boxOf(document, 'Note')).toEqual([100, 50, 200, 40]);
  const note = sheetOf(document).at('shapes').call('getItem', 'Note');
  note.set('placement', 'Absolute');
  insertRows(document, '1:2');
  expect(boxOf(document, 'Note')).toEqual([100, 50, 200, 40]);
});

it('[EXCEL-40] leaves the drawing of a file as it is, and of a shape that was changed all but that', () => {
  const made = OoxmlPackage.open(withBox().save());
  const before = new TextDecoder()
    .decode(made.bytes(drawing))
    .replace('<a:bodyPr ', '<a:bodyPr vert="horz" ')
    .replace('b="1"', 'b="1" kern="1200"');
  made.setPart(drawing, before, 'application/vnd.openxmlformats-officedocument.drawing+xml');
  const bytes = made.save();
  const saved = (edit: (document: ExcelDocument) => void): string => {
    const document = ExcelDocument.open(bytes);
    edit(document);
    return new TextDecoder().decode(OoxmlPackage.open(document.save()).bytes(drawing));
  };
  const note = (document: ExcelDocument): ReturnType<typeof sheetOf> =>
    sheetOf(document).at('shapes').call('getItem', 'Note');
  expect(saved((document) => excelRootOf(document).at('names').call('add', 'One', '=1'))).toBe(before);
  const retold = saved((document) => note(document).at('textFrame').at('textRange').set('text', 'New'));
  expect(retold).toMatch(/b="1" kern="1200"[^]*<a:t>New<\/a:t>/);
  expect(retold).toContain('vert="horz"');
  expect(retold).not.toContain('three');
  const moved = saved((document) => insertRows(document, '1:2'));
  expect(moved.match(/<xdr:row>\d+/g)).toEqual(
    before.match(/<xdr:row>\d+/g)?.map((row) => `<xdr:row>${Number(row.slice(9)) + 2}`),
  );
  expect(saved((document) => note(document).do('delete'))).not.toContain('Note');
});
