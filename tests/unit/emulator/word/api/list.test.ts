/** @jest-environment jsdom */
import type { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

function opened(...texts: string[]): { document: WordDocument; root: Client; paragraphs: Client[] } {
  const document = documentOf(texts.map((text) => p(text)).join(''));
  const root = rootOf(document);
  return { document, root, paragraphs: root.at('body').at('paragraphs').items };
}

/** Label and text of the list items, without those that are none. */
function items(root: Client): string[] {
  return root
    .at('body')
    .at('paragraphs')
    .items.flatMap((each) => {
      if (each.value('isListItem') !== true) return [];
      return [`${String(each.at('listItem').value('listString'))} ${String(each.value('text'))}`];
    });
}

it('[WORD-82] makes a list of a paragraph, takes others in at their level, and lets them go', async () => {
  const { document, root, paragraphs } = opened('One', 'Two', 'Three', 'After');
  const before = document.save();
  const list = paragraphs[0]!.call('startNewList');
  paragraphs[1]!.call('attachToList', list.value('id'), 1);
  paragraphs[2]!.call('attachToList', list.value('id'), 0);
  expect(items(root)).toEqual(['1. One', 'a. Two', '2. Three']);
  paragraphs[1]!.at('listItem').set('level', 0);
  expect(items(root)).toEqual(['1. One', '2. Two', '3. Three']);
  list.call('insertParagraph', 'Zero', 'Start');
  list.call('insertParagraph', 'Four', 'End');
  list.call('insertParagraph', 'Below', 'After');
  expect(items(root)).toEqual(['1. Zero', '2. One', '3. Two', '4. Three', '5. Four']);
  paragraphs[1]!.do('detachFromList');
  expect(items(root)).toEqual(['1. Zero', '2. One', '3. Three', '4. Four']);
  expect(root.at('body').value('text')).toBe('Zero\rOne\rTwo\rThree\rFour\rBelow\rAfter');
  await expectNoNewErrors(before, document.save());
  while (document.undo());
  expect(bodyXml(document)).not.toContain('numPr');
});

it('[WORD-83] changes how a level looks: bullets, numbers, indents, start', async () => {
  const { document, root, paragraphs } = opened('One', 'Two');
  const before = document.save();
  const list = paragraphs[0]!.call('startNewList');
  paragraphs[1]!.call('attachToList', list.value('id'), 1);
  list.do('setLevelNumbering', 0, 'UpperRoman', ['<', 0, '>']);
  list.do('setLevelStartingNumber', 0, 4);
  list.do('setLevelNumbering', 1, 'LowerLetter', ['(', 0, '.', 1, ')']);
  expect(items(root)).toEqual(['<IV> One', '(IV.a) Two']);
  list.do('setLevelBullet', 1, 'Checkmark');
  list.do('setLevelIndents', 1, 72, -18);
  expect(list.do('getLevelString', 1)).toBe('\uf0fc');
  expect((list.value('levelTypes') as string[]).slice(0, 2)).toEqual(['Number', 'Bullet']);
  expect((list.value('levelExistences') as boolean[]).slice(0, 3)).toEqual([true, true, false]);
  list.do('setLevelAlignment', 0, 'Right');
  await expectNoNewErrors(before, document.save());
  expect(() => list.do('setLevelNumbering', 9, 'Arabic')).toThrow(throwing('InvalidArgument'));
  expect(() => list.do('setLevelBullet', 0, 'Heart')).toThrow(throwing('InvalidArgument'));
});

it('[WORD-84] knows the lists of a stretch of text, and the items above and below one', () => {
  const { root, paragraphs } = opened('A', 'A1', 'A1a', 'A2', 'B', 'No', 'X');
  const list = paragraphs[0]!.call('startNewList');
  for (const [index, level] of [
    [1, 1],
    [2, 2],
    [3, 1],
    [4, 0],
  ] as const)
    paragraphs[index]!.call('attachToList', list.value('id'), level);
  const other = paragraphs[6]!.call('startNewList');
  const lists = root.at('body').at('lists');
  expect(lists.items.map((each) => each.value('id'))).toEqual([list.value('id'), other.value('id')]);
  expect(
    lists
      .call('getById', other.value('id'))
      .at('paragraphs')
      .items.map((each) => each.value('text')),
  ).toEqual(['X']);
  expect(lists.do('getByIdOrNullObject', 99)).toBeNull();
  const textOf = (each: Client): unknown => each.value('text');
  const item = (index: number): Client => paragraphs[index]!.at('listItem');
  expect(textOf(item(2).call('getAncestor'))).toBe('A1');
  expect(item(0).do('getAncestorOrNullObject')).toBeNull();
  expect(item(0).call('getDescendants').items.map(textOf)).toEqual(['A1', 'A1a', 'A2']);
  expect(item(0).call('getDescendants', true).items.map(textOf)).toEqual(['A1', 'A2']);
  expect(list.call('getLevelParagraphs', 1).items.map(textOf)).toEqual(['A1', 'A2']);
  expect(() => paragraphs[5]!.at('list')).toThrow(throwing('ItemNotFound'));
  expect(() => paragraphs[0]!.call('startNewList')).toThrow(throwing('InvalidArgument'));
  expect(() => paragraphs[5]!.call('attachToList', 99, 0)).toThrow(throwing('InvalidArgument'));
});

it('counts anew within one request', () => {
  const { document, root, paragraphs } = opened('One', 'Two');
  document.transact('add-in', () => {
    const list = paragraphs[0]!.call('startNewList');
    expect(items(root)).toEqual(['1. One']);
    paragraphs[1]!.call('attachToList', list.value('id'), 0);
    expect(items(root)).toEqual(['1. One', '2. Two']);
  });
});
