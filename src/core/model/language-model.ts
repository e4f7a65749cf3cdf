import type { WritingTask } from '../../protocol/chat.ts';
import type { GenerationEvent } from '../generation/generation-event.ts';

/** What one generation needs: the part of a `Prompt` that is sent, and limits. */
export interface ModelRequest {
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
  /** The same request as data, for a backend that is no language model. */
  readonly task?: WritingTask;
  readonly maxTokens?: number;
  /** 0–2; the backend's own default when absent. */
  readonly temperature?: number;
}

/**
 * A model that can be asked. `stream` never throws and never rejects: whatever goes wrong is an `error` event. It ends
 * with exactly one `generation-end` or `error`; after the signal fires, with `stopped-by-user`. Leaving the loop early
 * stops the model.
 */
export interface LanguageModel {
  readonly id: string;
  stream(request: ModelRequest, signal?: AbortSignal): AsyncIterable<GenerationEvent>;
}
