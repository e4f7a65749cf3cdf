import { checkNumbers } from '../../../../../src/core/figures/check/check-numbers.ts';
import { flagged, sourceOf } from '../../../../support/checked-table.ts';

const accounts = sourceOf([
  ['', '2019', '2018'],
  ['Revenues', '105,767', '84,896'],
  ['Cost of revenues', '(59,659)', '(49,744)'],
  ['Net income', '22,372', '14,026'],
  ['Total current assets', '121,041', '73,202'],
  ['Total assets', '383,665', '336,032'],
  ['Total current liabilities', '154,619', '90,392'],
  ['Total liabilities', '155,521', '92,364'],
]);

const taxes = sourceOf([
  ['', '2019', '2018'],
  ['Deferred tax assets:', '', ''],
  ['Post-retirement benefits', '112', '101'],
  ['Loss carryforwards', '58', '64'],
  ['Other', '31', '40'],
  ['Total deferred tax assets', '201', '205'],
  ['Allowances:', '', ''],
  ['Allowance for expected losses', '(135)', '(23)'],
  ['Allowance for returns', '(20)', '(18)'],
]);

const years = sourceOf([
  ['', '2019', '2018', '2017', '2016'],
  ['Total adjustments', '54,977', '71,557', '42,377', '38,880'],
  ['Net profit', '46.0', '-34.8', '2.4', '-1.1'],
]);

const currencies = sourceOf([
  ['', 'USD denominated', 'Other'],
  ['As at 31 December 2019', '', ''],
  ['Monetary assets, current', '27,728', '2,899'],
  ['Monetary assets, non-current', '373', '20'],
  ['As at 31 December 2018', '', ''],
  ['Monetary assets, current', '18,041', '1,994'],
  ['Monetary assets, non-current', '2,642', '31'],
]);

const options = sourceOf([
  ['', 'Number of Shares', 'Weighted-Average Exercise Price Per Share'],
  ['Outstanding at September 30, 2018', '2,806,364', '$4.75'],
  ['Granted', '409,368', '$9.59'],
  ['Outstanding at September 30, 2019', '1,686,902', '$7.00'],
]);

describe('what follows from lines by the rules of accounting', () => {
  it.each([
    [accounts, 'The current ratio in 2019 was 0.78.'],
    [accounts, 'The change in the current ratio from 2018 to 2019 was -0.03.'],
    [accounts, 'The debt-to-asset ratio in 2018 was 0.27.'],
    [accounts, 'The net profit margin in 2019 was 21.15%.'],
    [accounts, 'The return on assets in 2018 was 4.17%.'],
    [accounts, 'Gross profit in 2019 was 46,108.'],
    [accounts, 'The cost of revenues was 56.41% of revenues in 2019.'],
    [options, 'The value of the shares outstanding at September 30, 2019 was 11,808,314.'],
  ])('%# is verified: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [accounts, 'The current ratio in 2019 was 0.81.'],
    [accounts, 'The quick ratio in 2019 was 0.78.'],
    [accounts, 'The gross margin in 2019 was 21.15%.'],
    [accounts, 'The return on equity in 2018 was 4.17%.'],
  ])('%# is flagged: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));

  it('gives the formula', () => {
    const [number] = checkNumbers('The current ratio in 2019 was 0.78.', accounts).numbers;
    expect(number).toMatchObject({ finding: { formula: '=B5/B7', label: { en: 'current ratio' } } });
  });
});

describe('counts of lines and periods', () => {
  it.each([
    [taxes, 'There are 3 components of deferred tax assets.'],
    [years, 'In 2 of the years total adjustments exceeded 50,000.'],
    [years, 'Total adjustments were above $40,000 thousand in three years.'],
    [years, 'There was a positive net profit in 2 years.'],
  ])('%# is verified: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [taxes, 'There are 4 components of deferred tax assets.', '4'],
    [years, 'In 3 of the years total adjustments exceeded 50,000.', '3'],
    [years, 'There was a positive net profit in 3 years.', '3'],
  ])('%# is flagged: %s', (source, text, number) => expect(flagged(text, source)).toEqual([number]));
});

describe('sums and sizes', () => {
  it.each([
    [currencies, 'The total USD denominated monetary assets as at 31 December 2019 were 28,101.'],
    [taxes, 'The sum of all allowances was 155 in 2019.'],
    [taxes, 'The change in the allowance for expected losses from 2018 to 2019 was 112.'],
    [taxes, 'The allowance for expected losses rose by 112 from 2018 to 2019.'],
    [years, 'The net loss in 2018 was 34.8.'],
  ])('%# is verified: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [currencies, 'The total USD denominated monetary assets as at 31 December 2019 were 20,683.'],
    [taxes, 'The sum of all allowances was 201 in 2019.'],
    [taxes, 'The change in the allowance for expected losses from 2018 to 2019 was 92.'],
  ])('%# is flagged: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));
});

describe('highest, rest and average growth', () => {
  const results = sourceOf([
    ['(in thousands)', '2019', '2018', '2017'],
    ['Revenue', '9,123', '8,456', '8,101'],
    ['Cost of sales', '5,100', '4,900', '4,700'],
    ['Net income', '2,200', '1,900', '2,000'],
  ]);

  it.each([
    'The highest net income in the years was 2,200.',
    'Revenue less cost of sales was 4,023 in 2019.',
    'The average annual growth in revenue was 6.1%.',
    'Net sales increased from 8,456 in 2018 to 9,123 in 2019, or 7.9%.',
    'In 2 of the 3 years net income was at least 2,000.',
  ])('are verified: %s', (text) => expect(flagged(text, results)).toEqual([]));

  it.each([
    ['The highest net income in the years was 2,000.', '2,000'],
    ['The highest line in 2018 was net income with 2,200.', '2,200'],
    ['Revenue less cost of sales was 3,556 in 2019.', '3,556'],
    ['The average annual growth in revenue was 7.9%.', '7.9%'],
    ['Net sales increased from 4,900 in 2018 to 9,123 in 2019.', '4,900'],
    ['In 3 of the 3 years net income was at least 2,000.', '3'],
  ])('are flagged where they are others: %s', (text, number) => expect(flagged(text, results)).toEqual([number]));
});

describe('names that are others than the sheet’s', () => {
  const table = sourceOf([
    ['', 'Men', '', 'Women', ''],
    ['', '2019', '2018', '2019', '2018'],
    ['Retained profits', '79,918', '102,680', '1,204', '1,311'],
    ['Performance Share Plan (‘PSP’)', '2,117', '1,803', '1,320', '711'],
  ]);

  it.each([
    'Retained earnings of male members in 2019 were 79,918.',
    'PSP payments of women in 2018 were 711.',
    'The change in retained income of men from 2018 to 2019 was -22,762.',
  ])('are understood: %s', (text) => expect(flagged(text, table)).toEqual([]));

  it('but not where the sheet has the word itself', () => {
    const both = sourceOf([
      ['', '2019', '2018'],
      ['Retained profits', '79,918', '102,680'],
      ['Retained income', '1,204', '1,311'],
    ]);
    expect(flagged('Retained income in 2019 was 79,918.', both)).toEqual(['79,918']);
  });
});

describe('columns of one line', () => {
  const leases = sourceOf([
    ['', 'Total', 'Offices', 'Vehicles'],
    ['Operating leases', '1,000', '750', '250'],
    ['Capital leases', '400', '100', '300'],
    ['Total obligations', '1,400', '850', '550'],
  ]);
  const debt = sourceOf([
    ['', '2019', '', '2018', ''],
    ['', 'Carrying amount', 'Fair value', 'Carrying amount', 'Fair value'],
    ['Term loan', '474.6', '480.1', '400.0', '402.5'],
    ['Senior notes', '421.9', '450.1', '421.1', '421.2'],
  ]);
  const prices = sourceOf([
    ['', '2019', '', '2018', ''],
    ['', 'High', 'Low', 'High', 'Low'],
    ['First Quarter', '$83.14', '$63.82', '$45.24', '$37.43'],
    ['Second Quarter', '$88.08', '$70.26', '$45.14', '$37.55'],
  ]);

  it.each([
    [leases, 'The vehicles of operating leases as a percentage of offices were 33.33%.'],
    [leases, 'The percentage of total operating leases from vehicles was 25%.'],
    [leases, 'The percentage change in capital leases from offices to vehicles was 200%.'],
    [debt, 'The change in the term loan between 2018 and 2019 was 74.6.'],
    [prices, 'The low of the first quarter as a percentage of the high in 2018 was 82.74%.'],
    [prices, 'The average share price in the first quarter of 2019 was $73.48.'],
  ])('%# is verified: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [leases, 'The vehicles of operating leases as a percentage of offices were 75%.'],
    [leases, 'The percentage change in capital leases from offices to vehicles was -66.67%.'],
    [debt, 'The change in the term loan between 2018 and 2019 was 29.0.'],
    [prices, 'The average share price in the first quarter of 2019 was $83.14.'],
  ])('%# is flagged: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));
});

describe('what is said of a change', () => {
  const royalties = sourceOf([
    ['', '2019', '2018'],
    ['Zyla', '351', '386'],
    ['MainPointe', '21', '24'],
    ['Royalty revenues', '372', '410'],
  ]);

  it.each([
    'The change in royalty revenues from 2018 to 2019 amounted to -38.',
    'The variation in royalty revenues in 2019 from 2018 was -38.',
    'Royalty revenues went down by 9.3% in 2019 compared with 2018.',
    '92.11% of the decrease in royalty revenues from 2018 to 2019 came from Zyla.',
  ])('is verified: %s', (text) => expect(flagged(text, royalties)).toEqual([]));

  it.each([
    ['The decrease in royalty revenues from 2018 to 2019 was -38.', '-38'],
    ['Royalty revenues went up by 9.3% in 2019 compared with 2018.', '9.3%'],
    ['94.35% of the decrease in royalty revenues from 2018 to 2019 came from Zyla.', '94.35%'],
  ])('is flagged where it is wrong: %s', (text, number) => expect(flagged(text, royalties)).toEqual([number]));
});

describe('lines of one name at several times', () => {
  const awards = sourceOf([
    ['', 'Number of Shares', 'Weighted-Average Exercise Price Per Share', 'Remaining Term (in Years)'],
    ['Outstanding at September 30, 2016', '3,000,000', '$3.95', '5.4'],
    ['Granted', '147,800', '$7.06', ''],
    ['Canceled', '(81,794)', '$3.59', ''],
    ['Outstanding at September 30, 2017', '3,066,006', '$4.21', '5.4'],
    ['Granted', '299,397', '$8.60', ''],
    ['Canceled', '(88,076)', '$5.23', ''],
    ['Outstanding at September 30, 2018', '3,277,327', '$4.75', '5.4'],
    ['Granted', '409,368', '$9.59', ''],
    ['Canceled', '(144,183)', '$6.62', ''],
    ['Outstanding at September 30, 2019', '3,542,512', '$7.00', '5.4'],
  ]);

  it.each([
    'The average number of shares granted between 2017 and 2019 was 285,521.67.',
    'The difference between the number of shares granted and canceled in 2018 was 211,321.',
  ])('are all meant by a stretch of years: %s', (text) => expect(flagged(text, awards)).toEqual([]));

  it.each([
    ['The average number of shares granted between 2017 and 2019 was 278,584.', '278,584'],
    ['The difference between the number of shares granted and canceled in 2018 was 265,185.', '265,185'],
  ])('and no others: %s', (text, number) => expect(flagged(text, awards)).toEqual([number]));
});
