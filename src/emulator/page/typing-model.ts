import { cellOf, spanOf, spanText, storyParagraphs } from '../word/model/story.ts';
import { lengthOf, noteMarkCharacter, objectCharacter } from '../word/model/text-leaves.ts';
import { ancestorW } from '../word/model/xml.ts';
import type { WordDocument } from '../word/word-document.ts';
import type { TypingModel } from '../view/typing.ts';
import type { Formatting } from './formatting.ts';

/** The document as typing needs it. */
export function typingModel(document: WordDocument, formatting: Formatting): TypingModel {
  return {
    isReadOnly: document.readOnly,
    selection: () => document.selection,
    select: (selection) => document.select(selection),
    replace: (start, end, text) => formatting.type({ start, end }, text),
    splitParagraph: (start, end) => document.breakParagraph({ start, end }),
    toggle: (format) => formatting.toggle(format),
    undo: () => document.undo(),
    redo: () => document.redo(),
    edges: () => edgesOf(document),
    moveCell: (isBackwards) => moveCell(document, isBackwards),
    copied: () => copiedText(document),
  };
}

/** First and last place of the body's text. */
function edgesOf(document: WordDocument): ReturnType<TypingModel['edges']> {
  const paragraphs = storyParagraphs(document.body);
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  if (!first || !last) return null;
  return { first: { paragraph: first, offset: 0 }, last: { paragraph: last, offset: lengthOf(last) } };
}

/** Selects the content of the next or previous cell, as Tab does in a table. */
function moveCell(document: WordDocument, isBackwards: boolean): boolean {
  const cell = cellOf(document.selection.focus.paragraph);
  const table = cell && ancestorW(cell, 'tbl');
  if (!cell || !table) return false;
  const cells = [...table.getElementsByTagNameNS(cell.namespaceURI, 'tc')].filter(
    (one) => ancestorW(one, 'tbl') === table,
  );
  const next = cells[cells.indexOf(cell) + (isBackwards ? -1 : 1)];
  const span = next && spanOf(next);
  if (span) document.select({ anchor: span.start, focus: span.end });
  return true;
}

const lineBreak = '\u000b';

/** The selected text for the clipboard; pictures, equations and note marks stay behind. */
export function copiedText(document: WordDocument): { readonly text: string; readonly html: string } {
  const lines = spanText(document.selectedSpan)
    .replaceAll(noteMarkCharacter, '')
    .replaceAll(objectCharacter, '')
    .split('\r');
  const escape = (line: string): string =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(lineBreak, '<br>');
  return {
    text: lines.join('\n').replaceAll(lineBreak, '\n'),
    html: lines.map((line) => `<p>${escape(line)}</p>`).join(''),
  };
}
