/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import {
  contentControlFacts,
  contentControlsIn,
  removeContentControl,
  setContentControl,
  wrapBlocks,
  wrapInline,
} from '../../../../../src/emulator/word/parts/content-controls.ts';
import { fieldsOf, flattenField, hyperlinkOfField } from '../../../../../src/emulator/word/parts/fields.ts';
import {
  attachRunning,
  blankRunning,
  runningPart,
  sectionsOf,
} from '../../../../../src/emulator/word/parts/headers-footers.ts';
import { hyperlinkOf, setHyperlink } from '../../../../../src/emulator/word/parts/hyperlinks.ts';
import { imageFacts } from '../../../../../src/emulator/word/parts/image-facts.ts';
import { addNote, listNotes, noteText, removeNote } from '../../../../../src/emulator/word/parts/notes.ts';
import {
  altTextOf,
  createPictureRun,
  inlinePictures,
  pictureBase64,
  pictureSize,
  setAltText,
  setPictureSize,
} from '../../../../../src/emulator/word/parts/pictures.ts';
import {
  coreProperty,
  customProperties,
  extendedProperty,
  removeCustomProperty,
  setCoreProperty,
  setCustomProperty,
  setExtendedProperty,
} from '../../../../../src/emulator/word/parts/properties.ts';
import {
  protectionOf,
  setProtection,
  setTracksRevisions,
  tracksRevisions,
} from '../../../../../src/emulator/word/parts/settings.ts';
import { Anchors } from '../../../../../src/emulator/word/model/anchors.ts';
import { textOf } from '../../../../../src/emulator/word/model/text-leaves.ts';
import { all, bodyOf, docxOf, paragraphAt, xmlOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const p = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const gif = 'R0lGODlhAgADAIAAAP///wAAACH5BAEAAAAALAAAAAACAAMAAAICRF4AOw==';

describe('pictures', () => {
  it('are measured by their bytes', () => {
    const bytes = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    expect(imageFacts(bytes(png))).toMatchObject({ contentType: 'image/png', width: 1, height: 1, dpi: 96 });
    expect(imageFacts(bytes(gif))).toMatchObject({ contentType: 'image/gif', width: 2, height: 3 });
    const pkg = OoxmlPackage.open(readCorpus('word-2007-pictures.docx'));
    const facts = pkg.partNames
      .filter((name) => /\.(png|jpe?g)$/.test(name))
      .map((name) => imageFacts(pkg.bytes(name)));
    expect(facts.length).toBeGreaterThan(0);
    for (const each of facts)
      expect(each).toMatchObject({ width: expect.any(Number) as number, height: expect.any(Number) as number });
    expect(imageFacts(new Uint8Array([1, 2, 3]))).toBeNull();
  });

  it('go into the text with their size, their words and one copy of their bytes', async () => {
    const pkg = docxOf({ body: p('x') });
    for (const altText of ['A dot', 'Another <dot> & "more"']) {
      const run = createPictureRun(pkg, pkg.documentPart, `data:image/png;base64,${png}`, { altText, width: 72 });
      if (run) paragraphAt(pkg, 0).append(run);
    }
    const [first, second] = inlinePictures(bodyOf(pkg)) as [Element, Element];
    expect(pkg.partNames.filter((name) => name.includes('/media/'))).toHaveLength(1);
    expect(pictureSize(first)).toEqual({ width: 72, height: 72 });
    setPictureSize(first, { height: 36 });
    expect(pictureSize(first)).toEqual({ width: 36, height: 36 });
    expect(altTextOf(second).description).toBe('Another <dot> & "more"');
    setAltText(second, { title: 'T' });
    expect(altTextOf(second).title).toBe('T');
    expect(pictureBase64(pkg, pkg.documentPart, first)).toBe(png);
    expect(createPictureRun(pkg, pkg.documentPart, 'no picture')).toBeNull();
    await expectNoNewErrors(null, pkg.save());
  });
});

describe('content controls', () => {
  it('wrap text and blocks, say what they are, and go again', async () => {
    const pkg = docxOf({ body: p('One two three') + p('Four') + p('Five') });
    const inline = wrapInline(paragraphAt(pkg, 0), 4, 7);
    expect(textOf(paragraphAt(pkg, 0))).toBe('One two three');
    expect(inline.textContent).toBe('two');
    const block = wrapBlocks([paragraphAt(pkg, 1), paragraphAt(pkg, 2)]);
    setContentControl(inline, {
      title: 'Name',
      tag: 'name',
      appearance: 'Tags',
      color: '#4472c4',
      cannotDelete: true,
      cannotEdit: true,
    });
    expect(contentControlFacts(inline)).toEqual({
      id: contentControlFacts(inline).id,
      title: 'Name',
      tag: 'name',
      type: 'RichText',
      appearance: 'Tags',
      color: '#4472C4',
      cannotDelete: true,
      cannotEdit: true,
      removeWhenEdited: false,
      isPlaceholder: false,
    });
    expect(contentControlFacts(block).id).not.toBe(contentControlFacts(inline).id);
    await expectNoNewErrors(null, pkg.save());
    setContentControl(inline, { cannotEdit: false, title: '' });
    expect(contentControlFacts(inline)).toMatchObject({ cannotEdit: false, cannotDelete: true, title: '' });
    removeContentControl(inline, true);
    removeContentControl(block, false);
    expect(contentControlsIn(bodyOf(pkg))).toEqual([]);
    expect(bodyOf(pkg).textContent).toBe('One two three');
  });

  it('take in whole what their ends cut through', () => {
    const pkg = docxOf({
      body: `<w:p><w:hyperlink w:anchor="a"><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:t>plain</w:t></w:r></w:p>`,
    });
    expect(wrapInline(paragraphAt(pkg, 0), 3, 8).textContent).toBe('linkedpl');
    expect(textOf(paragraphAt(pkg, 0))).toBe('linkedplain');
  });

  it('are read as Word wrote them', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-2010-content-controls.docx'));
    const types = contentControlsIn(bodyOf(pkg)).map((control) => contentControlFacts(control).type);
    expect(new Set(types)).toEqual(new Set(['RichText', 'PlainText', 'DropDownList', 'ComboBox', 'DatePicker']));
  });
});

describe('links and fields', () => {
  it('lets text lead somewhere, to another place, and nowhere', async () => {
    const pkg = docxOf({ body: p('One two three') });
    const address = (): (string | null)[] => all(pkg, 'r').map((run) => hyperlinkOf(pkg, pkg.documentPart, run));
    setHyperlink(pkg, pkg.documentPart, paragraphAt(pkg, 0), 4, 7, 'https://example.org/a#b');
    expect(address()).toEqual([null, 'https://example.org/a#b', null]);
    setHyperlink(pkg, pkg.documentPart, paragraphAt(pkg, 0), 0, 7, '#place');
    expect(address()).toEqual(['#place', '#place', null]);
    await expectNoNewErrors(null, pkg.save());
    setHyperlink(pkg, pkg.documentPart, paragraphAt(pkg, 0), 0, 13, '');
    expect(address()).toEqual([null, null, null]);
    expect(xmlOf(paragraphAt(pkg, 0))).not.toContain('Hyperlink');
    expect(textOf(paragraphAt(pkg, 0))).toBe('One two three');
  });

  it('finds fields with their instruction and result, nested ones too', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-2010-contents.docx'));
    const fields = fieldsOf(bodyOf(pkg));
    expect(new Set(fields.map(({ kind }) => kind))).toEqual(new Set(['TOC', 'PAGEREF']));
    expect(fields.find(({ kind }) => kind === 'TOC')?.result).toContain('Article 1');
    for (const field of fields) flattenField(field);
    expect(all(pkg, 'fldChar')).toEqual([]);
    expect(
      all(pkg, 't')
        .map(({ textContent }) => textContent)
        .join(''),
    ).toContain('Article 1');
  });

  it.each([
    ['HYPERLINK "https://example.org/x y" \\o "tip"', 'https://example.org/x y'],
    ['HYPERLINK \\l "_Toc1"', '#_Toc1'],
    ['hyperlink https://example.org \\l place', 'https://example.org#place'],
    ['PAGE', null],
  ])('reads the address of %s', (code, address) => {
    expect(hyperlinkOfField(code)).toBe(address);
  });
});

describe('notes', () => {
  const plainly = { anchors: new Anchors(), tracked: null };
  it('are put in, read and taken out', async () => {
    const pkg = docxOf({ body: p('One two') });
    const note = addNote(pkg, 'footnote', { paragraph: paragraphAt(pkg, 0), offset: 3 }, 'First\nline two', plainly);
    addNote(pkg, 'endnote', { paragraph: paragraphAt(pkg, 0), offset: 8 }, '尾注', plainly);
    expect(listNotes(pkg, 'footnote').map(noteText)).toEqual(['First\rline two']);
    expect(listNotes(pkg, 'endnote').map(noteText)).toEqual(['尾注']);
    expect(textOf(paragraphAt(pkg, 0))).toBe('One\u0002 two\u0002');
    await expectNoNewErrors(null, pkg.save());
    removeNote(pkg, note, plainly);
    expect(listNotes(pkg, 'footnote')).toEqual([]);
    expect(textOf(paragraphAt(pkg, 0))).toBe('One two\u0002');
  });
});

describe('headers, footers, properties and settings', () => {
  it('finds the header that a section shows, and makes one where there is none', async () => {
    const word = OoxmlPackage.open(readCorpus('word-2007-headers-footers.docx'));
    const shown = (['Primary', 'FirstPage', 'EvenPages'] as const).map(
      (type) => runningPart(word, sectionsOf(word)[0] as Element, 'header', type)?.part,
    );
    expect(new Set(shown).size).toBe(3);
    const pkg = docxOf({ body: p('x') });
    const section = sectionsOf(pkg)[0] as Element;
    expect(runningPart(pkg, section, 'footer', 'Primary')).toBeNull();
    for (const type of ['Primary', 'FirstPage', 'EvenPages'] as const) {
      const made = attachRunning(pkg, section, 'footer', type, blankRunning(pkg, 'footer'));
      expect(runningPart(pkg, section, 'footer', type)).toEqual(made);
    }
    expect(xmlOf(section)).toContain('<w:titlePg/>');
    await expectNoNewErrors(null, pkg.save());
  });

  it('keeps properties of every kind', async () => {
    const pkg = docxOf({ body: p('x') });
    setCoreProperty(pkg, 'title', '提案 & more');
    setCoreProperty(pkg, 'creationDate', '2026-01-02T03:04:05Z');
    setExtendedProperty(pkg, 'company', 'Example');
    for (const [key, value] of [
      ['Text', 'a'],
      ['Whole', 3],
      ['Part', 0.5],
      ['Yes', true],
      ['When', new Date('2026-01-02T03:04:05Z')],
    ] as const)
      setCustomProperty(pkg, key, value);
    setCustomProperty(pkg, 'text', 'b');
    expect([coreProperty(pkg, 'title'), coreProperty(pkg, 'author'), extendedProperty(pkg, 'company')]).toEqual([
      '提案 & more',
      '',
      'Example',
    ]);
    expect(customProperties(pkg).map(({ key, type, value }) => [key, type, value])).toEqual([
      ['Text', 'String', 'b'],
      ['Whole', 'Number', 3],
      ['Part', 'Number', 0.5],
      ['Yes', 'Boolean', true],
      ['When', 'Date', new Date('2026-01-02T03:04:05Z')],
    ]);
    expect(removeCustomProperty(pkg, 'WHOLE')).toBe(true);
    expect(removeCustomProperty(pkg, 'Whole')).toBe(false);
    await expectNoNewErrors(null, pkg.save());
  });

  it('switches tracking and protection in a document that has settings, and in one that has none', async () => {
    for (const original of [readCorpus('word-365-equation.docx'), docxOf({ body: p('x') }).save()]) {
      const pkg = OoxmlPackage.open(original);
      expect([tracksRevisions(pkg), protectionOf(pkg)]).toEqual([false, 'none']);
      setTracksRevisions(pkg, true);
      setProtection(pkg, 'readOnly');
      expect([tracksRevisions(pkg), protectionOf(pkg)]).toEqual([true, 'readOnly']);
      await expectNoNewErrors(original, pkg.save());
      setTracksRevisions(pkg, false);
      setProtection(pkg, 'none');
      expect([tracksRevisions(pkg), protectionOf(pkg)]).toEqual([false, 'none']);
    }
  });
});
