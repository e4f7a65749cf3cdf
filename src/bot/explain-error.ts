import type { AssistantError } from '../base/errors.ts';
import type { Strings } from './strings.ts';

/** What to say to a person about a failure: what it is, and what they can do. */
export function explainError(error: AssistantError, strings: Strings): string {
  const byReason = error.reason === undefined ? undefined : strings.reasons[error.reason];
  return byReason ?? strings.errors[error.code] ?? strings.errors.unexpected;
}
