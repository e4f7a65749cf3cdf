import { createMemoryLimits } from '../../../../src/gateway/limits/memory-limits.ts';
import { itCountsAsAStoreMust } from '../../../support/limit-store-suite.ts';

describe('limits in memory', () => {
  itCountsAsAStoreMust(createMemoryLimits);

  const charge = (key: string) => [{ key, windowSeconds: 3600, limit: 1, amount: 1 }];

  it('begin anew with the next hour', async () => {
    let now = 3_600_000 * 10 + 3_599_000;
    const store = createMemoryLimits(() => now);
    await store.reserve(charge('ann'));
    expect(await store.reserve(charge('ann'))).toMatchObject({ granted: false, retryAfterSeconds: 1 });
    now += 1000;
    expect(await store.reserve(charge('ann'))).toMatchObject({ granted: true });
  });

  it('forget the hours that are over', async () => {
    let now = 0;
    const store = createMemoryLimits(() => now);
    for (let hour = 0; hour < 50; hour += 1) {
      for (let person = 0; person < 20; person += 1) await store.reserve(charge(`person-${person}`));
      now += 3_600_000;
    }
    expect(store.size).toBeLessThanOrEqual(40);
  });

  it('count on when the clock is set back', async () => {
    let now = 7_200_000;
    const store = createMemoryLimits(() => now);
    await store.reserve(charge('ann'));
    now -= 1000;
    expect(await store.reserve(charge('ann'))).toMatchObject({ granted: true });
    now += 1000;
    expect(await store.reserve(charge('ann'))).toMatchObject({ granted: false });
  });
});
