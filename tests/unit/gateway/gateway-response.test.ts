import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { GatewayResponse } from '../../../src/gateway/gateway-response.ts';

let server: Server;
let answer: (response: GatewayResponse, request: IncomingMessage) => void;

beforeEach(async () => {
  server = createServer({ ServerResponse: GatewayResponse }, (request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const port = (): number => (server.address() as AddressInfo).port;

/** The events of an answer, on a connection of its own or of `agent`. */
async function asked(agent?: Agent): Promise<IncomingMessage> {
  const request = get({ port: port(), host: '127.0.0.1', ...(agent && { agent }) });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

/** All bytes that come back for bytes. */
async function exchanged(bytes: string): Promise<string> {
  const socket = connect(port(), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const stream = { 'content-type': 'text/event-stream; charset=utf-8' };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a stream of events comes as it was written, in one turn or in many, by one connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const long = `data: ${'字'.repeat(20_000)}\n\n`;
  answer = (response) => {
    response.writeHead(200, stream);
    response.write('data: 一\n\n');
    response.write(Buffer.from('data: 2\n\n'));
    response.write('');
    void (async () => {
      for (const piece of ['data: 3\n\n', long, 'data: 4\n\n', new Uint8Array(0), 'data: 5\n\n']) {
        await turn();
        response.write(piece);
      }
      await turn();
      response.end('data: é\n\n');
    })();
  };
  const whole = `data: 一\n\ndata: 2\n\ndata: 3\n\n${long}data: 4\n\ndata: 5\n\ndata: é\n\n`;
  const sockets = new Set<unknown>();
  for (let number = 0; number < 3; number += 1) {
    const response = await asked(agent);
    sockets.add(response.socket);
    expect(response.headers['transfer-encoding']).toBe('chunked');
    expect(await text(response)).toBe(whole);
  }
  expect(sockets.size).toBe(1);
  agent.destroy();
});

test('a stream without a word, or with one word alone, has an end', async () => {
  answer = (response, { url }) => {
    response.writeHead(200, stream);
    if (url === '/none') response.end();
    else response.end('data: 1\n\n');
  };
  const head = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;
  expect(await exchanged(head('/none'))).toMatch(/\r\n\r\n0\r\n\r\n$/);
  expect(await exchanged(head('/one'))).toMatch(/\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n$/);
});

test('a client of HTTP/1.0 gets no chunks, one that asks for the head alone no body', async () => {
  answer = (response) => {
    response.writeHead(200, stream);
    response.write('data: 1\n\n');
    setImmediate(() => {
      response.write('data: 2\n\n');
      response.end();
    });
  };
  expect(await exchanged('GET / HTTP/1.0\r\n\r\n')).toMatch(/\r\n\r\ndata: 1\n\ndata: 2\n\n$/);
  expect(await exchanged('HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/close\r\n\r\n$/i);
});

test('answers to requests that came together follow one another', async () => {
  const begun: GatewayResponse[] = [];
  answer = (response) => {
    response.writeHead(200, stream);
    response.write(`data: ${begun.length}\n\n`);
    begun.push(response);
  };
  const request = 'GET / HTTP/1.1\r\nhost: x\r\n';
  const coming = exchanged(`${request}\r\n${request}connection: close\r\n\r\n`);
  while (begun.length < 2) await turn();
  // The second ends before the first does.
  begun[1]?.write('data: second\n\n');
  begun[1]?.end();
  await turn();
  begun[0]?.write('data: first\n\n');
  begun[0]?.end();
  const events = [...(await coming).matchAll(/data: (\w+)/g)].map(([, word]) => word);
  expect(events).toEqual(['0', 'first', '1', 'second']);
});

test('who writes more than a client takes is told to wait, and when to go on', async () => {
  const much = Buffer.alloc(4 * 1024 * 1024, 'x');
  const told: string[] = [];
  const done = new Promise<void>((resolve) => {
    answer = (response) => {
      response.writeHead(200, stream);
      response.write('data: ');
      setImmediate(() => {
        told.push(String(response.write(much)));
        // A short one waits behind the long one.
        told.push(String(response.write('!')));
        response.on('drain', () => {
          told.push('drain');
          response.end('\n\n');
          resolve();
        });
      });
    };
  });
  const response = await asked();
  const coming = text(response);
  await done;
  expect(told).toEqual(['false', 'false', 'drain']);
  expect(await coming).toBe(`data: ${much.toString()}!\n\n`);
});

test('whoever waits for a piece or for the end is told, and a piece for a client that left harms nothing', async () => {
  const told: string[] = [];
  const done = new Promise<void>((resolve) => {
    answer = (response) => {
      response.writeHead(200, stream);
      response.write('data: 1\n\n', () => told.push('first'));
      setImmediate(() => {
        response.write('data: 2\n\n', () => told.push('second'));
        response.end(() => {
          told.push('end');
          resolve();
        });
      });
    };
  });
  expect(await text(await asked())).toBe('data: 1\n\ndata: 2\n\n');
  await done;
  expect(told).toEqual(['first', 'second', 'end']);

  const closed = new Promise<void>((resolve) => {
    answer = (response) => {
      response.writeHead(200, stream);
      response.write('data: 1\n\n');
      response.on('close', () => {
        response.write('data: 2\n\n');
        response.end('data: 3\n\n');
        setImmediate(resolve);
      });
    };
  });
  (await asked()).destroy();
  await closed;

  const failed: unknown[] = [];
  server.on('connection', (socket) => socket.on('error', (error) => failed.push(error)));
  const wrote = new Promise<void>((resolve) => {
    answer = (response, { socket }) => {
      response.writeHead(200, stream);
      response.write('data: 1\n\n');
      // The client says no more, and Node closes from this side too.
      socket.on('end', () => {
        response.write('data: 2\n\n');
        setImmediate(resolve);
      });
    };
  });
  const leaving = connect(port(), '127.0.0.1').resume();
  leaving.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(leaving, 'data');
  leaving.end();
  await wrote;
  expect(failed).toEqual([]);
});
