import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { createPolicies } from '../../../src/gateway/access/policies.ts';
import { openPolicyBook } from '../../../src/gateway/access/policy-book.ts';
import { createTokenAccess } from '../../../src/gateway/access/token-access.ts';
import { backendRow, startGateway } from '../../support/gateway.ts';
import { keepRecords } from '../../support/kept-records.ts';
import { temporaryFolder } from '../../support/records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';

jest.setTimeout(180_000);

describe('whatever is sent to the endpoints beside chats', () => {
  const unexpected: Error[] = [];
  const folder = temporaryFolder();
  const { bookkeeping, remove } = keepRecords();
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    backend = await startScriptedBackend();
    const path = join(folder, 'inkstone.policies.json');
    const policyBook = openPolicyBook({ path, configured: [], warn: ({ en }) => unexpected.push(new Error(en)) });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      bookkeeping,
      tokens: createTokenAccess({ path: join(folder, 'inkstone.tokens.json') }).tokens,
      policyBook,
      policies: createPolicies(policyBook),
      onUnexpected: (error) => unexpected.push(error),
    }));
    await bookkeeping.records?.read();
  });
  afterAll(async () => {
    await close();
    await backend.close();
    remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const json = fc.jsonValue({ maxDepth: 2 });
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u0000', "'; drop table usage; --", '\ud800'));
  const either = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: json });
  const messages = fc.array(fc.record({ role: fc.constantFrom('system', 'user'), content: text }), { maxLength: 3 });
  const feedback = fc.record(
    {
      consent: either(fc.constant(true)),
      type: either(fc.constantFrom('rating', 'choice', 'insertion')),
      model: either(text),
      command: either(text),
      value: either(fc.constantFrom('up', 'down', 'none', 'applied', 'undone', 'edited', 'chosen')),
      prompt: either(fc.option(messages)),
      answer: either(text),
      other: either(fc.option(text)),
    },
    { requiredKeys: ['consent', 'type', 'value'] },
  );
  const entry = fc.record(
    {
      id: either(fc.uuid()),
      kind: either(fc.constantFrom('prompt', 'template')),
      scope: either(fc.constantFrom('personal', 'organisation')),
      title: either(text),
      body: either(text),
    },
    { requiredKeys: ['title', 'body'] },
  );
  const passed = fc.record(
    { model: either(fc.constantFrom('small', 'none')), input: either(text), prompt: either(text), voice: json },
    { requiredKeys: ['model'] },
  );
  const body = fc.oneof(
    fc.tuple(fc.constant('/v1/feedback'), feedback),
    fc.tuple(fc.constant('/v1/prompts'), entry),
    fc.tuple(fc.constant('/v1/admin/forget'), fc.record({ person: either(text) })),
    fc.tuple(fc.constantFrom('/v1/embeddings', '/v1/images/generations', '/v1/audio/speech', '/v1/responses'), passed),
  );
  const groupNames = fc.array(either(text), { maxLength: 3 });
  const count = either(fc.constantFrom(1, 1000, 2 ** 31, 2 ** 60));
  const quotas = fc.record({ requestsPerHour: count, tokensPerDay: count }, { requiredKeys: [] });
  const policy = fc.record(
    {
      group: either(fc.oneof(text, fc.constant('*'))),
      models: either(fc.array(text, { maxLength: 2 })),
      commands: either(fc.array(text, { maxLength: 2 })),
      surfaces: either(fc.array(fc.constantFrom('word', 'excel', 'teams', 'api'), { maxLength: 2 })),
      localOnly: either(fc.boolean()),
      featuresOff: either(fc.array(fc.constantFrom('free-prompts', 'history'), { maxLength: 2 })),
      instructions: either(text),
      priority: either(fc.constantFrom('high', 'normal', 'low')),
      auditContent: either(fc.boolean()),
      perPerson: either(quotas),
      wholeGroup: either(quotas),
    },
    { requiredKeys: ['group'] },
  );
  const shared = fc.record({
    kind: either(fc.constantFrom('prompt', 'template')),
    title: either(text),
    body: either(text),
    groups: either(groupNames),
    isPublished: either(fc.boolean()),
  });
  const newToken = fc.record(
    {
      name: either(fc.oneof(text, fc.stringMatching(/^[\w.@+-]{1,20}$/))),
      role: either(fc.constantFrom('user', 'admin')),
      groups: either(groupNames),
      days: either(fc.constantFrom(null, 1, 0.5, -1, 1e9)),
    },
    { requiredKeys: ['name'] },
  );
  /** A name or an id in an address, which `URL` would not take as it is. */
  const named = fc
    .oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.uuid(), fc.constantFrom('..', '%', '%00', 'a/b', '"'))
    .map((name) => encodeURIComponent(Buffer.from(name).toString()));
  const administration = fc.oneof(
    fc.tuple(fc.constant('POST'), fc.constant('/v1/admin/tokens'), newToken),
    fc.tuple(
      fc.constant('PUT'),
      fc.constant('/v1/admin/policies'),
      fc.record({ groups: either(fc.array(policy, { maxLength: 3 })) }),
    ),
    fc.tuple(fc.constant('POST'), fc.constant('/v1/admin/library'), shared),
    fc.tuple(
      fc.constant('PUT'),
      fc.constant('/v1/admin/library/order'),
      fc.record({ ids: either(fc.array(fc.uuid())) }),
    ),
    fc.tuple(
      fc.constant('PUT'),
      named.map((name) => `/v1/admin/library/${name}`),
      shared,
    ),
    fc.tuple(
      fc.constant('DELETE'),
      named.map((name) => `/v1/admin/library/${name}`),
      fc.constant(undefined),
    ),
    fc.tuple(
      fc.constant('DELETE'),
      named.map((name) => `/v1/admin/tokens/${name}`),
      fc.constant(undefined),
    ),
    fc.tuple(fc.constant('DELETE'), fc.constant('/v1/admin/policies'), fc.constant(undefined)),
  );
  /** Of what a change says it was made from: `latest` is what the last answer told. */
  const version = fc.oneof(
    { weight: 4, arbitrary: fc.constant('latest') },
    fc.constantFrom(undefined, '"2026-03-01T00:00:00.000Z"', '"x"', 'W/"x"', '*', '"'),
  );
  const query = fc.dictionary(
    fc.constantFrom('from', 'to', 'since', 'offset', 'person', 'action', 'subject', 'format'),
    fc.oneof(text, fc.constantFrom('sft', 'dpo', '2026-03-01', '-1', '1e9', '9999999999999999')),
  );
  const paths = [
    ...[
      'overview',
      'audit',
      'audit.csv',
      'feedback.jsonl',
      'queue',
      'tokens',
      'policies',
      'people',
      'library',
      'nothing',
    ].map((name) => `/v1/admin/${name}`),
    '/v1/session',
    '/v1/models',
    '/sign-in',
  ];

  it('has an answer of the gateway’s own, never a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(body, async ([path, sent]) => {
        const response = await fetch(origin + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sent),
        });
        const answer = await response.text();
        expect({ status: response.status, answer, path, sent }).toEqual(
          expect.objectContaining({ status: expect.any(Number) }),
        );
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) expect(JSON.parse(answer).error.code).toEqual(expect.any(String));
      }),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths, '/v1/prompts', '/v1/usage/me'), query, async (path, asked) => {
        const url = new URL(path, origin);
        for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
        const response = await fetch(url);
        await response.arrayBuffer();
        expect([path, asked, response.status]).toEqual([path, asked, expect.any(Number)]);
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
    let latest: string | null = null;
    await fc.assert(
      fc.asyncProperty(administration, version, async ([method, path, sent], from) => {
        latest ??= (await fetch(`${origin}/v1/admin/policies`)).headers.get('etag');
        const told = from === 'latest' ? latest : from;
        const response = await fetch(origin + path, {
          method,
          headers: { 'content-type': 'application/json', ...(typeof told === 'string' && { 'if-match': told }) },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        });
        const answer = await response.text();
        latest = response.headers.get('etag') ?? latest;
        expect([method, path, sent, from, response.status, answer]).toEqual(expect.any(Array));
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) expect(JSON.parse(answer).error.code).toEqual(expect.any(String));
        // Whatever was made can be read again.
        expect((await fetch(origin + path.split('/').slice(0, 4).join('/'))).status).toBe(200);
      }),
      { numRuns: 300 },
    );
    expect(unexpected).toEqual([]);
    // All of it went to the store, or was refused before: nothing is stuck or lost.
    await bookkeeping.records?.read();
    expect(bookkeeping.records?.state).toMatchObject({ lost: 0, rejected: 0 });
  });
});
