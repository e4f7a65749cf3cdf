import type { ExcelDocument } from '../excel-document.ts';
import type { CommentChange } from '../model/model-event.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CommentMention, CommentReplyState, CommentState, NoteState } from '../model/workbook-state.ts';
import { EditRefused } from './edit-refused.ts';

/** Text of a comment with whom it speaks to. */
export interface CommentText {
  readonly content: string;
  readonly mentions: readonly CommentMention[];
}

interface Place {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

const isAt =
  ({ sheet, row, column }: Place) =>
  (each: { readonly sheetId: string; readonly row: number; readonly column: number }): boolean =>
    each.sheetId === sheet.id && each.row === row && each.column === column;

function requireFree(document: ExcelDocument, place: Place): void {
  const { comments, notes } = document.state;
  if ([...comments, ...notes].some(isAt(place)))
    throw new EditRefused('occupied', 'The cell has a comment or a note already.');
}

function said(document: ExcelDocument, { content, mentions }: CommentText): CommentReplyState {
  return {
    id: document.freshId(),
    author: document.author,
    content,
    created: document.now().toISOString(),
    mentions,
  };
}

/** Begins a thread at a cell; a cell has one thread or one note. */
export function addComment(document: ExcelDocument, place: Place, text: CommentText): CommentState {
  requireFree(document, place);
  const { sheet, row, column } = place;
  const comment: CommentState = {
    ...said(document, text),
    sheetId: sheet.id,
    row,
    column,
    resolved: false,
    replies: [],
  };
  document.changeState({ comments: [...document.state.comments, comment] });
  document.emit({ type: 'comment-added', sheetId: sheet.id, commentId: comment.id, replyIds: [] });
  return comment;
}

export function addReply(document: ExcelDocument, comment: CommentState, text: CommentText): CommentReplyState {
  const reply = said(document, text);
  patchComment(document, comment, { replies: [...comment.replies, reply] }, 'ReplyAdded', [reply.id]);
  return reply;
}

/** Changes a thread; `replyIds` are the answers that it is about, all of them unless said otherwise. */
export function patchComment(
  document: ExcelDocument,
  comment: CommentState,
  patch: Partial<CommentState>,
  change: CommentChange,
  replyIds: readonly string[] = comment.replies.map(({ id }) => id),
): void {
  document.changeState({
    comments: document.state.comments.map((each) => (each.id === comment.id ? { ...each, ...patch } : each)),
  });
  document.emit({ type: 'comment-changed', sheetId: comment.sheetId, commentId: comment.id, replyIds, change });
}

export function patchReply(
  document: ExcelDocument,
  comment: CommentState,
  replyId: string,
  patch: Partial<CommentReplyState>,
): void {
  const replies = comment.replies.map((each) => (each.id === replyId ? { ...each, ...patch } : each));
  patchComment(document, comment, { replies }, 'ReplyEdited', [replyId]);
}

export function deleteReply(document: ExcelDocument, comment: CommentState, replyId: string): void {
  const replies = comment.replies.filter(({ id }) => id !== replyId);
  patchComment(document, comment, { replies }, 'ReplyDeleted', [replyId]);
}

export function deleteComment(document: ExcelDocument, comment: CommentState): void {
  document.changeState({ comments: document.state.comments.filter(({ id }) => id !== comment.id) });
  const replyIds = comment.replies.map(({ id }) => id);
  document.emit({ type: 'comment-deleted', sheetId: comment.sheetId, commentId: comment.id, replyIds });
}

export function addNote(document: ExcelDocument, place: Place, content: string): NoteState {
  requireFree(document, place);
  const { sheet, row, column } = place;
  const id = document.freshId();
  const note = { id, sheetId: sheet.id, row, column, author: document.author, content, visible: false };
  document.changeState({ notes: [...document.state.notes, note] });
  return note;
}

export function patchNote(document: ExcelDocument, note: NoteState, patch: Partial<NoteState>): void {
  document.changeState({
    notes: document.state.notes.map((each) => (each.id === note.id ? { ...each, ...patch } : each)),
  });
}

export function deleteNote(document: ExcelDocument, note: NoteState): void {
  document.changeState({ notes: document.state.notes.filter(({ id }) => id !== note.id) });
}

/** Thread and note of a cell, as far as it has them. */
export function remarksAt(
  { state }: ExcelDocument,
  sheet: Sheet,
  row: number,
  column: number,
): { readonly comment: CommentState | undefined; readonly note: NoteState | undefined } {
  const here = isAt({ sheet, row, column });
  return { comment: state.comments.find(here), note: state.notes.find(here) };
}
