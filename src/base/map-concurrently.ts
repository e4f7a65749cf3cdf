import { throwIfAborted } from './abort.ts';

/**
 * The results of `work` over all items, in their order, with at most `limit` at work at once. Rejects with the first
 * failure, or `aborted`; then no further item is begun, and `work` is told by its signal to stop what runs.
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const stopping = new AbortController();
  const onAbort = (): void => {
    stopping.abort(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  let next = 0;
  const runOne = async (): Promise<void> => {
    while (next < items.length && !stopping.signal.aborted) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as Item, index, stopping.signal);
    }
  };
  try {
    throwIfAborted(signal);
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, runOne));
    throwIfAborted(signal);
    return results;
  } finally {
    stopping.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}
