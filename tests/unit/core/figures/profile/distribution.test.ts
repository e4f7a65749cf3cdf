import { describe as describeNumbers, quantile } from '../../../../../src/core/figures/profile/distribution.ts';
import { correlate } from '../../../../../src/core/figures/profile/relations.ts';

/** Data sets of NIST's Statistical Reference Datasets (univariate summaries) that are given by a rule. */
const alternating = (first: number, low: number, high: number): number[] => [
  first,
  ...Array.from({ length: 1000 }, (_, at) => (at % 2 === 0 ? low : high)),
];

describe('univariate summaries against NIST StRD certified values', () => {
  it.each([
    ['NumAcc1', [10_000_001, 10_000_003, 10_000_002], 10_000_002, 1],
    ['NumAcc2', alternating(1.2, 1.1, 1.3), 1.2, 0.1],
    ['NumAcc3', alternating(1_000_000.2, 1_000_000.1, 1_000_000.3), 1_000_000.2, 0.1],
    ['NumAcc4', alternating(10_000_000.2, 10_000_000.1, 10_000_000.3), 10_000_000.2, 0.1],
  ])('%s', (_name, numbers, mean, sd) => {
    const summary = describeNumbers(numbers);
    expect(Math.abs((summary?.mean ?? 0) - mean) / mean).toBeLessThan(1e-14);
    // Binary fractions themselves limit NumAcc4 to about 8 digits, as NIST notes of this series.
    expect(Math.abs((summary?.sd ?? 0) - sd) / sd).toBeLessThan(1e-8);
  });
});

describe('order statistics', () => {
  it('gives the quartiles of type 7, as R documents them', () => {
    // quantile(1:10) of R: 1.00 3.25 5.50 7.75 10.00
    const summary = describeNumbers([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect([summary?.min, summary?.q1, summary?.median, summary?.q3, summary?.max]).toEqual([1, 3.25, 5.5, 7.75, 10]);
    expect(quantile([1, 2, 3, 4], 0.1)).toBeCloseTo(1.3, 12);
  });

  const xs = [
    96.16, 107.67, 96.61, 95.27, 86.05, 96.8, 116.68, 106.36, 115.55, 103.73, 105.92, 102.78, 75.01, 112.83, 107.6,
    107.48, 74.63, 73.84, 86.66, 92.98, 104.58, 99.31, 107.81, 90.37, 104.63,
  ];
  const ys = [
    70.47, 70.08, 81.37, 71.14, 69.81, 62.8, 75.76, 71.7, 80.03, 77.67, 76.13, 68.37, 44.85, 74.82, 85.09, 68.77, 54.2,
    55.1, 48.74, 65.47, 83.66, 53.4, 72.89, 62.41, 66.7,
  ];

  it("agrees with Python's statistics module", () => {
    // fmean, stdev, quantiles(n=4, method='inclusive'), median, median of |x - median| of Python 3.11 on the same numbers.
    const summary = describeNumbers(xs);
    expect(summary?.mean).toBeCloseTo(98.6924, 10);
    expect(summary?.sd).toBeCloseTo(12.147288888197783, 10);
    expect([summary?.q1, summary?.median, summary?.q3]).toEqual([92.98, 102.78, 107.48]);
    expect(summary?.mad).toBeCloseTo(6.17, 10);
  });

  it("correlates as Python's statistics.correlation does", () => {
    const { r, count } = correlate(Float64Array.from(xs), Float64Array.from(ys), new Uint8Array(25));
    expect(r).toBeCloseTo(0.7432041247374397, 12);
    expect(count).toBe(25);
  });

  it('leaves out what is no number and rows that are totals', () => {
    const summary = describeNumbers([1, NaN, 2, 3, 6], Uint8Array.from([0, 0, 0, 0, 1]));
    expect(summary).toMatchObject({ count: 3, sum: 6, mean: 2, max: 3 });
  });

  it('finds the deviation median whichever side the numbers lie on', () => {
    expect(describeNumbers([1, 1, 2, 2, 4, 6, 9])?.mad).toBe(1);
    expect(describeNumbers([1, 2, 3, 4])?.mad).toBe(1);
    expect(describeNumbers([5])?.mad).toBe(0);
  });
});
