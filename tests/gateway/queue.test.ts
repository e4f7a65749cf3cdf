import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import OpenAI from 'openai';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import type { ChatStage } from '../../src/gateway/chat-stage.ts';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import { defaultLimits } from '../../src/gateway/limits/limits-schema.ts';
import { createQueueStage, type QueueStage } from '../../src/gateway/limits/queue-stage.ts';
import { createPricing } from '../../src/gateway/prices/pricing.ts';
import { pricesSchema } from '../../src/gateway/prices/prices-schema.ts';
import { createSpending } from '../../src/gateway/prices/spending.ts';
import { createRecordStage } from '../../src/gateway/records/record-stage.ts';
import type { GatewayRecord } from '../../src/gateway/records/record.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

jest.setTimeout(30_000);

describe('the line before a row that takes one chat at once', () => {
  let backend: ScriptedBackend;
  let queue: QueueStage;
  let origin: string;
  let close: () => Promise<void>;
  const messages = [{ role: 'user' as const, content: 'Hi' }];

  const open = async (
    config: Partial<typeof defaultLimits.queue> = {},
    outer: readonly ChatStage[] = [],
  ): Promise<void> => {
    const policies = createPolicies(policiesSchema.parse({ groups: [{ group: 'chiefs', priority: 'high' }] }));
    queue = createQueueStage({
      config: { ...defaultLimits.queue, ...config },
      policyOf: policies.policyOf,
      noticeMs: 10,
    });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url, { maxConcurrent: 1 })],
      identify: (request) => {
        const id = String(request.headers['x-person'] ?? 'ann');
        return Promise.resolve({ id, name: id, groups: id === 'boss' ? ['chiefs'] : [], role: 'user' as const });
      },
      stages: [...outer, queue.stage],
    }));
  };
  beforeEach(async () => {
    backend = await startScriptedBackend();
  });
  afterEach(async () => {
    await close();
    await backend.close();
  });

  const post = (person = 'ann', more: object = {}, signal?: AbortSignal): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': person },
      body: JSON.stringify({ model: 'small', messages, stream: true, user: person, ...more }),
      ...(signal && { signal }),
    });
  const waiting = (): number => queue.depths()[0]?.waiting ?? 0;

  /** A chat that keeps the only place until it is ended. */
  const occupy = async (then: object = { reply: 'One two three.' }): Promise<() => Promise<void>> => {
    backend.play([{ reply: 'Busy busy.', stallAfter: 1 }, then]);
    const stopping = new AbortController();
    const response = await post('occupier', {}, stopping.signal);
    const { aborted } = backend;
    return async () => {
      stopping.abort();
      await response.text().catch(() => undefined);
      await until(() => backend.aborted > aborted, 10_000);
    };
  };

  it('tells a stream its place in comments, and then the answer', async () => {
    await open();
    const end = await occupy();
    const reading = post().then((response) => response.text());
    await until(() => waiting() === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(backend.requests).toHaveLength(1);
    await end();
    const text = await reading;
    expect(text).toMatch(/^: inkstone-queue \{"position":1,"seconds":null\}\n\n/);
    expect(text).toContain(': inkstone-queue {"position":0,"seconds":null}\n\n');
    expect(text).toContain('"content":"One"');
    expect(text).toContain('data: [DONE]');
    expect(queue.depths()).toEqual([{ row: 'scripted', waiting: 0, running: 0 }]);
  });

  it('takes the priority tier first, then the others in turn', async () => {
    await open();
    const end = await occupy();
    const asked: Promise<string>[] = [];
    for (const person of ['ann', 'ann', 'bob', 'boss']) {
      const before = waiting();
      asked.push(post(person).then((response) => response.text()));
      await until(() => waiting() === before + 1);
    }
    await end();
    await Promise.all(asked);
    expect(backend.requests.map(({ body }) => body['user'])).toEqual(['occupier', 'boss', 'ann', 'bob', 'ann']);
  });

  it('lets go of who leaves, and never asks the backend for them', async () => {
    await open();
    const end = await occupy();
    const stopping = new AbortController();
    const gone = post('ann', {}, stopping.signal).then((response) => response.text());
    await until(() => waiting() === 1);
    stopping.abort();
    await expect(gone).rejects.toThrow();
    await until(() => waiting() === 0);
    await end();
    expect(backend.requests).toHaveLength(1);
  });

  it('shares the time of a GPU among those who are answered, and writes down who left the line as that', async () => {
    let now = 0;
    const records: GatewayRecord[] = [];
    const prices = pricesSchema.parse([{ model: 'small', currency: 'CNY', gpu: { perHour: 3600 } }]);
    const recording = createRecordStage({
      record: (record) => records.push(record),
      pricing: createPricing(prices, () => now),
      spending: createSpending([]),
      keepsContentOf: () => false,
      onRunning: () => undefined,
    });
    await open({}, [recording]);
    const end = await occupy();
    const stopping = new AbortController();
    const gone = post('ann', {}, stopping.signal).then((response) => response.text());
    await until(() => waiting() === 1);
    now = 1000;
    stopping.abort();
    await expect(gone).rejects.toThrow();
    await until(() => records.length === 1);
    await end();
    await until(() => records.length === 2);
    expect(records).toMatchObject([
      { person: 'ann', outcome: 'left', code: null, cost: null, answeredModel: '' },
      { person: 'occupier', outcome: 'left', code: null, cost: 1, answeredModel: 'small' },
    ]);
  });

  it('gives up in time, inside the stream when that has begun', async () => {
    await open({ timeoutSeconds: 0.2 });
    const end = await occupy();
    const text = await (await post()).text();
    expect(text).toMatch(/data: \{"error":\{.*"code":"quota-exceeded","param":"queue-timeout"\}\}/);
    const whole = await post('ann', { stream: false });
    expect([whole.status, whole.headers.get('retry-after')]).toEqual([429, '10']);
    await end();
  });

  it('refuses when it is full, at once', async () => {
    await open({ inAll: 1 });
    const end = await occupy();
    const first = post().then((response) => response.text());
    await until(() => waiting() === 1);
    const refused = await post('bob');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { param: 'queue-full' } });
    await end();
    await first;
  });

  it('still tries a failed backend once more after a wait', async () => {
    await open();
    backend.play([{ reply: 'Busy busy.', stallAfter: 1 }, { status: 503 }, { reply: 'One two three.' }]);
    const stopping = new AbortController();
    const busy = await post('occupier', {}, stopping.signal);
    const reading = post().then((response) => response.text());
    await until(() => waiting() === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stopping.abort();
    await busy.text().catch(() => undefined);
    expect(await reading).toContain('"content":"One"');
  });

  it('does not disturb the openai SDK', async () => {
    await open();
    const end = await occupy();
    const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 0 });
    const asked = client.chat.completions.create({ model: 'small', messages, stream: true });
    await until(() => waiting() === 1);
    let text = '';
    const reading = (async () => {
      for await (const chunk of await asked) text += chunk.choices[0]?.delta.content ?? '';
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await end();
    await reading;
    expect(text).toBe('One two three.');
  });

  it('does not disturb the ai SDK', async () => {
    await open();
    const end = await occupy();
    const model = createOpenAICompatible({ name: 'inkstone', baseURL: `${origin}/v1`, includeUsage: true })('small');
    const result = streamText({ model, messages, maxRetries: 0 });
    let text = '';
    const reading = (async () => {
      for await (const piece of result.textStream) text += piece;
    })();
    await until(() => waiting() === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await end();
    await reading;
    expect(text).toBe('One two three.');
    expect((await result.usage).outputTokens).toBe(3);
  });

  it('is seen by the pane as a place that changes, and as an error with its reason', async () => {
    await open();
    const end = await occupy();
    const events: GenerationEvent[] = [];
    const reading = (async () => {
      const request = { messages: [{ role: 'user' as const, content: 'Hi' }] };
      for await (const event of createGatewayModel('small', { baseUrl: origin }).stream(request)) events.push(event);
    })();
    await until(() => events.length > 0, 10_000);
    await end();
    await reading;
    expect(events[0]).toEqual({ type: 'queued', position: 1, seconds: null });
    expect(events.filter(({ type }) => type === 'queued').at(-1)).toMatchObject({ position: 0 });
    expect(events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')).toBe('One two three.');
    expect(events.at(-1)).toMatchObject({ type: 'generation-end', finishReason: 'stop' });
  });
});
