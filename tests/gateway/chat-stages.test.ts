import { AssistantError } from '../../src/base/errors.ts';
import type { AnswerFilter, ChatOutcome, ChatStage } from '../../src/gateway/chat-stage.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

/** Writes one word large; holds nothing back. */
const capitals: AnswerFilter = {
  push: (chunk) => Buffer.from(chunk.toString('utf8').replaceAll('word', 'WORD')),
  end: () => Buffer.alloc(0),
};

describe('the stages that a chat goes through', () => {
  let backend: ScriptedBackend;
  let stages: ChatStage[] = [];
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    backend = await startScriptedBackend();
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      identify: (request) =>
        request.headers.authorization === 'Bearer mine'
          ? Promise.resolve({ id: 'ann', name: 'Ann', groups: [], role: 'user' })
          : Promise.reject(new AssistantError('unauthorized', 'Sign in first.')),
      stages: [(exchange, next) => (stages[0] ? stages[0](exchange, next) : next(exchange))],
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
  });
  beforeEach(() => {
    stages = [];
    backend.play({ reply: 'a word and a word' });
  });

  const post = (more: object = {}, token = 'mine'): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }], ...more }),
    });

  it('are not reached by who may not ask', async () => {
    const before = backend.requests.length;
    const response = await post({}, 'stolen');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'unauthorized', message: 'Sign in first.' } });
    expect(backend.requests).toHaveLength(before);
  });

  it('know who asks, and change what the backend gets', async () => {
    stages = [(exchange, next) => next({ ...exchange, chat: { ...exchange.chat, user: exchange.person.id } })];
    await (await post()).text();
    expect(backend.requests.at(-1)!.body).toMatchObject({ user: 'ann' });
  });

  it('refuse before the backend is asked', async () => {
    stages = [() => Promise.reject(new AssistantError('quota-exceeded', 'Enough.', { retryAfterSeconds: 60 }))];
    const before = backend.requests.length;
    const response = await post();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60']);
    expect(backend.requests).toHaveLength(before);
  });

  it.each([true, false])('change the answer on its way (streamed: %s)', async (stream) => {
    stages = [(exchange, next) => next({ ...exchange, filters: [capitals] })];
    const text = await (await post({ stream })).text();
    expect(text).toContain('WORD');
    expect(text).not.toContain('word');
  });

  it.each([true, false])('hear of the tokens and the time when it is over (streamed: %s)', async (stream) => {
    let outcome: ChatOutcome | undefined;
    stages = [async (exchange, next) => (outcome = await next(exchange))];
    await (await post({ stream })).text();
    expect(outcome!.usage).toEqual({ promptTokens: expect.any(Number), completionTokens: expect.any(Number) });
    expect(outcome!.firstByteMs).toBeGreaterThanOrEqual(0);
    expect(outcome!.backend).toBe('scripted');
  });
});
