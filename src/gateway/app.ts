import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { AssistantError } from '../base/errors.ts';
import type { SignIn } from '../protocol/session.ts';
import { createPolicies, type Policies } from './access/policies.ts';
import type { PolicyBook } from './access/policy-book.ts';
import type { TokenBook } from './access/token-book.ts';
import type { Backend } from './backends/backend.ts';
import type { Alias } from './backends/alias.ts';
import { startHealthChecks } from './backends/check-health.ts';
import type { BotSurroundings, CreateBot } from './bot-port.ts';
import { createDispatchers, type ProxySettings } from './backends/dispatchers.ts';
import { createHealth, type Health } from './backends/health.ts';
import { createRegistry } from './backends/registry.ts';
import { anonymous, type ChatOutcome, type ChatStage, type Person } from './chat-stage.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import { examineBackend, examineFile } from './doctor/examine.ts';
import { renderError } from './error-envelope.ts';
import { isAllowedHost, isLoopback } from './host-check.ts';
import { createInside } from './inside.ts';
import { silentLog, type Log } from './log.ts';
import { drainServer } from './drain-server.ts';
import { RunningAnswers } from './running-answers.ts';
import type { Bookkeeping } from './records/bookkeeping.ts';
import { addConnector } from './playground/connector.ts';
import { createConversations } from './records/conversations.ts';
import { addAdmin, type QueueState } from './routes/admin.ts';
import { addAdminAccess } from './routes/admin-access.ts';
import { addAdminLibrary } from './routes/admin-library.ts';
import { handleActivity } from './routes/bot-messages.ts';
import { handleChat } from './routes/chat.ts';
import { addDoctor } from './routes/doctor.ts';
import { findEndpoint } from './routes/endpoints.ts';
import { addFeedback } from './routes/feedback.ts';
import { addLibrary } from './routes/library.ts';
import { addMetrics } from './routes/metrics.ts';
import { addModels } from './routes/models.ts';
import { addPages } from './routes/pages.ts';
import { handlePassThrough } from './routes/pass-through.ts';
import { addSession } from './routes/session.ts';
import { createGuardedDownload } from './safety/guard/guarded-download.ts';
import { setSecurityHeaders } from './safety/guard/security-headers.ts';
import type { ActivityAccess } from './teams/activity-access.ts';
import { fetchWithGroups } from './teams/fetch-with-groups.ts';
import type { GroupDirectory } from './teams/group-directory.ts';
import type { Tracing } from './tracing/tracing.ts';
import { checkingInterval, defaultServerLimits, limitServer, type ServerLimits } from './safety/guard/server-limits.ts';

/** The bot for Teams, and who may write to it. */
export interface TeamsOptions extends Pick<BotSurroundings, 'settings'> {
  readonly access: ActivityAccess;
  readonly createBot: CreateBot;
  /** Which groups people are in, beside those of the settings; none when absent. */
  readonly directory?: GroupDirectory | undefined;
  /** Answers nobody else: the one server that Teams must reach then opens nothing more to the world. */
  readonly only?: boolean;
}

export interface GatewayOptions {
  /** The folder of the product, with `dist/web`, `node_modules`, `assets` and `manifest.xml`. */
  readonly root: string;
  /** Address to bind to; `127.0.0.1` when absent. */
  readonly host?: string;
  readonly backends?: readonly Backend[];
  readonly aliases?: readonly Alias[];
  /** Names of rows that get no new chats from the start. */
  readonly drained?: readonly string[];
  /** Which rows are worth asking; made here when absent. */
  readonly health?: Health;
  /** Between two looks at the rows behind aliases. */
  readonly healthCheckMs?: number;
  /** Chance, from 0 up to 1, by which an alias chooses. */
  readonly random?: () => number;
  readonly localModels?: readonly { readonly row: LocalModelRow; readonly model: LocalModel }[];
  readonly engine?: Engine | undefined;
  /** Whether the embedded engine is among the models: `auto` when there is no other. */
  readonly embeddedEngine?: 'auto' | 'always' | 'never';
  readonly officeJs?: 'self' | 'cdn';
  /**
   * Offers the playground's chat a way to a bot, in place of Bot Framework: for development, and only where the server listens on
   * loopback. `botUrl` names a bot elsewhere than at `/api/messages` of this server.
   */
  readonly connector?: { readonly botUrl?: string } | undefined;
  /** Further origins that may show the pane in a frame. */
  readonly frameAncestors?: readonly string[];
  /** Further host names that this server answers to. */
  readonly allowedHosts?: readonly string[];
  /** The origin that people reach this server at, when something in front of it changes that. */
  readonly publicUrl?: string | undefined;
  readonly bodyLimitBytes?: number;
  readonly retryDelayMs?: number;
  /** Who asks; everybody is the same when absent. Throws `AssistantError` `sign-in-required` for who may not. */
  readonly identify?: (request: IncomingMessage) => Promise<Person>;
  /** How people get in, for the pane. */
  readonly signIn?: SignIn;
  /** Origins that the pane talks to when it signs somebody in. */
  readonly signInOrigins?: readonly string[];
  /** What each person may do: told to the pane, and kept from the list of models. Its stage stands among `stages`. */
  readonly policies?: Policies;
  /** The rows of `policies`, for administrators to change; fixed when absent. */
  readonly policyBook?: PolicyBook;
  /** The named tokens, for administrators to change, where people come in by them. */
  readonly tokens?: TokenBook | undefined;
  /** What every chat goes through, the outermost first. */
  readonly stages?: readonly ChatStage[];
  /** The line before the rows, for the administrators' page. */
  readonly queue?: (() => QueueState) | undefined;
  readonly serverLimits?: ServerLimits;
  /** How long running answers may go on when the server is closed; 3,000 when absent. */
  readonly drainMs?: number;
  /** What is written down, counted and reckoned; its stage stands around all others. */
  readonly bookkeeping?: Bookkeeping | undefined;
  readonly tls?: { readonly cert: Buffer | string; readonly key: Buffer | string } | undefined;
  readonly proxy?: ProxySettings | undefined;
  readonly teams?: TeamsOptions | undefined;
  /** Traces of the requests that ask a model; none when absent. Whoever gives it closes it. */
  readonly tracing?: Tracing | undefined;
  readonly log?: Log;
  /** Told of a failure of the server itself. */
  readonly onUnexpected?: (error: Error) => void;
}

export interface Gateway {
  readonly server: Server;
  /** Resolves with the origin that it listens at. Rejects with Node's error, such as `EADDRINUSE`. */
  listen(port: number): Promise<string>;
  /** Stops taking requests and lets the running ones end, for at most `graceMs`; then it tells their clients and closes. */
  close(graceMs?: number): Promise<void>;
}

/** The whole server, built from its arguments alone: it reads no environment and no configuration file. */
export function createGateway(options: GatewayOptions): Gateway {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? silentLog;
  const backends = options.backends ?? [];
  const localModels = options.localModels ?? [];
  const embedded = options.embeddedEngine ?? 'auto';
  const health = options.health ?? createHealth({ now: () => performance.now() });
  for (const name of options.drained ?? []) health.drain(name, true);
  const registry = createRegistry({
    backends,
    aliases: options.aliases ?? [],
    health,
    random: options.random ?? Math.random,
    localModels,
    engine: options.engine,
    offersEngine: embedded === 'always' || (embedded === 'auto' && backends.length + localModels.length === 0),
  });
  const dispatchers = createDispatchers(options.proxy);
  const healthChecks = startHealthChecks({
    targets: registry.shared,
    dispatcherOf: (backend) => dispatchers.of(backend),
    health,
    intervalMs: options.healthCheckMs ?? 15_000,
  });
  const scheme = options.tls ? 'https' : 'http';

  // Who has a gateway of their own is its administrator.
  const everybody: Person = { ...anonymous, role: isLoopback(host) ? 'admin' : 'user' };
  const inside = createInside(onRequest);
  const identifyOutside = options.identify ?? (() => Promise.resolve(everybody));
  const identify = async (request: IncomingMessage): Promise<Person> =>
    inside.personOf(request) ?? identifyOutside(request);
  const policies = options.policies ?? createPolicies();
  let isDraining = false;
  const chats = new RunningAnswers();
  const app = new Hono();
  addSession(app, {
    identify,
    signIn: options.signIn ?? { mode: 'open' },
    permissionsOf: (person) => ({
      ...policies.permissionsOf(person),
      keepsContent: options.bookkeeping?.keepsContentOf(person) ?? false,
    }),
  });
  addModels(app, registry, policies, () => isDraining);
  addPages(app, {
    root: options.root,
    officeJs: options.officeJs ?? 'self',
    frameAncestors: options.frameAncestors ?? [],
    signInOrigins: options.signInOrigins ?? [],
    originOf: (requestHost) => options.publicUrl ?? `${scheme}://${requestHost}`,
  });
  const { botUrl } = options.connector ?? {};
  const connector =
    options.connector && isLoopback(host)
      ? addConnector(app, {
          botUrl: () => botUrl ?? `${scheme}://${nameForPeople(host)}:${portOf(server)}/api/messages`,
        })
      : undefined;
  addDoctor(app, {
    identify,
    examine: () =>
      Promise.all([
        ...backends.map((backend) =>
          examineBackend(backend, { dispatcher: dispatchers.of(backend), proxy: options.proxy }),
        ),
        ...localModels.map(({ row, model }) => examineFile(row, model)),
      ]),
  });
  const bodyLimitBytes = options.bodyLimitBytes ?? 16 * 1024 * 1024;
  const { bookkeeping, tracing } = options;
  const forPeople = { identify, bodyLimitBytes };
  addAdminAccess(app, {
    ...forPeople,
    bookkeeping,
    tokens: options.tokens,
    policies: options.policyBook,
    models: () => registry.models.map(({ id }) => id),
  });
  if (bookkeeping) {
    addLibrary(app, bookkeeping, forPeople);
    addAdminLibrary(app, bookkeeping, forPeople);
    addFeedback(app, bookkeeping, forPeople);
    addAdmin(app, bookkeeping, { ...forPeople, queue: options.queue });
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
    health,
    bodyLimitBytes,
    retryDelayMs: options.retryDelayMs ?? 250,
    identify,
    stages: [...(bookkeeping ? [bookkeeping.stage] : []), ...(options.stages ?? [])],
    traceUpstream: tracing && (() => tracing.upstream()),
  };

  const { teams } = options;
  // In development a file stands on this machine, where the emulated Teams keeps it.
  const download = createGuardedDownload({
    proxy: options.proxy,
    ...(teams?.settings.withoutTokens === true && { allowed: ['public', 'private'] }),
  });
  const bot = teams?.createBot({
    settings: teams.settings,
    fetchAs: fetchWithGroups((person) => inside.fetchAs(person), teams.directory),
    download: (address, limitBytes, signal) => download.get(address, limitBytes, signal),
    conversations: createConversations({
      records: teams.settings.remembers ? bookkeeping?.records : undefined,
      onProblem: (message) => options.onUnexpected?.(new Error(message)),
    }),
    onProblem: (message) => options.onUnexpected?.(new Error(message)),
  });

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const requestId = toRequestId(request.headers['x-request-id']);
    const started = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    let told = {};
    const traced = (run: () => Promise<ChatOutcome>): Promise<ChatOutcome> =>
      tracing ? tracing.request(request, response, requestId, run) : run();
    response.setHeader('x-request-id', requestId);
    // A connection that stays open would outlive the drain.
    if (isDraining) response.setHeader('connection', 'close');
    setSecurityHeaders(response, { isSecure: options.tls !== undefined });
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
    if (bot && teams && request.method === 'POST' && path === '/api/messages') {
      void handleActivity({ bot, access: teams.access }, request, response).then((outcome) => (told = outcome));
      return;
    }
    if (teams?.only === true && path !== '/healthz' && !inside.personOf(request)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here but the bot.\n');
      return;
    }
    if (request.method === 'POST' && path === '/v1/chat/completions') {
      chats.add(response);
      void traced(() => handleChat(chatOptions, request, response, requestId)).then((outcome) => (told = outcome));
      return;
    }
    const endpoint = request.method === 'POST' ? findEndpoint(path) : undefined;
    if (endpoint) {
      const passing = traced(() => handlePassThrough(chatOptions, endpoint, request, response, requestId));
      void passing.then((outcome) => (told = outcome));
      return;
    }
    void answerPage(request, response);
  }

  const limits = options.serverLimits ?? defaultServerLimits;
  const parsing = {
    maxHeaderSize: limits.headerKilobytes * 1024,
    connectionsCheckingInterval: checkingInterval(limits),
  };
  const server = options.tls
    ? createHttpsServer({ ...options.tls, ...parsing }, onRequest)
    : createHttpServer(parsing, onRequest);
  limitServer(server, limits);
  server.keepAliveTimeout = 65_000;

  return {
    server,
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(`${scheme}://${nameForPeople(host)}:${portOf(server)}`);
        });
      }),
    async close(graceMs = options.drainMs ?? 3_000) {
      healthChecks.stop();
      isDraining = true;
      await connector?.close();
      await bot?.close();
      await drainServer(server, () => chats.all(), graceMs);
      await dispatchers.close();
      await download.close();
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

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function nameForPeople(host: string): string {
  if (host === '127.0.0.1' || host === '::1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
