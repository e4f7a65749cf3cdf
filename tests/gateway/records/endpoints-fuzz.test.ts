import * as fc from 'fast-check';
import { backendRow, startGateway } from '../../support/gateway.ts';
import { keepRecords } from '../../support/kept-records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';

jest.setTimeout(180_000);

describe('whatever is sent to the endpoints beside chats', () => {
  const unexpected: Error[] = [];
  const { bookkeeping, remove } = keepRecords();
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    backend = await startScriptedBackend();
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      bookkeeping,
      onUnexpected: (error) => unexpected.push(error),
    }));
    await bookkeeping.records?.read();
  });
  afterAll(async () => {
    await close();
    await backend.close();
    remove();
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
  const query = fc.dictionary(
    fc.constantFrom('from', 'to', 'since', 'offset', 'person', 'action', 'subject', 'format'),
    fc.oneof(text, fc.constantFrom('sft', 'dpo', '2026-03-01', '-1', '1e9', '9999999999999999')),
  );
  const paths = ['overview', 'audit', 'audit.csv', 'feedback.jsonl', 'queue', 'nothing'].map(
    (name) => `/v1/admin/${name}`,
  );

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
    expect(unexpected).toEqual([]);
    // All of it went to the store, or was refused before: nothing is stuck or lost.
    await bookkeeping.records?.read();
    expect(bookkeeping.records?.state).toMatchObject({ lost: 0, rejected: 0 });
  });
});
