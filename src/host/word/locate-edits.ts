import type { DocumentContext } from '../../core/document/context.ts';
import type { TextEdit } from '../../core/edits/edit-plan.ts';
import { findAnchor, searchPieces } from '../../core/edits/native-anchors.ts';

/** A text edit with the range that it is about, resolved but not yet written. */
export interface LocatedEdit {
  readonly edit: TextEdit;
  readonly range: Word.Range;
  readonly location: 'Replace' | 'Start' | 'End';
  /** What to write; where a place could not be told apart by searching, the whole passage with the edits in it. */
  readonly text: string;
}

/**
 * Finds the places of text edits without reading: by searching within each passage's own paragraph, of which every piece
 * must still read as captured. A search that finds nothing fails the request before its first write, so nothing is written
 * where the text has changed.
 */
export function locateEdits(
  context: DocumentContext,
  edits: readonly TextEdit[],
  paragraphAt: (index: number) => Word.Paragraph,
): LocatedEdit[] {
  const located: LocatedEdit[] = [];
  for (const [passage, group] of byPassage(edits)) {
    const { text = '' } = context.selection[passage] ?? {};
    const anchors = group.map((edit) => findAnchor(text, edit));
    const paragraph = paragraphAt(passage);
    // Loading makes the search part of the request; what it finds does not matter.
    for (const piece of searchPieces(text)) paragraph.search(piece, { matchCase: true }).getFirst().load('isEmpty');
    if (text === '' || anchors.includes(null)) {
      located.push(wholePassage(paragraph, text, group));
      continue;
    }
    group.forEach((edit, index) => {
      const anchor = anchors[index];
      if (!anchor) return;
      const outer = paragraph.search(anchor.outer, { matchCase: true }).getFirst();
      const range = anchor.inner === anchor.outer ? outer : outer.search(anchor.inner, { matchCase: true }).getFirst();
      const location = anchor.location === 'replace' ? 'Replace' : anchor.location === 'before' ? 'Start' : 'End';
      located.push({ edit, range, location, text: edit.text });
    });
  }
  return located;
}

function byPassage(edits: readonly TextEdit[]): Map<number, TextEdit[]> {
  const groups = new Map<number, TextEdit[]>();
  for (const edit of edits) groups.set(edit.passage, [...(groups.get(edit.passage) ?? []), edit]);
  return groups;
}

/** Repeated words with repeated neighbours: the passage is written as a whole, and only if it still begins as it did. */
function wholePassage(paragraph: Word.Paragraph, text: string, edits: readonly TextEdit[]): LocatedEdit {
  const [first] = edits;
  if (!first) throw new Error('A group of edits is never empty.');
  const changed = [...edits]
    .reverse()
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
  return {
    edit: first,
    range: paragraph.getRange('Content'),
    location: text === '' ? 'Start' : 'Replace',
    text: changed,
  };
}
