import { valueAxis } from '../../../../../src/emulator/page/excel/value-axis.ts';

const labels = (values: readonly number[], format: string): readonly string[] =>
  valueAxis(values, format).lines.map(({ label }) => label);

it('[EXCEL-68] writes all numbers of a chart’s value axis in the format of the first cell drawn', () => {
  expect(labels([12_000, 230_000], 'General')).toEqual(['0', '50000', '100000', '150000', '200000', '250000']);
  expect(labels([12_000, 230_000], '#,##0')).toEqual(['0', '50,000', '100,000', '150,000', '200,000', '250,000']);
  expect(labels([0.31, 0.48], '0%')).toEqual(['0%', '10%', '20%', '30%', '40%', '50%']);
  expect(labels([-3, 2], '0;[Red]-0')).toEqual(['-3', '-2', '-1', '0', '1', '2']);
});

it('[EXCEL-68] begins and ends a chart’s value axis at round numbers with zero among them', () => {
  expect(valueAxis([0.1, 0.29], 'General').lines.map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(valueAxis([], 'General')).toMatchObject({ low: 0, high: 1 });
  expect(valueAxis([-70, -20], 'General')).toMatchObject({ low: -80, high: 0 });
});
