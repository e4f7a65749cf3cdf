/** @jest-environment jsdom */
import { Interpreter } from '../../../../../src/emulator/richapi/interpreter.ts';
import { createWordObjectModel } from '../../../../../src/emulator/word/api/word-object-model.ts';
import { storyParagraphs } from '../../../../../src/emulator/word/model/story.ts';
import { textOf } from '../../../../../src/emulator/word/model/text-leaves.ts';
import type { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const by = (author: string): string => `w:id="1" w:author="${author}" w:date="2026-01-02T03:04:05Z"`;
const ins = (text: string, author = 'Ann'): string =>
  `<w:ins ${by(author)}><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:ins>`;
const del = (text: string, author = 'Ann'): string =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

const reviewed =
  `<w:p>${run('The ')}${del('quick ')}${ins('slow ', 'Bea')}${run('fox')}</w:p>` +
  p('No change.') +
  `<w:p>${ins('New')}</w:p>`;

function texts(document: WordDocument): string[] {
  return storyParagraphs(document.body).map(textOf);
}

function facts(changes: Client): unknown[] {
  return changes.items.map((each) => [each.value('type'), each.value('author'), each.value('text')]);
}

describe('listing', () => {
  it('[WORD-30] tells the type, author, date and text of the changes of a body, neighbours of one author as one', () => {
    const body = rootOf(documentOf(reviewed)).at('body');
    const changes = body.call('getTrackedChanges');
    expect(facts(changes)).toEqual([
      ['Deleted', 'Ann', 'quick '],
      ['Added', 'Bea', 'slow '],
      ['Added', 'Ann', 'New'],
    ]);
    expect(changes.call('getFirst').value('date')).toBe('2026-01-02T03:04:05Z');
  });

  it('[WORD-31] lists for a range or paragraph what touches it, and only that', () => {
    const body = rootOf(documentOf(reviewed)).at('body');
    const paragraphs = body.at('paragraphs').items;
    expect(paragraphs.map((each) => each.call('getTrackedChanges').items.length)).toEqual([2, 0, 1]);
    const fox = body.call('search', 'fox').items[0]!;
    expect(fox.call('getTrackedChanges').items).toEqual([]);
    const slow = body.call('search', 'slow').items[0]!;
    expect(facts(slow.call('getTrackedChanges'))).toEqual([['Added', 'Bea', 'slow ']]);
  });

  it('goes from one change to the next, and fails or gives a null object past the last', () => {
    const body = rootOf(documentOf(reviewed)).at('body');
    const last = body.call('getTrackedChanges').call('getFirst').call('getNext').call('getNext');
    expect(last.value('text')).toBe('New');
    expect(last.do('getNextOrNullObject')).toBeNull();
    expect(() => last.do('getNext')).toThrow(expect.objectContaining({ code: 'ItemNotFound' }) as Error);
    const none = rootOf(documentOf(p('x')))
      .at('body')
      .call('getTrackedChanges');
    expect(none.do('getFirstOrNullObject')).toBeNull();
    expect(() => none.do('getFirst')).toThrow(expect.objectContaining({ code: 'ItemNotFound' }) as Error);
  });

  it('gives the range of a change, which follows edits', () => {
    const document = documentOf(reviewed);
    const body = rootOf(document).at('body');
    const slow = body.call('getTrackedChanges').items[1]!;
    body.do('insertText', 'Once ', 'Start');
    expect(slow.call('getRange').value('text')).toBe('slow ');
    expect(slow.call('getRange', 'Start').value('isEmpty')).toBe(true);
  });
});

describe('settling', () => {
  it('[WORD-32] accepts or rejects one change and leaves the others, as one step of undo', () => {
    const document = documentOf(reviewed);
    const before = bodyXml(document);
    const changes = rootOf(document).at('body').call('getTrackedChanges').items;
    changes[0]!.do('accept');
    changes[1]!.do('reject');
    expect(texts(document)).toEqual(['The fox', 'No change.', 'New']);
    expect(bodyXml(document)).toContain('<w:ins');
    document.undo();
    document.undo();
    expect(bodyXml(document)).toBe(before);
  });

  it.each([
    ['acceptAll', ['The slow fox', 'No change.', 'New']],
    ['rejectAll', ['The quick fox', 'No change.', '']],
  ])('%s settles the whole collection in one step of undo', (method, expected) => {
    const document = documentOf(reviewed);
    const before = bodyXml(document);
    rootOf(document).at('body').call('getTrackedChanges').do(method);
    expect(texts(document)).toEqual(expected);
    document.undo();
    expect(bodyXml(document)).toBe(before);
  });

  it('settles all of the document with one call, and what was listed before is not settled twice', () => {
    const document = documentOf(reviewed);
    const root = rootOf(document);
    const kept = root.at('body').call('getTrackedChanges').items[0]!;
    root.do('acceptAllRevisions');
    const accepted = bodyXml(document);
    expect(accepted).not.toMatch(/<w:(ins|del)/);
    kept.do('reject');
    expect(bodyXml(document)).toBe(accepted);
  });

  it('refuses to settle in a document that is open for reading only', () => {
    const document = documentOf(reviewed, { readOnly: true });
    const changes = rootOf(document).at('body').call('getTrackedChanges');
    expect(() => changes.do('acceptAll')).toThrow(expect.objectContaining({ code: 'AccessDenied' }) as Error);
  });
});

it('[API-16] addresses items by their place in the collection as it was answered, though earlier ones are gone', () => {
  const document = documentOf(reviewed);
  const interpreter = new Interpreter(createWordObjectModel(document));
  const paths = {
    1: { Id: 1, ObjectPathType: 1, Name: '' },
    2: { Id: 2, ObjectPathType: 4, Name: 'Body', ParentObjectPathId: 1 },
    3: { Id: 3, ObjectPathType: 3, Name: 'GetTrackedChanges', ParentObjectPathId: 2, ArgumentInfo: {} },
  };
  const listed = interpreter.run({
    ObjectPaths: paths,
    Actions: [
      { Id: 1, ActionType: 3, Name: '_KeepReference', ObjectPathId: 3, ArgumentInfo: {} },
      { Id: 2, ActionType: 2, Name: '', ObjectPathId: 3, QueryInfo: { Select: ['text'] } },
    ],
  });
  const { _ReferenceId: kept } = listed.Results[1]!.Value as { readonly _ReferenceId: string };
  const item = (id: number, index: number): object => ({
    Id: id,
    ObjectPathType: 3,
    Name: 'GetItemAt',
    ParentObjectPathId: 3,
    ArgumentInfo: { Arguments: [index] },
  });
  const answer = interpreter.run({
    ObjectPaths: { 3: { Id: 3, ObjectPathType: 6, Name: kept }, 10: item(10, 0), 11: item(11, 1), 12: item(12, 2) },
    Actions: [10, 11, 12].map((id) => ({ Id: id, ActionType: 3, Name: 'Accept', ObjectPathId: id, ArgumentInfo: {} })),
  } as unknown as Parameters<Interpreter['run']>[0]);
  expect(answer.Error).toBeUndefined();
  expect(texts(document)).toEqual(['The slow fox', 'No change.', 'New']);
  expect(bodyXml(document)).not.toMatch(/<w:(ins|del)/);
});
