import { checkNumbers } from '../../../../../src/core/figures/check/check-numbers.ts';
import { figuresOf } from '../../../../../src/core/figures/figures-of.ts';
import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

function sourceOf(rows: CellValue[][]) {
  const table = tableFromRows(rows);
  const profile = profileTable(table);
  return { table, profile, figures: figuresOf(profile) };
}
const verdicts = (text: string, source: ReturnType<typeof sourceOf>): string[] =>
  checkNumbers(text, source).numbers.map(({ text: own, status }) => `${own} ${status}`);

// Lines of one name under two headings, totals without a name, a column of notes, dashes for nothing.
const receivables = sourceOf([
  ['', '', '2019', '2018'],
  ['', 'Notes', "$'000", "$'000"],
  ['Current', '', '', ''],
  ['Trade receivables', '', '3,770', '3,054'],
  ['Allowance for expected losses', '', '(135)', '(23)'],
  ['', '', '3,635', '3,031'],
  ['Non-current', '', '', ''],
  ['Trade receivables', '7', '118', '601'],
  ['Deposits', '', '40', '–'],
  ['', '', '158', '601'],
]);

// Column groups over years that repeat, a unit in the middle of the header, a year whose digits are spread.
const segments = sourceOf([
  ['', 'Revenues', '', 'Income from operations', ''],
  ['', '2019', '2 0 1 8', '2019', '2 0 1 8'],
  ['', '', '(in millions)', '', ''],
  ['Gas', '601', '510', '299', '148'],
  ['Tankers', '943', '776', '123', '7'],
  ['Offshore', '413', '451', '(219)', '8'],
]);

// Percentages beside amounts, footnote marks, a long list of years.
const rates = sourceOf([
  ['', '', 'Year Ended May 31,', ''],
  ['', '2019 (1)', '2018', '2017'],
  ['Expected life (in years)', '4.6', '4.7', '4.8'],
  ['Dividend yield2', '1.7%', '1.5%', '1.5%'],
  ['Net cash used in financing', '(709)', '(707)', '(429)'],
]);

// Periods that balances name: what stands between two happened in the later one.
const shares = sourceOf([
  ['', 'Shares', 'Weighted-average price'],
  ['Non-vested at December 31, 2018', '1,187,586', '$41.12'],
  ['Granted', '473,550', '$53.53'],
  ['Vested', '(365,223)', '$41.83'],
  ['Non-vested at December 31, 2019', '1,283,281', '$45.40'],
]);

const fiscal = sourceOf([
  ['€ million', '2017/2018', '2018/2019'],
  ['Earnings before taxes', '576', '709'],
  ['Income taxes', '-216', '-298'],
]);

describe('a table that is a statement', () => {
  it.each([
    [receivables, 'The change in non-current trade receivables from 2018 to 2019 was -483.'],
    [receivables, 'Current trade receivables rose from 3,054 in 2018 to 3,770 in 2019.'],
    [receivables, 'Deposits increased by 40 from 2018 to 2019.'],
    [receivables, 'The average of trade receivables under current for 2018 and 2019 was 3,412.'],
    [segments, 'Revenues of Gas increased by 91 from 2018 to 2019.'],
    [segments, 'The percentage change in revenues of Tankers from 2018 to 2019 was 21.52%.'],
    [segments, 'The difference between revenues and income from operations of Gas in 2019 was 302.'],
    [segments, 'The ratio of Gas to Tankers in revenues in 2019 was 0.64.'],
    [rates, 'The average dividend yield for the 3 years from 2017 to 2019 was 1.57%.'],
    [rates, 'Net cash used in financing was 709 in 2019.'],
    [rates, 'The change in expected life from 2018 to 2019 was -0.1.'],
    [shares, 'The number of shares granted in 2019 was 473,550.'],
    [
      shares,
      'The shares that vested in 2019 were 28.46% as a percentage of the non-vested shares at December 31, 2019.',
    ],
    [fiscal, 'The change in earnings before taxes in 2018/2019 from 2017/2018 was 133.'],
  ])('%# is verified: %s', (source, text) => {
    const found = verdicts(text, source);
    expect(found.filter((own) => own.endsWith(' unverified'))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'the line of the other heading',
      receivables,
      'The change in non-current trade receivables from 2018 to 2019 was 716.',
    ],
    ['the other year', receivables, 'Non-current deposits were 601 in 2019.'],
    ['the other column group', segments, 'Revenues of Gas were 299 in 2019.'],
    ['the other line', segments, 'The percentage change in revenues of Gas from 2018 to 2019 was 21.52%.'],
    ['the sign', segments, 'The change in revenues of Offshore from 2018 to 2019 was 38.'],
    ['the base', segments, 'The percentage change in revenues of Gas from 2018 to 2019 was 15.1%.'],
    ['the average of other years', rates, 'The average dividend yield for 2018 and 2019 was 1.57%.'],
    ['the part of a whole turned over', segments, 'The ratio of Tankers to Gas in revenues in 2019 was 0.64.'],
    ['a span', fiscal, 'Earnings before taxes in 2017/2018 were 709.'],
    ['what happened in another year', shares, 'The number of shares granted in 2018 was 473,550.'],
    ['a sum of other rows', receivables, 'Current trade receivables were 3,888 in 2019.'],
  ])('%s is caught', (_what, source, text) => {
    expect(verdicts(text, source).some((own) => own.endsWith(' unverified'))).toBe(true);
  });

  it('gives the cells and a formula for what it found', () => {
    const [number] = checkNumbers('Revenues of Gas increased by 91 from 2018 to 2019.', segments).numbers;
    expect(number).toMatchObject({
      status: 'verified',
      finding: { kind: 'difference', value: 91, formula: '=B4-C4', sources: [{ range: 'B4' }, { range: 'C4' }] },
    });
  });

  it('takes a number in the name of a line for no figure', () => {
    const source = sourceOf([
      ['', '2019', '2018'],
      ['Member aged 65', '86.8', '87.3'],
      ['Member aged 45', '88.5', '89.0'],
    ]);
    expect(verdicts('A member aged 65 in 2019 lives to 86.8.', source)).toEqual(['86.8 verified']);
  });
});
