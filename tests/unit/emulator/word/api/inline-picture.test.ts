/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { gif, jpeg, png, wideJpeg } from '../../../../support/small-pictures.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

const insert = 'insertInlinePictureFromBase64';
const refusal = expect.objectContaining({ code: 'InvalidArgument' }) as Error;
/** The text with `*` for each picture. */
const textOf = (of: Client): string => (of.value('text') as string).replaceAll('\ufffc', '*');
const sizeOf = (picture: Client): unknown[] => [picture.value('width'), picture.value('height')];

it('[WORD-150] goes in at each place that its object takes, and nowhere else', () => {
  const at = (place: string, of: (body: Client) => Client): string => {
    const document = documentOf(p('One two') + p('Three'));
    const body = rootOf(document).at('body');
    of(body).call(insert, png, place);
    return textOf(body);
  };
  const paragraph = (body: Client): Client => body.at('paragraphs').call('getFirst');
  const word = (body: Client): Client => body.call('search', 'two').call('getFirst');
  expect(['Start', 'End'].map((place) => at(place, (body) => body))).toEqual(['*One two\rThree', 'One two\rThree*']);
  expect(['Replace', 'Start', 'End'].map((place) => at(place, paragraph))).toEqual([
    '*\rThree',
    '*One two\rThree',
    'One two*\rThree',
  ]);
  expect(['Replace', 'Start', 'End', 'Before', 'After'].map((place) => at(place, word))).toEqual([
    'One *\rThree',
    'One *two\rThree',
    'One two*\rThree',
    'One *two\rThree',
    'One two*\rThree',
  ]);
  expect(() => at('Replace', (body) => body)).toThrow(refusal);
  expect(() => at('After', paragraph)).toThrow(refusal);
});

it('[WORD-150] has the size that its bytes tell, made to fit the text or the cell around it', () => {
  const document = documentOf(
    p('x') + '<w:tbl><w:tblGrid><w:gridCol w:w="2230"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>' + p(''),
  );
  const [first, cell] = rootOf(document).at('body').at('paragraphs').items;
  const sizes = [png, gif, jpeg, `data:image/jpeg;base64,${wideJpeg}`].map((each) =>
    sizeOf(first!.call(insert, each, 'End')),
  );
  expect(sizes).toEqual([
    [0.75, 0.75],
    [1.5, 2.25],
    [1.5, 0.75],
    [468, 117],
  ]);
  expect(sizeOf(cell!.call(insert, wideJpeg, 'Start'))).toEqual([100, 25]);
  const before = bodyXml(document);
  for (const wrong of ['', 'no base64!', Buffer.from('<svg/>').toString('base64')])
    expect(() => first!.call(insert, wrong, 'End')).toThrow(refusal);
  expect(bodyXml(document)).toBe(before);
});

it('[WORD-151] is listed in the order of the text, with its words, link, format and bytes', () => {
  const document = documentOf(p('One') + p('Two'));
  const body = rootOf(document).at('body');
  const paragraphs = body.at('paragraphs').items;
  const second = paragraphs[1]!.call(insert, gif, 'Start');
  const first = paragraphs[0]!.call(insert, png, 'End');
  first.set('altTextTitle', 'A dot');
  first.set('altTextDescription', 'Red & "small"');
  first.set('hyperlink', 'https://example.org/a#b');
  const facts = ['altTextTitle', 'altTextDescription', 'hyperlink', 'imageFormat', 'lockAspectRatio'];
  const listed = body.at('inlinePictures').items;
  expect(listed.map((each) => each.target)).toEqual([first.target, second.target]);
  expect(facts.map((name) => listed[0]!.value(name))).toEqual([
    'A dot',
    'Red & "small"',
    'https://example.org/a#b',
    'Png',
    true,
  ]);
  expect(listed.map((each) => each.do('getBase64ImageSrc'))).toEqual([png, gif]);
  expect(paragraphs.map((each) => each.at('inlinePictures').items.length)).toEqual([1, 1]);
  expect(body.call('search', 'One').call('getFirst').at('inlinePictures').items).toEqual([]);
  expect(first.call('getNext').target).toBe(second.target);
  expect(second.do('getNextOrNullObject')).toBeNull();
  first.set('hyperlink', '');
  expect(first.value('hyperlink')).toBe('');
  expect(() => first.set('hyperlink', 'javascript:alert(1)')).toThrow(refusal);
});

it('[WORD-151] lists the pictures of real documents, and their bytes are those of the file', () => {
  const document = WordDocument.open(readCorpus('word-2007-pictures.docx'));
  const pictures = rootOf(document).at('body').at('inlinePictures').items;
  const media = document.package.partNames
    .filter((name) => /\/media\//.test(name))
    .map((name) => Buffer.from(document.package.bytes(name)).toString('base64'));
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures) expect(media).toContain(picture.do('getBase64ImageSrc'));
});

it('[WORD-152] keeps its shape while that is locked, and changes as a step of undo', () => {
  const document = documentOf(p('One'));
  const picture = rootOf(document).at('body').call(insert, gif, 'End');
  const before = bodyXml(document);
  picture.set('width', 30);
  expect(sizeOf(picture)).toEqual([30, 45]);
  picture.set('lockAspectRatio', false);
  picture.set('height', 10);
  expect(sizeOf(picture)).toEqual([30, 10]);
  for (const wrong of [0, -1, Number.NaN, 'wide', 2000]) expect(() => picture.set('width', wrong)).toThrow(refusal);
  for (let step = 0; step < 3; step += 1) document.undo();
  expect(bodyXml(document)).toBe(before);
  expect(sizeOf(picture)).toEqual([1.5, 2.25]);
});

it('[WORD-153] leads to what is around it and takes content before and after', () => {
  const document = documentOf(p('One'));
  const body = rootOf(document).at('body');
  const picture = body.call(insert, png, 'End');
  picture.do('insertText', 'a', 'Before');
  picture.do('insertText', 'b', 'After');
  picture.do('insertParagraph', 'Above', 'Before');
  picture.do('insertBreak', 'Line', 'After');
  picture.do(insert, gif, 'Before');
  picture.do(
    'insertOoxml',
    `<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>x</w:t></w:r></w:p>`,
    'After',
  );
  expect(textOf(body)).toBe('Above\rOnea**x\vb');
  expect(() => picture.do('insertText', 'c', 'Replace')).toThrow(refusal);
  expect(textOf(picture.at('paragraph'))).toBe('Onea**x\vb');
  expect(picture.value('width')).toBe(0.75);
  picture.do('select');
  expect(document.selection.focus.offset - document.selection.anchor.offset).toBe(1);
  const replaced = picture.call(insert, jpeg, 'Replace');
  expect([textOf(body), replaced.value('imageFormat')]).toEqual(['Above\rOnea**x\vb', 'Jpeg']);
  replaced.do('delete');
  expect(textOf(body)).toBe('Above\rOnea*x\vb');
  expect(() => picture.value('width')).toThrow(expect.objectContaining({ code: 'ItemNotFound' }) as Error);
});

it('[WORD-154] comes and goes as a tracked change, which rejecting takes back', () => {
  const document = documentOf(p('One'));
  const root = rootOf(document);
  const old = root.at('body').call(insert, png, 'End');
  const before = bodyXml(document);
  root.set('changeTrackingMode', 'TrackAll');
  root.at('body').at('paragraphs').call('getFirst').call(insert, gif, 'Start');
  old.do('delete');
  const changes = root.at('body').call('getTrackedChanges');
  expect(changes.items.map((each) => each.value('type'))).toEqual(['Added', 'Deleted']);
  expect(root.at('body').at('inlinePictures').items).toHaveLength(2);
  changes.do('rejectAll');
  expect(bodyXml(document)).toBe(before);
});

it.each(['wps-11-nested-table.docx', 'libreoffice-7-merged-cells.docx', 'google-docs-notes.docx'])(
  '[WORD-155] leaves %s valid and its other parts untouched, also in a cell',
  async (name) => {
    const original = readCorpus(name);
    const document = WordDocument.open(original);
    const body = rootOf(document).at('body');
    const before = body.at('inlinePictures').items.length;
    const paragraphs = body.at('paragraphs').items;
    const picture = paragraphs[0]!.call(insert, png, 'Start');
    picture.set('hyperlink', 'https://example.org/');
    paragraphs.find((each) => Number(each.value('tableNestingLevel')) > 0)?.call(insert, jpeg, 'End');
    body.call(insert, gif, 'End');
    const saved = document.save();
    await expectNoNewErrors(original, saved);
    const [was, is] = [OoxmlPackage.open(original), OoxmlPackage.open(saved)];
    const changed = was.partNames.filter((part) => !Buffer.from(is.bytes(part)).equals(was.bytes(part)));
    expect(['[Content_Types].xml', 'word/document.xml', 'word/_rels/document.xml.rels']).toEqual(
      expect.arrayContaining(changed),
    );
    while (document.canUndo) document.undo();
    expect(body.at('inlinePictures').items).toHaveLength(before);
  },
);
