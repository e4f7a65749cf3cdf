import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentTypes, ns, relationshipTypes } from '../package/namespaces.ts';
import { splitContent } from '../model/edit-text.ts';
import type { Span } from '../model/story.ts';
import { forgetLeaves, textOf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childrenW, createW, isW, setText } from '../model/xml.ts';
import { declareExtension, editPart, partRoot, unusedName } from './ensure-part.ts';
import { ensureStyle } from './styles.ts';

/**
 * Comments: `w:comment` in a part of its own and marks in the text (ECMA-376 part 1 §17.13.4); which one answers which and
 * what is resolved stands in Word's commentsExtended part, tied to the comment's last paragraph ([MS-DOCX] 2.5.46).
 */

export interface Comment {
  readonly id: string;
  readonly element: Element;
  readonly author: string;
  readonly initials: string;
  readonly date: string;
  /** Paragraphs are apart by line feeds. */
  readonly text: string;
}

export interface CommentThread extends Comment {
  readonly isResolved: boolean;
  readonly replies: readonly Comment[];
  /** Marks in the text; a comment on a place alone has none but its reference. */
  readonly rangeStart: Element | null;
  readonly rangeEnd: Element | null;
  readonly reference: Element | null;
}

export interface CommentAuthor {
  readonly author: string;
  /** `2026-01-02T03:04:05Z`. */
  readonly date: string;
}

/** The comments of the document as threads, in the order of the text they are on. */
export function listComments(pkg: OoxmlPackage): CommentThread[] {
  const root = partRoot(pkg, 'comments');
  if (!root) return [];
  const marks = marksById(pkg);
  const rows = extendedRows(pkg);
  const all = childrenW(root, 'comment').map(readComment);
  const byParagraph = new Map(all.map((comment) => [lastParagraphId(comment.element), comment]));
  const replies = new Map<string, Comment[]>();
  for (const comment of all) {
    const parent = rootOf(comment, byParagraph, rows);
    if (parent !== comment) replies.set(parent.id, [...(replies.get(parent.id) ?? []), comment]);
  }
  const answers = new Set([...replies.values()].flat());
  const threads = all
    .filter((comment) => !answers.has(comment))
    .map((comment): CommentThread => {
      const own = marks.get(comment.id);
      return {
        ...comment,
        isResolved: rows.get(lastParagraphId(comment.element) ?? '')?.isDone ?? false,
        replies: replies.get(comment.id) ?? [],
        rangeStart: own?.commentRangeStart ?? null,
        rangeEnd: own?.commentRangeEnd ?? null,
        reference: own?.commentReference ?? null,
      };
    });
  const order = new Map([...marks.keys()].map((id, index) => [id, index]));
  return threads.sort((one, other) => (order.get(one.id) ?? Infinity) - (order.get(other.id) ?? Infinity) || 0);
}

function readComment(element: Element): Comment {
  return {
    id: attributeW(element, 'id') ?? '',
    element,
    author: attributeW(element, 'author') ?? '',
    initials: attributeW(element, 'initials') ?? '',
    date: attributeW(element, 'date') ?? '',
    text: [...element.getElementsByTagNameNS(ns.w, 'p')].map(textOf).join('\n'),
  };
}

/** Answers to answers belong to the comment that began the thread. */
function rootOf(
  comment: Comment,
  byParagraph: ReadonlyMap<string | null, Comment>,
  rows: ReadonlyMap<string, ExtendedRow>,
): Comment {
  let at = comment;
  for (let depth = 0; depth < 100; depth += 1) {
    const parentId = rows.get(lastParagraphId(at.element) ?? '')?.parent;
    const parent = parentId ? byParagraph.get(parentId) : undefined;
    if (!parent || parent === comment) return at;
    at = parent;
  }
  return at;
}

const markNames = ['commentRangeStart', 'commentRangeEnd', 'commentReference'] as const;
type Marks = Partial<Record<(typeof markNames)[number], Element>>;

/** Marks in the main document, in the order in which the comments begin there. */
function marksById(pkg: OoxmlPackage): Map<string, Marks> {
  const root = pkg.xml(pkg.documentPart).documentElement;
  const found = new Map<string, Marks>();
  for (const name of markNames) {
    for (const element of root.getElementsByTagNameNS(ns.w, name)) {
      const id = attributeW(element, 'id') ?? '';
      found.set(id, { [name]: element, ...found.get(id) });
    }
  }
  return found;
}

// ---- Writing ----

/** Puts a comment on a span and gives its `w:comment`. An empty span gives a comment on the place. */
export function addComment(pkg: OoxmlPackage, span: Span, text: string, author: CommentAuthor): Element {
  const comment = createComment(pkg, text, author);
  const id = attributeW(comment, 'id') ?? '';
  const { ownerDocument } = span.end.paragraph;
  pkg.edit(pkg.documentPart);
  const end = splitContent(span.end.paragraph, span.end.offset);
  const rangeEnd = createW(ownerDocument, 'commentRangeEnd', { id });
  end.parent.insertBefore(rangeEnd, end.before);
  outermost(rangeEnd).after(referenceRun(pkg, ownerDocument, id));
  const start = splitContent(span.start.paragraph, span.start.offset);
  start.parent.insertBefore(createW(ownerDocument, 'commentRangeStart', { id }), start.before);
  for (const paragraph of [span.start.paragraph, span.end.paragraph]) forgetLeaves(paragraph);
  return comment;
}

/** What of the paragraph holds a mark: the reference stands beside tracked changes and links, not within them. */
function outermost(mark: Element): Element {
  let at = mark;
  while (at.parentElement && !isW(at.parentElement, 'p') && !isW(at.parentElement, 'sdtContent')) at = at.parentElement;
  return at;
}

function referenceRun(pkg: OoxmlPackage, document: Document, id: string): Element {
  const style = ensureStyle(pkg, 'annotation reference') ?? '';
  return createW(document, 'r', {}, [
    createW(document, 'rPr', {}, [createW(document, 'rStyle', { val: style })]),
    createW(document, 'commentReference', { id }),
  ]);
}

function createComment(pkg: OoxmlPackage, text: string, { author, date }: CommentAuthor): Element {
  const root = editPart(pkg, 'comments');
  const ids = childrenW(root, 'comment').map((each) => Number(attributeW(each, 'id')) || 0);
  const comment = createW(root.ownerDocument, 'comment', {
    id: String(Math.max(-1, ...ids) + 1),
    author,
    date,
    initials: initialsOf(author),
  });
  root.append(comment);
  fillComment(pkg, comment, text);
  addPerson(pkg, author);
  return comment;
}

/** Writes a comment's text anew. */
export function setCommentText(pkg: OoxmlPackage, comment: Element, text: string): void {
  const paragraphId = lastParagraphId(comment);
  for (const child of [...comment.children]) child.remove();
  fillComment(pkg, comment, text, paragraphId);
}

function fillComment(pkg: OoxmlPackage, comment: Element, text: string, lastId: string | null = null): void {
  const document = comment.ownerDocument;
  declareExtension(document.documentElement, 'w14', ns.w14);
  const textStyle = ensureStyle(pkg, 'annotation text') ?? '';
  const markStyle = ensureStyle(pkg, 'annotation reference') ?? '';
  const lines = text.split(/\r\n?|\n/);
  lines.forEach((line, index) => {
    const content = createW(document, 't');
    setText(content, line);
    const paragraph = createW(document, 'p', {}, [
      createW(document, 'pPr', {}, [createW(document, 'pStyle', { val: textStyle })]),
    ]);
    if (index === 0) {
      paragraph.append(
        createW(document, 'r', {}, [
          createW(document, 'rPr', {}, [createW(document, 'rStyle', { val: markStyle })]),
          createW(document, 'annotationRef'),
        ]),
      );
    }
    paragraph.append(createW(document, 'r', {}, [content]));
    const isLast = index === lines.length - 1;
    paragraph.setAttributeNS(ns.w14, 'w14:paraId', (isLast ? lastId : null) ?? freshParagraphId(pkg, document));
    comment.append(paragraph);
  });
}

/** Eight hexadecimal digits below 0x80000000 that no paragraph of the part bears ([MS-DOCX] 2.2.3). */
function freshParagraphId(pkg: OoxmlPackage, document: Document): string {
  const taken = new Set(
    [document, pkg.xml(pkg.documentPart)].flatMap((tree) =>
      [...tree.getElementsByTagNameNS(ns.w, 'p')].map((each) => each.getAttributeNS(ns.w14, 'paraId')),
    ),
  );
  for (let value = 0x10000001 + taken.size * 0x10001; ; value += 0x3eb1) {
    const id = (value & 0x7fffffff).toString(16).toUpperCase().padStart(8, '0');
    if (!taken.has(id)) return id;
  }
}

/** Answers a comment; an answer to an answer goes to the thread. */
export function replyToComment(pkg: OoxmlPackage, id: string, text: string, author: CommentAuthor): Element | null {
  const thread = threadOf(pkg, id);
  if (!thread) return null;
  const reply = createComment(pkg, text, author);
  const replyId = attributeW(reply, 'id') ?? '';
  pkg.edit(pkg.documentPart);
  const last = [...thread.replies]
    .reverse()
    .map((each) => marksById(pkg).get(each.id))
    .find(Boolean);
  const reference = last?.commentReference ?? thread.reference;
  const document = pkg.xml(pkg.documentPart);
  thread.rangeStart?.after(createW(document, 'commentRangeStart', { id: replyId }));
  const run = reference && ancestorW(reference, 'r');
  if (run) {
    const rangeEnd = createW(document, 'commentRangeEnd', { id: replyId });
    run.after(...(thread.rangeStart ? [rangeEnd] : []), referenceRun(pkg, document, replyId));
    const paragraph = ancestorW(run, 'p');
    if (paragraph) forgetLeaves(paragraph);
  }
  const parent = ensureParagraphId(pkg, thread.element);
  setRow(pkg, ensureParagraphId(pkg, reply), { parent, isDone: thread.isResolved });
  if (!extendedRows(pkg).has(parent)) setRow(pkg, parent, { isDone: thread.isResolved });
  return reply;
}

/** Marks a thread as resolved, or opens it again. */
export function setCommentResolved(pkg: OoxmlPackage, id: string, isResolved: boolean): void {
  const thread = threadOf(pkg, id);
  if (!thread) return;
  for (const { element } of [thread, ...thread.replies])
    setRow(pkg, ensureParagraphId(pkg, element), { isDone: isResolved });
}

/** Takes away an answer, or a comment with its whole thread. */
export function removeComment(pkg: OoxmlPackage, id: string): void {
  const thread = threadOf(pkg, id);
  if (!thread) return;
  const going = thread.id === id ? [thread, ...thread.replies] : thread.replies.filter((each) => each.id === id);
  const tree = pkg.edit(pkg.documentPart);
  editPart(pkg, 'comments');
  const ids = new Set(going.map((each) => each.id));
  for (const name of markNames) {
    for (const mark of [...tree.getElementsByTagNameNS(ns.w, name)]) {
      if (!ids.has(attributeW(mark, 'id') ?? '')) continue;
      const run = mark.parentElement;
      mark.remove();
      if (isW(run, 'r') && [...(run?.children ?? [])].every((child) => isW(child, 'rPr'))) run?.remove();
    }
  }
  for (const { element } of going) {
    forgetParagraph(pkg, lastParagraphId(element));
    element.remove();
  }
}

function threadOf(pkg: OoxmlPackage, id: string): CommentThread | undefined {
  return listComments(pkg).find((thread) => thread.id === id || thread.replies.some((reply) => reply.id === id));
}

function initialsOf(author: string): string {
  const words = [...author.matchAll(/\p{L}+/gu)].map(([word]) => Array.from(word)[0] ?? '');
  return words.join('').slice(0, 3).toUpperCase();
}

// ---- The extended part ----

interface ExtendedRow {
  readonly parent: string | null;
  readonly isDone: boolean;
}

function lastParagraphId(comment: Element): string | null {
  return [...comment.getElementsByTagNameNS(ns.w, 'p')].at(-1)?.getAttributeNS(ns.w14, 'paraId') ?? null;
}

function ensureParagraphId(pkg: OoxmlPackage, comment: Element): string {
  const known = lastParagraphId(comment);
  if (known !== null) return known;
  const root = editPart(pkg, 'comments');
  declareExtension(root, 'w14', ns.w14);
  const paragraph = [...comment.getElementsByTagNameNS(ns.w, 'p')].at(-1) ?? createW(comment.ownerDocument, 'p');
  if (!paragraph.parentNode) comment.append(paragraph);
  const id = freshParagraphId(pkg, comment.ownerDocument);
  paragraph.setAttributeNS(ns.w14, 'w14:paraId', id);
  return id;
}

function extendedRoot(pkg: OoxmlPackage): Element | null {
  const part = pkg.related(pkg.documentPart, relationshipTypes.commentsExtended);
  return part !== undefined && pkg.has(part) ? pkg.xml(part).documentElement : null;
}

function extendedRows(pkg: OoxmlPackage): Map<string, ExtendedRow> {
  const root = extendedRoot(pkg);
  if (!root) return new Map();
  return new Map(
    [...root.getElementsByTagNameNS(ns.w15, 'commentEx')].map((row) => [
      row.getAttributeNS(ns.w15, 'paraId') ?? '',
      {
        parent: row.getAttributeNS(ns.w15, 'paraIdParent'),
        isDone: ['1', 'true', 'on'].includes(row.getAttributeNS(ns.w15, 'done') ?? ''),
      },
    ]),
  );
}

function setRow(
  pkg: OoxmlPackage,
  paragraphId: string,
  { parent, isDone }: { readonly parent?: string; readonly isDone: boolean },
): void {
  let root = extendedRoot(pkg);
  if (!root) {
    const name = unusedName(pkg, 'word/commentsExtended.xml');
    pkg.setPart(
      name,
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w15:commentsEx xmlns:w15="${ns.w15}" xmlns:mc="${ns.mc}" mc:Ignorable="w15"/>`,
      contentTypes.commentsExtended,
    );
    pkg.relate(pkg.documentPart, relationshipTypes.commentsExtended, name);
    root = pkg.xml(name).documentElement;
  }
  pkg.edit(pkg.related(pkg.documentPart, relationshipTypes.commentsExtended) ?? '');
  let row = [...root.children].find((each) => each.getAttributeNS(ns.w15, 'paraId') === paragraphId);
  if (!row) {
    row = root.ownerDocument.createElementNS(ns.w15, 'w15:commentEx');
    row.setAttributeNS(ns.w15, 'w15:paraId', paragraphId);
    if (parent !== undefined) row.setAttributeNS(ns.w15, 'w15:paraIdParent', parent);
    root.append(row);
  }
  row.setAttributeNS(ns.w15, 'w15:done', isDone ? '1' : '0');
}

/** Ties a comment that was copied from elsewhere to its thread; its paragraph gets an id of its own. */
export function linkComment(pkg: OoxmlPackage, comment: Element, parent: Element | null, isResolved: boolean): void {
  const last = [...comment.getElementsByTagNameNS(ns.w, 'p')].at(-1);
  last?.removeAttributeNS(ns.w14, 'paraId');
  const own = ensureParagraphId(pkg, comment);
  if (!parent) {
    setRow(pkg, own, { isDone: isResolved });
    return;
  }
  const parentId = ensureParagraphId(pkg, parent);
  if (!extendedRows(pkg).has(parentId)) setRow(pkg, parentId, { isDone: isResolved });
  setRow(pkg, own, { parent: parentId, isDone: isResolved });
}

/** Takes a removed comment's rows out of every part of Word's that speaks of its paragraph. */
function forgetParagraph(pkg: OoxmlPackage, paragraphId: string | null): void {
  if (paragraphId === null) return;
  for (const { type, target, external } of pkg.relationships(pkg.documentPart)) {
    if (external || !/\/comments(Extended|Ids)$/.test(type) || !pkg.has(target)) continue;
    for (const row of [...pkg.xml(target).documentElement.children]) {
      const isOurs = [...row.attributes].some(
        ({ localName, value }) => localName === 'paraId' && value === paragraphId,
      );
      if (!isOurs) continue;
      pkg.edit(target);
      row.remove();
    }
  }
}

/** Word keeps who took part in a list of people; where there is one, a new author joins it. */
function addPerson(pkg: OoxmlPackage, author: string): void {
  const part = pkg.relationships(pkg.documentPart).find(({ type }) => type.endsWith('/people'))?.target;
  if (part === undefined || !pkg.has(part)) return;
  const root = pkg.xml(part).documentElement;
  if ([...root.children].some((each) => each.getAttributeNS(ns.w15, 'author') === author)) return;
  pkg.edit(part);
  const person = root.ownerDocument.createElementNS(ns.w15, 'w15:person');
  person.setAttributeNS(ns.w15, 'w15:author', author);
  root.append(person);
}
