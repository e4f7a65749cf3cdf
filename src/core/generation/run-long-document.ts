import { delay, isAborted } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { LongDocumentPlan, MapStep, PartNotes } from '../context/plan-long-document.ts';
import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import { stripChatter } from './chatter.ts';
import type { GenerationEvent } from './generation-event.ts';
import { runGeneration } from './run-generation.ts';

/** How far the reading is: `total` parts, or requests that merge notes. */
export interface ReadingProgress {
  readonly phase: 'reading' | 'merging';
  readonly done: number;
  readonly total: number;
}

export interface LongDocumentOptions {
  /** Requests at once; 8 by default. The gateway holds back what the backend cannot take. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Longest pause before a part is asked for again; shorter in tests. */
  readonly longestPauseMs?: number;
}

const defaultConcurrency = 8;
const tries = 3;

/**
 * Carries out a plan for a long document: notes on its parts, several at once, then the answer as a stream of events like
 * any generation's. A part that fails for a passing reason is asked for again; one that fails for good ends it with that
 * error, because an answer that silently lacks a part would be wrong.
 */
export async function* runLongDocument(
  model: LanguageModel,
  plan: LongDocumentPlan,
  options: LongDocumentOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<GenerationEvent, void, undefined> {
  let request: ModelRequest;
  try {
    request = await readAll(model, plan, options, signal);
  } catch (error) {
    if (isAborted(error)) yield { type: 'generation-end', finishReason: 'stopped-by-user', usage: undefined };
    else yield { type: 'error', error: toAssistantError(error) };
    return;
  }
  yield* runGeneration(model, request, signal);
}

async function readAll(
  model: LanguageModel,
  plan: LongDocumentPlan,
  options: LongDocumentOptions,
  signal: AbortSignal | undefined,
): Promise<ModelRequest> {
  let notes = await takeNotes(model, plan.maps, 'reading', options, signal);
  for (;;) {
    const step = plan.reduce(notes);
    if (step.kind === 'answer') return step.request;
    notes = await takeNotes(model, step.steps, 'merging', options, signal);
  }
}

async function takeNotes(
  model: LanguageModel,
  steps: readonly MapStep[],
  phase: ReadingProgress['phase'],
  options: LongDocumentOptions,
  signal: AbortSignal | undefined,
): Promise<PartNotes[]> {
  let done = 0;
  options.onProgress?.({ phase, done, total: steps.length });
  return mapConcurrently(
    steps,
    options.concurrency ?? defaultConcurrency,
    async (step, _index, stopping) => {
      const text = await askPatiently(model, step.request, options, stopping);
      done += 1;
      options.onProgress?.({ phase, done, total: steps.length });
      return { headingPath: step.headingPath, text };
    },
    signal,
  );
}

async function askPatiently(
  model: LanguageModel,
  request: ModelRequest,
  options: LongDocumentOptions,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(model, request, signal);
    } catch (error) {
      const failure = toAssistantError(error);
      if (!failure.retryable || attempt === tries) throw failure;
      const wanted = (failure.retryAfterSeconds ?? attempt) * 1000;
      await delay(Math.min(wanted, options.longestPauseMs ?? 20_000), signal);
    }
  }
}

/** The whole answer of one request. A cut at its length is no failure: notes may be cut. */
async function ask(model: LanguageModel, request: ModelRequest, signal: AbortSignal): Promise<string> {
  let text = '';
  for await (const event of runGeneration(model, request, signal)) {
    if (event.type === 'text-delta') text += event.text;
    else if (event.type === 'error') throw event.error;
    else if (event.type === 'generation-end' && event.finishReason === 'stopped-by-user') {
      throw new AssistantError('aborted', 'The request was stopped.');
    }
  }
  return stripChatter(text, { isComplete: true });
}
