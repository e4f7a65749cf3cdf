/** @jest-environment jsdom */
import { spanToFlatOpc } from '../../../../../src/emulator/word/model/flat-opc.ts';
import { spanOf } from '../../../../../src/emulator/word/model/story.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { ns, relationshipTypes } from '../../../../../src/emulator/word/package/namespaces.ts';
import { listComments } from '../../../../../src/emulator/word/parts/comments.ts';
import { countLabels } from '../../../../../src/emulator/word/parts/list-labels.ts';
import { mergeOoxml } from '../../../../../src/emulator/word/parts/merge.ts';
import { Anchors } from '../../../../../src/emulator/word/model/anchors.ts';
import { addNote, listNotes, noteText } from '../../../../../src/emulator/word/parts/notes.ts';
import { styleById, styleByName } from '../../../../../src/emulator/word/parts/styles.ts';
import { all, bodyOf, docxOf, paragraphAt, xmlOf, type DocxSource } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const plainly = { anchors: new Anchors(), tracked: null };
const p = (content: string, pPr = ''): string => `<w:p><w:pPr>${pPr}</w:pPr>${content}</w:p>`;
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const style = (id: string, name: string, rest = '', type = 'paragraph'): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;

function flat(source: OoxmlPackage): string {
  const span = spanOf(bodyOf(source));
  return span ? spanToFlatOpc(source, span) : '';
}

function merged(into: OoxmlPackage, source: string | DocxSource | OoxmlPackage): Element[] {
  const ooxml = typeof source === 'string' ? source : flat(source instanceof OoxmlPackage ? source : docxOf(source));
  const blocks = mergeOoxml(into, ooxml);
  const body = bodyOf(into);
  for (const block of blocks) body.insertBefore(block, body.lastElementChild);
  return blocks;
}

/** A flat OPC package with a document and whatever relationships and parts a test needs. */
function handMade(body: string, relationships = '', parts = ''): string {
  const part = (name: string, type: string, content: string): string =>
    `<pkg:part pkg:name="${name}" pkg:contentType="${type}"><pkg:xmlData>${content}</pkg:xmlData></pkg:part>`;
  return `<pkg:package xmlns:pkg="${ns.pkg}">${part('/_rels/.rels', 'application/vnd.openxmlformats-package.relationships+xml', `<Relationships xmlns="${ns.relationships}"><Relationship Id="rId1" Type="${relationshipTypes.officeDocument}" Target="word/document.xml"/></Relationships>`)}${part('/word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', `<w:document xmlns:w="${ns.w}" xmlns:r="${ns.r}" xmlns:wp="${ns.wp}" xmlns:a="${ns.a}" xmlns:pic="${ns.pic}" xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>${body}</w:body></w:document>`)}${part('/word/_rels/document.xml.rels', 'application/vnd.openxmlformats-package.relationships+xml', `<Relationships xmlns="${ns.relationships}">${relationships}</Relationships>`)}${parts}</pkg:package>`;
}

describe('styles of inserted content', () => {
  it('[WORD-52] are matched by name, and the document keeps its own definition', () => {
    const pkg = docxOf({ body: p(run('x')), styles: style('1', 'heading 1', '<w:rPr><w:sz w:val="44"/></w:rPr>') });
    const [block] = merged(pkg, {
      styles: style('Heading1', 'heading 1', '<w:rPr><w:sz w:val="20"/></w:rPr>'),
      body: p(run('Title'), '<w:pStyle w:val="Heading1"/>'),
    });
    expect(block && xmlOf(block)).toContain('<w:pStyle w:val="1"/>');
    expect(xmlOf(styleById(pkg, '1') as Element)).toContain('<w:sz w:val="44"/>');
    expect(styleById(pkg, 'Heading1')).toBeNull();
  });

  it('[WORD-52] come along with what they are based on when the document lacks them, under an id that is free', () => {
    const pkg = docxOf({ body: p(''), styles: style('Box', 'Own box') });
    const [block] = merged(pkg, {
      styles:
        style('Base', 'Base of box') + style('Box', 'Fancy box', '<w:basedOn w:val="Base"/><w:next w:val="Normal"/>'),
      body: p(run('x'), '<w:pStyle w:val="Box"/>'),
    });
    const copy = styleByName(pkg, 'Fancy box');
    expect(copy && xmlOf(copy)).toContain('w:styleId="Box1"');
    expect(copy && xmlOf(copy)).toContain('<w:basedOn w:val="Base"/><w:next w:val="Normal"/>');
    expect(block && xmlOf(block)).toContain('<w:pStyle w:val="Box1"/>');
  });

  it('that only the built-in ids name are made, and others are dropped', () => {
    const pkg = docxOf({ body: p('') });
    const blocks = merged(
      pkg,
      `<w:body xmlns:w="${ns.w}">${p(run('a'), '<w:pStyle w:val="Heading2"/>')}${p(run('b'), '<w:pStyle w:val="Nowhere"/>')}</w:body>`,
    );
    expect(styleByName(pkg, 'heading 2')).not.toBeNull();
    expect(blocks.map(xmlOf).join('')).not.toContain('Nowhere');
  });
});

describe('lists of inserted content', () => {
  const list = (numId: string, text: string): string =>
    `<w:abstractNum w:abstractNumId="${numId}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="${numId}"><w:abstractNumId w:val="${numId}"/></w:num>`;
  const item = p(run('x'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>');

  it('[WORD-53] count for themselves, whatever their ids were', async () => {
    const pkg = docxOf({ body: item + item, numbering: list('1', '%1.') });
    merged(pkg, { body: item + item, numbering: list('1', '(%1)') });
    expect([...countLabels(pkg, all(pkg, 'p')).values()].map(({ text }) => text)).toEqual(['1.', '2.', '(1)', '(2)']);
    await expectNoNewErrors(null, pkg.save());
  });

  it('[WORD-53] go on in their list when the content came from this document', () => {
    const pkg = docxOf({ body: item + item, numbering: list('1', '%1.') });
    merged(pkg, flat(pkg));
    expect([...countLabels(pkg, all(pkg, 'p')).values()].map(({ text }) => text)).toEqual(['1.', '2.', '3.', '4.']);
  });

  it('that the content does not define are no lists', () => {
    const pkg = docxOf({ body: item, numbering: list('1', '%1.') });
    const [block] = merged(
      pkg,
      `<w:p xmlns:w="${ns.w}"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr></w:p>`,
    );
    expect(block && xmlOf(block)).toContain('<w:numId w:val="0"/>');
  });
});

describe('notes, comments and ids of inserted content', () => {
  it('[WORD-54] bring their notes along under ids that are free', async () => {
    const source = docxOf({ body: p(run('text')) });
    addNote(source, 'footnote', { paragraph: paragraphAt(source, 0), offset: 4 }, 'The other note.', plainly);
    addNote(source, 'endnote', { paragraph: paragraphAt(source, 0), offset: 5 }, 'An endnote.', plainly);
    const pkg = docxOf({ body: p(run('own')) });
    addNote(pkg, 'footnote', { paragraph: paragraphAt(pkg, 0), offset: 3 }, 'Own note.', plainly);
    merged(pkg, source);
    merged(pkg, source);
    expect(listNotes(pkg, 'footnote').map((note) => [note.id, noteText(note)])).toEqual([
      ['1', 'Own note.'],
      ['2', 'The other note.'],
      ['3', 'The other note.'],
    ]);
    expect(listNotes(pkg, 'endnote').map(noteText)).toEqual(['An endnote.', 'An endnote.']);
    await expectNoNewErrors(null, pkg.save());
  });

  it('[WORD-54] use a note again that only the replaced content has', () => {
    const pkg = docxOf({ body: p(run('own')) });
    addNote(pkg, 'footnote', { paragraph: paragraphAt(pkg, 0), offset: 3 }, 'Own note.', plainly);
    const blocks = mergeOoxml(pkg, flat(pkg), { replacing: [paragraphAt(pkg, 0)] });
    expect(blocks.map(xmlOf).join('')).toContain('<w:footnoteReference w:id="1"/>');
  });

  it('[WORD-54] bring comment threads along', async () => {
    const original = readCorpus('word-365-equation.docx');
    const pkg = OoxmlPackage.open(original);
    const source = OoxmlPackage.open(readCorpus('word-365-comments.docx'));
    merged(pkg, source);
    expect(listComments(pkg).map(({ text }) => text)).toEqual(listComments(source).map(({ text }) => text));
    expect(new Set(listComments(pkg).map(({ id }) => id)).size).toBe(4);
  });

  it('[WORD-55] get ids of their own for bookmarks, tracked changes, content controls and drawings', () => {
    const content =
      p(
        `<w:bookmarkStart w:id="1" w:name="here"/><w:ins w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z">${run('x')}</w:ins><w:bookmarkEnd w:id="1"/>`,
      ) + `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>${p(run('y'))}</w:sdtContent></w:sdt>`;
    const pkg = docxOf({ body: content });
    merged(pkg, { body: content });
    merged(pkg, { body: content.replace('here', 'there') });
    const values = (name: string, attribute: string): (string | null)[] =>
      all(pkg, name).map((each) => each.getAttributeNS(ns.w, attribute));
    expect(values('bookmarkStart', 'name')).toEqual(['here', 'there']);
    expect(values('bookmarkStart', 'id')).toEqual(values('bookmarkEnd', 'id'));
    const annotations = [...values('ins', 'id'), ...values('bookmarkStart', 'id')];
    expect(new Set(annotations).size).toBe(annotations.length);
    const controls = all(pkg, 'sdtPr').map((each) => xmlOf(each));
    expect(new Set(controls).size).toBe(3);
  });
});

describe('what an insertion must not bring', () => {
  it.each([
    ['no XML', 'Hello', /well-formed/],
    [
      'a document type with entities',
      `<!DOCTYPE p [<!ENTITY a "aaaa">]><w:p xmlns:w="${ns.w}"><w:r><w:t>&a;</w:t></w:r></w:p>`,
      /document type/,
    ],
    ['another kind of XML', '<html xmlns="http://www.w3.org/1999/xhtml"/>', /no WordprocessingML/],
    ['a package without a document', `<pkg:package xmlns:pkg="${ns.pkg}"/>`, /no document/],
    [
      'a binary part that is none',
      `<pkg:package xmlns:pkg="${ns.pkg}"><pkg:part pkg:name="/a" pkg:contentType="b"><pkg:binaryData>!!</pkg:binaryData></pkg:part></pkg:package>`,
      /no base64/,
    ],
  ])('refuses %s', (_, ooxml, message) => {
    expect(() => mergeOoxml(docxOf({ body: p('') }), ooxml)).toThrow(message);
  });

  it('[WORD-51] drops links to anything but web and mail, pictures elsewhere, objects, sub-documents and fields that fetch', () => {
    const pkg = docxOf({ body: p('') });
    const external = (id: string, kind: string, target: string): string =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/>`;
    const blocks = merged(
      pkg,
      handMade(
        p(
          `<w:hyperlink r:id="r1">${run('file')}</w:hyperlink><w:hyperlink r:id="r2">${run('script')}</w:hyperlink><w:hyperlink r:id="r3">${run('web')}</w:hyperlink>`,
        ) +
          p(
            '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:link="r4"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
          ) +
          p('<w:r><w:object><o:OLEObject ProgID="Package" r:id="r5"/></w:object></w:r>') +
          '<w:altChunk r:id="r6"/><w:subDoc r:id="r7"/>' +
          p(
            `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('shown')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
          ),
        external('r1', 'hyperlink', 'file:///etc/passwd') +
          external('r2', 'hyperlink', 'javascript:alert(1)') +
          external('r3', 'hyperlink', 'https://example.org/') +
          external('r4', 'image', 'https://tracker.example/x.png') +
          external('r5', 'oleObject', 'file://server/share') +
          external('r6', 'aFChunk', 'https://example.org/a.html') +
          external('r7', 'subDocument', 'https://example.org/a.docx'),
      ),
    );
    const xml = blocks.map(xmlOf).join('');
    for (const gone of ['r:link', 'OLEObject', 'altChunk', 'subDoc', 'DDEAUTO', 'fldChar'])
      expect(xml).not.toContain(gone);
    expect(xml).toContain('shown');
    expect(all(pkg, 'hyperlink')).toHaveLength(1);
    expect(
      pkg
        .relationships(pkg.documentPart)
        .filter(({ external: isExternal }) => isExternal)
        .map(({ target }) => target),
    ).toEqual(['https://example.org/']);
  });
});

describe('content of real documents', () => {
  it.each([
    'word-2007-pictures.docx',
    'word-2007-tracked-fields.docx',
    'word-2010-content-controls.docx',
    'word-2010-contents.docx',
    'google-docs-notes.docx',
    'wps-11-resume-zh.docx',
    'libreoffice-6-lists.docx',
    'python-docx-notes.docx',
  ])('of %s goes into another document without a new error', async (name) => {
    const original = readCorpus('word-365-equation.docx');
    const pkg = OoxmlPackage.open(original);
    const source = OoxmlPackage.open(readCorpus(name));
    const count = all(source, 'p').length;
    const before = all(pkg, 'p').length;
    merged(pkg, source);
    expect(all(pkg, 'p').length).toBe(before + count);
    await expectNoNewErrors(original, pkg.save(), readCorpus(name));
  });
});
