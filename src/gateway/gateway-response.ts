import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * A response that brings the headers of every answer along and puts them in as its head is written. Set one by one before that, each
 * is checked and kept by itself, which costs a request more than to sign in its person.
 */
export class GatewayResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** Where it is not empty, told to the client as `x-request-id`. */
  requestId = '';
  /** By names in small letters. What is written with the head itself takes their place. */
  standing: Readonly<Record<string, string>> = {};
  #isEventStream = false;

  /** Whether it was begun as a stream of events, which has a place for words wherever it ends. */
  get isEventStream(): boolean {
    return this.#isEventStream;
  }

  override writeHead(status: number, reason?: string | Head, given?: Head): this {
    const own = given ?? (typeof reason === 'object' ? reason : {});
    const head: OutgoingHttpHeader[] = this.requestId === '' ? [] : ['x-request-id', this.requestId];
    for (const name in this.standing) if (!(name in own)) head.push(name, this.standing[name] ?? '');
    if (Array.isArray(own)) head.push(...own);
    else {
      for (const name in own) {
        const value = own[name];
        if (value !== undefined) head.push(name, value);
        if (name === 'content-type') this.#isEventStream = String(value).startsWith('text/event-stream');
      }
    }
    return typeof reason === 'string' ? super.writeHead(status, reason, head) : super.writeHead(status, head);
  }
}
