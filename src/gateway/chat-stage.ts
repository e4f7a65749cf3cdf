import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatRequest } from '../protocol/chat.ts';
import type { AnswerCut } from './answer-cut.ts';
import type { Answerer } from './backends/registry.ts';
import type { TextFilterOf } from './safety/answer/text-transform.ts';

/** Who asks. In the mode `open` everybody is one and the same. */
export interface Person {
  /** Stable, and unique across issuers; it stands in records and limits. */
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly role: 'user' | 'admin';
}

export const anonymous: Person = { id: 'anonymous', name: '', groups: [], role: 'user' };

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/**
 * Looks at an answer on its way to the client and may change it: the events of a stream piece by piece as they come, cut
 * anywhere, or the whole JSON body in one piece.
 */
export interface AnswerFilter {
  /** What of the bytes so far may go on; what is not yet decided is held back. */
  push(chunk: Buffer): Buffer;
  /** What was held back. */
  end(): Buffer;
}

/** What stages must know of a request that is put to them as a chat and is none. */
export interface OtherForm {
  readonly filterTexts: TextFilterOf;
  /** Members of the request by which its server works with text that nobody here sees. */
  readonly unseen: readonly string[];
}

/**
 * A chat on its way through the gateway. Stages hand on a changed copy, never change it. It has all of its keys from the start, as
 * has everything that is copied for each request: V8 gives `{ ...known, added }` a hidden class of its own each time, by which every look
 * into it is slow, and which stays until the next full collection. A copy may change keys, and add some before it spreads: `{ added, ...known }`.
 */
export interface ChatExchange {
  readonly requestId: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** For whoever must end the answer before its time. */
  readonly cut: AnswerCut;
  readonly person: Person;
  readonly chat: ChatRequest;
  /** As the client sent it, before any stage added to it. */
  readonly asked: ChatRequest;
  /** `undefined` for a chat. */
  readonly form: OtherForm | undefined;
  readonly answerer: Answerer;
  /** The first sees what the model said, the last what the client gets. */
  readonly filters: readonly AnswerFilter[];
  /** Told which model of which row is asked, and again when it is another's turn. */
  readonly onTarget: ((model: string, backend: string) => void) | undefined;
}

/** What is known of a chat when it is over. */
export interface ChatOutcome {
  readonly model?: string;
  readonly backend?: string;
  readonly attempts?: number;
  /** Code and message of the failure; nothing that a document or a backend said. */
  readonly error?: string;
  /** As the backend counted, or estimated for what runs in the gateway; absent when no answer came to an end. */
  readonly usage?: TokenUsage;
  /** From the request to the first byte for the client. */
  readonly firstByteMs?: number;
}

/**
 * One concern around every chat: a limit, a policy, masking, a record. It calls `next` once, or refuses by throwing an
 * `AssistantError` before that. When `next` settles, the client's response is finished.
 */
export type ChatStage = (
  exchange: ChatExchange,
  next: (exchange: ChatExchange) => Promise<ChatOutcome>,
) => Promise<ChatOutcome>;

/** The stages as one; the first is the outermost. */
export function composeStages(
  stages: readonly ChatStage[],
  answer: (exchange: ChatExchange) => Promise<ChatOutcome>,
): (exchange: ChatExchange) => Promise<ChatOutcome> {
  return stages.reduceRight<(exchange: ChatExchange) => Promise<ChatOutcome>>(
    (next, stage) => (exchange) => stage(exchange, next),
    answer,
  );
}

/** Several filters as one; `undefined` for none, so that bytes go by untouched. */
export function chainFilters(filters: readonly AnswerFilter[]): AnswerFilter | undefined {
  return filters.length > 1 ? new FilterChain(filters) : filters[0];
}

class FilterChain implements AnswerFilter {
  readonly #filters: readonly AnswerFilter[];

  constructor(filters: readonly AnswerFilter[]) {
    this.#filters = filters;
  }

  push(chunk: Buffer): Buffer {
    let bytes = chunk;
    for (const filter of this.#filters) bytes = filter.push(bytes);
    return bytes;
  }

  end(): Buffer {
    let rest: Buffer = Buffer.alloc(0);
    for (const filter of this.#filters) rest = joined(filter.push(rest), filter.end());
    return rest;
  }
}

function joined(one: Buffer, other: Buffer): Buffer {
  if (other.length === 0) return one;
  return one.length === 0 ? other : Buffer.concat([one, other]);
}
