import { factsOf } from '../../../../src/core/sheet/sheet-facts.ts';
import { planChart } from '../../../../src/core/sheet/plan-chart.ts';
import type { CellValue } from '../../../../src/core/figures/table.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

function chartOf(rows: readonly (readonly CellValue[])[], kind: 'auto' | 'pie' = 'auto') {
  const context = sheetContext(rows);
  return planChart(context, factsOf(context.sheet!).profile, kind)?.chart;
}

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];

describe('the chart of a table', () => {
  it('is a line where it is followed in time, beside the table, without the total', () => {
    const rows = [['Month', 'Revenue'], ...months.map((month, at) => [month, 100 + 7 * at]), ['Total', 570]];
    expect(chartOf(rows)).toMatchObject({
      kind: 'line',
      at: 'D1',
      categories: 'A2:A6',
      series: [{ name: 'Revenue', values: 'B2:B6' }],
    });
  });

  it('draws one column of numbers in the order of its rows, and never names it by sentences', () => {
    expect(chartOf([['Score'], [3], [5], [8]])).toMatchObject({
      kind: 'column',
      title: 'Score',
      categories: null,
      series: [{ name: 'Score', values: 'A2:A4' }],
    });
    const remark = (at: number): string => `Remark ${at}: ${'it was late and the box was damaged; '.repeat(4)}`;
    const rows = [['Id', 'Remark', 'Rating'], ...[1, 2, 3, 4].map((id) => [id, remark(id % 2), id + 1])];
    expect(chartOf(rows)).toMatchObject({ categories: null, series: [{ name: 'Rating', values: 'C2:C5' }] });
  });

  it('is not named by what stands in the first row of a group alone', () => {
    const rows = [
      ['Region', 'Product', 'Sales'],
      ['North', 'Paper', 100],
      ['', 'Ink', 80],
      ['South', 'Toner', 60],
      ['', 'Pens', 40],
    ];
    expect(chartOf(rows)).toMatchObject({ categories: 'B2:B5' });
  });

  it('compares a few names by columns and many by bars', () => {
    const named = (count: number) => [
      ['City', 'Visitors'],
      ...Array.from({ length: count }, (_, at) => [`City ${'abcdefghijklmnopqrst'[at] ?? ''}`, 100 + 13 * at]),
    ];
    expect(chartOf(named(4))).toMatchObject({ kind: 'column' });
    expect(chartOf(named(15))).toMatchObject({ kind: 'bar' });
  });

  it('leaves out a series that would lie flat beside the first', () => {
    const rows = [['Month', 'Revenue', 'Price'], ...months.map((month, at) => [month, 50_000 + 900 * at, 3 + at / 10])];
    expect(chartOf(rows)).toMatchObject({ series: [{ name: 'Revenue' }] });
  });

  it('is a pie where that is asked for', () => {
    expect(
      chartOf(
        [
          ['Kind', 'Share'],
          ['a', 3],
          ['b', 4],
          ['c', 5],
        ],
        'pie',
      ),
    ).toMatchObject({ kind: 'pie' });
  });

  it('is none where there are no numbers', () => {
    expect(chartOf([['Name'], ['a'], ['b']])).toBeUndefined();
  });

  describe('of rows that share a name', () => {
    const sales = [
      ['Month', 'Region', 'Revenue', 'Price'],
      ...months.flatMap((month, at) => [
        [month, 'North', 100 + at, 9],
        [month, 'South', 40 + at, 7],
      ]),
      ['Total', '', 720, 8],
    ];
    const planOf = (instruction = '') => {
      const context = sheetContext(sales);
      return planChart(context, factsOf(context.sheet!).profile, 'auto', instruction)!;
    };

    it('draws their sums, which formulas of a small table beside it make and keep', () => {
      const { chart, plan, grouped } = planOf();
      expect(chart).toMatchObject({
        kind: 'line',
        categories: 'F2:F6',
        series: [{ name: 'Revenue', values: 'G2:G6' }],
        at: 'I1',
      });
      expect(grouped).toEqual({ by: 'Month', how: 'sum', address: 'F1:G6' });
      expect(plan.edits[0]).toMatchObject({
        type: 'cells',
        address: 'F1:G6',
        cells: expect.arrayContaining([
          [{ value: 'Month' }, { value: 'Revenue' }],
          [{ value: '2026-01' }, { formula: '=SUMPRODUCT(--($A$2:$A$11=$F2),$C$2:$C$11)' }],
        ]),
      });
    });

    it('draws by the column that the person names', () => {
      const { chart, grouped } = planOf('revenue by region');
      expect(chart).toMatchObject({ kind: 'column', title: 'Revenue by Region' });
      expect(grouped).toMatchObject({ by: 'Region', how: 'sum' });
    });

    it('draws the mean of prices, which add up to nothing', () => {
      const { grouped, plan } = planOf('price by region');
      expect(grouped?.how).toBe('mean');
      expect(JSON.stringify(plan.edits[0])).toContain('/SUMPRODUCT(--($B$2:$B$11=$F2),--ISNUMBER($D$2:$D$11))');
    });

    it('brings the smallest of many names together as one', () => {
      const shops = Array.from({ length: 60 }, (_, at) => [`Shop ${(at % 30) + 1}`, 10 * ((at % 30) + 1)]);
      const context = sheetContext([['Shop', 'Sales'], ...shops]);
      const planned = planChart(context, factsOf(context.sheet!).profile, 'auto')!;
      const [edit] = planned.plan.edits;
      expect(planned.rest).toBe(11);
      expect(edit).toMatchObject({ type: 'cells', address: 'D1:E21' });
      expect(JSON.stringify(edit)).toMatch(/Shop 30.*Others.*SUM\(E2:E20\)/);
    });

    it('draws many days by their months', () => {
      const days = Array.from({ length: 120 }, (_, at) => [46_023 + at, 5]);
      const context = sheetContext([['Date', 'Sales'], ...days], {
        formats: [['General', 'General'], ...days.map(() => ['yyyy-mm-dd', '0'])],
      });
      const { plan } = planChart(context, factsOf(context.sheet!).profile, 'auto')!;
      expect(plan.edits[0]).toMatchObject({ address: 'D1:E5' });
      expect(JSON.stringify(plan.edits[0])).toContain('($A$2:$A$121>=$D2)*($A$2:$A$121<EDATE($D2,1))');
    });
  });
});
