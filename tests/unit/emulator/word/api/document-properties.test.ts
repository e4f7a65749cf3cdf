/** @jest-environment jsdom */
import { rootOf } from '../../../../support/object-model-client.ts';
import { documentOf, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

it('[WORD-120] reads and writes what the file says of itself, each as a step of undo', () => {
  const document = documentOf(p('x'));
  const properties = rootOf(document).at('properties');
  properties.set('title', '季度报告');
  properties.set('company', 'Example');
  expect([properties.value('title'), properties.value('company'), properties.value('author')]).toEqual([
    '季度报告',
    'Example',
    '',
  ]);
  expect([properties.value('lastPrintDate'), properties.value('security')]).toEqual([null, 0]);
  document.undo();
  document.undo();
  expect([properties.value('title'), properties.value('company')]).toEqual(['', '']);
  expect(() => properties.set('creationDate', '2026-01-02T03:04:05Z')).toThrow(throwing('InvalidArgument'));
  expect(() => properties.set('title', 7)).toThrow(throwing('InvalidArgument'));
});

it('[WORD-120] is not written in a document that is open for reading only', () => {
  const properties = rootOf(documentOf(p('x'), { readOnly: true })).at('properties');
  expect(() => properties.set('title', 'a')).toThrow(throwing('AccessDenied'));
  expect(() => properties.at('customProperties').do('add', 'a', 1)).toThrow(throwing('AccessDenied'));
});

it('[WORD-121] keeps custom properties of each type, found by their key whatever its case', () => {
  const document = documentOf(p('x'));
  const custom = rootOf(document).at('properties').at('customProperties');
  custom.do('add', 'Client', 'Example');
  custom.do('add', 'Pages', 12);
  custom.do('add', 'Final', true);
  custom.do('add', 'Due', '2026-01-02T03:04:05.000Z');
  expect(custom.items.map((each) => [each.value('key'), each.value('type'), each.value('value')])).toEqual([
    ['Client', 'String', 'Example'],
    ['Pages', 'Number', 12],
    ['Final', 'Boolean', true],
    ['Due', 'Date', '2026-01-02T03:04:05.000Z'],
  ]);
  custom.call('getItem', 'CLIENT').set('value', 'Another');
  custom.do('add', 'pages', 13);
  expect(custom.items.map((each) => each.value('value')).slice(0, 2)).toEqual(['Another', 13]);
  custom.call('getItem', 'final').do('delete');
  expect(custom.do('getCount')).toBe(3);
  expect(custom.do('getItemOrNullObject', 'Final')).toBeNull();
  expect(() => custom.do('getItem', 'Final')).toThrow(throwing('ItemNotFound'));
  expect(() => custom.do('add', 'Odd', { a: 1 })).toThrow(throwing('InvalidArgument'));
  expect(() => custom.do('add', ' ', 'a')).toThrow(throwing('InvalidArgument'));
  custom.do('deleteAll');
  expect(custom.items).toEqual([]);
  document.undo();
  expect(custom.do('getCount')).toBe(3);
});
