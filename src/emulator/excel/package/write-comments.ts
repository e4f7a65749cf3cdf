import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { cellName } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CommentState, NoteState } from '../model/workbook-state.ts';
import { threadAuthor } from './comment-parts.ts';
import { contentType, relationship, relationshipNamespace, sheetNamespace } from './part-names.ts';
import { noteId } from './read-comments.ts';
import { unrelate } from './relations.ts';
import { createElement, placeChild, removeChildren } from './sheet-order.ts';
import { writeNoteShapes } from './write-note-shapes.ts';
import { writeThreads } from './write-threads.ts';
import { childNamed, childrenNamed, numberAttribute } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What a cell bears in the part for comments of the older kind: a note, or what stands there for a thread. */
interface OldComment {
  readonly row: number;
  readonly column: number;
  readonly author: string;
  readonly text: string;
  readonly visible: boolean;
  /** Where its element stood when the file was opened, and whether that still says the same. */
  readonly from: string | null;
  readonly isSame: boolean;
}

/** Brings the comments and notes of a sheet up to date; gives what to change in the sheet's element, if anything. */
export function writeComments(
  file: OoxmlPackage,
  document: ExcelDocument,
  sheet: Sheet,
  part: string,
): ((root: Element) => void) | null {
  const before = document.opened?.before.state;
  const ofSheet = <T extends { readonly sheetId: string }>(items: readonly T[] | undefined): readonly T[] =>
    (items ?? []).filter(({ sheetId }) => sheetId === sheet.id);
  const [threads, oldThreads] = [ofSheet(document.state.comments), ofSheet(before?.comments)];
  const [notes, oldNotes] = [ofSheet(document.state.notes), ofSheet(before?.notes)];
  const isSame = sameItems(threads, oldThreads) && sameItems(notes, oldNotes);
  if (isSame) return null;
  if (!sameItems(threads, oldThreads)) writeThreads(file, part, threads, oldThreads);
  const known = file.related(part, relationship.comments);
  const name = known !== undefined && file.has(known) ? known : file.freshPartName('xl/comments#.xml');
  const comments = [
    ...notes.map((note) => ofNote(note, oldNotes, name)),
    ...threads.map((thread) => ofThread(thread, oldThreads)),
  ];
  const drawing = file.related(part, relationship.vmlDrawing);
  if (comments.length === 0) {
    if (file.has(name)) removePart(file, part, name);
    if (drawing === undefined || !file.has(drawing)) return null;
    const isEmpty = writeNoteShapes(file, drawing, sheet, []);
    if (!isEmpty) return null;
    removePart(file, part, drawing);
    return (root) => removeChildren(root, 'legacyDrawing');
  }
  if (!file.has(name)) {
    const empty = `${declaration}<comments xmlns="${sheetNamespace}"><authors/><commentList/></comments>`;
    file.setPart(name, empty, contentType.comments);
    file.relate(part, relationship.comments, name);
  }
  writeOldComments(file.edit(name).documentElement, comments);
  const shapes = drawing ?? file.freshPartName('xl/drawings/vmlDrawing#.vml');
  writeNoteShapes(file, shapes, sheet, comments);
  if (drawing !== undefined) return null;
  const id = file.relate(part, relationship.vmlDrawing, shapes);
  return (root) => {
    const element = createElement(root, 'legacyDrawing');
    element.setAttributeNS(relationshipNamespace, 'r:id', id);
    placeChild(root, element);
  };
}

function sameItems<T>(now: readonly T[], before: readonly T[]): boolean {
  return now.length === before.length && now.every((item, index) => item === before[index]);
}

function removePart(file: OoxmlPackage, from: string, name: string): void {
  unrelate(file, from, ({ target }) => target === name);
  file.removePart(name);
}

function ofNote(note: NoteState, before: readonly NoteState[], part: string): OldComment {
  const old = before.find(({ id }) => id === note.id);
  const from = old ? cellName(old.row, old.column) : null;
  return {
    ...note,
    text: note.content,
    from: from !== null && noteId(part, from) === note.id ? from : null,
    isSame: old?.content === note.content,
  };
}

/** What a program that knows no threads shows of one, in Excel's own words. */
function ofThread(thread: CommentState, before: readonly CommentState[]): OldComment {
  const old = before.find(({ id }) => id === thread.id);
  const replies = thread.replies.map(({ content }) => `\nReply:\n    ${content}`).join('');
  return {
    row: thread.row,
    column: thread.column,
    author: `${threadAuthor}${thread.id}`,
    text: `[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it will get removed if the file is opened in a newer version of Excel. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    ${thread.content}${replies}`,
    visible: false,
    from: old ? cellName(old.row, old.column) : null,
    isSame: old?.content === thread.content && old.replies === thread.replies,
  };
}

function writeOldComments(root: Element, comments: readonly OldComment[]): void {
  const authors = childNamed(root, 'authors') ?? root.appendChild(createElement(root, 'authors'));
  const list = childNamed(root, 'commentList') ?? root.appendChild(createElement(root, 'commentList'));
  const elements = new Map(childrenNamed(list, 'comment').map((each) => [each.getAttribute('ref') ?? '', each]));
  const authorOf = (name: string): string => {
    const known = childrenNamed(authors, 'author');
    const index = known.findIndex(({ textContent }) => textContent === name);
    if (index >= 0) return String(index);
    const made = createElement(authors, 'author');
    made.textContent = name;
    authors.append(made);
    return String(known.length);
  };
  const kept = comments.map((comment) => {
    const ref = cellName(comment.row, comment.column);
    const known = comment.from === null ? undefined : elements.get(comment.from);
    const element = known ?? createElement(list, 'comment', { ref, authorId: authorOf(comment.author) });
    if (element.getAttribute('ref') !== ref) element.setAttribute('ref', ref);
    if (!known || !comment.isSame) element.replaceChildren(textElement(element, comment.text));
    return { element, comment };
  });
  const order = kept.sort((a, b) => a.comment.row - b.comment.row || a.comment.column - b.comment.column);
  list.replaceChildren(...order.map(({ element }) => element));
  dropLastUnusedAuthors(authors, list);
}

/** Authors are counted by place, so only those behind the last that is used can go. */
function dropLastUnusedAuthors(authors: Element, list: Element): void {
  const used = Math.max(-1, ...childrenNamed(list, 'comment').map((each) => numberAttribute(each, 'authorId') ?? 0));
  for (const author of childrenNamed(authors, 'author').slice(used + 1)) author.remove();
}

function textElement(near: Element, content: string): Element {
  const text = createElement(near, 'text');
  const run = createElement(near, 't');
  run.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  run.textContent = content;
  text.append(run);
  return text;
}
