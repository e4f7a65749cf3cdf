import type { AssistantError } from '../../src/base/errors.ts';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import type { LanguageModel, ModelRequest } from '../../src/core/model/language-model.ts';

/** After this step nothing comes. */
export const hang = Symbol('hang');

/** The answer ends here, by its length limit or by a filter. */
export interface CutBy {
  readonly cutBy: 'length' | 'content-filter';
}

/** A step of an answer: a piece of text, a failure, {@link hang}, or {@link CutBy}. */
export type ModelStep = string | AssistantError | typeof hang | CutBy;

/** A model that says what the test tells it to, one script for each question; the last one serves all further ones. */
export class ScriptedModel implements LanguageModel {
  readonly id = 'scripted';
  readonly requests: ModelRequest[] = [];
  readonly #scripts: readonly (readonly ModelStep[])[];

  constructor(...scripts: readonly (readonly ModelStep[])[]) {
    this.#scripts = scripts;
  }

  async *stream(request: ModelRequest, signal?: AbortSignal): AsyncGenerator<GenerationEvent, void, undefined> {
    const script = this.#scripts[Math.min(this.requests.length, this.#scripts.length - 1)] ?? [];
    this.requests.push(request);
    yield { type: 'generation-start', model: this.id, requestId: undefined };
    for (const step of script) {
      if (step === hang) {
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
        yield { type: 'generation-end', finishReason: 'stopped-by-user', usage: undefined };
        return;
      }
      if (typeof step === 'object' && 'cutBy' in step) {
        yield { type: 'generation-end', finishReason: step.cutBy, usage: undefined };
        return;
      }
      if (typeof step !== 'string') {
        yield { type: 'error', error: step };
        return;
      }
      yield { type: 'text-delta', text: step };
    }
    yield { type: 'generation-end', finishReason: 'stop', usage: undefined };
  }
}
