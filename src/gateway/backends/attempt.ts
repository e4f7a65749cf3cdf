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
  let controller: Dispatcher.DispatchController | undefined;
  let over = false;
  let begun = false;
  let waitingMs = request.beginMs;
  let timer = setTimeout(onTimeout, waitingMs);

  function finish(): boolean {
    if (over) return false;
    over = true;
    clearTimeout(timer);
    return true;
  }
  function stop(): void {
    if (finish()) controller?.abort(new Error('stopped'));
  }
  function onTimeout(): void {
    if (!finish()) return;
    controller?.abort(new Error('timeout'));
    listener.fail({ kind: begun ? 'idle-timeout' : 'begin-timeout', waitedMs: waitingMs });
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (over) started.abort(new Error('stopped'));
    },
    onResponseStart(_controller, status, headers) {
      if (over || status < 200) return;
      if (!listener.head(status, headers)) stop();
    },
    onResponseData(started, chunk) {
      if (over) return;
      if (begun) timer.refresh();
      else {
        begun = true;
        clearTimeout(timer);
        waitingMs = request.timeouts.idleMs;
        timer = setTimeout(onTimeout, waitingMs);
      }
      if (!listener.data(chunk)) started.pause();
    },
    onResponseEnd() {
      if (finish()) listener.end();
    },
    onResponseError(_controller, error) {
      if (finish()) listener.fail({ kind: begun ? 'broken' : 'connection', cause: error });
    },
  };
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
    handler,
  );
  return {
    stop,
    resume: () => {
      if (!over) timer.refresh();
      controller?.resume();
    },
  };
}
