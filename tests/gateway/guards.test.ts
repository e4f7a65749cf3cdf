import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const limits = { headerKilobytes: 4, headerCount: 40, headerSeconds: 1, requestSeconds: 1, stalledSeconds: 1 };

describe('a gateway among clients that mean harm', () => {
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;
  const unexpected: Error[] = [];

  beforeAll(async () => {
    backend = await startScriptedBackend({ reply: 'Well.' });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url, { hosted: true })],
      stages: [openSafety({ safety: safetySchema.parse({}), backends: [] })],
      serverLimits: limits,
      bodyLimitBytes: 64 * 1024,
      onUnexpected: (error) => unexpected.push(error),
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
  });

  async function open(): Promise<Socket> {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  async function rest(socket: Socket): Promise<string> {
    let text = '';
    socket.on('data', (part) => (text += String(part)));
    socket.on('error', () => undefined);
    if (!socket.closed) await once(socket, 'close');
    return text;
  }

  it('gives up on one who never ends the headers', async () => {
    const socket = await open();
    socket.write('POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
    expect(await rest(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('gives up on one who sends the body letter by letter', async () => {
    const before = backend.requests.length;
    const socket = await open();
    socket.write(
      'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n',
    );
    const drip = setInterval(() => socket.write(' '), 50);
    const text = await rest(socket);
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(backend.requests).toHaveLength(before);
  });

  async function askForStream(): Promise<Socket> {
    const socket = await open();
    const body = JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] });
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return socket;
  }

  it('gives up on one who takes nothing of the answer, and stops the model', async () => {
    backend.play({ reply: 'word '.repeat(200_000) });
    const before = backend.aborted;
    const socket = (await askForStream()).pause();
    await until(() => backend.aborted === before + 1, 15_000);
    socket.destroy();
    backend.play({ reply: 'Well.' });
  }, 20_000);

  it('waits with one whose model is silent for longer', async () => {
    backend.play({ reply: 'One.', delayMs: 2_500 });
    expect(await rest(await askForStream())).toContain('[DONE]');
    backend.play({ reply: 'Well.' });
  });

  it('refuses headers that are too long', async () => {
    const socket = await open();
    socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-long: ${'a'.repeat(5000)}\r\n\r\n`);
    expect(await rest(socket)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('gives every answer its security headers', async () => {
    const chat = (body: object): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'small',
        messages: [{ role: 'user', content: 'Write to ann@example.org.' }],
        ...body,
      }),
    });
    const requests: [path: string, init?: RequestInit][] = [
      ...['/', '/healthz', '/v1/models', '/v1/nothing', '/manifest.xml', '/nowhere'].map((path): [string] => [path]),
      ['/v1/chat/completions', chat({})],
      ['/v1/chat/completions', chat({ stream: true })],
      ['/v1/chat/completions', chat({ model: 'none' })],
    ];
    for (const [path, init] of requests) {
      const { headers, body } = await fetch(origin + path, { redirect: 'manual', ...init });
      await body?.cancel();
      expect(headers.get('x-request-id')).toMatch(/^[\w.-]{1,64}$/);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.* frame-ancestors 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      // HSTS over plain HTTP would mean nothing, and a wrong one locks people out.
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  const json = fc.jsonValue({ maxDepth: 3 });
  const message = fc.record(
    {
      role: fc.oneof(fc.constantFrom('system', 'user', 'assistant', 'tool', 'developer'), json),
      content: fc.oneof(fc.string(), fc.array(fc.record({ type: fc.string(), text: fc.string() })), json),
      tool_calls: fc.oneof(
        fc.array(fc.record({ id: fc.string(), function: fc.record({ name: fc.string(), arguments: fc.string() }) })),
        json,
      ),
    },
    { requiredKeys: [] },
  );
  const chat = fc.record(
    {
      model: fc.oneof(fc.constantFrom('small', 'scripted/small', ''), json),
      messages: fc.oneof({ weight: 4, arbitrary: fc.array(message, { maxLength: 4 }) }, { weight: 1, arbitrary: json }),
      stream: fc.oneof(fc.boolean(), json),
      stream_options: fc.oneof(fc.record({ include_usage: fc.boolean() }), json),
      inkstone_task: fc.oneof(fc.record({ command: fc.string(), text: fc.string() }), json),
      max_tokens: fc.oneof(fc.integer(), json),
      response_format: json,
    },
    { requiredKeys: [] },
  );

  it('refuses a chat whose values stand deeper in one another than a program can follow', async () => {
    const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"model":"small","messages":[{"role":"user","content":"Hi"}],"metadata":${deep}}`,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid-request' } });
  });

  it('answers any chat with a status of its own making, never a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(chat, json), async (body) => {
        const response = await fetch(`${origin}/v1/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        const text = await response.text();
        expect({ status: response.status, text, body }).toMatchObject({ status: expect.any(Number) });
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) expect(JSON.parse(text).error.code).toEqual(expect.any(String));
      }),
      { numRuns: 150 },
    );
    expect(unexpected).toEqual([]);
  }, 120_000);

  it('answers any method, path and header without a 5xx', async () => {
    const path = fc.oneof(
      fc.constantFrom(
        '/',
        '/healthz',
        '/v1/models',
        '/v1/models/small',
        '/v1/chat/completions',
        '/manifest.xml',
        '/samples/x.docx',
        '/office-js/office.js',
        '/static/x.js',
      ),
      fc
        .array(
          fc.oneof(
            fc.constantFrom('..', '%2e%2e', '%00', '%', '//', 'v1', 'models', '?', '=', '#', '~', '%ff'),
            fc.webSegment(),
          ),
          { maxLength: 5 },
        )
        .map((parts) => `/${parts.join('/')}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
        path,
        fc.dictionary(
          fc.constantFrom(
            'accept',
            'accept-encoding',
            'range',
            'if-none-match',
            'content-type',
            'x-request-id',
            'cookie',
            'origin',
          ),
          fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
        ),
        async (method, target, headers) => {
          const response = await fetch(origin + target, {
            method,
            headers,
            redirect: 'manual',
            ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }),
          });
          await response.arrayBuffer();
          // Pages that were not built say so with a 503.
          expect(response.status === 503 || response.status < 500).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
    expect(unexpected).toEqual([]);
  }, 120_000);

  it('answers what is no HTTP with a 400, and lives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const socket = await open();
        socket.end(Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')]));
        expect(await rest(socket)).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
      }),
      { numRuns: 40 },
    );
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });
});

describe('a gateway that is being stopped', () => {
  it('says so, lets running answers end, and takes no more', async () => {
    const backend = await startScriptedBackend({ reply: 'one two three four five six', delayMs: 60 });
    const { gateway, origin } = await startGateway({ backends: [backendRow(backend.url)] });
    const body = JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] });
    const answer = fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await until(() => backend.wordsSent > 0);
    const closing = gateway.close(5000);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
    const text = await (await answer).text();
    expect(text).toContain('six');
    expect(text).toContain('[DONE]');
    await closing;
    await backend.close();
  });

  it('tells the clients of answers that do not end in time', async () => {
    const backend = await startScriptedBackend({ reply: 'one two', stallAfter: 1 });
    const { gateway, origin } = await startGateway({ backends: [backendRow(backend.url)] });
    const body = JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] });
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = response.text();
    await gateway.close(100);
    expect(await text).toMatch(/one[\s\S]*"code":"stream-interrupted"/);
    await until(() => backend.aborted === 1);
    await backend.close();
  });
});
