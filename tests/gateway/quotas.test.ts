import { createPolicies } from '../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import { createMemoryLimits } from '../../src/gateway/limits/memory-limits.ts';
import { createQuotaStage } from '../../src/gateway/limits/quota-stage.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

describe('quotas', () => {
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;
  let who = 'ann';

  beforeAll(async () => {
    backend = await startScriptedBackend();
  });
  afterAll(() => backend.close());
  afterEach(() => close());

  const open = async (policy: object): Promise<void> => {
    who = 'ann';
    backend.play({ reply: 'Yes.' });
    const policies = createPolicies(policiesSchema.parse({ groups: [{ group: 'g', ...policy }] }));
    const stage = createQuotaStage({
      store: createMemoryLimits(),
      policyOf: policies.policyOf,
      whenStoreFails: 'refuse',
    });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      identify: () =>
        Promise.resolve({ id: who, name: who, groups: who === 'outsider' ? [] : ['g'], role: 'user' as const }),
      stages: [stage],
    }));
  };
  const post = (more: object = {}, signal?: AbortSignal): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }], max_tokens: 50, ...more }),
      ...(signal && { signal }),
    });
  const ask = async (more: object = {}): Promise<{ status: number; reason: unknown; wait: number }> => {
    const response = await post(more);
    const text = await response.text();
    const reason = response.ok ? null : (JSON.parse(text) as { error: { param: unknown } }).error.param;
    return { status: response.status, reason, wait: Number(response.headers.get('retry-after')) };
  };

  it('stop a person at their requests of an hour, and say which and until when', async () => {
    await open({ perPerson: { requestsPerHour: 2 } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const { status, reason, wait } = await ask();
    expect([status, reason]).toEqual([429, 'person-requests-per-hour']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3600);
    who = 'bob';
    expect((await ask()).status).toBe(200);
  });

  it('stop a group together', async () => {
    await open({ wholeGroup: { requestsPerDay: 2 } });
    await ask();
    who = 'bob';
    await ask();
    expect(await ask()).toMatchObject({ status: 429, reason: 'group-requests-per-day' });
    who = 'outsider';
    expect((await ask()).status).toBe(200);
  });

  it.each([true, false])('charge the tokens that the backend counted (streamed: %s)', async (stream) => {
    await open({ perPerson: { tokensPerDay: 200 } });
    backend.play({ reply: 'Yes.', usage: { prompt_tokens: 90, completion_tokens: 30, total_tokens: 120 } });
    expect((await ask({ stream })).status).toBe(200);
    // 80 are left: 50 for the answer and a few for the prompt fit, 100 do not.
    expect(await ask({ stream, max_tokens: 100 })).toMatchObject({ status: 429, reason: 'person-tokens-per-day' });
    expect((await ask({ stream })).status).toBe(200);
  });

  it('hold back what running chats may take', async () => {
    await open({ perPerson: { tokensPerDay: 100 } });
    backend.play({ reply: 'Yes.', stallAfter: 0 });
    const stopping = new AbortController();
    const running = post({ stream: true, max_tokens: 90 }, stopping.signal).then((response) => response.text());
    await until(() => backend.requests.some(({ body }) => body['max_tokens'] === 90));
    expect((await ask({ max_tokens: 20 })).status).toBe(429);
    stopping.abort();
    await expect(running).rejects.toThrow();
  });

  it('charge the estimate for an answer that was left', async () => {
    await open({ perPerson: { tokensPerDay: 150 } });
    backend.play([{ reply: 'One two three four.', stallAfter: 2 }, { reply: 'Yes.' }]);
    const stopping = new AbortController();
    const { aborted } = backend;
    const response = await post({ stream: true, max_tokens: 100 }, stopping.signal);
    await response.body!.getReader().read();
    stopping.abort();
    await until(() => backend.aborted > aborted);
    expect((await ask({ max_tokens: 100 })).status).toBe(429);
  });

  it('charge nothing for a backend that failed', async () => {
    await open({ perPerson: { requestsPerHour: 1, tokensPerHour: 100 } });
    backend.play([{ status: 500 }, { reply: 'Yes.' }]);
    expect((await ask()).status).toBe(502);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it('reckon with each of several answers', async () => {
    await open({ perPerson: { tokensPerHour: 100 } });
    expect((await ask({ n: 3 })).status).toBe(413);
  });

  it('tell a chat that can never fit to be shorter, not to wait', async () => {
    await open({ perPerson: { tokensPerHour: 100 } });
    const response = await post({ max_tokens: 500 });
    expect([response.status, response.headers.get('retry-after')]).toEqual([413, null]);
    expect(await response.json()).toMatchObject({ error: { code: 'context-too-long' } });
  });
});
