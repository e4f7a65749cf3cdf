import { AssistantError, type AssistantErrorOptions, type ErrorCode } from '../../base/errors.ts';
import { errorEnvelopeSchema } from '../../protocol/chat.ts';
import type { Backend } from './backend.ts';

/** A failure and the status that clients are told. */
export interface BackendFailure {
  readonly error: AssistantError;
  readonly status: number;
  /** Code and message for the log: without what the backend says, which may repeat the prompt. */
  readonly summary: string;
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED). Is the server running, and is the port right?',
  ENOTFOUND: 'its host name is not known (ENOTFOUND). Check the spelling, or the DNS of this network.',
  EAI_AGAIN: 'its host name could not be looked up (EAI_AGAIN). Check the DNS of this network.',
  ETIMEDOUT: 'the connection timed out (ETIMEDOUT). Check the address and the firewall.',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out. Check the address and the firewall.',
  EHOSTUNREACH: 'there is no way to that host (EHOSTUNREACH).',
  ENETUNREACH: 'there is no way to that network (ENETUNREACH).',
  EFORBIDDEN:
    'its name leads to a link-local or metadata address, which is never a model. Check the DNS of this network.',
  ECONNRESET: 'it closed the connection (ECONNRESET).',
  EPIPE: 'it closed the connection (EPIPE).',
  UND_ERR_SOCKET: 'it closed the connection.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed. Name its authority in NODE_EXTRA_CA_CERTS.',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate has an unknown authority. Name that in NODE_EXTRA_CA_CERTS.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate has an unknown authority. Name that in NODE_EXTRA_CA_CERTS.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate has an unknown authority. Name that in NODE_EXTRA_CA_CERTS.',
  CERT_HAS_EXPIRED: 'its certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS. Should the address begin with http:// ?',
  EPROTO: 'TLS failed (EPROTO). Should the address begin with http:// ?',
};

/** Which row and where, for a person who has to mend it. */
function nameOf(backend: Backend): string {
  return `Backend "${backend.name}" (${backend.baseUrl})`;
}

function keyName(backend: Backend): string {
  return backend.apiKeyEnv === undefined ? 'No key is configured: set apiKeyEnv' : `Check ${backend.apiKeyEnv}`;
}

/** No connection, or one that broke before the answer began. */
export function fromConnectionError(backend: Backend, cause: unknown): BackendFailure {
  const code = errorCodeOf(cause);
  const reason = causes[code] ?? (code === '' ? 'the connection failed.' : `the connection failed (${code}).`);
  return failure('backend-unreachable', 502, `${nameOf(backend)} cannot be reached: ${reason}`, {
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
  const message =
    phase === 'begin'
      ? `${nameOf(backend)} did not begin to answer within ${waitedMs / 1000} s.`
      : `${nameOf(backend)} stopped in the middle of its answer for ${waitedMs / 1000} s.`;
  return phase === 'begin'
    ? failure('backend-unreachable', 504, message, { reason: 'backend-slow', retryable: true })
    : failure('stream-interrupted', 504, message, { reason: 'backend-stopped', retryable: true });
}

/** The answer broke off after it had begun. */
export function fromBrokenAnswer(backend: Backend, cause: unknown): BackendFailure {
  const message = `${nameOf(backend)} broke off in the middle of its answer.`;
  return failure('stream-interrupted', 502, message, { reason: 'backend-stopped', retryable: true, cause });
}

/** A success that is no chat completion, such as the start page of a server whose address lacks its `/v1`. */
export function fromForeignAnswer(backend: Backend, contentType: string): BackendFailure {
  return failure(
    'backend-unreachable',
    502,
    `${nameOf(backend)} answered with ${contentType || 'no content type'} instead of a chat completion. ` +
      'Check the path of its address; it usually ends with /v1.',
    { reason: 'backend-address' },
  );
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
    return failure('unauthorized', status, `${name} refused the key (${status}). ${keyName(backend)}.`);
  }
  if (status === 404) {
    const message = `${name} has no model "${model}", or its address is wrong (404).`;
    return failure('model-missing', 404, message, {}, said);
  }
  if (status === 402 || status === 429) {
    const retryAfterSeconds = parseRetryAfter(answer.retryAfter);
    const message = `${name} accepts no more requests for now (${status}).`;
    const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return failure('quota-exceeded', 429, message, { retryable: status === 429, ...retry }, said);
  }
  if (status >= 300 && status < 400) {
    const target = answer.location === undefined ? '' : ` to ${withoutQuery(answer.location)}`;
    const message = `${name} redirects${target} (${status}). Put the right address there.`;
    return failure('backend-unreachable', 502, message, { reason: 'backend-address' });
  }
  const refused = refusalCode(status, answer.body);
  if (status < 500 || refused === 'context-too-long') {
    const told = refused === 'context-too-long' ? 413 : 400;
    return failure(refused, told, `${name} refused the request (${status}).`, {}, said);
  }
  const told = status === 503 || status === 504 ? status : 502;
  // By RFC 9110 §15.6.4, overloaded or not up yet: it passes.
  const reason = status === 503 ? 'backend-busy' : 'backend-failed';
  return failure('backend-unreachable', told, `${name} failed (${status}).`, { reason, retryable: true }, said);
}

function failure(
  code: ErrorCode,
  status: number,
  message: string,
  options: AssistantErrorOptions = {},
  said = '',
): BackendFailure {
  const whole = said === '' ? message : `${message} It says: ${said}`;
  return { error: new AssistantError(code, whole, options), status, summary: `${code}: ${message}` };
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

function parseRetryAfter(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
