import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';
import { runGeneration } from '../../../../src/core/generation/run-generation.ts';
import type { LanguageModel } from '../../../../src/core/model/language-model.ts';

const request = { messages: [] };
const model = (stream: () => AsyncGenerator<GenerationEvent>): LanguageModel => ({ id: 'm', stream });
const text = (value: string): GenerationEvent => ({ type: 'text-delta', text: value });
const end: GenerationEvent = { type: 'generation-end', finishReason: 'stop', usage: undefined };

async function collect(events: AsyncIterable<GenerationEvent>): Promise<GenerationEvent[]> {
  const all: GenerationEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('runGeneration', () => {
  it('ends with the first end, whatever the model says after it', async () => {
    const talkative = model(async function* () {
      yield text('a');
      yield end;
      yield text('b');
      yield end;
    });
    expect(await collect(runGeneration(talkative, request))).toEqual([text('a'), end]);
  });

  it('reports a model that ends without an end', async () => {
    const silent = model(async function* () {
      yield text('a');
    });
    expect((await collect(runGeneration(silent, request))).at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'stream-interrupted' },
    });
  });

  it('turns a thrown error into an event', async () => {
    const broken = model(async function* () {
      yield text('a');
      throw new Error('bug');
    });
    expect(await collect(runGeneration(broken, request))).toMatchObject([
      text('a'),
      { type: 'error', error: { code: 'unexpected' } },
    ]);
  });

  it('stops at once although the model hangs', async () => {
    const controller = new AbortController();
    const hanging = model(async function* () {
      yield text('a');
      await new Promise(() => undefined);
    });
    const events: GenerationEvent[] = [];
    for await (const event of runGeneration(hanging, request, controller.signal)) {
      events.push(event);
      setTimeout(() => controller.abort(), 1);
    }
    expect(events).toMatchObject([text('a'), { finishReason: 'stopped-by-user' }]);
  });

  it('stops the model when the reader leaves', async () => {
    let stopped = false;
    const long = model(async function* () {
      try {
        for (;;) yield text('a');
      } finally {
        stopped = true;
      }
    });
    for await (const event of runGeneration(long, request)) if (event.type === 'text-delta') break;
    await Promise.resolve();
    expect(stopped).toBe(true);
  });
});
