import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI, { toFile } from 'openai';
import { AssistantError } from '../../src/base/errors.ts';
import type { ChatStage } from '../../src/gateway/chat-stage.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';

interface Seen {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** Sound that is no valid UTF-8. */
const sound = Buffer.from([0xff, 0xfb, 0x90, 0x64, 0x00, 0xc3, 0x28]);
const answers: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
  '/v1/embeddings': [
    'application/json',
    '{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],"model":"e","usage":{"prompt_tokens":3,"total_tokens":3}}',
  ],
  '/v1/images/generations': ['application/json', '{"created":1,"data":[{"b64_json":"aGk="}]}'],
  '/v1/audio/speech': ['audio/mpeg', sound],
  '/v1/audio/transcriptions': ['application/json', '{"text":"Hello there."}'],
  '/v1/responses': [
    'text/event-stream',
    'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"Good"}\n\n' +
      'event: response.completed\ndata: {"type":"response.completed","response":{"id":"r","status":"completed"}}\n\n',
  ],
};

describe('the endpoints beside chats', () => {
  let server: Server;
  let client: OpenAI;
  let origin: string;
  let close: () => Promise<void>;
  let stages: ChatStage[] = [];
  const seen: Seen[] = [];
  const log: LogEntry[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const path = request.url ?? '';
        const contentType = request.headers['content-type'] ?? '';
        seen.push({ path, contentType, body: Buffer.concat(parts).toString('latin1') });
        const [type, body] = answers[path] ?? ['text/plain', 'none'];
        response.writeHead(200, { 'content-type': type }).write(body);
        if (!seen.at(-1)!.body.includes('endless')) response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    ({ origin, close } = await startGateway({
      backends: [
        backendRow(url, { apiKey: 'sk-1', models: [{ id: 'any', upstreamId: 'org/any-1', contextWindow: undefined }] }),
      ],
      localModels: [],
      stages: [(exchange, next) => (stages[0] ? stages[0](exchange, next) : next(exchange))],
      embeddedEngine: 'always',
      log: (entry) => log.push(entry),
    }));
    client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 0 });
  });
  beforeEach(() => {
    stages = [];
  });
  afterAll(async () => {
    await close();
    server.closeAllConnections();
    server.close();
  });

  it('passes on embeddings under the name of the row, and logs what they used', async () => {
    const answer = await client.embeddings.create({ model: 'any', input: ['a', 'b'], encoding_format: 'float' });
    expect(answer.data[0]?.embedding).toEqual([0.1, 0.2]);
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({
      model: 'org/any-1',
      input: ['a', 'b'],
      encoding_format: 'float',
    });
    await until(() => log.at(-1)?.path === '/v1/embeddings');
    expect(log.at(-1)).toMatchObject({
      model: 'any',
      backend: 'scripted',
      usage: { promptTokens: 3, completionTokens: 0 },
    });
  });

  it('passes on pictures', async () => {
    const answer = await client.images.generate({ model: 'any', prompt: 'A stone' });
    expect(answer.data?.[0]?.b64_json).toBe('aGk=');
  });

  it('passes on speech byte by byte', async () => {
    const answer = await client.audio.speech.create({ model: 'any', voice: 'alloy', input: 'Hello' });
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(sound);
  });

  it('breaks sound off that must end, since it has no place for words', async () => {
    stages = [
      (exchange, next) => {
        setTimeout(() => exchange.cut.cut(new AssistantError('stream-interrupted', 'Enough.')), 100);
        return next(exchange);
      },
    ];
    const answer = await client.audio.speech.create({ model: 'any', voice: 'alloy', input: 'endless' });
    const heard: Buffer[] = [];
    const listening = (async () => {
      for await (const piece of answer.body!) heard.push(Buffer.from(piece as Uint8Array));
    })();
    await expect(listening).rejects.toThrow();
    expect(Buffer.concat(heard)).toEqual(sound);
    await until(() => log.at(-1)?.error === 'stream-interrupted: Enough.');
  });

  it('passes on a recording as it is, but for the name of its model', async () => {
    const file = await toFile(
      Buffer.concat([sound, Buffer.from('\r\n--x\r\nname="model"\r\n\r\nany\r\n'), sound]),
      'a.mp3',
    );
    const answer = await client.audio.transcriptions.create({ model: 'any', file, language: 'en' });
    expect(answer.text).toBe('Hello there.');
    const { body, contentType } = seen.at(-1)!;
    const form = await new Response(Buffer.from(body, 'latin1'), {
      headers: { 'content-type': contentType },
    }).formData();
    expect([form.get('model'), form.get('language')]).toEqual(['org/any-1', 'en']);
    expect(Buffer.from(await (form.get('file') as Blob).arrayBuffer())).toEqual(Buffer.from(await file.arrayBuffer()));
  });

  /** A form as whoever means harm writes it. */
  const askForm = (body: string, boundary = 'b'): Promise<Response> =>
    fetch(`${origin}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
    });
  const part = (disposition: string, value: string): string =>
    `--b\r\ncontent-disposition: ${disposition}\r\n\r\n${value}\r\n`;
  const own = part('form-data; name="model"', 'any');

  it.each([
    ['two models', `${own}${part('form-data; name="model"', 'other')}--b--\r\n`],
    ['another model by an extended name', `${own}${part("form-data; name*=utf-8''model", 'other')}--b--\r\n`],
    ['another model by two names', `${own}${part('form-data; name="x"; name="model"', 'other')}--b--\r\n`],
    ['another model by an escaped name', `${own}${part('form-data; name="mo\\\\del"', 'other')}--b--\r\n`],
    ['a model before the first mark', `\r\n${own}--b--\r\n`],
    ['a mark that goes on', `${own}--bc\r\n--b--\r\n`],
    ['no end', own],
    ['no head', '--b\r\n--b--\r\n'],
    ['nothing', ''],
  ])('refuses a form that its reader may understand differently: %s', async (_name, body) => {
    const before = seen.length;
    expect((await askForm(body)).status).toBe(400);
    expect(seen).toHaveLength(before);
    expect((await askForm(`${own}--b--\r\n`)).status).toBe(200);
  });

  it('reads a form of lines without end in no more time than it takes to send', async () => {
    const started = performance.now();
    expect((await askForm('--b\r\n'.repeat(400_000))).status).toBe(400);
    expect((await askForm(`--b\r\n${'x: y\r\n'.repeat(400_000)}`)).status).toBe(400);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('passes on the events of a response', async () => {
    const stream = await client.responses.create({ model: 'any', input: 'Hi', stream: true });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types).toEqual(['response.output_text.delta', 'response.completed']);
  });

  it('goes through the stages of chats, which read and change what people wrote', async () => {
    const read: unknown[] = [];
    stages = [
      (exchange, next) => {
        read.push(...exchange.chat.messages.map(({ content }) => content));
        const messages = exchange.chat.messages.map((message) => ({ ...message, content: 'masked' }));
        return next({ ...exchange, chat: { ...exchange.chat, messages } });
      },
    ];
    await client.embeddings.create({ model: 'any', input: ['Ann', 'Bob'] });
    expect(JSON.parse(seen.at(-1)?.body ?? '').input).toEqual(['masked', 'masked']);
    await client.images.generate({ model: 'any', prompt: 'Cleo' });
    expect(JSON.parse(seen.at(-1)?.body ?? '').prompt).toBe('masked');
    const input = [{ role: 'user' as const, content: 'Dan' }];
    const stream = await client.responses.create({ model: 'any', input, stream: true });
    stream.controller.abort();
    await until(() => seen.at(-1)?.path === '/v1/responses');
    expect(JSON.parse(seen.at(-1)?.body ?? '').input).toEqual([{ role: 'user', content: 'masked' }]);
    expect(read).toEqual(['Ann', 'Bob', 'Cleo', 'Dan']);
  });

  it('masks all that a response is made of, and leaves the rest as it is', async () => {
    stages = [openSafety({ safety: safetySchema.parse({ mask: { for: 'always' } }), backends: [] })];
    const body = {
      model: 'any',
      instructions: 'Write to a@example.com.',
      metadata: { who: 'a@example.com' },
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Who is a@example.com?' }], name: 'a@example.com' },
        { type: 'function_call', call_id: 'call_1', name: 'find', arguments: '{"who":"a@example.com"}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'a@example.com is Ann.' },
      ],
      max_output_tokens: 50,
    };
    const ask = (): Promise<Response> =>
      fetch(`${origin}/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await ask()).status).toBe(200);
    const masked = JSON.stringify({ ...body, model: 'org/any-1' }).replaceAll('a@example.com', '{{EMAIL_1}}');
    const sent = JSON.parse(seen.at(-1)?.body ?? '');
    // Behind the instructions the model is told what the signs are.
    const [own] = sent.instructions.split('\n\n');
    expect({ ...sent, instructions: own }).toEqual(JSON.parse(masked));
    stages = [];
    await ask();
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({ ...body, model: 'org/any-1' });
  });

  it('lets a stage refuse', async () => {
    const before = seen.length;
    stages = [() => Promise.reject(new AssistantError('quota-exceeded', 'Enough for today.'))];
    await expect(client.embeddings.create({ model: 'any', input: 'a' })).rejects.toMatchObject({ status: 429 });
    expect(seen).toHaveLength(before);
  });

  it('says what is wrong with a request', async () => {
    await expect(client.embeddings.create({ model: 'none', input: 'a' })).rejects.toMatchObject({ status: 404 });
    await expect(client.embeddings.create({ model: '', input: 'a' })).rejects.toThrow(/field "model"/);
    await expect(client.embeddings.create({ model: 'inkstone-embedded', input: 'a' })).rejects.toThrow(/chats alone/);
  });

  it('takes no form from a page of another origin, which a browser would send unasked', async () => {
    const form = new FormData();
    form.set('model', 'any');
    form.set('file', new Blob(['x']), 'a.mp3');
    const ask = (from: string): Promise<Response> =>
      fetch(`${origin}/v1/audio/transcriptions`, { method: 'POST', body: form, headers: { origin: from } });
    expect((await ask('https://evil.example')).status).toBe(400);
    expect((await ask(origin)).status).toBe(200);
  });
});
