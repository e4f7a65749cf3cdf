import { HostError } from '../../richapi/object-model.ts';
import { intersect } from '../model/compare.ts';
import { comparePositions, storyOf, type Span } from '../model/story.ts';
import { addBookmark, bookmarksIn, findBookmark, removeBookmark, spanOfBookmark } from '../parts/bookmarks.ts';
import type { WordDocument } from '../word-document.ts';
import { requireText, requireWritable } from './text-object.ts';

/** Letters, digits and underscores, not a digit first, 40 at most; one that starts with an underscore is hidden. */
const validName = /^[\p{L}_][\p{L}\p{N}_]{0,39}$/u;

/** `Range.insertBookmark`: a name that is taken moves here. */
export function insertBookmark(document: WordDocument, span: Span, name: unknown): void {
  const wanted = requireText(name, 'The bookmark name');
  if (!validName.test(wanted)) throw new HostError('InvalidArgument', `'${wanted}' is no name for a bookmark.`);
  requireWritable(document);
  document.transact('bookmark', () => {
    const known = findBookmark(document.body, wanted);
    if (known) removeBookmark(known);
    addBookmark(span, wanted, document.nextAnnotationId());
  });
}

/** `Document.deleteBookmark`; a name that nothing bears is no error. */
export function deleteBookmark(document: WordDocument, name: unknown): void {
  const wanted = requireText(name, 'The bookmark name');
  requireWritable(document);
  const known = findBookmark(document.body, wanted);
  if (known) document.transact('bookmark', () => removeBookmark(known));
}

export function bookmarkSpan(document: WordDocument, name: unknown): Span | null {
  const known = findBookmark(document.body, requireText(name, 'The bookmark name'));
  return known ? spanOfBookmark(known) : null;
}

/** `Range.getBookmarks`: those within or overlapping; adjacent ones, which only touch, when asked for. */
export function bookmarksOf(span: Span, includeHidden: unknown, includeAdjacent: unknown): string[] {
  return bookmarksIn(storyOf(span.start.paragraph))
    .filter((bookmark) => {
      if (includeHidden !== true && bookmark.name.startsWith('_')) return false;
      const own = spanOfBookmark(bookmark);
      return own !== null && (includeAdjacent === true ? intersect(own, span) !== null : overlaps(own, span));
    })
    .map(({ name }) => name);
}

function overlaps(one: Span, other: Span): boolean {
  if (comparePositions(one.start, one.end) === 0)
    return comparePositions(other.start, one.start) <= 0 && comparePositions(one.start, other.end) <= 0;
  return comparePositions(one.start, other.end) < 0 && comparePositions(other.start, one.end) < 0;
}
