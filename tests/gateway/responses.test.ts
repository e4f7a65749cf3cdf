import OpenAI from 'openai';
import type { Response as OpenAIResponse, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import type { Backend } from '../../src/gateway/backends/backend.ts';
import type { ChatStage } from '../../src/gateway/chat-stage.ts';
import { createPricing } from '../../src/gateway/prices/pricing.ts';
import { pricesSchema } from '../../src/gateway/prices/prices-schema.ts';
import { createSpending } from '../../src/gateway/prices/spending.ts';
import type { GatewayRecord } from '../../src/gateway/records/record.ts';
import { createRecordStage } from '../../src/gateway/records/record-stage.ts';
import { createMemoryLimits } from '../../src/gateway/limits/memory-limits.ts';
import { createQuotaStage } from '../../src/gateway/limits/quota-stage.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { policyListSchema } from '../../src/protocol/policy.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedResponses, type Saying, type ScriptedResponses } from '../support/scripted-responses.ts';

type Ask = OpenAI.Responses.ResponseCreateParamsNonStreaming;

let server: ScriptedResponses;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startScriptedResponses();
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
afterAll(() => server.close());

async function start(
  settings: Parameters<typeof safetySchema.parse>[0] = {},
  row: Partial<Backend> = { hosted: true },
  outer: readonly ChatStage[] = [],
): Promise<OpenAI> {
  const backends = [backendRow(server.url, row)];
  const safety = openSafety({ safety: safetySchema.parse(settings), backends });
  const { origin, close } = await startGateway({ backends, stages: [...outer, safety] });
  open.push(close);
  return new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 0 });
}

async function streamed(client: OpenAI, ask: Omit<Ask, 'stream'>): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create({ ...ask, stream: true })) events.push(event);
  return events;
}

/** What a client puts together of the pieces, for each kind of event. */
function pieced(events: readonly ResponseStreamEvent[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const event of events) {
    if (!('delta' in event) || typeof event.delta !== 'string') continue;
    said[event.type] = (said[event.type] ?? '') + event.delta;
  }
  return said;
}

function wholeOf(events: readonly ResponseStreamEvent[]): OpenAIResponse {
  const last = events.at(-1);
  if (last?.type !== 'response.completed') throw new Error(`The stream ended with ${last?.type}.`);
  return last.response;
}

const letter = 'Dear Maria Rossi, call 13800138000 or write to maria@example.com.';
const everything: readonly Saying[] = [
  { kind: 'summary', text: 'They want {{PERSON_1}}.' },
  { kind: 'text', text: 'Hello {{PERSON_1}}, is it {{PHONE_1}}? {{EMAIL_1}}' },
  { kind: 'refusal', text: 'Not for {{PERSON_1}}' },
  { kind: 'call', name: 'find', text: '{"who":"{{PERSON_1}}","note":"\\"{{EMAIL_1}}\\""}' },
  { kind: 'custom-call', name: 'run', text: 'find {{EMAIL_1}}' },
];
const restored = [
  'They want Maria Rossi.',
  'Hello Maria Rossi, is it 13800138000? maria@example.com',
  'Not for Maria Rossi',
  '{"who":"Maria Rossi","note":"\\"maria@example.com\\""}',
  'find maria@example.com',
];

describe('responses whose details are kept from the model', () => {
  it.each([1, 7, 1000])(
    'come with the details put back, in pieces of %i letters and each time they are said',
    async (length) => {
      server.play(everything, length);
      const events = await streamed(await start(), { model: 'small', input: letter });
      expect(JSON.stringify(server.requests.at(-1))).not.toMatch(/Maria|Rossi|13800138000|maria@/);
      expect(JSON.stringify(events)).not.toMatch(/\{\{|PERSON_|EMAIL_/);
      expect(pieced(events)).toEqual({
        'response.reasoning_summary_text.delta': restored[0],
        'response.output_text.delta': restored[1],
        'response.refusal.delta': restored[2],
        'response.function_call_arguments.delta': restored[3],
        'response.custom_tool_call_input.delta': restored[4],
      });
      const done = events.flatMap((event) => {
        if (event.type === 'response.output_text.done' || event.type === 'response.reasoning_summary_text.done')
          return [event.text];
        if (event.type === 'response.refusal.done') return [event.refusal];
        if (event.type === 'response.function_call_arguments.done') return [event.arguments];
        return event.type === 'response.custom_tool_call_input.done' ? [event.input] : [];
      });
      expect(done).toEqual(restored);
      expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_event, index) => index));
      expect(wholeOf(events).output).toMatchObject([
        { summary: [{ text: restored[0] }] },
        { content: [{ text: restored[1] }] },
        { content: [{ refusal: restored[2] }] },
        { arguments: restored[3] },
        { input: restored[4] },
      ]);
    },
  );

  it('come with them in one piece too', async () => {
    server.play(everything);
    const answer = await (await start()).responses.create({ model: 'small', input: letter });
    expect(answer.output_text).toBe(restored[1]);
    expect(JSON.stringify(answer)).not.toMatch(/\{\{|PERSON_|EMAIL_/);
    const call = answer.output.find((item) => item.type === 'function_call');
    expect(JSON.parse(call?.arguments ?? '')).toEqual({ who: 'Maria Rossi', note: '"maria@example.com"' });
  });

  it('are JSON where JSON was asked for', async () => {
    server.play([{ kind: 'text', text: '{"a":"{{TERM_1}}"}' }], 1);
    const client = await start({ mask: { words: ['back\\slash'] } });
    const text = { format: { type: 'json_object' as const } };
    const events = await streamed(client, { model: 'small', input: 'It is back\\slash.', text });
    expect(JSON.parse(pieced(events)['response.output_text.delta'] ?? '')).toEqual({
      a: 'back\\slash',
    });
  });

  it('tell the model of the placeholders in its instructions, and the client its own instructions', async () => {
    server.play([{ kind: 'text', text: 'ok' }]);
    const client = await start();
    const answer = await client.responses.create({
      model: 'small',
      instructions: 'To maria@example.com.',
      input: letter,
    });
    expect(server.requests.at(-1)?.['instructions']).toMatch(/^To \{\{EMAIL_1\}\}\.\n\nSigns such as/);
    expect(answer.instructions).toBe('To maria@example.com.');
    expect((await client.responses.create({ model: 'small', input: letter })).instructions).toBeNull();
  });

  it.each([
    ['previous_response_id', { previous_response_id: 'resp_0' }],
    ['conversation', { conversation: 'conv_0' }],
    ['prompt', { prompt: { id: 'pmpt_0' } }],
    ['item_reference', { input: [{ type: 'item_reference', id: 'msg_0' }] }],
    ['web_search', { tools: [{ type: 'web_search' }] }],
    ['code_interpreter', { tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] }],
  ] as const)('are refused where nothing can be put back: %s', async (name, more) => {
    const before = server.requests.length;
    const ask = { model: 'small', input: letter, ...more } as Ask;
    await expect((await start()).responses.create(ask)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(`"${name}"`),
    });
    expect(server.requests).toHaveLength(before);
    await (await start({ mask: { for: 'never' } })).responses.create(ask);
    expect(server.requests).toHaveLength(before + 1);
  });
});

describe('responses under rules', () => {
  const rules = {
    mask: { for: 'never' as const },
    moderation: { rules: [{ category: 'secrets', words: ['nightfall'] }] },
  };

  it.each([
    ['a text', { input: 'About Nightfall' }],
    ['instructions', { instructions: 'About Nightfall', input: 'Hi' }],
    ['a tool', { input: 'Hi', tools: [{ type: 'function', name: 'a', description: 'About Nightfall' }] }],
    ['a message', { input: [{ role: 'user', content: [{ type: 'input_text', text: 'About Nightfall' }] }] }],
    ['what a tool answered', { input: [{ type: 'function_call_output', call_id: 'c', output: 'About Nightfall' }] }],
    ['reasoning', { input: [{ type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'Nightfall' }] }] }],
  ])('are refused for %s', async (_name, more) => {
    const before = server.requests.length;
    const asked = (await start(rules)).responses.create({ model: 'small', ...more } as Ask);
    await expect(asked).rejects.toMatchObject({ status: 422, code: 'model-refused', param: 'secrets' });
    expect(server.requests).toHaveLength(before);
  });

  it.each(['text', 'summary', 'refusal'] as const)('end before a %s that is refused', async (kind) => {
    server.play([{ kind, text: 'All is well. It is called nightfall, and more.' }], 4);
    const client = await start(rules);
    const events: ResponseStreamEvent[] = [];
    const stream = await client.responses.create({ model: 'small', input: 'Hi', stream: true });
    const reading = (async () => {
      for await (const event of stream) events.push(event);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'model-refused', param: 'secrets' });
    expect(JSON.stringify(events)).not.toMatch(/night/i);
    await expect(client.responses.create({ model: 'small', input: 'Hi' })).rejects.toMatchObject({
      code: 'model-refused',
    });
  });

  it('have addresses that carry data defused, each time they are said', async () => {
    const text = 'See ![x](https://evil.example/?q=the-quick-brown-fox-jumps-over) now';
    server.play([{ kind: 'text', text }], 5);
    const client = await start({ mask: { for: 'never' } });
    const ask = { model: 'small', input: 'the quick brown fox jumps over' };
    const events = await streamed(client, ask);
    expect(pieced(events)['response.output_text.delta']).toContain('hxxps://evil.example');
    expect(JSON.stringify(events)).not.toContain('https://evil');
    expect(JSON.stringify(await client.responses.create(ask))).not.toContain('https://evil');
  });

  it('have every address defused that was not sent, where the server knows of more than was', async () => {
    server.play([{ kind: 'text', text: 'See https://elsewhere.example/a and https://here.example/' }]);
    const client = await start({ mask: { for: 'never' } });
    const ask = { model: 'small', input: 'Not https://here.example/' };
    const [plain, kept] = [
      await client.responses.create(ask),
      await client.responses.create({ ...ask, previous_response_id: 'resp_0' }),
    ].map(({ output_text: text }) => text);
    expect(plain).toBe('See https://elsewhere.example/a and https://here.example/');
    expect(kept).toBe('See hxxps://elsewhere.example/a and https://here.example/');
  });

  it.each([{}, { mask: { for: 'never' }, addresses: 'off' }] as const)(
    'may be as long as an answer may, however often they say it (%j)',
    async (settings) => {
      const client = await start({ ...settings, limits: { answerCharacters: 1500 } });
      server.play([{ kind: 'text', text: 'word '.repeat(290) }], 50);
      expect(wholeOf(await streamed(client, { model: 'small', input: 'Hi' })).output).toHaveLength(1);
      server.play([{ kind: 'text', text: 'word '.repeat(310) }], 50);
      await expect(streamed(client, { model: 'small', input: 'Hi' })).rejects.toThrow(/longer than/);
    },
  );

  it('cannot run on behind the gateway', async () => {
    const asked = (await start()).responses.create({ model: 'small', input: 'Hi', background: true });
    await expect(asked).rejects.toMatchObject({ status: 422, message: expect.stringContaining('"background"') });
  });
});

describe('responses in an organisation', () => {
  it('count against limits with the answer that they ask for, then with what they took', async () => {
    server.play([{ kind: 'text', text: 'ok' }]);
    const { policyOf } = createPolicies({
      groups: policyListSchema.parse([{ group: '*', perPerson: { tokensPerDay: 1000 } }]),
    });
    const quotas = createQuotaStage({ store: createMemoryLimits(), policyOf, whenStoreFails: 'refuse' });
    const client = await start({}, {}, [quotas]);
    const ask = (most: number): Promise<unknown> =>
      client.responses.create({ model: 'small', input: 'Hi', max_output_tokens: most });
    await expect(ask(2000)).rejects.toMatchObject({ status: 413, param: 'too-long-for-person-tokens-per-day' });
    await ask(900);
    await ask(900);
    await expect(ask(950)).rejects.toMatchObject({ status: 429 });
  });

  it('carry its instructions behind those of the client', async () => {
    server.play([{ kind: 'text', text: 'ok' }]);
    const groups = policyListSchema.parse([{ group: '*', instructions: 'Write British English.' }]);
    const client = await start({ mask: { for: 'never' } }, {}, [createPolicies({ groups }).stage]);
    await client.responses.create({ model: 'small', instructions: 'Be brief.', input: 'Hi' });
    expect(server.requests.at(-1)?.['instructions']).toMatch(/^Be brief\.\n\n[^]*Write British English\.$/);
    await client.responses.create({ model: 'small', input: 'Hi' });
    expect(server.requests.at(-1)).toMatchObject({
      instructions: expect.stringMatching(/Write British English\.$/),
      input: 'Hi',
    });
  });

  it.each([true, false])('are written down with their tokens, cost and text (streamed: %s)', async (stream) => {
    const records: GatewayRecord[] = [];
    const recording = createRecordStage({
      record: (record) => records.push(record),
      pricing: createPricing(
        pricesSchema.parse([{ model: 'small', currency: 'CNY', perMillion: { in: 1_000_000, out: 2_000_000 } }]),
      ),
      spending: createSpending([]),
      keepsContentOf: () => true,
      onRunning: () => undefined,
    });
    const client = await start({}, { hosted: true }, [recording]);
    server.play([{ kind: 'text', text: 'Hello {{PERSON_1}}.' }]);
    const ask = { model: 'small', instructions: 'Be brief.', input: letter };
    const answer = stream
      ? JSON.stringify((await streamed(client, ask)).at(-1))
      : JSON.stringify(await client.responses.create(ask));
    expect(answer).toContain('"inkstone":{"cost":54,"currency":"CNY"');
    await until(() => records.length === 2);
    expect(records).toMatchObject([
      { kind: 'usage', promptTokens: 30, completionTokens: 12, cost: 54, outcome: 'answered' },
      { kind: 'audit', content: { asked: `system: Be brief.\n\nuser: ${letter}`, answered: 'Hello Maria Rossi.' } },
    ]);
  });
});
