import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { deleteInParagraph, insertRun, type EditContext } from '../model/edit-text.ts';
import { markInserted } from '../model/inserted-blocks.ts';
import { spanOf, spanText, type Position, type Span } from '../model/story.ts';
import { leavesOf, textOf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childrenW, childW, createW, isW, setText } from '../model/xml.ts';
import { editPart, partRoot } from './ensure-part.ts';
import { elementsOf } from './fragments.ts';
import { placeChild } from './schema-order.ts';
import { ensureStyle } from './styles.ts';

/** Footnotes and endnotes (ECMA-376 part 1 §17.11). */

export type NoteKind = 'footnote' | 'endnote';

export interface Note {
  readonly id: string;
  readonly kind: NoteKind;
  /** `w:footnote`, whose paragraphs are its body. */
  readonly element: Element;
  /** The mark in the text; `null` when it is gone. */
  readonly reference: Element | null;
}

/** The notes that the body refers to, in the order of their marks. */
export function listNotes(pkg: OoxmlPackage, kind: NoteKind, within?: Element): Note[] {
  const root = partRoot(pkg, `${kind}s`);
  const container = within ?? pkg.xml(pkg.documentPart).documentElement;
  if (!root) return [];
  const byId = new Map(childrenW(root, kind).map((element) => [attributeW(element, 'id'), element]));
  return [...container.getElementsByTagNameNS(ns.w, `${kind}Reference`)].flatMap((reference) => {
    const id = attributeW(reference, 'id');
    const element = byId.get(id);
    return id !== null && element ? [{ id, kind, element, reference }] : [];
  });
}

/** The note's text; paragraphs are apart by carriage returns. The space behind the mark belongs to the mark. */
export function noteText({ element }: Note): string {
  const span = noteSpan(element);
  return span ? spanText(span) : '';
}

/** What a note says: the text behind its mark and the space or tab that follows the mark. */
export function noteSpan(note: Element): Span | null {
  const span = spanOf(note);
  const [mark] = note.getElementsByTagNameNS(ns.w, `${note.localName}Ref`);
  if (!span || !mark || ancestorW(mark, 'p') !== span.start.paragraph) return span;
  const { paragraph } = span.start;
  return /^[ \t]/.test(textOf(paragraph)) ? { start: { paragraph, offset: 1 }, end: span.end } : span;
}

/** Whether an element holds all notes of a kind. */
export function isNotesRoot(element: Element): boolean {
  return isW(element, 'footnotes') || isW(element, 'endnotes');
}

export function isNote(element: Element): boolean {
  return isW(element, 'footnote') || isW(element, 'endnote');
}

/** The notes of a part in its order; the separators above them are none. */
export function notesOf(root: Element): Element[] {
  return childrenW(root, root.localName.replace(/s$/, '')).filter((note) => attributeW(note, 'type') === null);
}

/** The root of the notes' part for changing. A part that is made now gets the separators that every such part must have. */
export function editNotes(pkg: OoxmlPackage, kind: NoteKind): Element {
  const isNew = partRoot(pkg, `${kind}s`) === null;
  const root = editPart(pkg, `${kind}s`);
  if (isNew) addSeparators(pkg, kind, root);
  return root;
}

const separatorIds = { separator: '-1', continuationSeparator: '0' } as const;

/** The lines above notes, which the settings name too (§17.11.9 and §17.11.23). */
function addSeparators(pkg: OoxmlPackage, kind: NoteKind, root: Element): void {
  for (const [type, id] of Object.entries(separatorIds)) {
    const paragraph = `<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${type}/></w:r></w:p>`;
    root.append(...elementsOf(root.ownerDocument, `<w:${kind} w:type="${type}" w:id="${id}">${paragraph}</w:${kind}>`));
  }
  const settings = editPart(pkg, 'settings');
  const document = settings.ownerDocument;
  const properties = childW(settings, `${kind}Pr`) ?? placeChild(settings, createW(document, `${kind}Pr`));
  if (childW(properties, kind)) return;
  for (const id of Object.values(separatorIds)) properties.append(createW(document, kind, { id }));
}

/** Puts a note's mark at a place and gives the note. Tracked, mark and text are insertions. */
export function addNote(pkg: OoxmlPackage, kind: NoteKind, at: Position, text: string, context: EditContext): Note {
  const root = editNotes(pkg, kind);
  const id = String(Math.max(0, ...childrenW(root, kind).map((each) => Number(attributeW(each, 'id')) || 0)) + 1);
  const element = createW(root.ownerDocument, kind, { id });
  root.append(element);
  const textStyle = ensureStyle(pkg, `${kind} text`) ?? '';
  const paragraphs = text.split(/\r\n?|\n/).map((line, index) => {
    const paragraph = createW(root.ownerDocument, 'p', {}, [
      createW(root.ownerDocument, 'pPr', {}, [createW(root.ownerDocument, 'pStyle', { val: textStyle })]),
    ]);
    if (index === 0) paragraph.append(markRun(pkg, root.ownerDocument, kind, `${kind}Ref`));
    const content = createW(root.ownerDocument, 't');
    setText(content, index === 0 ? ` ${line}` : line);
    paragraph.append(createW(root.ownerDocument, 'r', {}, [content]));
    return paragraph;
  });
  element.append(...paragraphs);
  markInserted(paragraphs.slice(0, -1), context.tracked);
  markInserted(paragraphs.slice(-1), context.tracked, { marks: false });
  pkg.edit(pkg.documentPart);
  const run = markRun(pkg, at.paragraph.ownerDocument, kind, `${kind}Reference`, id);
  insertRun(at, run, context);
  return { id, kind, element, reference: run.lastElementChild };
}

function markRun(pkg: OoxmlPackage, document: Document, kind: NoteKind, name: string, id?: string): Element {
  const style = ensureStyle(pkg, `${kind} reference`) ?? '';
  return createW(document, 'r', {}, [
    createW(document, 'rPr', {}, [createW(document, 'rStyle', { val: style })]),
    createW(document, name, id === undefined ? {} : { id }),
  ]);
}

/** Where a note's mark stands in the text; `null` when it is gone. */
export function markSpan({ reference }: Note): Span | null {
  const paragraph = reference && ancestorW(reference, 'p');
  const leaf = paragraph && leavesOf(paragraph).find(({ element }) => element === reference);
  if (!leaf) return null;
  return { start: { paragraph, offset: leaf.start }, end: { paragraph, offset: leaf.start + leaf.length } };
}

/** Takes a note and its mark away. Tracked, the mark is struck out and the note stays until that is accepted. */
export function removeNote(pkg: OoxmlPackage, note: Note, context: EditContext): void {
  const mark = markSpan(note);
  pkg.edit(pkg.documentPart);
  if (mark) deleteInParagraph(mark.start.paragraph, mark.start.offset, mark.end.offset, context);
  if (note.reference?.isConnected || listNotes(pkg, note.kind).some(({ id }) => id === note.id)) return;
  editPart(pkg, `${note.kind}s`);
  note.element.remove();
}
