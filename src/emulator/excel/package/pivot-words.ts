import type { Aggregation, PivotShowAs } from '../model/pivot-state.ts';

/** Functions as the file names them (ECMA-376 part 1 §18.18.17). */
export const functionNames: Readonly<Record<Aggregation, string>> = {
  Sum: 'sum',
  Count: 'count',
  Average: 'average',
  Max: 'max',
  Min: 'min',
  Product: 'product',
  CountNumbers: 'countNums',
  StandardDeviation: 'stdDev',
  StandardDeviationP: 'stdDevp',
  Variance: 'var',
  VarianceP: 'varp',
};

/** Shares as the file names them (§18.18.70). */
export const shareNames: Readonly<Record<PivotShowAs, string>> = {
  None: 'normal',
  PercentOfGrandTotal: 'percentOfTotal',
  PercentOfRowTotal: 'percentOfRow',
  PercentOfColumnTotal: 'percentOfCol',
};

/** The key of a name's value; `undefined` for a name that is none of them. */
export function keyOfName<K extends string>(names: Readonly<Record<K, string>>, name: string): K | undefined {
  return (Object.keys(names) as K[]).find((key) => names[key] === name);
}

/** The number that a number format has in the file. */
export type NumberFormatOf = (code: string) => number;
