import type { IncomingMessage, ServerResponse } from 'node:http';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';
import { languageAsked } from '../language.ts';

/** Answers a request that failed before its answer began; `undefined` when nobody listens any more. */
export function tellFailure(
  thrown: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): AssistantError | undefined {
  if (response.destroyed) return undefined;
  const error = toAssistantError(thrown);
  const language = languageAsked(request);
  if (response.headersSent) {
    // A stage began the stream, to tell of the wait.
    response.end(`data: ${renderEnvelope(error, language)}\n\n`);
    return error;
  }
  const { status, headers, body } = renderError(error, language);
  // The rest of a body that was not read would be taken for the next request.
  const close = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...close, 'content-length': Buffer.byteLength(body) }).end(body);
  return error;
}
