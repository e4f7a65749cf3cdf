import { declareApi } from '../../richapi/object-model.ts';
import { deleteParagraph } from '../model/edit-text.ts';
import { contentSpan, orderOf, storyOf, storyParagraphs, type Span } from '../model/story.ts';
import { splitAtMarks } from '../model/text-ranges.ts';
import { ancestorW } from '../model/xml.ts';
import { contentControlsIn } from '../parts/content-controls.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { controlCollectionMembers, insertControlMember, parentControlMembers } from './content-control-members.ts';
import { fieldsMember } from './field-members.ts';
import { joinList, leaveList, listOf, startNewList } from './list.ts';
import { ListItem } from './list-item.ts';
import { htmlMembers } from './html.ts';
import { pictureMembers } from './inline-picture.ts';
import { paragraphFormatMembers } from './paragraph-format.ts';
import { insertTableMember } from './insert-table.ts';
import { insertionMembers } from './insertion.ts';
import { noteMembers } from './note-item.ts';
import { requireMarks } from './range.ts';
import { parentBodyMember } from './parent-body.ts';
import { styleMembers } from './style-members.ts';
import { parentTableMembers } from './table-relations.ts';
import { textMembers } from './text-members.ts';
import {
  endOf,
  insertParagraphBeside,
  insertTextAt,
  requirePlace,
  requireText,
  requireWritable,
  startOf,
  TextObject,
} from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Paragraph`: one `w:p`. */
export class Paragraph extends TextObject {
  readonly element: Element;

  constructor(model: WordModel, element: Element) {
    super(model);
    this.element = element;
  }

  get span(): Span {
    if (!this.element.isConnected) notFound();
    return contentSpan(this.element);
  }

  /** The paragraph so many places further in its story, or `null`. */
  neighbour(step: number): object | null {
    const paragraphs = storyParagraphs(storyOf(this.element));
    const other = paragraphs[orderOf(this.element) + step];
    return other ? this.model.paragraph(other) : null;
  }

  get listItem(): ListItem | null {
    return this.model.styles.numberingOf(this.element) ? new ListItem(this.model, this.element) : null;
  }

  get tableNestingLevel(): number {
    let level = 0;
    for (let table = ancestorW(this.element, 'tbl'); table; table = ancestorW(table, 'tbl')) level += 1;
    return level;
  }
}

const { paragraphs: _, ...paragraphText } = textMembers<Paragraph>();

declareApi(Paragraph, {
  name: 'Word.Paragraph',
  identity: (self) => ({ _Id: self.model.idOf(self.element) }),
  members: {
    ...paragraphText,
    ...styleMembers<Paragraph>(),
    ...parentBodyMember<Paragraph>(),
    ...paragraphFormatMembers,
    ...insertionMembers<Paragraph>(),
    ...htmlMembers<Paragraph>(['Replace', 'Start', 'End']),
    ...noteMembers<Paragraph>(),
    ...pictureMembers<Paragraph>(['Replace', 'Start', 'End'], { list: 'WordApi 1.1', insert: 'WordApi 1.1' }),
    ...parentTableMembers<Paragraph>(),
    ...parentControlMembers<Paragraph>('WordApi 1.1'),
    ...controlCollectionMembers<Paragraph>(({ element }) => contentControlsIn(element)),
    ...insertControlMember<Paragraph>('WordApi 1.1', ({ element }) => [element]),
    ...fieldsMember<Paragraph>(({ element }) => element),
    ...insertTableMember<Paragraph, 'Before' | 'After'>(['Before', 'After'], ({ element }, place) => ({
      block: element,
      place,
    })),
    uniqueLocalId: { kind: 'property', since: 'WordApi 1.6', get: (self) => self.model.idOf(self.element) },
    isLastParagraph: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => storyParagraphs(storyOf(self.element)).at(-1) === self.element,
    },
    listItem: {
      kind: 'navigation',
      since: 'WordApi 1.3',
      get: (self) => self.listItem ?? notFound(),
    },
    list: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => listOf(self.model, self.element) ?? notFound() },
    listOrNullObject: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => listOf(self.model, self.element) },
    startNewList: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self) => startNewList(self.model, self.element),
    },
    attachToList: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, id: unknown, level: unknown) => joinList(self.model, self.element, id, level),
    },
    detachFromList: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self) => leaveList(self.model, self.element),
    },
    listItemOrNullObject: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.listItem },
    tableNestingLevel: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.tableNestingLevel },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.neighbour(1) ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.neighbour(1) },
    getPrevious: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.neighbour(-1) ?? notFound() },
    getPreviousOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.neighbour(-1) },
    getRange: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, location: unknown) => {
        const { span } = self;
        if (location === 'Start') return self.model.range(startOf(span));
        if (location === 'End' || location === 'After') return self.model.range(endOf(span));
        // The whole paragraph has its mark, so what is put before that is in it.
        return self.model.range(self.document.anchors.track(span, { growing: location !== 'Content' }));
      },
    },
    insertText: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, text: unknown, place: unknown) => {
        const at = requirePlace(place, ['Replace', 'Start', 'End']);
        return self.model.range(insertTextAt(self.document, self.span, requireText(text, 'The text'), at));
      },
    },
    insertParagraph: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, text: unknown, place: unknown) => {
        const at = requirePlace(place, ['Before', 'After']);
        return self.model.paragraph(
          insertParagraphBeside(self.document, self.element, requireText(text, 'The paragraph text'), at),
        );
      },
    },
    delete: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self) => {
        requireWritable(self.document);
        self.document.transact('delete', () => deleteParagraph(self.element, self.document.editContext()));
      },
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
      call: (self, marks: unknown, trimMarks: unknown, trim: unknown) =>
        self.model.ranges(splitAtMarks(self.span, requireMarks(marks), trim === true || trimMarks === true)),
    },
  },
});

/** `Word.ParagraphCollection`. */
export class ParagraphCollection extends HostCollection {}

declareCollection(ParagraphCollection, 'Word.ParagraphCollection', 'WordApi 1.3', {
  getLast: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.last() },
  getLastOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.lastOrNull() },
});
