import { AssistantError, type ErrorCode } from '../base/errors.ts';

/** Office's codes, which are the same in every language, and what they mean to a person. */
const meanings: Readonly<Record<string, { readonly code: ErrorCode; readonly retryable?: boolean }>> = {
  AccessDenied: { code: 'document-protected' },
  ReadOnlyDocument: { code: 'document-read-only' },
  NotAllowed: { code: 'document-protected' },
  ApiNotFound: { code: 'host-unsupported' },
  ApiNotAvailable: { code: 'host-unsupported' },
  NotImplemented: { code: 'host-unsupported' },
  ActivityLimitReached: { code: 'host-busy', retryable: true },
  RequestAborted: { code: 'host-busy', retryable: true },
  InvalidOrTimedOutSession: { code: 'host-busy', retryable: true },
  WriteNotSupportedWhenModalDialogOpen: { code: 'host-busy', retryable: true },
  InvalidOperationInCellEditMode: { code: 'host-busy', retryable: true },
  RequestPayloadSizeLimitExceeded: { code: 'context-too-long' },
  ResponsePayloadSizeLimitExceeded: { code: 'context-too-long' },
  GeneralException: { code: 'host-failed', retryable: true },
};

/** The code of an Office error, or `undefined` for anything else. */
export function officeErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Translates what Office raised; a message of Office's is in the person's language and is never matched. */
export function toAssistantError(error: unknown): AssistantError {
  if (error instanceof AssistantError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new AssistantError('aborted', 'Reading was stopped.', { cause: error });
  }
  const officeCode = officeErrorCode(error);
  const meaning = officeCode === undefined ? undefined : meanings[officeCode];
  const message = error instanceof Error ? error.message : String(error);
  return new AssistantError(
    meaning?.code ?? 'host-failed',
    officeCode === undefined ? message : `${officeCode}: ${message}`,
    {
      cause: error,
      retryable: meaning?.retryable ?? false,
    },
  );
}
