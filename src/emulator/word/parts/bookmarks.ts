import { splitContent } from '../model/edit-text.ts';
import { spanOfMarks } from '../model/marks.ts';
import type { Span } from '../model/story.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { attributeW, createW } from '../model/xml.ts';
import { ns } from '../package/namespaces.ts';

/** Bookmarks: a name on a stretch of text (ECMA-376 part 1 §17.13.6). Names are one whatever their case. */

export interface Bookmark {
  readonly name: string;
  readonly start: Element;
  readonly end: Element | null;
}

/** The bookmarks below an element, in the order in which they start. */
export function bookmarksIn(container: Element): Bookmark[] {
  const ends = [...container.getElementsByTagNameNS(ns.w, 'bookmarkEnd')];
  return [...container.getElementsByTagNameNS(ns.w, 'bookmarkStart')].map((start) => ({
    name: attributeW(start, 'name') ?? '',
    start,
    end: ends.find((end) => attributeW(end, 'id') === attributeW(start, 'id')) ?? null,
  }));
}

export function findBookmark(container: Element, name: string): Bookmark | undefined {
  return bookmarksIn(container).find((each) => each.name.toLowerCase() === name.toLowerCase());
}

export function spanOfBookmark({ start, end }: Bookmark): Span | null {
  return spanOfMarks(start, end);
}

/** Names a span; `id` is free in the story. */
export function addBookmark({ start, end }: Span, name: string, id: number): void {
  const tree = start.paragraph.ownerDocument;
  const to = splitContent(end.paragraph, end.offset);
  to.parent.insertBefore(createW(tree, 'bookmarkEnd', { id: String(id) }), to.before);
  const from = splitContent(start.paragraph, start.offset);
  from.parent.insertBefore(createW(tree, 'bookmarkStart', { id: String(id), name }), from.before);
  for (const paragraph of [start.paragraph, end.paragraph]) forgetLeaves(paragraph);
}

export function removeBookmark({ start, end }: Bookmark): void {
  start.remove();
  end?.remove();
}
