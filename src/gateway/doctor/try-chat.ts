import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { createSseDecoder } from '../../base/sse.ts';
import { startAttempt, type AttemptFailure } from '../backends/attempt.ts';
import { endpointOf, type Backend, type BackendModel } from '../backends/backend.ts';
import { renderUpstreamBody } from '../backends/upstream-body.ts';
import { judgeStatus } from './ask-models.ts';
import { found, type Finding } from './finding.ts';

/** A first word that takes longer than this is worth a word. */
const lateMs = 10_000;
/** Pieces that were made one by one and come all at once were held back by something between. */
const heldBackMs = 1_000;
const burstMs = 25;
const fewestPieces = 5;

interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  firstMs: number;
  lastMs: number;
  pieces: number;
  ended: boolean;
  failure: AttemptFailure | undefined;
}

/** A real, short, streamed chat with the model: findings of the hops that it shows to be wrong, or of `streaming`. */
export async function tryChat(backend: Backend, model: BackendModel, dispatcher: Dispatcher): Promise<Finding[]> {
  const heard = await listen(backend, model, dispatcher);
  const { url } = endpointOf(backend, model);
  const address = url.origin + url.pathname;
  const { status, failure } = heard;
  const seconds = backend.timeouts.firstByteMs / 1000;
  if (failure?.kind === 'begin-timeout') return [found('streaming', 'failed', 'answer-slow', { seconds })];
  if (status === 0) return [found('http', 'failed', 'http-broken', { address, code: '' })];
  const judged = judgeStatus(backend, status, heard.headers, address);
  if (judged) return judged;
  if (status === 404) return [found('model', 'failed', 'model-missing', { model: model.upstreamId, known: '' })];
  if (status >= 400) return [found('streaming', 'failed', 'answer-refused', { status, model: model.upstreamId })];
  if (!/event-stream/i.test(heard.headers['content-type'] ?? '')) {
    return [found('streaming', 'failed', 'streaming-absent', { type: heard.headers['content-type'] ?? '' })];
  }
  if (failure || !heard.ended) return [found('streaming', 'failed', 'streaming-cut', { pieces: heard.pieces })];
  const facts = { milliseconds: Math.round(heard.firstMs), pieces: heard.pieces };
  if (heard.firstMs > heldBackMs && heard.pieces >= fewestPieces && heard.lastMs - heard.firstMs < burstMs) {
    return [found('streaming', 'warning', 'streaming-buffered', facts)];
  }
  const isLate = heard.firstMs > lateMs;
  return [found('streaming', isLate ? 'warning' : 'ok', isLate ? 'streaming-late' : 'streaming-ok', facts)];
}

function listen(backend: Backend, model: BackendModel, dispatcher: Dispatcher): Promise<Heard> {
  const { origin, path, headers } = endpointOf(backend, model);
  const messages = [{ role: 'user' as const, content: 'Count from one to ten in words.' }];
  const chat = { model: model.id, messages, stream: true, max_tokens: 64 };
  const heard: Heard = { status: 0, headers: {}, firstMs: 0, lastMs: 0, pieces: 0, ended: false, failure: undefined };
  const started = performance.now();
  const decoder = createSseDecoder();
  return new Promise((resolve) => {
    startAttempt(
      dispatcher,
      {
        origin,
        path,
        headers: {
          ...headers,
          'content-type': 'application/json',
          accept: 'text/event-stream',
          'accept-encoding': 'identity',
        },
        body: renderUpstreamBody(chat, backend, model),
        beginMs: backend.timeouts.firstByteMs,
        timeouts: backend.timeouts,
      },
      {
        head(status, answerHeaders) {
          heard.status = status;
          heard.headers = answerHeaders;
          return true;
        },
        data(chunk) {
          heard.lastMs = performance.now() - started;
          if (heard.firstMs === 0) heard.firstMs = heard.lastMs;
          for (const { data } of decoder.push(chunk)) {
            heard.pieces += 1;
            heard.ended ||= data === '[DONE]' || /"finish_reason"\s*:\s*"/.test(data);
          }
          return true;
        },
        end: () => resolve(heard),
        fail: (failure) => resolve({ ...heard, failure }),
      },
    );
  });
}
