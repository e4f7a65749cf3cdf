/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import { enableNewerMembers } from '../support/newer-members.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
afterEach(() => office.close());

it('the real office.js makes a table, reads it back cell by cell, changes it and takes it away', async () => {
  office = await openOffice({
    documentHost: createWordHost(documentOf(p('One')), { url: 'https://localhost/a.docx' }),
  });
  enableNewerMembers(office);
  const seen = await office.Word.run(async (context) => {
    const { body } = context.document;
    const table = body.insertTable(2, 2, 'End', [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    table.set({ styleBuiltIn: 'GridTable4_Accent1', headerRowCount: 1, shadingColor: '#EEEEEE' });
    table.load();
    table.rows.load('items/values,items/isHeader,items/cells/items/value');
    const border = table.getBorder('Outside');
    border.set({ type: 'Double', color: 'red' });
    border.load();
    const padding = table.getCellPadding('Left');
    await context.sync();
    const facts = [table.values, table.style, table.shadingColor, border.type, border.color, padding.value];
    const rows = table.rows.items.map(({ isHeader, cells }) => [isHeader, cells.items.map(({ value }) => value)]);
    table.rows.items[1]!.cells.items[0]!.value = 'C';
    const found = table.search('C', { matchCase: true });
    found.load('items/text');
    const made = table.rows.getFirst().insertRows('After', 1, [['x', 'y']]);
    made.load('items/rowIndex');
    const merged = table.mergeCells(1, 0, 1, 1);
    merged.load('value');
    const none = table.getCellOrNullObject(9, 9);
    none.load('value');
    await context.sync();
    const after = [found.items.length, made.items.map(({ rowIndex }) => rowIndex), merged.value, none.isNullObject];
    table.delete();
    body.tables.load('items');
    await context.sync();
    return { facts, rows, after, left: body.tables.items.length };
  });
  expect(seen).toEqual({
    facts: [
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'Grid Table 4 - Accent 1',
      '#EEEEEE',
      'Double',
      '#FF0000',
      5.4,
    ],
    rows: [
      [true, ['a', 'b']],
      [false, ['c', 'd']],
    ],
    after: [1, [1], 'x\ry', true],
    left: 0,
  });
  expect(office.conversation.executor.interpreter.references.size).toBe(0);
});

it('an error of a table reaches the add-in with Word’s code', async () => {
  office = await openOffice({
    documentHost: createWordHost(documentOf(p('One')), { url: 'https://localhost/a.docx' }),
  });
  const failing = office.Word.run(async (context) => {
    context.document.body.insertTable(0, 2, 'End');
    await context.sync();
  });
  await expect(failing).rejects.toMatchObject({
    code: 'InvalidArgument',
    debugInfo: { errorLocation: 'Body.insertTable' },
  });
});
