import type { Dispatcher } from 'undici';
import type { Backend } from '../backends/backend.ts';
import { proxyFor, type ProxySettings } from '../backends/dispatchers.ts';
import type { LocalModel, LocalModelRow } from '../engine-port.ts';
import { askModels, keyFacts, type ListedModel } from './ask-models.ts';
import { found, type Examination, type Finding } from './finding.ts';
import { endpointOfUrl, examineDns, examineTcp, examineTls } from './reach.ts';
import { tryChat } from './try-chat.ts';

export interface ExamineOptions {
  readonly dispatcher: Dispatcher;
  readonly proxy: ProxySettings | undefined;
  /** Authorities besides Node's own. */
  readonly ca?: string;
  readonly now?: () => number;
}

/** Goes from hop to hop as a chat does, over real connections, and stops at the first that fails. */
export async function examineBackend(backend: Backend, options: ExamineOptions): Promise<Examination> {
  const findings: Finding[] = [];
  for await (const finding of walk(backend, options)) {
    findings.push(finding);
    if (finding.outcome === 'failed') break;
  }
  return { name: backend.name, address: backend.baseUrl, findings };
}

async function* walk(backend: Backend, options: ExamineOptions): AsyncGenerator<Finding> {
  const url = new URL(backend.baseUrl);
  yield* reach(url, backend, options);
  const { findings, models } = await askModels(backend, options.dispatcher);
  yield* findings;
  yield* examineModels(backend, models);
  const first = backend.models[0];
  if (!first) return;
  const chat = await tryChat(backend, first, options.dispatcher);
  // Without a list the chat was the first to show the key.
  const isKeyNew = !findings.some(({ hop }) => hop === 'key') && chat.every(({ hop }) => hop === 'streaming');
  if (isKeyNew) yield found('key', 'ok', backend.apiKey === undefined ? 'key-none' : 'key-ok', keyFacts(backend));
  yield* chat;
}

async function* reach(url: URL, backend: Backend, options: ExamineOptions): AsyncGenerator<Finding> {
  const { connectMs } = backend.timeouts;
  const proxy = proxyFor(url, options.proxy);
  if (proxy !== undefined) {
    // The proxy looks up the name and connects; from here only the way to it can be seen.
    const way = URL.canParse(proxy) ? await examineTcp(endpointOfUrl(new URL(proxy)), connectMs) : undefined;
    const address = proxy.replace(/\/\/[^@/]*@/, '//');
    const isThere = way?.outcome === 'ok';
    yield found('proxy', isThere ? 'ok' : 'failed', isThere ? 'proxy-ok' : 'proxy-unreachable', { address });
    return;
  }
  yield found('proxy', 'ok', 'proxy-none');
  const endpoint = endpointOfUrl(url);
  const dns = await examineDns(endpoint);
  yield dns;
  // Each is asked for only after the one before went well.
  if (dns.outcome === 'failed') return;
  const tcp = await examineTcp(endpoint, connectMs);
  yield tcp;
  if (tcp.outcome === 'failed') return;
  yield await examineTls(url, {
    timeoutMs: connectMs,
    hasKey: backend.apiKey !== undefined,
    ca: options.ca,
    now: options.now ?? Date.now,
  });
}

function* examineModels(backend: Backend, listed: readonly ListedModel[] | undefined): Generator<Finding> {
  // llama.cpp answers with what it has loaded, whatever the id; Azure lists models and not deployments.
  const tells = listed !== undefined && backend.kind !== 'azure-openai';
  for (const { upstreamId, contextWindow } of backend.models) {
    const same = listed?.find(({ id }) => id === upstreamId || id === `${upstreamId}:latest`);
    const model = same ?? (backend.kind === 'llama.cpp' ? listed?.[0] : undefined);
    if (!model) {
      const known = (listed ?? []).slice(0, 8).map(({ id }) => id);
      if (tells) yield found('model', 'failed', 'model-missing', { model: upstreamId, known: known.join(', ') });
      else yield found('model', 'ok', 'model-unlisted', { model: upstreamId });
      continue;
    }
    yield found('model', 'ok', 'model-ok', { model: upstreamId });
    yield examineContext(upstreamId, contextWindow, model.contextWindow);
  }
}

function examineContext(model: string, configured: number | undefined, real: number | undefined): Finding {
  if (real === undefined) return found('context', 'ok', 'context-unknown', { model });
  if (configured === undefined) return found('context', 'warning', 'context-unset', { model, real });
  const fits = configured <= real;
  return found('context', fits ? 'ok' : 'failed', fits ? 'context-ok' : 'context-too-large', {
    model,
    configured,
    real,
  });
}

/** A model file: whether it loads. */
export async function examineFile(row: LocalModelRow, model: Pick<LocalModel, 'load'>): Promise<Examination> {
  const finding = await model.load().then(
    ({ contextWindow }) => found('model', 'ok', 'file-ok', { contextWindow }),
    (error: unknown) =>
      found('model', 'failed', 'file-fails', { reason: error instanceof Error ? error.message : String(error) }),
  );
  return { name: row.name, address: row.path, findings: [finding] };
}
