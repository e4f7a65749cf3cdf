/** @jest-environment jsdom */
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { docxOf } from '../../../../support/docx-builder.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;
const ns = 'urn:reviewers';
const xml = `<r:reviewers xmlns:r="${ns}"><r:name role="lead">Ada</r:name><r:name>Bo</r:name></r:reviewers>`;
const map = { x: ns };

function opened(): { readonly document: WordDocument; readonly root: Client; readonly parts: Client } {
  const document = new WordDocument(docxOf({ body: p('One') }));
  const root = rootOf(document);
  return { document, root, parts: root.at('customXmlParts') };
}

describe('custom XML parts', () => {
  it('[WORD-130] are added, found by id and namespace, and deleted, as steps of undo', async () => {
    const { document, parts } = opened();
    const [before, names] = [document.save(), document.package.partNames];
    const part = parts.call('add', xml);
    const other = parts.call('add', '<plain/>');
    expect(part.value('id')).toMatch(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
    expect([part.value('namespaceUri'), other.value('namespaceUri')]).toEqual([ns, '']);
    expect(parts.do('getCount')).toBe(2);
    expect(parts.call('getItem', part.value('id')).do('getXml')).toContain('Ada');
    expect(parts.do('getItemOrNullObject', '{0}')).toBeNull();
    const scoped = parts.call('getByNamespace', ns);
    expect([scoped.do('getCount'), scoped.call('getOnlyItem').value('id')]).toEqual([1, part.value('id')]);
    expect(parts.call('getByNamespace', 'urn:none').do('getOnlyItemOrNullObject')).toBeNull();
    expect(() => parts.call('getByNamespace', 'urn:none').call('getOnlyItem')).toThrow(throwing('GeneralException'));
    await expectNoNewErrors(before, document.save());
    const again = rootOf(WordDocument.open(document.save())).at('customXmlParts');
    expect(again.items.map((each) => each.value('id'))).toEqual(parts.items.map((each) => each.value('id')));
    part.do('setXml', '<r:reviewers xmlns:r="urn:reviewers"/>');
    part.do('delete');
    expect(() => part.value('namespaceUri')).toThrow(throwing('ItemNotFound'));
    await expectNoNewErrors(before, document.save());
    document.undo();
    expect(part.do('query', '/x:reviewers/x:name', map)).toEqual([]);
    document.undo();
    expect(part.do('query', '/x:reviewers/x:name', map)).toHaveLength(2);
    while (document.undo());
    expect(document.package.partNames).toEqual(names);
    for (const bad of ['<a>', 'text', '<!DOCTYPE a><a/>', 1])
      expect(() => parts.call('add', bad)).toThrow(throwing('InvalidArgument'));
  });

  it('[WORD-131] are queried and changed by XPath with the prefixes that are given', () => {
    const { document, parts } = opened();
    const part = parts.call('add', xml);
    expect(part.do('query', '/x:reviewers/x:name/text()', map)).toEqual(['Ada', 'Bo']);
    expect(part.do('query', '//@role', map)).toEqual(['lead']);
    expect(part.do('query', '/x:reviewers/x:name[2]', map)).toEqual([expect.stringContaining('>Bo<')]);
    part.do('insertElement', '/x:reviewers', `<n:name xmlns:n="${ns}">First</n:name>`, map, 0);
    part.do('insertElement', '/x:reviewers', `<n:name xmlns:n="${ns}">Last</n:name>`, map);
    part.do('updateElement', '/x:reviewers/x:name[2]', `<n:name xmlns:n="${ns}">Ada L.</n:name>`, map);
    part.do('deleteElement', '/x:reviewers/x:name[3]', map);
    expect(part.do('query', '//x:name/text()', map)).toEqual(['First', 'Ada L.', 'Last']);
    part.do('insertAttribute', '/x:reviewers', map, 'count', '3');
    part.do('updateAttribute', '/x:reviewers', map, 'count', '4');
    expect(part.do('query', '/x:reviewers/@count', map)).toEqual(['4']);
    part.do('deleteAttribute', '/x:reviewers', map, 'count');
    expect(part.do('query', '/x:reviewers/@count', map)).toEqual([]);
    const steps = document.undoDepth;
    for (const [name, code, ...args] of [
      ['query', 'InvalidArgument', '/y:reviewers', map],
      ['query', 'InvalidArgument', '((', map],
      ['deleteElement', 'InvalidArgument', '//x:name', map],
      ['deleteElement', 'ItemNotFound', '//x:nobody', map],
      ['deleteElement', 'InvalidArgument', '/x:reviewers', map],
      ['insertElement', 'InvalidArgument', '/x:reviewers', '<a>', map],
      ['insertElement', 'InvalidArgument', '/x:reviewers', '<a/>', map, 9],
      ['updateAttribute', 'ItemNotFound', '/x:reviewers', map, 'no', 'x'],
      ['insertAttribute', 'InvalidArgument', '/x:reviewers', map, 'no name', 'x'],
    ] as const)
      expect(() => part.do(name, ...args)).toThrow(throwing(code));
    expect(document.undoDepth).toBe(steps);
    while (document.undoDepth > 1) document.undo();
    expect(part.do('getXml')).toContain(xml);
  });

  it('[WORD-130] do not show what the emulator keeps settings in', () => {
    const { root, parts, document } = opened();
    root.at('settings').call('add', 'key', 'value');
    document.save();
    expect(parts.do('getCount')).toBe(0);
  });
});

it('[WORD-132] a document counts as saved from save to the next change, and again when that is undone', () => {
  const { document, root } = opened();
  expect(root.value('saved')).toBe(true);
  root.at('body').call('insertText', 'x', 'End');
  expect(root.value('saved')).toBe(false);
  root.do('save');
  expect(root.value('saved')).toBe(true);
  root.at('body').call('insertText', 'y', 'End');
  expect(root.value('saved')).toBe(false);
  document.undo();
  expect(root.value('saved')).toBe(true);
  expect(() => root.do('save', 'Never')).toThrow(throwing('InvalidArgument'));
});
