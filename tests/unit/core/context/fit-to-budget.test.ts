import { fitFromStart, fitToBudget } from '../../../../src/core/context/fit-to-budget.ts';
import { p } from '../../../support/document-context.ts';

/** Ten words, so about ten tokens and one for its end. */
const line = (name: string) => p(`${name} b c d e f g h i j`);
const names = (passages: readonly { text: string }[]): string => passages.map(({ text }) => text.charAt(0)).join('');
const before = ['1', '2', '3', '4'].map(line);
const after = ['5', '6', '7', '8'].map(line);

describe('fitToBudget', () => {
  it('keeps the whole selection when it alone exceeds the budget', () => {
    const fitted = fitToBudget({ before, selected: 'word '.repeat(50), after }, 10);
    expect(fitted).toMatchObject({ before: [], after: [], leftOut: 8, overflow: true });
  });

  it('takes neighbours nearest first, before and after in turn', () => {
    const fitted = fitToBudget({ before, selected: 'x', after }, 36);
    expect([names(fitted.before), names(fitted.after), fitted.leftOut]).toEqual(['34', '5', 5]);
    expect(fitted.tokens).toBeLessThanOrEqual(36);
  });

  it('closes a side at the first neighbour that does not fit, so that the context has no gap', () => {
    const long = p('long '.repeat(40));
    const fitted = fitToBudget({ before: [line('1'), long], selected: 'x', after }, 40);
    expect([names(fitted.before), names(fitted.after)]).toEqual(['', '567']);
  });

  it('takes everything that there is when there is room', () => {
    expect(fitToBudget({ before, selected: 'x', after }, 1000)).toMatchObject({ leftOut: 0, overflow: false });
  });
});

describe('fitFromStart', () => {
  it('takes passages until the first that does not fit', () => {
    const { fitted, leftOut } = fitFromStart(before, 25);
    expect([names(fitted), leftOut]).toEqual(['12', 2]);
  });
});
