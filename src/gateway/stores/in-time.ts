import { delay } from '../../base/abort.ts';

/** Resolves when the work has ended, however, or after so long: who stops does not wait for what answers no more. */
export async function inTime(work: Promise<unknown> | undefined, longestMs: number): Promise<void> {
  const enough = new AbortController();
  const late = delay(longestMs, enough.signal).catch(() => undefined);
  await Promise.race([work?.catch(() => undefined), late]);
  enough.abort();
}
