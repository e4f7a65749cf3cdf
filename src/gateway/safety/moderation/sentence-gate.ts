import type { TextTransform } from '../answer/text-transform.ts';

const sentenceEnd = /[.!?…](?=\s)|[。！？；\n]/g;
/** A sentence without an end is looked at in pieces of this length. */
const longestSentence = 400;
/** Said before, and looked at again with each sentence: what is refused may be spread over two. */
const lookBack = 400;

/**
 * Lets an answer through sentence by sentence. `check` sees each with what stands before it, and says whether it may go;
 * once one may not, nothing more comes.
 */
export function createSentenceGate(check: (text: string) => boolean): TextTransform {
  let held = '';
  let before = '';
  let isShut = false;

  function release(text: string): string {
    if (text === '') return '';
    if (!check(before + text)) {
      isShut = true;
      return '';
    }
    before = (before + text).slice(-lookBack);
    return text;
  }

  return {
    push(text) {
      if (isShut) return '';
      held += text;
      let end = 0;
      for (const match of held.matchAll(sentenceEnd)) end = match.index + 1;
      if (held.length - end > longestSentence) end = held.length;
      const ready = held.slice(0, end);
      held = held.slice(end);
      return release(ready);
    },
    end() {
      const rest = held;
      held = '';
      return isShut ? '' : release(rest);
    },
  };
}
