import { storyParagraphs, type Span } from '../word/model/story.ts';
import { textOf } from '../word/model/text-leaves.ts';

/** The n-th occurrence (from 1) of a text that lies within one paragraph of a story; `null` when there are fewer. */
export function findText(story: Element, text: string, occurrence = 1): Span | null {
  if (text === '') return null;
  let left = occurrence;
  for (const paragraph of storyParagraphs(story)) {
    const whole = textOf(paragraph);
    for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + text.length)) {
      left -= 1;
      if (left > 0) continue;
      return { start: { paragraph, offset: at }, end: { paragraph, offset: at + text.length } };
    }
  }
  return null;
}
