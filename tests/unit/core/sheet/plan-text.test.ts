import { parseMarkdown } from '../../../../src/core/document/markdown.ts';
import { linesOf, planFormula, planText } from '../../../../src/core/sheet/plan-text.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

const rows = [
  ['Month', 'Revenue'],
  ['Jan', 10],
  ['Feb', 12],
];

describe('a text for a sheet', () => {
  it('goes below the table with a row between, a line a cell', () => {
    const plan = planText(sheetContext(rows), [{ text: 'One.' }, { formula: '="Two "&B2' }], 'below', 'Summary');
    expect(plan.edits).toEqual([
      { type: 'cells', sheet: 'Sales', address: 'A5:A6', cells: [[{ value: 'One.' }], [{ formula: '="Two "&B2' }]] },
    ]);
  });

  it('goes into a sheet of its own', () => {
    const plan = planText(sheetContext(rows), [{ text: 'One.' }], 'new-sheet', 'Summary');
    expect(plan.edits).toEqual([{ type: 'new-sheet', name: 'Summary', cells: [[{ value: 'One.' }]] }]);
  });

  it('is taken apart into paragraphs and items', () => {
    expect(linesOf(parseMarkdown('First.\n\n- a\n- b'))).toEqual(['First.', '• a', '• b']);
  });
});

describe('a formula for a cell', () => {
  it('asks for an empty cell where there was none', () => {
    const [edit] = planFormula(sheetContext(rows, { active: 'D2' }), '=SUM(B2:B3)').edits;
    expect(edit).toEqual({ type: 'cells', sheet: 'Sales', address: 'D2', cells: [[{ formula: '=SUM(B2:B3)' }]] });
  });

  it('takes the place of the formula that it repairs', () => {
    const [edit] = planFormula(sheetContext(rows, { active: 'D2', formula: '=SUMM(B2:B3)' }), '=SUM(B2:B3)').edits;
    expect(edit).toMatchObject({ before: [['=SUMM(B2:B3)']] });
  });
});
