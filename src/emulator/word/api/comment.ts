import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { spanOfMarks } from '../model/marks.ts';
import { orderOf, paragraphsOf, spanOf, storyOf, type Span } from '../model/story.ts';
import { ancestorW } from '../model/xml.ts';
import {
  addComment,
  listComments,
  removeComment,
  replyToComment,
  setCommentResolved,
  setCommentText,
  type Comment as CommentPart,
  type CommentThread,
} from '../parts/comments.ts';
import { CommentContentRange } from './comment-content.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Comment`: a comment with the answers to it. */
export class Comment {
  readonly model: WordModel;
  readonly id: string;

  constructor(model: WordModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get thread(): CommentThread {
    return listComments(this.model.document.package).find(({ id }) => id === this.id) ?? notFound();
  }

  /** What it is on; a comment on a place alone has an empty range there. */
  get span(): Span {
    const { rangeStart, rangeEnd, reference } = this.thread;
    const start = rangeStart ?? reference;
    return (start && spanOfMarks(start, rangeStart ? rangeEnd : null)) ?? notFound();
  }

  change(edit: () => void): void {
    requireWritable(this.model.document);
    this.model.document.transact('comment', edit);
  }
}

/** `Word.CommentReply`. */
export class CommentReply {
  readonly model: WordModel;
  readonly parent: Comment;
  readonly id: string;

  constructor(parent: Comment, id: string) {
    this.model = parent.model;
    this.parent = parent;
    this.id = id;
  }

  get part(): CommentPart {
    return this.parent.thread.replies.find(({ id }) => id === this.id) ?? notFound();
  }
}

export class CommentCollection extends HostCollection {}

export class CommentReplyCollection extends HostCollection {}

/** Puts a comment on a span: `Range.insertComment`. */
export function insertComment(model: WordModel, span: Span, text: unknown): Comment {
  requireWritable(model.document);
  const { document } = model;
  const content = requireText(text, 'The comment');
  if (content === '') throw new HostError('InvalidArgument', 'The comment is empty.');
  if (['hdr', 'ftr'].includes(storyOf(span.start.paragraph).localName))
    throw new HostError('InvalidArgument', 'A header or footer takes no comments.');
  const author = { author: document.author, date: document.timestamp() };
  const element = document.transact('comment', () => addComment(document.package, span, content, author));
  return new Comment(model, element.getAttributeNS(element.namespaceURI, 'id') ?? '');
}

/** The comments that are on any paragraph of a span: `getComments`. */
export function commentsIn(model: WordModel, span: Span): CommentCollection {
  return new CommentCollection(() => {
    const paragraphs = paragraphsOf(span);
    const [first, last] = [paragraphs[0], paragraphs.at(-1)];
    if (!first || !last) return [];
    return listComments(model.document.package)
      .filter(({ rangeStart, reference }) => {
        const paragraph = [rangeStart, reference].map((mark) => mark && ancestorW(mark, 'p')).find((each) => each);
        if (!paragraph || storyOf(paragraph) !== storyOf(first)) return false;
        return orderOf(paragraph) >= orderOf(first) && orderOf(paragraph) <= orderOf(last);
      })
      .map(({ id }) => new Comment(model, id));
  });
}

/** A file keeps names, not addresses. */
function authorEmail<T extends Comment | CommentReply>(): ApiMember<T> {
  return { kind: 'property', since: 'WordApi 1.4', get: () => '' };
}

function contentRange<T extends Comment | CommentReply>(partOf: (self: T) => CommentPart): ApiMember<T> {
  return {
    kind: 'navigation',
    since: 'WordApi 1.4',
    get: (self) => new CommentContentRange(self.model, spanOf(partOf(self).element) ?? notFound()),
  };
}

declareApi(Comment, {
  name: 'Word.Comment',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.id },
    authorName: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.thread.author },
    authorEmail: authorEmail(),
    contentRange: contentRange((self) => self.thread),
    getRange: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.model.range(self.span) },
    creationDate: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.thread.date },
    content: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.thread.text,
      set: (self, text: string) =>
        self.change(() => setCommentText(self.model.document.package, self.thread.element, text)),
    },
    resolved: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.thread.isResolved,
      set: (self, isResolved: boolean) =>
        self.change(() => setCommentResolved(self.model.document.package, self.id, isResolved)),
    },
    replies: {
      kind: 'navigation',
      since: 'WordApi 1.4',
      get: (self) => new CommentReplyCollection(() => self.thread.replies.map(({ id }) => new CommentReply(self, id))),
    },
    reply: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, text: unknown) => {
        const { document } = self.model;
        requireWritable(document);
        const author = { author: document.author, date: document.timestamp() };
        const made = document.transact('comment', () =>
          replyToComment(document.package, self.id, requireText(text, 'The reply'), author),
        );
        return new CommentReply(self, made?.getAttributeNS(made.namespaceURI, 'id') ?? '');
      },
    },
    delete: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self) => self.change(() => removeComment(self.model.document.package, self.id)),
    },
  },
});

declareApi(CommentReply, {
  name: 'Word.CommentReply',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.id },
    authorName: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.part.author },
    authorEmail: authorEmail(),
    contentRange: contentRange((self) => self.part),
    parentComment: { kind: 'navigation', since: 'WordApi 1.4', get: (self) => self.parent },
    creationDate: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.part.date },
    content: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.part.text,
      set: (self, text: string) =>
        self.parent.change(() => setCommentText(self.model.document.package, self.part.element, text)),
    },
    delete: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self) => self.parent.change(() => removeComment(self.model.document.package, self.id)),
    },
  },
});

declareCollection(CommentCollection, 'Word.CommentCollection', 'WordApi 1.4');
declareCollection(CommentReplyCollection, 'Word.CommentReplyCollection', 'WordApi 1.4');
