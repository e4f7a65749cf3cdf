/** @jest-environment jsdom */
import { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { unpack } from '../../../../../src/emulator/package/zip.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../../support/excel-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { readXlsx } from '../../../../support/xlsx-corpus.ts';

const partsLike = (bytes: Uint8Array, pattern: RegExp): string[] =>
  [...unpack(bytes).keys()].filter((name) => pattern.test(name)).sort();
const textOf = (bytes: Uint8Array, part: string): string => new TextDecoder().decode(unpack(bytes).get(part));

describe('comments and notes in the file', () => {
  it('[EXCEL-28] are valid, are read back as they were, and leave no part behind when they are gone', async () => {
    const document = workbookOf([
      [1, 2],
      [3, 4],
    ]);
    const book = excelRootOf(document);
    const comment = book.at('comments').call('add', 'Sheet1!B2', 'Is this <right>?');
    comment.at('replies').call('add', 'It is.');
    const mention = {
      mentions: [{ id: 0, name: 'Ana Lee', email: 'ana@example.org' }],
      richContent: 'Ask <at id="0">Ana Lee</at>.',
    };
    book.at('comments').call('add', 'Sheet1!A1', mention, 'Mention').set('resolved', true);
    book.at('notes').call('add', 'Sheet1!A2', 'Two\nlines').set('visible', true);
    const bytes = document.save();
    await expectNoNewErrors(null, bytes);
    const again = ExcelDocument.open(bytes);
    const bare = ({ comments, notes }: ExcelDocument['state']): unknown => [
      comments.map(({ sheetId: _, ...each }) => each),
      notes.map(({ sheetId: _, id: __, ...each }) => each),
    ];
    expect(JSON.parse(JSON.stringify(bare(again.state)))).toEqual(
      JSON.parse(JSON.stringify(bare(document.state))).map((each: object[]) => each),
    );
    expect(again.save()).toEqual(bytes);
    const reopened = excelRootOf(again);
    for (const each of reopened.at('comments').items) each.do('delete');
    for (const each of reopened.at('notes').items) each.do('delete');
    const emptied = again.save();
    expect(partsLike(emptied, /comment|vmlDrawing/i)).toEqual([]);
    await expectNoNewErrors(null, emptied);
  });

  it('[EXCEL-28] patches a file that has notes: an answer, a new note and a moved one change nothing of the others', async () => {
    const bytes = readXlsx('excel-comments.xlsx');
    const document = ExcelDocument.open(bytes);
    const sheet = sheetOf(document);
    expect(document.state.notes.map(({ content, visible, row }) => [content, visible, row])).toEqual([
      ['Visible comment', true, 0],
      ['Hidden comment', false, 3],
    ]);
    sheet.at('notes').call('add', 'C3', 'new');
    sheet.call('getRange', '2:2').do('insert', 'Down');
    const saved = document.save();
    await expectNoNewErrors(bytes, saved);
    const [part = ''] = partsLike(saved, /^xl\/comments\d\.xml$/);
    expect(textOf(saved, part)).toContain(
      '<comment ref="A5" authorId="0" shapeId="0" xr:uid="{C1B86F20-3021-4993-B4B9-995BF8A003DD}"><text><r><rPr><b/>',
    );
    const again = ExcelDocument.open(saved);
    expect(again.state.notes.map(({ content, visible, row }) => [content, visible, row])).toEqual([
      ['Visible comment', true, 0],
      ['new', false, 3],
      ['Hidden comment', false, 4],
    ]);
  });
});

describe('pivot tables in the file', () => {
  it('[EXCEL-33] are real ones with their cache: valid, read back, and computed on', async () => {
    const document = workbookOf([
      ['Region', 'Day', 'Sales', 'Note'],
      ['North & <West>', 45_000, 10.5, true],
      ['South', 45_001, 5, ''],
      ['North & <West>', 45_001, 7, 'x'],
    ]);
    sheetOf(document).call('getRange', 'B2:B4').set('numberFormat', 'yyyy-mm-dd');
    const place = excelRootOf(document).at('worksheets').call('add', 'Pivot');
    const add = (name: string, at: string, rows: string[], columns: string[], filters: string[], data: string[]) => {
      const pivot = place
        .at('pivotTables')
        .call('add', name, sheetOf(document).call('getRange', 'A1:D4'), place.call('getRange', at));
      const put = (axis: string, field: string) =>
        pivot.at(`${axis}Hierarchies`).call('add', pivot.at('hierarchies').call('getItemOrNullObject', field));
      rows.forEach((field) => put('row', field));
      columns.forEach((field) => put('column', field));
      filters.forEach((field) => put('filter', field));
      data.forEach((field) => put('data', field));
      return pivot;
    };
    add('Plain', 'A1', ['Region'], [], [], ['Sales']);
    const full = add('Full', 'F1', ['Region', 'Note'], ['Day'], [], ['Sales', 'Note']);
    full.at('layout').set('layoutType', 'Tabular');
    const shares = add('Shares', 'A20', ['Day'], [], ['Region'], ['Sales']);
    shares.at('dataHierarchies').items[0]!.set('showAs', { calculation: 'PercentOfColumnTotal' });
    shares.at('filterHierarchies').items[0]!.at('fields').items[0]!.at('items').items[1]!.set('visible', false);
    add('Totals', 'F30', [], ['Region'], [], ['Sales']);
    add('Empty', 'L30', [], [], [], []);
    const bytes = document.save();
    await expectNoNewErrors(null, bytes);
    const again = ExcelDocument.open(bytes);
    const placed = excelRootOf(again).at('worksheets').call('getItemOrNullObject', 'Pivot');
    const contents = (sheet: typeof place): unknown => sheet.call('getUsedRange').value('text');
    expect(contents(placed)).toEqual(contents(place));
    expect(again.state.pivotTables.map(({ name, source }) => [name, source.kind])).toEqual([
      ['Plain', 'range'],
      ['Full', 'range'],
      ['Shares', 'range'],
      ['Totals', 'range'],
      ['Empty', 'range'],
    ]);
    placed.at('pivotTables').do('refreshAll');
    expect(contents(placed)).toEqual(contents(place));
    const reread = placed.at('pivotTables').call('getItemOrNullObject', 'Full');
    expect(reread.at('layout').value('layoutType')).toBe('Tabular');
    for (const pivot of placed.at('pivotTables').items) pivot.do('delete');
    const emptied = again.save();
    expect(partsLike(emptied, /pivot/i)).toEqual([]);
    await expectNoNewErrors(null, emptied);
  });

  it('[EXCEL-33] of Excel itself are read, refreshed to the same, and leave the others’ parts alone', async () => {
    const bytes = readXlsx('excel-2016-pivot.xlsx');
    const document = ExcelDocument.open(bytes);
    expect(
      document.state.pivotTables.map(({ source, rowFields, columnFields, filterFields }) => [
        source.kind,
        rowFields,
        columnFields,
        filterFields,
      ]),
    ).toEqual([
      ['range', [0], [2], []],
      ['table', [0], [], [2]],
    ]);
    const [first, second] = document.state.pivotTables;
    const sheet = excelRootOf(document)
      .at('worksheets')
      .items.find((each) => each.value('id') === first!.sheetId)!;
    const pivot = sheet.at('pivotTables').items[0]!;
    const before = pivot.at('layout').call('getDataBodyRange').value('values');
    pivot.do('refresh');
    expect(pivot.at('layout').call('getDataBodyRange').value('values')).toEqual(before);
    const saved = document.save();
    await expectNoNewErrors(bytes, saved);
    expect(textOf(saved, second!.part!)).toBe(textOf(bytes, second!.part!));
    expect(valuesAt(ExcelDocument.open(saved), 'A1')).toBeDefined();
  });
});
