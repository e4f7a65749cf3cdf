/** @jest-environment jsdom */
import type { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { areaName, cellName, parseArea } from '../../../../../src/emulator/excel/model/address.ts';
import { CellClipboard } from '../../../../../src/emulator/page/excel/cell-clipboard.ts';
import { CellEditor } from '../../../../../src/emulator/page/excel/cell-editor.ts';
import { clearCells, contentOf, enterCells, typing } from '../../../../../src/emulator/page/excel/cell-entry.ts';
import { CellSelector } from '../../../../../src/emulator/page/excel/cell-selector.ts';
import { goTo } from '../../../../../src/emulator/page/excel/go-to.ts';
import { actionOf } from '../../../../../src/emulator/page/excel/grid-keys.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../../support/excel-client.ts';

const select = (document: ExcelDocument, address: string): void =>
  document.select(document.activeSheet, [parseArea(address)!]);
const selected = ({ selection }: ExcelDocument): string => selection.areas.map(areaName).join(',');

test('what is being typed stays when it is clicked into; arrows leave a new content, and move in one that is mended', () => {
  const document = workbookOf([['old']]);
  const editor = new CellEditor(document, () => true);
  const type = (text: string): void => {
    editor.element.value = text;
    editor.element.dispatchEvent(new Event('input'));
  };
  type('new words');
  expect(editor.isTyping).toBe(true);
  editor.element.dispatchEvent(new Event('pointerdown'));
  editor.begin();
  expect([editor.element.value, editor.isTyping]).toEqual(['new words', false]);
  editor.cancel();
  editor.begin();
  type('older');
  expect(editor.isTyping).toBe(false);
  editor.cancel();
  type('=A1');
  expect(editor.isTyping).toBe(false);
});

test('a day, a time and a share are edited as they can be typed again', () => {
  const document = workbookOf([['2024-03-05', '2024-03-05 14:30', '0:45', '7%', 1234.5]]);
  const contents = ['A1', 'B1', 'C1', 'D1', 'E1'].map((address) => {
    select(document, address);
    return contentOf(document);
  });
  expect(contents).toEqual(['2024-03-05', '2024-03-05 14:30:00', '00:45:00', '7%', '1234.5']);
  const before = valuesAt(document, 'A1:E1');
  for (const [index, content] of contents.entries()) {
    select(document, `${'ABCDE'[index]!}1`);
    enterCells(document, typing(document, content));
  }
  expect(valuesAt(document, 'A1:E1')).toEqual(before);
});

test('a text that looks like a number or a formula is edited as a text', () => {
  const document = workbookOf([["'007", "'=A1", "''quoted", 'plain', true]]);
  const addresses = ['A1', 'B1', 'C1', 'D1', 'E1'];
  const contents = addresses.map((address) => {
    select(document, address);
    return contentOf(document);
  });
  expect(contents).toEqual(["'007", "'=A1", "''quoted", 'plain', 'TRUE']);
  for (const [index, content] of contents.entries()) {
    select(document, addresses[index]!);
    enterCells(document, typing(document, content));
  }
  expect(valuesAt(document, 'A1:E1')).toEqual([['007', '=A1', "'quoted", 'plain', true]]);
});

test('keys move to edges of the data, to the ends of the sheet, back with Shift, and select whole rows and columns', () => {
  const document = workbookOf([['a', 'b'], ['c'], [], ['d', '', 'e']]);
  const selector = new CellSelector(document);
  const press = (key: string, held: KeyboardEventInit = {}): string => {
    const action = actionOf(new KeyboardEvent('keydown', { key, ...held }));
    if (action?.kind === 'move') selector.move(action);
    else if (action?.kind === 'go') selector.moveTo(action.to, action.extends);
    else if (action?.kind === 'select' && action.what !== 'used') selector.selectWhole(action.what);
    return selected(document);
  };
  const [ctrlKey, shiftKey] = [{ ctrlKey: true }, { shiftKey: true }];
  select(document, 'A1');
  expect([
    press('ArrowDown', ctrlKey),
    press('ArrowDown', ctrlKey),
    press('ArrowDown', ctrlKey),
    press('ArrowUp', ctrlKey),
    press('End', ctrlKey),
    press('Home'),
    press('Tab'),
    press('Tab', shiftKey),
    press('Enter', shiftKey),
    press('Home', ctrlKey),
    press('End', { ...ctrlKey, ...shiftKey }),
    press(' ', shiftKey),
    press(' ', ctrlKey),
  ]).toEqual([...['A2', 'A4', 'A1048576', 'A4', 'C4', 'A4', 'B4', 'A4', 'A3', 'A1', 'A1:C4'], ...['1:4', 'A:XFD']]);
  expect(actionOf(new KeyboardEvent('keydown', { key: ' ' }))).toBeUndefined();
});

test('a press with Shift selects from the cell that is active, however it came to be', () => {
  const document = workbookOf([['a']]);
  const selector = new CellSelector(document);
  select(document, 'C3');
  selector.press({ row: 4, column: 4, inRowHeading: false, inColumnHeading: false }, { extends: true });
  expect(selected(document)).toBe('C3:E5');
});

test('the cells that a merge covers are none to go to: its first is, and from there on beyond it', () => {
  const document = workbookOf([
    ['wide', '', 'c'],
    ['', '', 'f'],
  ]);
  sheetOf(document).call('getRange', 'A1:B2').do('merge');
  const selector = new CellSelector(document);
  const activeAfter = (go: () => void): string => {
    go();
    return cellName(document.selection.activeCell.row, document.selection.activeCell.column);
  };
  const right = { row: 0, column: 1 };
  const down = { row: 1, column: 0 };
  const under = { row: 1, column: 1, inRowHeading: false, inColumnHeading: false };
  expect([
    activeAfter(() => selector.press(under)),
    activeAfter(() => selector.move({ by: right })),
    activeAfter(() => selector.move({ by: { row: 0, column: -1 } })),
    activeAfter(() => selector.move({ by: down })),
    activeAfter(() => selector.move({ by: { row: -1, column: 0 } })),
    activeAfter(() => goTo(document, 'B2')),
  ]).toEqual(['A1', 'C1', 'A1', 'A3', 'A1', 'A1']);
});

test('names, tables and cells of other sheets are gone to; what is none of these stays where it is', () => {
  const document = workbookOf([
    ['a', 'b'],
    [1, 2],
  ]);
  const root = excelRootOf(document);
  root.at('names').call('add', 'Rate', '=Sheet1!$B$2');
  sheetOf(document).at('tables').call('add', 'A1:B2', true).set('name', 'Items');
  root.at('worksheets').call('add', "It's more");
  root.at('worksheets').call('add', 'Hidden').set('visibility', 'Hidden');
  const gone = ["'It''s more'!C7", 'rate', 'ITEMS', 'D9', 'nowhere', 'Nosheet!A1', 'Hidden!A1'].map((reference) => [
    goTo(document, reference),
    `${document.activeSheet.name}!${selected(document)}`,
  ]);
  expect(gone).toEqual([
    [true, "It's more!C7"],
    [true, 'Sheet1!B2'],
    [true, 'Sheet1!A1:B2'],
    [true, 'Sheet1!D9'],
    [false, 'Sheet1!D9'],
    [false, 'Sheet1!D9'],
    [false, 'Sheet1!D9'],
  ]);
});

describe('several areas', () => {
  const at = (row: number, column: number) => ({ row, column, inRowHeading: false, inColumnHeading: false });

  it('are selected one after another, the last grown by Shift, and a cell that was added is taken out again', () => {
    const document = workbookOf([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    const selector = new CellSelector(document);
    selector.press(at(0, 0))({ row: 1, column: 0 });
    selector.press(at(0, 2), { adds: true });
    expect([selected(document), document.selection.activeCell]).toEqual(['A1:A2,C1', { row: 0, column: 2 }]);
    selector.move({ by: { row: 1, column: 0 }, extends: true });
    expect(selected(document)).toBe('A1:A2,C1:C2');
    selector.press(at(3, 2), { extends: true });
    expect(selected(document)).toBe('A1:A2,C1:C4');
    selector.press(at(5, 5), { adds: true });
    selector.press(at(5, 5), { adds: true });
    expect([selected(document), document.selection.activeCell]).toEqual(['A1:A2,C1:C4', { row: 0, column: 2 }]);
    selector.press({ ...at(0, 4), inColumnHeading: true }, { adds: true });
    expect(selected(document)).toBe('A1:A2,C1:C4,E:E');
    selector.move({ by: { row: 1, column: 0 } });
    expect(selected(document)).toBe('E2');
  });

  it('are emptied as one step; a protected cell among them keeps all', () => {
    const document = workbookOf([[1, 2, 3]]);
    const sheet = document.activeSheet;
    document.select(sheet, [parseArea('A1')!, parseArea('C1:C9')!]);
    clearCells(document);
    expect(valuesAt(document, 'A1:C1')).toEqual([['', 2, '']]);
    document.undo();
    expect(valuesAt(document, 'A1:C1')).toEqual([[1, 2, 3]]);
    sheetOf(document).call('getRange', 'A1').at('format').at('protection').set('locked', false);
    sheetOf(document).at('protection').do('protect');
    expect(() => clearCells(document)).toThrow(expect.objectContaining({ reason: 'protected' }));
    expect(valuesAt(document, 'A1:C1')).toEqual([[1, 2, 3]]);
  });

  it('are neither copied nor pasted into', () => {
    const document = workbookOf([[1, 2, 3]]);
    const clipboard = new CellClipboard(document);
    document.select(document.activeSheet, [parseArea('A1')!, parseArea('C1')!]);
    const refused = expect.objectContaining({ reason: 'several-areas' }) as Error;
    expect(() => clipboard.take()).toThrow(refused);
    expect(() => clipboard.paste('text')).toThrow(refused);
    expect(() => clipboard.fill('down')).toThrow(refused);
    expect(valuesAt(document, 'A1:C1')).toEqual([[1, 2, 3]]);
  });
});

test('a date or amount that is typed widens a column that has no width of its own, as part of the same step', () => {
  const document = workbookOf([['short']]);
  const sheet = document.activeSheet;
  const [standard, widths] = [sheet.columnWidth(0), () => [0, 1, 2].map((column) => sheet.columnWidth(column))];
  const type = (address: string, input: string): void => {
    select(document, address);
    enterCells(document, typing(document, input));
  };
  type('A2', '2024-01-05');
  expect(widths()[0]).toBeGreaterThan(standard);
  document.undo();
  expect(widths()[0]).toBe(standard);
  // Words run over into the next cell, a plain number is shortened, and what was set by hand stays.
  type('A3', 'words that are longer than the column is wide');
  type('B1', '12345678901234');
  sheetOf(document).call('getRange', 'C1').at('format').set('columnWidth', 30);
  type('C1', '2024-01-05');
  expect(widths()).toEqual([standard, standard, widths()[2]]);
  expect(sheetOf(document).call('getRange', 'C1').at('format').value('columnWidth')).toBe(30);
});
