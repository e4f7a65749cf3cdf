import type { AssistantError } from '../base/errors.ts';
import type { ChatOutcome } from './chat-stage.ts';
import { renderEnvelope, renderError } from './error-envelope.ts';
import type { GatewayResponse } from './gateway-response.ts';
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

/** How it went, when it was cut at the end. */
export function withCut(outcome: ChatOutcome, { error }: AnswerCut): ChatOutcome {
  return error ? { ...outcome, error: `${error.code}: ${error.message}` } : outcome;
}

/** A class for its getter's sake, as `EventCutter` is. */
export class ResponseCut implements AnswerCut {
  readonly #response: GatewayResponse;
  #rest: (() => Buffer) | undefined;
  #error: AssistantError | undefined;

  constructor(response: GatewayResponse) {
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
    if (this.#rest && this.#response.headersSent) this.#response.write(this.#rest());
    endWith(this.#response, error);
  }
}

/**
 * Ends a response with why it failed: by a status before it began, and inside its events. One that is sound has no place for
 * words, and is broken off.
 */
export function endWith(response: GatewayResponse, error: AssistantError, status?: number): void {
  const language = languageAsked(response.req);
  if (!response.headersSent) {
    const answer = renderError(error, language, status);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
    response.end(answer.body);
  } else if (response.isEventStream) {
    // The blank line ends whatever event was cut.
    response.end(`\n\ndata: ${renderEnvelope(error, language)}\n\n`);
  } else response.destroy();
}
