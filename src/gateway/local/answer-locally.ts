import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { estimateTokens } from '../../base/text-size.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import type { AnswerCut } from '../answer-cut.ts';
import { chainFilters, type AnswerFilter, type TokenUsage } from '../chat-stage.ts';
import type { LocalEnd } from '../engine-port.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';
import { languageAsked } from '../language.ts';
import { textOfMessage } from './message-text.ts';

export interface LocalAnswer {
  readonly request: ChatRequest;
  /** The answer piece by piece; its last piece may say how it ended. */
  readonly pieces: (signal: AbortSignal) => AsyncIterable<string | LocalEnd>;
  /** What the answer goes through on its way. */
  readonly filters: readonly AnswerFilter[];
  readonly cut: AnswerCut;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

export interface LocalOutcome {
  /** What the client was told, when it failed. */
  readonly error?: AssistantError;
  /** Estimates where the answer does not tell; absent when the answer did not come to its end. */
  readonly usage?: TokenUsage;
  readonly firstByteMs?: number;
}

/**
 * Answers a chat out of what runs in the gateway, in the form of OpenAI's: `chat.completion`, or chunks as they come. Token
 * counts are estimates where the answer does not tell them. Settles when the response is finished; never rejects.
 */
export async function answerLocally(answer: LocalAnswer, response: ServerResponse): Promise<LocalOutcome> {
  const stopping = new AbortController();
  response.on('close', () => stopping.abort());
  if (response.destroyed) return {};
  const writing = new AnswerWriting(answer, response, stopping.signal);
  try {
    const usage = answer.request.stream === true ? await writing.stream() : await writing.whole();
    return { usage, ...writing.timing };
  } catch (thrown) {
    if (stopping.signal.aborted) return writing.timing;
    const error = toAssistantError(thrown);
    const language = languageAsked(response.req);
    if (response.headersSent) response.end(`data: ${renderEnvelope(error, language)}\n\n`);
    else {
      const { status, headers, body } = renderError(error, language);
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    }
    return { error, ...writing.timing };
  }
}

/** Both ways resolve with what the answer used. */
class AnswerWriting {
  readonly #answer: LocalAnswer;
  readonly #response: ServerResponse;
  readonly #signal: AbortSignal;
  readonly #filter: AnswerFilter | undefined;
  readonly #startedAt = performance.now();
  readonly #id = `chatcmpl-${randomUUID()}`;
  #text = '';
  #end: LocalEnd | undefined;
  #firstByteMs: number | undefined;

  constructor(answer: LocalAnswer, response: ServerResponse, signal: AbortSignal) {
    this.#answer = answer;
    this.#response = response;
    this.#signal = signal;
    this.#filter = chainFilters(answer.filters);
  }

  get timing(): { firstByteMs?: number } {
    return this.#firstByteMs === undefined ? {} : { firstByteMs: this.#firstByteMs };
  }

  /** The pieces that are text; what else there is, is kept. */
  async *#texts(): AsyncGenerator<string> {
    for await (const piece of this.#answer.pieces(this.#signal)) {
      if (typeof piece === 'string') {
        this.#text += piece;
        yield piece;
      } else this.#end = piece;
    }
  }

  get #finishReason(): string {
    return this.#end?.finishReason ?? 'stop';
  }

  get #usage(): TokenUsage {
    if (!this.#end) return estimateUsage(this.#answer.request, this.#text);
    return { promptTokens: this.#end.promptTokens, completionTokens: this.#end.completionTokens };
  }

  async whole(): Promise<TokenUsage> {
    const { request, now, cut } = this.#answer;
    for await (const _piece of this.#texts());
    const json = JSON.stringify({
      id: this.#id,
      object: 'chat.completion',
      created: now(),
      model: request.model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: this.#text, refusal: null },
          logprobs: null,
          finish_reason: this.#finishReason,
        },
      ],
      usage: toWire(this.#usage),
    });
    const bytes = Buffer.from(json);
    const body = this.#filter ? Buffer.concat([this.#filter.push(bytes), this.#filter.end()]) : bytes;
    // Whoever cut it ends it, with the reason.
    if (cut.error) return this.#usage;
    this.#head({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'content-length': body.length,
    });
    this.#response.end(body);
    return this.#usage;
  }

  async stream(): Promise<TokenUsage> {
    const { request, cut } = this.#answer;
    for await (const piece of this.#texts()) {
      // The head waits for the first piece, so that a failure before it has a status of its own.
      if (!this.#response.headersSent) await this.#begin();
      if (piece !== '') await this.#send(chunk({ content: piece }, null));
    }
    if (!this.#response.headersSent) await this.#begin();
    await this.#send(chunk({}, this.#finishReason));
    if (request.stream_options?.include_usage === true) {
      await this.#send({ choices: [], usage: toWire(this.#usage) });
    }
    await this.#write('data: [DONE]\n\n');
    const rest = this.#filter?.end();
    if (!cut.error) this.#response.end(rest);
    return this.#usage;
  }

  async #begin(): Promise<void> {
    this.#head({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await this.#send(chunk({ role: 'assistant', content: '' }, null));
  }

  #head(headers: Record<string, string | number>): void {
    this.#firstByteMs = performance.now() - this.#startedAt;
    this.#response.writeHead(200, headers);
  }

  async #send(fields: object): Promise<void> {
    const { request, now } = this.#answer;
    const common = { id: this.#id, object: 'chat.completion.chunk', created: now(), model: request.model };
    await this.#write(`data: ${JSON.stringify({ ...common, ...fields })}\n\n`);
  }

  async #write(event: string): Promise<void> {
    const bytes = this.#filter ? this.#filter.push(Buffer.from(event)) : event;
    const goesOn = bytes.length === 0 || this.#response.write(bytes);
    if (!goesOn && !this.#signal.aborted) await once(this.#response, 'drain', { signal: this.#signal });
  }
}

function chunk(delta: object, finishReason: string | null): object {
  return { choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] };
}

function estimateUsage(request: ChatRequest, text: string): TokenUsage {
  return {
    promptTokens: request.messages.reduce((sum, message) => sum + estimateTokens(textOfMessage(message)), 0),
    completionTokens: estimateTokens(text),
  };
}

function toWire({ promptTokens, completionTokens }: TokenUsage): Record<string, number> {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}
