import { flagged, sourceOf } from '../../../../support/checked-table.ts';

// Each line of amounts has its percentage of revenue below it.
const shares = sourceOf([
  ['', '2019', '2018'],
  ['Research and development', '100', '81'],
  ['Percentage of revenue', '10%', '9%'],
  ['Sales and marketing', '120', '99'],
  ['Percentage of revenue', '12%', '11%'],
]);
const debt = sourceOf([
  ['', 'December 31, 2019', '', 'December 31, 2018', ''],
  ['(in millions)', 'Carrying Amount', 'Fair Value', 'Carrying Amount', 'Fair Value'],
  ['Senior notes', '421.9', '450.1', '421.1', '421.2'],
  ['Term loan', '474.6', '474.6', '400.0', '410.0'],
]);
// Shares in millions and what they are worth, under the same years.
const equity = sourceOf([
  ['', '2019', '', '2018', ''],
  ['', 'NUMBER', '', 'NUMBER', ''],
  ['SHARE CAPITAL', 'M', '$M', 'M', '$M'],
  ['Balance at start of period', '1,313.3', '6,201', '1,294.4', '5,719'],
  ['Balance at end of period', '1,258.7', '6,033', '1,313.3', '6,201'],
]);
const notes = sourceOf([
  ['', '2019', '2018'],
  ['3.000% senior notes due 2020', '600.0', '620.0'],
  ['2.800% senior notes due 2021', '500.0', '510.0'],
  ['Total debt', '5,275.3', '4,941.7'],
]);
const adoption = sourceOf([
  ['', 'As reported', 'Adjustments', 'Without adoption'],
  ['Deferred revenue', '420', '20', '440'],
  ['Retained earnings', '300', '(12)', '288'],
]);
const yearly = sourceOf([
  ['', 'Amount (in millions)'],
  ['2015 net revenue', '1,666'],
  ['Volume', '(36)'],
  ['Fuel', '(88)'],
  ['2016 net revenue', '1,542'],
]);

describe('what a sentence leaves open', () => {
  it.each([
    [shares, 'Sales and marketing was 12% of revenue in 2019.'],
    [shares, 'Sales and marketing as a percentage of revenue rose by 1 percentage point in 2019.'],
    [shares, 'Research and development rose by 23.5% in 2019.'],
    [debt, 'The change in senior notes from 2018 to 2019 was 0.8.'],
    [equity, 'The average balance at end of period for 2018 and 2019 in terms of $M was 6,117.'],
    [equity, 'The balance at end of period in 2019 was 1,258.7.'],
    [notes, 'The ratio of senior notes due 2020 to total debt in 2019 was 0.11.'],
    [notes, 'The senior notes due 2021 were 510.0 in 2018.'],
    [adoption, 'The percentage increase in deferred revenue without adoption is 4.76%.'],
    [yearly, 'The net change in net revenue in 2016 was -124.'],
  ])('%# is bound to what its words say most of: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    // The percentage of the line above, and the growth of a percentage.
    [shares, 'Sales and marketing was 10% of revenue in 2019.'],
    [shares, 'Research and development rose by 11.1% in 2019.'],
    [shares, 'Sales and marketing rose by 1% in 2019.'],
    // The carrying amount is meant, whose change is none of the fair value.
    [debt, 'The change in senior notes from 2018 to 2019 was 28.9.'],
    [notes, 'The ratio of senior notes due 2021 to total debt in 2019 was 0.11.'],
    [notes, 'The senior notes due 2021 were 620.0 in 2018.'],
    [adoption, 'The percentage increase in deferred revenue without adoption is -4.76%.'],
    [yearly, 'The net change in net revenue in 2016 was 124.'],
  ])('%# is flagged: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));
});
