import { renderMarkdown, renderTexts } from '../../../../src/core/document/render-passages.ts';
import { heading, item, p, table } from '../../../support/document-context.ts';

const whole = { marks: 'none', part: 'whole' } as const;

describe('renderMarkdown', () => {
  it('shows what kind each paragraph is', () => {
    const passages = [
      heading(2, 'Title'),
      p('Text.'),
      item('one'),
      item('sub', 1),
      item('first', 0, true, '3.'),
      p(''),
    ];
    expect(renderMarkdown(passages, whole)).toBe('## Title\nText.\n- one\n  - sub\n3. first\n');
  });

  it('shows tables as rows, and parts two that follow one another', () => {
    const passages = [...table(['a', 'b|c'], ['d', '']), ...table(['x', 'y'])];
    expect(renderMarkdown(passages, whole)).toBe('| a | b\\|c |\n| --- | --- |\n| d |  |\n| x | y |\n| --- | --- |');
  });

  it('joins the paragraphs of a cell', () => {
    const cell = { row: 0, column: 0, rowCount: 1, columnCount: 1 };
    expect(renderMarkdown([p('a', { table: cell }), p('b', { table: cell })], whole)).toBe('| a<br>b |\n| --- |');
  });

  it('shows the selected part alone, and marks as asked', () => {
    const passage = p('one\u0002 two three', { selected: { start: 0, end: 8 } });
    expect(renderTexts([passage], { marks: 'placeholders', part: 'selected' })).toEqual(['one⟦1⟧ two']);
    expect(renderTexts([passage], { marks: 'none', part: 'selected' })).toEqual(['one two']);
  });
});
