import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request as the backend got it. */
export interface BackendRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

/** What the backend does with a request. */
export interface Script {
  /** The answer; sent word by word when streamed. A function makes it from the request. */
  readonly reply?: string | ((request: BackendRequest) => string);
  /** Pause before each word. */
  readonly delayMs?: number;
  /** Pause before the head of the answer. */
  readonly headDelayMs?: number;
  /** Answer with this status and `errorBody` instead. */
  readonly status?: number;
  readonly errorBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Say no more after this many words, and keep the connection. */
  readonly stallAfter?: number;
  /** Break the connection after this many words; 0 breaks it before the head. */
  readonly cutAfter?: number;
  /** What `usage` says; made from the words otherwise. */
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
  readonly finishReason?: string;
}

export interface ScriptedBackend {
  /** Base URL that ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly BackendRequest[];
  /** How many requests were given up by the other side before their answer was whole. */
  readonly aborted: number;
  /** Words sent so far, of all answers. */
  readonly wordsSent: number;
  /** From now on, do this. A list is played one request each, its last item for all that follow. */
  play(script: Script | readonly Script[]): void;
  close(): Promise<void>;
}

/** A server that speaks OpenAI's chat completions and does as its script says, over a real socket. */
export async function startScriptedBackend(script: Script | readonly Script[] = {}): Promise<ScriptedBackend> {
  const requests: BackendRequest[] = [];
  const sockets = new Set<Socket>();
  let scripts = toList(script);
  let played = 0;
  let aborted = 0;
  let wordsSent = 0;

  const server: Server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const current = scripts[Math.min(played, scripts.length - 1)] ?? {};
    played += 1;
    let gone = false;
    const isGone = (): boolean => gone;
    response.on('close', () => {
      if (response.writableFinished) return;
      gone = true;
      if (current.cutAfter === undefined) aborted += 1;
    });
    const body = await readJson(request);
    const told: BackendRequest = { path: request.url ?? '', headers: request.headers, body };
    requests.push(told);
    await pause(current.headDelayMs);
    if (isGone()) return;
    if (current.status !== undefined) {
      response.writeHead(current.status, { 'content-type': 'application/json', ...current.headers });
      response.end(current.errorBody ?? JSON.stringify({ error: { message: `scripted ${current.status}` } }));
      return;
    }
    if (current.cutAfter === 0) {
      request.socket.destroy();
      return;
    }
    const text =
      typeof current.reply === 'function' ? current.reply(told) : (current.reply ?? 'Hello from the script.');
    const words = text.match(/\s*\S+\s*?|\s+/g) ?? [];
    const usage = current.usage ?? {
      prompt_tokens: 7,
      completion_tokens: words.length,
      total_tokens: 7 + words.length,
    };
    const common = { id: 'chatcmpl-script', created: 1, model: String(body['model']) };
    if (body['stream'] !== true) {
      for (const _word of words) await pause(current.delayMs);
      if (isGone()) return;
      response.writeHead(200, { 'content-type': 'application/json', ...current.headers });
      const choice = {
        index: 0,
        message: { role: 'assistant', content: text },
        finish_reason: current.finishReason ?? 'stop',
      };
      const whole = JSON.stringify({ ...common, object: 'chat.completion', choices: [choice], usage });
      if (current.cutAfter === undefined) response.end(whole);
      else {
        response.write(whole.slice(0, 20));
        setTimeout(() => request.socket.destroy(), 20);
      }
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', ...current.headers });
    response.flushHeaders();
    const send = (fields: object): boolean =>
      response.write(`data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...fields })}\n\n`);
    const chunk = (delta: object, reason: string | null): object => ({
      choices: [{ index: 0, delta, finish_reason: reason }],
    });
    for (const [index, word] of words.entries()) {
      if (index === current.stallAfter) return;
      if (index === current.cutAfter) {
        request.socket.destroy();
        return;
      }
      await pause(current.delayMs);
      if (isGone()) return;
      const goesOn = send(chunk(index === 0 ? { role: 'assistant', content: word } : { content: word }, null));
      wordsSent += 1;
      if (!goesOn) await drained(response);
      if (isGone()) return;
    }
    send(chunk({}, current.finishReason ?? 'stop'));
    const options = body['stream_options'] as { include_usage?: boolean } | undefined;
    if (options?.include_usage === true) send({ choices: [], usage });
    response.end('data: [DONE]\n\n');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    get aborted() {
      return aborted;
    },
    get wordsSent() {
      return wordsSent;
    },
    play(next) {
      scripts = toList(next);
      played = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function toList(script: Script | readonly Script[]): readonly Script[] {
  return Array.isArray(script) ? (script as readonly Script[]) : [script as Script];
}

function pause(milliseconds: number | undefined): Promise<void> {
  return milliseconds === undefined || milliseconds === 0
    ? Promise.resolve()
    : new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/** Settles when there is room again, or nobody left to send to. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle);
      response.off('close', settle);
      resolve();
    };
    response.on('drain', settle);
    response.on('close', settle);
  });
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request) text += String(part);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
