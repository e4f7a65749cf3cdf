/** @jest-environment jsdom */
import { createWordHost } from '../../../../../src/emulator/word/word-host.ts';
import { rootOf } from '../../../../support/object-model-client.ts';
import { documentOf, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

it('[WORD-60] keeps values by key, the same that the common API’s settings have', () => {
  const document = documentOf(p('x'));
  const settings = rootOf(document).at('settings');
  settings.do('add', 'tone', 'plain');
  settings.do('add', 'limits', { words: [1, 2] });
  settings.call('getItem', 'tone').set('value', 'formal');
  expect(settings.do('getCount')).toBe(2);
  expect(settings.items.map((each) => [each.value('key'), each.value('value')])).toEqual([
    ['tone', 'formal'],
    ['limits', { words: [1, 2] }],
  ]);
  const host = createWordHost(document, { url: 'https://localhost/a.docx' });
  expect(host.settings.read()).toEqual({ tone: '"formal"', limits: '{"words":[1,2]}' });
  host.settings.write({ seen: 'true' });
  expect(settings.items.map((each) => each.value('key'))).toEqual(['seen']);
});

it('fails or gives a null object for a key that is not there, and deletes', () => {
  const settings = rootOf(documentOf(p('x'))).at('settings');
  expect(settings.do('getItemOrNullObject', 'tone')).toBeNull();
  expect(() => settings.do('getItem', 'tone')).toThrow(throwing('ItemNotFound'));
  const kept = settings.call('add', 'tone', 'plain');
  kept.do('delete');
  expect(() => kept.value('value')).toThrow(throwing('ItemNotFound'));
  settings.do('add', 'a', 1);
  settings.do('deleteAll');
  expect(settings.do('getCount')).toBe(0);
});

it('is not written in a document that is open for reading only', () => {
  const settings = rootOf(documentOf(p('x'), { readOnly: true })).at('settings');
  expect(() => settings.do('add', 'a', 1)).toThrow(throwing('AccessDenied'));
});
