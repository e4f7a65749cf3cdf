import type { DocxPackage } from '../package/docx-package.ts';
import { ns } from '../package/namespaces.ts';
import { splitContent } from '../model/edit-text.ts';
import type { Position } from '../model/story.ts';
import { forgetLeaves, textOf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childrenW, createW, isW, setText } from '../model/xml.ts';
import { editPart, partRoot } from './ensure-part.ts';
import { elementsOf } from './fragments.ts';
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
export function listNotes(pkg: DocxPackage, kind: NoteKind, within?: Element): Note[] {
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
  return [...element.getElementsByTagNameNS(ns.w, 'p')].map(textOf).join('\r').replace(/^ /, '');
}

/** The root of the notes' part for changing. A part that is made now gets the separators that every such part must have. */
export function editNotes(pkg: DocxPackage, kind: NoteKind): Element {
  const isNew = partRoot(pkg, `${kind}s`) === null;
  const root = editPart(pkg, `${kind}s`);
  if (isNew) {
    const paragraph = (content: string): string =>
      `<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${content}/></w:r></w:p>`;
    root.append(
      ...elementsOf(
        root.ownerDocument,
        `<w:${kind} w:type="separator" w:id="-1">${paragraph('separator')}</w:${kind}><w:${kind} w:type="continuationSeparator" w:id="0">${paragraph('continuationSeparator')}</w:${kind}>`,
      ),
    );
  }
  return root;
}

/** Puts a note's mark at a place and gives the note. */
export function addNote(pkg: DocxPackage, kind: NoteKind, at: Position, text: string): Note {
  const root = editNotes(pkg, kind);
  const id = String(Math.max(0, ...childrenW(root, kind).map((each) => Number(attributeW(each, 'id')) || 0)) + 1);
  const element = createW(root.ownerDocument, kind, { id });
  root.append(element);
  const textStyle = ensureStyle(pkg, `${kind} text`) ?? '';
  text.split(/\r\n?|\n/).forEach((line, index) => {
    const paragraph = createW(root.ownerDocument, 'p', {}, [
      createW(root.ownerDocument, 'pPr', {}, [createW(root.ownerDocument, 'pStyle', { val: textStyle })]),
    ]);
    if (index === 0) paragraph.append(markRun(pkg, root.ownerDocument, kind, `${kind}Ref`));
    const content = createW(root.ownerDocument, 't');
    setText(content, index === 0 ? ` ${line}` : line);
    paragraph.append(createW(root.ownerDocument, 'r', {}, [content]));
    element.append(paragraph);
  });
  pkg.edit(pkg.documentPart);
  const { parent, before } = splitContent(at.paragraph, at.offset);
  const run = markRun(pkg, at.paragraph.ownerDocument, kind, `${kind}Reference`, id);
  parent.insertBefore(run, before);
  forgetLeaves(at.paragraph);
  return { id, kind, element, reference: run.lastElementChild };
}

function markRun(pkg: DocxPackage, document: Document, kind: NoteKind, name: string, id?: string): Element {
  const style = ensureStyle(pkg, `${kind} reference`) ?? '';
  return createW(document, 'r', {}, [
    createW(document, 'rPr', {}, [createW(document, 'rStyle', { val: style })]),
    createW(document, name, id === undefined ? {} : { id }),
  ]);
}

/** Takes a note and its mark away. */
export function removeNote(pkg: DocxPackage, { element, reference, kind }: Note): void {
  editPart(pkg, `${kind}s`);
  pkg.edit(pkg.documentPart);
  const run = reference && ancestorW(reference, 'r');
  const paragraph = reference && ancestorW(reference, 'p');
  reference?.remove();
  if (run && [...run.children].every((child) => isW(child, 'rPr'))) run.remove();
  element.remove();
  if (paragraph) forgetLeaves(paragraph);
}
