import type { LiveSpan } from '../model/anchors.ts';
import type { Span } from '../model/story.ts';
import type { StyleNames } from '../model/paragraph-styles.ts';
import type { Field } from '../parts/fields.ts';
import type { ListLabel } from '../parts/list-labels.ts';
import type { WordDocument } from '../word-document.ts';
import type { FontTarget } from './font.ts';

/**
 * Makes the objects of the model: each class names the others only through this, so that none has to know how another
 * is built. An element's object is made once and given again, so it has one identity.
 */
export interface WordModel {
  readonly document: WordDocument;
  readonly styles: StyleNames;
  /** Adds a built-in style that the document has only latent, and gives its id; `null` when there is no such style. */
  createBuiltInStyle(name: string): string | null;
  /** Gets the bytes of a document that the add-in made and opened. */
  readonly openDocument: (bytes: Uint8Array) => void;
  /** The model of another document, one that an add-in made. */
  modelOf(document: WordDocument): WordModel;
  /** The number or bullet of a list item. */
  labelOf(paragraph: Element): ListLabel | null;
  /** A short lasting id of an element, the same as long as the document is open. */
  idOf(element: Element): string;
  range(span: Span | LiveSpan): object;
  ranges(spans: readonly Span[]): object;
  paragraph(element: Element): object;
  paragraphs(elements: () => readonly Element[]): object;
  body(container: Element, type: BodyType, section?: Element): object;
  section(section: Element): object;
  sections(sections: () => readonly Element[]): object;
  sectionBody(section: Element): object;
  font(target: FontTarget): object;
  inlinePicture(element: Element): object;
  inlinePictures(elements: () => readonly Element[]): object;
  table(element: Element): object;
  tables(elements: () => readonly Element[]): object;
  tableRow(element: Element): object;
  tableRows(elements: () => readonly Element[]): object;
  tableCell(element: Element): object;
  tableCells(elements: () => readonly Element[]): object;
  contentControl(element: Element): object;
  /** A field by `w:fldSimple` or the `w:fldChar` that begins it. */
  field(start: Element): object;
  fields(fields: () => readonly Field[]): object;
}

export type BodyType =
  | 'MainDoc'
  | 'Section'
  | 'Header'
  | 'Footer'
  | 'TableCell'
  | 'Footnote'
  | 'Endnote'
  | 'NoteItem'
  | 'Unknown';
