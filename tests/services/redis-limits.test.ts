import { createRedisWatch } from '../../src/gateway/limits/redis-watch.ts';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import { createQuotaStage } from '../../src/gateway/limits/quota-stage.ts';
import { createRedisLimits } from '../../src/gateway/limits/redis-limits.ts';
import type { LimitStore } from '../../src/gateway/limits/limit-store.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { itCountsAsAStoreMust } from '../support/limit-store-suite.ts';
import { startRedis, type RedisServer } from '../support/redis-server.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

jest.setTimeout(60_000);

describe('limits in Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  itCountsAsAStoreMust(() => createRedisLimits({ url: redis.url }));

  it('are never exceeded by two that claim at the same time', async () => {
    const stores = [createRedisLimits({ url: redis.url }), createRedisLimits({ url: redis.url })];
    const charge = { key: 'together', windowSeconds: 86_400 * 3650, limit: 100, amount: 1 };
    const claims = Array.from({ length: 300 }, async (_, index) => stores[index % 2]!.reserve([charge]));
    const granted = (await Promise.all(claims)).filter((claim) => claim.granted);
    expect(granted).toHaveLength(100);
    await Promise.all(stores.map((store) => store.close()));
  });

  describe('of two gateways', () => {
    let backend: ScriptedBackend;
    let origins: string[] = [];
    let closing: (() => Promise<unknown>)[] = [];
    let said: string[];

    const open = async (whenStoreFails: 'refuse' | 'allow', limit: number, group: string): Promise<void> => {
      said = [];
      const policies = createPolicies(
        policiesSchema.parse({ groups: [{ group, perPerson: { requestsPerDay: limit } }] }),
      );
      for (let count = 0; count < 2; count += 1) {
        const store: LimitStore = createRedisLimits({ url: redis.url, timeoutMs: 2000 });
        const stage = createQuotaStage({
          store,
          policyOf: policies.policyOf,
          whenStoreFails,
          watch: createRedisWatch(whenStoreFails, ({ en }) => said.push(en)),
        });
        const { origin, close } = await startGateway({
          backends: [backendRow(backend.url)],
          identify: () => Promise.resolve({ id: group, name: '', groups: [group], role: 'user' }),
          stages: [stage],
        });
        origins.push(origin);
        closing.push(close, () => store.close());
      }
    };
    const ask = async (gateway: number): Promise<Response> => {
      const response = await fetch(`${origins[gateway]!}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }] }),
      });
      await response.clone().text();
      return response;
    };
    const statuses = async (count: number): Promise<number[]> =>
      Promise.all(Array.from({ length: count }, async (_, index) => (await ask(index % 2)).status));

    beforeAll(async () => {
      backend = await startScriptedBackend({ reply: 'Yes.' });
    });
    afterAll(() => backend.close());
    afterEach(async () => {
      redis.thaw();
      for (const close of closing) await close();
      origins = [];
      closing = [];
    });

    it('hold together for a person who asks both', async () => {
      await open('refuse', 10, 'both');
      const got = await statuses(30);
      expect(got.filter((status) => status === 200)).toHaveLength(10);
      expect(got.filter((status) => status === 429)).toHaveLength(20);
    });

    it('refuse every chat while Redis is gone, say so, and count again when it is back', async () => {
      await open('refuse', 1000, 'closed');
      expect(await statuses(2)).toEqual([200, 200]);
      await redis.stop();
      const refused = await ask(0);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await refused.json()).toMatchObject({
        error: { code: 'gateway-unreachable', param: 'limits-unavailable' },
      });
      expect(said).toEqual([expect.stringMatching(/Redis does not answer .* are refused until it is back/)]);
      await redis.start();
      let status = 0;
      for (let tries = 0; tries < 100 && status !== 200; tries += 1) {
        status = (await ask(0)).status;
        if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(status).toBe(200);
      expect(said.at(-1)).toContain('answers again');
    });

    it('refuse every chat while Redis hangs', async () => {
      await open('refuse', 1000, 'hung');
      expect((await ask(0)).status).toBe(200);
      redis.freeze();
      expect((await ask(0)).status).toBe(503);
    });

    it('let chats through while Redis is gone where that was chosen', async () => {
      await open('allow', 1, 'lenient');
      expect(await statuses(1)).toEqual([200]);
      expect((await ask(0)).status).toBe(429);
      await redis.stop();
      expect((await ask(0)).status).toBe(200);
      expect(said).toEqual([expect.stringMatching(/Redis does not answer .* let through uncounted/)]);
      await redis.start();
    });
  });
});
