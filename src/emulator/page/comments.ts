import { ns, relationshipTypes } from '../word/package/namespaces.ts';
import { addComment as addTo, commentsOf, commentText, removeComment as removeFrom } from '../word/model/comments.ts';
import type { Span } from '../word/model/story.ts';
import { attributeW, childrenW } from '../word/model/xml.ts';
import type { WordDocument } from '../word/word-document.ts';
import type { CommentThread, CommentView } from './comment-card.ts';

/** Where a comment's text begins and ends. */
export interface CommentMark {
  readonly id: string;
  readonly start: Element;
  readonly end: Element;
}

/** The marks of the body's comments; none are looked for in a document without comments. */
export function commentMarks(document: WordDocument): readonly CommentMark[] {
  if (commentsOf(document).length === 0) return [];
  const marks = (name: string): Element[] => [...document.body.getElementsByTagNameNS(ns.w, name)];
  const ends = new Map(marks('commentRangeEnd').map((end) => [attributeW(end, 'id'), end]));
  return marks('commentRangeStart').flatMap((start) => {
    const id = attributeW(start, 'id');
    const end = ends.get(id);
    return id !== null && end ? [{ id, start, end }] : [];
  });
}

/** The document's comments with their replies, in the order of the file. */
export function listComments(document: WordDocument): readonly CommentThread[] {
  const comments = commentsOf(document);
  const extended = readExtended(document);
  const byParagraph = new Map(comments.map((comment) => [paragraphIdOf(comment), comment]));
  const parentOf = (comment: Element): Element | undefined => {
    const parent = extended.get(paragraphIdOf(comment) ?? '')?.parent;
    return parent ? byParagraph.get(parent) : undefined;
  };
  return comments
    .filter((comment) => !parentOf(comment))
    .map((comment) => ({
      ...viewOf(comment),
      isResolved: extended.get(paragraphIdOf(comment) ?? '')?.isDone ?? false,
      replies: comments.filter((other) => parentOf(other) === comment).map(viewOf),
    }));
}

function viewOf(comment: Element): CommentView {
  return {
    id: attributeW(comment, 'id') ?? '',
    author: attributeW(comment, 'author') ?? '',
    date: attributeW(comment, 'date') ?? '',
    text: commentText(comment),
  };
}

/** The id that other parts know a comment by: that of its last paragraph (MS-DOCX §2.5.4.4). */
function paragraphIdOf(comment: Element): string | null {
  return childrenW(comment, 'p').at(-1)?.getAttributeNS(ns.w14, 'paraId') ?? null;
}

function readExtended(
  document: WordDocument,
): Map<string, { readonly parent: string | null; readonly isDone: boolean }> {
  const part = document.package.related(document.package.documentPart, relationshipTypes.commentsExtended);
  if (part === undefined || !document.package.has(part)) return new Map();
  const rows = [...document.package.xml(part).getElementsByTagNameNS(ns.w15, 'commentEx')];
  return new Map(
    rows.map((row) => {
      const done = row.getAttributeNS(ns.w15, 'done');
      return [
        row.getAttributeNS(ns.w15, 'paraId') ?? '',
        { parent: row.getAttributeNS(ns.w15, 'paraIdParent'), isDone: done === '1' || done === 'true' },
      ];
    }),
  );
}

/** Puts a comment on a span; one step of undo. */
export function addComment(document: WordDocument, span: Span, text: string): void {
  document.transact('comment', () => addTo(document, span, text));
}

/** Takes a comment away, with the replies to it; one step of undo. */
export function removeComment(document: WordDocument, id: string): void {
  const thread = listComments(document).find((comment) => comment.id === id);
  const gone = new Set([id, ...(thread?.replies ?? []).map((reply) => reply.id)]);
  document.transact('comment', () => {
    for (const comment of commentsOf(document))
      if (gone.has(attributeW(comment, 'id') ?? '')) removeFrom(document, comment);
  });
}
