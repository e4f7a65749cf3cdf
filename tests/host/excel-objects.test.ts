/** @jest-environment jsdom */
import { createExcelHost } from '../../src/emulator/excel/excel-host.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';

// Evaluating Excel's file of office.js takes seconds on a busy machine.
jest.setTimeout(60_000);

let office: OfficeWindow;
let document: ExcelDocument;
beforeAll(async () => {
  document = new ExcelDocument(null, { author: 'Ana', now: () => new Date('2026-03-01T09:30:00Z') });
  office = await openOffice({ documentHost: createExcelHost(document, { url: 'https://localhost/book.xlsx' }) });
  await office.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1:C5');
    range.values = [
      ['Region', 'Year', 'Sales'],
      ['North', 2024, 10],
      ['South', 2024, 5],
      ['North', 2025, 20],
      ['South', 2025, 7],
    ];
    await context.sync();
  });
});
afterAll(() => office.close());

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('the real office.js over', () => {
  it('[EXCEL-25] threads: begun, answered, resolved, found by cell, told to listeners, one to a cell', async () => {
    const heard: string[] = [];
    const seen = await office.Excel.run(async (context) => {
      const { comments } = context.workbook;
      comments.onAdded.add(({ type, commentDetails }) =>
        Promise.resolve(void heard.push(`${type} ${commentDetails.length}`)),
      );
      comments.onChanged.add(({ changeType }) => Promise.resolve(void heard.push(changeType)));
      comments.onDeleted.add(({ type }) => Promise.resolve(void heard.push(type)));
      await context.sync();
      const comment = comments.add('Sheet1!C2', 'Is this right?');
      comment.replies.add('It is.');
      comment.resolved = true;
      comment.load(
        'authorName,authorEmail,content,creationDate,resolved,replies/items/content,replies/items/authorName',
      );
      const location = comment.getLocation();
      location.load('address');
      const found = comments.getItemByCell('Sheet1!C2');
      found.load('id');
      await context.sync();
      const { authorName, authorEmail, content, creationDate, resolved, replies } = comment;
      expect(found.id).toBe(comment.id);
      return [
        authorName,
        authorEmail,
        content,
        new Date(creationDate).toISOString(),
        resolved,
        replies.items.map((reply) => reply.content),
        location.address,
      ];
    });
    expect(seen).toEqual(['Ana', '', 'Is this right?', '2026-03-01T09:30:00.000Z', true, ['It is.'], 'Sheet1!C2']);
    const second = office.Excel.run(async (context) => {
      context.workbook.comments.add('Sheet1!C2', 'another');
      await context.sync();
    });
    await expect(second).rejects.toMatchObject({ code: 'InvalidArgument' });
    await office.Excel.run(async (context) => {
      context.workbook.comments.getItemAt(0).delete();
      await context.sync();
    });
    await until(() => heard.includes('CommentDeleted'));
    expect(heard).toEqual(['CommentAdded 1', 'ReplyAdded', 'CommentResolved', 'CommentDeleted']);
  });

  it('[EXCEL-26] mentions: a text with who is spoken to, and the plain text of it', async () => {
    await office.Excel.run(async (context) => {
      const content = {
        mentions: [{ id: 0, name: 'Li Wei', email: 'li@example.org' }],
        richContent: '<at id="0">Li Wei</at>, please.',
      };
      const comment = context.workbook.comments.add('Sheet1!B2', content, 'Mention');
      comment.load('content,richContent,mentions,contentType');
      await context.sync();
      expect([comment.content, comment.contentType, comment.richContent, comment.mentions]).toEqual([
        '@Li Wei, please.',
        'Mention',
        content.richContent,
        content.mentions,
      ]);
      comment.delete();
      await context.sync();
    });
  });

  it('[EXCEL-29] pivot tables: made of a range, laid out, filtered and read in counted requests', async () => {
    office.log.resetCounters();
    const seen = await office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Sheet1');
      const pivot = sheet.pivotTables.add('Sales', sheet.getRange('A1:C5'), sheet.getRange('F1'));
      pivot.rowHierarchies.add(pivot.hierarchies.getItem('Region'));
      pivot.columnHierarchies.add(pivot.hierarchies.getItem('Year'));
      const data = pivot.dataHierarchies.add(pivot.hierarchies.getItem('Sales'));
      data.summarizeBy = 'Sum';
      data.name = 'Total';
      pivot.layout.layoutType = 'Tabular';
      const range = pivot.layout.getRange();
      range.load('values,address');
      pivot.load('name');
      pivot.rowHierarchies.load('items/name');
      data.load('name,summarizeBy');
      await context.sync();
      return [
        pivot.name,
        pivot.rowHierarchies.items.map(({ name }) => name),
        data.name,
        data.summarizeBy,
        range.address,
        range.values,
      ];
    });
    expect(seen).toEqual([
      'Sales',
      ['Region'],
      'Total',
      'Sum',
      'Sheet1!F1:I5',
      [
        ['Total', 'Year', '', ''],
        ['Region', 2024, 2025, 'Grand Total'],
        ['North', 10, 20, 30],
        ['South', 5, 7, 12],
        ['Grand Total', 15, 27, 42],
      ],
    ]);
    expect(office.log.counters.syncs).toBe(1);
    await office.Excel.run(async (context) => {
      const pivot = context.workbook.pivotTables.getItem('Sales');
      const field = pivot.rowHierarchies.getItem('Region').fields.getItem('Region');
      field.applyFilter({ manualFilter: { selectedItems: ['North'] } });
      const body = pivot.layout.getDataBodyRange();
      body.load('values');
      const rows = pivot.rowHierarchies;
      await context.sync();
      expect(body.values).toEqual([
        [10, 20, 30],
        [10, 20, 30],
      ]);
      rows.remove(rows.getItem('Region'));
      pivot.delete();
      await context.sync();
    });
    expect(office.conversation.executor.interpreter.references.size).toBe(0);
  });

  it('[EXCEL-34] conditional formats: added, described, ordered, absent ones null', async () => {
    const seen = await office.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('C2:C5');
      const format = range.conditionalFormats.add('CellValue');
      format.cellValue.format.font.color = '#C00000';
      format.cellValue.format.fill.color = 'yellow';
      format.cellValue.rule = { formula1: '=6', operator: 'GreaterThan' };
      const scale = range.conditionalFormats.add('ColorScale');
      scale.colorScale.criteria = {
        minimum: { type: 'LowestValue', color: '#FFFFFF' },
        maximum: { type: 'HighestValue', color: '#00AA00' },
      };
      range.conditionalFormats.load('items/type,items/priority');
      format.load('type,priority,cellValue/rule,cellValue/format/font/color,cellValue/format/fill/color');
      format.topBottomOrNullObject.load('rule');
      scale.colorScale.load('criteria,threeColorScale');
      await context.sync();
      return [
        range.conditionalFormats.items.map(({ type }) => type),
        format.priority,
        format.cellValue.rule,
        format.cellValue.format.font.color,
        format.cellValue.format.fill.color,
        format.topBottomOrNullObject.isNullObject,
        scale.colorScale.threeColorScale,
      ];
    });
    expect(seen).toEqual([
      ['ColorScale', 'CellValue'],
      1,
      { formula1: '=6', operator: 'GreaterThan' },
      '#C00000',
      '#FFFF00',
      true,
      false,
    ]);
  });

  it('[EXCEL-41] shapes: boxes of text and others by id, name and order, changed, stacked, deleted and undone', async () => {
    const seen = await office.Excel.run(async (context) => {
      expect(office.Office.context.requirements.isSetSupported('ExcelApi', '1.9')).toBe(true);
      const { shapes } = context.workbook.worksheets.getActiveWorksheet();
      const box = shapes.addTextBox('What it says');
      box.set({ left: 60, top: 30, width: 120, height: 45, name: 'Summary' });
      box.textFrame.textRange.font.color = 'red';
      box.textFrame.verticalAlignment = 'Middle';
      box.fill.clear();
      const other = shapes.addGeometricShape('Diamond');
      other.setZOrder('SendToBack');
      await context.sync();
      const found = shapes.getItem('Summary');
      found.load(
        'id,name,type,left,top,width,height,textFrame/hasText,textFrame/textRange/text,fill/type,zOrderPosition',
      );
      shapes.load('items/name,items/geometricShapeType');
      await context.sync();
      const again = shapes.getItem(found.id);
      again.textFrame.textRange.load('text,font/color');
      const count = shapes.getCount();
      shapes.getItemAt(0).delete();
      await context.sync();
      const { name, type, left, top, width, height, textFrame, fill, zOrderPosition } = found;
      return [
        [name, type, left, top, width, height, textFrame.hasText, textFrame.textRange.text, fill.type, zOrderPosition],
        shapes.items.map((shape) => shape.geometricShapeType),
        [again.textFrame.textRange.font.color, count.value],
      ];
    });
    expect(seen).toEqual([
      ['Summary', 'GeometricShape', 60, 30, 120, 45, true, 'What it says', 'NoFill', 1],
      ['Diamond', 'Rectangle'],
      ['#FF0000', 2],
    ]);
    expect(document.state.shapes.map(({ name }) => name)).toEqual(['Summary']);
    document.undo();
    expect(document.state.shapes.map(({ name }) => name)).toEqual(['Diamond 1', 'Summary']);
    const absent = office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().shapes.getItem('Nobody').delete();
      await context.sync();
    });
    await expect(absent).rejects.toMatchObject({ code: 'ItemNotFound' });
  });

  it('[EXCEL-42] pictures: refused where there is no page to draw on', async () => {
    const asked = office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1:C5').getImage();
      await context.sync();
    });
    await expect(asked).rejects.toMatchObject({ code: 'NotImplemented' });
  });
});
