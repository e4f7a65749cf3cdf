import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { AssistantError } from '../../base/errors.ts';
import { explainError } from '../explain-error.ts';
import type { Strings } from '../strings.ts';
import { card, note, text, title } from './elements.ts';

/** What went wrong, what to do, and the buttons that do it. */
export function errorCard(
  error: AssistantError,
  strings: Strings,
  actions: NonNullable<IAdaptiveCard['actions']> = [],
): IAdaptiveCard {
  const about = error.requestId === undefined ? [] : [note(strings.requestId(error.requestId))];
  return card([title(strings.failed), text(explainError(error, strings)), ...about], actions);
}
