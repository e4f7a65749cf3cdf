import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { BackendTimeouts } from './backend.ts';

export interface AttemptRequest {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How long the answer may take to begin: to its first byte, or as a whole when it is not streamed. */
  readonly beginMs: number;
  readonly timeouts: BackendTimeouts;
}

/** Why an attempt ended without its answer being whole. */
export type AttemptFailure =
  | { readonly kind: 'connection' | 'broken'; readonly cause: unknown }
  | { readonly kind: 'begin-timeout' | 'idle-timeout'; readonly waitedMs: number };

/** What an attempt tells its owner. After `end` or `fail`, and after `stop()`, it says no more. */
export interface AttemptListener {
  /** The head has come. `false` drops the answer: the attempt is over. */
  head(status: number, headers: IncomingHttpHeaders): boolean;
  /** A piece of the body. `false` asks to wait until `resume()`. */
  data(chunk: Buffer): boolean;
  end(): void;
  fail(failure: AttemptFailure): void;
}

export interface Attempt {
  /** Closes the connection to the backend, in any phase; a request not yet sent is never sent. */
  stop(): void;
  resume(): void;
}

/**
 * One request to a backend over undici's `dispatch`, the cheapest way to relay bytes on Node. Its own timers stand for
 * undici's, which tell the head of an answer from its first byte only.
 */
export function startAttempt(dispatcher: Dispatcher, request: AttemptRequest, listener: AttemptListener): Attempt {
  const attempt = new DispatchedAttempt(request, listener);
  dispatcher.dispatch(
    {
      origin: request.origin,
      path: request.path,
      method: 'POST',
      headers: request.headers,
      body: request.body,
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    attempt,
  );
  return attempt;
}

class DispatchedAttempt implements Attempt, Dispatcher.DispatchHandler {
  static readonly #onTimeout = (attempt: DispatchedAttempt): void => attempt.#timeOut();
  readonly #listener: AttemptListener;
  readonly #idleMs: number;
  #controller: Dispatcher.DispatchController | undefined;
  #isOver = false;
  #hasBegun = false;
  #waitingMs: number;
  #timer: ReturnType<typeof setTimeout>;

  constructor({ beginMs, timeouts }: AttemptRequest, listener: AttemptListener) {
    this.#listener = listener;
    this.#idleMs = timeouts.idleMs;
    this.#waitingMs = beginMs;
    this.#timer = this.#startTimer();
  }

  stop(): void {
    if (this.#finish()) this.#controller?.abort(new Error('stopped'));
  }

  resume(): void {
    if (!this.#isOver) this.#timer.refresh();
    this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(new Error('stopped'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.#isOver || status < 200) return;
    if (!this.#listener.head(status, headers)) this.stop();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    if (this.#hasBegun) this.#timer.refresh();
    else {
      this.#hasBegun = true;
      clearTimeout(this.#timer);
      this.#waitingMs = this.#idleMs;
      this.#timer = this.#startTimer();
    }
    if (!this.#listener.data(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#finish()) this.#listener.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#finish()) this.#listener.fail({ kind: this.#hasBegun ? 'broken' : 'connection', cause: error });
  }

  #startTimer(): ReturnType<typeof setTimeout> {
    return setTimeout(DispatchedAttempt.#onTimeout, this.#waitingMs, this);
  }

  #timeOut(): void {
    if (!this.#finish()) return;
    this.#controller?.abort(new Error('timeout'));
    this.#listener.fail({ kind: this.#hasBegun ? 'idle-timeout' : 'begin-timeout', waitedMs: this.#waitingMs });
  }

  #finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    return true;
  }
}
