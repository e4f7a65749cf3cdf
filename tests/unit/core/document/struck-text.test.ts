import { markStruck } from '../../../../src/core/document/mark-struck.ts';
import { asRead } from '../../../../src/core/document/struck-text.ts';
import { aroundStruck } from '../../../../src/core/edits/around-struck.ts';
import { planRewrite } from '../../../../src/core/edits/plan-rewrite.ts';
import { doc, p } from '../../../support/document-context.ts';

const struck = (texts: readonly string[], current: string): (string[] | undefined)[] =>
  markStruck(
    texts.map((text) => p(text)),
    current,
  ).map((passage) => passage.struck?.map(({ start, end }) => passage.text.slice(start, end)));

describe('marking', () => {
  it.each([
    ['a word before the one put in for it', 'million, mostlychiefly from', 'million, chiefly from', 'mostly'],
    ['a word that begins like the next', 'is mostlymainly so', 'is mainly so', 'mostly'],
    ['several words', 'a tea hat that', 'a that', 'tea hat '],
    ['a word at the end', 'all of them', 'all of', ' them'],
    ['Chinese', '预计六月七月完成。', '预计七月完成。', '六月'],
  ])('finds %s', (_, text, current, expected) => {
    expect(struck([text], current)).toEqual([[expected]]);
  });

  it('finds what was struck out across a paragraph’s end, and leaves the other passages as they are', () => {
    expect(struck(['One.', 'Two three', ' four five.', 'Six.'], 'One.\rTwo five.\rSix.')).toEqual([
      undefined,
      ['three'],
      [' four '],
      undefined,
    ]);
  });

  it('marks nothing where the text is the same, or another', () => {
    const passages = [p('One two.'), p('Three.')];
    expect(markStruck(passages, 'One two.\rThree.\r')).toBe(passages);
    expect(struck(['One two.'], 'Nine ten!')).toEqual([undefined]);
  });
});

describe('reading', () => {
  const [passage] = markStruck([p('Sales, mostlychiefly abroad, grew.')], 'Sales, chiefly abroad, grew.');

  it('leaves out what is struck, and counts the selection without it', () => {
    const context = doc([{ ...passage!, selected: { start: 13, end: 27 } }]);
    expect(asRead(context).selection).toEqual([
      { ...p('Sales, chiefly abroad, grew.'), selected: { start: 7, end: 21 } },
    ]);
    expect(asRead(context)).toBe(asRead(context));
  });

  it('is the context itself where nothing is struck', () => {
    const context = doc([p('Sales grew.')]);
    expect(asRead(context)).toBe(context);
  });

  it('finds its way back: around what is struck at its ends, over what is struck within', () => {
    expect(aroundStruck(passage!, { start: 7, end: 14 })).toEqual({ start: 13, end: 20 });
    expect(aroundStruck(passage!, { start: 0, end: 7 })).toEqual({ start: 0, end: 7 });
    expect(aroundStruck(passage!, { start: 0, end: 14 })).toEqual({ start: 0, end: 20 });
    expect(aroundStruck(passage!, { start: 7, end: 7 })).toEqual({ start: 13, end: 13 });
  });

  it('is what a rewrite is compared with, so that only what was reworded is touched', () => {
    const context = doc([passage!]);
    const { edits } = planRewrite(context, 'Sales, chiefly abroad, fell.', { tracked: true });
    expect(edits).toEqual([{ type: 'replace-text', passage: 0, start: 29, end: 33, text: 'fell' }]);
    expect(planRewrite(context, 'Sales, chiefly abroad, grew.', { tracked: true }).edits).toEqual([]);
  });
});
