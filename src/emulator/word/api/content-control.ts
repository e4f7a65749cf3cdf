import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import {
  clearControl,
  deleteControl,
  insertBehindControl,
  insertInControl,
  placeInControl,
} from '../model/edit-control.ts';
import type { Span } from '../model/story.ts';
import { createW } from '../model/xml.ts';
import { splitAtMarks } from '../model/text-ranges.ts';
import {
  contentControlFacts,
  contentControlsIn,
  contentOf,
  liftControl,
  setContentControl,
  shapeOf,
  spanOfControl,
  type ContentControlChange,
  type ContentControlFacts,
} from '../parts/content-controls.ts';
import { placeholderText, setPlaceholderText, showPlaceholder, hidePlaceholder } from '../parts/placeholders.ts';
import { tablesIn } from '../parts/table-grid.ts';
import { CheckboxContentControl } from './checkbox-content-control.ts';
import { notFound } from './collection.ts';
import { controlCollectionMembers, parentControlMembers } from './content-control-members.ts';
import { fieldsMember } from './field-members.ts';
import { htmlMembers, readHtmlFor } from './html.ts';
import { pictureMembers, pictureRunFor } from './inline-picture.ts';
import { insertTableMember, type Beside } from './insert-table.ts';
import { insertionMembers } from './insertion.ts';
import { listsIn } from './list.ts';
import { noteMembers } from './note-item.ts';
import { parentBodyOf } from './parent-body.ts';
import { requireMarks } from './range.ts';
import { styleMembers } from './style-members.ts';
import { invalid, requireBoolean, requireColor } from './table-arguments.ts';
import { parentTableMembersOf } from './table-relations.ts';
import { textMembers } from './text-members.ts';
import {
  endOf,
  insertBreakAt,
  insertParagraphBeside,
  requirePlace,
  requireText,
  requireWritable,
  startOf,
  TextObject,
} from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.ContentControl`: one `w:sdt`, around text, paragraphs, or a part of a table. */
export class ContentControl extends TextObject {
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    super(model);
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  get span(): Span {
    return spanOfControl(this.element) ?? notFound();
  }

  get facts(): ContentControlFacts {
    return contentControlFacts(this.element);
  }

  /** Where the number is missing that Word gives each control, one is made up without writing it. */
  get id(): number {
    const { id } = this.facts;
    return id === '' ? Number.parseInt(this.model.idOf(this.element), 16) : Number(id);
  }

  get subtype(): string {
    const { type } = this.facts;
    if (type === 'PlainText') return shapeOf(this.element) === 'inline' ? 'PlainTextInline' : 'PlainTextParagraph';
    return type === 'RichText' ? subtypes[shapeOf(this.element)] : type;
  }

  /** Changes the control itself, as one step of undo. */
  change<T>(edit: () => T): T {
    requireWritable(this.document);
    return this.document.transact('contentControl', edit);
  }

  /** Changes what is in it, which a control can forbid. */
  changeContent<T>(edit: () => T): T {
    this.requireEditable();
    return this.change(edit);
  }

  requireEditable(): void {
    if (this.facts.cannotEdit) throw new HostError('AccessDenied', 'The content control is locked for editing.');
  }

  set(change: ContentControlChange): void {
    this.change(() => setContentControl(this.element, change));
  }

  getRange(location: unknown): object {
    switch (location ?? 'Whole') {
      case 'Whole':
      case 'Content':
        return this.model.range(this.span);
      case 'Start':
      case 'Before':
        return this.model.range(startOf(this.span));
      case 'End':
      case 'After':
        return this.model.range(endOf(this.span));
      default:
        return invalid(`The range location '${String(location)}' is not known.`);
    }
  }

  /** Refuses what Word refuses of a control around a table or a part of one. */
  requireShape(place: string): void {
    const shape = shapeOf(this.element);
    const isRefused =
      place === 'Replace' ? shape === 'table' || shape === 'row' : ['table', 'row', 'cell'].includes(shape);
    if (isRefused && (place === 'Replace' || place === 'Before' || place === 'After'))
      invalid(`'${place}' does not go with a content control of subtype ${this.subtype}.`);
  }

  insertText(text: string, place: 'Replace' | 'Start' | 'End'): object {
    this.requireShape(place);
    return this.model.range(
      this.changeContent(() =>
        insertInControl(this.document.package, this.element, text, place, this.document.editContext()),
      ),
    );
  }

  insertParagraph(text: string, place: 'Start' | 'End' | 'Before' | 'After'): object {
    this.requireShape(place);
    const { start, end } = this.span;
    if (place === 'Before' || place === 'After') {
      const beside = place === 'Before' ? start.paragraph : end.paragraph;
      const block = shapeOf(this.element) === 'inline' ? beside : this.element;
      return this.model.paragraph(this.change(() => insertParagraphBeside(this.document, beside, text, place, block)));
    }
    if (this.facts.type !== 'RichText') invalid('Only a rich text content control holds paragraphs.');
    return this.changeContent(() => {
      this.makeRoom();
      const own = this.span;
      const beside = place === 'Start' ? own.start.paragraph : own.end.paragraph;
      return this.model.paragraph(
        insertParagraphBeside(this.document, beside, text, place === 'Start' ? 'Before' : 'After'),
      );
    });
  }

  insertBreak(type: string, place: 'Start' | 'End' | 'Before' | 'After'): void {
    this.requireShape(place);
    const character = ({ Line: '\u000b', Page: '\u000c' } as const)[type];
    const isInline = shapeOf(this.element) === 'inline';
    if (character !== undefined && (place === 'Start' || place === 'End')) this.insertText(character, place);
    else if (character !== undefined && isInline && place === 'After')
      this.change(() => insertBehindControl(this.element, character, this.document.editContext()));
    else insertBreakAt(this.document, place === 'Start' || place === 'Before' ? this.span.start : this.span.end, type);
  }

  insertHtml(html: string, place: 'Replace' | 'Start' | 'End'): object {
    this.requireShape(place);
    return this.changeContent(() => {
      const { blocks } = readHtmlFor(this.document, html, this.span.start.paragraph);
      return this.model.range(this.document.anchors.track(placeInControl(this.document, this.element, blocks, place)));
    });
  }

  insertPicture(base64: string, place: 'Replace' | 'Start' | 'End'): object {
    this.requireShape(place);
    return this.changeContent(() => {
      const { run, inline } = pictureRunFor(this.document, base64, this.span.start.paragraph);
      const paragraph = createW(run.ownerDocument, 'p', {}, [run]);
      placeInControl(this.document, this.element, [paragraph], place);
      return this.model.inlinePicture(inline);
    });
  }

  /** Readies the control for paragraphs and tables: it stands around whole paragraphs, without a placeholder. */
  makeRoom(): void {
    if (this.facts.isPlaceholder) hidePlaceholder(this.element, this.document.anchors);
    liftControl(this.element);
  }

  /** The block that a table comes beside: the first or last one in the control, or the one that holds it. */
  edge(place: 'Start' | 'End' | 'Before' | 'After'): Beside {
    this.requireShape(place);
    const side = place === 'Start' || place === 'Before' ? 'Before' : 'After';
    if (place === 'Before' || place === 'After') {
      const isInline = shapeOf(this.element) === 'inline';
      return { block: isInline ? this.span.start.paragraph : this.element, place: side };
    }
    if (this.facts.type !== 'RichText') invalid('Only a rich text content control holds tables.');
    this.makeRoom();
    const { start, end } = this.span;
    const content = contentOf(this.element);
    let block = place === 'Start' ? start.paragraph : end.paragraph;
    while (block.parentElement && block.parentElement !== content) block = block.parentElement;
    return { block, place: side };
  }

  setPlaceholder(text: string): void {
    const { package: opened, anchors } = this.document;
    this.change(() => {
      const isEmpty = this.facts.isPlaceholder || this.text === '';
      if (this.facts.isPlaceholder) hidePlaceholder(this.element, anchors);
      setPlaceholderText(opened, this.element, text);
      if (isEmpty) showPlaceholder(opened, this.element, anchors);
    });
  }

  delete(keepContent: boolean): void {
    if (this.facts.cannotDelete) throw new HostError('AccessDenied', 'The content control is locked against deletion.');
    this.change(() => deleteControl(this.element, keepContent, this.document.editContext()));
  }
}

const subtypes = {
  inline: 'RichTextInline',
  paragraphs: 'RichTextParagraphs',
  table: 'RichTextTable',
  row: 'RichTextTableRow',
  cell: 'RichTextTableCell',
} as const;

/** A property of the control that is written into the file as it is. */
function property<K extends keyof ContentControlChange>(
  key: K,
  require: (value: unknown) => ContentControlChange[K],
  also: ContentControlChange = {},
): ApiMember<ContentControl> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => self.facts[key],
    set: (self, value: unknown) => {
      const wanted = require(value);
      self.set({ ...(wanted === true ? also : {}), [key]: wanted });
    },
  };
}

const appearances = ['BoundingBox', 'Tags', 'Hidden'] as const;

const { paragraphs, clear: _, ...text } = textMembers<ContentControl>();

declareApi(ContentControl, {
  name: 'Word.ContentControl',
  identity: (self) => ({ Id: self.id }),
  members: {
    ...text,
    ...(paragraphs ? { paragraphs } : {}),
    ...styleMembers<ContentControl>(),
    ...parentTableMembersOf<ContentControl>(),
    ...parentControlMembers<ContentControl>('WordApi 1.1'),
    ...controlCollectionMembers<ContentControl>((self) => contentControlsIn(contentOf(self.element))),
    ...fieldsMember<ContentControl>((self) => contentOf(self.element)),
    ...htmlMembers<ContentControl>(['Replace', 'Start', 'End']),
    ...pictureMembers<ContentControl>(['Replace', 'Start', 'End'], { list: 'WordApi 1.1', insert: 'WordApi 1.2' }),
    ...noteMembers<ContentControl>(),
    ...insertTableMember<ContentControl, 'Start' | 'End' | 'Before' | 'After'>(
      ['Start', 'End', 'Before', 'After'],
      (self, place) => self.edge(place),
    ),
    ...insertionMembers<ContentControl>({
      places: ['Replace', 'Start', 'End'],
      check: (self, place) => {
        self.requireShape(place);
        self.requireEditable();
      },
      put: (self, blocks, place) => placeInControl(self.document, self.element, blocks, place),
    }),
    id: { kind: 'property', since: 'WordApi 1.1', get: (self) => self.id },
    title: property('title', (value) => requireText(value, 'The title')),
    tag: property('tag', (value) => requireText(value, 'The tag')),
    appearance: property(
      'appearance',
      (value) =>
        appearances.find((each) => each === value) ?? invalid(`The appearance '${String(value)}' is not known.`),
    ),
    color: property('color', (value) => (value === '' ? '' : requireColor(value))),
    cannotDelete: property('cannotDelete', (value) => requireBoolean(value, 'cannotDelete'), {
      removeWhenEdited: false,
    }),
    cannotEdit: property('cannotEdit', (value) => requireBoolean(value, 'cannotEdit')),
    removeWhenEdited: property('removeWhenEdited', (value) => requireBoolean(value, 'removeWhenEdited'), {
      cannotDelete: false,
    }),
    type: { kind: 'property', since: 'WordApi 1.1', get: (self) => self.facts.type },
    subtype: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.subtype },
    placeholderText: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => placeholderText(self.document.package, self.element),
      set: (self, value: unknown) => self.setPlaceholder(requireText(value, 'The placeholder text')),
    },
    checkboxContentControl: {
      kind: 'navigation',
      since: 'WordApi 1.7',
      get: (self) => (self.facts.type === 'CheckBox' ? new CheckboxContentControl(self) : null),
    },
    parentBody: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => parentBodyOf(self.model, self.element) },
    lists: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => listsIn(self.model, () => self.span) },
    tables: {
      kind: 'navigation',
      since: 'WordApi 1.3',
      get: (self) => self.model.tables(() => tablesIn(contentOf(self.element))),
    },
    getRange: { kind: 'method', since: 'WordApi 1.3', call: (self, location: unknown) => self.getRange(location) },
    clear: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self) =>
        self.changeContent(() => clearControl(self.document.package, self.element, self.document.editContext())),
    },
    delete: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, keepContent: unknown) => self.delete(keepContent === true),
    },
    insertText: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, value: unknown, place: unknown) =>
        self.insertText(requireText(value, 'The text'), requirePlace(place, ['Replace', 'Start', 'End'])),
    },
    insertParagraph: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, value: unknown, place: unknown) =>
        self.insertParagraph(
          requireText(value, 'The paragraph text'),
          requirePlace(place, ['Start', 'End', 'Before', 'After']),
        ),
    },
    insertHtml: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, html: unknown, place: unknown) =>
        self.insertHtml(requireText(html, 'The HTML'), requirePlace(place, ['Replace', 'Start', 'End'])),
    },
    insertInlinePictureFromBase64: {
      kind: 'method',
      since: 'WordApi 1.2',
      writes: true,
      call: (self, base64: unknown, place: unknown) =>
        self.insertPicture(requireText(base64, 'The picture'), requirePlace(place, ['Replace', 'Start', 'End'])),
    },
    insertBreak: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, type: unknown, place: unknown) =>
        self.insertBreak(requireText(type, 'The break type'), requirePlace(place, ['Start', 'End', 'Before', 'After'])),
    },
    getTextRanges: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, trim: unknown) =>
        self.model.ranges(splitAtMarks(self.span, requireMarks(marks), trim === true)),
    },
    split: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, _multi: unknown, _trimMarks: unknown, trim: unknown) =>
        self.model.ranges(splitAtMarks(self.span, requireMarks(marks), trim === true)),
    },
  },
});
