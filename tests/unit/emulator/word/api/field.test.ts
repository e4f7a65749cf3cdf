/** @jest-environment jsdom */
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { docxOf } from '../../../../support/docx-builder.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;
const code = (each: Client): unknown => each.value('code');
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string): string =>
  `${mark('begin')}<w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>${mark('separate')}${result}${mark('end')}`;
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const paragraphs =
  `<w:p>${run('a')}${field('REF one', `${run('x')}${field('PAGE', run('7'))}`)}${run('b')}</w:p>` +
  `<w:p><w:fldSimple w:instr=" DATE \\@ yyyy ">${run('2026')}</w:fldSimple>${run('c')}</w:p>`;

describe('fields', () => {
  it('[WORD-111] are listed where they begin, with instruction, type, result and the next one', () => {
    const body = rootOf(documentOf(paragraphs)).at('body');
    const { items } = body.at('fields');
    expect(items.map(code)).toEqual(['REF one', 'PAGE', 'DATE \\@ yyyy']);
    expect(items.map((each) => each.value('type'))).toEqual(['Ref', 'Page', 'Date']);
    expect(items.map((each) => each.at('result').value('text'))).toEqual(['x7', '7', '2026']);
    expect(items[0]!.call('getNext').target).toBe(items[1]!.target);
    expect(items[2]!.do('getNextOrNullObject')).toBeNull();
    expect(() => items[2]!.call('getNext')).toThrow(throwing('ItemNotFound'));
    expect(body.at('paragraphs').items.map((each) => each.at('fields').items.length)).toEqual([2, 1]);
    const range = body.at('paragraphs').items[1]!.call('getRange');
    expect(range.at('fields').call('getFirst').target).toBe(items[2]!.target);
    expect(body.at('fields').call('getByTypes', ['Page', 'Date']).items.map(code)).toEqual(['PAGE', 'DATE \\@ yyyy']);
    expect(
      rootOf(documentOf(p('none')))
        .at('body')
        .at('fields')
        .do('getFirstOrNullObject'),
    ).toBeNull();
  });

  it('[WORD-111] know the control, table and body that they are in', () => {
    const body = rootOf(documentOf(`${paragraphs}<w:p/>`)).at('body');
    const table = body.call('insertTable', 1, 1, 'End');
    const cell = table.call('getCell', 0, 0).at('body');
    cell.call('insertText', 'see', 'Start');
    const [first] = body.at('fields').items;
    expect(() => first!.at('parentTable')).toThrow(throwing('ItemNotFound'));
    const control = body.at('paragraphs').items[0]!.call('insertContentControl');
    expect(first!.at('parentContentControl').target).toBe(control.target);
    expect(control.at('fields').items.map(code)).toEqual(['REF one', 'PAGE']);
    expect(first!.at('parentBody').value('type')).toBe('MainDoc');
    const contents = rootOf(WordDocument.open(readCorpus('word-2010-contents.docx')))
      .at('body')
      .at('fields');
    expect(new Set(contents.items.map((each) => each.value('type')))).toEqual(new Set(['TOC', 'PageRef']));
  });

  it('[WORD-112] get another instruction, are locked and deleted, and nothing else changes', async () => {
    const document = new WordDocument(docxOf({ body: paragraphs }), { author: 'Ann' });
    const [before, xml] = [document.save(), bodyXml(document)];
    const [outer, inner, simple] = rootOf(document).at('body').at('fields').items;
    outer!.set('code', 'REF two \\h');
    simple!.set('code', 'TIME');
    outer!.set('locked', true);
    expect([outer!, inner!, simple!].map(code)).toEqual(['REF two \\h', 'PAGE', 'TIME']);
    expect([outer!.value('locked'), simple!.value('locked')]).toEqual([true, false]);
    for (const fetching of ['INCLUDETEXT "https://example.org/a"', ' ddeauto x'])
      expect(() => outer!.set('code', fetching)).toThrow(throwing('InvalidArgument'));
    await expectNoNewErrors(before, document.save());
    simple!.do('delete');
    outer!.do('delete');
    expect(rootOf(document).at('body').value('text')).toBe('ab\rc');
    expect(bodyXml(document)).not.toMatch(/fldChar|instrText|fldSimple/);
    expect(() => inner!.value('code')).toThrow(throwing('ItemNotFound'));
    await expectNoNewErrors(before, document.save());
    while (document.undo());
    expect(bodyXml(document)).toBe(xml);
  });
});
