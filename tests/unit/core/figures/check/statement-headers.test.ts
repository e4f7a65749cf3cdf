import { flagged, sourceOf } from '../../../../support/checked-table.ts';

// "Percent change" stands over two columns, and not over the year beside them.
const between = sourceOf([
  ['', '', 'Percent Change', '', ''],
  ['(in millions)', '2019', 'Actual', 'Constant', '2018'],
  ['Licences', '$857', '13%', '14%', '$758'],
  ['Support', '712', '-3%', '-3%', '731'],
  ['Total amortization of intangible assets', '$1,569', '5%', '6%', '$1,489'],
]);

// Each year stands over a block, in its second column; quarters are rows.
const prices = sourceOf([
  ['', '', 'Fiscal 2019', '', 'Fiscal 2018'],
  ['', 'High', 'Low', 'High', 'Low'],
  ['First Quarter', '$83.14', '$63.81', '$45.24', '$37.43'],
  ['Second Quarter', '88.08', '70.26', '45.14', '37.55'],
  ['Third Quarter', '83.95', '54.50', '64.06', '43.24'],
]);

// Amounts beside their percentages; one year is restated.
const shares = sourceOf([
  ['', 'Year ended 31 December', '', '', ''],
  ['', '2019', '', '2018', ''],
  ['', '', '% of total', '', '% of total'],
  ['', 'Amount', 'revenues', 'Amount', 'revenues'],
  ['', '', '', '(Restated)', '(Restated)'],
  ['Games', '199,991', '53%', '176,646', '56%'],
  ['Payments', '101,355', '27%', '73,138', '23%'],
  ['Total revenues', '377,289', '100%', '312,694', '100%'],
]);

// A total column; a year in the next days of January; a footnote mark behind a year.
const ages = sourceOf([
  ['Days past due', '1–90', '91–180', 'Total'],
  ['Low risk', '1,347', '125', '1,472'],
  ['High risk', '891', '725', '1,616'],
  ['Total past due', '2,238', '850', '3,088'],
]);
const weeks = sourceOf([
  ['', 'January 3, 2020', 'December 28, 2018', 'December 29, 2017'],
  ['Net cash used in financing activities', '(709)', '(707)', '(429)'],
  ['Net cash provided by operating activities', '992', '768', '526'],
]);
const marked = sourceOf([
  ['', '2017', '20181', '2019'],
  ['Interest expense', '750', '826', '814'],
  ['Other expense', '31', '24', '18'],
]);

describe('headers of a statement', () => {
  it.each([
    [between, 'The change in licences between 2018 and 2019 was 99.'],
    [between, 'The average total amortization of intangible assets in 2018 and 2019 was 1,529.'],
    [between, 'The amount spent on licences in 2018 was 99 less than in 2019.'],
    [prices, 'The high price in the first quarter of 2019 was 83.14.'],
    [prices, 'In the first quarter of 2018, the difference between the high and low price was 7.81.'],
    [prices, 'The percentage change in the high price in the second quarter between 2018 and 2019 was 95.13%.'],
    [shares, 'The change in revenue of Games from 2018 to 2019 was 23,345.'],
    [shares, 'The percentage change in revenue of Payments from 2018 to 2019 was 38.58%.'],
    [ages, 'The total past due was 3,088.'],
    [weeks, 'The average net cash used in financing activities between fiscal years 2017 and 2019 was 615.'],
    [marked, 'Interest expense rose by 76 from 2017 to 2018.'],
  ])('%# are read: %s', (source, text) => expect(flagged(text, source)).toEqual([]));

  it.each([
    [between, 'The change in licences between 2018 and 2019 was -19.'],
    [prices, 'The high price in the first quarter of 2019 was 45.24.'],
    [prices, 'In the first quarter of 2018, the difference between the high and low price was 19.33.'],
    [shares, 'The change in revenue of Games from 2018 to 2019 was 28,217.'],
    [shares, 'The percentage change in revenue of Payments from 2018 to 2019 was 17.39%.'],
    [ages, 'The total past due was 2,238.'],
    [marked, 'Interest expense rose by 88 from 2017 to 2018.'],
  ])('%# give nothing of another column: %s', (source, text) => expect(flagged(text, source)).toHaveLength(1));

  it('share a day or a quarter among the years that are joined to it', () => {
    const quarters = sourceOf([
      ['', 'December 31, 2019', 'September 29, 2019', 'December 31, 2018'],
      ['Operating income', '$460', '$336', '$443'],
      ['Net income', '$392', '$302', '$418'],
    ]);
    expect(flagged('The change in operating income from December 31, 2018 to 2019 was 17.', quarters)).toEqual([]);
    expect(flagged('The change in operating income from December 31, 2018 to 2019 was -107.', quarters)).toEqual([
      '-107',
    ]);
  });
});
