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
  /** Before anything else: others come first. Position 1 is the next, 0 is no more waiting. */
  | { readonly type: 'queued'; readonly position: number; readonly seconds: number | null }
  | {
      readonly type: 'generation-start';
      readonly model: string;
      readonly requestId: string | undefined;
      /** How many personal details the gateway kept from the model; absent for none. */
      readonly masked?: number;
    }
  | { readonly type: 'text-delta'; readonly text: string }
  /** Thinking aloud: shown on demand, never part of the draft. */
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'generation-end'; readonly finishReason: FinishReason; readonly usage: TokenUsage | undefined }
  | { readonly type: 'error'; readonly error: AssistantError };
