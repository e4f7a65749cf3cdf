/** @jest-environment jsdom */
import { OoxmlPackage } from '../../../../../src/emulator/package/ooxml-package.ts';
import {
  addComment,
  listComments,
  removeComment,
  replyToComment,
  setCommentResolved,
  setCommentText,
} from '../../../../../src/emulator/word/parts/comments.ts';
import { ancestorW } from '../../../../../src/emulator/word/model/xml.ts';
import { textOf } from '../../../../../src/emulator/word/model/text-leaves.ts';
import { docxOf, paragraphAt, xmlOf } from '../../../../support/docx-builder.ts';
import { readCorpus } from '../../../../support/corpus.ts';
import { expectNoNewErrors } from '../../../../support/validate-docx.ts';

const ann = { author: 'Ann Lee', date: '2026-01-02T03:04:05Z' };
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

function spanIn(pkg: OoxmlPackage, index: number, start: number, end: number): Parameters<typeof addComment>[1] {
  const of = paragraphAt(pkg, index);
  return { start: { paragraph: of, offset: start }, end: { paragraph: of, offset: end } };
}

describe('comments', () => {
  it('[WORD-70] marks exactly the span and keeps the text', () => {
    const pkg = docxOf({ body: paragraph('One two three') });
    addComment(pkg, spanIn(pkg, 0, 4, 7), 'Why?\nReally.', ann);
    expect(textOf(paragraphAt(pkg, 0))).toBe('One two three');
    expect(xmlOf(paragraphAt(pkg, 0)).replace(/<w:rPr>.*?<\/w:rPr>/g, '')).toBe(
      '<w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>two</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> three</w:t></w:r></w:p>',
    );
    expect(listComments(pkg)).toMatchObject([
      { id: '0', author: 'Ann Lee', initials: 'AL', text: 'Why?\nReally.', isResolved: false, replies: [] },
    ]);
  });

  it('[WORD-71] keeps the reference out of links and tracked changes that the span ends in', () => {
    const body = `<w:p><w:ins w:id="5" w:author="Bea" w:date="2026-01-01T00:00:00Z"><w:r><w:t>added text</w:t></w:r></w:ins></w:p>`;
    const pkg = docxOf({ body });
    addComment(pkg, spanIn(pkg, 0, 0, 5), 'Why?', ann);
    const [thread] = listComments(pkg);
    expect(thread?.reference && ancestorW(thread.reference, 'ins')).toBeNull();
    expect(thread?.rangeEnd && ancestorW(thread.rangeEnd, 'ins')).not.toBeNull();
  });

  it('[WORD-72] threads answers, resolves and opens again, edits and removes', () => {
    const pkg = docxOf({ body: paragraph('One two three') });
    addComment(pkg, spanIn(pkg, 0, 4, 7), 'Why?', ann);
    replyToComment(pkg, '0', 'Because.', { ...ann, author: '李雷' });
    replyToComment(pkg, '1', 'I see.', ann);
    setCommentResolved(pkg, '1', true);
    const [thread, ...others] = listComments(pkg);
    expect(others).toEqual([]);
    expect(thread?.isResolved).toBe(true);
    expect(thread?.replies.map(({ author, text }) => [author, text])).toEqual([
      ['李雷', 'Because.'],
      ['Ann Lee', 'I see.'],
    ]);
    setCommentResolved(pkg, '0', false);
    const first = thread?.replies[0];
    if (first) setCommentText(pkg, first.element, 'Because\nof this.');
    expect(listComments(pkg)[0]).toMatchObject({ isResolved: false, replies: [{ text: 'Because\nof this.' }, {}] });
    removeComment(pkg, '1');
    expect(listComments(pkg)[0]?.replies.map(({ text }) => text)).toEqual(['I see.']);
    removeComment(pkg, '0');
    expect(listComments(pkg)).toEqual([]);
    expect(xmlOf(paragraphAt(pkg, 0))).not.toContain('comment');
    expect(textOf(paragraphAt(pkg, 0))).toBe('One two three');
  });

  it('reads the threads that Word wrote', () => {
    const pkg = OoxmlPackage.open(readCorpus('word-365-comments.docx'));
    const threads = listComments(pkg);
    expect(threads).toHaveLength(4);
    expect(threads.map(({ rangeStart }) => rangeStart !== null)).toEqual([true, true, true, true]);
  });

  it.each([
    'word-365-comments.docx',
    'wps-11-comments.docx',
    'libreoffice-24-review.docx',
    'word-2007-tracked-fields.docx',
    'google-docs-notes.docx',
  ])('are added, answered, resolved and removed in %s without a new error', async (name) => {
    const original = readCorpus(name);
    const pkg = OoxmlPackage.open(original);
    const before = listComments(pkg).length;
    const index = 1;
    const end = Math.min(8, textOf(paragraphAt(pkg, index)).length);
    const made = addComment(pkg, spanIn(pkg, index, Math.min(1, end), end), 'New', ann);
    replyToComment(pkg, made.getAttribute('w:id') ?? '', 'Answer', ann);
    setCommentResolved(pkg, made.getAttribute('w:id') ?? '', true);
    const known = listComments(pkg).find(({ element }) => element !== made);
    if (known) removeComment(pkg, known.id);
    expect(listComments(pkg)).toHaveLength(before + (known ? 0 : 1));
    await expectNoNewErrors(original, pkg.save());
  });
});
