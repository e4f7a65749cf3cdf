import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { estimateTokens } from '../../base/text-size.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';
import { textOfMessage } from './message-text.ts';

export interface LocalAnswer {
  readonly request: ChatRequest;
  /** The answer piece by piece. */
  readonly pieces: (signal: AbortSignal) => AsyncIterable<string>;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/**
 * Answers a chat out of what runs in the gateway, in the form of OpenAI's: `chat.completion`, or chunks as they come. Token
 * counts are estimates. Settles when the response is finished, with the error that the client was told.
 */
export async function answerLocally(
  answer: LocalAnswer,
  response: ServerResponse,
): Promise<AssistantError | undefined> {
  const stopping = new AbortController();
  response.on('close', () => stopping.abort());
  if (response.destroyed) return undefined;
  try {
    if (answer.request.stream === true) await stream(answer, response, stopping.signal);
    else await answerWhole(answer, response, stopping.signal);
    return undefined;
  } catch (thrown) {
    if (stopping.signal.aborted) return undefined;
    const error = toAssistantError(thrown);
    if (response.headersSent) response.end(`data: ${renderEnvelope(error)}\n\n`);
    else {
      const { status, headers, body } = renderError(error);
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    }
    return error;
  }
}

async function answerWhole(answer: LocalAnswer, response: ServerResponse, signal: AbortSignal): Promise<void> {
  let text = '';
  for await (const piece of answer.pieces(signal)) text += piece;
  const body = JSON.stringify({
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: answer.now(),
    model: answer.request.model,
    choices: [
      { index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: usageOf(answer.request, text),
  });
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

async function stream(answer: LocalAnswer, response: ServerResponse, signal: AbortSignal): Promise<void> {
  const { request } = answer;
  const common = {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion.chunk',
    created: answer.now(),
    model: request.model,
  };
  const send = async (fields: object): Promise<void> => {
    const goesOn = response.write(`data: ${JSON.stringify({ ...common, ...fields })}\n\n`);
    if (!goesOn && !signal.aborted) await once(response, 'drain', { signal });
  };
  const chunk = (delta: object, finishReason: string | null): object => ({
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  });
  let text = '';
  for await (const piece of answer.pieces(signal)) {
    // The head waits for the first piece, so that a failure before it has a status of its own.
    if (!response.headersSent) await begin(response, () => send(chunk({ role: 'assistant', content: '' }, null)));
    if (piece !== '') await send(chunk({ content: piece }, null));
    text += piece;
  }
  if (!response.headersSent) await begin(response, () => send(chunk({ role: 'assistant', content: '' }, null)));
  await send(chunk({}, 'stop'));
  if (request.stream_options?.include_usage === true) await send({ choices: [], usage: usageOf(request, text) });
  response.end('data: [DONE]\n\n');
}

async function begin(response: ServerResponse, sendFirst: () => Promise<void>): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  await sendFirst();
}

function usageOf(
  request: ChatRequest,
  text: string,
): { prompt_tokens: number; completion_tokens: number; total_tokens: number } {
  const promptTokens = request.messages.reduce((sum, message) => sum + estimateTokens(textOfMessage(message)), 0);
  const completionTokens = estimateTokens(text);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}
