import { createServer, request as requestHttp, type IncomingMessage } from 'node:http';
import { duplexPair, Readable, type Duplex } from 'node:stream';
import type { Person } from './chat-stage.ts';
import { GatewayResponse } from './gateway-response.ts';

/** The way to the gateway's own API from inside its process. */
export interface Inside {
  /** As `fetch`, with a path for an address: it reaches this gateway as that person, by no network, and passes all stages. */
  fetchAs(person: Person): typeof fetch;
  /** Who asks from inside; `undefined` for a request from outside. */
  personOf(request: IncomingMessage): Person | undefined;
}

/**
 * A server that listens nowhere and is handed its connections: who may ask as somebody else is decided by the connection alone,
 * so there is no secret that a request from outside could carry.
 */
export function createInside(onRequest: (request: IncomingMessage, response: GatewayResponse) => void): Inside {
  const server = createServer({ ServerResponse: GatewayResponse }, onRequest);
  const people = new WeakMap<Duplex, Person>();

  function connect(person: Person): { readonly client: Duplex; readonly close: () => void } {
    const [client, own] = duplexPair();
    people.set(own, person);
    server.emit('connection', own);
    return {
      client,
      close() {
        client.destroy();
        own.destroy();
      },
    };
  }

  return {
    personOf: (request) => people.get(request.socket),
    fetchAs: (person) => (input, init) =>
      new Promise<Response>((resolve, reject) => {
        const { signal } = init ?? {};
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const { client, close } = connect(person);
        const headers = Object.fromEntries(new Headers(init?.headers));
        const request = requestHttp({
          createConnection: () => client,
          method: init?.method ?? 'GET',
          path: input instanceof Request ? input.url : String(input),
          headers: { ...headers, host: 'localhost', connection: 'close' },
        });
        const abort = (): void => {
          request.destroy();
          close();
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', abort, { once: true });
        request.on('error', reject);
        request.on('response', (answer) => {
          answer.on('close', () => {
            signal?.removeEventListener('abort', abort);
            close();
          });
          resolve(toResponse(answer));
        });
        request.end(typeof init?.body === 'string' ? init.body : undefined);
      }),
  };
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (status === 204 || status === 304) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer) as ReadableStream, { status, headers });
}
