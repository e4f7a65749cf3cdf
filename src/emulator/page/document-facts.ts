import { storyParagraphs } from '../word/model/story.ts';
import { reviewedText } from '../word/model/text-leaves.ts';

/** What the status bar says of the text. */
export interface TextFacts {
  readonly words: number;
  /** Without spaces at paragraph ends and without paragraph marks. */
  readonly characters: number;
}

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Counts the words of one text as Word does: each ideograph is a word, all else is cut at white space. */
export function countWords(text: string): number {
  const alone = text.match(ideographs)?.length ?? 0;
  const rest = text.replace(ideographs, ' ').match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return alone + rest;
}

/** Facts of a story's text as it now reads: deleted text does not count. */
export function textFacts(body: Element): TextFacts {
  let words = 0;
  let characters = 0;
  for (const paragraph of storyParagraphs(body)) {
    const text = reviewedText(paragraph, 'current');
    words += countWords(text);
    characters += Array.from(text).length;
  }
  return { words, characters };
}
