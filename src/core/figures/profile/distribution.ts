import type { Distribution } from './profile.ts';

/** Sum with compensation (Neumaier 1974): exact to the last digit where plain addition loses what is small beside the total. */
export function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
}

/**
 * The quantile of sorted numbers, Hyndman and Fan's type 7: at h = (n − 1) p, linear between the neighbours
 * (R's documentation of `quantile`; Excel's QUARTILE.INC).
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (place - below);
}

/** Describes numbers; NaN stands for none. Undefined when there are none at all. */
export function describe(numbers: ArrayLike<number>, isLeftOut?: Uint8Array): Distribution | undefined {
  const kept = new Float64Array(numbers.length);
  let count = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? NaN;
    if (number !== number || isLeftOut?.[at] === 1) continue;
    kept[count] = number;
    count += 1;
  }
  return count === 0 ? undefined : describeAll(kept.subarray(0, count));
}

/** Describes numbers none of which is NaN. Sorts them in place. */
function describeAll(numbers: Float64Array): Distribution {
  const count = numbers.length;
  const sum = sumOf(numbers);
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  let zeros = 0;
  let negatives = 0;
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] ?? 0;
    const deviation = number - mean;
    squares += deviation * deviation;
    rest += deviation;
    if (number === 0) zeros += 1;
    else if (number < 0) negatives += 1;
  }
  const sd = count < 2 ? 0 : Math.sqrt(Math.max(0, squares - (rest * rest) / count) / (count - 1));
  numbers.sort();
  let distinct = 1;
  for (let at = 1; at < count; at += 1) if (numbers[at] !== numbers[at - 1]) distinct += 1;
  const median = quantile(numbers, 0.5);
  return {
    count,
    sum,
    mean,
    sd,
    min: numbers[0] ?? NaN,
    q1: quantile(numbers, 0.25),
    median,
    q3: quantile(numbers, 0.75),
    max: numbers[count - 1] ?? NaN,
    mad: deviationMedian(numbers, median),
    distinct,
    zeros,
    negatives,
  };
}

/**
 * Median of |x − median| of sorted numbers, without sorting again: deviations grow from the median outwards on both
 * sides, so the smallest half is found by walking out from the middle.
 */
function deviationMedian(sorted: Float64Array, median: number): number {
  const count = sorted.length;
  let right = 0;
  let end = count;
  while (right < end) {
    const middle = (right + end) >> 1;
    if ((sorted[middle] ?? 0) < median) right = middle + 1;
    else end = middle;
  }
  let left = right - 1;
  const wanted = Math.floor(count / 2);
  let previous = 0;
  let current = 0;
  for (let taken = 0; taken <= wanted; taken += 1) {
    previous = current;
    const below = left >= 0 ? median - (sorted[left] ?? 0) : Infinity;
    const above = right < count ? (sorted[right] ?? 0) - median : Infinity;
    if (below < above) {
      current = below;
      left -= 1;
    } else {
      current = above;
      right += 1;
    }
  }
  return count % 2 === 1 ? current : (previous + current) / 2;
}
