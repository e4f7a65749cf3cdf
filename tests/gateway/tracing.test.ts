import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway } from '../../src/gateway/app.ts';
import { serve } from '../../src/gateway/serve.ts';
import { until } from '../support/gateway.ts';
import { startOtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

jest.setTimeout(30_000);

describe('traces', () => {
  let folder: string;
  let first: ScriptedBackend;
  let second: ScriptedBackend;
  let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
  let gateway: Gateway | undefined;
  let origin = '';
  const printed: string[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-traces-'));
    [first, second, receiver] = await Promise.all([
      startScriptedBackend(),
      startScriptedBackend(),
      startOtlpReceiver(),
    ]);
  });
  afterEach(async () => {
    await gateway?.close(0);
    await Promise.all([first.close(), second.close(), receiver.close()]);
    rmSync(folder, { recursive: true });
  });

  async function start(tracing: object = {}, environment: Record<string, string> = {}): Promise<void> {
    const row = (name: string, { url }: ScriptedBackend): object => ({
      name,
      kind: 'vllm',
      baseUrl: url,
      models: ['small'],
      maxConcurrent: 1,
    });
    const config = {
      backends: [row('first', first), row('second', second)],
      aliases: { writing: ['first/small', 'second/small'] },
      policies: { groups: [{ group: '*', models: ['writing', 'small'], perPerson: { requestsPerHour: 100 } }] },
      records: { store: 'none' },
      ...tracing,
    };
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(config));
    printed.length = 0;
    gateway = await serve({
      root: folder,
      arguments: [],
      environment: { PORT: '0', ...environment },
      folder,
      openEngine: () => Promise.resolve(undefined),
      openLocalModel: () => Promise.reject(new Error('not needed')),
      print: (line) => printed.push(line),
      printError: (line) => printed.push(line),
    });
    origin = /http:\/\/localhost:\d+/.exec(printed.join('\n'))?.[0] ?? '';
  }
  const ask = (model: string, headers: Record<string, string> = {}, stream = true): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'req-7', ...headers },
      body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'The secret merger of Contoso.' }] }),
    });
  const named = (name: string): ReceivedSpan[] => receiver.spans.filter((span) => span.name === name);
  /** Sends what is waiting: a gateway does so when it stops. */
  const stop = async (): Promise<void> => {
    await gateway?.close(0);
    gateway = undefined;
  };
  const caller = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };

  it('are off unless somebody says where they go, and then no backend is told of any', async () => {
    await start();
    await (await ask('small', { traceparent: `00-${caller.traceId}-${caller.spanId}-01` })).text();
    expect(first.requests.concat(second.requests).map(({ headers }) => headers['traceparent'])).toEqual([undefined]);
    await stop();
    expect(receiver.spans).toEqual([]);
    expect(printed.join('\n')).not.toContain('Traces');
  });

  it('show a request with its stages and each attempt, as part of the caller’s trace, and go on in the backend', async () => {
    first.play({ status: 503 });
    second.play({ status: 503 });
    await start({ tracing: { endpoint: receiver.url } });
    expect(printed.join('\n')).toContain(`Traces      ${receiver.url}/v1/traces`);
    const headers = { traceparent: `00-${caller.traceId}-${caller.spanId}-01`, tracestate: 'vendor=1' };
    expect((await ask('writing', headers)).status).toBe(503);
    first.play({ reply: 'Done.' });
    second.play({ reply: 'Done.' });
    expect(await (await ask('small', headers)).text()).toContain('Done.');
    await stop();

    const [failed, answered] = named('POST /v1/chat/completions');
    expect(failed).toMatchObject({
      traceId: caller.traceId,
      parentSpanId: caller.spanId,
      kind: 2,
      status: { code: 2 },
      attributes: { 'http.response.status_code': 503, 'inkstone.attempts': 2, 'inkstone.request_id': 'req-7' },
    });
    expect(answered).toMatchObject({
      status: { code: 0 },
      attributes: {
        'gen_ai.request.model': 'small',
        'inkstone.row': 'first',
        'gen_ai.usage.input_tokens': 7,
        'gen_ai.usage.output_tokens': 1,
        'http.response.status_code': 200,
      },
    });
    for (const name of ['policy', 'quota', 'safety', 'queue']) {
      expect(named(name).map(({ parentSpanId }) => parentSpanId)).toEqual([failed?.spanId, answered?.spanId]);
    }
    const attempts = named('upstream');
    expect(attempts).toHaveLength(3);
    expect(
      attempts.slice(0, 2).map(({ attributes, parentSpanId }) => [attributes['inkstone.row'], parentSpanId]),
    ).toEqual(
      expect.arrayContaining([
        ['first', failed?.spanId],
        ['second', failed?.spanId],
      ]),
    );
    expect(attempts.slice(0, 2).map(({ attributes }) => attributes['error.type'])).toEqual(['503', '503']);
    expect(attempts[2]).toMatchObject({ kind: 3, events: ['first byte'], attributes: { 'inkstone.row': 'first' } });
    // Each backend was told which attempt it is part of.
    const told = [...first.requests, ...second.requests].filter(
      ({ headers: sent }) => sent['traceparent'] !== undefined,
    );
    expect(told.map(({ headers: sent }) => sent['traceparent']).toSorted()).toEqual(
      attempts.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`).toSorted(),
    );
    expect(told.every(({ headers: sent }) => sent['tracestate'] === 'vendor=1')).toBe(true);
  });

  it('show how long a chat waited in the line, what refused it, and that its client left', async () => {
    await start({}, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    first.play([{ reply: 'One two.', delayMs: 150 }, { reply: 'Three.' }]);
    const [one, two] = [ask('small'), ask('small')];
    await Promise.all([(await one).text(), (await two).text()]);
    expect((await ask('forbidden')).status).toBeGreaterThanOrEqual(400);
    expect((await ask('second/small')).status).toBe(403);
    first.play({ reply: 'Never ending.', stallAfter: 1 });
    const leaving = new AbortController();
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    await until(() => first.aborted === 1);
    await stop();

    const waits = named('queue').map(({ milliseconds }) => milliseconds);
    expect(waits).toHaveLength(3);
    // Both words of the chat before it came first.
    expect(Math.max(...waits)).toBeGreaterThan(100);
    expect(named('policy').map(({ attributes }) => attributes['error.type'])).toContain('policy-forbids');
    const requests = named('POST /v1/chat/completions');
    expect(requests).toHaveLength(5);
    expect(requests.map(({ attributes }) => attributes['inkstone.left'])).toContain(true);
    expect(named('upstream').map(({ attributes }) => attributes['error.type'])).toContain('left');
    // A name that no row has is whatever was sent.
    expect(requests.map(({ attributes }) => attributes['gen_ai.request.model'])).not.toContain('forbidden');
  });

  it('have no text of prompt or answer, and nobody’s name', async () => {
    await start({ tracing: { endpoint: receiver.url } });
    first.play({ reply: 'Contoso buys Fabrikam.' });
    await (await ask('small', {}, false)).text();
    first.play({ status: 400, errorBody: JSON.stringify({ error: { message: 'The secret merger is too long' } }) });
    await (await ask('small')).text();
    await stop();
    expect(receiver.spans.length).toBeGreaterThan(8);
    expect(receiver.raw()).not.toMatch(/secret|merger|contoso|fabrikam|anonymous/i);
    expect(receiver.resources[0]).toMatchObject({ 'service.name': 'inkstone-gateway' });
  });

  it('are kept in part where a share is configured, and all that a caller keeps', async () => {
    await start({ tracing: { endpoint: receiver.url, share: 0 } });
    await (await ask('small')).text();
    await (await ask('small', { traceparent: `00-${caller.traceId}-${caller.spanId}-01` })).text();
    await stop();
    expect(new Set(receiver.spans.map(({ traceId }) => traceId))).toEqual(new Set([caller.traceId]));
    // A backend is told of a trace that is not kept too, so that it does not begin one.
    expect(first.requests.map(({ headers }) => String(headers['traceparent']).slice(-2))).toEqual(['00', '01']);
  });

  it('cost no answer when the collector is gone, and a wrong address is told at start', async () => {
    await receiver.close();
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '200';
    process.env['OTEL_BSP_SCHEDULE_DELAY'] = '20';
    await start({ tracing: { endpoint: receiver.url } });
    delete process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
    delete process.env['OTEL_BSP_SCHEDULE_DELAY'];
    first.play({ reply: 'Still here.' });
    expect(await (await ask('small')).text()).toContain('here.');
    await until(() => printed.join('\n').includes(`Traces: ${receiver.url}/v1/traces does not take them.`));
    await stop();
    await start({}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' });
    expect(gateway).toBeUndefined();
    expect(printed.join('\n')).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});
