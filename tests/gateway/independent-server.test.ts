import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { backendRow, startGateway } from '../support/gateway.ts';

/** A server of the protocol that others wrote, the gateway, and the vendor's own client: what none of the three made up for the other. */
describe('between OpenAI’s client and a server that is not ours', () => {
  const server = new LLMock({ port: 0, host: '127.0.0.1' });
  let client: OpenAI;
  let close: () => Promise<void>;
  const ask = (content: string) => ({ model: 'small', messages: [{ role: 'user' as const, content }] });

  beforeAll(async () => {
    server
      .onMessage('weather', { toolCalls: [{ id: 'call-1', name: 'look_up', arguments: '{"city":"Köln"}' }] })
      .onMessage('greet', { content: '你好，世界 — good morning.', usage: { prompt_tokens: 11, completion_tokens: 6 } })
      .on({ userMessage: 'describe', responseFormat: 'json_schema' }, { content: '{"title":"A plan","pages":3}' })
      .onMessage('too often', {
        error: { message: 'Slow down.', type: 'rate_limit_error' },
        status: 429,
        retryAfter: 7,
      })
      .onMessage('break', { error: { message: 'Something broke.', type: 'server_error' }, status: 500 })
      .onEmbedding('near', { embedding: [0.25, -0.5, 1] })
      .onImage('a heron', { image: { b64Json: 'aGVyb24=' } });
    await server.start();
    const gateway = await startGateway({
      backends: [backendRow(`${server.url}/v1`)],
    });
    close = gateway.close;
    client = new OpenAI({ baseURL: `${gateway.origin}/v1`, apiKey: 'unused', maxRetries: 0 });
  });
  afterAll(async () => {
    await close();
    await server.stop();
  });

  it('an answer comes whole, with what it took', async () => {
    const answer = await client.chat.completions.create(ask('greet me'));
    expect(answer.choices[0]?.message.content).toBe('你好，世界 — good morning.');
    expect(answer.usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 6 });
  });

  it('an answer streams, with what it took last', async () => {
    const stream = await client.chat.completions.create({
      ...ask('greet me'),
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage;
    let pieces = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
      pieces += 1;
    }
    expect(text).toBe('你好，世界 — good morning.');
    expect(pieces).toBeGreaterThan(2);
    expect(usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 6 });
  });

  it('tools are offered and called, in a stream too', async () => {
    const tools = [{ type: 'function' as const, function: { name: 'look_up', parameters: { type: 'object' } } }];
    const called = { id: 'call-1', function: { name: 'look_up', arguments: '{"city":"Köln"}' } };
    const whole = await client.chat.completions.create({ ...ask('the weather?'), tools });
    expect(whole.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [called] } });
    const streamed = await client.chat.completions.stream({ ...ask('the weather?'), tools }).finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls).toMatchObject([called]);
    expect(server.getLastRequest()?.body).toMatchObject({ tools });
  });

  it('a form that the answer must have reaches the server', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } } };
    const answer = await client.chat.completions.create({
      ...ask('describe the file'),
      response_format: { type: 'json_schema', json_schema: { name: 'file', schema } },
    });
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ title: 'A plan', pages: 3 });
    expect(server.getLastRequest()?.body).toMatchObject({ response_format: { json_schema: { schema } } });
  });

  it('a limit is told with how long to wait, a failure as one that may pass', async () => {
    const limited: unknown = await client.chat.completions.create(ask('too often')).catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect((limited as InstanceType<typeof OpenAI.RateLimitError>).headers.get('retry-after')).toBe('7');
    const broken: unknown = await client.chat.completions.create(ask('break')).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(OpenAI.InternalServerError);
    expect(broken).toMatchObject({ code: 'backend-unreachable' });
  });

  it('vectors, pictures and responses pass', async () => {
    const { data } = await client.embeddings.create({ model: 'small', input: 'near', encoding_format: 'float' });
    expect(data[0]?.embedding).toEqual([0.25, -0.5, 1]);
    const picture = await client.images.generate({ model: 'small', prompt: 'a heron' });
    expect(picture.data?.[0]?.b64_json).toBe('aGVyb24=');
    const response = await client.responses.create({ model: 'small', input: 'greet me' });
    expect(response.output_text).toBe('你好，世界 — good morning.');
    const events = await client.responses.create({ model: 'small', input: 'greet me', stream: true });
    let text = '';
    for await (const event of events) if (event.type === 'response.output_text.delta') text += event.delta;
    expect(text).toBe('你好，世界 — good morning.');
  });
});
