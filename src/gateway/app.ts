import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ToldFailure } from '../base/told-failure.ts';
import { endRevokedAnswers } from './access/end-revoked.ts';
import { createPolicies } from './access/policies.ts';
import type { Backend } from './backends/backend.ts';
import { startHealthChecks } from './backends/check-health.ts';
import { createDispatchers } from './backends/dispatchers.ts';
import { createHealth } from './backends/health.ts';
import { createRegistry } from './backends/registry.ts';
import { anonymous, type ChatOutcome, type Person } from './chat-stage.ts';
import { renderError } from './error-envelope.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { GatewayResponse } from './gateway-response.ts';
import { isAllowedHost, isLoopback } from './host-check.ts';
import { createInside } from './inside.ts';
import { languageAsked } from './language.ts';
import { silentLog } from './log.ts';
import { drainServer } from './drain-server.ts';
import { RunningAnswers } from './running-answers.ts';
import { addConnector } from './playground/connector.ts';
import { createConversations } from './records/conversations.ts';
import { handleActivity } from './routes/bot-messages.ts';
import { createChatHandler } from './routes/chat.ts';
import { findEndpoint } from './routes/endpoints.ts';
import { handlePassThrough } from './routes/pass-through.ts';
import { createSite } from './routes/create-site.ts';
import { createGuardedDownload } from './safety/guard/guarded-download.ts';
import { securityHeaders } from './safety/guard/security-headers.ts';
import { fetchWithGroups } from './teams/fetch-with-groups.ts';
import { checkingInterval, defaultServerLimits, leaveStalled, limitServer } from './safety/guard/server-limits.ts';

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
  const everyHeader = securityHeaders({ isSecure: options.tls !== undefined });

  // Who has a gateway of their own is its administrator.
  const everybody: Person = { ...anonymous, role: isLoopback(host) ? 'admin' : 'user' };
  const inside = createInside(onRequest);
  const identifyOutside = options.identify ?? (() => Promise.resolve(everybody));
  const identify = (request: IncomingMessage): Promise<Person> => {
    const person = inside.personOf(request);
    return person ? Promise.resolve(person) : identifyOutside(request);
  };
  const policies = options.policies ?? createPolicies();
  let isDraining = false;
  const answers = new RunningAnswers();
  const stopEnding = options.revocations && endRevokedAnswers(answers, options.revocations);
  const bodyLimitBytes = options.bodyLimitBytes ?? 16 * 1024 * 1024;
  const { bookkeeping, tracing, teams } = options;
  const app = createSite(options, {
    identify,
    policies,
    registry,
    bodyLimitBytes,
    dispatcherOf: (backend) => dispatchers.of(backend),
    scheme,
    isDraining: () => isDraining,
    stateOfRow: (name) => ({ state: health.stateOf(name), since: health.downSince(name) }),
  });
  const { botUrl } = options.connector ?? {};
  const connector =
    options.connector && isLoopback(host)
      ? addConnector(app, {
          botUrl: () => botUrl ?? `${scheme}://${nameForPeople(host)}:${portOf(server)}/api/messages`,
        })
      : undefined;
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
  const handleChat = createChatHandler(chatOptions);

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

  function onRequest(request: IncomingMessage, response: GatewayResponse): void {
    const requestId = toRequestId(request.headers['x-request-id']);
    const started = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    let told = {};
    const traced = (run: () => Promise<ChatOutcome>): Promise<ChatOutcome> =>
      tracing ? tracing.request(request, response, requestId, run) : run();
    response.requestId = requestId;
    // A connection that stays open would outlive the drain.
    response.standing = isDraining ? { connection: 'close', ...everyHeader } : everyHeader;
    leaveStalled(response);
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - started);
      // 499 as nginx has it: the client left before there was a status.
      const status = response.headersSent ? response.statusCode : 499;
      // After the chat's own listener has settled what is told.
      setImmediate(() => log({ requestId, method: request.method ?? '', path, status, milliseconds, ...told }));
    });
    if (!isAllowedHost(request.headers.host, host, options.allowedHosts ?? [])) {
      const { status, headers, body } = renderError(foreignHost, languageAsked(request), 403);
      response.writeHead(status, headers).end(body);
      return;
    }
    if (bot && teams && request.method === 'POST' && path === '/api/messages') {
      void handleActivity({ bot, access: teams.access }, request, response).then((outcome) => (told = outcome));
      return;
    }
    if (teams?.only === true && path !== '/healthz' && path !== '/readyz' && !inside.personOf(request)) {
      const words = { en: 'There is nothing here but the bot.', zh: '这里只有机器人。' };
      const text = `${words[languageAsked(request)]}\n`;
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
      return;
    }
    if (request.method === 'POST' && path === '/v1/chat/completions') {
      const cut = answers.add(request, response);
      void traced(() => handleChat({ request, response, requestId, cut })).then((outcome) => (told = outcome));
      return;
    }
    const endpoint = request.method === 'POST' ? findEndpoint(path) : undefined;
    if (endpoint) {
      const cut = answers.add(request, response);
      const passing = traced(() => handlePassThrough(chatOptions, endpoint, { request, response, requestId, cut }));
      void passing.then((outcome) => (told = outcome));
      return;
    }
    void answerPage(request, response);
  }

  const limits = options.serverLimits ?? defaultServerLimits;
  const parsing = {
    ServerResponse: GatewayResponse,
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
      stopEnding?.();
      isDraining = true;
      await connector?.close();
      await bot?.close();
      await drainServer(server, () => answers.all().map(({ response }) => response), graceMs);
      await dispatchers.close();
      await download.close();
      await bookkeeping?.close();
      await Promise.all([options.engine?.close(), ...localModels.map(({ model }) => model.close())]);
    },
  };
}

const foreignHost = new ToldFailure('invalid-request', {
  en: 'This server does not answer to that host name. Its owner may add it to "allowedHosts".',
  zh: '此服务器不回应这个主机名。网关管理员可以把它加入 "allowedHosts"。',
});

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
