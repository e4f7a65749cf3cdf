import type { IncomingMessage } from 'node:http';
import { ResponseCut, type AnswerCut } from './answer-cut.ts';
import type { GatewayResponse } from './gateway-response.ts';
import { Slots } from './slots.ts';

interface RunningAnswer {
  readonly request: IncomingMessage;
  readonly response: GatewayResponse;
  readonly cut: AnswerCut;
}

/** The answers that are being given. */
export class RunningAnswers {
  readonly #slots = new Slots<RunningAnswer>();

  /** From now until the response is closed; gives what ends it before its time. */
  add(request: IncomingMessage, response: GatewayResponse): AnswerCut {
    const cut = new ResponseCut(response);
    const place = this.#slots.add({ request, response, cut });
    response.on('close', () => this.#slots.remove(place));
    return cut;
  }

  get size(): number {
    return this.#slots.size;
  }

  all(): RunningAnswer[] {
    return this.#slots.all();
  }
}
