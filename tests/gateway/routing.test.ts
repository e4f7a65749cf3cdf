import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { listModels } from '../../src/core/model/list-models.ts';
import { defaultTimeouts } from '../../src/gateway/backends/backend.ts';
import { createHealth, type Health } from '../../src/gateway/backends/health.ts';
import { anonymous } from '../../src/gateway/chat-stage.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { budgetsSchema, pricesSchema } from '../../src/gateway/prices/prices-schema.ts';
import { createBookkeeping } from '../../src/gateway/records/bookkeeping.ts';
import { recordsSchema } from '../../src/gateway/records/records-schema.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { defaultMasker } from '../support/records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const { retentionDays: defaultRetention } = recordsSchema.parse(undefined);
const question = { model: 'writing-default', messages: [{ role: 'user', content: 'Hi' }] };

describe('an alias for models of several rows', () => {
  let one: ScriptedBackend;
  let two: ScriptedBackend;
  let health: Health;
  let clock: number;
  let chance: number;
  let log: LogEntry[];
  const open: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    one = await startScriptedBackend({ reply: 'From one.' });
    two = await startScriptedBackend({ reply: 'From two.' });
    open.push(one.close, two.close);
    clock = 0;
    chance = 0;
    log = [];
    health = createHealth({ now: () => clock, failuresAllowed: 2, pauseMs: 1000 });
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  async function start(more: Parameters<typeof startGateway>[0] = {}, oneUrl = one.url): Promise<string> {
    const { origin, close } = await startGateway({
      backends: [
        backendRow(oneUrl, {
          name: 'one',
          models: [{ id: 'a', upstreamId: 'a-up', contextWindow: 8192 }],
          timeouts: { ...defaultTimeouts, connectMs: 500, firstByteMs: 300 },
        }),
        backendRow(two.url, { name: 'two', models: [{ id: 'b', upstreamId: 'b-up', contextWindow: 4096 }] }),
      ],
      aliases: [
        {
          id: 'writing-default',
          members: [
            { model: 'a', weight: 3 },
            { model: 'two/b', weight: 1 },
          ],
        },
      ],
      health,
      random: () => chance,
      healthCheckMs: 3_600_000,
      log: (entry) => log.push(entry),
      ...more,
    });
    open.push(close);
    return origin;
  }
  const ask = async (origin: string, more: object = {}): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...question, ...more }),
    });
    return { status: response.status, text: await response.text() };
  };

  it('costs what the model costs that answered, not the one that was asked first', async () => {
    const bookkeeping = createBookkeeping({
      records: { store: 'none', audit: 'off', retention: defaultRetention, journalLimitBytes: 1e6 },
      prices: pricesSchema.parse([
        { model: 'a', currency: 'CNY', perMillion: { in: 1_000_000, out: 0 } },
        { model: 'b', currency: 'USD', perMillion: { in: 2_000_000, out: 0 } },
      ]),
      budgets: budgetsSchema.parse([{ person: '*', amount: 100, currency: 'USD' }]),
      mask: defaultMasker,
      onProblem: () => undefined,
    });
    const origin = await start({ bookkeeping });
    const usage = { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 };
    one.play({ status: 503 });
    two.play({ reply: 'From two.', usage });
    expect(JSON.parse((await ask(origin)).text).inkstone).toEqual({ cost: 6, currency: 'USD' });
    const [standing] = bookkeeping.budgetsOf(anonymous);
    expect(standing).toMatchObject({ spent: 6, currency: 'USD' });
    one.play({ reply: 'From one.', usage });
    expect(JSON.parse((await ask(origin)).text).inkstone).toEqual({ cost: 3, currency: 'CNY' });
  });

  it('is offered first, with the smallest context of its models', async () => {
    const models = await listModels({ baseUrl: await start() });
    expect(models.map(({ id }) => id)).toEqual(['writing-default', 'a', 'b']);
    expect(models[0]?.inkstone).toMatchObject({ contextWindow: 4096, backend: 'one, two' });
  });

  it('shares its chats by weight, each under the name that its row has for the model', async () => {
    const origin = await start();
    const answered: string[] = [];
    for (chance of [0, 0.25, 0.5, 0.74, 0.76, 0.99])
      answered.push((await ask(origin)).text.includes('one') ? 'one' : 'two');
    expect(answered).toEqual(['one', 'one', 'one', 'one', 'two', 'two']);
    expect(one.requests[0]?.body['model']).toBe('a-up');
    expect(two.requests[0]?.body['model']).toBe('b-up');
  });

  it.each([
    ['a server error', { status: 500 }],
    ['too many requests', { status: 429 }],
    ['a key that is refused', { status: 401 }],
    ['a model that is gone', { status: 404 }],
    ['a connection that breaks', { cutAfter: 0 }],
    ['an answer that does not begin', { headDelayMs: 5000 }],
  ])('turns to the next row before the first byte after %s', async (_name, script) => {
    one.play(script);
    const { status, text } = await ask(await start(), { stream: true });
    expect([status, text.includes('"content":" two."')]).toEqual([200, true]);
    await until(() => log.length > 0);
    expect(log[0]).toMatchObject({ backend: 'two', attempts: 2 });
  });

  it('does not turn to another after the first byte, nor with a request that is wrong itself', async () => {
    const origin = await start();
    one.play({ reply: 'One two three', cutAfter: 2, delayMs: 20 });
    expect((await ask(origin, { stream: true })).text).toContain('stream-interrupted');
    one.play({ status: 400 });
    expect((await ask(origin)).status).toBe(400);
    expect(two.requests).toHaveLength(0);
  });

  it('takes a prompt that is too long for no failure of its row, however the row says it', async () => {
    const origin = await start();
    one.play({ status: 500, errorBody: '{"error":{"message":"the request exceeds the available context size"}}' });
    const statuses = [(await ask(origin)).status, (await ask(origin)).status, (await ask(origin)).status];
    expect([statuses, two.requests.length, health.stateOf('one')]).toEqual([[413, 413, 413], 0, 'up']);
  });

  it('tells of the last row when all fail', async () => {
    one.play({ status: 500 });
    two.play({ status: 500, errorBody: '{"error":{"message":"broken too"}}' });
    const { status, text } = await ask(await start());
    expect(status).toBe(502);
    expect(text).toContain('Backend \\"two\\"');
  });

  it('leaves a row alone after failures, lets one chat try it after a pause, and uses it again when that went well', async () => {
    const origin = await start();
    one.play({ status: 500 });
    await ask(origin);
    await ask(origin);
    expect([one.requests.length, health.stateOf('one')]).toEqual([2, 'down']);
    await ask(origin);
    expect(one.requests).toHaveLength(2);
    clock = 1001;
    await ask(origin);
    expect(one.requests).toHaveLength(3);
    // That failed again: the pause is longer now.
    clock = 2500;
    await ask(origin);
    expect(one.requests).toHaveLength(3);
    one.play({ reply: 'From one.' });
    clock = 3100;
    expect((await ask(origin)).text).toContain('From one.');
    expect(health.stateOf('one')).toBe('up');
  });

  it('tries a row that is down when there is no other', async () => {
    const origin = await start();
    for (const name of ['one', 'one', 'two', 'two']) health.failed(name);
    expect((await ask(origin)).text).toContain('From one.');
  });

  it('gives a row that is drained no new chat, and lets the running one end', async () => {
    const origin = await start();
    one.play({ reply: 'A long answer from one.', delayMs: 30 });
    const running = ask(origin, { stream: true });
    await until(() => one.wordsSent > 0);
    health.drain('one', true);
    expect((await ask(origin)).text).toContain('From two.');
    expect((await running).text).toContain('[DONE]');
    expect((await ask(origin, { model: 'a' })).text).toContain('out of service');
    health.drain('two', true);
    expect(await ask(origin)).toMatchObject({ status: 502, text: expect.stringContaining('out of service') });
    health.drain('one', false);
    expect((await ask(origin)).status).toBe(200);
  });

  it('notices by itself that a row went away, and that it came back', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });
    await start({ healthCheckMs: 10 }, `http://127.0.0.1:${port}/v1`);
    await until(() => health.stateOf('one') === 'down');
    expect(health.stateOf('two')).toBe('up');
    const back = createServer((socket) => {
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
      socket.on('error', () => undefined);
      open.push(async () => void socket.destroy());
    }).listen(port, '127.0.0.1');
    open.push(() => new Promise((resolve) => back.close(() => resolve())));
    await until(() => health.stateOf('one') === 'up');
  });
});
