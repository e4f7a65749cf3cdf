/** What one request may hold, in cells: some 40 bytes each, and a range's own weight, stay below Excel's 5 MB. */
const cellsPerRequest = 40_000;
/** What a range of its own adds to a request, in cells. */
const rangeWeight = 20;

/** Parts of a list that one request can hold, each with one item at least and `most` of them at most. */
export function batchesOf<T>(items: readonly T[], cellCount: (item: T) => number, most = Infinity): T[][] {
  const batches: T[][] = [];
  let weight = Infinity;
  for (const item of items) {
    const own = cellCount(item) + rangeWeight;
    if (weight + own > cellsPerRequest || (batches.at(-1)?.length ?? 0) >= most) {
      batches.push([]);
      weight = 0;
    }
    batches.at(-1)?.push(item);
    weight += own;
  }
  return batches;
}
