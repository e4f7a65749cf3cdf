/** @jest-environment jsdom */
import { excelRootOf, sheetOf, workbookOf } from '../../../support/excel-client.ts';

it('[EXCEL-27] notes are found by the address of their cell, go with it, and go when it is cleared or its sheet is', () => {
  const document = workbookOf([
    [1, 2],
    [3, 4],
  ]);
  const sheet = sheetOf(document);
  const notes = sheet.at('notes');
  notes.call('add', 'B2', 'see below').set('content', 'see above');
  excelRootOf(document).at('comments').call('add', sheet.call('getRange', 'A1'), 'a thread');
  expect(notes.call('getItemOrNullObject', 'B2').value('content')).toBe('see above');
  expect(() => notes.call('add', 'B2', 'again')).toThrow('already');
  expect(() => notes.call('add', 'A1:B1', 'two cells')).toThrow('one cell');
  sheet.call('getRange', '1:1').do('insert', 'Down');
  sheet.call('getRange', 'B3').do('moveTo', 'D5');
  expect(notes.items.map((note) => note.call('getLocation').value('address'))).toEqual(['Sheet1!D5']);
  const copy = sheet.call('copy', 'End');
  expect([copy.at('notes').do('getCount'), copy.at('comments').do('getCount')]).toEqual([1, 1]);
  copy.do('delete');
  expect([document.state.notes.length, document.state.comments.length]).toEqual([1, 1]);
  sheet.call('getRange', 'A1:D5').do('clear', 'Contents');
  expect(notes.do('getCount')).toBe(1);
  sheet.call('getRange', 'A1:D5').do('clear', 'All');
  expect([notes.do('getCount'), sheet.at('comments').do('getCount')]).toEqual([0, 0]);
  document.undo();
  expect(notes.do('getCount')).toBe(1);
});
