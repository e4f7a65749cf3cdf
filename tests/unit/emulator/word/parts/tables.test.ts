/** @jest-environment jsdom */
import { DocxPackage } from '../../../../../src/emulator/word/package/docx-package.ts';
import {
  cellShading,
  cellsOf,
  columnCount,
  createTable,
  deleteColumns,
  deleteRows,
  gridOf,
  headerRowCount,
  insertColumns,
  insertRows,
  isUniform,
  mergeCells,
  rowsOf,
  setCellShading,
  setCellText,
  setHeaderRowCount,
  setTableLook,
  tableLook,
  tableValues,
} from '../../../../../src/emulator/word/parts/tables.ts';
import { revisionsOf } from '../../../../../src/emulator/word/parts/revisions.ts';
import { all, bodyOf, docxOf, xmlOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const ann = { name: 'Ann', date: () => '2026-01-02T03:04:05Z', nextId: () => 77 };

function placed(rows: number, columns: number, options: Parameters<typeof createTable>[3] = {}): { readonly pkg: DocxPackage; readonly table: Element } {
  const pkg = docxOf({ body: '<w:p/>' });
  const table = createTable(pkg, rows, columns, options);
  bodyOf(pkg).prepend(table);
  return { pkg, table };
} // prettier-ignore

const abc = { values: [['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']] }; // prettier-ignore

describe('tables', () => {
  it('[WORD-90] are made with a style, a repeated header row and values', async () => {
    const { pkg, table } = placed(2, 3, { values: [['Name', 'Count', '说明'], ['One', '1\n2', '']], headerRows: 1, style: 'Grid Table 4 Accent 1' }); // prettier-ignore
    expect(tableValues(table)).toEqual([['Name', 'Count', '说明'], ['One', '1\r2', '']]); // prettier-ignore
    expect([headerRowCount(table), columnCount(table), isUniform(table)]).toEqual([1, 3, true]);
    setHeaderRowCount(table, 2);
    setTableLook(table, { firstColumn: false, lastRow: true });
    expect(tableLook(table)).toEqual({ firstRow: true, lastRow: true, firstColumn: false, lastColumn: false, bandedRows: true, bandedColumns: false }); // prettier-ignore
    const cell = cellsOf(rowsOf(table)[0] as Element)[0] as Element;
    setCellShading(cell, 'ffeecc');
    expect(cellShading(cell)).toBe('FFEECC');
    await expectNoNewErrors(null, pkg.save());
  });

  it('get rows and columns anywhere, in the look of their neighbours', async () => {
    const { pkg, table } = placed(3, 3, abc);
    const [first, , last] = rowsOf(table);
    insertRows(first as Element, 'Before', 2, [['1'], ['2']]);
    insertRows(last as Element, 'After', 1);
    insertColumns(table, 0, 'Before', 1, [['x']]);
    insertColumns(table, 3, 'After', 1);
    expect(tableValues(table)).toEqual([
      ['x', '1', '', '', ''], ['', '2', '', '', ''], ['', 'a', 'b', 'c', ''], ['', 'd', 'e', 'f', ''], ['', 'g', 'h', 'i', ''], ['', '', '', '', ''],
    ]); // prettier-ignore
    expect(columnCount(table)).toBe(5);
    deleteColumns(table, 0, 2);
    deleteRows(rowsOf(table).slice(0, 2));
    expect(tableValues(table)).toEqual([['b', 'c', ''], ['e', 'f', ''], ['h', 'i', ''], ['', '', '']]); // prettier-ignore
    await expectNoNewErrors(null, pkg.save());
  });

  it('[WORD-91] track rows that come and go', () => {
    const { pkg, table } = placed(3, 3, abc);
    const [first, second] = rowsOf(table);
    insertRows(first as Element, 'After', 1, [['new']], ann);
    deleteRows([second as Element], ann);
    expect(revisionsOf(bodyOf(pkg)).map(({ kind, type }) => `${kind} ${type}`)).toEqual(['row Added', 'row Deleted']);
    expect(rowsOf(table)).toHaveLength(4);
  });

  it('know which cells are seen where cells are merged', () => {
    const pkg = DocxPackage.open(readCorpus('word-mac-2011-merged-cells.docx'));
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
    const merged = mergeCells(table, 0, 0, 1, 1);
    expect(merged && xmlOf(merged)).toContain('w:gridSpan w:val="2"');
    expect(gridOf(table)[0]).toMatchObject({ columnSpan: 2, rowSpan: 2 });
    expect(isUniform(table)).toBe(false);
    insertColumns(table, 0, 'After', 1);
    insertRows(rowsOf(table)[0] as Element, 'After', 1);
    expect(gridOf(table)[0]).toMatchObject({ columnSpan: 3, rowSpan: 3 });
    deleteColumns(table, 1, 1);
    deleteRows([rowsOf(table)[0] as Element]);
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
    deleteRows(rowsOf(inner));
    expect(cell.lastElementChild?.localName).toBe('p');
    deleteRows(rowsOf(table));
    expect(bodyOf(pkg).firstElementChild?.localName).toBe('p');
  });

  it('keep the look of a cell whose text is written anew', () => {
    const { table } = placed(1, 1, { values: [['old']] });
    const cell = cellsOf(rowsOf(table)[0] as Element)[0] as Element;
    const run = cell.getElementsByTagNameNS('*', 'r')[0];
    const bold = run?.ownerDocument.createElementNS(run.namespaceURI, 'w:rPr');
    bold?.append(bold.ownerDocument.createElementNS(bold.namespaceURI, 'w:b'));
    if (bold) run?.prepend(bold);
    setCellText(cell, 'new\nlines');
    expect(xmlOf(cell).match(/<w:b\/>/g)).toHaveLength(2);
  });
});
