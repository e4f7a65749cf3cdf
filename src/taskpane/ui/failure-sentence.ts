import type { AssistantError } from '../../base/errors.ts';
import type { Strings } from '../app/strings.ts';
import { endingStrings } from './ending-strings.ts';
import { isOffline } from './is-offline.ts';

/** The pane's words and their language. */
export interface Words {
  readonly strings: Strings;
  readonly language: 'en' | 'zh';
}

/**
 * A failure in plain words, the same for the eye and for a screen reader. `hasText` is whether a part of the answer had come by
 * then, and is kept.
 */
export function failureSentence(error: AssistantError, { strings, language }: Words, hasText: boolean): string {
  const { code, reason } = error;
  const words = endingStrings(language);
  if (isOffline(error)) return strings.offline;
  if (code === 'stream-interrupted' && !hasText) return words.brokeOffEmpty;
  const limit = limitSentence(error, language);
  if (limit !== undefined) return `${limit}${language === 'zh' ? '' : ' '}${words.promptIsKept}`;
  const known = strings.reasons[reason ?? ''] ?? words.reasons[reason ?? ''];
  if (known !== undefined) return known;
  return code === 'model-refused' && reason !== undefined ? words.refusedFor(reason) : strings.errors[code];
}

/** Which limit a failure is for, and what to do; `undefined` where it is for none. */
export function limitSentence({ reason }: AssistantError, language: Words['language']): string | undefined {
  return endingStrings(language).limits[reason ?? ''];
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
export function failureDetails(error: AssistantError, { strings, language }: Words): string | undefined {
  const { code, reason, message } = error;
  if (message === '') return undefined;
  if (reason?.startsWith('backend-') === true) return message;
  const isKnown = (strings.reasons[reason ?? ''] ?? endingStrings(language).reasons[reason ?? '']) !== undefined;
  const isTold =
    isKnown || limitSentence(error, language) !== undefined || (code === 'model-refused' && reason !== undefined);
  return detailed.has(code) && !isTold ? message : undefined;
}
