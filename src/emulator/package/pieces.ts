/** Work that stops to rest after each piece, for whoever has something else to do between them. */
export type Pieces<T> = Generator<undefined, T, undefined>;

/** Does all of it at once. */
export function atOnce<T>(pieces: Pieces<T>): T {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** How long pieces are done before the page may draw and answer, in milliseconds. */
const stretch = 12;

/**
 * Does it piece by piece with rests between, in which the page draws and answers; gives nothing where `isStale` says, after a rest,
 * that it is of no use any more.
 */
export async function withRests<T>(pieces: Pieces<T>, isStale: () => boolean): Promise<T | undefined> {
  for (;;) {
    const started = performance.now();
    do {
      const { done, value } = pieces.next();
      if (done) return value;
    } while (performance.now() - started < stretch);
    await new Promise((resolve) => setTimeout(resolve));
    if (isStale()) return undefined;
  }
}
