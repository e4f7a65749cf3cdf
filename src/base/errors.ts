/** Every failure that a person can meet. What only a programmer can cause is a plain `Error`. */
export type ErrorCode =
  | 'aborted'
  | 'selection-empty'
  | 'selection-changed'
  | 'document-protected'
  | 'document-read-only'
  | 'host-unsupported'
  | 'host-busy'
  | 'host-failed'
  | 'gateway-unreachable'
  | 'backend-unreachable'
  | 'sign-in-required'
  | 'unauthorized'
  | 'policy-forbids'
  | 'quota-exceeded'
  | 'model-missing'
  | 'model-refused'
  | 'capability-unavailable'
  | 'context-too-long'
  | 'stream-interrupted'
  | 'invalid-request'
  | 'unexpected';

export interface AssistantErrorOptions {
  readonly cause?: unknown;
  /** Whether the same request may succeed when it is made again unchanged. */
  readonly retryable?: boolean;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** Which of the causes that a code has, in kebab case, for a sentence of its own: which limit, which rule, which category. */
  readonly reason?: string;
}

/**
 * The one error class that crosses layers. `code` decides what the pane says and offers; `message` is for
 * whoever reads a log or the details, in English, and never holds document text or a key.
 */
export class AssistantError extends Error {
  override readonly name = 'AssistantError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly reason: string | undefined;

  constructor(code: ErrorCode, message: string, options: AssistantErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.requestId = options.requestId;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason;
  }
}

/** The error as it is, when it is ours; otherwise wrapped as `unexpected` (or `aborted` for an abort signal's reason). */
export function toAssistantError(error: unknown): AssistantError {
  if (error instanceof AssistantError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new AssistantError('aborted', 'The request was stopped.', { cause: error });
  }
  return new AssistantError('unexpected', error instanceof Error ? error.message : String(error), { cause: error });
}
