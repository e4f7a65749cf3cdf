import type { BackendKind } from './presets.ts';

/** How long to wait for a backend, in milliseconds. */
export interface BackendTimeouts {
  /** For the connection. */
  readonly connectMs: number;
  /** From the request to the first byte of a streamed answer; a server that loads its model first needs long. */
  readonly firstByteMs: number;
  /** Between two pieces of a streamed answer. */
  readonly idleMs: number;
  /** For a whole answer that is not streamed. */
  readonly wholeAnswerMs: number;
}

export const defaultTimeouts: BackendTimeouts = {
  connectMs: 5_000,
  firstByteMs: 120_000,
  idleMs: 60_000,
  wholeAnswerMs: 600_000,
};

export interface BackendModel {
  /** What clients ask for. */
  readonly id: string;
  /** What the backend calls it: for Azure, the deployment. */
  readonly upstreamId: string;
  readonly contextWindow: number | undefined;
  /** Whether it takes OpenAI's `prediction`. */
  readonly predictsOutput?: boolean;
}

/** One row of the configuration: a server that speaks OpenAI's chat completions. */
export interface Backend {
  readonly name: string;
  readonly kind: BackendKind;
  /** Without a slash at its end; for all kinds but Azure it ends where `/chat/completions` follows. */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** Name of the variable that the key came from, for messages. */
  readonly apiKeyEnv: string | undefined;
  /** Azure's `api-version`. */
  readonly apiVersion: string | undefined;
  readonly models: readonly BackendModel[];
  /** Chats that it answers at once; any number when absent. */
  readonly maxConcurrent?: number | undefined;
  readonly timeouts: BackendTimeouts;
  /** Whether somebody else runs it (`decideHosted`), so that personal details, and some people's chats, are kept from it. */
  readonly hosted: boolean;
}

/** Where a server lists its models. */
export function modelsEndpoint(backend: Backend): { url: URL; headers: Record<string, string> } {
  if (backend.kind !== 'azure-openai') {
    return { url: new URL(`${backend.baseUrl}/models`), headers: keyHeaders(backend) };
  }
  const url = new URL(`${backend.baseUrl}/openai/models`);
  url.searchParams.set('api-version', backend.apiVersion ?? '');
  return { url, headers: keyHeaders(backend) };
}

function keyHeaders({ kind, apiKey }: Backend): Record<string, string> {
  if (apiKey === undefined) return {};
  return kind === 'azure-openai' ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
}

/** Where a request goes, and the headers that carry the key. */
export interface Endpoint {
  readonly url: URL;
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Rows and models are those of the configuration, and paths the gateway's own, so there are few; a URL is dear to take apart. */
const endpoints = new WeakMap<Backend, Map<string, Endpoint>>();

/** Where to send a request for `model`: a chat unless `path` says otherwise. */
export function endpointOf(backend: Backend, model: BackendModel, path = '/chat/completions'): Endpoint {
  let known = endpoints.get(backend);
  if (!known) {
    known = new Map();
    endpoints.set(backend, known);
  }
  const key = `${path} ${model.upstreamId}`;
  let endpoint = known.get(key);
  if (!endpoint) {
    const url = urlOf(backend, model, path);
    endpoint = { url, origin: url.origin, path: url.pathname + url.search, headers: keyHeaders(backend) };
    known.set(key, endpoint);
  }
  return endpoint;
}

function urlOf(backend: Backend, model: BackendModel, path: string): URL {
  if (backend.kind !== 'azure-openai') return new URL(`${backend.baseUrl}${path}`);
  const deployment = encodeURIComponent(model.upstreamId);
  const url = new URL(`${backend.baseUrl}/openai/deployments/${deployment}${path}`);
  url.searchParams.set('api-version', backend.apiVersion ?? '');
  return url;
}
