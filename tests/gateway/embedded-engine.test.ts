import OpenAI from 'openai';
import { AssistantError } from '../../src/base/errors.ts';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import { listModels } from '../../src/core/model/list-models.ts';
import type { Engine, LocalPrompt } from '../../src/gateway/engine-port.ts';
import type { WritingTask } from '../../src/protocol/chat.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';

/** An engine of the tests: says the task's text in capitals, word by word. */
class ShoutingEngine implements Engine {
  readonly commands = ['fix-grammar', 'custom'];
  readonly tasks: WritingTask[] = [];
  closed = 0;
  prepared = 0;
  stopped = 0;
  wordDelayMs = 0;

  async *run(task: WritingTask, signal: AbortSignal): AsyncGenerator<string> {
    this.tasks.push(task);
    if (task.command === 'draft')
      throw new AssistantError('capability-unavailable', 'Drafting needs a language model.');
    for (const word of task.text.split(/(?<= )/)) {
      if (this.wordDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.wordDelayMs));
      if (signal.aborted) {
        this.stopped += 1;
        return;
      }
      if (word === 'fail') throw new AssistantError('unexpected', 'It broke.');
      yield word.toUpperCase();
    }
  }
  prepare(): void {
    this.prepared += 1;
  }
  close(): void {
    this.closed += 1;
  }
}

const id = 'inkstone-embedded';
const user = (content: string) => [{ role: 'user' as const, content }];

describe('the embedded engine behind the API', () => {
  let engine: ShoutingEngine;
  let origin: string;
  let close: () => Promise<void>;

  beforeEach(async () => {
    engine = new ShoutingEngine();
    ({ origin, close } = await startGateway({ engine }));
  });
  afterEach(() => close());

  const client = (): OpenAI => new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 2 });
  const drain = async (stream: AsyncIterable<unknown>): Promise<unknown[]> => {
    const all = [];
    for await (const item of stream) all.push(item);
    return all;
  };

  it('is the only model when no row is configured, says that it is no AI model and what it can do', async () => {
    const models = await listModels({ baseUrl: origin });
    expect(models).toMatchObject([{ id, inkstone: { embedded: true, commands: ['fix-grammar', 'custom'] } }]);
  });

  it('is made ready once a pane has listed it as what it begins with', async () => {
    const other = await startGateway({
      engine,
      embeddedEngine: 'always',
      backends: [backendRow('http://127.0.0.1:1/v1')],
    });
    await listModels({ baseUrl: other.origin });
    await listModels({ baseUrl: origin });
    await until(() => engine.prepared > 0, 5_000);
    await other.close();
    expect(engine.prepared).toBe(1);
  });

  it('steps aside when a row is configured, unless it is asked to stay', async () => {
    const idsOf = async (embeddedEngine: 'auto' | 'always'): Promise<string[]> => {
      const other = await startGateway({ engine, embeddedEngine, backends: [backendRow('http://127.0.0.1:1/v1')] });
      const models = await listModels({ baseUrl: other.origin });
      await other.close();
      return models.map((model) => model.id);
    };
    expect(await idsOf('auto')).toEqual(['small']);
    expect(await idsOf('always')).toEqual(['small', id]);
  });

  it('is given the task as data, and answers the pane', async () => {
    const model = createGatewayModel(id, { baseUrl: origin });
    const task = { command: 'fix-grammar', text: 'one two', language: 'en', options: { style: 'plain' } };
    const events = await drain(model.stream({ messages: user('the whole prompt'), task }));
    expect(engine.tasks).toEqual([task]);
    expect(events).toMatchObject([
      { type: 'generation-start' },
      { type: 'text-delta', text: 'ONE ' },
      { type: 'text-delta', text: 'TWO' },
      { type: 'generation-end', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
    ]);
  });

  it('is given a plain chat as the custom command with the last thing that the person said', async () => {
    const parts = [{ type: 'text' as const, text: 'last words' }];
    const messages = [
      ...user('first'),
      { role: 'assistant' as const, content: 'yes' },
      { role: 'user' as const, content: parts },
    ];
    const answer = await client().chat.completions.create({ model: id, messages });
    expect(engine.tasks).toEqual([{ command: 'custom', text: 'last words' }]);
    expect(answer).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'LAST WORDS' }, finish_reason: 'stop' }],
      usage: { completion_tokens: 2 },
    });
  });

  it('streams chunks of one id, and the usage only when asked', async () => {
    const ask = async (more: object): Promise<OpenAI.ChatCompletionChunk[]> => {
      const stream = await client().chat.completions.create({
        model: id,
        messages: user('a b'),
        stream: true,
        ...more,
      });
      return (await drain(stream)) as OpenAI.ChatCompletionChunk[];
    };
    const plain = await ask({});
    expect(new Set(plain.map((chunk) => chunk.id)).size).toBe(1);
    expect(plain.some((chunk) => chunk.usage)).toBe(false);
    expect((await ask({ stream_options: { include_usage: true } })).at(-1)).toMatchObject({
      choices: [],
      usage: { completion_tokens: 2 },
    });
  });

  it('says once what it cannot do: no client tries again', async () => {
    const model = createGatewayModel(id, { baseUrl: origin });
    const events = await drain(model.stream({ messages: user('x'), task: { command: 'draft', text: '' } }));
    expect(events).toMatchObject([
      {
        type: 'error',
        error: { code: 'capability-unavailable', message: 'Drafting needs a language model.', retryable: false },
      },
    ]);
    const body = { model: id, messages: user('x'), inkstone_task: { command: 'draft', text: '' } };
    await expect(client().post('/chat/completions', { body })).rejects.toMatchObject({
      code: 'capability-unavailable',
    });
    expect(engine.tasks).toHaveLength(2);
  });

  it('tells inside the stream when it breaks after it began', async () => {
    const model = createGatewayModel(id, { baseUrl: origin });
    const events = await drain(model.stream({ messages: user('well then fail') }));
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'unexpected', message: 'The gateway failed to answer. Its log says why.' },
    });
  });

  it('stops when the client leaves, streaming or not', async () => {
    engine.wordDelayMs = 10;
    for (const stream of [true, false]) {
      const before = engine.stopped;
      const leaving = new AbortController();
      const body = JSON.stringify({ model: id, messages: user('word '.repeat(300)), stream });
      const headers = { 'content-type': 'application/json' };
      const asked = engine.tasks.length;
      fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers, body, signal: leaving.signal }).catch(
        () => undefined,
      );
      await until(() => engine.tasks.length > asked);
      leaving.abort();
      await until(() => engine.stopped === before + 1);
    }
  });

  it('is closed with the gateway', async () => {
    const other = await startGateway({ engine });
    await other.close();
    expect(engine.closed).toBe(1);
  });

  it('answers with a plain sentence where this build has no engine', async () => {
    const none = await startGateway();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ model: id, messages: user('x') });
    const response = await fetch(`${none.origin}/v1/chat/completions`, { method: 'POST', headers, body });
    expect(response.status).toBe(503);
    expect((await response.json()).error.message).toContain('embedded engine');
    await none.close();
  });
});

describe('a model file run by the gateway', () => {
  it('gets the messages and limits, and answers through the same API', async () => {
    const prompts: LocalPrompt[] = [];
    const model = {
      load: () => Promise.resolve({ contextWindow: 512 }),
      async *run(prompt: LocalPrompt) {
        prompts.push(prompt);
        yield 'Local ';
        yield 'words.';
      },
      close: () => undefined,
    };
    const row = { name: 'tiny', path: '/models/tiny.gguf', contextWindow: 512, threads: undefined };
    const { origin, close } = await startGateway({ localModels: [{ row, model }] });
    expect(await listModels({ baseUrl: origin })).toMatchObject([
      { id: 'tiny', inkstone: { embedded: false, contextWindow: 512 } },
    ]);
    const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused' });
    const answer = await client.chat.completions.create({
      model: 'tiny',
      messages: user('Hi'),
      max_completion_tokens: 9,
      temperature: 0,
    });
    expect(answer.choices[0]?.message.content).toBe('Local words.');
    expect(prompts).toMatchObject([{ messages: user('Hi'), maxTokens: 9, temperature: 0, stop: [] }]);
    await close();
  });
});
