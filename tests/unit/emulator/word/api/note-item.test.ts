/** @jest-environment jsdom */
import { ClassRegistry } from '../../../../../src/emulator/view/class-registry.ts';
import { DocumentView } from '../../../../../src/emulator/view/document-view.ts';
import { PackageSource } from '../../../../../src/emulator/view/package-source.ts';
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { ns } from '../../../../../src/emulator/word/package/namespaces.ts';
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { png } from '../../../../support/small-pictures.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const refusal = expect.objectContaining({ code: 'InvalidArgument' }) as Error;
const notFound = expect.objectContaining({ code: 'ItemNotFound' }) as Error;
/** The text with `*` for each note's mark. */
const textOf = (of: Client): string => (of.value('text') as string).replaceAll('\u0002', '*');
const find = (of: Client, text: string): Client => of.call('search', text).call('getFirst');
const partXml = (document: WordDocument, name: string): string =>
  new TextDecoder().decode(document.package.bytes(`word/${name}.xml`)).replace(/ xmlns(:\w+)?="[^"]*"/g, '');

function withNotes(): { document: WordDocument; root: Client; body: Client } {
  const document = documentOf(p('One two three') + p('Four'));
  const root = rootOf(document);
  const body = root.at('body');
  find(body, 'two').do('insertFootnote', 'About two.\nMore.');
  find(body, 'Four').do('insertFootnote', 'About four.');
  find(body, 'One').do('insertEndnote', 'At the end.');
  return { document, root, body };
}

it('[WORD-160] marks the end of its text and brings its part, the separators, their settings and the styles', async () => {
  const { document, body } = withNotes();
  expect(textOf(body)).toBe('One* two* three\rFour*');
  const notes = partXml(document, 'footnotes');
  expect(notes).toContain('<w:footnote w:type="separator" w:id="-1">');
  expect(notes).toContain('<w:footnote w:type="continuationSeparator" w:id="0">');
  expect(partXml(document, 'settings')).toMatch(
    /<w:footnotePr><w:footnote w:id="-1"\/><w:footnote w:id="0"\/><\/w:footnotePr><w:endnotePr>/,
  );
  expect(partXml(document, 'styles')).toMatch(/w:styleId="FootnoteText".*w:styleId="FootnoteReference"/s);
  expect(bodyXml(document)).toContain('<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/>');
  await expectNoNewErrors(null, document.save());
});

it('[WORD-160] goes with undo, part and all, and comes again with redo', () => {
  const document = documentOf(p('One'));
  const before = [bodyXml(document), document.package.partNames.length];
  find(rootOf(document).at('body'), 'One').do('insertFootnote', 'Note');
  const after = [bodyXml(document), document.package.partNames.length];
  document.undo();
  expect([bodyXml(document), document.package.partNames.length]).toEqual(before);
  document.redo();
  expect([bodyXml(document), document.package.partNames.length]).toEqual(after);
  expect(rootOf(document).call('getFootnoteBody').value('text')).toBe('Note');
});

it('[WORD-161] is listed in the order of the marks, by its kind, and leads to the next', () => {
  const { body } = withNotes();
  const [two, four] = body.at('footnotes').items as [Client, Client];
  expect([two, four].map((each) => each.at('body').value('text'))).toEqual(['About two.\rMore.', 'About four.']);
  expect([two, four, body.at('endnotes').call('getFirst')].map((each) => each.value('type'))).toEqual([
    'Footnote',
    'Footnote',
    'Endnote',
  ]);
  expect(two.call('getNext').at('body').value('text')).toBe('About four.');
  expect(four.do('getNextOrNullObject')).toBeNull();
  expect(() => four.call('getNext')).toThrow(notFound);
  expect(textOf(two.at('reference'))).toBe('*');
  const [first, second] = body.at('paragraphs').items as [Client, Client];
  expect([first, second].map((each) => each.at('footnotes').items.length)).toEqual([1, 1]);
  expect(find(body, 'three').at('footnotes').do('getFirstOrNullObject')).toBeNull();
  expect(second.at('endnotes').items).toEqual([]);
});

it('[WORD-162] has a body to read, write, format and search, without its mark', () => {
  const { document, body } = withNotes();
  const note = body.at('footnotes').items[0]!.at('body');
  expect(note.value('type')).toBe('NoteItem');
  note.do('insertText', 'First: ', 'Start');
  find(note, 'two').at('font').set('bold', true);
  note.do('insertParagraph', 'Last.', 'End');
  expect(note.value('text')).toBe('First: About two.\rMore.\rLast.');
  expect(partXml(document, 'footnotes')).toContain(
    '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> First: About </w:t></w:r><w:r><w:rPr><w:b/>',
  );
  note.do('insertText', 'New', 'Replace');
  expect(note.value('text')).toBe('New');
  expect(partXml(document, 'footnotes')).toMatch(
    /<w:footnoteRef\/><\/w:r><w:r><w:t xml:space="preserve"> <\/w:t><\/w:r><w:r><w:t>New</,
  );
  expect(textOf(body)).toBe('One* two* three\rFour*');
});

it('[WORD-162] relates links, pictures and OOXML in a note to the part of the notes, and changes nothing else', async () => {
  const original = readCorpus('word-2010-content-controls.docx');
  const document = WordDocument.open(original);
  const body = rootOf(document).at('body');
  const note = body.at('footnotes').call('getFirst').at('body');
  const linked = note.call('insertText', ' a link', 'End');
  linked.set('hyperlink', 'https://example.org/');
  note.do('insertInlinePictureFromBase64', png, 'End');
  const other = documentOf(p('copied'));
  find(rootOf(other).at('body'), 'copied').set('hyperlink', 'https://example.com/copied');
  find(rootOf(other).at('body'), 'copied').do('insertFootnote', 'A note within');
  note.do('insertOoxml', rootOf(other).at('body').do('getOoxml'), 'End');
  const saved = document.save();
  await expectNoNewErrors(original, saved);
  const [before, after] = [OoxmlPackage.open(original), OoxmlPackage.open(saved)];
  const targets = after.relationships('word/footnotes.xml').map(({ target }) => target);
  expect(targets).toEqual(expect.arrayContaining(['https://example.org/', 'https://example.com/copied']));
  expect(after.relationships('word/document.xml')).toEqual(before.relationships('word/document.xml'));
  expect(after.bytes('word/document.xml')).toEqual(before.bytes('word/document.xml'));
  // What a note holds comes back with its links, too.
  const target = documentOf(p('x'));
  rootOf(target).at('body').do('insertOoxml', note.do('getOoxml'), 'End');
  expect(rootOf(target).at('body').value('text')).toContain('copied');
  expect(find(rootOf(target).at('body'), 'copied').value('hyperlink')).toBe('https://example.com/copied');
});

it('[WORD-163] is one body with all of its kind, of which deleting joins none', async () => {
  const { document, root } = withNotes();
  const all = root.call('getFootnoteBody');
  expect([all.value('type'), all.value('text')]).toEqual(['Footnote', 'About two.\rMore.\rAbout four.']);
  expect(root.call('getEndnoteBody').value('text')).toBe('At the end.');
  expect(all.call('search', 'About').items).toHaveLength(2);
  expect(all.at('paragraphs').items).toHaveLength(3);
  all.do('clear');
  expect(
    root
      .at('body')
      .at('footnotes')
      .items.map((each) => each.at('body').value('text')),
  ).toEqual(['', '']);
  await expectNoNewErrors(null, document.save());
  expect(() => rootOf(documentOf(p('x'))).call('getFootnoteBody')).toThrow(notFound);
});

it('[WORD-164] goes with its mark', async () => {
  const { document, body } = withNotes();
  const [two] = body.at('footnotes').items as [Client];
  const within = find(two.at('body'), 'More');
  two.do('delete');
  expect(textOf(body)).toBe('One* two three\rFour*');
  expect(partXml(document, 'footnotes')).not.toContain('About two');
  expect(() => two.value('type')).toThrow(notFound);
  expect(() => within.value('text')).toThrow(notFound);
  await expectNoNewErrors(null, document.save());
  document.undo();
  expect(body.at('footnotes').items.map((each) => each.at('body').value('text'))).toEqual([
    'About two.\rMore.',
    'About four.',
  ]);
});

it('[WORD-164] tracked, comes and goes as marks, which rejecting takes back', async () => {
  const { document, root, body } = withNotes();
  const before = bodyXml(document);
  root.set('changeTrackingMode', 'TrackAll');
  const made = find(body, 'three').call('insertFootnote', 'New\nnote');
  expect(partXml(document, 'footnotes')).toMatch(/<w:ins [^>]*><w:r><w:t>note<\/w:t><\/w:r><\/w:ins>/);
  body.at('footnotes').call('getFirst').do('delete');
  const changes = body.call('getTrackedChanges');
  expect(changes.items.map((each) => each.value('type'))).toEqual(['Deleted', 'Added']);
  expect(body.at('footnotes').items).toHaveLength(3);
  await expectNoNewErrors(null, document.save());
  changes.do('rejectAll');
  expect(bodyXml(document)).toBe(before);
  expect(() => made.at('reference')).toThrow(notFound);
  const own = find(body, 'three').call('insertFootnote', 'Mine');
  own.do('delete');
  expect(bodyXml(document)).toBe(before);
  expect(partXml(document, 'footnotes')).not.toContain('Mine');
});

it('[WORD-165] is put into the main text only', () => {
  const { body } = withNotes();
  const note = body.at('footnotes').call('getFirst').at('body');
  expect(() => note.call('getRange').do('insertFootnote', 'No')).toThrow(refusal);
  expect(() => body.call('getRange').do('insertEndnote', 7)).toThrow(refusal);
  const reference = `<w:p xmlns:w="${ns.w}"><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`;
  note.do('insertOoxml', reference, 'End');
  expect(note.value('text')).not.toContain('\u0002');
});

it('[WORD-166] is shown as a mark that counts in the text and with its words at the end', () => {
  const { document, body } = withNotes();
  const element = globalThis.document.createElement('div');
  globalThis.document.body.append(element);
  const source = new PackageSource(document.package, () => null);
  const view = new DocumentView(element, source, new ClassRegistry(() => undefined));
  view.open();
  document.onChange(({ paragraphs, structure }) => {
    source.forget();
    view.refresh(paragraphs, structure);
    view.refreshNotes();
  });
  const seen = (): unknown => [
    [...element.querySelectorAll('.note-mark')].map((mark) => mark.textContent),
    [...element.querySelectorAll<HTMLElement>('.note')].map((note) => [note.dataset['mark'], note.textContent.trim()]),
  ];
  expect(seen()).toEqual([
    ['i', '1', '2'],
    [
      ['1', 'About two.More.'],
      ['2', 'About four.'],
      ['i', 'At the end.'],
    ],
  ]);
  find(body, 'three').do('insertFootnote', 'Between');
  body.at('footnotes').call('getFirst').at('body').do('insertText', 'Now', 'Replace');
  expect(seen()).toEqual([
    ['i', '1', '2', '3'],
    [
      ['1', 'Now'],
      ['2', 'Between'],
      ['3', 'About four.'],
      ['i', 'At the end.'],
    ],
  ]);
});

it.each(['wps-11-resume-zh.docx', 'word-2010-content-controls.docx', 'word-online-hello.docx'])(
  '[WORD-160] leaves %s valid, with the parts that have nothing to do with notes as they were',
  async (name) => {
    const original = readCorpus(name);
    const document = WordDocument.open(original);
    const body = rootOf(document).at('body');
    const before = body.at('footnotes').items.length;
    const range = body.at('paragraphs').call('getFirst').call('getRange');
    range.do('insertFootnote', 'A footnote');
    range.do('insertEndnote', 'An endnote');
    expect(body.at('footnotes').items).toHaveLength(before + 1);
    const saved = document.save();
    await expectNoNewErrors(original, saved);
    const [was, is] = [OoxmlPackage.open(original), OoxmlPackage.open(saved)];
    const changed = was.partNames.filter((part) => !Buffer.from(is.bytes(part)).equals(was.bytes(part)));
    expect(changed.filter((part) => !/Content_Types|document\d*\.xml|notes|settings|styles/.test(part))).toEqual([]);
  },
);
