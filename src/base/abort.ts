import { AssistantError } from './errors.ts';

/** Throws `aborted` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal);
}

function abortedError(signal: AbortSignal): AssistantError {
  return new AssistantError('aborted', 'The request was stopped.', { cause: signal.reason });
}

/**
 * The promise's outcome, or `aborted` as soon as the signal fires, whichever comes first. The promise itself goes
 * on; a later rejection of it is not reported as unhandled.
 */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortedError(signal));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** Resolves after `milliseconds`; rejects with `aborted` when the signal fires first. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return raceAbort(elapsed, signal).finally(() => {
    clearTimeout(timer);
  });
}

/** Whether an error means that somebody stopped the work: ours, or the platform's `AbortError` (of any realm). */
export function isAborted(error: unknown): boolean {
  if (error instanceof AssistantError) return error.code === 'aborted';
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
