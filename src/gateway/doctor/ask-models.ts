import type { Dispatcher } from 'undici';
import { modelsEndpoint, type Backend } from '../backends/backend.ts';
import { found, type Finding } from './finding.ts';
import { codeOf } from './reach.ts';
import { isObject } from '../json.ts';

/** A model as its server lists it. */
export interface ListedModel {
  readonly id: string;
  readonly contextWindow: number | undefined;
}

export interface ModelsAnswer {
  /** Of the hops `http` and `key`. */
  readonly findings: readonly Finding[];
  /** Absent when the server keeps no list. */
  readonly models: readonly ListedModel[] | undefined;
}

const answerMs = 15_000;
const largestList = 4 * 1024 * 1024;

/** Asks for the list of models: shows whether HTTP works, whether it is the right server, and whether it takes the key. */
export async function askModels(backend: Backend, dispatcher: Dispatcher): Promise<ModelsAnswer> {
  const { url, headers } = modelsEndpoint(backend);
  const address = url.origin + url.pathname;
  const fail = (finding: Finding): ModelsAnswer => ({ findings: [finding], models: undefined });
  let answer: Dispatcher.ResponseData;
  let text = '';
  try {
    answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { ...headers, accept: 'application/json' },
      headersTimeout: answerMs,
      bodyTimeout: answerMs,
    });
    for await (const part of answer.body as AsyncIterable<Buffer>) {
      text += part.toString('utf8');
      if (text.length > largestList) break;
    }
  } catch (error) {
    const code = codeOf(error);
    const isTimeout = code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
    return fail(
      found('http', 'failed', isTimeout ? 'http-timeout' : 'http-broken', { address, code, seconds: answerMs / 1000 }),
    );
  }
  const refused = judgeStatus(backend, answer.statusCode, answer.headers, address);
  if (refused) return { findings: refused, models: undefined };
  const keyIsFine = found('key', 'ok', backend.apiKey === undefined ? 'key-none' : 'key-ok', keyFacts(backend));
  if (answer.statusCode >= 400) {
    // Some servers keep no list; the chat will tell.
    return {
      findings: [found('http', 'ok', 'http-list-absent', { address, status: answer.statusCode })],
      models: undefined,
    };
  }
  const models = readModels(text);
  if (!models) return fail(found('http', 'failed', 'http-html', { address }));
  return { findings: [found('http', 'ok', 'http-ok', { address, count: models.length }), keyIsFine], models };
}

export function keyFacts(backend: Backend): Finding['facts'] {
  return { variable: backend.apiKeyEnv ?? 'apiKeyEnv' };
}

/** What is wrong with an answer by its head alone. */
export function judgeStatus(
  backend: Backend,
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  address: string,
): Finding[] | undefined {
  const isPage = /text\/html/i.test(String(headers['content-type'] ?? ''));
  if (status === 407) return [found('proxy', 'failed', 'proxy-refuses', { status })];
  if (status >= 300 && status < 400) {
    const location = String(headers['location'] ?? '')
      .replace(/[?#].*$/, '')
      .slice(0, 200);
    return [found('http', 'failed', 'http-redirect', { address, location, status })];
  }
  if (status === 401 || status === 403) {
    const code = backend.apiKey === undefined ? 'key-missing' : 'key-refused';
    return [
      found('http', 'ok', 'http-ok', { address, count: 0 }),
      found('key', 'failed', code, { ...keyFacts(backend), status }),
    ];
  }
  if (isPage) return [found('http', 'failed', 'http-html', { address })];
  return status >= 500 ? [found('http', 'failed', 'http-error', { address, status })] : undefined;
}

/** OpenAI's list, with the context that vLLM (`max_model_len`), llama.cpp (`meta`) and others say there. */
function readModels(text: string): ListedModel[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const data = isObject(json) ? json['data'] : undefined;
  if (!Array.isArray(data)) return undefined;
  return data.filter(isObject).map((model) => {
    const meta = isObject(model['meta']) ? model['meta'] : {};
    const windows = [model['max_model_len'], model['context_length'], model['max_context_length'], meta['n_ctx']];
    return {
      id: String(model['id']),
      contextWindow: windows.find((window): window is number => typeof window === 'number' && window > 0),
    };
  });
}
