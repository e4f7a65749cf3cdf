import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatOutcome, ChatStage } from '../chat-stage.ts';

/** One request to a backend, while it runs. After `end` it says no more. */
export interface UpstreamSpan {
  /** What tells the backend which trace it is part of (W3C Trace Context). */
  readonly headers: Readonly<Record<string, string>>;
  head(status: number): void;
  firstByte(): void;
  /** Why it did not come to its end, in a word of ours. */
  fail(kind: string): void;
  end(): void;
}

/** Begins the span of an attempt at a row. */
export type TraceUpstream = (row: string) => UpstreamSpan;

/**
 * Traces of requests that ask a model. Spans have names, counts and codes: never a prompt, a text, an answer, a key, or who
 * asked. Where traces are off there is none of this.
 */
export interface Tracing {
  /** Runs a request inside its span, which goes on with the trace that its `traceparent` names. */
  request(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    run: () => Promise<ChatOutcome>,
  ): Promise<ChatOutcome>;
  /** The stage, with a span from its beginning until it hands the chat on: what it took, and what was waited for in it. */
  stage(name: string, stage: ChatStage): ChatStage;
  /** For the attempts of the request that runs now, whenever they begin. */
  upstream(): TraceUpstream;
  /** Sends what is left, for some seconds at most. */
  close(): Promise<void>;
}
