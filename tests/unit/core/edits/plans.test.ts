import type { Block } from '../../../../src/core/document/blocks.ts';
import { toPlainText } from '../../../../src/core/document/plain-text.ts';
import { chooseWayIn, ooxmlNeeds } from '../../../../src/core/edits/choose-way-in.ts';
import { compareContexts, isElsewhere } from '../../../../src/core/edits/conflict.ts';
import { planInsert } from '../../../../src/core/edits/plan-insert.ts';
import { planRewrite } from '../../../../src/core/edits/plan-rewrite.ts';
import { toBlocks } from '../../../../src/core/edits/read-answer.ts';
import { summarisePlan } from '../../../../src/core/edits/summarise-plan.ts';
import { caret, doc, p } from '../../../support/document-context.ts';

describe('planInsert', () => {
  const textAt = (context: Parameters<typeof planInsert>[0], answer: string): string => {
    const [edit] = planInsert(context, answer, { location: 'cursor', tracked: false }).edits;
    return edit?.type === 'insert' ? toPlainText(edit.blocks) : '';
  };

  it('puts blocks after the selection', () => {
    const plan = planInsert(doc([p('Text.')]), 'Certainly! Here is a draft:\n\n## Title\n\nWords.', {
      location: 'after',
      tracked: true,
    });
    expect(plan.edits).toMatchObject([
      { type: 'insert', location: 'after', blocks: [{ type: 'heading' }, { type: 'paragraph' }] },
    ]);
    expect(plan.tracked).toBe(true);
  });

  it('puts a space between running text and what continues it, where the language has one', () => {
    expect(textAt(caret('The sun rose.'), 'Then it set.')).toBe(' Then it set.');
    expect(textAt(caret('The sun '), 'rose.')).toBe('rose.');
    expect(textAt(caret('The  moon', 4), 'sun and')).toBe('sun and');
    expect(textAt(caret('Themoon', 3), 'sun and')).toBe(' sun and ');
    expect(textAt(caret('太阳升起。'), '然后落下。')).toBe('然后落下。');
    expect(textAt(caret(), 'Words.')).toBe('Words.');
  });

  it('makes a comment of plain words', () => {
    expect(
      planInsert(doc([p('x')]), '**Bold** and\n\n- one\n- two', { location: 'comment', tracked: false }).edits,
    ).toEqual([{ type: 'comment', text: 'Bold and\n• one\n• two' }]);
  });

  it('makes a new document', () => {
    expect(planInsert(caret(), 'Words.', { location: 'new-document', tracked: false }).edits).toMatchObject([
      { type: 'new-document' },
    ]);
  });

  it('does nothing with an answer without content', () => {
    expect(planInsert(caret(), ' \n', { location: 'cursor', tracked: false }).edits).toEqual([]);
  });

  it('carries no placeholder and no object character into the document', () => {
    expect(textAt(caret(), 'One⟦1⟧ two\u0002.')).toBe('One two.');
  });
});

describe('summarisePlan', () => {
  it('shows what stays, goes and comes, paragraph by paragraph', () => {
    const plan = planRewrite(doc([p('He go home.'), p('It is so. Milk, eggs.')]), 'He goes home.\n\n- Milk\n- Eggs', {
      tracked: true,
    });
    expect(summarisePlan(plan)).toEqual({
      editCount: 2,
      charactersInserted: 4 + 6 + 6,
      charactersDeleted: 2 + 21,
      paragraphs: [
        {
          passage: 0,
          segments: [
            { kind: 'same', text: 'He ' },
            { kind: 'deleted', text: 'go' },
            { kind: 'inserted', text: 'goes' },
            { kind: 'same', text: ' home.' },
          ],
        },
        { passage: 1, segments: [{ kind: 'deleted', text: 'It is so. Milk, eggs.' }] },
        { passage: null, segments: [{ kind: 'inserted', text: '• Milk' }] },
        { passage: null, segments: [{ kind: 'inserted', text: '• Eggs' }] },
      ],
    });
  });

  it('shows only what comes when the selection stays', () => {
    expect(
      summarisePlan(planInsert(doc([p('x')]), 'One.\n\nTwo.', { location: 'after', tracked: false })),
    ).toMatchObject({
      editCount: 1,
      charactersInserted: 8,
      charactersDeleted: 0,
      paragraphs: [{ passage: null }, { passage: null }],
    });
  });

  it('is empty for a plan that does nothing', () => {
    expect(summarisePlan(planRewrite(doc([p('x')]), 'x', { tracked: true }))).toMatchObject({
      editCount: 0,
      paragraphs: [],
    });
  });
});

describe('compareContexts', () => {
  const captured = doc([p('One.'), p('Two.')], { before: [p('Zero.')], after: [p('Three.')] });

  it('knows the selection again', () => {
    expect(compareContexts(captured, { ...captured, before: [], trackingChanges: true })).toBe('same');
    expect(compareContexts(captured, doc([p('One.', { selected: { start: 0, end: 4 } }), p('Two.')]))).toBe('same');
  });

  it('finds it elsewhere when the person has selected something else', () => {
    const elsewhere = doc([p('Three.')], { before: [p('Zero.'), p('One.'), p('Two.')] });
    expect(compareContexts(captured, elsewhere)).toBe('moved');
    expect(compareContexts(doc([p('One.', { selected: { start: 0, end: 2 } })]), doc([p('One.')]))).toBe('moved');
  });

  it('sees that the text has changed, or stands in several places', () => {
    expect(compareContexts(captured, doc([p('One.'), p('Two!')]))).toBe('changed');
    expect(compareContexts(captured, doc([p('x')], { whole: [p('One.'), p('Two.'), p('One.'), p('Two.')] }))).toBe(
      'changed',
    );
  });
});

describe('isElsewhere', () => {
  const around = { before: [p('Zero.')], after: [p('Three.')] };
  const captured = doc([p('One.'), p('Two.')], around);

  it.each([
    ['the selection is as it was', captured],
    ['the caret is put into it', doc([p('Two.', { selected: { start: 1, end: 1 } })], { isCaret: true })],
    ['its text was edited', doc([p('One!')], around)],
  ])('does not hold where %s', (_, current) => {
    expect(isElsewhere(captured, current)).toBe(false);
  });

  it('holds for another passage, and for a caret that was moved in its own', () => {
    expect(isElsewhere(captured, doc([p('Nine.')], { before: [p('Eight.')], after: [p('Ten.')] }))).toBe(true);
    const caretAt = (at: number) =>
      doc([p('Words', { selected: { start: at, end: at } })], { ...around, isCaret: true });
    expect(isElsewhere(caretAt(5), caretAt(0))).toBe(true);
    expect(isElsewhere(caretAt(5), caretAt(5))).toBe(false);
  });
});

describe('chooseWayIn', () => {
  const web = { platform: 'web', ooxml: true } as const;
  const desktop = { platform: 'windows', ooxml: true } as const;
  const blocks = (markdown: string): Block[] => toBlocks(markdown);

  it('goes natively on the web wherever there is a call', () => {
    expect(
      chooseWayIn(
        blocks(
          '## Title\n\nText with **bold** and a [link](https://a.b).\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |',
        ),
        web,
      ),
    ).toBe('native');
  });

  it.each([
    ['$$x^2$$', 'equation'],
    ['Mass $m$ here', 'equation'],
    ['3. three\n4. four', 'numbering'],
    ['```js\nx\n```', 'code'],
    ['Text[^1]\n\n[^1]: Note', 'footnote'],
    ['| a |\n|---|\n| **b** |', 'nested-table-content'],
  ])('needs OOXML for %j', (markdown, need) => {
    expect(ooxmlNeeds(blocks(markdown))).toContain(need);
    expect(chooseWayIn(blocks(markdown), web)).toBe('ooxml');
  });

  it('takes OOXML on the desktop for all but plain paragraphs', () => {
    expect(chooseWayIn(blocks('## Title'), desktop)).toBe('ooxml');
    expect(chooseWayIn(blocks('Plain.'), desktop)).toBe('native');
  });

  it('goes natively where the host takes no OOXML', () => {
    expect(chooseWayIn(blocks('$$x$$'), { platform: 'ios', ooxml: false })).toBe('native');
  });
});
