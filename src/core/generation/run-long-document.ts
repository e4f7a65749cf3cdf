import { isAborted } from '../../base/abort.ts';
import { toAssistantError } from '../../base/errors.ts';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { LongDocumentPlan, MapStep, PartNotes } from '../context/plan-long-document.ts';
import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import { askPatiently, type PatienceOptions } from './ask-patiently.ts';
import type { GenerationEvent } from './generation-event.ts';
import { runGeneration } from './run-generation.ts';

/** How far the reading is: `total` parts, or requests that merge notes. */
export interface ReadingProgress {
  readonly phase: 'reading' | 'merging';
  readonly done: number;
  readonly total: number;
}

export interface LongDocumentOptions extends PatienceOptions {
  /** Requests at once; 8 by default. The gateway holds back what the backend cannot take. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Notes by what was asked for them: those that are there are not asked for again, those that come are added. */
  readonly kept?: Map<string, string>;
  /** Told the request that asks for the answer itself, once all is read. */
  readonly onAnswer?: (request: ModelRequest) => void;
}

const defaultConcurrency = 8;

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
  options.onAnswer?.(request);
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
      const asked = JSON.stringify([model.id, step.request.messages]);
      const text = options.kept?.get(asked) ?? (await askPatiently(model, step.request, options, stopping));
      options.kept?.set(asked, text);
      done += 1;
      options.onProgress?.({ phase, done, total: steps.length });
      return { headingPath: step.headingPath, text };
    },
    signal,
  );
}
