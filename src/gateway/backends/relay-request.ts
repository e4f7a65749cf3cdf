import type { Dispatcher } from 'undici';
import type { AnswerCut } from '../answer-cut.ts';
import type { AnswerFilter, TokenUsage } from '../chat-stage.ts';
import type { TraceUpstream } from '../tracing/tracing.ts';
import type { Target } from './alias.ts';

export interface RelayTarget extends Target {
  readonly dispatcher: Dispatcher;
  /** The request as this backend is to get it; made when it is its turn. */
  readonly render: () => Buffer;
}

export interface RelayRequest {
  /** The next is tried when one fails before its first byte by a fault of its own. */
  readonly targets: readonly [RelayTarget, ...RelayTarget[]];
  /** Behind the base URL; that of chats unless given. */
  readonly path?: string | undefined;
  /** Of the body; JSON unless given. */
  readonly contentType?: string | undefined;
  /** Content types of an answer that is passed on as it comes; event streams are in any case. */
  readonly passes?: RegExp | undefined;
  /** Told how each attempt began; absent when it was the request's own fault. */
  readonly onHealth?: (backend: string, isWell: boolean) => void;
  /** Told of each target when it is its turn. */
  readonly onTarget?: ((model: string, backend: string) => void) | undefined;
  readonly isStream: boolean;
  /** Whether the client asked for the chunk with the usage. */
  readonly wantsUsage: boolean;
  /** What the answer goes through on its way. */
  readonly filters: readonly AnswerFilter[];
  readonly cut: AnswerCut;
  readonly retryDelayMs: number;
  /** A span for each attempt, where there are traces. */
  readonly trace?: TraceUpstream | undefined;
}

/** How it went, for the log. */
export interface RelayOutcome {
  readonly attempts: number;
  /** Name of the row that answered, or failed last. */
  readonly backend: string;
  /** Code and message of the failure, if it was one; nothing that the backend said. */
  readonly failure: string | undefined;
  /** As the backend counted. */
  readonly usage: TokenUsage | undefined;
  /** From `relayChat` to the first byte for the client; absent when none went. */
  readonly firstByteMs: number | undefined;
}
