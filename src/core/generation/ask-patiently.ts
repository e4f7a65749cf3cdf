import { delay } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import { stripChatter } from './chatter.ts';
import { runGeneration } from './run-generation.ts';

export interface PatienceOptions {
  /** Longest pause before a request is made again; 20 seconds by default. */
  readonly longestPauseMs?: number;
  /** Whether an answer that its length limit or a filter ended is a failure, with the reason `answer-cut`; notes may be cut. */
  readonly mustBeWhole?: boolean;
}

const tries = 3;

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
      const wanted = (failure.retryAfterSeconds ?? attempt) * 1000;
      await delay(Math.min(wanted, options.longestPauseMs ?? 20_000), signal);
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
