import type { Charge, LimitStore } from '../../src/gateway/limits/limit-store.ts';

const perHour = (key: string, limit: number, amount = 1): Charge => ({ key, windowSeconds: 3600, limit, amount });

/** What every store of limits keeps to; `open` gives one more connection to the same counters. */
export function itCountsAsAStoreMust(open: () => LimitStore): void {
  let run = 0;
  let stores: LimitStore[] = [];
  const another = (): LimitStore => {
    const store = open();
    stores.push(store);
    return store;
  };
  const fresh = (): string => `suite-${process.pid}-${(run += 1)}`;
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
  });

  it('grants up to the limit, and then says how long to wait', async () => {
    const store = another();
    const key = fresh();
    for (let count = 0; count < 3; count += 1) {
      expect(await store.reserve([perHour(key, 3)])).toMatchObject({ granted: true });
    }
    const refused = await store.reserve([perHour(key, 3)]);
    expect(refused).toMatchObject({ granted: false, refusedBy: 0 });
    const wait = refused.granted ? 0 : refused.retryAfterSeconds;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3600);
  });

  it('enters all charges or none', async () => {
    const store = another();
    const [one, other] = [fresh(), fresh()];
    await store.reserve([perHour(other, 1)]);
    expect(await store.reserve([perHour(one, 1), perHour(other, 1)])).toMatchObject({ granted: false, refusedBy: 1 });
    expect(await store.reserve([perHour(one, 1)])).toMatchObject({ granted: true });
  });

  it('names the limit that must be waited for longest', async () => {
    const store = another();
    const day: Charge = { key: fresh(), windowSeconds: 86_400 * 3650, limit: 1, amount: 1 };
    const hour = perHour(fresh(), 1);
    await store.reserve([hour, day]);
    expect(await store.reserve([hour, day])).toMatchObject({ granted: false, refusedBy: 1 });
    expect(await store.reserve([day, hour])).toMatchObject({ granted: false, refusedBy: 0 });
  });

  it('takes back what was reckoned too high, and adds what was too low', async () => {
    const store = another();
    const key = fresh();
    const first = await store.reserve([perHour(key, 100, 80)]);
    const counter = first.granted ? first.counters[0]! : '';
    await store.correct([{ counter, by: -50 }]);
    expect(await store.reserve([perHour(key, 100, 70)])).toMatchObject({ granted: true });
    expect(await store.reserve([perHour(key, 100, 1)])).toMatchObject({ granted: false });
    await store.correct([{ counter, by: 25 }]);
    await store.correct([{ counter, by: -25 }]);
    await store.correct([{ counter, by: -1000 }]);
    expect(await store.reserve([perHour(key, 100, 100)])).toMatchObject({ granted: true });
    expect(await store.reserve([perHour(key, 100, 1)])).toMatchObject({ granted: false });
  });

  it('lets a counter whose window is over rest', async () => {
    const store = another();
    await store.correct([{ counter: `${fresh()}:0`, by: 5 }]);
    await store.correct([]);
    expect(await store.reserve([perHour(fresh(), 1)])).toMatchObject({ granted: true });
  });
}
