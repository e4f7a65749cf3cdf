import { cellAt } from '../../core/sheet/cell-address.ts';
import { ifKnown } from './if-known.ts';
import { batchesOf } from './in-batches.ts';
import type { SheetArea } from './look-around.ts';

/** What somebody wrote, with their name where the version of Excel tells it. */
interface Said {
  readonly author: string;
  readonly content: string;
}

/** A comment with its replies; `row` and `column` count from 0 in the sheet. */
export interface RowComment extends Said {
  readonly row: number;
  readonly column: number;
  readonly resolved: boolean;
  readonly replies: readonly Said[];
}

/** Reads the comments on some rows of a block, as far as this version of Excel tells of them. */
export async function readRowComments(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { left, right }: SheetArea,
  rows: readonly number[],
): Promise<RowComment[]> {
  const gone = new Set(rows);
  const comments = await ifKnown('1.11', () => readComments(context, sheet), []);
  return comments.filter(({ row, column }) => gone.has(row) && column >= left && column <= right);
}

async function readComments(context: Excel.RequestContext, { comments }: Excel.Worksheet): Promise<RowComment[]> {
  comments.load(
    'items/authorName,items/content,items/resolved,items/replies/items/authorName,items/replies/items/content',
  );
  await context.sync();
  const found = comments.items.map((comment) => ({ comment, cell: comment.getLocation() }));
  if (found.length === 0) return [];
  for (const { cell } of found) cell.load('rowIndex,columnIndex');
  await context.sync();
  return found.map(({ comment: { authorName: author, content, resolved, replies }, cell }) => ({
    row: cell.rowIndex,
    column: cell.columnIndex,
    author,
    content,
    resolved,
    replies: replies.items.map((reply) => ({ author: reply.authorName, content: reply.content })),
  }));
}

/**
 * Writes comments again. Excel lets an add-in write in the name of nobody but the person at work, and now: what another
 * wrote begins with their name. Nobody is told anew that they are mentioned.
 */
export async function writeComments(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  comments: readonly RowComment[],
): Promise<void> {
  for (const batch of batchesOf(comments, () => 1)) {
    const written: { readonly own: Excel.Comment | Excel.CommentReply; readonly said: Said }[] = [];
    const resolved: Excel.Comment[] = [];
    for (const comment of batch) {
      const cell = sheet.getRange(cellAt('A1', comment.row, comment.column));
      const own = sheet.comments.add(cell, comment.content, Excel.ContentType.plain);
      written.push({ own, said: comment });
      for (const said of comment.replies)
        written.push({ own: own.replies.add(said.content, Excel.ContentType.plain), said });
      if (comment.resolved) resolved.push(own);
    }
    for (const { own } of written) own.load('authorName');
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { own, said } of written)
      if (own.authorName !== said.author && said.author !== '') own.content = `${said.author}: ${said.content}`;
    // A thread that is resolved takes no other words.
    for (const own of resolved) own.resolved = true;
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
}
