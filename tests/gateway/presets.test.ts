import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { Backend } from '../../src/gateway/backends/backend.ts';
import { backendKinds } from '../../src/gateway/backends/presets.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { vendorExchanges, type VendorExchange } from '../support/vendor-exchanges.ts';

interface Seen {
  readonly path: string;
  readonly headers: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

describe('each kind of server', () => {
  let server: Server;
  let url: string;
  let reply = '';
  const seen: Seen[] = [];
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString());
        seen.push({ path: request.url ?? '', headers: request.headers, body });
        response.writeHead(200, { 'content-type': body.stream ? 'text/event-stream' : 'application/json' });
        response.end(body.stream ? reply : '{"choices":[]}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function gatewayTo(row: Partial<Backend>, log: LogEntry[] = []): Promise<string> {
    const { origin, close } = await startGateway({
      backends: [backendRow(url, { apiKey: 'sk-1', apiVersion: '2024-10-21', ...row })],
      log: (entry) => log.push(entry),
    });
    open.push(close);
    return origin;
  }
  /** What the server gets for `body`. */
  async function sent(row: Partial<Backend>, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${await gatewayTo(row)}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }], ...body }),
    });
    expect(response.status).toBe(200);
    await response.text();
    return seen.at(-1)?.body ?? {};
  }

  it('has an exchange here', () => {
    const kinds = new Set(vendorExchanges.map(({ kind }) => kind));
    expect(backendKinds.filter((kind) => kind !== 'openai-compatible' && !kinds.has(kind))).toEqual([]);
  });

  it.each(vendorExchanges.map((exchange): [string, VendorExchange] => [exchange.kind, exchange]))(
    'understands an answer of %s: its text, its reasoning apart, its end and its count of tokens',
    async (kind, exchange) => {
      reply = exchange.stream;
      const log: LogEntry[] = [];
      const models = [{ id: 'writing', upstreamId: exchange.model, contextWindow: undefined }];
      const origin = await gatewayTo({ kind: exchange.kind, models }, log);
      let text = '';
      let reasoning = '';
      let end: unknown;
      const model = createGatewayModel('writing', { baseUrl: origin });
      for await (const event of model.stream({ messages: [{ role: 'user', content: 'Greet' }], temperature: 0.5 })) {
        if (event.type === 'text-delta') text += event.text;
        else if (event.type === 'reasoning-delta') reasoning += event.text;
        else end = event;
      }
      const [promptTokens, completionTokens] = exchange.usage;
      expect({ text, reasoning }).toEqual({ text: exchange.text, reasoning: exchange.reasoning ?? '' });
      expect(end).toMatchObject({
        type: 'generation-end',
        finishReason: exchange.finishReason ?? 'stop',
        usage: { promptTokens, completionTokens },
      });
      const { path, headers, body } = seen.at(-1)!;
      if (kind === 'azure-openai') {
        expect(path).toContain('/openai/deployments/writing/chat/completions?api-version=2024-10-21');
        expect(headers).toMatchObject({ 'api-key': 'sk-1' });
      } else {
        expect(path).toBe('/v1/chat/completions');
        expect(headers).toMatchObject({ authorization: 'Bearer sk-1' });
      }
      expect(body['model']).toBe(exchange.model);
      await until(() => log.length > 0);
      expect(log[0]).toMatchObject({ usage: { promptTokens, completionTokens } });
    },
  );

  it('keeps what is under the hood of vLLM: priority, structured output and its own sampling', async () => {
    const own = {
      priority: -1,
      top_k: 20,
      structured_outputs: { choice: ['yes', 'no'] },
      chat_template_kwargs: { enable_thinking: false },
    };
    expect(await sent({ kind: 'vllm' }, own)).toMatchObject(own);
    const format = { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } };
    expect(await sent({ kind: 'vllm' }, { response_format: format })).toMatchObject({ response_format: format });
  });

  it('takes off what a server would refuse', async () => {
    for (const kind of backendKinds.filter((other) => !['vllm', 'openai-compatible'].includes(other))) {
      expect(await sent({ kind }, { priority: 1 })).not.toHaveProperty('priority');
    }
    const zhipu = await sent(
      { kind: 'zhipu' },
      { stream: true, stream_options: { include_usage: true }, temperature: 1.4 },
    );
    expect(zhipu).not.toHaveProperty('stream_options');
    expect(zhipu).toMatchObject({ temperature: 1 });
  });

  it("calls the limit by OpenAI's newer name at OpenAI and Azure alone", async () => {
    for (const kind of ['openai', 'azure-openai'] as const) {
      const body = await sent({ kind }, { max_tokens: 9 });
      expect(body).toMatchObject({ max_completion_tokens: 9 });
      expect(body).not.toHaveProperty('max_tokens');
    }
    expect(await sent({ kind: 'ollama' }, { max_tokens: 9 })).toMatchObject({ max_tokens: 9 });
  });

  it("turns Qwen's thinking off unless the client wants it", async () => {
    expect(await sent({ kind: 'qwen' }, {})).toMatchObject({ enable_thinking: false });
    expect(await sent({ kind: 'qwen' }, { enable_thinking: true })).toMatchObject({ enable_thinking: true });
  });

  it('hands reasoning back with the tool calls of this turn where the model wants it, and never else', async () => {
    const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } };
    const messages = [
      { role: 'user', content: 'First' },
      { role: 'assistant', content: 'Yes', reasoning_content: 'old' },
      { role: 'user', content: 'Second' },
      { role: 'assistant', content: '', reasoning_content: 'needed', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: 'found' },
    ];
    const told = async (kind: Backend['kind']): Promise<unknown[]> =>
      ((await sent({ kind }, { messages }))['messages'] as Record<string, unknown>[]).map(
        (message) => message['reasoning_content'],
      );
    expect(await told('deepseek')).toEqual([undefined, undefined, undefined, 'needed', undefined]);
    expect(await told('openai')).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(await told('vllm')).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('predicts the output of a small edit where the model takes that', async () => {
    const models = [{ id: 'small', upstreamId: 'gpt-4.1', contextWindow: undefined, predictsOutput: true }];
    const task = { command: 'fix-grammar', text: 'He go.' };
    const predicted = await sent({ kind: 'openai', models }, { inkstone_task: task, max_tokens: 50 });
    expect(predicted).toMatchObject({ prediction: { type: 'content', content: 'He go.' } });
    // OpenAI takes no limit beside it.
    expect(predicted).not.toHaveProperty('max_completion_tokens');
    expect(await sent({ kind: 'openai', models }, { inkstone_task: { ...task, command: 'draft' } })).not.toHaveProperty(
      'prediction',
    );
    expect(await sent({ kind: 'openai' }, { inkstone_task: task })).not.toHaveProperty('prediction');
  });
});
