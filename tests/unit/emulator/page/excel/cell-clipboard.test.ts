/** @jest-environment jsdom */
import { EditRefused } from '../../../../../src/emulator/excel/edit/edit-refused.ts';
import type { ExcelDocument } from '../../../../../src/emulator/excel/excel-document.ts';
import { areaName, parseArea } from '../../../../../src/emulator/excel/model/address.ts';
import { CellClipboard } from '../../../../../src/emulator/page/excel/cell-clipboard.ts';
import { enterCells, typing } from '../../../../../src/emulator/page/excel/cell-entry.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../../support/excel-client.ts';

const select = (document: ExcelDocument, address: string): void =>
  document.select(document.activeSheet, [parseArea(address)!]);
const formulasAt = (document: ExcelDocument, address: string): unknown =>
  sheetOf(document).call('getRange', address).value('formulas');

describe('the clipboard of the grid', () => {
  let machine = '';
  const take = (clipboard: CellClipboard, isCut = false): void => {
    machine = clipboard.take(isCut) ?? machine;
  };
  const paste = (document: ExcelDocument, clipboard: CellClipboard, address: string): void => {
    select(document, address);
    clipboard.paste(machine);
  };

  it('pastes cells with formulas, formats and links, over all that is selected, as one step', () => {
    const document = workbookOf([[1, '=A1*2'], [2], [3]]);
    const clipboard = new CellClipboard(document);
    const range = (address: string) => sheetOf(document).call('getRange', address);
    range('B1').set('numberFormat', [['0.00']]);
    range('B1').set('hyperlink', { address: 'https://example.com' });
    select(document, 'B1');
    take(clipboard);
    expect(machine).toBe('2.00');
    paste(document, clipboard, 'B2:B3');
    expect(formulasAt(document, 'B1:B3')).toEqual([['=A1*2'], ['=A2*2'], ['=A3*2']]);
    expect(range('B3').value('text')).toEqual([['6.00']]);
    expect(range('B3').value('hyperlink')).toMatchObject({ address: 'https://example.com' });
    document.undo();
    expect(valuesAt(document, 'B2:B3')).toEqual([[''], ['']]);
  });

  it('pastes what another program put there as it is typed, one text into every selected cell', () => {
    const document = workbookOf([['x']]);
    const clipboard = new CellClipboard(document);
    select(document, 'A1');
    take(clipboard);
    machine = '=1+1\t12%\r\nb\r\n';
    paste(document, clipboard, 'C1');
    expect(valuesAt(document, 'C1:D2')).toEqual([
      [2, 0.12],
      ['b', ''],
    ]);
    machine = '7';
    paste(document, clipboard, 'A2:B3');
    expect(valuesAt(document, 'A2:B3')).toEqual([
      [7, 7],
      [7, 7],
    ]);
  });

  it('moves what was cut once, with the formulas that look at it', () => {
    const document = workbookOf([[5, '=A1+1']]);
    const clipboard = new CellClipboard(document);
    select(document, 'A1');
    take(clipboard, true);
    paste(document, clipboard, 'D4');
    expect(formulasAt(document, 'A1:B1')).toEqual([['', '=D4+1']]);
    expect(valuesAt(document, 'D4')).toEqual([[5]]);
    paste(document, clipboard, 'E5');
    expect([valuesAt(document, 'D4'), valuesAt(document, 'E5')]).toEqual([[[5]], [[5]]]);
  });

  it('takes merges along, once for each repetition, and undoes those that it is pasted over', () => {
    const document = workbookOf([['wide', '', 'c'], ['p']]);
    const clipboard = new CellClipboard(document);
    const merges = (): string[] => document.activeSheet.state.merges.map(areaName);
    sheetOf(document).call('getRange', 'A1:B1').do('merge');
    select(document, 'A1');
    take(clipboard);
    paste(document, clipboard, 'A5:D6');
    expect(merges()).toEqual(['A1:B1', 'A5:B5', 'C5:D5', 'A6:B6', 'C6:D6']);
    document.undo();
    select(document, 'A1');
    take(clipboard, true);
    paste(document, clipboard, 'D5');
    expect([merges(), valuesAt(document, 'D5')]).toEqual([['D5:E5'], [['wide']]]);
    select(document, 'A2:C2');
    take(clipboard);
    paste(document, clipboard, 'D5');
    expect([merges(), valuesAt(document, 'D5')]).toEqual([[], [['p']]]);
  });

  it('moves and copies what a formula spilled with the formula, and tears no array apart', () => {
    const document = workbookOf([['']]);
    const clipboard = new CellClipboard(document);
    select(document, 'A1');
    enterCells(document, typing(document, '=SEQUENCE(3)'));
    select(document, 'A1:A3');
    take(clipboard);
    paste(document, clipboard, 'C1');
    expect(valuesAt(document, 'C1:C3')).toEqual([[1], [2], [3]]);
    select(document, 'A1:A3');
    take(clipboard, true);
    paste(document, clipboard, 'E1');
    expect([valuesAt(document, 'A1:A3'), valuesAt(document, 'E1:E3')]).toEqual([
      [[''], [''], ['']],
      [[1], [2], [3]],
    ]);
    select(document, 'E2');
    take(clipboard, true);
    expect(() => paste(document, clipboard, 'G1')).toThrow(EditRefused);
    expect(valuesAt(document, 'E1:E3')).toEqual([[1], [2], [3]]);
  });

  it('pastes whole columns once, also where nothing is used, and nothing beyond the sheet', () => {
    const document = workbookOf([[1], [2]]);
    const clipboard = new CellClipboard(document);
    const other = excelRootOf(document).at('worksheets').call('add', 'Other');
    other.call('getRange', 'A1:B4').set('values', [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
    select(document, 'A:A');
    take(clipboard);
    paste(document, clipboard, 'F:F');
    expect(valuesAt(document, 'F1:F2')).toEqual([[1], [2]]);
    select(document, 'A:A');
    take(clipboard);
    document.activate(document.sheetByName('Other')!);
    paste(document, clipboard, 'B:B');
    expect(valuesAt(document, 'B1:B4')).toEqual([[1], [2], ['f'], ['h']]);
    machine = '1\n2\n3';
    expect(() => paste(document, clipboard, 'A1048575')).toThrow(EditRefused);
  });

  it('reads and writes cells of several lines as other spreadsheets do', () => {
    const document = workbookOf([['one\ntwo', 'say "hi"']]);
    const clipboard = new CellClipboard(document);
    select(document, 'A1:B1');
    take(clipboard);
    expect(machine).toBe('"one\ntwo"\tsay "hi"');
    machine = '"a ""b""\nc"\td\r\n"5"" pipe"\t"loose" end\r\n';
    paste(document, clipboard, 'A3');
    expect(valuesAt(document, 'A3:B5')).toEqual([
      ['a "b"\nc', 'd'],
      ['5" pipe', '"loose" end'],
      ['', ''],
    ]);
  });

  it('fills down and to the right', () => {
    const document = workbookOf([
      [1, '=A1*2'],
      [2, ''],
      [3, ''],
    ]);
    const clipboard = new CellClipboard(document);
    select(document, 'B1:B3');
    clipboard.fill('down');
    expect(formulasAt(document, 'B3')).toEqual([['=A3*2']]);
    select(document, 'C1');
    clipboard.fill('right');
    expect(formulasAt(document, 'C1')).toEqual([['=B1*2']]);
  });

  it('leaves locked cells of a protected sheet alone', () => {
    const document = workbookOf([['x', 'y']]);
    const clipboard = new CellClipboard(document);
    sheetOf(document).call('getRange', 'B1').at('format').at('protection').set('locked', false);
    sheetOf(document).at('protection').do('protect');
    select(document, 'A1');
    take(clipboard);
    expect(() => paste(document, clipboard, 'A2')).toThrow(EditRefused);
    expect(() => enterCells(document, typing(document, 'z'))).toThrow(EditRefused);
    paste(document, clipboard, 'B1');
    expect(valuesAt(document, 'A1:B1')).toEqual([['x', 'x']]);
  });
});
