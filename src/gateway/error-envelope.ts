import type { AssistantError, ErrorCode } from '../base/errors.ts';
import { ToldFailure } from '../base/told-failure.ts';
import { reasonOf, type Language, type Words } from './language.ts';

/** The status that goes with each code that the gateway itself can meet; any other is a 500. */
const statuses: Partial<Record<ErrorCode, number>> = {
  'invalid-request': 400,
  'sign-in-required': 401,
  unauthorized: 401,
  'policy-forbids': 403,
  'model-missing': 404,
  'context-too-long': 413,
  // Not 501: clients try a 5xx again, and this will fail again.
  'capability-unavailable': 422,
  'model-refused': 422,
  'quota-exceeded': 429,
  'backend-unreachable': 502,
  'stream-interrupted': 502,
  'gateway-unreachable': 503,
};

const types: Partial<Record<ErrorCode, string>> = {
  'invalid-request': 'invalid_request_error',
  'context-too-long': 'invalid_request_error',
  'capability-unavailable': 'invalid_request_error',
  'model-missing': 'invalid_request_error',
  'sign-in-required': 'authentication_error',
  unauthorized: 'authentication_error',
  'policy-forbids': 'permission_error',
  'quota-exceeded': 'rate_limit_error',
};

/** What nobody foresaw may name files of this machine, and is for the log alone. */
const unforeseen: Words = {
  en: 'The gateway failed to answer. Its log says why.',
  zh: '网关未能完成这次请求，原因在网关的日志中。',
};

function wordsOf(error: AssistantError): Words {
  return error.code === 'unexpected' && !(error instanceof ToldFailure) ? unforeseen : reasonOf(error);
}

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text: OpenAI's envelope, with one of our codes. */
  readonly body: string;
}

/** OpenAI's envelope as JSON text, in the language of its reader, `param` being the error's reason; also the payload of an error inside a stream. */
export function renderEnvelope(error: AssistantError, language: Language): string {
  const type = types[error.code] ?? 'api_error';
  const message = wordsOf(error)[language];
  return JSON.stringify({ error: { message, type, code: error.code, param: error.reason ?? null } });
}

/** The whole answer for a failure. `status` overrides the one that goes with the code. */
export function renderError(
  error: AssistantError,
  language: Language,
  status = statuses[error.code] ?? 500,
): ErrorAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      // Understood by OpenAI's SDKs.
      ...(error.code === 'sign-in-required' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(error.retryable ? {} : { 'x-should-retry': 'false' }),
      ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
    },
    body: renderEnvelope(error, language),
  };
}
