import { checkNumbers } from '../../../../../src/core/figures/check/check-numbers.ts';
import { findDates } from '../../../../../src/core/figures/check/find-dates.ts';
import { narrate } from '../../../../../src/core/figures/narrate/narrate.ts';
import type { CellValue } from '../../../../../src/core/figures/table.ts';
import { sourceOf } from '../../../../support/checked-table.ts';

const orders = sourceOf([
  ['Date', 'Amount'],
  ['2024-01-05', 120],
  ['2024-01-20', 80],
  ['2024-02-03', 95],
  ['2024-03-11', 60],
  ['2024-02-25', 70],
  ['2024-01-20', 40],
]);

/** The dates of a text with the cells that hold them. */
const cellsOf = (text: string, source = orders): string[] => {
  const checked = checkNumbers(text, source);
  return findDates(checked, source).map(
    ({ start, end, source: { range } }) => `${checked.text.slice(start, end)} ${range}`,
  );
};

describe('dates of a text', () => {
  it('lead to their cells: the first of a day', () => {
    expect(cellsOf('It began on January 5, 2024; on 2024-01-20 there were 80, and 60 on 11 March 2024.')).toEqual([
      'January 5, 2024 A2',
      '2024-01-20 A3',
      '11 March 2024 A5',
    ]);
    expect(cellsOf('从2024年1月5日到2024年3月11日。')).toEqual(['2024年1月5日 A2', '2024年3月11日 A5']);
  });

  it('lead to all rows of a longer time where these stand together', () => {
    expect(cellsOf('March 2024 was weak, February 2024 was not.')).toEqual(['March 2024 A5']);
    expect(cellsOf('All of it was in 2024.')).toEqual(['2024 A2:A7']);
  });

  it('lead nowhere where no cell has them', () => {
    expect(cellsOf('On January 6, 2024 and in March, and in 2023.')).toEqual([]);
    const plain: CellValue[][] = [
      ['Name', 'Amount'],
      ['North', 3],
      ['South', 4],
    ];
    expect(cellsOf('On January 5, 2024.', sourceOf(plain))).toEqual([]);
  });

  it('of a summary by rules lead to cells too, and its figures are no dates', () => {
    const { checked } = narrate(orders.profile, { kind: 'summary', language: 'en' });
    const dates = findDates(checked, orders);
    expect(dates.length).toBeGreaterThan(0);
    for (const { start, end } of dates)
      expect(checked.numbers.every((number) => number.end <= start || end <= number.start)).toBe(true);
  });
});
