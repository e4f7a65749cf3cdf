import type { AssistantError } from '../../../base/errors.ts';
import { functionWords } from '../../../functions/words.ts';
import { endingStrings } from '../../ui/ending-strings.ts';
import { limitSentence } from '../../ui/failure-sentence.ts';
import { isOffline } from '../../ui/is-offline.ts';

/**
 * A failure in the words of cells, which have no prompt to keep: whose limit or rule it is where that is known, else what the
 * server did. `undefined` where the pane's own sentence says it better.
 */
export function cellSentence(error: AssistantError, language: 'en' | 'zh'): string | undefined {
  if (isOffline(error)) return undefined;
  const reason = error.reason ?? '';
  const isServers = /^(?:backend-|no-answer|$)/.test(reason);
  const known = isServers ? undefined : (limitSentence(error, language) ?? endingStrings(language).reasons[reason]);
  return known ?? functionWords(language).failures[error.code];
}
