import type { CellValue } from '../../../../src/core/figures/table.ts';
import { planPivot, type PivotSummary } from '../../../../src/core/sheet/plan-pivot.ts';
import { factsOf } from '../../../../src/core/sheet/sheet-facts.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

const regions = ['North', 'South', 'East'];
const sales: CellValue[][] = [
  ['Month', 'Region', 'Revenue ($)', 'Price'],
  ...['2026-01', '2026-02', '2026-03', '2026-04'].flatMap((month, at) =>
    regions.map((region, index): CellValue[] => [month, region, 100 + at * 10 + index, 9 + index]),
  ),
];

function pivotOf(rows: CellValue[][], instruction = '', summary: PivotSummary = 'auto') {
  const context = sheetContext(rows);
  const planned = planPivot(context, factsOf(context.sheet!).profile, summary, instruction);
  return typeof planned === 'string' ? planned : planned.pivot;
}

describe('the pivot table of a table', () => {
  it('groups by a category across another, sums what can be added and takes the mean of prices', () => {
    expect(pivotOf(sales)).toMatchObject({
      type: 'pivot',
      source: 'A1:D13',
      rows: ['Month'],
      columns: ['Region'],
      values: [
        { field: 'Revenue ($)', name: 'Sum of Revenue ($)', by: 'Sum' },
        { field: 'Price', name: 'Average of Price', by: 'Average' },
      ],
    });
  });

  it('groups by what the person names', () => {
    expect(pivotOf(sales, 'revenue by region', 'average')).toMatchObject({
      rows: ['Region'],
      columns: [],
      values: [{ field: 'Revenue ($)', by: 'Average' }],
    });
    expect(pivotOf(sales, 'revenue by region and month')).toMatchObject({ rows: ['Region'], columns: ['Month'] });
  });

  it('is refused where all numbers are kept as text, which Excel would add up to nothing', () => {
    const asText = (amounts: readonly CellValue[]): CellValue[][] => [
      ['Region', 'Revenue'],
      ...amounts.map((amount, at): CellValue[] => [regions[at % 2] ?? '', amount]),
    ];
    expect(pivotOf(asText(['1,200', '950 ', '3.5k', '80']))).toBe('text-numbers');
    expect(pivotOf(asText(['1,200', '950 ', '3.5k', '80']), '', 'count')).toMatchObject({ values: [{ by: 'Count' }] });
    expect(pivotOf(asText([1200, '950 ', 3500, 80]))).toMatchObject({ values: [{ by: 'Sum' }] });
  });

  it('leaves the total below out of its source, and is refused where totals stand between', () => {
    const total = ['Total', '', sales.slice(1).reduce((sum, row) => sum + Number(row[2]), 0), 10];
    expect(pivotOf([...sales, total])).toMatchObject({ source: 'A1:D13' });
    const half = ['Subtotal', '', 606 + 0, 10];
    half[2] = sales.slice(1, 7).reduce((sum, row) => sum + Number(row[2]), 0);
    expect(pivotOf([...sales.slice(0, 7), half, ...sales.slice(7), total])).toBe('totals-inside');
  });

  it('is refused without a header over every column, and where nothing repeats', () => {
    const [head, ...rows] = sales;
    expect(pivotOf([['Month', 'Region', 'Region', 'Price'], ...rows])).toBe('no-header');
    expect(head).toHaveLength(4);
    expect(pivotOf([['Size', 'Weight'], ...[1.5, 2.25, 9.5, 4.75].map((size) => [size, size * 7.1])])).toBe(
      'no-category',
    );
  });
});
