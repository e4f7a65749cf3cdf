import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import OpenAI from 'openai';
import { runCommand } from '../../../src/gateway/commands/run-command.ts';
import { createLog } from '../../../src/gateway/log.ts';
import { budgetsSchema, pricesSchema } from '../../../src/gateway/prices/prices-schema.ts';
import { createBookkeeping, type Bookkeeping } from '../../../src/gateway/records/bookkeeping.ts';
import { StoreUnavailable, type Database } from '../../../src/gateway/records/store/database.ts';
import type { GatewayState } from '../../../src/protocol/gateway-state.ts';
import type { AuditList, Feedback, Library, Overview } from '../../../src/protocol/records.ts';
import { backendRow, startGateway } from '../../support/gateway.ts';
import { defaultMasker, openEmbeddedFromSource, temporaryFolder } from '../../support/records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';

jest.setTimeout(180_000);

const people = {
  ann: { id: 'ann', name: 'Ann', groups: ['legal'], role: 'user' },
  bob: { id: 'bob', name: '=Bob', groups: ['poor'], role: 'user' },
  eve: { id: 'eve', name: 'Eve', groups: [], role: 'admin' },
} as const;

const folder = temporaryFolder();
const lines: string[] = [];
let backend: ScriptedBackend;
let bookkeeping: Bookkeeping;
let origin: string;
let close: () => Promise<void>;
let isStoreGone = false;
/** Statements that the store has at this moment, and most of them at one. */
const statements = { now: 0, most: 0 };

function counted(store: Database): Database {
  return {
    ...store,
    async query(sql, values) {
      statements.now += 1;
      statements.most = Math.max(statements.most, statements.now);
      return store.query<never>(sql, values).finally(() => (statements.now -= 1));
    },
  };
}

beforeAll(async () => {
  backend = await startScriptedBackend();
  bookkeeping = createBookkeeping({
    records: {
      store: 'embedded',
      folder,
      audit: 'actions',
      retention: { usage: 400, audit: 400, feedback: 400 },
      journalLimitBytes: 1e8,
    },
    prices: pricesSchema.parse([{ model: 'small', currency: 'CNY', perMillion: { in: 1_000_000, out: 2_000_000 } }]),
    budgets: budgetsSchema.parse([
      { group: 'poor', amount: 20, currency: 'CNY', atLimit: 'refuse' },
      { person: 'ann', amount: 1_000_000, currency: 'CNY' },
    ]),
    mask: defaultMasker,
    onProblem: (message) => lines.push(message.en),
    openDatabase: () => {
      if (isStoreGone) throw new StoreUnavailable('away');
      return counted(openEmbeddedFromSource(join(folder, 'store')));
    },
  });
  ({ origin, close } = await startGateway({
    backends: [backendRow(backend.url, { apiKey: 'sk-very-secret' })],
    identify: (request) => Promise.resolve(people[String(request.headers['x-person'] ?? 'ann') as keyof typeof people]),
    bookkeeping,
    allowedHosts: ['inkstone.example.com'],
    log: createLog((line) => lines.push(line)),
  }));
});
afterAll(async () => {
  await close();
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => backend.play({ reply: 'one two three' }));

const ask = (path: string, person: keyof typeof people = 'ann', init: RequestInit = {}): Promise<Response> =>
  fetch(`${origin}${path}`, { ...init, headers: { 'content-type': 'application/json', 'x-person': person } });
const post = (path: string, body: object, person: keyof typeof people = 'ann'): Promise<Response> =>
  ask(path, person, { method: 'POST', body: JSON.stringify(body) });
const chat = (more: object = {}, person: keyof typeof people = 'ann'): Promise<Response> =>
  post('/v1/chat/completions', { model: 'small', messages: [{ role: 'user', content: 'Hi' }], ...more }, person);
const json = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;

describe('the cost of an answer', () => {
  const client = (): OpenAI => new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'any' });

  it('comes beside the usage, in a stream and in a whole answer, and SDKs take it', async () => {
    const messages = [{ role: 'user' as const, content: 'Hi' }];
    const whole = await client().chat.completions.create({ model: 'small', messages });
    expect(whole).toMatchObject({ choices: [{ message: { content: 'one two three' } }] });
    // Seven tokens in at 1, three out at 2.
    expect(whole).toMatchObject({ inkstone: { cost: 13, currency: 'CNY' } });
    const stream = client().chat.completions.stream({
      model: 'small',
      messages,
      stream_options: { include_usage: true },
    });
    let last: unknown;
    for await (const chunk of stream) last = chunk;
    expect(last).toMatchObject({ usage: { prompt_tokens: 7 }, inkstone: { cost: 13, currency: 'CNY' } });
    expect((await stream.finalChatCompletion()).choices[0]!.message.content).toBe('one two three');
  });

  it('warns of a budget that is nearly spent, and is refused when it is', async () => {
    const first = await (await chat({}, 'bob')).json();
    expect(first.inkstone).toEqual({ cost: 13, currency: 'CNY' });
    const second = await (await chat({}, 'bob')).json();
    expect(second.inkstone.budget).toEqual({ spent: 26, amount: 20, currency: 'CNY', period: 'month', of: 'group' });
    const asked = backend.requests.length;
    const third = await chat({}, 'bob');
    expect(third.status).toBe(429);
    expect(await third.json()).toMatchObject({
      error: {
        code: 'quota-exceeded',
        param: 'group-budget-per-month',
        message: expect.stringContaining('budget of 20 CNY'),
      },
    });
    expect(backend.requests).toHaveLength(asked);
    const mine = await json<{ budgets: { spent: number }[] }>(ask('/v1/usage/me', 'bob'));
    expect(mine.budgets).toMatchObject([{ spent: 26, amount: 20 }]);
  });
});

describe('what an administrator sees', () => {
  it('is use by day, model, group and person, with cost, failures and health', async () => {
    backend.play({ status: 400 });
    await (await chat({ inkstone_task: { command: 'rewrite', text: '' } })).text();
    const overview = await json<Overview>(ask('/v1/admin/overview', 'eve'));
    expect(overview.byDay).toHaveLength(1);
    expect(overview.byModel).toMatchObject([{ key: 'small', chats: 6, people: 2, failed: 1, cost: { CNY: 52 } }]);
    expect(overview.byGroup.map(({ key, chats }) => [key, chats])).toEqual([
      ['legal', 3],
      ['poor', 3],
    ]);
    expect(overview.byPerson.map(({ name }) => name).sort()).toEqual(['=Bob', 'Ann']);
    expect(overview.all).toMatchObject([{ chats: 6, people: 2, failed: 1, cost: { CNY: 52 } }]);
    const state = await json<GatewayState>(ask('/v1/admin/state', 'eve'));
    expect(state.budgets).toContainEqual(
      expect.objectContaining({ whose: 'poor', of: 'group', spent: 26, amount: 20 }),
    );
    expect(overview.byOutcome.map(({ key }) => key).sort()).toEqual(['answered', 'failed', 'refused']);
    expect(overview.byCommand.map(({ key }) => key)).toContain('rewrite');
    expect(state.rows).toEqual([
      { backend: 'scripted', answered: 4, failed: 1, lastError: 'invalid-request', state: 'up', since: null },
    ]);
    expect(state.records).toMatchObject({ waiting: 0, lost: 0, limitBytes: 1e8 });
    expect(state.parts).toEqual([
      { name: 'records', kind: 'embedded', since: null, reason: null, whenGone: 'wait' },
      { name: 'journal', kind: 'disk', since: null, reason: null, whenGone: 'wait' },
    ]);
  });

  it('leaves the store to others, however many look at once', async () => {
    await json<Overview>(ask('/v1/admin/overview', 'eve'));
    statements.most = 0;
    const read = (): Promise<Overview> => json<Overview>(ask('/v1/admin/overview?from=2026-01-01', 'eve'));
    const overviews = await Promise.all([read(), read(), read()]);
    expect(statements.most).toBeLessThanOrEqual(3);
    expect(overviews.map(({ byModel }) => byModel)).toEqual(Array(3).fill(overviews[0].byModel));
  });

  it.each([
    '/v1/admin/state',
    '/v1/admin/overview',
    '/v1/admin/audit',
    '/v1/admin/audit.csv',
    '/v1/admin/feedback.jsonl',
  ])('is for nobody else: %s', async (path) => {
    const response = await ask(path, 'ann');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'unauthorized' } });
  });

  it('is refused with a reason where the query is wrong', async () => {
    expect((await ask('/v1/admin/overview?from=yesterday', 'eve')).status).toBe(400);
    expect((await ask('/v1/admin/audit?offset=-1', 'eve')).status).toBe(400);
    expect((await ask('/v1/admin/audit?offset=99999999999999999999', 'eve')).status).toBe(400);
    expect((await ask('/v1/admin/feedback.jsonl?format=xml', 'eve')).status).toBe(400);
  });

  it('is who did what, and a file of it in which nothing runs', async () => {
    const { data, hasMore } = await json<AuditList>(ask('/v1/admin/audit?action=chat&person=bob', 'eve'));
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({
      person: 'bob',
      subject: 'small',
      detail: 'api refused quota-exceeded',
      content: null,
    });
    expect(hasMore).toBe(false);
    const response = await ask('/v1/admin/audit.csv?person=bob', 'eve');
    expect(response.headers.get('content-disposition')).toContain('inkstone-audit.csv');
    const rows = (await response.text()).trim().split('\r\n');
    expect(rows[0]).toContain('time,person,name,action');
    expect(rows[1]).toMatch(/,bob,"'=Bob",chat,small,/);
    const kept = await json<AuditList>(ask('/v1/admin/audit?action=audit-exported', 'eve'));
    expect(kept.data).toMatchObject([{ person: 'eve' }]);
  });

  it('is told when the store is away, without the names of folders', async () => {
    isStoreGone = true;
    const other = createBookkeeping({
      records: {
        store: 'embedded',
        folder: temporaryFolder(),
        audit: 'actions',
        retention: { usage: 1, audit: 1, feedback: 1 },
        journalLimitBytes: 1e6,
      },
      prices: [],
      budgets: [],
      mask: defaultMasker,
      onProblem: () => undefined,
      openDatabase: () => {
        throw new StoreUnavailable('/secret/folder is away');
      },
    });
    const gateway = await startGateway({ backends: [backendRow(backend.url)], bookkeeping: other });
    const answer = await fetch(`${gateway.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }] }),
    });
    expect(answer.status).toBe(200);
    await answer.text();
    const overview = await fetch(`${gateway.origin}/v1/admin/overview`);
    expect(overview.status).toBe(503);
    const told = await overview.text();
    expect(told).toContain('"param":"store-unavailable"');
    expect(told).not.toContain('secret');
    // What is in memory is told all the same; everybody may know that something is gone, and administrators why.
    const state = await json<GatewayState>(fetch(`${gateway.origin}/v1/admin/state`));
    expect(state.rows).toMatchObject([{ backend: 'scripted', answered: 1, state: 'up' }]);
    const [records] = state.parts;
    expect(records).toMatchObject({ name: 'records', whenGone: 'wait', reason: { en: '/secret/folder is away' } });
    const { since } = records!;
    expect(Date.parse(since!)).toBeLessThanOrEqual(Date.now());
    const health = await fetch(`${gateway.origin}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'degraded', models: 1, gone: { records: since } },
    ]);
    const ready = await fetch(`${gateway.origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', gone: { records: since } }]);
    const metrics = await (await fetch(`${gateway.origin}/metrics`)).text();
    expect(metrics).toContain('inkstone_part_up{part="records",kind="embedded"} 0');
    expect(metrics).toContain('inkstone_part_up{part="journal",kind="disk"} 1');
    await gateway.close();
    isStoreGone = false;
  });
});

describe('the library of prompts', () => {
  it('has one’s own, and what administrators share with all', async () => {
    const saved = await post('/v1/prompts', { title: ' Plain ', body: 'Use plain language.' });
    expect(saved.status).toBe(201);
    const own = (await saved.json()) as { id: string };
    expect((await post('/v1/prompts', { title: 'All', body: 'x', scope: 'organisation' })).status).toBe(403);
    const shared = { title: 'Minutes', body: '# Minutes', scope: 'organisation', kind: 'template' };
    expect((await post('/v1/prompts', shared, 'eve')).status).toBe(201);
    const mine = await json<Library>(ask('/v1/prompts'));
    expect(mine.data.map(({ title, scope }) => [title, scope])).toEqual([
      ['Minutes', 'organisation'],
      ['Plain', 'personal'],
    ]);
    expect(mine.mayShare).toBe(false);
    expect((await json<Library>(ask('/v1/prompts', 'bob'))).data.map(({ title }) => title)).toEqual(['Minutes']);
    expect((await ask(`/v1/prompts/${own.id}`, 'bob', { method: 'DELETE' })).status).toBe(400);
    expect((await ask(`/v1/prompts/${own.id}`, 'ann', { method: 'DELETE' })).status).toBe(204);
    expect((await json<Library>(ask('/v1/prompts'))).data.map(({ title }) => title)).toEqual(['Minutes']);
  });

  it('refuses what has no title or no text, and says which', async () => {
    const response = await post('/v1/prompts', { title: ' ', body: 'x' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('"title"') } });
  });
});

describe('feedback', () => {
  const given: Feedback = {
    consent: true,
    type: 'rating',
    model: 'small',
    command: 'rewrite',
    value: 'up',
    prompt: [{ role: 'user', content: 'Mail ann@contoso.com' }],
    answer: 'Done.',
    other: null,
  };

  it('is not taken without consent', async () => {
    expect((await post('/v1/feedback', { ...given, consent: false })).status).toBe(400);
    const { consent: _consent, ...without } = given;
    expect((await post('/v1/feedback', without)).status).toBe(400);
  });

  it('is counted, and comes out masked as lines for training', async () => {
    expect((await post('/v1/feedback', given)).status).toBe(202);
    await post('/v1/feedback', { ...given, type: 'choice', value: 'chosen', answer: 'B', other: 'A' });
    const { feedback } = await json<Overview>(ask('/v1/admin/overview', 'eve'));
    expect(feedback).toHaveLength(2);
    const sft = await (await ask('/v1/admin/feedback.jsonl?format=sft', 'eve')).text();
    expect(
      sft
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).messages[0].content),
    ).toEqual(['Mail {{EMAIL_1}}', 'Mail {{EMAIL_1}}']);
    const dpo = await (await ask('/v1/admin/feedback.jsonl?format=dpo', 'eve')).text();
    expect(JSON.parse(dpo)).toMatchObject({ chosen: [{ content: 'B' }], rejected: [{ content: 'A' }] });
  });
});

describe('what is written in logs, metrics and the journal', () => {
  it('holds no prompt, no text of a document, no answer and no key', async () => {
    backend.play({ reply: 'answerword answerword' });
    await (
      await chat({
        stream: true,
        messages: [
          { role: 'system', content: 'systemword' },
          { role: 'user', content: 'promptword' },
        ],
        inkstone_task: { command: 'rewrite', text: 'documentword', instruction: 'instructionword' },
      })
    ).text();
    backend.play({ status: 400, errorBody: '{"error":{"message":"promptword is too long"}}' });
    await (await chat({ messages: [{ role: 'user', content: 'promptword' }] })).text();
    await bookkeeping.records!.read();
    await chat({ messages: [{ role: 'user', content: 'promptword' }] });
    const journal = join(folder, 'journal');
    await new Promise((resolve) => setImmediate(resolve));
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(
      /inkstone_chats_total\{model="small",backend="scripted",answered_model="small",outcome="answered",code=""\} \d/,
    );
    const store = JSON.stringify(await json<AuditList>(ask('/v1/admin/audit', 'eve')));
    const journalLines = readdirSync(journal).map((name) => readFileSync(join(journal, name), 'utf8'));
    const all = [...lines, metrics, store, ...journalLines].join('\n');
    expect(all).toContain('"requestId"');
    for (const secret of [
      'systemword',
      'promptword',
      'documentword',
      'instructionword',
      'answerword',
      'sk-very-secret',
    ]) {
      expect(all).not.toContain(secret);
    }
    expect(metrics).not.toMatch(/ann|Bob/);
  });

  it('keeps metrics from other machines', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(`${origin}/metrics`, { headers })).status).toBe(403);
    expect((await fetch(`${origin}/metrics`, { headers: { ...headers, 'x-person': 'eve' } })).status).toBe(200);
    // A proxy that passes the outer name on and says no more, as nginx does unless told.
    const outside = get(`${origin}/metrics`, { headers: { host: 'inkstone.example.com' } });
    const [answer] = (await once(outside, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(403);
  });
});

describe('forgetting a person', () => {
  it('deletes them over HTTP, and by a command while the gateway runs', async () => {
    const people = async (): Promise<string[]> =>
      (await json<Overview>(ask('/v1/admin/overview', 'eve'))).byPerson.map(({ name }) => name).sort();
    expect(await people()).toEqual(['=Bob', 'Ann']);
    expect((await post('/v1/admin/forget', { person: 'bob' }, 'eve')).status).toBe(204);
    expect(await people()).toEqual(['Ann']);
    const printed: string[] = [];
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify({ records: { folder: '.' } }));
    const code = await runCommand(['records', 'forget', 'ann'], {
      root: folder,
      folder,
      environment: {},
      openEngine: () => Promise.resolve(undefined),
      openLocalModel: () => Promise.reject(new Error('not needed')),
      print: (line) => printed.push(line),
      printError: (line) => printed.push(line),
      installRuntime: () => Promise.resolve(false),
    });
    expect(code).toBe(0);
    expect(printed.join()).toMatch(/Noted\. .*in use by the process/);
    expect(await people()).toEqual([]);
  });
});
