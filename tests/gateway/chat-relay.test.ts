import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const run = promisify(execFile);
const question = { model: 'small', messages: [{ role: 'user', content: 'Hi' }] };

describe('a chat relayed to a backend', () => {
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;
  const log: LogEntry[] = [];

  beforeAll(async () => {
    backend = await startScriptedBackend();
    ({ origin, close } = await startGateway({
      backends: [
        backendRow(backend.url, {
          apiKey: 'sk-secret',
          apiKeyEnv: 'TEST_KEY',
          models: [{ id: 'small', upstreamId: 'org/small-7b', contextWindow: 8192 }],
        }),
      ],
      log: (entry) => log.push(entry),
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
  });
  beforeEach(() => backend.play({ reply: 'One two three.' }));

  const post = (body: object, init: RequestInit = {}): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...init,
    });

  it('gives the backend the chat without our task, with its own model name and the key', async () => {
    await (
      await post({ ...question, temperature: 0, top_k: 3, inkstone_task: { command: 'custom', text: 'x' } })
    ).text();
    const seen = backend.requests.at(-1)!;
    expect(seen.body).toEqual({ ...question, model: 'org/small-7b', temperature: 0, top_k: 3 });
    expect(seen.headers).toMatchObject({ authorization: 'Bearer sk-secret', 'accept-encoding': 'identity' });
    expect(seen.path).toBe('/v1/chat/completions');
  });

  it('relays a whole answer with its usage', async () => {
    const response = await post(question);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: 'One two three.' } }],
      usage: { prompt_tokens: 7 },
    });
  });

  it('streams, with the usage in the last chunk when it is asked for', async () => {
    const response = await post({ ...question, stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text()).trim().split('\n\n');
    expect(events.at(-1)).toBe('data: [DONE]');
    expect(JSON.parse(events.at(-2)!.slice(6))).toMatchObject({ choices: [], usage: { total_tokens: 10 } });
  });

  it('asks the backend for the usage always, and keeps it from a client that did not ask', async () => {
    const text = await (await post({ ...question, stream: true })).text();
    expect(backend.requests.at(-1)!.body['stream_options']).toEqual({ include_usage: true });
    expect(text).not.toContain('"usage"');
    expect(text).toContain('"content":"One"');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('sends each piece on as it comes', async () => {
    // The backend says one word and then nothing, so what is read did not wait for more.
    backend.play({ reply: 'One two', stallAfter: 1 });
    const response = await post({ ...question, stream: true });
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString('utf8')).toContain('"content":"One"');
    await reader.cancel();
  });

  it('answers the model of the pane, reading to the end', async () => {
    const model = createGatewayModel('small', { baseUrl: origin });
    const events = [];
    for await (const event of model.stream({ messages: [{ role: 'user', content: 'Hi' }] })) events.push(event);
    expect(events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')).toBe('One two three.');
    expect(events.at(-1)).toMatchObject({ type: 'generation-end', finishReason: 'stop', usage: { promptTokens: 7 } });
    expect(events[0]).toMatchObject({ type: 'generation-start', requestId: expect.any(String) });
  });

  it('answers curl, streaming and whole', async () => {
    const url = `${origin}/v1/chat/completions`;
    const send = (body: object): Promise<{ stdout: string }> =>
      run('curl', ['-sN', '-H', 'content-type: application/json', '-d', JSON.stringify(body), url]);
    expect((await send({ ...question, stream: true })).stdout).toContain('data: [DONE]');
    expect(JSON.parse((await send(question)).stdout).choices[0].message.content).toBe('One two three.');
  });

  it('stops the backend when the client leaves in the middle of a stream', async () => {
    backend.play({ reply: 'word '.repeat(200), delayMs: 10 });
    const before = backend.aborted;
    const leaving = new AbortController();
    const response = await post({ ...question, stream: true }, { signal: leaving.signal });
    await response.body!.getReader().read();
    leaving.abort();
    await until(() => backend.aborted === before + 1, 500);
  });

  it('stops the backend when the client leaves before the first byte', async () => {
    backend.play({ headDelayMs: 2000 });
    const before = backend.aborted;
    const seen = backend.requests.length;
    const leaving = new AbortController();
    const answer = post({ ...question, stream: true }, { signal: leaving.signal });
    await until(() => backend.requests.length > seen);
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await until(() => backend.aborted === before + 1, 500);
    await until(() => log.at(-1)?.status === 499);
  });

  it('stops the backend when the client leaves a chat that is not streamed', async () => {
    backend.play({ reply: 'word '.repeat(200), delayMs: 10 });
    const before = backend.aborted;
    const seen = backend.requests.length;
    const leaving = new AbortController();
    const answer = post(question, { signal: leaving.signal });
    await until(() => backend.requests.length > seen);
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await until(() => backend.aborted === before + 1, 500);
  });

  it('lets a slow reader slow the backend down instead of storing the answer', async () => {
    const words = 40_000;
    backend.play({ reply: `${'x'.repeat(1000)} `.repeat(words) });
    const before = backend.wordsSent;
    const { hostname, port } = new URL(origin);
    const body = JSON.stringify({ ...question, stream: true });
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /v1/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n` +
          `content-length: ${body.length}\r\n\r\n${body}`,
      );
    });
    socket.pause();
    let last = -1;
    // Until it sends no more.
    while (backend.wordsSent !== last) {
      last = backend.wordsSent;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(backend.wordsSent - before).toBeGreaterThan(0);
    expect(backend.wordsSent - before).toBeLessThan(words / 2);
    const seen = backend.aborted;
    socket.destroy();
    await until(() => backend.aborted === seen + 1);
  });

  it('answers one chat after another on a connection, however their bytes come', async () => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let seen = '';
    socket.on('data', (part) => (seen += String(part)));
    const answers = (): number => seen.split('One two three.').length - 1;
    const body = JSON.stringify(question);
    const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
    const whole = `${head}content-length: ${body.length}\r\n\r\n${body}`;
    socket.write(whole);
    await until(() => answers() === 1);
    socket.write(whole.slice(0, -20));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(whole.slice(-20));
    await until(() => answers() === 2);
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    await until(() => answers() === 3);
    // The next two before the first of them is answered.
    socket.write(whole + whole);
    await until(() => answers() === 5);
    socket.destroy();
  });

  it('logs what was asked of which row, and not a word of it', async () => {
    await (await post(question)).text();
    await until(() => log.at(-1)?.status === 200);
    expect(log.at(-1)).toMatchObject({
      model: 'small',
      backend: 'scripted',
      attempts: 1,
      path: '/v1/chat/completions',
    });
    expect(JSON.stringify(log)).not.toMatch(/sk-secret|"Hi"|One two/);
  });

  it.each([
    ['no JSON', { body: '{' }, 400, 'invalid-request'],
    ['another content type', { body: '{}', headers: { 'content-type': 'text/plain' } }, 400, 'invalid-request'],
    ['no messages', { body: '{"model":"small"}' }, 400, 'invalid-request'],
    ['an unknown model', { body: JSON.stringify({ ...question, model: 'other' }) }, 404, 'model-missing'],
  ])('refuses a request with %s', async (_name, init, status, code) => {
    const response = await post({}, init);
    expect(response.status).toBe(status);
    expect((await response.json()).error).toMatchObject({ code, message: expect.any(String) });
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  it('says which field of a request is wrong, and what was expected', async () => {
    const response = await post({}, { body: '{"model":"small"}' });
    expect((await response.json()).error.message).toContain('"messages": Invalid input: expected array');
  });

  it('refuses a body past the limit, whether its length is told or not', async () => {
    const small = await startGateway({ backends: [backendRow(backend.url)], bodyLimitBytes: 1000 });
    const body = JSON.stringify({ ...question, padding: 'x'.repeat(2000) });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const told = await fetch(`${small.origin}/v1/chat/completions`, { ...init, body });
    expect(told.status).toBe(413);
    const stream = new Blob([body]).stream();
    const untold = await fetch(`${small.origin}/v1/chat/completions`, {
      ...init,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect((await untold.json()).error.code).toBe('context-too-long');
    await small.close();
  });
});
