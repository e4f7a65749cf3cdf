import * as z from 'zod/mini';
import { delay, isAborted, raceAbort } from '../../base/abort.ts';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import { createSseDecoder, type SseMessage } from '../../base/sse.ts';
import type { FinishReason, GenerationEvent, TokenUsage } from '../generation/generation-event.ts';
import { sendToGateway, type GatewayOptions } from './gateway-request.ts';
import type { LanguageModel, ModelRequest } from './language-model.ts';
import { readChunk } from './read-chunk.ts';
import { createReasoningSplitter } from './split-reasoning.ts';
import { fromStreamPayload } from './to-assistant-error.ts';
import { watchForSleep } from './watch-for-sleep.ts';

/**
 * A model behind the gateway, over `POST /v1/chat/completions` with streaming. A connection that drops before anything
 * came is tried once more; nothing else is retried here, the gateway does that.
 */
export function createGatewayModel(model: string, options: GatewayOptions): LanguageModel {
  return { id: model, stream: (request, signal) => streamFromGateway(model, request, options, signal) };
}

async function* streamFromGateway(
  model: string,
  request: ModelRequest,
  options: GatewayOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent, void, undefined> {
  for (let attempt = 0; ; attempt += 1) {
    let started = false;
    const connection = watchForSleep(signal);
    try {
      for await (const event of attemptStream(model, request, options, connection.signal)) {
        connection.hears();
        // A line that was waited in is no answer yet: a connection that drops there is tried again.
        if (event.type !== 'queued') started = true;
        yield event;
      }
      return;
    } catch (error) {
      if (signal?.aborted === true || (isAborted(error) && !connection.isLost)) {
        yield { type: 'generation-end', finishReason: 'stopped-by-user', usage: undefined };
        return;
      }
      const failure = connection.isLost ? interrupted(error) : toAssistantError(error);
      if (attempt > 0 || started || !isDroppedConnection(failure)) {
        // Shut out in the middle; of a request that was refused it has been told.
        if (started && failure.code === 'sign-in-required') options.onSignInRequired?.();
        yield { type: 'error', error: failure };
        return;
      }
    } finally {
      connection.end();
    }
    // An abort during the pause is seen by the next attempt.
    await delay(options.retryDelayMs ?? 300, signal).catch(() => undefined);
  }
}

/** A connection that broke, as opposed to an answer that says no. */
function isDroppedConnection(error: AssistantError): boolean {
  return error.code === 'stream-interrupted' || error.code === 'gateway-unreachable';
}

/** One request. Throws `stream-interrupted` when the stream ends without its end; yields nothing before it says something. */
async function* attemptStream(
  model: string,
  request: ModelRequest,
  options: GatewayOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const response = await sendToGateway('/v1/chat/completions', toInit(model, request), options, signal);
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const reader = createAnswerReader(model, requestId, readMasked(response.headers.get('x-inkstone-masked')));
  try {
    for await (const message of readMessages(response, signal)) {
      yield* reader.read(message);
      if (reader.isEnded()) break;
    }
  } catch (error) {
    yield* reader.rest();
    // The answer was whole: that the connection then broke takes nothing from it.
    if (isAborted(error) || !reader.isFinished()) throw error;
  }
  yield* reader.end();
}

function toInit(model: string, request: ModelRequest): RequestInit {
  const body = {
    model,
    messages: request.messages,
    stream: true,
    stream_options: { include_usage: true },
    ...(request.maxTokens === undefined ? {} : { max_tokens: request.maxTokens }),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.task === undefined ? {} : { inkstone_task: request.task }),
  };
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
  };
}

/** The stream's messages as they come. Leaving the loop closes the connection, and so stops the model. */
async function* readMessages(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<SseMessage, void, undefined> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = createSseDecoder({ withComments: true });
  try {
    for (;;) {
      const { done, value } = await raceAbort(reader.read(), signal);
      if (done) break;
      yield* decoder.push(value);
    }
    yield* decoder.end();
  } catch (error) {
    if (isAborted(error)) throw error;
    throw interrupted(error);
  } finally {
    // Not awaited: stopping is to be felt at once. A connection that broke already cannot be closed; that is no news.
    reader.cancel().catch(() => undefined);
  }
}

function interrupted(cause?: unknown): AssistantError {
  return new AssistantError('stream-interrupted', 'The answer broke off before its end.', {
    retryable: true,
    ...(cause === undefined ? {} : { cause }),
  });
}

interface AnswerReader {
  read(message: SseMessage): GenerationEvent[];
  /** Whether the stream has said that nothing more comes. */
  isEnded(): boolean;
  /** Whether the answer is whole: only the usage may be missing. */
  isFinished(): boolean;
  /** What was held back because it might have become a tag. */
  rest(): GenerationEvent[];
  /** The last events. Throws `stream-interrupted` when the stream never said that it was over. */
  end(): GenerationEvent[];
}

/** The gateway counts by kind, such as `names=2, phones=1`. */
function readMasked(header: string | null): { readonly masked?: number } {
  const masked = Array.from((header ?? '').matchAll(/=(\d+)/g)).reduce((sum, [, count]) => sum + Number(count), 0);
  return masked === 0 ? {} : { masked };
}

/** Turns the messages of one stream into events. Usage may come after the finish reason, in a chunk of its own. */
function createAnswerReader(
  requestedModel: string,
  requestId: string | undefined,
  told: { readonly masked?: number },
): AnswerReader {
  const splitter = createReasoningSplitter();
  let started = false;
  let ended = false;
  let finishReason: FinishReason | undefined;
  let usage: TokenUsage | undefined;
  let refusal = '';

  function spoken(
    pieces: readonly { readonly type: 'text' | 'reasoning'; readonly text: string }[],
  ): GenerationEvent[] {
    return pieces.map(({ type, text }) => ({ type: type === 'text' ? 'text-delta' : 'reasoning-delta', text }));
  }

  return {
    isEnded: () => ended,
    isFinished: () => ended || finishReason !== undefined,
    rest: () => spoken(splitter.end()),
    read(message) {
      if (message.isComment) return readQueueNotice(message.data);
      if (message.data === '[DONE]') {
        ended = true;
        return [];
      }
      const json = parseJson(message.data);
      const error = fromStreamPayload(json, requestId);
      if (error) throw error;
      const chunk = readChunk(json);
      if (!chunk) return [];
      const events: GenerationEvent[] = [];
      if (!started) {
        started = true;
        events.push({ type: 'generation-start', model: chunk.model ?? requestedModel, requestId, ...told });
      }
      if (chunk.reasoning !== '') events.push({ type: 'reasoning-delta', text: chunk.reasoning });
      if (chunk.text !== '') events.push(...spoken(splitter.push(chunk.text)));
      refusal += chunk.refusal;
      finishReason = chunk.finishReason ?? finishReason;
      usage = chunk.usage ?? usage;
      return events;
    },
    end() {
      if (!ended && finishReason === undefined) throw interrupted();
      if (refusal !== '') throw new AssistantError('model-refused', refusal);
      const last = spoken(splitter.end());
      // A stream may be nothing but its end mark; it has started and ended all the same.
      const start: GenerationEvent[] = started
        ? []
        : [{ type: 'generation-start', model: requestedModel, requestId, ...told }];
      return [...start, ...last, { type: 'generation-end', finishReason: finishReason ?? 'stop', usage }];
    },
  };
}

const queueNotice = /^inkstone-queue (\{.*\})$/;
const queuePlaceSchema = z.object({ position: z.int().check(z.gte(0)), seconds: z.nullable(z.number()) });

/** The gateway's notice of our place in its line; nothing for any other comment. */
function readQueueNotice(comment: string): GenerationEvent[] {
  const place = queuePlaceSchema.safeParse(parseJson(queueNotice.exec(comment)?.[1] ?? ''));
  return place.success ? [{ type: 'queued', ...place.data }] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A keep-alive or a vendor's own line; a stream that lacks its end is noticed there.
    return undefined;
  }
}
