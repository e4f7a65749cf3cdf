import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

describe('the SDKs that people have', () => {
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;
  const messages = [{ role: 'user' as const, content: 'Hi' }];

  beforeAll(async () => {
    backend = await startScriptedBackend();
    ({ origin, close } = await startGateway({ backends: [backendRow(backend.url)] }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
  });
  beforeEach(() => backend.play({ reply: 'One two three.' }));

  describe('openai', () => {
    const client = (): OpenAI => new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'unused', maxRetries: 0 });

    it('lists the models, and finds one', async () => {
      const models = await client().models.list();
      expect(models.data.map((model) => model.id)).toEqual(['small']);
      expect(await client().models.retrieve('small')).toMatchObject({ id: 'small', object: 'model' });
    });

    it('reads a whole answer', async () => {
      const answer = await client().chat.completions.create({ model: 'small', messages });
      expect(answer.choices[0]?.message.content).toBe('One two three.');
      expect(answer.usage?.completion_tokens).toBe(3);
    });

    it('streams, with the usage last', async () => {
      const options = { include_usage: true };
      const stream = await client().chat.completions.create({
        model: 'small',
        messages,
        stream: true,
        stream_options: options,
      });
      let text = '';
      let usage;
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? '';
        usage = chunk.usage ?? usage;
      }
      expect(text).toBe('One two three.');
      expect(usage).toMatchObject({ prompt_tokens: 7 });
    });

    it('throws its own error, with our code', async () => {
      const asked = client().chat.completions.create({ model: 'none', messages });
      await expect(asked).rejects.toMatchObject({ status: 404, code: 'model-missing' });
    });

    it('throws when the stream breaks', async () => {
      backend.play({ reply: 'One two three', cutAfter: 2, delayMs: 5 });
      const stream = await client().chat.completions.create({ model: 'small', messages, stream: true });
      const read = async (): Promise<void> => {
        for await (const _chunk of stream);
      };
      await expect(read()).rejects.toMatchObject({ code: 'stream-interrupted' });
    });
  });

  describe('ai', () => {
    const model = () =>
      createOpenAICompatible({ name: 'inkstone', baseURL: `${origin}/v1`, includeUsage: true })('small');

    it('generates', async () => {
      const { text, usage } = await generateText({ model: model(), messages, maxRetries: 0 });
      expect(text).toBe('One two three.');
      expect(usage.inputTokens).toBe(7);
    });

    it('streams', async () => {
      const result = streamText({ model: model(), messages, maxRetries: 0 });
      let text = '';
      for await (const piece of result.textStream) text += piece;
      expect(text).toBe('One two three.');
      expect((await result.usage).outputTokens).toBe(3);
    });
  });
});
