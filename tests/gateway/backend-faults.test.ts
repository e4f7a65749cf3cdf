import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import { defaultTimeouts, type Backend } from '../../src/gateway/backends/backend.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { createSelfSignedCertificate } from '../support/self-signed-certificate.ts';
import { startScriptedBackend, type Script, type ScriptedBackend } from '../support/scripted-backend.ts';

const question = { model: 'small', messages: [{ role: 'user', content: 'Hi' }] };
const short = { ...defaultTimeouts, connectMs: 1000, firstByteMs: 200, idleMs: 200, wholeAnswerMs: 300 };

interface Answer {
  readonly response: Response;
  readonly text: string;
  readonly error: { message: string; code: string; param: string | null };
}

describe('a backend that fails', () => {
  let backend: ScriptedBackend;
  const open: (() => Promise<void>)[] = [];
  const log: LogEntry[] = [];

  beforeAll(async () => {
    backend = await startScriptedBackend();
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(() => backend.close());

  async function gatewayTo(row: Backend): Promise<string> {
    const { origin, close } = await startGateway({ backends: [row], log: (entry) => log.push(entry) });
    open.push(close);
    return origin;
  }

  async function ask(row: Backend, body: object = question): Promise<Answer> {
    const response = await fetch(`${await gatewayTo(row)}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const error = response.ok ? undefined : JSON.parse(text).error;
    return { response, text, error };
  }

  function askScript(script: Script | Script[], body: object = question, row: Partial<Backend> = {}): Promise<Answer> {
    backend.play(script);
    return ask(backendRow(backend.url, { apiKey: 'sk-secret', apiKeyEnv: 'TEST_KEY', timeouts: short, ...row }), body);
  }

  it('names the row, the address and the cause when nothing listens', async () => {
    const closed = await startScriptedBackend();
    await closed.close();
    const { response, error } = await ask(backendRow(closed.url));
    expect(response.status).toBe(502);
    expect([error.code, error.param]).toEqual(['backend-unreachable', 'backend-down']);
    expect(error.message).toContain(`Backend "scripted" (${closed.url})`);
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('names a host that is not known', async () => {
    const { error } = await ask(backendRow('http://no-such-host.invalid:8000/v1'));
    expect(error.code).toBe('backend-unreachable');
    expect(error.message).toMatch(/no-such-host\.invalid:8000.*(?:ENOTFOUND|EAI_AGAIN)/);
  });

  it('says that TLS was spoken to a plain server', async () => {
    const { error } = await ask(backendRow(backend.url.replace('http:', 'https:')));
    expect(error.message).toMatch(/TLS/);
  });

  it('says that a certificate is not trusted, and what to set', async () => {
    const secure = createSecureServer(createSelfSignedCertificate('localhost'), (_request, response) => response.end());
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const { error } = await ask(backendRow(`https://127.0.0.1:${(secure.address() as AddressInfo).port}/v1`));
    secure.close();
    expect(error).toMatchObject({
      code: 'backend-unreachable',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  it('names the variable of a key that is refused, and never the key', async () => {
    const errorBody = JSON.stringify({ error: { message: 'Incorrect API key provided: sk-secret' } });
    const { response, error, text } = await askScript({ status: 401, errorBody });
    expect(response.status).toBe(401);
    expect(error.code).toBe('unauthorized');
    expect(error.message).toContain('TEST_KEY');
    expect(text).not.toContain('sk-secret');
  });

  it('takes the key out of what the backend says', async () => {
    const { text } = await askScript({ status: 400, errorBody: 'bad header: Bearer sk-secret' });
    expect(text).toContain('Bearer ***');
    expect(text).not.toContain('sk-secret');
  });

  it('says which model a row does not have', async () => {
    const { response, error } = await askScript({ status: 404 });
    expect(response.status).toBe(404);
    expect(error).toMatchObject({ code: 'model-missing', message: expect.stringContaining('"small"') });
  });

  it('passes on when to come back', async () => {
    const { response, error } = await askScript({ status: 429, headers: { 'retry-after': '7' } });
    expect([response.status, response.headers.get('retry-after'), error.code]).toEqual([429, '7', 'quota-exceeded']);
  });

  it('tells a prompt that is too long from another wrong request', async () => {
    const tooLong = { error: { message: "This model's maximum context length is 8192 tokens." } };
    const long = await askScript({ status: 400, errorBody: JSON.stringify(tooLong) });
    expect([long.response.status, long.error.code]).toEqual([413, 'context-too-long']);
    const wrong = await askScript({ status: 400 });
    expect([wrong.response.status, wrong.error.code]).toEqual([400, 'invalid-request']);
  });

  it('tells a prompt that is too long from a server error where it is said with a 500, as llama.cpp’s servers did', async () => {
    const said = { code: 500, message: 'the request exceeds the available context size, try increasing it' };
    const { response, error } = await askScript({ status: 500, errorBody: JSON.stringify({ error: said }) });
    expect([response.status, error.code]).toEqual([413, 'context-too-long']);
  });

  it('keeps what the backend says out of the log', async () => {
    await askScript({ status: 400, errorBody: 'the prompt was: my diary' });
    await until(() => log.at(-1)?.error !== undefined);
    expect(log.at(-1)?.error).toContain('invalid-request');
    expect(JSON.stringify(log)).not.toContain('diary');
  });

  it('tells of a server error without trying again', async () => {
    const before = backend.requests.length;
    const { response, error } = await askScript({ status: 500 });
    expect([response.status, error.code, error.param]).toEqual([502, 'backend-unreachable', 'backend-failed']);
    expect(backend.requests.length).toBe(before + 1);
  });

  it.each([502, 503, 504])('tries once more after a %i', async (status) => {
    const before = backend.requests.length;
    const { response, text } = await askScript([{ status }, { reply: 'Well.' }]);
    expect(response.status).toBe(200);
    expect(text).toContain('Well.');
    expect(backend.requests.length).toBe(before + 2);
  });

  it('tries once more after a connection that broke before the answer, and no more than once', async () => {
    const before = backend.requests.length;
    const { text } = await askScript([{ cutAfter: 0 }, { reply: 'Well.' }], { ...question, stream: true });
    expect(text).toContain('Well.');
    const twice = await askScript({ cutAfter: 0 });
    expect(twice.error.code).toBe('backend-unreachable');
    expect(backend.requests.length).toBe(before + 4);
  });

  it('gives up on an answer that does not begin, and stops the backend', async () => {
    const before = backend.aborted;
    const { response, error } = await askScript({ headDelayMs: 3000 }, { ...question, stream: true });
    expect([response.status, error.code, error.param]).toEqual([504, 'backend-unreachable', 'backend-slow']);
    expect(error.message).toContain('0.2 s');
    await until(() => backend.aborted === before + 1);
  });

  it('gives up on an answer whose head came and whose first byte did not', async () => {
    const { response } = await askScript({ stallAfter: 0 }, { ...question, stream: true });
    expect(response.status).toBe(504);
  });

  it('gives up on a whole answer that takes too long', async () => {
    const { response } = await askScript({ reply: 'a b c d e f', delayMs: 200 });
    expect(response.status).toBe(504);
  });

  it('says inside the stream that it stalled, and keeps what came', async () => {
    const { response, text } = await askScript(
      { reply: 'One two three', stallAfter: 2 },
      { ...question, stream: true },
    );
    expect(response.status).toBe(200);
    expect(text).toContain('two');
    expect(text).toContain('"code":"stream-interrupted","param":"backend-stopped"');
    expect(text).not.toContain('[DONE]');
  });

  it('says inside the stream that it was cut, in a form that the pane understands', async () => {
    backend.play({ reply: 'One two three', cutAfter: 2, delayMs: 5 });
    const origin = await gatewayTo(backendRow(backend.url));
    const events = [];
    const model = createGatewayModel('small', { baseUrl: origin });
    for await (const event of model.stream({ messages: [{ role: 'user', content: 'Hi' }] })) events.push(event);
    expect(events.filter((event) => event.type === 'text-delta').length).toBeGreaterThan(0);
    const end = events.at(-1);
    expect(end).toMatchObject({ type: 'error', error: { code: 'stream-interrupted' } });
  });

  it.each([
    ['within an event', 'data: {"id":"a","choices":[{"index":0,"delta":{"content":" tw'],
    ['within a character', Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"二').subarray(0, -1)],
    ['between the two line ends', 'data: {"id":"a","choices":[{"index":0,"delta":{"content":" two"}}]}\n'],
  ])('keeps what came whole when it is cut %s, for the pane and for the SDK', async (_where, half) => {
    const cut = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"id":"a","choices":[{"index":0,"delta":{"content":"One"}}]}\n\n');
      response.write(half, () => setTimeout(() => response.destroy(), 20));
    });
    await new Promise<void>((resolve) => cut.listen(0, '127.0.0.1', resolve));
    const origin = await gatewayTo(backendRow(`http://127.0.0.1:${(cut.address() as AddressInfo).port}/v1`));
    const events = [];
    const model = createGatewayModel('small', { baseUrl: origin });
    for await (const event of model.stream({ messages: [{ role: 'user', content: 'Hi' }] })) events.push(event);
    expect(events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('')).toMatch(
      /^One( two)?$/,
    );
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'stream-interrupted' } });
    const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 0 });
    const stream = await client.chat.completions.create({
      model: 'small',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    })();
    await expect(reading).rejects.toMatchObject({ code: 'stream-interrupted' });
    expect(text).toMatch(/^One( two)?$/);
    cut.close();
  });

  it('tells of a whole answer that was cut', async () => {
    const { response, error } = await askScript({ cutAfter: 1 });
    expect([response.status, error.code]).toEqual([502, 'stream-interrupted']);
  });

  describe('whose address is wrong', () => {
    let web: Server;
    let url: string;
    beforeAll(async () => {
      web = createServer((request, response) => {
        request.resume();
        if (request.url?.startsWith('/moved'))
          response.writeHead(301, { location: 'https://there.example/v1?k=1' }).end();
        else response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
      });
      await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      web.closeAllConnections();
      web.close();
    });

    it('says that a web page answered', async () => {
      const { error } = await ask(backendRow(url));
      expect(error).toMatchObject({ param: 'backend-address', message: expect.stringMatching(/text\/html.*\/v1/) });
    });

    it('says where it redirects to, and does not follow', async () => {
      const { error } = await ask(backendRow(`${url}/moved`));
      expect(error.message).toContain('https://there.example/v1');
      expect(error.message).not.toContain('k=1');
    });
  });
});
