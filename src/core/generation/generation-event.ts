import type { AssistantError } from '../../base/errors.ts';
import type { AnswerCost } from '../../protocol/records.ts';

/** Tokens used, as the backend counted them. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** What the gateway reckons for it, where the model has a price. */
  readonly cost?: AnswerCost;
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'stopped-by-user';

/** One item of the stream of a generation. A failed stream keeps what it said: the error is an event like the others. */
export type GenerationEvent =
  | { readonly type: 'generation-start'; readonly model: string; readonly requestId: string | undefined }
  | { readonly type: 'text-delta'; readonly text: string }
  /** Thinking aloud: shown on demand, never part of the draft. */
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'generation-end'; readonly finishReason: FinishReason; readonly usage: TokenUsage | undefined }
  | { readonly type: 'error'; readonly error: AssistantError };
