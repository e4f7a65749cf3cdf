import { delay } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import { stripChatter } from './chatter.ts';
import { runGeneration } from './run-generation.ts';

export interface PatienceOptions {
  /** Waits before a request is made again because of `failure`; for whoever shows it. */
  readonly pause?: (milliseconds: number, signal: AbortSignal, failure: AssistantError) => Promise<void>;
  /** Whether an answer that its length limit or a filter ended is a failure, with the reason `answer-cut`; notes may be cut. */
  readonly mustBeWhole?: boolean;
}

const tries = 3;
/** A gateway that asks for a longer pause is not asked again: sooner it would only refuse again, and nobody waits so long unasked. */
const longestPauseMs = 60_000;

/**
 * The whole answer of one request among many, without chatter. A failure that may pass is tried again, after as long as
 * the gateway asks for. Rejects with an `AssistantError`.
 */
export async function askPatiently(
  model: LanguageModel,
  request: ModelRequest,
  options: PatienceOptions,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(model, request, options, signal);
    } catch (error) {
      const failure = toAssistantError(error);
      if (!failure.retryable || attempt === tries) throw failure;
      const pauseMs = (failure.retryAfterSeconds ?? attempt) * 1000;
      if (pauseMs > longestPauseMs) throw failure;
      await (options.pause ?? delay)(pauseMs, signal, failure);
    }
  }
}

/** The answer of one request. */
async function ask(
  model: LanguageModel,
  request: ModelRequest,
  { mustBeWhole = false }: PatienceOptions,
  signal: AbortSignal,
): Promise<string> {
  let text = '';
  for await (const event of runGeneration(model, request, signal)) {
    if (event.type === 'text-delta') text += event.text;
    else if (event.type === 'error') throw event.error;
    else if (event.type === 'generation-end' && event.finishReason === 'stopped-by-user') {
      throw new AssistantError('aborted', 'The request was stopped.');
    } else if (event.type === 'generation-end' && event.finishReason !== 'stop' && mustBeWhole) {
      const message = `The answer was cut short (${event.finishReason}).`;
      throw new AssistantError('model-refused', message, { reason: 'answer-cut' });
    }
  }
  return stripChatter(text, { isComplete: true });
}
