import type { Span } from '../word/model/story.ts';
import * as parts from '../word/parts/comments.ts';
import type { WordDocument } from '../word/word-document.ts';

/** The document's comments as threads, in the order of the text. */
export function listComments(document: WordDocument): readonly parts.CommentThread[] {
  return parts.listComments(document.package);
}

/** What a person can do with comments; each call is one step of undo. */
export class CommentEdits {
  readonly #document: WordDocument;

  constructor(document: WordDocument) {
    this.#document = document;
  }

  add(span: Span, text: string): void {
    this.#edit((pkg, author) => parts.addComment(pkg, span, text, author));
  }

  reply(id: string, text: string): void {
    this.#edit((pkg, author) => parts.replyToComment(pkg, id, text, author));
  }

  setResolved(id: string, isResolved: boolean): void {
    this.#edit((pkg) => parts.setCommentResolved(pkg, id, isResolved));
  }

  remove(id: string): void {
    this.#edit((pkg) => parts.removeComment(pkg, id));
  }

  #edit(change: (pkg: WordDocument['package'], author: parts.CommentAuthor) => unknown): void {
    const document = this.#document;
    if (document.readOnly) return;
    document.transact('comment', () =>
      change(document.package, { author: document.author, date: document.timestamp() }),
    );
  }
}
