import { factsOf } from '../../../../src/core/sheet/sheet-facts.ts';
import { findCleanUp } from '../../../../src/core/sheet/clean-up.ts';
import { planCleanUp } from '../../../../src/core/sheet/plan-clean-up.ts';
import type { CellValue } from '../../../../src/core/figures/table.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

const header = ['Order', 'Date', 'Customer', 'Amount'];
const rows: (readonly CellValue[])[] = [
  header,
  ['A-1', 46082, 'Contoso', 180],
  ['A-2', '2026-03-02', 'contoso ', 317],
  ['A-3', 46084, 'Contoso', '1,454 '],
  ['A-4', 46085, 'Fabrikam', 'n/a'],
  ['A-5', 46086, 'Contoso', 591],
  ['A-6', 46087, 'Fabrikam', 728],
  ['A-6', 46087, 'Fabrikam', 728],
];
const formats = rows.map(() => ['General', 'yyyy-mm-dd', 'General', '#,##0']);
const context = sheetContext(rows, { formats });
const { table, profile } = factsOf(context.sheet!);

describe('the clean-up of a table', () => {
  const cleanUp = findCleanUp(table, profile);
  const { changes } = cleanUp;
  const afterOf = (row: number, column: number): unknown =>
    changes.find((change) => change.row === row && change.column === column)?.after;

  it('makes dates and numbers of texts that read as one', () => {
    expect(afterOf(2, 1)).toBe(46083);
    expect(afterOf(3, 3)).toBe(1454);
  });

  it('gives a name the spelling that is used most', () => {
    expect(afterOf(2, 2)).toBe('Contoso');
  });

  it('makes numbers in the unit that the header says, whatever unit a cell says itself', () => {
    const units = sheetContext([
      ['地区', '收入（万元）', '同比'],
      ['华东', '1,200万元', '20.5%'],
      ['华北', '0.35亿', '-3%'],
      ['华南', '（120）', '7.25%'],
      ['西南', '95.5', '0%'],
    ]);
    const facts = factsOf(units.sheet!);
    const found = findCleanUp(facts.table, facts.profile).changes;
    expect(found.filter(({ column }) => column === 1).map(({ after }) => after)).toEqual([1200, 3500, -120, 95.5]);
    // No digit that was written is lost from sight.
    expect(found.filter(({ column }) => column === 2).map(({ after, format }) => [after, format])).toEqual([
      [0.205, '0.00%'],
      [-0.03, '0.00%'],
      [0.0725, '0.00%'],
      [0, '0.00%'],
    ]);
  });

  it('takes a percentage for what it says in a column of percentages without signs', () => {
    const shares = sheetContext([
      ['Region', 'Share (%)'],
      ['North', '12.5'],
      ['South', '8%'],
      ['East', '20'],
    ]);
    const facts = factsOf(shares.sheet!);
    expect(facts.profile.columns[1]?.distribution?.sum).toBe(40.5);
    expect(findCleanUp(facts.table, facts.profile).changes.map(({ after, format }) => [after, format])).toEqual([
      [12.5, undefined],
      [8, undefined],
      [20, undefined],
    ]);
  });

  it('empties marks for nothing among numbers', () => {
    expect(afterOf(4, 3)).toBe('');
  });

  it('tells of repeated rows and touches no other cell', () => {
    expect(cleanUp.duplicates).toEqual({ same: [{ row: 7, keptRow: 6 }], sameKey: null });
    expect(changes).toHaveLength(4);
  });

  it('is planned with what each cell holds now, so that a cell edited since is not written over', () => {
    const plan = planCleanUp(context, cleanUp);
    const amounts = plan.edits.find((edit) => edit.type === 'cells' && edit.address === 'D4:D5');
    expect(amounts).toMatchObject({ before: [['1,454 '], ['n/a']], cells: [[{ value: 1454 }], [{ value: '' }]] });
  });

  it('tells rows with a key of before apart from rows that are the same, folding case, width and spaces', () => {
    const twice = sheetContext([
      ['Order', 'Customer', 'Amount'],
      ...Array.from({ length: 12 }, (_, index) => [`A-10${10 + index}`, 'Contoso', 100 + index * 7]),
      ['a-1012 ', 'ＣＯＮＴＯＳＯ', 114],
      ['A-1013', 'Fabrikam', 5],
    ]);
    const facts = factsOf(twice.sheet!);
    const found = findCleanUp(facts.table, facts.profile).duplicates;
    expect(found).toEqual({
      same: [{ row: 13, keptRow: 3 }],
      sameKey: { column: 0, rows: [{ row: 14, keptRow: 4 }] },
    });
    const rowsOf = (words: string, steps = {}): unknown =>
      planCleanUp(
        twice,
        findCleanUp(facts.table, facts.profile),
        { steps, left: [], replaced: [] },
        words,
      ).edits.flatMap((edit) => (edit.type === 'remove-rows' ? edit.rows.map(({ row }) => row) : []));
    // Another row with the same key may be right: it goes only when it is ticked.
    expect(rowsOf('')).toEqual([13]);
    expect(rowsOf('', { 'same-key': true, 'same-rows': false })).toEqual([14]);
    expect(rowsOf('split the Customer column')).toEqual([]);
  });
});
