import type { IAdaptiveCard, ITextBlock } from '@microsoft/teams.cards';
import { card, text } from './elements.ts';

/** A text as the card that goes into the message: its paragraphs, lists and headings; no pictures, which would be fetched. */
export function postedCard(words: string): IAdaptiveCard {
  return card(
    words
      .split(/\n{2,}/)
      .flatMap((paragraph) => paragraph.split(/\n(?=#{1,6} )|(?<=^#{1,6} [^\n]*)\n/))
      .filter((paragraph) => paragraph.trim() !== '')
      .map(toBlock),
  );
}

function toBlock(paragraph: string): ITextBlock {
  const heading = /^#{1,6} (.+)$/.exec(paragraph.trim());
  if (heading) return text(heading[1] ?? '', { weight: 'Bolder' });
  const lines = paragraph
    .replaceAll('![', '[')
    .replace(/^[ \t]*[-*] \[ \] /gm, '☐ ')
    .replace(/^[ \t]*[-*] \[x\] /gim, '☑ ')
    .split('\n');
  // A card joins lines that are no items of a list.
  const isList = lines.every((line) => /^\s*(?:[-*]|\d+[.)]) /.test(line));
  return text(lines.join(isList ? '\n' : '\n\n'));
}
