export type BackendKind = 'vllm' | 'llama.cpp' | 'ollama' | 'openai' | 'azure-openai' | 'openai-compatible';

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
  readonly timeouts: BackendTimeouts;
  /** Whether somebody else runs it, so that personal details are kept from it; by its host name when absent. */
  readonly hosted?: boolean;
}

/** Where to send a chat for `model`, and the headers that carry the key. */
export function chatEndpoint(backend: Backend, model: BackendModel): { url: URL; headers: Record<string, string> } {
  if (backend.kind === 'azure-openai') {
    const deployment = encodeURIComponent(model.upstreamId);
    const url = new URL(`${backend.baseUrl}/openai/deployments/${deployment}/chat/completions`);
    url.searchParams.set('api-version', backend.apiVersion ?? '');
    return { url, headers: backend.apiKey === undefined ? {} : { 'api-key': backend.apiKey } };
  }
  return {
    url: new URL(`${backend.baseUrl}/chat/completions`),
    headers: backend.apiKey === undefined ? {} : { authorization: `Bearer ${backend.apiKey}` },
  };
}
