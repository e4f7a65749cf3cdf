/** Sentences of pieces as a text whose numbers are figures. */

import { escapeLineStart, escapeText } from '../../document/to-markdown.ts';
import type { CheckedNumber, CheckedText } from '../check/check-numbers.ts';
import { type Figure, makeFigure } from '../figure.ts';
import type { Language } from '../format-value.ts';
import type { Profile } from '../profile/profile.ts';
import { isNumberPiece, showPiece } from './piece.ts';
import type { Sentence } from './say.ts';

/**
 * The sentences as Markdown, in which names are text whatever they hold: one paragraph, or the items of a list. With it the figures,
 * `n1`, `n2` … in the order of the text, and where each stands in it.
 */
export function writeSentences(
  sentences: readonly Sentence[],
  { place }: Pick<Profile, 'place'>,
  language: Language,
  isList: boolean,
): { readonly checked: CheckedText; readonly figures: readonly Figure[] } {
  const figures = sentences
    .flatMap((sentence) => sentence.filter(isNumberPiece))
    .map(({ kind, value, unit, label, how }, at) => makeFigure(`n${at + 1}`, kind, value, unit, label, how, place));
  const [mark, gap] = isList ? ['- ', '\n'] : ['', language === 'zh' ? '' : ' '];
  const numbers: CheckedNumber[] = [];
  let text = '';
  for (const sentence of sentences) {
    text += (text === '' ? '' : gap) + mark;
    for (const [at, piece] of sentence.entries()) {
      const start = text.length;
      const shown = showPiece(piece, language);
      const figure = isNumberPiece(piece) ? figures[numbers.length] : undefined;
      if (!figure) {
        text += at === 0 ? escapeLineStart(escapeText(shown)) : escapeText(shown);
        continue;
      }
      text += shown;
      const { kind, value, unit, label, sources, how, formula } = figure;
      const finding = { kind, value, unit, label, shown, sources, how, formula };
      numbers.push({ start, end: text.length, text: shown, value, status: 'verified', by: 'reference', finding });
    }
  }
  return { checked: { text, numbers, verified: numbers.length, unverified: 0 }, figures };
}
