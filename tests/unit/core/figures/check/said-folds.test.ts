import { flagged, sourceOf } from '../../../../support/checked-table.ts';

const list = sourceOf([
  ['Region', 'Revenue ($M)', 'Headcount', 'Margin (%)'],
  ['North', 40, 12, 20],
  ['South', 60, 30, 30],
  ['East', 80, 21, 25],
  ['West', 18, 27, 10],
  ['Total', 198, 90, null],
]);
const years = sourceOf([
  ['(in thousands of dollars)', '2021', '2020', '2019'],
  ['Product revenue', '8,000', '7,000', '6,000'],
  ['Service revenue', '3,000', '2,500', '2,000'],
  ['Total revenue', '11,000', '9,500', '8,000'],
  ['Cost of sales', '4,000', '3,600', '3,100'],
  ['Gross profit', '7,000', '5,900', '4,900'],
]);

describe('what is said to be computed', () => {
  it.each([
    ['a total is no average', list, 'The average headcount was 22.5.', '90.0'],
    ['nor a median', list, 'The median headcount was 24.', '90'],
    ['nor the highest', list, 'The highest headcount was 30.', '90'],
    ['the total of two years is of both', years, 'The total product revenue for 2020 and 2021 was 15,000.', '8,000'],
    ['also of an average', years, 'The average total revenue for 2019 to 2021 was 9,500.', '28,500'],
    ['and of what accounting derives', years, 'The average cost of sales for 2019 to 2021 was 3,566.7.', '4,000'],
    ['one exceeds the other', list, 'Revenue of South exceeded that of North by 50.0%.', '33.3%'],
    ['points are no percent', list, 'The margin of South was 50% higher than that of North.', '10%'],
  ])('%s', (_, source, text, wrong) => {
    expect(flagged(text, source)).toEqual([]);
    const shown = /[\d,.]+%?(?=\.$| higher)/u.exec(text)?.[0] ?? '';
    expect(flagged(text.replace(shown, wrong), source)).toEqual([wrong]);
  });
});
