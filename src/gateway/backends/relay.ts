import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { TokenUsage } from '../chat-stage.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';
import { languageAsked } from '../language.ts';
import type { UpstreamSpan } from '../tracing/tracing.ts';
import { AnswerPath } from './answer-path.ts';
import { startAttempt, type Attempt, type AttemptFailure } from './attempt.ts';
import { endpointOf } from './backend.ts';
import {
  fromBrokenAnswer,
  fromConnectionError,
  fromForeignAnswer,
  fromHttpAnswer,
  fromTimeout,
  type BackendFailure,
} from './failures.ts';
import type { RelayOutcome, RelayRequest, RelayTarget } from './relay-request.ts';
import { usageIn } from './usage-reader.ts';

const retryStatuses = new Set([502, 503, 504]);
/** What another row may do better: a key, a model, a limit or a server that is broken are this row's own. */
const rowStatuses = new Set([401, 402, 403, 404, 408, 429, 502, 503, 504, 529]);
/** Judged by its body: servers of llama.cpp's kind say with it that a prompt is too long, which is the request's own fault. */
const unclearStatus = 500;
const failureBodyBytes = 64 * 1024;
const wholeAnswerBytes = 64 * 1024 * 1024;

/**
 * Relays a chat to a backend and its answer, byte by byte, to `response`. Before anything has gone to the client, the
 * next target is tried when one fails; the only one is tried once more after a failed connection, a 502, 503 or 504. The backend's request is cancelled the moment that the
 * client is gone. Settles when the response is finished; never rejects.
 */
export function relayChat(request: RelayRequest, response: ServerResponse): Promise<RelayOutcome> {
  return new Promise((resolve) => new Relay(request, response, resolve).start());
}

class Relay {
  readonly #request: RelayRequest;
  readonly #response: ServerResponse;
  readonly #resolve: (outcome: RelayOutcome) => void;
  readonly #path: AnswerPath;
  /** Whether the answer goes to the client as it comes. */
  #isRelayed = false;
  readonly #startedAt = performance.now();
  #firstByteMs: number | undefined;
  #usage: TokenUsage | undefined;
  #attempts = 0;
  #at = 0;
  #attempt: Attempt | undefined;
  #span: UpstreamSpan | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  /** The body so far of an answer that is read whole: a failure, or one that is not streamed. */
  #parts: Buffer[] = [];
  #bytes = 0;
  #done = false;

  constructor(request: RelayRequest, response: ServerResponse, resolve: (outcome: RelayOutcome) => void) {
    this.#request = request;
    this.#response = response;
    this.#resolve = resolve;
    this.#path = new AnswerPath(request);
  }

  start(): void {
    this.#response.on('close', () => {
      // After a whole answer this finds the relay done.
      if (!this.#done) this.#span?.fail('left');
      this.#stop();
      this.#finish(undefined);
    });
    this.#response.on('drain', () => this.#attempt?.resume());
    if (this.#response.destroyed) this.#finish(undefined);
    else this.#try();
  }

  #stop(): void {
    clearTimeout(this.#retryTimer);
    this.#attempt?.stop();
  }

  get #target(): RelayTarget {
    return this.#request.targets[this.#at] ?? this.#request.targets[0];
  }

  #try(): void {
    const { contentType, isStream } = this.#request;
    const { backend, model, dispatcher, render } = this.#target;
    const { origin, path, headers } = endpointOf(backend, model, this.#request.path);
    this.#attempts += 1;
    this.#request.onTarget?.(model.id, backend.name);
    this.#span = this.#request.trace?.(backend.name);
    this.#status = 0;
    this.#isRelayed = false;
    this.#parts = [];
    this.#bytes = 0;
    this.#attempt = startAttempt(
      dispatcher,
      {
        origin,
        path,
        headers: {
          'content-type': contentType ?? 'application/json',
          accept: isStream ? 'text/event-stream' : this.#request.passes ? '*/*' : 'application/json',
          'accept-encoding': 'identity',
          ...headers,
          ...this.#span?.headers,
        },
        body: render(),
        beginMs: isStream ? backend.timeouts.firstByteMs : backend.timeouts.wholeAnswerMs,
        timeouts: backend.timeouts,
      },
      {
        head: (status, answerHeaders) => this.#onHead(status, answerHeaders),
        data: (chunk) => this.#onData(chunk),
        end: () => this.#onEnd(),
        fail: (failure) => this.#onFail(failure),
      },
    );
  }

  /** Goes on with the next target, or once more with the only one where `again`; false when it was the last word. */
  #tryOn(again: boolean): boolean {
    // The head may have been sent to tell of a queue: what counts is that nothing of an answer was.
    if (this.#firstByteMs !== undefined || this.#done) return false;
    if (this.#at + 1 < this.#request.targets.length) {
      this.#at += 1;
      this.#span?.end();
      // Not in this turn: the attempt that failed is just being told so.
      this.#retryTimer = setTimeout(() => this.#try(), 0);
      return true;
    }
    if (!again || this.#attempts > 1) return false;
    this.#span?.end();
    this.#retryTimer = setTimeout(() => this.#try(), this.#request.retryDelayMs);
    return true;
  }

  #tellHealth(isWell: boolean): void {
    this.#request.onHealth?.(this.#target.backend.name, isWell);
  }

  #onHead(status: number, headers: IncomingHttpHeaders): boolean {
    this.#span?.head(status);
    if (status >= 400) this.#span?.fail(String(status));
    if (status >= 500 && status !== unclearStatus) this.#tellHealth(false);
    else if (status < 300) this.#tellHealth(true);
    if (rowStatuses.has(status) && this.#tryOn(retryStatuses.has(status))) return false;
    this.#status = status;
    this.#headers = headers;
    const type = headers['content-type'] ?? '';
    if (status < 300 && !/json|event-stream/i.test(type) && this.#request.passes?.test(type) !== true) {
      if (this.#tryOn(false)) return false;
      this.#answerFailure(fromForeignAnswer(this.#target.backend, type.split(';', 1)[0] ?? ''));
      return false;
    }
    const isEvents = /event-stream/i.test(type);
    this.#isRelayed = status < 300 && (isEvents || this.#request.passes?.test(type) === true);
    this.#path.begin(isEvents && this.#request.isStream);
    return true;
  }

  #onData(chunk: Buffer): boolean {
    // A stage has ended the answer; its close is on the way.
    if (this.#response.writableEnded) return true;
    if (!this.#isRelayed) {
      this.#bytes += chunk.length;
      const limit = this.#status < 300 ? wholeAnswerBytes : failureBodyBytes;
      if (this.#bytes <= limit) this.#parts.push(chunk);
      return true;
    }
    if (this.#firstByteMs === undefined) this.#writeStreamHead();
    const bytes = this.#path.push(chunk);
    if (this.#path.isEndless) {
      this.#attempt?.stop();
      this.#onFail({ kind: 'broken', cause: new Error('one of its events has no end') });
      return true;
    }
    return bytes.length === 0 || this.#response.write(bytes);
  }

  #writeStreamHead(): void {
    this.#firstByteMs = performance.now() - this.#startedAt;
    this.#span?.firstByte();
    if (this.#response.headersSent) return;
    const type = this.#headers['content-type'] ?? '';
    const isEvents = /event-stream/i.test(type);
    this.#response.writeHead(200, {
      'content-type': isEvents ? 'text/event-stream; charset=utf-8' : type,
      'cache-control': 'no-cache, no-transform',
      // Asks nginx, when it stands in front, to pass on each piece at once.
      'x-accel-buffering': 'no',
    });
    const socket: unknown = this.#response.socket;
    // A chat from inside the process has a stream in its place.
    if (socket instanceof Socket) socket.setNoDelay(true);
  }

  #onEnd(): void {
    if (this.#response.writableEnded) return;
    const { backend, model } = this.#target;
    if (this.#isRelayed) {
      if (this.#firstByteMs === undefined) this.#writeStreamHead();
      const rest = this.#path.end();
      // What came last had it cut: whoever did that ends it, with the reason.
      if (this.#request.cut.error) return;
      this.#response.end(rest.length > 0 ? rest : undefined);
      this.#finish(undefined);
      return;
    }
    const body = Buffer.concat(this.#parts);
    if (this.#status >= 300) {
      const answer = {
        status: this.#status,
        body: body.toString('utf8'),
        retryAfter: this.#header('retry-after'),
        location: this.#header('location'),
      };
      const failure = fromHttpAnswer(backend, model.id, answer);
      if (this.#status === unclearStatus && failure.error.code !== 'context-too-long') {
        this.#tellHealth(false);
        if (this.#tryOn(false)) return;
      }
      this.#answerFailure(failure);
    } else if (this.#bytes > body.length) {
      this.#answerFailure(fromBrokenAnswer(backend, new Error('the answer is too long')));
    } else if (this.#response.headersSent) {
      // A stream was begun for the queue, and this is none.
      this.#answerFailure(fromForeignAnswer(backend, this.#header('content-type') ?? ''));
    } else {
      this.#usage = usageIn(body.toString('utf8'));
      const answer = Buffer.concat([this.#path.push(body), this.#path.end()]);
      if (this.#request.cut.error) return;
      this.#firstByteMs = performance.now() - this.#startedAt;
      this.#response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'content-length': answer.length,
      });
      this.#response.end(answer);
      this.#finish(undefined);
    }
  }

  #header(name: string): string | undefined {
    const value = this.#headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  #onFail(failure: AttemptFailure): void {
    const { backend } = this.#target;
    this.#span?.fail(failure.kind);
    if (failure.kind === 'connection' || failure.kind === 'begin-timeout') {
      this.#tellHealth(false);
      if (this.#tryOn(failure.kind === 'connection')) return;
    }
    switch (failure.kind) {
      case 'connection':
        this.#answerFailure(fromConnectionError(backend, failure.cause));
        return;
      case 'broken':
        this.#answerFailure(fromBrokenAnswer(backend, failure.cause));
        return;
      case 'begin-timeout':
        this.#answerFailure(fromTimeout(backend, failure.waitedMs, 'begin'));
        return;
      case 'idle-timeout':
        this.#answerFailure(fromTimeout(backend, failure.waitedMs, 'continue'));
    }
  }

  /** Tells the client: with a status while that can be chosen, inside the stream after it began. */
  #answerFailure({ error, status, summary }: BackendFailure): void {
    if (this.#done || this.#response.writableEnded) return;
    const language = languageAsked(this.#response.req);
    if (this.#response.headersSent) {
      const rest = this.#path.breakOff();
      if (rest.length > 0) this.#response.write(rest);
      // The blank line ends whatever event was cut.
      this.#response.end(`\n\ndata: ${renderEnvelope(error, language)}\n\n`);
    } else {
      const answer = renderError(error, language, status);
      this.#response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
      this.#response.end(answer.body);
    }
    this.#finish(summary);
  }

  #finish(failure: string | undefined): void {
    if (this.#done) return;
    this.#done = true;
    this.#span?.end();
    this.#resolve({
      attempts: this.#attempts,
      backend: this.#target.backend.name,
      failure,
      usage: this.#path.usage ?? this.#usage,
      firstByteMs: this.#firstByteMs,
    });
  }
}
