/** @jest-environment jsdom */
import { deleteSpan } from '../../../../../src/emulator/word/model/delete-span.ts';
import { insertText } from '../../../../../src/emulator/word/model/edit-text.ts';
import { spanText, storyParagraphs, type Span } from '../../../../../src/emulator/word/model/story.ts';
import { lengthOf, reviewedText, textOf } from '../../../../../src/emulator/word/model/text-leaves.ts';
import { WordDocument } from '../../../../../src/emulator/word/word-document.ts';
import { bodyXml, documentOf, p } from '../../../../support/word-builder.ts';

function span(document: WordDocument, from: number, start: number, to: number, end: number): Span {
  const paragraphs = storyParagraphs(document.body);
  return { start: { paragraph: paragraphs[from]!, offset: start }, end: { paragraph: paragraphs[to]!, offset: end } };
}

function texts(document: WordDocument): string[] {
  return storyParagraphs(document.body).map(textOf);
}

describe('tracking', () => {
  it('is saved with a document that has no settings of its own', () => {
    const document = documentOf(p('one'));
    expect(document.package.has('word/settings.xml')).toBe(false);
    document.trackingMode = 'TrackAll';
    expect(WordDocument.open(document.save()).trackingMode).toBe('TrackAll');
  });
});

describe('inserting text', () => {
  it('[WORD-10] types into the run it stands in', () => {
    const document = documentOf('<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r></w:p>');
    document.type(span(document, 0, 4, 0, 4), '!');
    expect(bodyXml(document)).toContain('<w:rPr><w:b/></w:rPr><w:t>bold!</w:t>');
  });

  it('[WORD-11] marks tracked text with author and date and leaves the rest of the run as it was', () => {
    const document = documentOf(p('one two'));
    document.trackingMode = 'TrackAll';
    document.type(span(document, 0, 3, 0, 3), ' and');
    expect(bodyXml(document)).toContain(
      '<w:ins w:id="1" w:author="Ann" w:date="2026-01-02T03:04:05Z"><w:r><w:t xml:space="preserve"> and</w:t></w:r></w:ins>',
    );
    expect(texts(document)).toEqual(['one and two']);
  });

  it('[WORD-13] makes paragraphs of line feeds and an element of a tab', () => {
    const document = documentOf(p('ab'));
    document.type(span(document, 0, 1, 0, 1), 'x\ty\nz');
    expect(texts(document)).toEqual(['ax\ty', 'zb']);
    expect(bodyXml(document)).toContain('<w:tab/>');
  });

  it('[WORD-14] keeps a link whole when text goes inside it, and stays outside a deletion', () => {
    const document = documentOf(
      '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>link</w:t></w:r></w:hyperlink><w:del w:id="5" w:author="Bo"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>',
    );
    document.trackingMode = 'TrackAll';
    document.type(span(document, 0, 2, 0, 2), 'X');
    document.type(span(document, 0, 7, 0, 7), 'Y');
    const xml = bodyXml(document);
    expect(xml).toMatch(/<w:hyperlink [^>]*>.*<w:ins .*>X<.*<\/w:hyperlink>/);
    expect(xml).not.toMatch(/<w:del [^>]*>(?:(?!<\/w:del>).)*<w:ins/);
    expect(reviewedText(storyParagraphs(document.body)[0]!, 'current')).toBe('liXnkY');
  });
});

describe('deleting text', () => {
  it('[WORD-12] strikes tracked text but keeps it in the text, and takes back an own insertion at once', () => {
    const document = documentOf(p('one two three'));
    document.trackingMode = 'TrackAll';
    document.type(span(document, 0, 4, 0, 7), '');
    expect(texts(document)).toEqual(['one two three']);
    expect(reviewedText(storyParagraphs(document.body)[0]!, 'current')).toBe('one  three');
    document.type(span(document, 0, 13, 0, 13), '!');
    document.type(span(document, 0, 13, 0, 14), '');
    expect(texts(document)).toEqual(['one two three']);
    expect(bodyXml(document)).not.toContain('<w:ins');
  });

  it('[WORD-15] joins paragraphs when it deletes over their end, and keeps the first one’s look', () => {
    const document = documentOf(p('one', '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>') + p('two') + p('three'));
    document.type(span(document, 0, 1, 2, 2), '');
    expect(texts(document)).toEqual(['oree']);
    expect(bodyXml(document)).toContain('Heading1');
  });

  it('[WORD-16] marks paragraph ends when tracked', () => {
    const document = documentOf(p('one') + p('two'));
    document.trackingMode = 'TrackAll';
    document.type(span(document, 0, 1, 1, 1), '');
    expect(bodyXml(document)).toMatch(
      /<w:pPr><w:rPr><w:del [^>]*><\/w:rPr><\/w:pPr>|<w:pPr><w:rPr><w:del [^>]*\/><\/w:rPr><\/w:pPr>/,
    );
  });
});

describe('undo', () => {
  it('[WORD-20] brings back exactly what was, after any edits', () => {
    const body =
      p('The first paragraph of some length.') +
      '<w:p><w:r><w:t>plain </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:rPr><w:i/></w:rPr><w:t> after</w:t><w:tab/><w:t>tab</w:t></w:r></w:p>' +
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
      p('Last one.');
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 40; round += 1) {
      const document = documentOf(body);
      const before = bodyXml(document);
      const steps = 1 + random(6);
      for (let step = 0; step < steps; step += 1) {
        document.trackingMode = random(2) === 0 ? 'TrackAll' : 'Off';
        const paragraphs = storyParagraphs(document.body);
        const from = random(paragraphs.length);
        const to = Math.min(paragraphs.length - 1, from + random(2));
        const start = random(lengthOf(paragraphs[from]!) + 1);
        const end =
          from === to ? start + random(lengthOf(paragraphs[from]!) - start + 1) : random(lengthOf(paragraphs[to]!) + 1);
        document.transact(`step ${String(step)}`, () => {
          const at = span(document, from, start, to, end);
          deleteSpan(at, document.editContext());
          insertText(at.start, ['', 'x', 'new words', 'two\nlines'][random(4)]!, document.editContext());
        });
      }
      while (document.undo());
      expect(bodyXml(document)).toBe(before);
      while (document.redo());
      while (document.undo());
      expect(bodyXml(document)).toBe(before);
    }
  });
});

it('[WORD-17] lets a kept span follow edits before and inside it', () => {
  const document = documentOf(p('alpha beta gamma'));
  const live = document.anchors.track(span(document, 0, 6, 0, 10));
  document.type(span(document, 0, 0, 0, 0), 'Oh, ');
  expect(spanText({ start: live.start.position, end: live.end.position })).toBe('beta');
  document.type(span(document, 0, 5, 0, 5), '\n');
  expect(spanText({ start: live.start.position, end: live.end.position })).toBe('beta');
});

it('[WORD-21] takes back within an edit what that edit did just before, and goes on', () => {
  const document = documentOf(p('one'));
  const at = (offset: number): Span => span(document, 0, offset, 0, offset);
  document.type(at(3), ' two');
  document.transact('batch', () => {
    insertText(at(7).start, ' three', document.editContext());
    document.undo();
    document.undo();
    insertText(at(3).start, ' four', document.editContext());
  });
  expect(texts(document)).toEqual(['one four']);
  document.undo();
  expect(texts(document)).toEqual(['one']);
  document.redo();
  expect(texts(document)).toEqual(['one four']);
});
