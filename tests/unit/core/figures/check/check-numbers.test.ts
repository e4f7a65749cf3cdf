import { checkNumbers, type CheckedNumber } from '../../../../../src/core/figures/check/check-numbers.ts';
import { figuresOf } from '../../../../../src/core/figures/figures-of.ts';
import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

function sourceOf(rows: CellValue[][], formats?: string[][]) {
  const table = tableFromRows(rows, { sheet: 'Sales', firstRow: 1, firstColumn: 1, ...(formats && { formats }) });
  const profile = profileTable(table);
  return { table, profile, figures: figuresOf(profile) };
}

// B2:F9 of the sheet: 2024 and 2025 by region, with totals.
const regions = sourceOf([
  ['Region', '2023', '2024', '2025'],
  ['North', 1000, 1200, 1500],
  ['South', 800, 700, 630],
  ['East', 400, 500, 650],
  ['Total', 2200, 2400, 2780],
]);

const months = sourceOf([
  ['单位：万元', null, null, null],
  ['月份', '营业收入', '成本', '毛利率（%）'],
  ['2025年1月', 1200, 800, 33.3],
  ['2025年2月', 1100, 790, 28.2],
  ['2025年3月', 1500, 900, 40],
  ['合计', 3800, 2490, 34.5],
]);

const sales = sourceOf([
  ['Region', 'Product', 'Revenue', 'Units'],
  ['North', 'Phones', 125_000, 310],
  ['North', 'Tablets', 84_000, 150],
  ['South', 'Phones', 91_000, 205],
  ['South', 'Tablets', 62_500, 120],
]);

const statuses = (text: string, source = regions): string[] =>
  checkNumbers(text, source).numbers.map(({ text: own, status }) => `${own} ${status}`);
const only = (text: string, source = regions): CheckedNumber => {
  const { numbers } = checkNumbers(text, source);
  expect(numbers).toHaveLength(1);
  return numbers[0]!;
};
const finding = (number: CheckedNumber) => (number.status === 'verified' ? number.finding : number.nearest);

describe('numbers that are true', () => {
  it.each([
    ['North reached 1,500 in 2025.', 'D3', '=E3'],
    ['In 2024, 700 came from the South.', '', '=D4'],
    ['Total sales were 2,780 in 2025.', '', '=SUM(E3:E5)'],
    ['North grew by 25% from 2024 to 2025.', '', '=(E3-D3)/ABS(D3)'],
    ['South fell 10% in 2025 from the previous year.', '', '=(E4-D4)/ABS(D4)'],
    ['East accounted for 23.4% of the total in 2025.', '', '=E5/SUM(E3:E5)'],
    ['North was ahead of South by 870 in 2025.', '', '=E3-E4'],
    ['North sold 2.4 times as much as South in 2025.', '', '=E3/E4'],
    ['North grew at a compound annual rate of 22.5% between 2023 and 2025.', '', '=((E3/C3)^(1/2)-1)'],
    ['North and East together came to 2,150 in 2025.', '', '=SUM(E3,E5)'],
    ['On average, a region had 926.7 in 2025.', '', '=SUM(E3:E5)/3'],
    ['Sales in the North rose by 300 in 2025.', '', '=E3-D3'],
  ])('%s', (text, _cell, formula) => {
    const number = only(text);
    expect(number.status).toBe('verified');
    expect(finding(number)?.formula).toBe(formula);
  });

  it('says where each number comes from', () => {
    const number = only('North reached 1,500 in 2025.');
    expect(finding(number)?.sources).toEqual([{ sheet: 'Sales', range: 'E3' }]);
  });

  it('reads Chinese notations in the unit of the table', () => {
    expect(statuses('2025年3月营业收入为1,500万元，环比增长36.4%。', months)).toEqual([
      '1,500万元 verified',
      '36.4% verified',
    ]);
    expect(statuses('一季度营业收入合计0.38亿元。', months)).toEqual(['0.38亿元 verified']);
    expect(statuses('2025年1月至3月，毛利率上升6.7个百分点。', months)).toEqual(['6.7个百分点 verified']);
    expect(statuses('2025年3月的毛利率达到40%，营业收入1500。', months)).toEqual(['40% verified', '1500 verified']);
  });

  it('understands numbers in words', () => {
    const doubled = sourceOf([
      ['Region', '2023', '2025'],
      ['North', 1000, 2010],
      ['South', 500, 480],
    ]);
    expect(statuses('North doubled from 2023 to 2025.', doubled)).toEqual(['doubled verified']);
    expect(statuses('South doubled from 2023 to 2025.', doubled)).toEqual(['doubled unverified']);
    expect(only('从2023年到2025年，North翻了一番。', doubled).status).toBe('verified');
  });

  it('counts rows and values, and ranks', () => {
    expect(statuses('The table covers 3 regions.')).toEqual(['3 verified']);
    expect(statuses('The table covers 4 regions.')).toEqual(['4 unverified']);
    expect(statuses('South ranked second in 2024.')).toEqual(['ranked second verified']);
    expect(statuses('South ranked second in 2025.')).toEqual(['ranked second unverified']);
  });

  it('allows for "about", "over" and "nearly", on the right side', () => {
    expect(only('North reached about 1.5 thousand in 2025.').status).toBe('verified');
    expect(only('Total sales were over 2,700 in 2025.').status).toBe('verified');
    expect(only('Total sales were over 2,800 in 2025.').status).toBe('unverified');
    expect(only('Total sales were nearly 2,800 in 2025.').status).toBe('verified');
    expect(only('Total sales were nearly 2,700 in 2025.').status).toBe('unverified');
  });

  it('gives each of several numbers its own subject', () => {
    expect(statuses('In 2025, North had 1,500, South 630 and East 650.')).toEqual([
      '1,500 verified',
      '630 verified',
      '650 verified',
    ]);
    expect(statuses('North, South and East had 1,500, 630 and 650 respectively in 2025.')).toEqual([
      '1,500 verified',
      '630 verified',
      '650 verified',
    ]);
    expect(statuses('North, South and East had 1,500, 650 and 630 respectively in 2025.')).toEqual([
      '1,500 verified',
      '650 unverified',
      '630 unverified',
    ]);
  });

  it('tells measures apart', () => {
    expect(statuses('Revenue of phones was 216,000, with 515 units sold.', sales)).toEqual([
      '216,000 verified',
      '515 verified',
    ]);
    expect(only('Units in the North came to 209,000.', sales).status).toBe('unverified');
  });
});

describe('sentences as people write them', () => {
  it.each([
    [regions, 'Overall sales climbed from 2,400 in 2024 to 2,780 in 2025, a gain of 15.8%.'],
    [regions, 'North was the clear leader with 1,500, more than half of the total in 2025.'],
    [regions, 'The South kept shrinking: after losing 12.5% in 2024, it gave up another 10% in 2025.'],
    [regions, "East's share of sales edged up to 23.4% in 2025, from 20.8% a year earlier."],
    [regions, 'At 630, the South was the smallest region in 2025.'],
    [regions, 'Sales in the East have risen 62.5% since 2023.'],
    [sales, 'The North sold 460 units.'],
    [sales, 'Phones outsold tablets by 245 units.'],
    [sales, 'Phones brought in 216,000 of revenue, or 59.6%; tablets made up the remaining 40.4%.'],
  ])('%#', (source, text) => {
    const { numbers } = checkNumbers(text, source);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter(({ status }) => status !== 'verified').map(({ text: own }) => own)).toEqual([]);
  });
});

describe('numbers that are wrong', () => {
  it.each([
    ['another period', 'North reached 1,200 in 2025.'],
    ['another region', 'North reached 650 in 2025.'],
    ['a sign turned', 'South grew 10% in 2025.'],
    ['ten times too much', 'North reached 15,000 in 2025.'],
    ['a last digit off', 'East accounted for 23.6% of the total in 2025.'],
    ['another computation', 'North grew by 54% in 2025.'],
    ['a subject that the table has not', 'Profit of West was 1,500 in 2025.'],
    ['a year that the table has not', 'North reached 1,500 in 2021.'],
  ])('%s: %s', (_what, text) => {
    expect(checkNumbers(text, regions).numbers.map(({ status }) => status)).toContain('unverified');
  });

  it('says the true value that was probably meant', () => {
    const number = only('North reached 1,510 in 2025.');
    expect(number.status).toBe('unverified');
    expect(finding(number)).toMatchObject({ value: 1500, shown: '1,500', label: { en: 'North, 2025' } });
  });
});

describe('a measure that the table does not have', () => {
  const chinese = sourceOf([
    ['地区', '营业收入', '成本'],
    ['华北', 125_000, 91_310],
    ['华南', 84_000, 41_500],
    ['华东', 62_500, 22_120],
  ]);
  const byYears = sourceOf([
    ['Region', 'Revenue 2024', 'Revenue 2025'],
    ['North', 1200, 1512],
    ['South', 700, 634],
  ]);

  it.each([
    [sales, 'Profit of tablets in the South was 62,500.'],
    [sales, 'The headcount of phones in the South was 205.'],
    [sales, 'Phones in the North had 310 orders.'],
    [byYears, 'Profit of the North was 1,512 in 2025.'],
    [chinese, '华北的利润为125,000元。'],
  ])('%# is not verified by a line that has the number: %s', (source, text) => {
    expect(only(text, source).status).toBe('unverified');
  });

  it.each([
    [sales, 'Sales of tablets in the South were 62,500.'],
    [sales, 'In no order, phones in the North reached 125,000.'],
    [byYears, 'The North reached 1,512 in 2025.'],
    [chinese, '华北的销售额为125,000。'],
  ])('%# is verified, as its measure goes by another name or none: %s', (source, text) => {
    expect(only(text, source).status).toBe('verified');
  });

  it('cannot be told of a table whose measure has no name', () => {
    expect(only('Profit of North was 1,500 in 2025.').status).toBe('verified');
  });
});

describe('what is no figure', () => {
  it('leaves years, dates, lists, headings, cells and names alone', () => {
    const text = [
      '## 2. Results for 2025',
      '1. See Table 3 and section 4.2 for Q3 2025.',
      '2. Cells B2:E6, COVID-19, 5 March 2025, 10:30, 2025年3月5日.',
      '3. Over the last 3 years and the next 12 months.',
    ].join('\n');
    expect(statuses(text)).toEqual([]);
  });
});

describe('months down the side', () => {
  it('compares a month with the one before, which is not said', () => {
    expect(statuses('2025年3月营业收入环比增长36.4%。', months)).toEqual(['36.4% verified']);
    expect(statuses('2025年3月营业收入环比增长36.9%。', months)).toEqual(['36.9% unverified']);
  });
});

describe('references', () => {
  it('writes out an id and knows its source', () => {
    const figure = regions.figures.find(({ label }) => label.en === 'growth of North, 2024 to 2025')!;
    const checked = checkNumbers(`North grew by {{figure:${figure.id}}}.`, regions);
    expect(checked.text).toBe('North grew by 25.0%.');
    expect(checked.numbers).toMatchObject([{ status: 'verified', by: 'reference', text: '25.0%' }]);
  });

  it('does not say twice that something fell', () => {
    const figure = regions.figures.find(({ label }) => label.en === 'growth of South, 2024 to 2025')!;
    expect(checkNumbers(`South fell by {{figure:${figure.id}}}.`, regions).text).toBe('South fell by 10.0%.');
  });

  it('leaves an unknown id as it stands and flags it', () => {
    const checked = checkNumbers('North grew by {{figure:f999}}.', regions);
    expect(checked.text).toBe('North grew by {{figure:f999}}.');
    expect(checked.unverified).toBe(1);
  });
});
