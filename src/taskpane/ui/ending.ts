import { answerOf, type Turn } from '../../assistant/turn.ts';
import { endingStrings } from './ending-strings.ts';
import { failureSentence, type Words } from './failure-sentence.ts';

/**
 * What is to be said of a generation that has ended other than with a whole answer; `null` for a whole one and while it runs.
 * `isAsked`: the person stopped it themselves.
 */
export function endingOf(turn: Turn, words: Words): { readonly text: string; readonly isAsked: boolean } | null {
  const { generation } = turn;
  const strings = endingStrings(words.language);
  switch (generation.status) {
    case 'idle':
    case 'starting':
    case 'streaming':
      return null;
    case 'failed':
      return { text: failureSentence(generation.error, words, hasText(turn)), isAsked: false };
    case 'stopped':
      return { text: hasText(turn) ? strings.stopped : strings.stoppedEmpty, isAsked: true };
    case 'done': {
      const text =
        generation.finishReason === 'content-filter'
          ? strings.filtered
          : generation.finishReason === 'length'
            ? hasText(turn)
              ? strings.cutShort
              : strings.cutEmpty
            : hasText(turn)
              ? null
              : strings.noAnswer;
      return text === null ? null : { text, isAsked: false };
    }
  }
}

function hasText(turn: Turn): boolean {
  return answerOf(turn).trim() !== '';
}
