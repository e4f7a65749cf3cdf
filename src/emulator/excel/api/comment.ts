import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import {
  addComment,
  addReply,
  deleteComment,
  deleteReply,
  patchComment,
  patchReply,
  remarksAt,
} from '../edit/comments.ts';
import { cellArea } from '../model/address.ts';
import type { CommentReplyState, CommentState } from '../model/workbook-state.ts';
import { change, invalid, notFound, requireString } from './arguments.ts';
import { requireCell } from './cell-argument.ts';
import { requireRichText, requireText, richContentOf } from './comment-text.ts';
import { eventMembers, eventTypes, workbookTarget } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';
import { itemAtMember } from './item-at.ts';

/** What a comment and an answer have alike. */
abstract class Remark {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  /** The thread that it belongs to, or is. */
  abstract get thread(): CommentState;
  abstract get state(): CommentReplyState;
  abstract patch(patch: Partial<CommentReplyState>): void;
  abstract delete(): void;

  get location(): object {
    const { sheetId, row, column } = this.thread;
    return this.model.range(this.model.document.sheetById(sheetId) ?? notFound(), cellArea(row, column));
  }

  edit(edit: () => void): void {
    change(this.model.document, edit);
  }
}

/** `Excel.Comment`: a thread at a cell. */
export class Comment extends Remark {
  get thread(): CommentState {
    return this.model.document.state.comments.find(({ id }) => id === this.id) ?? notFound();
  }

  get state(): CommentState {
    return this.thread;
  }

  patch(patch: Partial<CommentReplyState>): void {
    this.edit(() => patchComment(this.model.document, this.thread, patch, 'CommentEdited'));
  }

  resolve(resolved: boolean): void {
    const { model, thread } = this;
    if (resolved === thread.resolved) return;
    const change = resolved ? 'CommentResolved' : 'CommentReopened';
    this.edit(() => patchComment(model.document, thread, { resolved }, change));
  }

  delete(): void {
    this.edit(() => deleteComment(this.model.document, this.thread));
  }
}

/** `Excel.CommentReply`: an answer in a thread. */
export class CommentReply extends Remark {
  get thread(): CommentState {
    const { comments } = this.model.document.state;
    return comments.find(({ replies }) => replies.some(({ id }) => id === this.id)) ?? notFound();
  }

  get state(): CommentReplyState {
    return this.thread.replies.find(({ id }) => id === this.id) ?? notFound();
  }

  patch(patch: Partial<CommentReplyState>): void {
    this.edit(() => patchReply(this.model.document, this.thread, this.id, patch));
  }

  delete(): void {
    this.edit(() => deleteReply(this.model.document, this.thread, this.id));
  }
}

/** Nobody is signed in here, so nobody has an address but those who are mentioned. */
const remarkMembers: Readonly<Record<string, ApiMember<Remark>>> = {
  id: { kind: 'property', since: 'ExcelApi 1.10', get: (self) => self.id },
  authorEmail: { kind: 'property', since: 'ExcelApi 1.10', get: () => '' },
  authorName: { kind: 'property', since: 'ExcelApi 1.10', get: (self) => self.state.author },
  creationDate: { kind: 'property', since: 'ExcelApi 1.10', get: (self) => self.state.created },
  content: {
    kind: 'property',
    since: 'ExcelApi 1.10',
    get: (self) => self.state.content,
    set: (self, content: unknown) => self.patch({ content: requireString(content), mentions: [] }),
  },
  contentType: {
    kind: 'property',
    since: 'ExcelApi 1.12',
    get: (self) => (self.state.mentions.length > 0 ? 'Mention' : 'Plain'),
  },
  mentions: { kind: 'property', since: 'ExcelApi 1.11', get: (self) => self.state.mentions },
  richContent: { kind: 'property', since: 'ExcelApi 1.11', get: (self) => richContentOf(self.state) },
  updateMentions: {
    kind: 'method',
    since: 'ExcelApi 1.11',
    writes: true,
    call: (self, given: unknown) => self.patch(requireRichText(given)),
  },
  getLocation: { kind: 'method', since: 'ExcelApi 1.10', call: (self) => self.location },
  delete: { kind: 'method', since: 'ExcelApi 1.10', writes: true, call: (self) => self.delete() },
};

declareApi(Comment, {
  name: 'Excel.Comment',
  identity: (self) => ({ Id: self.id }),
  members: {
    ...remarkMembers,
    resolved: {
      kind: 'property',
      since: 'ExcelApi 1.11',
      get: (self) => self.state.resolved,
      set: (self, resolved: unknown) => self.resolve(typeof resolved === 'boolean' ? resolved : invalid()),
    },
    replies: { kind: 'navigation', since: 'ExcelApi 1.10', get: (self) => new CommentReplyCollection(self) },
  },
});

declareApi(CommentReply, {
  name: 'Excel.CommentReply',
  identity: (self) => ({ Id: self.id }),
  members: {
    ...remarkMembers,
    resolved: { kind: 'property', since: 'ExcelApi 1.11', get: (self) => self.thread.resolved },
    getParentComment: {
      kind: 'method',
      since: 'ExcelApi 1.10',
      call: (self) => new Comment(self.model, self.thread.id),
    },
  },
});

/** `Excel.CommentReplyCollection`: the answers of a thread. */
export class CommentReplyCollection {
  readonly comment: Comment;

  constructor(comment: Comment) {
    this.comment = comment;
  }

  get items(): readonly CommentReply[] {
    return this.comment.thread.replies.map(({ id }) => new CommentReply(this.comment.model, id));
  }

  find(key: unknown): CommentReply | null {
    return this.items.find(({ id }) => id === key) ?? null;
  }
}

declareApi(CommentReplyCollection, {
  name: 'Excel.CommentReplyCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.10',
      writes: true,
      call: ({ comment }, content: unknown, contentType: unknown) => {
        const { document } = comment.model;
        const text = requireText(content, contentType);
        return new CommentReply(comment.model, change(document, () => addReply(document, comment.thread, text)).id);
      },
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.10', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.10'),
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.14', call: (self, key: unknown) => self.find(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

/** `Excel.CommentCollection`: the threads of a sheet, or of the workbook. */
export class CommentCollection {
  readonly model: ExcelModel;
  readonly sheetId: string | null;

  constructor(model: ExcelModel, sheetId: string | null) {
    this.model = model;
    this.sheetId = sheetId;
  }

  get items(): readonly Comment[] {
    return this.model.document.state.comments
      .filter(({ sheetId }) => this.sheetId === null || sheetId === this.sheetId)
      .map(({ id }) => new Comment(this.model, id));
  }

  find(key: unknown): Comment | null {
    return this.items.find(({ id }) => id === key) ?? null;
  }
}

declareApi(CommentCollection, {
  name: 'Excel.CommentCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.10',
      writes: true,
      call: ({ model }, cell: unknown, content: unknown, contentType: unknown) => {
        const place = requireCell(model, cell);
        const text = requireText(content, contentType);
        return new Comment(model, change(model.document, () => addComment(model.document, place, text)).id);
      },
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.10', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.10'),
    getItemByCell: {
      kind: 'method',
      since: 'ExcelApi 1.10',
      call: ({ model }, cell: unknown) => {
        const { sheet, row, column } = requireCell(model, cell);
        return new Comment(model, remarksAt(model.document, sheet, row, column).comment?.id ?? notFound());
      },
    },
    getItemByReplyId: {
      kind: 'method',
      since: 'ExcelApi 1.10',
      call: ({ model }, id: unknown) => new Comment(model, new CommentReply(model, requireString(id)).thread.id),
    },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.14', call: (self, key: unknown) => self.find(key) },
    ...eventMembers<CommentCollection>(
      (self) => self.model.events,
      (self) => self.sheetId ?? workbookTarget,
      {
        onAdded: ['AddedEvent', eventTypes.commentAdded, 'ExcelApi 1.12'],
        onChanged: ['ChangedEvent', eventTypes.commentChanged, 'ExcelApi 1.12'],
        onDeleted: ['DeletedEvent', eventTypes.commentDeleted, 'ExcelApi 1.12'],
      },
    ),
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
