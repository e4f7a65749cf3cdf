import type { ServerResponse } from 'node:http';
import type { AssistantError } from '../../base/errors.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';

/** Ends an answer before its time and tells the client why. */
export interface AnswerCut {
  /** Why it was ended, once it was. */
  readonly error: AssistantError | undefined;
  /** From then on nothing more goes to the client, and the model is stopped. */
  cut(error: AssistantError): void;
}

/** `rest` is what had been let through and was held back for another reason. */
export function createAnswerCut(response: ServerResponse, rest: () => Buffer): AnswerCut {
  let cause: AssistantError | undefined;
  return {
    get error() {
      return cause;
    },
    cut(error) {
      if (cause || response.writableEnded || response.destroyed) return;
      cause = error;
      // After what is being written now; the response's end is what stops the model.
      setImmediate(() => {
        if (response.writableEnded || response.destroyed) return;
        if (response.headersSent) {
          response.end(Buffer.concat([rest(), Buffer.from(`data: ${renderEnvelope(error)}\n\n`)]));
          return;
        }
        const { status, headers, body } = renderError(error);
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
      });
    },
  };
}
