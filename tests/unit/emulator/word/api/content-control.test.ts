/** @jest-environment jsdom */
import { WordDocument, type WordDocumentOptions } from '../../../../../src/emulator/word/word-document.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { docxOf } from '../../../../support/docx-builder.ts';
import { rootOf, type Client } from '../../../../support/object-model-client.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';
import { bodyXml, p } from '../../../../support/word-builder.ts';

const throwing = (code: string): Error => expect.objectContaining({ code }) as Error;

interface Opened {
  readonly document: WordDocument;
  readonly root: Client;
  readonly body: Client;
  readonly before: Uint8Array;
  readonly xml: string;
}

function opened(body = p('One two three') + p('Four') + p('Five'), options: WordDocumentOptions = {}): Opened {
  const document = new WordDocument(docxOf({ body }), {
    author: 'Ann',
    now: () => new Date('2026-01-02T03:04:05Z'),
    ...options,
  });
  const root = rootOf(document);
  return { document, root, body: root.at('body'), before: document.save(), xml: bodyXml(document) };
}

const value = (name: string) => (each: Client) => each.value(name);
const text = value('text');

/** Puts a control around a word of the body. */
function around(body: Client, word: string, ...type: string[]): Client {
  return body.call('search', word).items[0]!.call('insertContentControl', ...type);
}

function undoAll(document: WordDocument): void {
  while (document.undo());
}

/** What is saved is valid, undo brings back what was, and redo what there is. */
async function expectWhole({ document, before, xml }: Opened): Promise<void> {
  const after = bodyXml(document);
  await expectNoNewErrors(before, document.save());
  const steps = document.undoDepth;
  undoAll(document);
  expect(bodyXml(document)).toBe(xml);
  for (let step = 0; step < steps; step += 1) document.redo();
  expect(bodyXml(document)).toBe(after);
}

const block = (content: string, properties = ''): string =>
  `<w:sdt><w:sdtPr>${properties}<w:id w:val="7"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

describe('insertContentControl', () => {
  it('[WORD-100] goes around text, paragraphs, a table, a body, and leaves the text as it is', async () => {
    const made = opened();
    const { body } = made;
    const inline = around(body, 'two');
    const paragraph = body.at('paragraphs').items[1]!.call('insertContentControl');
    const table = body.call('insertTable', 1, 1, 'End', [['x']]).call('insertContentControl');
    const cell = body.at('tables').items[0]!.call('getCell', 0, 0).at('body').call('insertContentControl');
    const all = [inline, paragraph, table, cell];
    expect(all.map(value('subtype'))).toEqual([
      'RichTextInline',
      'RichTextParagraphs',
      'RichTextTable',
      'RichTextParagraphs',
    ]);
    expect(all.map(text)).toEqual(['two', 'Four', 'x', 'x']);
    expect(new Set(all.map(value('id'))).size).toBe(4);
    expect(text(body)).toBe('One two three\rFour\rFive\rx\r');
    const [first, , third] = body.at('paragraphs').items;
    const several = first!.call('getRange').call('expandTo', third!.call('getRange')).call('insertContentControl');
    expect(text(several)).toBe('One two three\rFour\rFive');
    expect(text(body.call('insertContentControl'))).toBe('One two three\rFour\rFive\rx\r');
    await expectWhole(made);
  });

  it('[WORD-100] stays within the control that the text is in, and takes nothing in that ends before it', () => {
    const { body } = opened(p('One two three'));
    const outer = around(body, 'One two');
    const inner = around(body, 'two');
    expect([outer, inner].map(text)).toEqual(['One two', 'two']);
    expect(inner.at('parentContentControl').target).toBe(outer.target);
    expect(text(around(body, ' three'))).toBe(' three');
    expect(text(outer)).toBe('One two');
  });

  it('[WORD-100] makes plain text and check boxes, and refuses other types and places', async () => {
    const made = opened();
    const { body } = made;
    const plain = around(body, 'two', 'PlainText');
    expect([plain.value('type'), plain.value('subtype')]).toEqual(['PlainText', 'PlainTextInline']);
    plain.call('insertText', 'a\nb', 'Replace');
    expect(text(plain)).toBe('a\u000bb');
    expect(() => plain.call('insertParagraph', 'no', 'End')).toThrow(throwing('InvalidArgument'));
    expect(() => around(body, 'b', 'RichText')).toThrow(throwing('InvalidArgument'));
    const box = body.at('paragraphs').items[1]!.call('getRange', 'Start').call('insertContentControl', 'CheckBox');
    expect([box.value('type'), text(box)]).toEqual(['CheckBox', '☐']);
    const state = box.at('checkboxContentControl');
    expect(state.value('isChecked')).toBe(false);
    state.set('isChecked', true);
    expect([state.value('isChecked'), text(box)]).toEqual([true, '☒']);
    expect(() => body.call('insertContentControl', 'PlainText')).toThrow(throwing('InvalidArgument'));
    expect(() => body.call('insertContentControl', 'CheckBox')).toThrow(throwing('InvalidArgument'));
    expect(() => around(body, 'One', 'Picture')).toThrow(throwing('InvalidArgument'));
    await expectWhole(made);
    const locked = opened(p('One'), { readOnly: true });
    expect(() => locked.body.call('insertContentControl')).toThrow(throwing('AccessDenied'));
  });
});

describe('content controls', () => {
  it('[WORD-101] have title, tag, look and locks, which are saved in the file', async () => {
    const made = opened();
    const control = around(made.body, 'two');
    for (const [name, set] of [
      ['title', 'Client'],
      ['tag', 'client'],
      ['appearance', 'Tags'],
      ['color', 'blue'],
      ['cannotEdit', true],
      ['cannotDelete', true],
    ] as const)
      control.set(name, set);
    const facts = ['title', 'tag', 'appearance', 'color', 'cannotEdit', 'cannotDelete', 'removeWhenEdited'];
    expect(facts.map((name) => control.value(name))).toEqual([
      'Client',
      'client',
      'Tags',
      '#0000FF',
      true,
      true,
      false,
    ]);
    control.set('removeWhenEdited', true);
    expect(facts.slice(-2).map((name) => control.value(name))).toEqual([false, true]);
    control.set('cannotDelete', true);
    expect(facts.slice(-2).map((name) => control.value(name))).toEqual([true, false]);
    for (const [name, set] of [
      ['appearance', 'Frame'],
      ['color', 'nothing'],
      ['cannotEdit', 1],
      ['title', 2],
    ] as const)
      expect(() => control.set(name, set)).toThrow(throwing('InvalidArgument'));
    const again = rootOf(WordDocument.open(made.document.save())).at('contentControls').items[0]!;
    expect(facts.map((name) => again.value(name))).toEqual(['Client', 'client', 'Tags', '#0000FF', true, true, false]);
    await expectWhole(made);
  });

  it('[WORD-102] refuse edits of what is locked', () => {
    const { body } = opened();
    const control = around(body, 'two');
    control.set('cannotEdit', true);
    control.set('cannotDelete', true);
    for (const edit of [
      ['insertText', 'x', 'End'],
      ['clear'],
      ['insertParagraph', 'x', 'End'],
      ['delete', true],
      ['insertOoxml', '<x/>', 'End'],
    ] as const) {
      const [name, ...args] = edit;
      expect(() => control.do(name, ...args)).toThrow(throwing('AccessDenied'));
    }
    control.set('cannotEdit', false);
    control.set('cannotDelete', false);
    control.do('insertText', '2', 'Replace');
    control.do('delete', true);
    expect(text(body)).toBe('One 2 three\rFour\rFive');
  });

  it('[WORD-103] are listed by what they are in, the rich text ones unless others are asked for', () => {
    const root = rootOf(WordDocument.open(readCorpus('word-2010-content-controls.docx')));
    const types = (collection: Client): Set<unknown> => new Set(collection.items.map(value('type')));
    expect(types(root.at('contentControls'))).toEqual(new Set(['RichText']));
    expect(types(root.call('getContentControls'))).toEqual(
      new Set(['RichText', 'PlainText', 'DropDownList', 'ComboBox', 'DatePicker']),
    );
    expect(types(root.call('getContentControls', { types: ['PlainText', 'ComboBox'] }))).toEqual(
      new Set(['PlainText', 'ComboBox']),
    );
    expect(types(root.at('contentControls').call('getByTypes', ['DatePicker']))).toEqual(new Set(['DatePicker']));
    expect(() => root.call('getContentControls', { types: 'PlainText' })).toThrow(throwing('InvalidArgument'));
    const all = root.call('getContentControls');
    const [first] = all.items;
    expect(all.call('getById', first!.value('id')).target).toBe(first!.target);
    expect(all.do('getByIdOrNullObject', -1)).toBeNull();
    expect(() => all.call('getById', -1)).toThrow(throwing('ItemNotFound'));
    expect(all.call('getFirst').target).toBe(first!.target);
    const parent = first!.call('getRange').at('parentContentControl');
    expect(parent.target).toBe(first!.target);
  });

  it('[WORD-103] are found by title and tag, from the text in them and around them', () => {
    const { root, body } = opened(
      block(p('in') + p('side'), '<w:alias w:val="T"/><w:tag w:val="g"/>') + p('out of it'),
    );
    const [outer] = root.at('contentControls').call('getByTag', 'g').items;
    expect(root.at('contentControls').call('getByTitle', 'T').items.map(text)).toEqual(['in\rside']);
    expect(root.at('contentControls').call('getByTitle', 'g').items).toEqual([]);
    const [first, , last] = body.at('paragraphs').items;
    expect(first!.at('parentContentControl').target).toBe(outer!.target);
    expect(
      first!.call('getRange').call('expandTo', body.at('paragraphs').items[1]!).at('parentContentControl').target,
    ).toBe(outer!.target);
    expect(() => last!.at('parentContentControl')).toThrow(throwing('ItemNotFound'));
    const inner = around(body, 'sid');
    expect(outer!.at('contentControls').items.map((each) => each.target)).toEqual([inner.target]);
    expect(body.at('paragraphs').items[1]!.at('contentControls').items.map(text)).toEqual(['sid']);
    expect(last!.call('getRange').at('contentControls').items).toEqual([]);
    expect(body.call('getRange').at('contentControls').items).toHaveLength(2);
    expect(outer!.at('parentBody').value('type')).toBe('MainDoc');
    expect(outer!.at('paragraphs').items.map(text)).toEqual(['in', 'side']);
  });
});

describe('the content of controls', () => {
  it('[WORD-104] is replaced, added to at both ends, searched and formatted inside the control', async () => {
    const made = opened();
    const { body } = made;
    const control = around(body, 'two');
    control.call('insertText', 'the ', 'Start');
    control.call('insertText', ' th', 'End');
    expect([text(control), text(body)]).toEqual(['the two th', 'One the two th three\rFour\rFive']);
    control.at('font').set('bold', true);
    expect(control.call('search', 'two').items).toHaveLength(1);
    expect(control.call('search', 'three').items).toHaveLength(0);
    control.call('insertText', '2', 'Replace');
    expect([text(control), control.at('font').value('bold')]).toEqual(['2', true]);
    control.do('insertBreak', 'Line', 'After');
    expect([text(control), text(body)]).toEqual(['2', 'One 2\u000b three\rFour\rFive']);
    expect(control.call('getTextRanges', ['2']).items.map(text)).toEqual(['2']);
    for (const place of ['Before', 'After'])
      expect(() => control.call('insertText', 'x', place)).toThrow(throwing('InvalidArgument'));
    await expectWhole(made);
  });

  it('[WORD-105] grows around the paragraph when paragraphs or tables come into a control within one', async () => {
    const made = opened();
    const { body, document } = made;
    const control = around(body, 'two');
    control.call('insertText', 'x\ny', 'Replace');
    expect([text(control), control.value('subtype')]).toEqual(['One x\ry three', 'RichTextParagraphs']);
    document.undo();
    control.call('insertParagraph', 'after', 'Before');
    control.call('insertParagraph', 'end', 'End');
    expect(text(control)).toBe('One two three\rend');
    control.call('insertTable', 1, 1, 'End', [['cell']]);
    control.call('insertParagraph', 'out', 'After');
    expect(text(control)).toBe('One two three\rend\rcell\r');
    expect(text(body)).toBe('after\rOne two three\rend\rcell\r\rout\rFour\rFive');
    expect(control.at('tables').items).toHaveLength(1);
    await expectWhole(made);
  });

  it('[WORD-105] takes OOXML: a paragraph as text, blocks as blocks', async () => {
    const made = opened();
    const { body } = made;
    const ooxml = (from: Opened): unknown => from.body.do('getOoxml');
    const control = around(body, 'two');
    control.call('insertOoxml', ooxml(opened(p('2'))), 'Replace');
    expect([text(control), control.value('subtype')]).toEqual(['2', 'RichTextInline']);
    control.do('clear');
    control.call('insertOoxml', ooxml(opened(p('II'))), 'Replace');
    expect([text(control), text(body)]).toEqual(['II', 'One II three\rFour\rFive']);
    control.call('insertOoxml', ooxml(opened(p('A') + p('B'))), 'End');
    expect(control.value('subtype')).toBe('RichTextParagraphs');
    expect(() => control.call('insertOoxml', ooxml(opened()), 'After')).toThrow(throwing('InvalidArgument'));
    await expectWhole(made);
  });

  it('[WORD-106] is a placeholder while there is nothing else, which gives way to text', async () => {
    const made = opened();
    const { body, document } = made;
    const control = around(body, 'two');
    const before = document.package.partNames;
    control.set('placeholderText', 'Name of the client');
    expect([text(control), control.value('placeholderText')]).toEqual(['two', 'Name of the client']);
    control.do('clear');
    expect([text(control), text(body)]).toEqual(['Name of the client', 'One Name of the client three\rFour\rFive']);
    expect(bodyXml(document)).toContain('<w:showingPlcHdr/>');
    control.set('placeholderText', 'Client');
    expect(text(control)).toBe('Client');
    document.trackingMode = 'TrackAll';
    control.call('insertText', 'Ada', 'End');
    expect(text(control)).toBe('Ada');
    expect(bodyXml(document)).not.toMatch(/w:del |Client|showingPlcHdr/);
    document.trackingMode = 'Off';
    control.call('insertText', '', 'Replace');
    expect(text(control)).toBe('Client');
    expect(text(body.at('paragraphs').items[1]!.call('getRange', 'End').call('insertContentControl'))).toBe(
      'Click or tap here to enter text.',
    );
    await expectWhole(made);
    undoAll(document);
    expect(document.package.partNames).toEqual(before);
  });

  it('[WORD-106] gives way to what a person types, and comes back when that is deleted', () => {
    const { document, body } = opened(p('Name: x.'));
    const control = around(body, 'x');
    control.do('clear');
    const inside = (): void => {
      control.call('getRange').do('select', 'Start');
    };
    inside();
    document.type(document.selectedSpan, 'B');
    document.type(document.selectedSpan, 'o');
    expect([text(control), text(body)]).toEqual(['Bo', 'Name: Bo.']);
    control.call('getRange').do('select');
    document.type(document.selectedSpan, '');
    expect(text(control)).toBe('Click or tap here to enter text.');
  });

  it('[WORD-106] comes back when a range was deleted that was all that the control held', () => {
    const { body } = opened(p('Name: x.'));
    const control = around(body, 'x');
    control.call('getRange').do('delete');
    expect([text(control), text(body)]).toEqual([
      'Click or tap here to enter text.',
      'Name: Click or tap here to enter text..',
    ]);
  });

  it('[WORD-104] is left outside what comes to the start or end of the body, placeholder or not', async () => {
    const made = opened(block(p('a')) + block(p('z')));
    const { body, document } = made;
    const [first, last] = body.at('contentControls').items;
    first!.do('clear');
    body.call('insertParagraph', 'Before all', 'Start');
    body.call('insertParagraph', 'After all', 'End');
    expect([text(first!), text(last!)]).toEqual(['Click or tap here to enter text.', 'z']);
    expect(text(body)).toBe('Before all\rClick or tap here to enter text.\rz\rAfter all');
    expect(bodyXml(document).split('Before all')[0]).not.toMatch(/rStyle|w:sdt/);
    await expectWhole(made);
  });

  it('[WORD-107] stays or goes with the control; tracked, it is struck out', async () => {
    const made = opened(p('One two three') + block(p('a') + p('b')) + p('end'));
    const { body, document, root } = made;
    const [outer] = root.at('contentControls').items;
    const kept = around(body, 'a');
    kept.do('delete', true);
    expect(text(outer!)).toBe('a\rb');
    expect(() => kept.value('title')).toThrow(throwing('ItemNotFound'));
    outer!.do('delete', false);
    expect(text(body)).toBe('One two three\rend');
    document.undo();
    document.trackingMode = 'TrackAll';
    outer!.do('delete', false);
    expect(root.at('contentControls').items).toEqual([]);
    expect(text(body)).toBe('One two three\ra\rb\rend');
    expect(body.do('getReviewedText', 'Current')).not.toContain('b');
    await expectNoNewErrors(made.before, document.save());
    undoAll(document);
    expect(bodyXml(document)).toBe(made.xml);
  });

  it('[WORD-108] is tracked inside the control, and tells its changes and comments', async () => {
    const made = opened();
    const { body, document } = made;
    const control = around(body, 'two');
    document.trackingMode = 'TrackAll';
    control.call('insertText', 'new ', 'Start');
    control.call('insertText', '2', 'Replace');
    expect([control.do('getReviewedText', 'Current'), control.do('getReviewedText', 'Original')]).toEqual(['2', 'two']);
    expect(control.call('getTrackedChanges').items.length).toBeGreaterThan(0);
    control.call('getRange').call('insertComment', 'why');
    expect(control.call('getComments').items.map(value('content'))).toEqual(['why']);
    body.call('getTrackedChanges').do('rejectAll');
    expect([text(control), text(body)]).toEqual(['two', 'One two three\rFour\rFive']);
    await expectNoNewErrors(made.before, document.save());
    undoAll(document);
    expect(bodyXml(document)).toBe(made.xml);
  });

  it('[WORD-109] leaves the rest of a document from Word as it was, through reading and editing', async () => {
    for (const file of ['word-2010-content-controls.docx', 'word-2016-resume-controls.docx']) {
      const bytes = readCorpus(file);
      const document = WordDocument.open(bytes);
      const root = rootOf(document);
      const controls = root.call('getContentControls').items;
      expect(controls.length).toBeGreaterThan(3);
      for (const each of controls)
        for (const name of ['id', 'title', 'tag', 'text', 'subtype', 'placeholderText']) each.value(name);
      expect(document.canUndo).toBe(false);
      const xml = bodyXml(document);
      for (const each of controls.filter((one) => one.value('type') === 'RichText')) each.set('title', 'New');
      controls
        .find((each) => each.value('type') === 'PlainText' || each.value('type') === 'RichText')
        ?.do('insertText', 'Typed', 'Replace');
      await expectNoNewErrors(bytes, document.save());
      undoAll(document);
      expect(bodyXml(document)).toBe(xml);
    }
  });
});

describe('typing at controls', () => {
  it('[WORD-110] changes no locked text, and goes on behind it', () => {
    const { document, body } = opened(p('One two three'));
    const control = around(body, 'two');
    control.set('cannotEdit', true);
    control.call('getRange').do('select');
    document.type(document.selectedSpan, 'x');
    body.call('getRange').do('select');
    document.type(document.selectedSpan, '');
    document.breakParagraph({
      start: { ...document.selectedSpan.start, offset: 5 },
      end: { ...document.selectedSpan.start, offset: 5 },
    });
    expect(text(body)).toBe('One two three');
    control.call('getRange', 'End').do('select');
    document.type(document.selectedSpan, '!');
    expect([text(control), text(body)]).toEqual(['two', 'One two! three']);
  });

  it('[WORD-110] takes a control away that is there until it is edited, and cuts one with its paragraph', () => {
    const { document, body, root } = opened(p('One two three'));
    const control = around(body, 'two');
    const second = body.call('search', 'three').items[0]!.call('insertContentControl');
    control.set('removeWhenEdited', true);
    control.call('search', 'w').items[0]!.do('select');
    document.type(document.selectedSpan, 'W');
    expect(root.at('contentControls').items.map(text)).toEqual(['three']);
    second.call('search', 'th').items[0]!.call('getRange', 'End').do('select');
    document.breakParagraph(document.selectedSpan);
    expect([text(second), text(body)]).toEqual(['th', 'One tWo th\rree']);
  });
});
