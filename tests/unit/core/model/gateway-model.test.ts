import { createGatewayModel } from '../../../../src/core/model/gateway-model.ts';
import { listModels } from '../../../../src/core/model/list-models.ts';
import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';

const encoder = new TextEncoder();
const request = { messages: [{ role: 'user' as const, content: 'Hello' }] };

const chunk = (delta: object, rest: object = {}): string =>
  `data: ${JSON.stringify({ model: 'tiny', choices: [{ delta, finish_reason: null, ...rest }] })}\n\n`;
const finish = chunk({}, { finish_reason: 'stop' });
const usage = 'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}\n\n';
const done = 'data: [DONE]\n\n';

interface Scripted {
  readonly chunks: readonly (string | Uint8Array)[];
  /** How the body goes on after its chunks. */
  readonly then?: 'end' | 'break' | 'hang';
}

function streaming({ chunks, then = 'end' }: Scripted, onCancel: () => void = () => undefined): Response {
  const waiting = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = waiting.shift();
      if (next !== undefined) controller.enqueue(typeof next === 'string' ? encoder.encode(next) : next);
      else if (then === 'break') controller.error(new TypeError('terminated'));
      else if (then === 'end') controller.close();
      else return new Promise<void>(() => undefined);
      return undefined;
    },
    cancel: onCancel,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-request-id': 'r-1' } });
}

const failure = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

function scriptedFetch(...answers: (Response | Error)[]): {
  fetch: typeof fetch;
  calls: { url: string; init: RequestInit }[];
} {
  const calls: { url: string; init: RequestInit }[] = [];
  const scripted = (async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const answer = answers[calls.length - 1] ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  }) as typeof fetch;
  return { fetch: scripted, calls };
}

async function collect(fetchImplementation: typeof fetch, signal?: AbortSignal): Promise<GenerationEvent[]> {
  const model = createGatewayModel('tiny', { baseUrl: 'http://g', fetch: fetchImplementation, retryDelayMs: 1 });
  const events: GenerationEvent[] = [];
  for await (const event of model.stream(request, signal)) events.push(event);
  return events;
}

const textOf = (events: readonly GenerationEvent[]): string =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
const reasoningOf = (events: readonly GenerationEvent[]): string =>
  events.map((event) => (event.type === 'reasoning-delta' ? event.text : '')).join('');

describe('a model behind the gateway', () => {
  it('streams text, then ends with usage', async () => {
    const { fetch, calls } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'Hel' }), chunk({ content: 'lo' }), finish, usage, done] }),
    );
    expect(await collect(fetch)).toEqual([
      { type: 'generation-start', model: 'tiny', requestId: 'r-1' },
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { type: 'generation-end', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
    ]);
    expect(calls[0]!.url).toBe('http://g/v1/chat/completions');
    expect(JSON.parse(calls[0]!.init.body as string)).toMatchObject({
      model: 'tiny',
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('reads the same wherever the bytes are cut', async () => {
    const bytes = encoder.encode(chunk({ content: '<think>想</think>\n世界 👩‍🚀' }) + finish + usage + done);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const { fetch } = scriptedFetch(streaming({ chunks: [bytes.slice(0, cut), bytes.slice(cut)] }));
      const events = await collect(fetch);
      expect([textOf(events), reasoningOf(events)]).toEqual(['世界 👩‍🚀', '想']);
    }
  });

  it.each(['reasoning_content', 'reasoning'])('takes %s for thinking aloud', async (field) => {
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ [field]: 'Hm.' }), chunk({ content: 'Yes.' }), finish, done] }),
    );
    const events = await collect(fetch);
    expect([textOf(events), reasoningOf(events)]).toEqual(['Yes.', 'Hm.']);
  });

  it('says when the answer was cut at its length', async () => {
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'x' }, { finish_reason: 'length' }), done] }),
    );
    expect((await collect(fetch)).at(-1)).toMatchObject({ finishReason: 'length' });
  });

  it('keeps the text and reports a stream that ends without its end', async () => {
    const { fetch, calls } = scriptedFetch(streaming({ chunks: [chunk({ content: 'half' })] }));
    const events = await collect(fetch);
    expect(textOf(events)).toBe('half');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'stream-interrupted', retryable: true } });
    expect(calls).toHaveLength(1);
  });

  it('keeps the text and reports a connection that breaks in the middle', async () => {
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'half <' }), chunk({ content: 'thi' })], then: 'break' }),
    );
    const events = await collect(fetch);
    expect(textOf(events)).toBe('half <thi');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'stream-interrupted' } });
  });

  it('does not mind a connection that breaks after the answer was whole', async () => {
    const { fetch } = scriptedFetch(streaming({ chunks: [chunk({ content: 'all' }), finish], then: 'break' }));
    expect((await collect(fetch)).at(-1)).toEqual({ type: 'generation-end', finishReason: 'stop', usage: undefined });
  });

  it('reports an error payload inside a stream', async () => {
    const payload = 'data: {"error":{"message":"GPU gone","code":"backend-unreachable","type":"server_error"}}\n\n';
    const { fetch } = scriptedFetch(streaming({ chunks: [chunk({ content: 'a' }), payload] }));
    const events = await collect(fetch);
    expect(textOf(events)).toBe('a');
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'backend-unreachable', message: 'GPU gone', requestId: 'r-1' },
    });
  });

  it('takes a fault that a backend tells of inside a stream in its own words for an answer that broke off', async () => {
    const payload = 'data: {"error":{"message":"engine died","type":"server_error"}}\n\n';
    const { fetch } = scriptedFetch(streaming({ chunks: [chunk({ content: 'a' }), payload] }));
    expect((await collect(fetch)).at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'stream-interrupted', reason: 'backend-stopped', message: 'engine died' },
    });
  });

  it('reports a refusal', async () => {
    const { fetch } = scriptedFetch(streaming({ chunks: [chunk({ refusal: 'I cannot.' }), finish, done] }));
    expect((await collect(fetch)).at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'model-refused', message: 'I cannot.' },
    });
  });

  it('tries a dropped connection once more when nothing had come', async () => {
    const { fetch, calls } = scriptedFetch(
      new TypeError('fetch failed'),
      streaming({ chunks: [chunk({ content: 'ok' }), finish, done] }),
    );
    expect(textOf(await collect(fetch))).toBe('ok');
    expect(calls).toHaveLength(2);
  });

  it('gives up after the second dropped connection', async () => {
    const { fetch, calls } = scriptedFetch(new TypeError('fetch failed'), new TypeError('fetch failed'));
    expect(await collect(fetch)).toMatchObject([
      { type: 'error', error: { code: 'gateway-unreachable', retryable: true } },
    ]);
    expect(calls).toHaveLength(2);
  });

  it('does not repeat a request that was answered with no', async () => {
    const { fetch, calls } = scriptedFetch(
      failure(503, { error: { message: 'vllm at http://x: refused', code: 'backend-unreachable' } }),
    );
    expect(await collect(fetch)).toMatchObject([
      { type: 'error', error: { code: 'backend-unreachable', message: 'vllm at http://x: refused' } },
    ]);
    expect(calls).toHaveLength(1);
  });

  it.each([
    [401, { error: { message: 'no', code: 'invalid_api_key' } }, 'unauthorized'],
    [402, { error: { message: 'no' } }, 'quota-exceeded'],
    [404, { error: { message: 'no', code: 'model_not_found' } }, 'model-missing'],
    [413, 'too large', 'context-too-long'],
    [400, { error: { message: "This model's maximum context length is 8192 tokens." } }, 'context-too-long'],
    [400, { error: { message: 'x', code: 'context_length_exceeded' } }, 'context-too-long'],
    [400, { error: { message: 'x', code: 'content_filter' } }, 'model-refused'],
    [400, { error: { message: 'temperature' } }, 'invalid-request'],
    [422, { error: { message: 'x', code: 'capability-unavailable' } }, 'capability-unavailable'],
    [502, '<html>Bad gateway</html>', 'backend-unreachable'],
    [504, { error: { message: 'x' } }, 'backend-unreachable'],
    [500, { error: { message: 'x' } }, 'unexpected'],
  ])('maps %i %j to %s', async (status, body, code) => {
    const { fetch } = scriptedFetch(failure(status, body));
    expect(await collect(fetch)).toMatchObject([{ type: 'error', error: { code } }]);
  });

  it('takes over which limit it was, and that trying again does not help', async () => {
    const error = { message: 'Enough.', code: 'quota-exceeded', param: 'person-tokens-per-day' };
    const { fetch } = scriptedFetch(failure(429, { error }, { 'retry-after': '4000', 'x-should-retry': 'false' }));
    expect(await collect(fetch)).toMatchObject([
      { type: 'error', error: { reason: 'person-tokens-per-day', retryAfterSeconds: 4000, retryable: false } },
    ]);
  });

  it('says after how many seconds a quota comes back', async () => {
    const { fetch } = scriptedFetch(
      failure(429, { error: { message: 'slow' } }, { 'retry-after': '17', 'x-request-id': 'r-9' }),
    );
    expect(await collect(fetch)).toMatchObject([
      { type: 'error', error: { code: 'quota-exceeded', retryAfterSeconds: 17, requestId: 'r-9', retryable: true } },
    ]);
  });

  it.each(['0', '-5', 'Wed, 21 Oct 2015 07:28:00 GMT'])('names no pause that is over: %s', async (pause) => {
    const { fetch } = scriptedFetch(failure(429, { error: { message: 'slow' } }, { 'retry-after': pause }));
    expect(await collect(fetch)).toMatchObject([
      { type: 'error', error: { code: 'quota-exceeded', retryAfterSeconds: undefined } },
    ]);
  });

  it('stops at once, closes the connection and keeps what came', async () => {
    const controller = new AbortController();
    let cancelled = false;
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'some' })], then: 'hang' }, () => {
        cancelled = true;
      }),
    );
    const events: GenerationEvent[] = [];
    for await (const event of createGatewayModel('tiny', { baseUrl: '', fetch }).stream(request, controller.signal)) {
      events.push(event);
      if (event.type === 'text-delta') controller.abort();
    }
    expect(textOf(events)).toBe('some');
    expect(events.at(-1)).toMatchObject({ type: 'generation-end', finishReason: 'stopped-by-user' });
    expect(cancelled).toBe(true);
  });

  it('does not even ask when it was stopped before', async () => {
    const controller = new AbortController();
    controller.abort();
    const { fetch } = scriptedFetch(streaming({ chunks: [done] }));
    expect(await collect(fetch, controller.signal)).toMatchObject([{ finishReason: 'stopped-by-user' }]);
  });

  it('closes the connection when the reader leaves early', async () => {
    let cancelled = false;
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'a' })], then: 'hang' }, () => {
        cancelled = true;
      }),
    );
    for await (const event of createGatewayModel('tiny', { baseUrl: '', fetch }).stream(request)) {
      if (event.type === 'text-delta') break;
    }
    expect(cancelled).toBe(true);
  });
});

describe('listModels', () => {
  it('reads the list', async () => {
    const list = { object: 'list', data: [{ id: 'a', object: 'model', owned_by: 'x' }] };
    const { fetch, calls } = scriptedFetch(new Response(JSON.stringify(list)));
    expect(await listModels({ baseUrl: 'http://g', fetch, headers: () => ({ authorization: 'Bearer t' }) })).toEqual(
      list.data,
    );
    expect(calls[0]!.init.headers).toEqual({ authorization: 'Bearer t' });
  });

  it('says that what answered is no gateway', async () => {
    const { fetch } = scriptedFetch(new Response('<html>'));
    await expect(listModels({ baseUrl: '', fetch })).rejects.toMatchObject({ code: 'gateway-unreachable' });
  });
});

describe('a computer that slept while an answer was on its way', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** An hour passes in which nothing runs, then some seconds in which all does. */
  async function sleep(): Promise<void> {
    await jest.advanceTimersByTimeAsync(10_000);
    jest.setSystemTime(Date.now() + 3_600_000);
    await jest.advanceTimersByTimeAsync(30_000);
  }

  it('waits no more for a connection that is silent since, and keeps what came', async () => {
    let closed = 0;
    const { fetch } = scriptedFetch(
      streaming({ chunks: [chunk({ content: 'Half' })], then: 'hang' }, () => (closed += 1)),
    );
    const events = collect(fetch);
    await sleep();
    expect((await events).slice(1)).toMatchObject([
      { type: 'text-delta', text: 'Half' },
      { type: 'error', error: { code: 'stream-interrupted', retryable: true } },
    ]);
    expect(closed).toBe(1);
  });

  it('asks once more where nothing had come', async () => {
    const { fetch, calls } = scriptedFetch(
      streaming({ chunks: [': inkstone-queue {"position":3,"seconds":12}\n\n'], then: 'hang' }),
      streaming({ chunks: [chunk({ content: 'Whole' }), finish, done] }),
    );
    const events = collect(fetch);
    await sleep();
    expect(textOf(await events)).toBe('Whole');
    expect(calls).toHaveLength(2);
  });

  it('goes on with a connection that is still there', async () => {
    let push: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (push = (text) => controller.enqueue(encoder.encode(text))),
    });
    const { fetch } = scriptedFetch(new Response(body));
    const events = collect(fetch);
    push(chunk({ content: 'Half' }));
    await jest.advanceTimersByTimeAsync(10_000);
    jest.setSystemTime(Date.now() + 3_600_000);
    await jest.advanceTimersByTimeAsync(6_000);
    push(chunk({ content: ' and half' }));
    await jest.advanceTimersByTimeAsync(60_000);
    push(finish + done);
    expect(textOf(await events)).toBe('Half and half');
  });
});
