import { AssistantError } from '../../../base/errors.ts';
import type { AnswerFilter } from '../../chat-stage.ts';
import type { AnswerCut } from '../cut-answer.ts';
import type { TextTransform } from './text-transform.ts';

/** Counts the signs of an answer and cuts one that never ends. One counter serves all texts of an answer. */
export function createLengthLimit(characters: number, cut: AnswerCut): TextTransform {
  let passed = 0;
  return {
    push(text) {
      passed += text.length;
      if (passed > characters) {
        const message = `The answer is longer than this gateway passes on: ${characters} characters.`;
        cut.cut(new AssistantError('stream-interrupted', message));
      }
      return text;
    },
    end: () => '',
  };
}

/** Lets nothing through once the answer was cut. */
export function createStop(cut: AnswerCut): AnswerFilter {
  const none = Buffer.alloc(0);
  return { push: (chunk) => (cut.error ? none : chunk), end: () => none };
}
