/** @jest-environment jsdom */
import { Anchors } from '../../../../../src/emulator/word/model/anchors.ts';
import type { EditContext } from '../../../../../src/emulator/word/model/edit-text.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { createTable } from '../../../../../src/emulator/word/parts/create-table.ts';
import { deleteColumns, insertColumns } from '../../../../../src/emulator/word/parts/table-columns.ts';
import {
  cellsOf,
  cellText,
  columnCount,
  gridOf,
  isUniform,
  rowsOf,
  tableValues,
} from '../../../../../src/emulator/word/parts/table-grid.ts';
import {
  cellShading,
  headerRowCount,
  setCellShading,
  setHeaderRowCount,
  setTableLook,
  tableLook,
} from '../../../../../src/emulator/word/parts/table-look.ts';
import { mergeCells } from '../../../../../src/emulator/word/parts/table-merges.ts';
import { deleteRows, insertRows } from '../../../../../src/emulator/word/parts/table-rows.ts';
import { revisionsOf } from '../../../../../src/emulator/word/parts/revisions.ts';
import { settleAll } from '../../../../../src/emulator/word/parts/settle-revisions.ts';
import { all, bodyOf, docxOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

let lastId = 0;
const ann = { name: 'Ann', date: () => '2026-01-02T03:04:05Z', nextId: () => (lastId += 1) };
const plain: EditContext = { anchors: new Anchors(), tracked: null };
const tracking: EditContext = { anchors: new Anchors(), tracked: ann };

function placed(
  rows: number,
  columns: number,
  options: Parameters<typeof createTable>[3] = {},
): { readonly pkg: OoxmlPackage; readonly table: Element } {
  const pkg = docxOf({ body: '<w:p/>' });
  const table = createTable(pkg, rows, columns, options);
  bodyOf(pkg).prepend(table);
  return { pkg, table };
}

const abc = {
  values: [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
    ['g', 'h', 'i'],
  ],
};

describe('tables', () => {
  it('[WORD-90] are made with a style, a repeated header row and values', async () => {
    const { pkg, table } = placed(2, 3, {
      values: [
        ['Name', 'Count', '说明'],
        ['One', '1\n2', ''],
      ],
      headerRows: 1,
      style: 'Grid Table 4 Accent 1',
    });
    expect(tableValues(table)).toEqual([
      ['Name', 'Count', '说明'],
      ['One', '1\r2', ''],
    ]);
    expect([headerRowCount(table), columnCount(table), isUniform(table)]).toEqual([1, 3, true]);
    setHeaderRowCount(table, 2);
    setTableLook(table, { firstColumn: false, lastRow: true });
    expect(tableLook(table)).toEqual({
      firstRow: true,
      lastRow: true,
      firstColumn: false,
      lastColumn: false,
      bandedRows: true,
      bandedColumns: false,
    });
    const cell = cellsOf(rowsOf(table)[0] as Element)[0] as Element;
    setCellShading(cell, 'ffeecc');
    expect(cellShading(cell)).toBe('FFEECC');
    await expectNoNewErrors(null, pkg.save());
  });

  it('get rows and columns anywhere, in the look of their neighbours', async () => {
    const { pkg, table } = placed(3, 3, abc);
    const [first, , last] = rowsOf(table);
    insertRows(first as Element, 'Before', 2, [['1'], ['2']], plain);
    insertRows(last as Element, 'After', 1, [], plain);
    insertColumns(table, 0, 'Before', 1, [['x']], plain);
    insertColumns(table, 3, 'After', 1, [], plain);
    expect(tableValues(table)).toEqual([
      ['x', '1', '', '', ''],
      ['', '2', '', '', ''],
      ['', 'a', 'b', 'c', ''],
      ['', 'd', 'e', 'f', ''],
      ['', 'g', 'h', 'i', ''],
      ['', '', '', '', ''],
    ]);
    expect(columnCount(table)).toBe(5);
    deleteColumns(table, 0, 2, plain);
    deleteRows(rowsOf(table).slice(0, 2), plain);
    expect(tableValues(table)).toEqual([
      ['b', 'c', ''],
      ['e', 'f', ''],
      ['h', 'i', ''],
      ['', '', ''],
    ]);
    await expectNoNewErrors(null, pkg.save());
  });

  it('[WORD-91] track rows that come and go, and their text', () => {
    const { pkg, table } = placed(3, 2, {
      values: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    });
    const [first, second] = rowsOf(table);
    insertRows(first as Element, 'After', 1, [['new']], tracking);
    deleteRows([second as Element], tracking);
    const kinds = revisionsOf(bodyOf(pkg)).map(({ kind, type }) => `${kind} ${type}`);
    expect(kinds.filter((kind) => kind.startsWith('row'))).toEqual(['row Added', 'row Deleted']);
    expect(kinds.filter((kind) => kind.startsWith('content'))).toEqual([
      'content Added',
      'content Deleted',
      'content Deleted',
    ]);
    expect(tableValues(table)).toEqual([
      ['a', 'b'],
      ['new', ''],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    deleteRows([rowsOf(table)[1] as Element], tracking);
    expect(rowsOf(table)).toHaveLength(3);
    settleAll(bodyOf(pkg), 'accept');
    expect(tableValues(table)).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ]);
  });

  it('know which cells are seen where cells are merged', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-mac-2011-merged-cells.docx'));
    const spans = all(pkg, 'tbl').map((table) =>
      gridOf(table).map(({ rowIndex, column, columnSpan, rowSpan }) =>
        [rowIndex, column, columnSpan, rowSpan].join(' '),
      ),
    );
    expect(spans[1]).toContain('0 1 1 1');
    expect(spans.slice(1).map((table) => table.length)).toEqual([8, 8, 6]);
    expect(spans[3]).toContain('1 0 2 2');
  });

  it('[WORD-92] merge cells, and grow or shrink merged ones around what comes and goes', async () => {
    const { pkg, table } = placed(3, 3, abc);
    const merged = mergeCells(table, { top: 0, left: 0, bottom: 1, right: 1 }, plain);
    expect(merged && cellText(merged)).toBe('a\rb\rd\re');
    expect(gridOf(table)[0]).toMatchObject({ columnSpan: 2, rowSpan: 2 });
    expect(isUniform(table)).toBe(false);
    insertColumns(table, 0, 'After', 1, [], plain);
    insertRows(rowsOf(table)[0] as Element, 'After', 1, [], plain);
    expect(gridOf(table)[0]).toMatchObject({ columnSpan: 3, rowSpan: 3 });
    deleteColumns(table, 1, 1, plain);
    deleteRows([rowsOf(table)[0] as Element], plain);
    expect(gridOf(table)[0]).toMatchObject({ columnSpan: 2, rowSpan: 2 });
    await expectNoNewErrors(null, pkg.save());
  });

  it('[WORD-93] go with their last row and leave what must follow them', () => {
    const { pkg, table } = placed(1, 1);
    const inner = createTable(pkg, 1, 1);
    const cell = cellsOf(rowsOf(table)[0] as Element)[0] as Element;
    cell.prepend(inner);
    const properties = cell.querySelector('tcPr');
    if (properties) cell.prepend(properties);
    cell.lastElementChild?.remove();
    deleteRows(rowsOf(inner), plain);
    expect(cell.lastElementChild?.localName).toBe('p');
    deleteRows(rowsOf(table), plain);
    expect(bodyOf(pkg).firstElementChild?.localName).toBe('p');
  });
});
