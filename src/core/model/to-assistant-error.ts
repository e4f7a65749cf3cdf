import { AssistantError, type AssistantErrorOptions, type ErrorCode } from '../../base/errors.ts';
import { errorEnvelopeSchema } from '../../protocol/chat.ts';

/** The gateway's own codes, which are taken as they are. A record, so that a new code cannot be forgotten. */
const ownCodes: Readonly<Record<ErrorCode, true>> = {
  aborted: true,
  'selection-empty': true,
  'selection-changed': true,
  'document-protected': true,
  'document-read-only': true,
  'host-unsupported': true,
  'host-busy': true,
  'host-failed': true,
  'gateway-unreachable': true,
  'backend-unreachable': true,
  'sign-in-required': true,
  unauthorized: true,
  'policy-forbids': true,
  'quota-exceeded': true,
  'model-missing': true,
  'model-refused': true,
  'capability-unavailable': true,
  'context-too-long': true,
  'stream-interrupted': true,
  'invalid-request': true,
  unexpected: true,
};

const statusCodes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid-request',
  401: 'unauthorized',
  402: 'quota-exceeded',
  403: 'unauthorized',
  404: 'model-missing',
  405: 'gateway-unreachable',
  408: 'backend-unreachable',
  413: 'context-too-long',
  422: 'invalid-request',
  429: 'quota-exceeded',
  501: 'capability-unavailable',
  502: 'backend-unreachable',
  503: 'backend-unreachable',
  504: 'backend-unreachable',
};

const retryableStatuses = new Set([408, 429, 500, 502, 503, 504]);

export interface HttpFailure {
  readonly status: number;
  /** The body as it came; not always JSON. */
  readonly body: string;
  readonly requestId?: string | undefined;
  /** The `retry-after` header: seconds or an HTTP date. */
  readonly retryAfter?: string | null | undefined;
  /** The `x-should-retry` header, by which the gateway says that the same will fail again. */
  readonly shouldRetry?: string | null | undefined;
}

/** The error for an HTTP answer that is not a success. `now` is milliseconds since the epoch. */
export function fromHttpFailure(failure: HttpFailure, now: number = Date.now()): AssistantError {
  const envelope = parseEnvelope(failure.body);
  const code = envelope ? codeOf(envelope, failure.status) : (statusCodes[failure.status] ?? 'unexpected');
  const retryAfterSeconds = parseRetryAfter(failure.retryAfter, now);
  return new AssistantError(code, envelope?.message ?? `HTTP ${failure.status}`, {
    retryable:
      retryableStatuses.has(failure.status) && failure.shouldRetry !== 'false' && code !== 'capability-unavailable',
    ...defined({ requestId: failure.requestId, retryAfterSeconds, reason: envelope?.reason }),
  });
}

/**
 * The error for an error payload inside a stream that began with a success; `undefined` when `json` is none.
 * Backends put it as OpenAI's envelope.
 */
export function fromStreamPayload(json: unknown, requestId: string | undefined): AssistantError | undefined {
  const parsed = errorEnvelopeSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const envelope = readEnvelope(parsed.data.error);
  const status = typeof envelope.code === 'number' ? envelope.code : 500;
  const known = codeOf(envelope, status);
  // A backend's own fault, said inside the stream: the answer broke off. The gateway says of its own that it is unexpected.
  const isBackends = known === 'unexpected' && envelope.code !== 'unexpected';
  const code = isBackends ? 'stream-interrupted' : known;
  const reason = envelope.reason ?? (isBackends ? 'backend-stopped' : undefined);
  return new AssistantError(code, envelope.message, {
    retryable: code === 'backend-unreachable' || code === 'quota-exceeded' || code === 'stream-interrupted',
    ...defined({ requestId, reason }),
  });
}

/** The error for a request that never reached the gateway. */
export function fromNetworkFailure(cause: unknown): AssistantError {
  return new AssistantError('gateway-unreachable', 'The gateway did not answer.', {
    cause,
    reason: 'no-answer',
    retryable: true,
  });
}

interface Envelope {
  readonly message: string;
  readonly type: string;
  readonly code: string | number | undefined;
  readonly reason: string | undefined;
}

function parseEnvelope(body: string): Envelope | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // A proxy's page or plain text: the status alone tells.
    return undefined;
  }
  const parsed = errorEnvelopeSchema.safeParse(json);
  return parsed.success ? readEnvelope(parsed.data.error) : undefined;
}

function readEnvelope(error: {
  readonly message: string;
  readonly type?: string | null | undefined;
  readonly code?: string | number | null | undefined;
  readonly param?: string | null | undefined;
}): Envelope {
  const { message, type, code, param } = error;
  return { message, type: type ?? '', code: code ?? undefined, reason: param ?? undefined };
}

function codeOf(envelope: Envelope, status: number): ErrorCode {
  const { code, type, message } = envelope;
  if (typeof code === 'string' && Object.hasOwn(ownCodes, code)) return code as ErrorCode;
  const named = `${String(code ?? '')} ${type}`.toLowerCase();
  if (/context_length|context_window|too_many_tokens/.test(named)) return 'context-too-long';
  // vLLM, llama.cpp and Ollama say it in words alone.
  if (status === 400 && /context (?:length|size|window)|maximum .{0,20}tokens|exceeds? .{0,30}context/i.test(message)) {
    return 'context-too-long';
  }
  if (/content_filter|content_policy|safety|refus/.test(named)) return 'model-refused';
  if (/insufficient_quota|rate_limit|billing/.test(named)) return 'quota-exceeded';
  if (/invalid_api_key|authentication|permission/.test(named)) return 'unauthorized';
  if (/model_not_found/.test(named)) return 'model-missing';
  return statusCodes[status] ?? 'unexpected';
}

/** A pause of nothing, or one that is over, says no more than none. */
function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value === undefined || value === null || value.trim() === '') return undefined;
  const number = Number(value);
  const seconds = Math.ceil(Number.isFinite(number) ? number : (Date.parse(value) - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}

/** The options that have a value: an absent one must be absent, not `undefined`. */
function defined(options: {
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly reason?: string | undefined;
}): AssistantErrorOptions {
  return {
    ...(options.requestId === undefined ? {} : { requestId: options.requestId }),
    ...(options.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: options.retryAfterSeconds }),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
  };
}
