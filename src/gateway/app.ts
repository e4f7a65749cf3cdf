import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { AssistantError } from '../base/errors.ts';
import type { Backend } from './backends/backend.ts';
import { createDispatchers, type ProxySettings } from './backends/dispatchers.ts';
import { createRegistry } from './backends/registry.ts';
import { anonymous, type ChatStage, type Person } from './chat-stage.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import { renderError } from './error-envelope.ts';
import { isAllowedHost, isLoopback } from './host-check.ts';
import { silentLog, type Log } from './log.ts';
import type { Bookkeeping } from './records/bookkeeping.ts';
import { addAdmin } from './routes/admin.ts';
import { handleChat } from './routes/chat.ts';
import { addFeedback } from './routes/feedback.ts';
import { addLibrary } from './routes/library.ts';
import { addMetrics } from './routes/metrics.ts';
import { addModels } from './routes/models.ts';
import { addPages } from './routes/pages.ts';

export interface GatewayOptions {
  /** The folder of the product, with `dist/web`, `node_modules`, `assets` and `manifest.xml`. */
  readonly root: string;
  /** Address to bind to; `127.0.0.1` when absent. */
  readonly host?: string;
  readonly backends?: readonly Backend[];
  readonly localModels?: readonly { readonly row: LocalModelRow; readonly model: LocalModel }[];
  readonly engine?: Engine | undefined;
  /** Whether the embedded engine is among the models: `auto` when there is no other. */
  readonly embeddedEngine?: 'auto' | 'always' | 'never';
  readonly officeJs?: 'self' | 'cdn';
  /** Further origins that may show the pane in a frame. */
  readonly frameAncestors?: readonly string[];
  /** Further host names that this server answers to. */
  readonly allowedHosts?: readonly string[];
  /** The origin that people reach this server at, when something in front of it changes that. */
  readonly publicUrl?: string | undefined;
  readonly bodyLimitBytes?: number;
  readonly retryDelayMs?: number;
  /** Who asks; everybody is the same when absent. Throws `AssistantError` `unauthorized` for who may not. */
  readonly identify?: (request: IncomingMessage) => Promise<Person>;
  /** What every chat goes through, the outermost first. */
  readonly stages?: readonly ChatStage[];
  /** What is written down, counted and reckoned; its stage stands around all others. */
  readonly bookkeeping?: Bookkeeping | undefined;
  readonly tls?: { readonly cert: Buffer | string; readonly key: Buffer | string } | undefined;
  readonly proxy?: ProxySettings | undefined;
  readonly log?: Log;
  /** Told of a failure of the server itself. */
  readonly onUnexpected?: (error: Error) => void;
}

export interface Gateway {
  readonly server: Server;
  /** Resolves with the origin that it listens at. Rejects with Node's error, such as `EADDRINUSE`. */
  listen(port: number): Promise<string>;
  /** Stops taking requests and lets the running ones end, for at most `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** The whole server, built from its arguments alone: it reads no environment and no configuration file. */
export function createGateway(options: GatewayOptions): Gateway {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? silentLog;
  const backends = options.backends ?? [];
  const localModels = options.localModels ?? [];
  const embedded = options.embeddedEngine ?? 'auto';
  const registry = createRegistry({
    backends,
    localModels,
    engine: options.engine,
    offersEngine: embedded === 'always' || (embedded === 'auto' && backends.length + localModels.length === 0),
  });
  const dispatchers = createDispatchers(options.proxy);
  const scheme = options.tls ? 'https' : 'http';

  const app = new Hono();
  addModels(app, registry);
  addPages(app, {
    root: options.root,
    officeJs: options.officeJs ?? 'self',
    frameAncestors: options.frameAncestors ?? [],
    originOf: (requestHost) => options.publicUrl ?? `${scheme}://${requestHost}`,
  });
  // Who has a gateway of their own is its administrator.
  const everybody: Person = { ...anonymous, role: isLoopback(host) ? 'admin' : 'user' };
  const identify = options.identify ?? (() => Promise.resolve(everybody));
  const bodyLimitBytes = options.bodyLimitBytes ?? 16 * 1024 * 1024;
  const { bookkeeping } = options;
  if (bookkeeping) {
    const forPeople = { identify, bodyLimitBytes };
    addLibrary(app, bookkeeping, forPeople);
    addFeedback(app, bookkeeping, forPeople);
    addAdmin(app, bookkeeping, forPeople);
    addMetrics(app, bookkeeping, forPeople);
  }
  app.notFound((context) => {
    if (!context.req.path.startsWith('/v1/')) return context.text('There is nothing here.\n', 404);
    return toResponse(
      new AssistantError('invalid-request', `There is no ${context.req.method} ${context.req.path}.`),
      404,
    );
  });
  // What failed may name files of this machine; the log of the process has it.
  app.onError((error) => {
    (options.onUnexpected ?? (() => undefined))(error);
    return toResponse(new AssistantError('unexpected', 'The server failed to answer.'));
  });
  const answerPage = getRequestListener(app.fetch, { overrideGlobalObjects: false });

  const chatOptions = {
    registry,
    dispatcherOf: (backend: Backend) => dispatchers.of(backend),
    bodyLimitBytes,
    retryDelayMs: options.retryDelayMs ?? 250,
    identify,
    stages: [...(bookkeeping ? [bookkeeping.stage] : []), ...(options.stages ?? [])],
  };

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const requestId = toRequestId(request.headers['x-request-id']);
    const started = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    let told = {};
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - started);
      // 499 as nginx has it: the client left before there was a status.
      const status = response.headersSent ? response.statusCode : 499;
      // After the chat's own listener has settled what is told.
      setImmediate(() => log({ requestId, method: request.method ?? '', path, status, milliseconds, ...told }));
    });
    if (!isAllowedHost(request.headers.host, host, options.allowedHosts ?? [])) {
      const message = 'This server does not answer to that host name. Its owner may add it to "allowedHosts".';
      const { status, headers, body } = renderError(new AssistantError('invalid-request', message), 403);
      response.writeHead(status, headers).end(body);
      return;
    }
    if (request.method === 'POST' && path === '/v1/chat/completions') {
      void handleChat(chatOptions, request, response, requestId).then((outcome) => (told = outcome));
      return;
    }
    void answerPage(request, response);
  }

  const server = options.tls ? createHttpsServer({ ...options.tls }, onRequest) : createHttpServer(onRequest);
  server.keepAliveTimeout = 65_000;

  return {
    server,
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: bound } = server.address() as AddressInfo;
          resolve(`${scheme}://${nameForPeople(host)}:${bound}`);
        });
      }),
    async close(graceMs = 3_000) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
      await dispatchers.close();
      await bookkeeping?.close();
      await Promise.all([options.engine?.close(), ...localModels.map(({ model }) => model.close())]);
    },
  };
}

function toResponse(error: AssistantError, status?: number): Response {
  const answer = renderError(error, status);
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** The caller's id when it is a harmless one, so that a proxy's log and ours tell of the same request. */
function toRequestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

function nameForPeople(host: string): string {
  if (host === '127.0.0.1' || host === '::1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
