import type { AssistantError, AssistantErrorOptions, ErrorCode } from '../../base/errors.ts';
import { ToldFailure, type Words } from '../../base/told-failure.ts';
import { errorEnvelopeSchema } from '../../protocol/chat.ts';
import type { Backend } from './backend.ts';
import { causeOf } from './connection-causes.ts';

/** A failure and the status that clients are told. */
export interface BackendFailure {
  readonly error: AssistantError;
  readonly status: number;
  /** Code and message for the log: without what the backend says, which may repeat the prompt. */
  readonly summary: string;
}

/** Which row and where, for a person who has to mend it. */
function nameOf(backend: Backend): Words {
  const { name, baseUrl } = backend;
  return { en: `Backend "${name}" (${baseUrl})`, zh: `后端“${name}”（${baseUrl}）` };
}

function keyName({ apiKeyEnv }: Backend): Words {
  return apiKeyEnv === undefined
    ? { en: 'No key is configured: set apiKeyEnv', zh: '没有配置密钥：请设置 apiKeyEnv' }
    : { en: `Check ${apiKeyEnv}`, zh: `请检查 ${apiKeyEnv}` };
}

/** No connection, or one that broke before the answer began. */
export function fromConnectionError(backend: Backend, cause: unknown): BackendFailure {
  const code = errorCodeOf(cause);
  const why = causeOf(code);
  const name = nameOf(backend);
  const words = { en: `${name.en} cannot be reached: ${why.en}`, zh: `${name.zh}连不上：${why.zh}` };
  return failure('backend-unreachable', 502, words, {
    reason: 'backend-down',
    retryable: true,
    cause,
  });
}

/** The code of the error or of what caused it; a dual-stack host fails with one error for each address. */
function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error) return errorCodeOf(error.cause);
  if ('errors' in error && Array.isArray(error.errors)) return errorCodeOf(error.errors[0]);
  return '';
}

/** The answer did not begin, or stopped, in the time that the row allows. */
export function fromTimeout(backend: Backend, waitedMs: number, phase: 'begin' | 'continue'): BackendFailure {
  const name = nameOf(backend);
  const seconds = waitedMs / 1000;
  if (phase === 'begin') {
    const words = {
      en: `${name.en} did not begin to answer within ${seconds} s.`,
      zh: `${name.zh}在 ${seconds} 秒内没有开始回答。`,
    };
    return failure('backend-unreachable', 504, words, { reason: 'backend-slow', retryable: true });
  }
  const words = {
    en: `${name.en} stopped in the middle of its answer for ${seconds} s.`,
    zh: `${name.zh}在回答中途停顿了 ${seconds} 秒。`,
  };
  return failure('stream-interrupted', 504, words, { reason: 'backend-stopped', retryable: true });
}

/** The answer broke off after it had begun. */
export function fromBrokenAnswer(backend: Backend, cause: unknown): BackendFailure {
  const name = nameOf(backend);
  const words = { en: `${name.en} broke off in the middle of its answer.`, zh: `${name.zh}的回答中途断开。` };
  return failure('stream-interrupted', 502, words, { reason: 'backend-stopped', retryable: true, cause });
}

/** A success that is no chat completion, such as the start page of a server whose address lacks its `/v1`. */
export function fromForeignAnswer(backend: Backend, contentType: string): BackendFailure {
  const name = nameOf(backend);
  const words = {
    en:
      `${name.en} answered with ${contentType || 'no content type'} instead of a chat completion. ` +
      'Check the path of its address; it usually ends with /v1.',
    zh: `${name.zh}返回的是 ${contentType || '未注明类型的内容'}，不是对话。请检查地址的路径，通常以 /v1 结尾。`,
  };
  return failure('backend-unreachable', 502, words, { reason: 'backend-address' });
}

export interface HttpAnswer {
  readonly status: number;
  /** The body's head as text. */
  readonly body: string;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
}

/** An answer that is no success, for a chat with `model`. What the backend says is passed on without its key. */
export function fromHttpAnswer(backend: Backend, model: string, answer: HttpAnswer): BackendFailure {
  const { status } = answer;
  const name = nameOf(backend);
  const said = sayOf(backend, answer.body);
  if (status === 401 || status === 403) {
    // Its words are left out: some servers repeat a part of the key.
    const key = keyName(backend);
    return failure('unauthorized', status, {
      en: `${name.en} refused the key (${status}). ${key.en}.`,
      zh: `${name.zh}拒绝了密钥（${status}）。${key.zh}。`,
    });
  }
  if (status === 404) {
    const words = {
      en: `${name.en} has no model "${model}", or its address is wrong (404).`,
      zh: `${name.zh}没有模型“${model}”，或地址有误（404）。`,
    };
    return failure('model-missing', 404, words, {}, said);
  }
  if (status === 402 || status === 429) {
    const retryAfterSeconds = parseRetryAfter(answer.retryAfter);
    const words = {
      en: `${name.en} accepts no more requests for now (${status}).`,
      zh: `${name.zh}暂时不接受更多请求（${status}）。`,
    };
    const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return failure('quota-exceeded', 429, words, { retryable: status === 429, ...retry }, said);
  }
  if (status >= 300 && status < 400) {
    const target = answer.location === undefined ? undefined : withoutQuery(answer.location);
    const words = {
      en: `${name.en} redirects${target === undefined ? '' : ` to ${target}`} (${status}). Put the right address there.`,
      zh: `${name.zh}要求改用${target === undefined ? '其他地址' : ` ${target}`}（${status}）。请填写正确的地址。`,
    };
    return failure('backend-unreachable', 502, words, { reason: 'backend-address' });
  }
  const refused = refusalCode(status, answer.body);
  if (status < 500 || refused === 'context-too-long') {
    const told = refused === 'context-too-long' ? 413 : 400;
    const words = { en: `${name.en} refused the request (${status}).`, zh: `${name.zh}拒绝了请求（${status}）。` };
    return failure(refused, told, words, {}, said);
  }
  const told = status === 503 || status === 504 ? status : 502;
  // By RFC 9110 §15.6.4, overloaded or not up yet: it passes.
  const reason = status === 503 ? 'backend-busy' : 'backend-failed';
  const words = { en: `${name.en} failed (${status}).`, zh: `${name.zh}出错（${status}）。` };
  return failure('backend-unreachable', told, words, { reason, retryable: true }, said);
}

function failure(
  code: ErrorCode,
  status: number,
  words: Words,
  options: AssistantErrorOptions = {},
  said = '',
): BackendFailure {
  const whole = said === '' ? words : { en: `${words.en} It says: ${said}`, zh: `${words.zh}它说：${said}` };
  return { error: new ToldFailure(code, whole, options), status, summary: `${code}: ${words.en}` };
}

function refusalCode(status: number, body: string): ErrorCode {
  if (status === 413 || /context.?(?:length|size|window)|maximum.{0,20}tokens|too many tokens/i.test(body)) {
    return 'context-too-long';
  }
  return /content_filter|content_policy|ResponsibleAI/i.test(body) ? 'model-refused' : 'invalid-request';
}

const saidLength = 400;

/** What the backend says, on one line, short, and without the key. */
function sayOf(backend: Backend, body: string): string {
  let said = body;
  try {
    const json: unknown = JSON.parse(body);
    const parsed = errorEnvelopeSchema.safeParse(json);
    if (parsed.success) said = parsed.data.error.message;
    else if (typeof json === 'object' && json !== null && 'error' in json && typeof json.error === 'string') {
      said = json.error;
    }
  } catch {
    // Plain text or a proxy's page.
    if (/^\s*</.test(body)) return '';
  }
  if (backend.apiKey) said = said.replaceAll(backend.apiKey, '***');
  return said.replace(/\s+/g, ' ').trim().slice(0, saidLength);
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/, '').slice(0, 200);
}

/** A pause of nothing, or one that is over, says no more than none. */
function parseRetryAfter(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const number = Number(value);
  const seconds = Math.ceil(Number.isFinite(number) ? number : (Date.parse(value) - Date.now()) / 1000);
  return seconds > 0 ? seconds : undefined;
}
