import type { AssistantError } from '../../base/errors.ts';
import type { Strings } from '../app/strings.ts';

/** Of this machine itself: it is reached without any network. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a gateway that does not answer is explained by this computer being without a network. */
export function isOffline({ code }: AssistantError): boolean {
  return code === 'gateway-unreachable' && !navigator.onLine && !loopback.test(location.hostname);
}

/**
 * A failure in plain words, the same for the eye and for a screen reader. `hasText` is whether a part of the answer had come by
 * then, and is kept.
 */
export function failureSentence(error: AssistantError, strings: Strings, hasText: boolean): string {
  const { code, reason } = error;
  if (isOffline(error)) return strings.offline;
  if (code === 'stream-interrupted' && !hasText) return strings.brokeOffEmpty;
  const known = strings.reasons[reason ?? ''];
  if (known !== undefined) return known;
  return code === 'model-refused' && reason !== undefined ? strings.refusedFor(reason) : strings.errors[code];
}

/** Codes whose own message tells more than our sentence does: which row, which address, what cause. */
const detailed = new Set([
  'backend-unreachable',
  'unauthorized',
  'model-missing',
  'model-refused',
  'invalid-request',
  'unexpected',
  'host-failed',
  'quota-exceeded',
  'policy-forbids',
  'capability-unavailable',
]);

/** The failure's own message, for whoever mends it, where it tells more than the sentence; in English unless a model server spoke. */
export function failureDetails({ code, reason, message }: AssistantError, strings: Strings): string | undefined {
  if (message === '') return undefined;
  if (reason?.startsWith('backend-') === true) return message;
  const isTold = strings.reasons[reason ?? ''] !== undefined || (code === 'model-refused' && reason !== undefined);
  return detailed.has(code) && !isTold ? message : undefined;
}
