import type { ServerResponse } from 'node:http';
import type { AssistantError } from '../base/errors.ts';
import { renderEnvelope, renderError } from './error-envelope.ts';
import { languageAsked } from './language.ts';

/** Ends an answer before its time and tells the client why. */
export interface AnswerCut {
  /** Why it was ended, once it was: from then on nobody else is to write to the response, or to end it. */
  readonly error: AssistantError | undefined;
  /** From then on nothing more goes to the client, and the model is stopped. */
  cut(error: AssistantError): void;
  /** `rest` is what had been let through and is held back for another reason: it goes out before the reason. */
  holdsBack(rest: () => Buffer): void;
}

/** A class for its getter's sake, as `EventCutter` is. */
export class ResponseCut implements AnswerCut {
  readonly #response: ServerResponse;
  #rest: (() => Buffer) | undefined;
  #error: AssistantError | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get error(): AssistantError | undefined {
    return this.#error;
  }

  holdsBack(rest: () => Buffer): void {
    this.#rest = rest;
  }

  cut(error: AssistantError): void {
    if (this.#error || this.#isOver) return;
    this.#error = error;
    // After what is being written now; the response's end is what stops the model.
    setImmediate(() => this.#tell(error));
  }

  get #isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  #tell(error: AssistantError): void {
    if (this.#isOver) return;
    const language = languageAsked(this.#response.req);
    if (this.#response.headersSent) {
      const rest = this.#rest?.() ?? Buffer.alloc(0);
      this.#response.end(Buffer.concat([rest, Buffer.from(`data: ${renderEnvelope(error, language)}\n\n`)]));
      return;
    }
    const { status, headers, body } = renderError(error, language);
    this.#response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  }
}
