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

/** A request that took less is followed by a larger one, one that took twice as long by a smaller, in milliseconds. */
const quickRequest = 2000;

/**
 * Works through a list in parts that one request can hold: the first has `first` items at most, and each next twice as many while
 * requests are quick, up to `most`. How long one takes depends on the workbook and the machine, and a person who stops it waits for its end.
 */
export async function inGrowingBatches<T>(
  items: readonly T[],
  cellCount: (item: T) => number,
  { first, most }: { readonly first: number; readonly most: number },
  work: (batch: readonly T[]) => Promise<void>,
  now: () => number = () => performance.now(),
): Promise<void> {
  let size = first;
  for (let at = 0; at < items.length;) {
    const [batch = []] = batchesOf(items.slice(at, at + size), cellCount, size);
    const started = now();
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await work(batch);
    const took = now() - started;
    at += batch.length;
    if (took < quickRequest) size = Math.min(2 * size, most);
    else if (took > 2 * quickRequest) size = Math.max(1, Math.floor(size / 2));
  }
}
