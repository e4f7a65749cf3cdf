import type { AssistantState } from '../../assistant/assistant-state.ts';
import { endingOf } from './ending.ts';
import { failureSentence, type Words } from './failure-sentence.ts';

/** What a screen reader is told at the end: that it could not be written, or how the answer ended; `null` for a whole answer. */
export function saidEnding({ turn, writeError }: AssistantState, words: Words): string | null {
  if (writeError) return failureSentence(writeError, words, true);
  return turn ? (endingOf(turn, words)?.text ?? null) : null;
}
