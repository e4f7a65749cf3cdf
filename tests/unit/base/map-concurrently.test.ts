import { mapConcurrently } from '../../../src/base/map-concurrently.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('mapConcurrently', () => {
  it('keeps the order of the items whatever finishes first', async () => {
    const results = await mapConcurrently([9, 1, 5], 3, async (milliseconds) => {
      await pause(milliseconds);
      return milliseconds;
    });
    expect(results).toEqual([9, 1, 5]);
  });

  it('never has more at work than the limit', async () => {
    let running = 0;
    let most = 0;
    await mapConcurrently(Array.from({ length: 9 }), 2, async () => {
      most = Math.max(most, (running += 1));
      await pause(1);
      running -= 1;
    });
    expect(most).toBe(2);
  });

  it('stops the others and begins nothing more after a failure', async () => {
    const begun: number[] = [];
    let told = false;
    const work = async (item: number, _index: number, signal: AbortSignal): Promise<void> => {
      begun.push(item);
      signal.addEventListener('abort', () => {
        told = true;
      });
      await pause(2);
      if (item === 0) throw new Error('no');
      await pause(10);
    };
    await expect(mapConcurrently([0, 1, 2, 3], 2, work)).rejects.toThrow('no');
    expect(told).toBe(true);
    await pause(20);
    expect(begun).toEqual([0, 1]);
  });

  it('rejects with aborted when the caller stops it', async () => {
    const controller = new AbortController();
    const all = mapConcurrently([1, 2, 3], 1, () => pause(5), controller.signal);
    controller.abort();
    await expect(all).rejects.toMatchObject({ code: 'aborted' });
  });
});
