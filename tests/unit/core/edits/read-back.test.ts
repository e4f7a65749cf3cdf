import type { EditPlan } from '../../../../src/core/edits/edit-plan.ts';
import { planInsert } from '../../../../src/core/edits/plan-insert.ts';
import { planRewrite } from '../../../../src/core/edits/plan-rewrite.ts';
import { findAfterlife } from '../../../../src/core/edits/read-back.ts';
import { doc, p } from '../../../support/document-context.ts';

const text = 'Costs rose. The team work hard on all of it. More later.';
const part = { start: 12, end: 44 };
const rewrite = planRewrite(doc([p(text, { selected: part })]), 'The team works hard on all of it.', {
  tracked: false,
});
const written = 'Costs rose. The team works hard on all of it. More later.';

const after = (plan: EditPlan, applied: string, now: string): unknown => findAfterlife(plan, { applied, now });

describe('what became of an answer in the document', () => {
  it('is the person’s edit of it, without the text around', () => {
    const now = 'Costs rose. The whole team works hard on it. More later.';
    expect(after(rewrite, written, now)).toEqual({
      type: 'edited',
      applied: 'The team works hard on all of it.',
      now: 'The whole team works hard on it.',
    });
  });

  it('is nothing when nothing changed, or only what a host writes between paragraphs', () => {
    expect(after(rewrite, written, written)).toBeUndefined();
    const plan = planInsert(doc([p('Before.')]), 'One.\n\nTwo.', { tracked: false, location: 'after' });
    expect(after(plan, 'Before.\rOne.\rTwo.', 'Before.\nOne.\nTwo.')).toBeUndefined();
    expect(after(plan, 'Before.\rOne.\rTwo.', 'Before.\rOne.\rTwo and a half.')).toEqual({
      type: 'edited',
      applied: 'One.\nTwo.',
      now: 'One.\nTwo and a half.',
    });
  });

  it('is that it was taken back when what stood there stands there again', () => {
    expect(after(rewrite, written, text)).toEqual({ type: 'undone' });
  });

  it('cannot be told when the text around it changed, it is gone, or hardly anything is left of it', () => {
    expect(after(rewrite, written, 'Costs fell. The team works hard. More later.')).toBeUndefined();
    expect(after(rewrite, written, 'Costs rose.  More later.')).toBeUndefined();
    expect(after(rewrite, written, 'Costs rose. Nobody knows why yet, says Ann. More later.')).toBeUndefined();
    const comment: EditPlan = { context: doc([p('A.')]), edits: [{ type: 'comment', text: 'Well.' }], tracked: false };
    expect(after(comment, 'A.', 'B.')).toBeUndefined();
  });

  it('is found at a caret inside a sentence', () => {
    const at = { start: 4, end: 4 };
    const context = doc([p('One three.', { selected: at })], { isCaret: true });
    const plan = planInsert(context, 'and two and', { tracked: false, location: 'cursor' });
    expect(after(plan, 'One and two and three.', 'One and also two and three.')).toMatchObject({
      now: 'and also two and',
    });
  });
});
