import { AssistantError } from '../../../../src/base/errors.ts';
import { planLongDocument } from '../../../../src/core/context/plan-long-document.ts';
import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';
import { runLongDocument, type ReadingProgress } from '../../../../src/core/generation/run-long-document.ts';
import type { LanguageModel, ModelRequest } from '../../../../src/core/model/language-model.ts';
import { findCommand } from '../../../../src/core/prompt/commands.ts';
import { doc, heading, p } from '../../../support/document-context.ts';

const passages = Array.from({ length: 12 }, (_, at) => [
  heading(1, `Part ${at}`),
  p(`Sentence ${at} has a few words. `.repeat(60)),
]).flat();
const plan = planLongDocument(findCommand('summarise')!, {
  context: doc(passages),
  instruction: '',
  options: {},
  replyLanguage: 'auto',
  customInstructions: '',
  tokenBudget: 2000,
  scope: 'document',
})!;
const isMap = (request: ModelRequest): boolean => request.messages[1]!.content.includes('Notes on this part');

interface Script {
  /** What happens with the map request of that number, counted over all attempts. */
  readonly failures?: (attempt: number) => AssistantError | undefined;
  readonly delayMs?: number;
}

function scriptedModel(script: Script = {}): {
  model: LanguageModel;
  seen: { most: number; requests: ModelRequest[] };
} {
  const seen = { most: 0, requests: [] as ModelRequest[] };
  let running = 0;
  const model: LanguageModel = {
    id: 'm',
    async *stream(request): AsyncGenerator<GenerationEvent> {
      seen.requests.push(request);
      const failure = script.failures?.(seen.requests.length);
      running += 1;
      seen.most = Math.max(seen.most, running);
      await new Promise((resolve) => setTimeout(resolve, script.delayMs ?? 1));
      running -= 1;
      if (failure) {
        yield { type: 'error', error: failure };
        return;
      }
      yield {
        type: 'text-delta',
        text: isMap(request) ? `- note ${/Sentence (\d+)/.exec(request.messages[1]!.content)![1]!}` : 'The summary.',
      };
      yield { type: 'generation-end', finishReason: 'stop', usage: undefined };
    },
  };
  return { model, seen };
}

async function collect(events: AsyncIterable<GenerationEvent>): Promise<GenerationEvent[]> {
  const all: GenerationEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('runLongDocument', () => {
  it('reads the parts several at once and answers from the notes in order', async () => {
    const { model, seen } = scriptedModel({ delayMs: 5 });
    const progress: ReadingProgress[] = [];
    const events = await collect(
      runLongDocument(model, plan, { concurrency: 4, onProgress: (each) => progress.push(each) }),
    );
    expect(events[0]).toEqual({ type: 'text-delta', text: 'The summary.' });
    expect(seen.most).toBe(4);
    const final = seen.requests.at(-1)!.messages[1]!.content;
    const order = Array.from(final.matchAll(/note (\d+)/g), (match) => Number(match[1]));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order).toHaveLength(plan.maps.length);
    expect(progress.at(-1)).toEqual({ phase: 'reading', done: plan.maps.length, total: plan.maps.length });
  });

  it('asks again for a part that fails for a passing reason', async () => {
    const { model, seen } = scriptedModel({
      failures: (attempt) =>
        attempt === 2
          ? new AssistantError('quota-exceeded', 'slow', { retryable: true, retryAfterSeconds: 9 })
          : undefined,
    });
    const events = await collect(runLongDocument(model, plan, { pause: () => Promise.resolve() }));
    expect(events.at(-1)).toMatchObject({ type: 'generation-end', finishReason: 'stop' });
    expect(seen.requests).toHaveLength(plan.maps.length + 2);
  });

  it('ends with the error of a part that fails for good', async () => {
    const { model, seen } = scriptedModel({ failures: () => new AssistantError('unauthorized', 'no') });
    expect(await collect(runLongDocument(model, plan, { concurrency: 2 }))).toMatchObject([
      { type: 'error', error: { code: 'unauthorized' } },
    ]);
    expect(seen.requests.length).toBeLessThanOrEqual(2);
  });

  it('stops while it reads', async () => {
    const controller = new AbortController();
    const { model, seen } = scriptedModel({ delayMs: 20 });
    setTimeout(() => controller.abort(), 5);
    expect(await collect(runLongDocument(model, plan, { concurrency: 2 }, controller.signal))).toMatchObject([
      { finishReason: 'stopped-by-user' },
    ]);
    expect(seen.requests.length).toBeLessThanOrEqual(2);
  });
});
