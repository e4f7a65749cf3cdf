/** @jest-environment jsdom */
import { WordDocument, type WordDocumentOptions } from '../../../../../src/emulator/word/word-document.ts';
import { docxOf } from '../../../../support/docx-builder.ts';
import { Client, rootOf } from '../../../../support/object-model-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;
const abc = [
  ['a', 'b', 'c'],
  ['d', 'e', 'f'],
  ['g', 'h', 'i'],
];

interface Opened {
  readonly document: WordDocument;
  readonly body: Client;
  readonly before: Uint8Array;
  readonly xml: string;
}

function opened(body = p('One') + p('Two'), options: WordDocumentOptions = {}): Opened {
  const document = new WordDocument(docxOf({ body }), {
    author: 'Ann',
    now: () => new Date('2026-01-02T03:04:05Z'),
    ...options,
  });
  return { document, body: rootOf(document).at('body'), before: document.save(), xml: bodyXml(document) };
}

/** A document with one table between two paragraphs. */
function withTable(values = abc): Opened & { readonly table: Client } {
  const made = opened();
  const [first] = made.body.at('paragraphs').items;
  const table = first!.call('insertTable', values.length, values[0]!.length, 'After', values);
  return { ...made, table, xml: bodyXml(made.document) };
}

const text = (each: Client): unknown => each.value('text');
const values = (each: Client): unknown => each.value('values');
/** The blocks of the body by their names, tables with their text. */
function outline({ document }: Opened): string[] {
  return [...document.body.children].map((block) =>
    block.localName === 'p'
      ? block.textContent
      : block.localName === 'tbl'
        ? `[${block.textContent}]`
        : block.localName,
  );
}

function undoAll({ document }: Opened): void {
  while (document.undo());
}

describe('insertTable', () => {
  it('[WORD-94] puts a table at each place that Word allows, with a paragraph between and after tables', async () => {
    const made = opened();
    const { body, document, before, xml } = made;
    const [one, two] = body.at('paragraphs').items;
    one!.call('insertTable', 1, 2, 'Before', [['x', 'y']]);
    two!.call('getRange').call('insertTable', 1, 1, 'After', [['z']]);
    expect(outline(made)).toEqual(['[xy]', 'One', 'Two', '[z]', '', 'sectPr']);
    body.call('insertTable', 1, 1, 'Start', [['s']]).call('insertTable', 1, 1, 'After', [['t']]);
    body.call('insertTable', 2, 1, 'End', [['e'], []]);
    expect(outline(made)).toEqual(['[s]', '', '[t]', '', '[xy]', 'One', 'Two', '[z]', '', '[e]', '', 'sectPr']);
    const nested = body
      .at('tables')
      .items[2]!.call('getCell', 0, 1)
      .at('body')
      .call('insertTable', 1, 1, 'End', [['n']]);
    expect(nested.value('nestingLevel')).toBe(2);
    expect(nested.value('width')).toBeLessThan(468 / 2);
    expect(values(body.at('tables').items[2]!)).toEqual([['x', 'y\rn\r']]);
    await expectNoNewErrors(before, document.save());
    undoAll(made);
    expect(bodyXml(document)).toBe(xml);
  });

  it('[WORD-94] refuses other places, sizes that no table has, and values that do not fit', () => {
    const { body, document } = opened();
    const [one] = body.at('paragraphs').items;
    for (const [target, ...args] of [
      [body, 1, 1, 'Before'],
      [body, 1, 1, 'Replace'],
      [one!, 1, 1, 'End'],
      [one!.call('getRange'), 1, 1, 'Start'],
      [body, 0, 1, 'End'],
      [body, 1, 64, 'End'],
      [body, 1.5, 1, 'End'],
      [body, 1, 1, 'End', [['a', 'b']]],
      [body, 1, 1, 'End', [['a'], ['b']]],
      [body, 1, 1, 'End', [[1]]],
      [body, 1, 1, 'End', ['a']],
    ] as const)
      expect(() => target.call('insertTable', ...args)).toThrow(throwing('InvalidArgument'));
    expect(document.canUndo).toBe(false);
    const locked = opened(p('One'), { readOnly: true });
    expect(() => locked.body.call('insertTable', 1, 1, 'End')).toThrow(throwing('AccessDenied'));
  });
});

describe('tables, rows and cells', () => {
  it('[WORD-95] are found from the text around and in them', () => {
    const { body, table } = withTable();
    const cell = table.call('getCell', 1, 2);
    const [inCell] = cell.at('body').at('paragraphs').items;
    const inner = inCell!.call('insertTable', 1, 1, 'After', [['inner']]);
    const deep = inner.call('getCell', 0, 0).at('body').at('paragraphs').items[0]!;
    expect(body.at('tables').items).toHaveLength(1);
    expect(table.at('tables').items.map(values)).toEqual([[['inner']]]);
    expect([inCell!, deep, body.at('paragraphs').items[0]!].map((each) => each.value('tableNestingLevel'))).toEqual([
      1, 2, 0,
    ]);
    expect(deep.at('parentTable').target).toBe(inner.target);
    expect(inner.at('parentTable').target).toBe(table.target);
    expect(inner.at('parentTableCell').value('cellIndex')).toBe(2);
    expect(inner.at('parentBody').value('type')).toBe('TableCell');
    expect(table.at('parentBody').value('type')).toBe('MainDoc');
    const across = table
      .call('getCell', 0, 0)
      .at('body')
      .call('getRange')
      .call('expandTo', cell.at('body').call('getRange'));
    expect(across.at('parentTable').target).toBe(table.target);
    expect(across.at('tables').items.map((each) => each.target)).toEqual([table.target]);
    expect(() => across.at('parentTableCell')).toThrow(throwing('ItemNotFound'));
    expect(() => table.at('parentTable')).toThrow(throwing('ItemNotFound'));
    expect(() => body.at('paragraphs').items[0]!.at('parentTableCell')).toThrow(throwing('ItemNotFound'));
    expect(cell.at('parentRow').value('rowIndex')).toBe(1);
    expect([cell.value('rowIndex'), cell.value('cellIndex')]).toEqual([1, 2]);
  });

  it('[WORD-95] lead to their neighbours, and end with the last one', () => {
    const { body, table } = withTable();
    const other = table.call('insertParagraph', 'between', 'After').call('insertTable', 1, 1, 'After', [['z']]);
    expect(table.call('getNext').target).toBe(other.target);
    expect(other.do('getNextOrNullObject')).toBeNull();
    expect(() => other.call('getNext')).toThrow(throwing('ItemNotFound'));
    expect([table.call('getParagraphBefore'), table.call('getParagraphAfter')].map(text)).toEqual(['One', 'between']);
    const [row] = table.at('rows').items;
    expect(row!.call('getNext').value('rowIndex')).toBe(1);
    expect(table.at('rows').items[2]!.do('getNextOrNullObject')).toBeNull();
    expect(row!.at('cells').items[2]!.call('getNext').value('value')).toBe('d');
    expect(table.call('getCell', 2, 2).do('getNextOrNullObject')).toBeNull();
    expect(table.do('getCellOrNullObject', 3, 0)).toBeNull();
    expect(() => table.call('getCell', 0, 3)).toThrow(throwing('ItemNotFound'));
    const first = body.call('insertTable', 1, 1, 'Start');
    expect(first.do('getParagraphBeforeOrNullObject')).toBeNull();
    expect(() => first.call('getParagraphBefore')).toThrow(throwing('ItemNotFound'));
    expect(text(table.call('getRange'))).toBe('a\rb\rc\rd\re\rf\rg\rh\ri');
    const after = table.call('getRange', 'After');
    expect(after.do('compareLocationWith', table.call('getParagraphAfter'))).toBe('InsideStart');
  });

  it('[WORD-95] are searched, selected and formatted', () => {
    const { document, table } = withTable([
      ['one', 'two'],
      ['two', 'three'],
    ]);
    expect(table.call('search', 'two').items).toHaveLength(2);
    const [row] = table.at('rows').items;
    expect(row!.call('search', 'two').items).toHaveLength(1);
    row!.at('font').set('bold', true);
    expect([row!, table].map((each) => each.at('font').value('bold'))).toEqual([true, null]);
    table.do('select', 'Start');
    expect(document.selection.anchor.paragraph.textContent).toBe('one');
    row!.do('select');
    expect(document.selectedSpan.end.paragraph.textContent).toBe('two');
  });
});

describe('the text of cells', () => {
  it('[WORD-96] is read and written for a table, a row or a cell, in the look that it has', async () => {
    const made = withTable();
    const { table, document, before, xml } = made;
    table.call('getCell', 0, 0).at('body').at('font').set('bold', true);
    table.set('values', [
      ['A', 'b', 'c'],
      ['d', 'E\nF', 'f'],
      ['', 'h', 'i'],
    ]);
    expect(values(table)).toEqual([
      ['A', 'b', 'c'],
      ['d', 'E\rF', 'f'],
      ['', 'h', 'i'],
    ]);
    expect(table.call('getCell', 0, 0).at('body').at('font').value('bold')).toBe(true);
    const row = table.at('rows').items[1]!;
    row.set('values', [['1', '2', '3']]);
    row.at('cells').items[1]!.set('value', 'two');
    expect(values(row)).toEqual([['1', 'two', '3']]);
    expect(() => table.set('values', [['too few']])).toThrow(throwing('InvalidArgument'));
    expect(() => row.set('values', [['1', '2', 3]])).toThrow(throwing('InvalidArgument'));
    row.do('clear');
    table.at('rows').items[0]!.at('cells').items[0]!.at('body').do('clear');
    expect(values(table)).toEqual([
      ['', 'b', 'c'],
      ['', '', ''],
      ['', 'h', 'i'],
    ]);
    table.do('clear');
    expect(values(table)).toEqual([
      ['', '', ''],
      ['', '', ''],
      ['', '', ''],
    ]);
    await expectNoNewErrors(before, document.save());
    undoAll(made);
    document.redo();
    expect(bodyXml(document)).toBe(xml);
  });

  it('[WORD-96] comes with new rows and columns, and goes with those deleted', async () => {
    const made = withTable();
    const { table, document, before, xml } = made;
    const added = table.call('addRows', 'Start', 2, [['1'], ['2', '3']]);
    expect(added.items.map(values)).toEqual([[['1', '', '']], [['2', '3', '']]]);
    table.do('addColumns', 'End', 1, [['x'], ['y']]);
    table.call('getCell', 2, 1).do('insertColumns', 'Before', 1, [[], [], ['new']]);
    table.at('rows').items[4]!.call('insertRows', 'After', 1, [['last']]);
    table.call('getCell', 0, 0).call('insertRows', 'Before', 1);
    expect(values(table)).toEqual([
      ['', '', '', '', ''],
      ['1', '', '', '', 'x'],
      ['2', '', '3', '', 'y'],
      ['a', 'new', 'b', 'c', ''],
      ['d', '', 'e', 'f', ''],
      ['g', '', 'h', 'i', ''],
      ['last', '', '', '', ''],
    ]);
    expect(table.value('width')).toBeLessThanOrEqual(468);
    table.do('deleteRows', 0, 3);
    table.do('deleteColumns', 3, 2);
    table.call('getCell', 1, 1).do('deleteColumn');
    table.call('getCell', 1, 1).do('deleteRow');
    table.at('rows').items[0]!.do('delete');
    expect(values(table)).toEqual([
      ['g', 'h'],
      ['last', ''],
    ]);
    await expectNoNewErrors(before, document.save());
    for (const [name, ...args] of [
      ['deleteRows', 2],
      ['deleteRows', 0, 3],
      ['deleteColumns', -1],
      ['addRows', 'Before', 1],
      ['addRows', 'End', 0],
      ['addRows', 'End', 1, [['1', '2', '3']]],
      ['addColumns', 'End', 62],
    ] as const) {
      expect(() => table.do(name, ...args)).toThrow(throwing('InvalidArgument'));
    }
    table.do('delete');
    expect(outline(made)).toEqual(['One', 'Two', 'sectPr']);
    expect(() => table.value('rowCount')).toThrow(throwing('ItemNotFound'));
    undoAll(made);
    document.redo();
    expect(bodyXml(document)).toBe(xml);
  });
});

describe('the look of tables', () => {
  it('[WORD-97] has a style with marked parts, header rows and a place between the margins', async () => {
    const { table, document, before } = withTable();
    expect([table.value('style'), table.value('styleBuiltIn')]).toEqual(['Table Grid', 'TableGrid']);
    table.set('styleBuiltIn', 'GridTable4_Accent1');
    expect(table.value('style')).toBe('Grid Table 4 - Accent 1');
    table.set('style', 'Plain Table 1');
    expect(table.value('styleBuiltIn')).toBe('PlainTable1');
    expect(() => table.set('style', 'Heading 1')).toThrow(throwing('InvalidArgument'));
    expect(() => table.set('style', 'Nothing')).toThrow(throwing('InvalidArgument'));
    const flags = ['styleFirstColumn', 'styleLastColumn', 'styleTotalRow', 'styleBandedRows', 'styleBandedColumns'];
    expect(flags.map((name) => table.value(name))).toEqual([true, false, false, true, false]);
    for (const name of flags) table.set(name, table.value(name) !== true);
    expect(flags.map((name) => table.value(name))).toEqual([false, true, true, false, true]);
    table.set('headerRowCount', 2);
    expect(table.at('rows').items.map((each) => each.value('isHeader'))).toEqual([true, true, false]);
    expect(() => table.set('headerRowCount', 4)).toThrow(throwing('InvalidArgument'));
    table.set('alignment', 'Centered');
    expect(table.value('alignment')).toBe('Centered');
    expect(() => table.set('alignment', 'Justified')).toThrow(throwing('InvalidArgument'));
    await expectNoNewErrors(before, document.save());
  });

  it('[WORD-97] of cells is read together and set at once: alignment, shading, padding', async () => {
    const { table, document, before } = withTable();
    const [row] = table.at('rows').items;
    const cell = table.call('getCell', 0, 0);
    row!.set('horizontalAlignment', 'Centered');
    cell.set('verticalAlignment', 'Bottom');
    expect([cell, row!, table].map((each) => each.value('horizontalAlignment'))).toEqual([
      'Centered',
      'Centered',
      'Mixed',
    ]);
    expect([cell, row!].map((each) => each.value('verticalAlignment'))).toEqual(['Bottom', 'Mixed']);
    table.set('shadingColor', '#ffeecc');
    cell.set('shadingColor', 'cornflowerBlue');
    expect([cell, row!.call('getNext'), table].map((each) => each.value('shadingColor'))).toEqual([
      '#6495ED',
      '#FFEECC',
      '',
    ]);
    expect(() => cell.set('shadingColor', 'nocolour')).toThrow(throwing('InvalidArgument'));
    table.do('setCellPadding', 'Left', 10);
    cell.do('setCellPadding', 'Left', 2.5);
    expect([cell, table.call('getCell', 1, 1)].map((each) => each.do('getCellPadding', 'Left'))).toEqual([2.5, 10]);
    expect(row!.do('getCellPadding', 'Top')).toBe(0);
    expect(() => cell.do('getCellPadding', 'Inside')).toThrow(throwing('InvalidArgument'));
    row!.set('preferredHeight', 30);
    expect(row!.value('preferredHeight')).toBe(30);
    await expectNoNewErrors(before, document.save());
  });

  it('[WORD-97] has borders by their place, the inner ones apart from those around', async () => {
    const { table, document, before } = withTable();
    const border = (place: string, of = table): Client => of.call('getBorder', place);
    const look = (each: Client): unknown[] => ['type', 'width', 'color'].map((name) => each.value(name));
    expect(look(border('All'))).toEqual(['Single', 0.5, '#000000']);
    border('Outside').set('type', 'Double');
    border('InsideHorizontal').set('width', 3);
    border('InsideVertical').set('color', 'red');
    expect(look(border('Top'))).toEqual(['Double', 0.5, '#000000']);
    expect(look(border('Inside'))).toEqual(['Single', null, '']);
    expect(look(border('All'))).toEqual(['Mixed', null, '']);
    const middle = table.call('getCell', 1, 1);
    expect(look(border('Top', middle))).toEqual(['Single', 3, '#000000']);
    border('Right', middle).set('type', 'None');
    expect(look(border('Left', table.call('getCell', 1, 2)))[0]).toBe('None');
    expect(look(border('Bottom', table.at('rows').items[2]))).toEqual(['Double', 0.5, '#000000']);
    expect(() => border('Middle')).toThrow(throwing('InvalidArgument'));
    expect(() => border('Top').set('type', 'Zigzag')).toThrow(throwing('InvalidArgument'));
    expect(() => border('Top').set('width', 0)).toThrow(throwing('InvalidArgument'));
    await expectNoNewErrors(before, document.save());
  });

  it('[WORD-97] has widths in points, which columns share', async () => {
    const { table, document, before } = withTable();
    const widths = (): unknown[] => [0, 1, 2].map((column) => table.call('getCell', 0, column).value('width'));
    expect([table.value('width'), ...widths()]).toEqual([468, 156, 156, 156]);
    table.call('getCell', 1, 0).set('columnWidth', 56);
    expect(widths()).toEqual([56, 156, 156]);
    table.do('distributeColumns');
    expect(widths()).toEqual([122.65, 122.65, 122.65]);
    table.set('width', 300);
    expect([table.value('width'), ...widths()]).toEqual([300, 100, 100, 100]);
    table.do('autoFitWindow');
    expect(table.value('width')).toBe(468);
    expect(bodyXml(document)).toContain('w:type="pct"');
    await expectNoNewErrors(before, document.save());
  });
});

describe('merged cells', () => {
  it('[WORD-92] are merged, counted as they are seen, and split again', async () => {
    const made = withTable();
    const { table, document, before, xml } = made;
    const merged = table.call('mergeCells', 0, 0, 1, 1);
    expect(merged.value('value')).toBe('a\rb\rd\re');
    expect(values(table)).toEqual([['a\rb\rd\re', 'c'], ['f'], ['g', 'h', 'i']]);
    expect(table.value('isUniform')).toBe(false);
    expect(table.call('getCell', 1, 0).value('value')).toBe('f');
    expect(merged.value('width')).toBe(312);
    const hidden = table.at('rows').items[1]!.target as { readonly element: Element };
    expect(hidden.element.children).toHaveLength(2);
    for (const call of [
      () => table.do('addColumns', 'End', 1),
      () => table.do('deleteColumns', 0),
      () => table.do('distributeColumns'),
      () => merged.set('columnWidth', 9),
    ]) {
      expect(call).toThrow(throwing('GeneralException'));
    }
    expect(() => table.call('mergeCells', 1, 0, 2, 1)).toThrow(throwing('InvalidArgument'));
    expect(() => table.call('mergeCells', 0, 0, 5, 0)).toThrow(throwing('InvalidArgument'));
    expect(() => merged.do('split', 3, 1)).toThrow(throwing('InvalidArgument'));
    await expectNoNewErrors(before, document.save());
    merged.do('split', 2, 2);
    expect(table.at('rows').items.map((each) => each.value('cellCount'))).toEqual([3, 3, 3]);
    expect(table.value('isUniform')).toBe(true);
    expect(table.at('rows').items[2]!.call('merge').value('value')).toBe('g\rh\ri');
    table.call('getCell', 2, 0).do('split', 1, 2);
    expect(
      table
        .at('rows')
        .items[2]!.at('cells')
        .items.map((each) => each.value('width')),
    ).toEqual([234, 234]);
    expect(
      table
        .at('rows')
        .items[0]!.at('cells')
        .items.map((each) => each.value('width')),
    ).toEqual([156, 156, 156]);
    await expectNoNewErrors(before, document.save());
    undoAll(made);
    document.redo();
    expect(bodyXml(document)).toBe(xml);
  });

  it('[WORD-92] stand for the cells that continue them', () => {
    const { table, body } = withTable();
    const merged = table.call('mergeCells', 0, 0, 2, 0);
    const hidden = body
      .at('paragraphs')
      .items.filter((each) => each.value('tableNestingLevel') === 1 && text(each) === '');
    expect(hidden).toHaveLength(2);
    expect(hidden.map((each) => each.at('parentTableCell').target)).toEqual([merged.target, merged.target]);
    table.at('rows').items[1]!.call('insertRows', 'After', 1, [['x', 'y']]);
    expect(values(table)).toEqual([
      ['a\rd\rg', 'b', 'c'],
      ['e', 'f'],
      ['x', 'y'],
      ['h', 'i'],
    ]);
  });
});

describe('tracked', () => {
  function tracked(): Opened & { readonly table: Client } {
    const made = withTable([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    made.document.trackingMode = 'TrackAll';
    return made;
  }
  const settle = ({ document }: Opened, how: 'acceptAll' | 'rejectAll'): void => {
    rootOf(document).at('body').call('getTrackedChanges').do(how);
  };

  it('[WORD-98] a new table is an insertion, which is rejected without a trace', () => {
    const made = opened();
    made.document.trackingMode = 'TrackAll';
    made.body.call('insertTable', 1, 2, 'End', [['x', 'y']]);
    made.body.call('insertTable', 1, 1, 'Start');
    expect(made.body.call('getTrackedChanges').items.map((each) => each.value('type'))).toContain('Added');
    settle(made, 'rejectAll');
    expect(bodyXml(made.document)).toBe(made.xml);
    made.document.undo();
    settle(made, 'acceptAll');
    expect(outline(made)).toEqual(['[]', 'One', 'Two', '[xy]', '', 'sectPr']);
    expect(bodyXml(made.document)).not.toMatch(/<w:(ins|del) /);
  });

  it.each([
    [
      'addRows',
      (table: Client) => table.do('addRows', 'End', 1, [['x']]),
      [
        ['a', 'b'],
        ['c', 'd'],
        ['x', ''],
      ],
    ],
    [
      'insertRows',
      (table: Client) => table.at('rows').items[0]!.do('insertRows', 'Before', 1, [['x']]),
      [
        ['x', ''],
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['deleteRows', (table: Client) => table.do('deleteRows', 0), [['c', 'd']]],
    [
      'addColumns',
      (table: Client) => table.do('addColumns', 'Start', 1, [['x']]),
      [
        ['x', 'a', 'b'],
        ['', 'c', 'd'],
      ],
    ],
    ['deleteColumns', (table: Client) => table.do('deleteColumns', 1), [['a'], ['c']]],
    [
      'values',
      (table: Client) =>
        table.set('values', [
          ['A', 'b'],
          ['c', 'new d'],
        ]),
      [
        ['A', 'b'],
        ['c', 'new d'],
      ],
    ],
    [
      'clear',
      (table: Client) => table.do('clear'),
      [
        ['', ''],
        ['', ''],
      ],
    ],
  ] as const)('[WORD-98] %s is marked, and accepted or rejected later', (_name, edit, expected) => {
    const made = tracked();
    edit(made.table);
    expect(bodyXml(made.document)).not.toBe(made.xml);
    settle(made, 'acceptAll');
    expect(values(made.table)).toEqual(expected);
    made.document.undo();
    settle(made, 'rejectAll');
    expect(values(made.table)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    undoAll(made);
    made.document.redo();
    expect(bodyXml(made.document)).toBe(made.xml);
  });

  it('[WORD-98] a deleted table stays, struck out, until it is accepted', () => {
    const made = tracked();
    made.table.do('delete');
    expect(made.table.value('rowCount')).toBe(2);
    settle(made, 'acceptAll');
    expect(outline(made)).toEqual(['One', 'Two', 'sectPr']);
  });

  it('[WORD-98] own new rows and tables go at once', () => {
    const made = tracked();
    made.table.do('addRows', 'End', 1);
    made.table.do('deleteRows', 2);
    expect(bodyXml(made.document)).toBe(made.xml);
    const own = made.body.call('insertTable', 1, 1, 'Start');
    own.do('delete');
    expect(outline(made)).toEqual(['One', '[abcd]', 'Two', 'sectPr']);
  });
});

describe('deleting over tables', () => {
  const select = ({ document, body }: Opened, from: number, to: number): void => {
    const all = body.at('paragraphs').items;
    all[from]!.call('getRange').call('expandTo', all[to]!.call('getRange')).do('select');
    expect(document.selectedSpan.start.paragraph).not.toBe(document.selectedSpan.end.paragraph);
  };

  it('[WORD-99] takes a table that lies in the text whole', () => {
    const made = withTable();
    select(made, 0, 10);
    made.document.type(made.document.selectedSpan, 'new');
    expect(outline(made)).toEqual(['new', 'sectPr']);
    made.document.undo();
    expect(bodyXml(made.document)).toBe(made.xml);
  });

  it('[WORD-99] goes on in what stays when the text began with the table', () => {
    const made = opened();
    made.body.call('insertTable', 1, 2, 'Start', [['x', 'y']]);
    select(made, 0, 2);
    made.document.type(made.document.selectedSpan, 'new');
    expect(outline(made)).toEqual(['new', 'Two', 'sectPr']);
    made.document.undo();
    select(made, 0, 3);
    made.document.breakParagraph(made.document.selectedSpan);
    expect(outline(made)).toEqual(['', '', 'sectPr']);
  });

  it('[WORD-99] empties cells where it stays inside one table, each for itself', () => {
    const made = withTable([
      ['a\nb', 'c'],
      ['d', 'e'],
    ]);
    select(made, 2, 4);
    made.document.type(made.document.selectedSpan, '');
    expect(values(made.table)).toEqual([
      ['a\r', ''],
      ['', 'e'],
    ]);
  });
});
