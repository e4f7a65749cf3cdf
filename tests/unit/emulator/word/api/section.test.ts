/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { docxOf } from '../../../../support/docx-builder.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;
const text = (each: Client): unknown => each.value('text');
const breakAfter = (content: string): string => `<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>${content}</w:t></w:r></w:p>`;

interface Opened {
  readonly document: WordDocument;
  readonly sections: Client;
  readonly before: Uint8Array;
}

function opened(body = p('One') + breakAfter('Two') + p('Three') + p('Four')): Opened {
  const document = new WordDocument(docxOf({ body }), { author: 'Ann', now: () => new Date('2026-01-02T03:04:05Z') });
  return { document, sections: rootOf(document).at('sections'), before: document.save() };
}

/** The parts whose bytes are not those of another document. */
function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [one, other] = [OoxmlPackage.open(before), OoxmlPackage.open(after)];
  const same = (name: string): boolean =>
    one.has(name) && Buffer.from(one.bytes(name)).equals(Buffer.from(other.bytes(name)));
  return other.partNames.filter((name) => !same(name)).sort();
}

function undoAll(document: WordDocument): void {
  while (document.undo());
}

describe('sections', () => {
  it('[WORD-122] are what lies between the breaks, each with a body and a next one', () => {
    const { document, sections } = opened();
    expect(sections.items.map((each) => text(each.at('body')))).toEqual(['One\rTwo', 'Three\rFour']);
    const [first, second] = sections.items;
    expect(text(first!.call('getNext').at('body'))).toBe('Three\rFour');
    expect(second!.do('getNextOrNullObject')).toBeNull();
    expect(() => second!.call('getNext')).toThrow(throwing('ItemNotFound'));
    expect(sections.call('getFirst').at('body').value('type')).toBe('Section');
    expect(text(second!.at('body').at('parentSection').at('body'))).toBe('Three\rFour');
    expect(second!.at('body').at('parentBody').value('type')).toBe('MainDoc');
    const body = rootOf(document).at('body');
    expect(() => body.at('parentSection')).toThrow(throwing('ItemNotFound'));
    expect(() => body.at('parentBody')).toThrow(throwing('ItemNotFound'));
    expect(document.canUndo).toBe(false);
    expect(
      rootOf(documentOf(p('no properties')))
        .at('sections')
        .items.map((each) => text(each.at('body'))),
    ).toEqual(['no properties']);
  });

  it('[WORD-123] are edited within their own breaks', async () => {
    const { document, sections, before } = opened();
    const xml = bodyXml(document);
    const [first, second] = sections.items.map((each) => each.at('body'));
    first!.call('insertParagraph', 'end', 'End');
    second!.call('insertParagraph', 'start', 'Start');
    first!.call('insertTable', 1, 1, 'End', [['cell']]);
    first!.call('insertText', '!', 'End');
    expect(sections.items.map((each) => text(each.at('body')))).toEqual([
      'One\rTwo\rend\rcell\r!',
      'start\rThree\rFour',
    ]);
    expect(first!.at('tables').items).toHaveLength(1);
    expect(second!.at('tables').items).toHaveLength(0);
    expect(
      first!.at('tables').items[0]!.call('getCell', 0, 0).at('body').at('parentSection').at('body').value('text'),
    ).toBe(text(first!));
    second!.call('insertText', 'all', 'Replace');
    first!.do('clear');
    expect(sections.items.map((each) => text(each.at('body')))).toEqual(['', 'all']);
    await expectNoNewErrors(before, document.save());
    undoAll(document);
    expect(bodyXml(document)).toBe(xml);
  });
});

describe('headers and footers', () => {
  it('[WORD-124] that are not there are empty to look at, and looking changes nothing', () => {
    const { document, sections, before } = opened();
    const header = sections.items[1]!.call('getHeader', 'Primary');
    expect([text(header), header.value('type'), header.at('paragraphs').items.length]).toEqual(['', 'Header', 1]);
    expect(sections.items[0]!.call('getFooter', 'EvenPages').value('type')).toBe('Footer');
    expect(() => sections.items[0]!.call('getHeader', 'Last')).toThrow(throwing('InvalidArgument'));
    expect(header.at('parentSection').at('body').value('text')).toBe('Three\rFour');
    expect(changedParts(before, document.save())).toEqual([]);
    expect(document.canUndo).toBe(false);
  });

  it('[WORD-124] come into the file with their first text, for all sections, and go again by undo', async () => {
    const { document, sections, before } = opened();
    for (const type of ['Primary', 'FirstPage', 'EvenPages']) {
      const header = sections.items[1]!.call('getHeader', type);
      const paragraph = header.at('paragraphs').items[0]!;
      paragraph.call('insertText', `${type} text`, 'Start');
      expect(text(sections.items[0]!.call('getHeader', type))).toBe(`${type} text`);
    }
    sections.items[0]!.call('getFooter', 'Primary').call('insertParagraph', 'Foot', 'Start');
    const saved = document.save();
    await expectNoNewErrors(before, saved);
    const again = rootOf(WordDocument.open(saved)).at('sections').items[1]!;
    expect(['Primary', 'FirstPage', 'EvenPages'].map((type) => text(again.call('getHeader', type)))).toEqual([
      'Primary text',
      'FirstPage text',
      'EvenPages text',
    ]);
    expect(text(again.call('getFooter', 'Primary'))).toBe('Foot\r');
    expect(again.call('getHeader', 'Primary').value('style')).toBe('Header');
    undoAll(document);
    expect(text(sections.items[0]!.call('getHeader', 'Primary'))).toBe('');
    expect(document.package.partNames.filter((name) => /header|footer/.test(name))).toEqual([]);
    while (document.redo());
    expect(text(sections.items[0]!.call('getHeader', 'Primary'))).toBe('Primary text');
    expect(text(rootOf(WordDocument.open(document.save())).at('sections').items[0]!.call('getHeader', 'Primary'))).toBe(
      'Primary text',
    );
  });

  it('[WORD-125] of a document from Word are edited in their own part alone, tracked and undone', async () => {
    const bytes = readCorpus('word-2007-headers-footers.docx');
    const document = new WordDocument(OoxmlPackage.open(bytes), { author: 'Ann' });
    const before = document.save();
    const header = rootOf(document).at('sections').items[0]!.call('getHeader', 'FirstPage');
    const was = text(header);
    document.trackingMode = 'TrackAll';
    header.call('insertText', 'New ', 'Start');
    expect(text(header)).toBe(`New ${String(was)}`);
    expect(header.do('getReviewedText', 'Original')).toBe(was);
    document.trackingMode = 'Off';
    expect(changedParts(before, document.save())).toHaveLength(1);
    expect(changedParts(before, document.save())[0]).toMatch(/^word\/header\d\.xml$/);
    await expectNoNewErrors(bytes, document.save());
    header.call('getTrackedChanges').do('rejectAll');
    expect(text(header)).toBe(was);
    undoAll(document);
    header.call('insertText', 'Title', 'End').call('insertContentControl').set('title', 'In the header');
    expect(rootOf(document).at('contentControls').call('getByTitle', 'In the header').items.map(text)).toEqual([
      'Title',
    ]);
    await expectNoNewErrors(bytes, document.save());
  });

  it('[WORD-126] keep the links of what is put into them with their own part', async () => {
    const { document, sections, before } = opened();
    const header = sections.items[0]!.call('getHeader', 'Primary');
    header.call('insertText', 'site', 'Start').set('hyperlink', 'https://example.org/');
    header.call('insertOoxml', header.do('getOoxml'), 'End');
    const part = document.package.partNames.find((name) => /word\/header\d+\.xml/.test(name)) ?? '';
    expect(document.package.relationships(part).map(({ target }) => target)).toContain('https://example.org/');
    expect(document.package.relationships(document.package.documentPart).map(({ target }) => target)).not.toContain(
      'https://example.org/',
    );
    expect(header.call('search', 'site').items[0]!.value('hyperlink')).toBe('https://example.org/');
    await expectNoNewErrors(before, document.save());
  });
});
