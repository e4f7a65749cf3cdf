import { apiTypeOf, type ApiType, type ObjectModel } from '../../richapi/object-model.ts';
import type { LiveSpan } from '../model/anchors.ts';
import { StyleNames } from '../model/paragraph-styles.ts';
import type { Span } from '../model/story.ts';
import type { Field as FieldPart } from '../parts/fields.ts';
import { ListLabels, type ListLabel } from '../parts/list-labels.ts';
import { ensureStyle } from '../parts/styles.ts';
import type { WordDocument } from '../word-document.ts';
import { Application, DocumentCreated } from './application.ts';
import { Body } from './body.ts';
import { Comment, CommentCollection, CommentReply, CommentReplyCollection } from './comment.ts';
import { CheckboxContentControl } from './checkbox-content-control.ts';
import { CommentContentRange } from './comment-content.ts';
import { ContentControl } from './content-control.ts';
import { ContentControlCollection } from './content-control-collection.ts';
import { Document } from './document.ts';
import { CustomXmlPart, CustomXmlPartCollection, CustomXmlPartScopedCollection } from './custom-xml-part.ts';
import { CustomProperty, CustomPropertyCollection, DocumentProperties } from './document-properties.ts';
import { documentedWordApi } from './documented-members.ts';
import { Field, FieldCollection } from './field.ts';
import { Font, type FontTarget } from './font.ts';
import { InlinePicture, InlinePictureCollection } from './inline-picture.ts';
import { List, ListCollection } from './list.ts';
import { ListItem } from './list-item.ts';
import { NoteItem, NoteItemCollection } from './note-item.ts';
import { Paragraph, ParagraphCollection } from './paragraph.ts';
import { Range, RangeCollection } from './range.ts';
import { SearchOptions } from './search-options.ts';
import { Section, SectionCollection } from './section.ts';
import { SectionBody } from './section-body.ts';
import { Setting, SettingCollection } from './setting.ts';
import { ParagraphFormat, Style, StyleCollection } from './style.ts';
import { Table, TableCollection } from './table.ts';
import { TableBorder } from './table-border.ts';
import { TableCell, TableCellCollection } from './table-cell.ts';
import { TableRow, TableRowCollection } from './table-row.ts';
import { TrackedChange, TrackedChangeCollection } from './tracked-change.ts';
import type { BodyType, WordModel } from './word-model.ts';

export interface WordObjectModelOptions {
  /** Gets the bytes of a document that an add-in made with `createDocument` and opened. */
  readonly openDocument?: (bytes: Uint8Array) => void;
}

const classes = [
  Application,
  Body,
  CheckboxContentControl,
  Comment,
  CommentCollection,
  CommentContentRange,
  CommentReply,
  CommentReplyCollection,
  ContentControl,
  ContentControlCollection,
  CustomProperty,
  CustomPropertyCollection,
  CustomXmlPart,
  CustomXmlPartCollection,
  CustomXmlPartScopedCollection,
  DocumentCreated,
  Document,
  DocumentProperties,
  Field,
  FieldCollection,
  Font,
  InlinePicture,
  InlinePictureCollection,
  List,
  ListCollection,
  ListItem,
  NoteItem,
  NoteItemCollection,
  Paragraph,
  ParagraphCollection,
  Range,
  RangeCollection,
  SearchOptions,
  Section,
  SectionCollection,
  Setting,
  SettingCollection,
  ParagraphFormat,
  Style,
  StyleCollection,
  Table,
  TableBorder,
  TableCell,
  TableCellCollection,
  TableCollection,
  TableRow,
  TableRowCollection,
  TrackedChange,
  TrackedChangeCollection,
];

/** Every class of the emulated Word, for the requirement sets and the page about the API. */
export const wordTypes: readonly ApiType<object>[] = classes.map((each) => {
  const type = apiTypeOf(each.prototype);
  if (!type) throw new Error(`${each.name} declares no API.`);
  return type;
});

/** The Office object model over an opened document. */
export function createWordObjectModel(document: WordDocument, options: WordObjectModelOptions = {}): ObjectModel {
  const model = new Model(document, options.openDocument ?? (() => undefined));
  return {
    root: new Document(model),
    services: {
      'Microsoft.WordServices.Application': () => new Application(model),
      'Microsoft.WordServices.SearchOptions': () => new SearchOptions(),
    },
    types: wordTypes,
    documented: { members: documentedWordApi, knownGaps: new Set() },
  };
}

class Model implements WordModel {
  readonly document: WordDocument;
  readonly styles: StyleNames;
  readonly openDocument: (bytes: Uint8Array) => void;
  readonly #labels: ListLabels;
  /** The document's count of edits when the labels were counted. */
  #labelsAt = -1;
  readonly #objects = new WeakMap<Element, object>();
  readonly #ids = new WeakMap<Element, string>();
  readonly #elements = new Map<string, WeakRef<Element>>();
  #lastId = 0;

  constructor(document: WordDocument, openDocument: (bytes: Uint8Array) => void) {
    this.document = document;
    this.styles = new StyleNames(document.package);
    this.openDocument = openDocument;
    this.#labels = new ListLabels(document.package);
  }

  labelOf(paragraph: Element): ListLabel | null {
    const { editCount } = this.document;
    if (editCount !== this.#labelsAt) this.#labels.forget();
    this.#labelsAt = editCount;
    return this.#labels.of(paragraph);
  }

  modelOf(document: WordDocument): WordModel {
    return new Model(document, this.openDocument);
  }

  idOf(element: Element): string {
    const known = this.#ids.get(element);
    if (known !== undefined) return known;
    this.#lastId += 1;
    const id = this.#lastId.toString(16).toUpperCase().padStart(8, '0');
    this.#ids.set(element, id);
    this.#elements.set(id, new WeakRef(element));
    return id;
  }

  createBuiltInStyle(name: string): string | null {
    return ensureStyle(this.document.package, name);
  }

  range(span: Span | LiveSpan): object {
    return new Range(
      this,
      'offset' in span.start && 'movesOn' in span.start ? (span as LiveSpan) : this.document.anchors.track(span),
    );
  }

  ranges(spans: readonly Span[]): object {
    const items = spans.map((span) => this.range(span));
    return new RangeCollection(() => items);
  }

  paragraph(element: Element): object {
    return this.#once(element, () => new Paragraph(this, element));
  }

  paragraphs(elements: () => readonly Element[]): object {
    return new ParagraphCollection(
      () => elements().map((element) => this.paragraph(element)),
      (key) => this.#byId(key, (element) => this.paragraph(element)),
    );
  }

  body(container: Element, type: BodyType, section: Element | null = null): object {
    return new Body(this, container, type, section);
  }

  section(section: Element): object {
    return new Section(this, section);
  }

  sections(sections: () => readonly Element[]): object {
    return new SectionCollection(() => sections().map((each) => this.section(each)));
  }

  sectionBody(section: Element): object {
    return new SectionBody(this, section);
  }

  font(target: FontTarget): object {
    return new Font(this, target);
  }

  inlinePicture(element: Element): object {
    return this.#once(element, () => new InlinePicture(this, element));
  }

  inlinePictures(elements: () => readonly Element[]): object {
    return new InlinePictureCollection(
      () => elements().map((element) => this.inlinePicture(element)),
      (key) => this.#byId(key, (element) => this.inlinePicture(element)),
    );
  }

  table(element: Element): object {
    return this.#once(element, () => new Table(this, element));
  }

  tables(elements: () => readonly Element[]): object {
    return new TableCollection(
      () => elements().map((element) => this.table(element)),
      (key) => this.#byId(key, (element) => this.table(element)),
    );
  }

  tableRow(element: Element): object {
    return this.#once(element, () => new TableRow(this, element));
  }

  tableRows(elements: () => readonly Element[]): object {
    return new TableRowCollection(
      () => elements().map((element) => this.tableRow(element)),
      (key) => this.#byId(key, (element) => this.tableRow(element)),
    );
  }

  tableCell(element: Element): object {
    return this.#once(element, () => new TableCell(this, element));
  }

  tableCells(elements: () => readonly Element[]): object {
    return new TableCellCollection(
      () => elements().map((element) => this.tableCell(element)),
      (key) => this.#byId(key, (element) => this.tableCell(element)),
    );
  }

  contentControl(element: Element): object {
    return this.#once(element, () => new ContentControl(this, element));
  }

  field(start: Element): object {
    return this.#once(start, () => new Field(this, start));
  }

  fields(fields: () => readonly FieldPart[]): object {
    return new FieldCollection(this, fields);
  }

  #once(element: Element, make: () => object): object {
    const known = this.#objects.get(element);
    if (known) return known;
    const made = make();
    this.#objects.set(element, made);
    return made;
  }

  #byId(key: string | number, make: (element: Element) => object): object | null {
    const element = this.#elements.get(String(key))?.deref();
    return element?.isConnected ? make(element) : null;
  }
}
