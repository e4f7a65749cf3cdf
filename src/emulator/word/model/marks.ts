import { spanOf, storyOf, storyParagraphs, type Position, type Span } from './story.ts';
import { leavesOf } from './text-leaves.ts';
import { ancestorW } from './xml.ts';

/**
 * Where an element that is no text (`w:bookmarkStart`, `w:commentRangeEnd` …) stands in the text. One between paragraphs
 * stands at the start of the next.
 */
export function positionOfMark(mark: Element): Position | null {
  const paragraph = ancestorW(mark, 'p');
  if (paragraph) {
    const before = leavesOf(paragraph).findLast((leaf) => precedes(leaf.element, mark));
    return { paragraph, offset: before ? before.start + before.length : 0 };
  }
  const story = storyOf(mark);
  const next = storyParagraphs(story).find((each) => precedes(mark, each));
  return next ? { paragraph: next, offset: 0 } : (spanOf(story)?.end ?? null);
}

/** The text between two marks; from the first alone when the other is missing. */
export function spanOfMarks(start: Element, end: Element | null): Span | null {
  const from = positionOfMark(start);
  const to = end && positionOfMark(end);
  return from && { start: from, end: to ?? from };
}

/** The text within an element of a paragraph, or from one to another; where they stand when they hold none. */
export function spanWithin(first: Element, last = first): Span | null {
  const paragraph = ancestorW(last, 'p');
  const start = positionOfMark(first);
  if (!paragraph || !start) return null;
  const leaf = leavesOf(paragraph).findLast((each) => last.contains(each.element) || precedes(each.element, last));
  return { start, end: { paragraph, offset: leaf ? leaf.start + leaf.length : 0 } };
}

function precedes(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
