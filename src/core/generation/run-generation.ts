import { isAborted, raceAbort } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import type { GenerationEvent } from './generation-event.ts';

/**
 * The events of one generation, whatever the model does: exactly one `generation-end` or `error`, and it is the last.
 * When the signal fires the stream ends at once with `stopped-by-user`, even if the model hangs; leaving the loop early
 * stops the model.
 */
export async function* runGeneration(
  model: LanguageModel,
  request: ModelRequest,
  signal?: AbortSignal,
): AsyncGenerator<GenerationEvent, void, undefined> {
  let ended = false;
  const iterator = model.stream(request, signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await raceAbort(iterator.next(), signal);
      if (next.done === true) break;
      if (next.value.type === 'generation-end' || next.value.type === 'error') {
        ended = true;
        yield next.value;
        return;
      }
      yield next.value;
    }
    yield interruptedEvent();
  } catch (error) {
    if (!ended) yield lastEvent(error);
  } finally {
    // Not awaited: a model that hangs must not hold up the person who stopped it.
    iterator.return?.(undefined).catch(() => undefined);
  }
}

function lastEvent(error: unknown): GenerationEvent {
  if (isAborted(error)) return { type: 'generation-end', finishReason: 'stopped-by-user', usage: undefined };
  return { type: 'error', error: toAssistantError(error) };
}

function interruptedEvent(): GenerationEvent {
  return {
    type: 'error',
    error: new AssistantError('stream-interrupted', 'The answer broke off before its end.', { retryable: true }),
  };
}
