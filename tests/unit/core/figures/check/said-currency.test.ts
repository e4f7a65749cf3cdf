import { checkNumbers } from '../../../../../src/core/figures/check/check-numbers.ts';
import { flagged, sourceOf } from '../../../../support/checked-table.ts';

const list = sourceOf([
  ['Region', 'Shares (M)', 'Revenue ($M)', 'Headcount'],
  ['North', 10.2, 4.2, 12],
  ['South', 20.1, 6.4, 30],
  ['East', 30.4, 8, 21],
  ['West', 40.4, 18, 27],
]);
const listZh = sourceOf([
  ['地区', '股数（万股）', '金额（万元）', '人数'],
  ['华北', 10, 42, 12],
  ['华东', 20, 64, 30],
  ['华南', 30, 80, 21],
  ['西南', 4, 31, 9],
]);
// Shares and what they are worth, under the same years.
const blocks = (units: readonly [string, string]) =>
  sourceOf([
    ['', '2019', '', '2018', ''],
    ['Share capital', ...units, ...units],
    ['Balance at start of period', '1,313.3', '6,201', '1,294.4', '5,719'],
    ['Balance at end of period', '1,258.7', '6,033', '1,313.3', '6,201'],
  ]);
const blocksZh = sourceOf([
  ['', '2019年', '', '2018年', ''],
  ['', '数量', '', '数量', ''],
  ['股本', '万股', '万元', '万股', '万元'],
  ['期初余额', '1,313.3', '6,201', '1,294.4', '5,719'],
  ['期末余额', '1,258.7', '6,033', '1,313.3', '6,201'],
]);
const staff = sourceOf([
  ['($ in millions)', '2019', '2018'],
  ['Revenue', '1,200', '1,000'],
  ['Cost', '800', '700'],
  ['Number of employees', '5,100', '4,900'],
]);
const dollars = blocks(['M', '$M']);
const euros = blocks(['m', '€m']);

describe('an amount that is said in a currency', () => {
  it.each([
    [list, 'The average was $9.15M.', '$25.28M'],
    [list, 'The average revenue was 9.15.', '25.28'],
    [list, 'The total was $36.6M.', '$101.1M'],
    [list, 'The highest was $18.0M.', '$40.4M'],
    [list, 'North had $4.2M.', '$10.2M'],
    [list, 'North had $4.2 million.', '$12'],
    [list, 'The gap between North and South was $2.2M.', '$9.9M'],
    [list, 'The average revenue was $9.15M.', '€9.15M'],
    [listZh, '平均为54.25万元。', '16万元'],
    [listZh, '合计217万元。', '64万元'],
    [listZh, '华北为42万元。', '12元'],
    [dollars, 'The average balance at end of period for 2018 and 2019 was $6,117 million.', '$1,286 million'],
    [dollars, 'The average balance at end of period for 2018 and 2019 in terms of $M was 6,117.', '1,286'],
    [dollars, 'The total balance at end of period for 2018 and 2019 in $M was 12,234.', '2,572'],
    [euros, 'The average balance at end of period for 2018 and 2019 in €m was 6,117.', '1,286'],
    [euros, 'The change in balance at end of period from 2018 to 2019 in €m was -168.', '-54.6'],
    [euros, 'The balance at end of period in €m fell by 2.7% in 2019.', '4.2%'],
    [blocksZh, '2018年和2019年期末余额平均为6,117万元。', '1,286万元'],
    [blocksZh, '以万元计，2018年和2019年期末余额平均为6,117。', '1,286'],
    [blocksZh, '2019年期末余额为6,033万元。', '1,258.7万元'],
    [staff, 'Revenue was $1,200 million in 2019.', '€1,200 million'],
    [staff, 'The number of employees was 5,100 in 2019.', '$5,100'],
  ])('%# is of cells that hold that money: %s, not %s', (source, text, wrong) => {
    const shown = checkNumbers(text, source).numbers.map((number) => number.text);
    expect(flagged(text, source)).toEqual([]);
    expect(shown).toHaveLength(1);
    expect(flagged(text.replace(shown[0] ?? '', wrong), source)).toEqual([wrong]);
  });

  it('offers no cells of another unit as what was meant', () => {
    const [number] = checkNumbers('The average was $25.28M.', list).numbers;
    expect(number).toMatchObject({ status: 'unverified', nearest: { label: { en: 'average of Revenue' } } });
  });
});
