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
});
