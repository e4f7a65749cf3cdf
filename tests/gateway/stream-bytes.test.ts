import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { budgetsSchema, pricesSchema } from '../../src/gateway/prices/prices-schema.ts';
import type { GatewayRecord, UsageRecord } from '../../src/gateway/records/record.ts';
import { createRecordStage } from '../../src/gateway/records/record-stage.ts';
import { createPricing } from '../../src/gateway/prices/pricing.ts';
import { createSpending } from '../../src/gateway/prices/spending.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { backendRow, startGateway } from '../support/gateway.ts';

jest.setTimeout(60_000);

/** All that an organisation may turn on, and nothing that looks at the text. */
const safeties = { everything: { mask: { for: 'always' } }, 'no look': { mask: { for: 'never' }, addresses: 'off' } };

describe.each(Object.entries(safeties))('the bytes of a stream, with safety “%s”', (_name, safety) => {
  let server: Server;
  let answer: (response: ServerResponse) => void | Promise<void>;
  let origin: string;
  let close: () => Promise<void>;
  const records: GatewayRecord[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.socket?.setNoDelay(true);
        void answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const backends = [backendRow(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`)];
    const prices = pricesSchema.parse([{ model: 'small', currency: 'USD', perMillion: { in: 1, out: 1 } }]);
    const recording = createRecordStage({
      record: (record) => records.push(record),
      pricing: createPricing(prices),
      spending: createSpending(budgetsSchema.parse([])),
      keepsContentOf: () => false,
      onRunning: () => undefined,
    });
    const stages = [recording, openSafety({ safety: safetySchema.parse(safety), backends })];
    ({ origin, close } = await startGateway({ backends, stages }));
  });
  afterAll(async () => {
    await close();
    server.closeAllConnections();
    server.close();
  });

  async function ask(): Promise<string> {
    const body = JSON.stringify({
      model: 'small',
      stream: true,
      messages: [{ role: 'user', content: 'Write to ann@example.org, 13800138000.' }],
    });
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.text();
  }
  const event = (fields: object): string => `data: ${JSON.stringify(fields)}`;
  const says = (delta: object, index = 0): string => event({ id: 'x', choices: [{ index, delta }], usage: null });
  const textsOf = (answered: string): string =>
    [...answered.matchAll(/^data: (\{.*)$/gm)]
      .map(([, json]) => JSON.parse(json!).choices?.[0]?.delta?.content ?? '')
      .join('');

  it.each(['\n', '\r\n'])('say the same however they are cut, with lines that end in %j', async (lineEnd) => {
    const events = [
      ': ping',
      says({ role: 'assistant', content: '' }),
      says({ reasoning_content: '想一想 "usage":{' }),
      says({ content: '你好 {{EM' }),
      says({ content: 'AIL_1}} https://exa' }),
      says({ content: 'mple.org/ok \\"data: x\\" 🙂' }),
      event({ id: 'x', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: null }),
      event({ id: 'x', choices: [], usage: { prompt_tokens: 5, completion_tokens: 6, total_tokens: 11 } }),
      'data: [DONE]',
    ];
    const bytes = Buffer.from(events.map((text) => text + lineEnd + lineEnd).join(''));
    answer = (response) => void response.end(bytes);
    const whole = await ask();
    expect(textsOf(whole)).toContain('https://example.org/ok');
    expect(whole).toContain('想一想');
    expect(whole).not.toContain('"completion_tokens"');
    answer = async (response) => {
      for (let at = 0; at < bytes.length; at += 3) {
        response.write(bytes.subarray(at, at + 3));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    };
    expect(await ask()).toBe(whole);
    const usage = records.slice(-2) as UsageRecord[];
    expect(usage.map(({ outcome, completionTokens }) => [outcome, completionTokens])).toEqual([
      ['answered', 6],
      ['answered', 6],
    ]);
  });

  it('are passed on whole where one event is of megabytes', async () => {
    const long = `${'字'.repeat(700_000)}.`;
    answer = (response) => void response.end(`${says({ content: long })}\n\ndata: [DONE]\n\n`);
    expect(textsOf(await ask())).toBe(long);
  });

  it('break off where an event has no end, instead of filling the memory', async () => {
    let isClosed = false;
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, 'a');
    answer = (response) => {
      response.on('close', () => (isClosed = true));
      response.write(`${says({ content: 'One two.' })}\n\ndata: {"choices":[{"delta":{"content":"`);
      const more = (): void => {
        if (isClosed || sent > 200) return;
        sent += 1;
        if (response.write(piece)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    };
    const answered = await ask();
    expect(answered.length).toBeLessThan(1000);
    expect(textsOf(answered)).toBe('One two.');
    expect(answered).toContain('"code":"stream-interrupted"');
    expect(sent).toBeLessThan(100);
    expect((records.at(-1) as UsageRecord).outcome).toBe('failed');
  });
});
