/** @jest-environment jsdom */
import { createWordHost } from '../../src/emulator/word/word-host.ts';
import type { WordDocument } from '../../src/emulator/word/word-document.ts';
import { enableNewerMembers } from '../support/newer-members.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';
import { gif, png } from '../support/small-pictures.ts';
import { documentOf, p } from '../support/word-builder.ts';

let office: OfficeWindow;
let document: WordDocument;
afterEach(() => office.close());

async function open(body: string): Promise<void> {
  document = documentOf(body);
  office = await openOffice({ documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }) });
  enableNewerMembers(office);
}

it('[WORD-140] the real office.js inserts HTML, and reads it back', async () => {
  await open(p('One'));
  const seen = await office.Word.run(async (context) => {
    const { body } = context.document;
    const made = body.insertHtml('<h1>Title</h1><ol><li>a</li><li><b>b</b></li></ol>', 'End');
    made.load('text');
    body.paragraphs.load('items/text,items/styleBuiltIn,items/isListItem');
    const html = body.getHtml();
    await context.sync();
    return {
      made: made.text,
      paragraphs: body.paragraphs.items.map((each) => [each.text, each.styleBuiltIn, each.isListItem]),
      html: html.value,
    };
  });
  expect(seen.made).toBe('Title\ra\rb');
  expect(seen.paragraphs).toEqual([
    ['One', 'Normal', false],
    ['Title', 'Heading1', false],
    ['a', 'ListParagraph', true],
    ['b', 'ListParagraph', true],
  ]);
  expect(seen.html).toMatch(/<h1[^>]*>Title<\/h1><ol><li[^>]*>a<\/li><li[^>]*><b>b<\/b><\/li><\/ol>/);
  expect(office.conversation.executor.interpreter.references.size).toBe(0);
});

it('[WORD-151] the real office.js inserts pictures, lists them, changes and replaces them', async () => {
  await open(p('One') + p('Two'));
  const seen = await office.Word.run(async (context) => {
    const { body } = context.document;
    body.paragraphs.getFirst().insertInlinePictureFromBase64(png, 'End').altTextTitle = 'A dot';
    body.insertInlinePictureFromBase64(gif, 'End').width = 30;
    body.inlinePictures.load('items/altTextTitle,items/width,items/height');
    await context.sync();
    const [first, second] = body.inlinePictures.items as [Word.InlinePicture, Word.InlinePicture];
    const bytes = first.getBase64ImageSrc();
    const sizes = [second.width, second.height];
    first.insertText('before ', 'Before');
    const next = first.getNext();
    next.load('height');
    const none = second.getNextOrNullObject();
    none.load('height');
    const around = first.paragraph;
    around.load('text');
    second.delete();
    body.inlinePictures.load('items');
    await context.sync();
    const left = body.inlinePictures.items.length;
    return { titles: first.altTextTitle, sizes, bytes: bytes.value, none: none.isNullObject, text: around.text, left };
  });
  expect(seen).toEqual({ titles: 'A dot', sizes: [30, 45], bytes: png, none: true, text: 'Onebefore \ufffc', left: 1 });
  expect(office.conversation.executor.interpreter.references.size).toBe(0);
});

it('[WORD-161] the real office.js puts notes in, reads them, edits them and takes them out', async () => {
  await open(p('One two') + p('Three'));
  const seen = await office.Word.run(async (context) => {
    const { body } = context.document;
    body.search('two').getFirst().insertFootnote('About two');
    body.search('Three').getFirst().insertFootnote('About three');
    body.search('One').getFirst().insertEndnote('The end');
    body.footnotes.load('items/type,items/body/text');
    const all = context.document.getFootnoteBody();
    all.load('text,type');
    await context.sync();
    const [first] = body.footnotes.items as [Word.NoteItem];
    const facts = body.footnotes.items.map((each) => [each.type, each.body.text]);
    first.body.insertText('!', 'End');
    const next = first.getNext();
    next.load('type');
    first.reference.load('text');
    const end = body.endnotes.getFirst();
    end.body.load('text');
    await context.sync();
    next.delete();
    const again = body.footnotes;
    again.load('items/body/text');
    await context.sync();
    return {
      facts,
      all: [all.text, all.type],
      mark: first.reference.text,
      end: end.body.text,
      left: again.items.map((each) => each.body.text),
    };
  });
  expect(seen).toEqual({
    facts: [
      ['Footnote', 'About two'],
      ['Footnote', 'About three'],
    ],
    all: ['About two\rAbout three', 'Footnote'],
    mark: '\u0002',
    end: 'The end',
    left: ['About two!'],
  });
  expect(office.conversation.executor.interpreter.references.size).toBe(0);
});
