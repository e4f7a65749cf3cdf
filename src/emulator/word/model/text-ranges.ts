import { partsOf, type Span } from './story.ts';
import { textOf } from './text-leaves.ts';

/**
 * The pieces of a span that end with one of the marks, the rest of each paragraph last: `Range.getTextRanges`. With
 * `trim`, spaces at both ends are left out, and pieces of nothing else too.
 */
export function splitAtMarks(span: Span, marks: readonly string[], trim: boolean): Span[] {
  return partsOf(span).flatMap(({ paragraph, start, end }) => {
    const content = textOf(paragraph).slice(0, end);
    const pieces: Span[] = [];
    let from = start;
    while (from < end) {
      const to = nextEnd(content, from, end, marks);
      const piece = trim ? trimmed(content, from, to) : { from, to };
      if (piece.to > piece.from) {
        pieces.push({ start: { paragraph, offset: piece.from }, end: { paragraph, offset: piece.to } });
      }
      from = to;
    }
    return pieces;
  });
}

function nextEnd(content: string, from: number, end: number, marks: readonly string[]): number {
  let best = end;
  for (const mark of marks) {
    const at = mark === '' ? -1 : content.indexOf(mark, from);
    if (at >= 0) best = Math.min(best, at + mark.length);
  }
  return best;
}

function trimmed(content: string, from: number, to: number): { readonly from: number; readonly to: number } {
  const piece = content.slice(from, to);
  const left = piece.length - piece.trimStart().length;
  return { from: from + left, to: Math.max(from + left, from + piece.trimEnd().length) };
}
