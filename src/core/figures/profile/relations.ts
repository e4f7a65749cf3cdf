/** What columns have to do with each other, and which cells stand apart. */

import type { Area } from '../table.ts';
import type { WorkingColumn } from './column-type.ts';
import type { Correlation, Distribution, Outlier } from './profile.ts';

const mostCorrelated = 12;
const fewestPairs = 8;
const mostOutliers = 25;
const outlierScore = 3.5;
const fewestForOutliers = 8;

/**
 * Pearson's correlation of every two measures, over rows where both have numbers, two passes about the means. Only those of
 * |r| >= 0.5 are kept, strongest first: what is left is noise to a reader.
 */
export function findCorrelations(columns: readonly WorkingColumn[], isTotalRow: Uint8Array): Correlation[] {
  const measures = columns.filter(({ role }) => role === 'measure').slice(0, mostCorrelated);
  const found: Correlation[] = [];
  measures.forEach((one, at) => {
    for (const other of measures.slice(at + 1)) {
      const { r, count } = correlate(one.encoded.numbers, other.encoded.numbers, isTotalRow);
      if (count >= fewestPairs && Math.abs(r) >= 0.5) found.push({ columns: [one.index, other.index], r, count });
    }
  });
  return found.sort((one, other) => Math.abs(other.r) - Math.abs(one.r));
}

export function correlate(one: Float64Array, other: Float64Array, isLeftOut: Uint8Array): { r: number; count: number } {
  let count = 0;
  let sumOne = 0;
  let sumOther = 0;
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const x = one[at] ?? NaN;
    const y = other[at] ?? NaN;
    if (x !== x || y !== y || isLeftOut[at] === 1) continue;
    count += 1;
    sumOne += x;
    sumOther += y;
  }
  const meanOne = sumOne / count;
  const meanOther = sumOther / count;
  let products = 0;
  let squaresOne = 0;
  let squaresOther = 0;
  for (let at = 0; at < length; at += 1) {
    const x = one[at] ?? NaN;
    const y = other[at] ?? NaN;
    if (x !== x || y !== y || isLeftOut[at] === 1) continue;
    products += (x - meanOne) * (y - meanOther);
    squaresOne += (x - meanOne) ** 2;
    squaresOther += (y - meanOther) ** 2;
  }
  const r = products / Math.sqrt(squaresOne * squaresOther);
  return { r: Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : 0, count };
}

/**
 * Numbers far from the rest of their column: modified z-score 0.6745 |x − median| / MAD above 3.5 (Iglewicz and Hoaglin 1993,
 * as in the NIST/SEMATECH handbook, 1.3.5.17). Where more than half of the numbers are equal, so that MAD is 0, the fence is
 * Tukey's: more than 3 interquartile ranges beyond the quartiles; if that is 0 too, there are none.
 */
export function findOutliers(
  columns: readonly WorkingColumn[],
  distributions: ReadonlyMap<number, Distribution>,
  {
    body,
    isTotalRow,
    label,
  }: { readonly body: Area; readonly isTotalRow: Uint8Array; readonly label: WorkingColumn | undefined },
): { readonly outliers: Outlier[]; readonly outlierCount: number } {
  const outliers: Outlier[] = [];
  let outlierCount = 0;
  for (const { index, encoded, role } of columns) {
    const distribution = distributions.get(index);
    if (role !== 'measure' || !distribution || distribution.count < fewestForOutliers) continue;
    const { median, mad, q1, q3 } = distribution;
    const spread = q3 - q1;
    if (mad === 0 && spread === 0) continue;
    const low = mad > 0 ? median - (outlierScore / 0.6745) * mad : q1 - 3 * spread;
    const high = mad > 0 ? median + (outlierScore / 0.6745) * mad : q3 + 3 * spread;
    if (distribution.min >= low && distribution.max <= high) continue;
    const scale = mad > 0 ? mad / 0.6745 : spread / 1.349;
    for (let at = 0; at < encoded.numbers.length; at += 1) {
      const value = encoded.numbers[at] ?? NaN;
      if (!(value < low || value > high) || isTotalRow[at] === 1) continue;
      outlierCount += 1;
      const score = (value - median) / scale;
      if (outliers.length >= mostOutliers * 4 && Math.abs(score) <= Math.abs(outliers.at(-1)?.score ?? 0)) continue;
      const name = label?.encoded.words[label.encoded.codes[at] ?? -1] ?? '';
      outliers.push({ row: body.top + at, column: index, value, score, label: name });
      if (outliers.length > mostOutliers * 8) trim(outliers, mostOutliers * 4);
    }
  }
  trim(outliers, mostOutliers);
  return { outliers, outlierCount };
}

function trim(outliers: Outlier[], length: number): void {
  outliers.sort((one, other) => Math.abs(other.score) - Math.abs(one.score));
  outliers.length = Math.min(outliers.length, length);
}
