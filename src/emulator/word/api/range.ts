import { declareApi, HostError } from '../../richapi/object-model.ts';
import { currentSpan, type LiveSpan } from '../model/anchors.ts';
import { compareSpans, intersect } from '../model/compare.ts';
import { blocksOfSpan } from '../model/flat-opc.ts';
import { isEmpty, type Span } from '../model/story.ts';
import { lengthOf } from '../model/text-leaves.ts';
import { splitAtMarks } from '../model/text-ranges.ts';
import { bookmarksOf, insertBookmark } from './bookmarks.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import {
  controlCollectionMembers,
  controlsOfSpan,
  insertControlMember,
  parentControlOfSpanMembers,
} from './content-control-members.ts';
import { fieldsOfSpanMember } from './field-members.ts';
import { insertComment } from './comment.ts';
import { htmlMembers } from './html.ts';
import { pictureMembers } from './inline-picture.ts';
import { insertTableMember, type Beside } from './insert-table.ts';
import { insertionMembers } from './insertion.ts';
import { hyperlinkOf, hyperlinkSpans, setHyperlink } from './hyperlink.ts';
import { listsIn } from './list.ts';
import { insertNoteMembers, noteMembers } from './note-item.ts';
import { parentBodyMember } from './parent-body.ts';
import { styleMembers } from './style-members.ts';
import { parentTableMembers, tablesOfSpan } from './table-relations.ts';
import { deleteMember, textMembers } from './text-members.ts';
import {
  endOf,
  insertParagraphBeside,
  insertTextAt,
  placeNames,
  requirePlace,
  requireText,
  startOf,
  TextObject,
} from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Range`: a stretch of text that follows the edits made around it. */
export class Range extends TextObject {
  readonly live: LiveSpan;

  constructor(model: WordModel, live: LiveSpan) {
    super(model);
    this.live = live;
  }

  get span(): Span {
    const span = currentSpan(this.live);
    if (!span.start.paragraph.isConnected || !span.end.paragraph.isConnected) notFound();
    return span;
  }

  getRange(location: unknown): object {
    const { span, model } = this;
    switch (location ?? 'Whole') {
      case 'Whole':
      case 'Content':
        return model.range(span);
      case 'Start':
        return model.range(startOf(span));
      case 'End':
      case 'After':
        return model.range(endOf(span));
      default:
        throw new HostError('InvalidArgument', `The range location '${String(location)}' is not known.`);
    }
  }

  compareLocationWith(other: unknown): string {
    return compareSpans(this.span, requireRange(other).span);
  }

  expandTo(other: unknown): object {
    const { anchors } = this.document;
    const further = requireRange(other);
    return this.model.range(
      anchors.around([this.live, further instanceof Range ? further.live : anchors.track(further.span)]),
    );
  }

  intersectWithOrNull(other: unknown): object | null {
    const shared = intersect(this.span, requireRange(other).span);
    return shared ? this.model.range(shared) : null;
  }

  /** The next piece of text after this one that ends with a mark, in the same paragraph or a later one. */
  nextTextRangeOrNull(marks: unknown, trim: unknown): object | null {
    const { span, model } = this;
    const { paragraph, offset } = span.end;
    const rest = { start: span.end, end: { paragraph, offset: lengthOf(paragraph) } };
    const here = splitAtMarks(rest, requireMarks(marks), trim === true).find((piece) => piece.start.offset >= offset);
    return here ? model.range(here) : null;
  }
}

function requireRange(value: unknown): TextObject {
  if (value instanceof TextObject) return value;
  throw new HostError('InvalidArgument', 'The argument must be a Word.Range.');
}

export function requireMarks(value: unknown): string[] {
  if (Array.isArray(value) && value.every((mark) => typeof mark === 'string')) return value;
  throw new HostError('InvalidArgument', 'The ending marks must be an array of strings.');
}

/** A range's first or last block, the whole table where it reaches out of a cell. */
function blockBeside({ span }: Range, place: 'Before' | 'After'): Beside {
  const { blocks } = blocksOfSpan(span);
  return { block: (place === 'Before' ? blocks[0] : blocks.at(-1)) ?? notFound(), place };
}

declareApi(Range, {
  name: 'Word.Range',
  members: {
    ...textMembers<Range>(),
    ...deleteMember<Range>(),
    ...styleMembers<Range>(),
    ...parentBodyMember<Range>(),
    ...insertionMembers<Range>(),
    ...htmlMembers<Range>(placeNames),
    ...noteMembers<Range>(),
    ...insertNoteMembers<Range>(),
    ...pictureMembers<Range>(placeNames, { list: 'WordApi 1.2', insert: 'WordApi 1.2' }),
    ...parentTableMembers<Range>(),
    ...parentControlOfSpanMembers<Range>(),
    ...controlCollectionMembers<Range>(({ span }) => controlsOfSpan(span)),
    ...insertControlMember<Range>('WordApi 1.1', () => null),
    ...fieldsOfSpanMember<Range>(),
    ...insertTableMember<Range, 'Before' | 'After'>(['Before', 'After'], blockBeside),
    tables: {
      kind: 'navigation',
      since: 'WordApi 1.3',
      get: (self) => self.model.tables(() => tablesOfSpan(self.span)),
    },
    lists: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => listsIn(self.model, () => self.span) },
    isEmpty: { kind: 'property', since: 'WordApi 1.3', get: (self) => isEmpty(self.span) },
    hyperlink: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => hyperlinkOf(self.document, self.span),
      set: (self, address: unknown) => setHyperlink(self.document, self.span, address),
    },
    getHyperlinkRanges: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self) => self.model.ranges(hyperlinkSpans(self.document, self.span)),
    },
    insertText: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, text: unknown, place: unknown) => {
        const at = requirePlace(place, ['Replace', 'Start', 'End', 'Before', 'After']);
        const inserted = insertTextAt(self.document, self.span, requireText(text, 'The text'), at);
        if (at === 'Start') self.live.start.paragraph = inserted.start.paragraph;
        if (at === 'Start') self.live.start.offset = inserted.start.offset;
        if (at === 'End' || at === 'Replace') self.live.end.paragraph = inserted.end.paragraph;
        if (at === 'End' || at === 'Replace') self.live.end.offset = inserted.end.offset;
        return self.model.range(inserted);
      },
    },
    insertParagraph: {
      kind: 'method',
      since: 'WordApi 1.1',
      writes: true,
      call: (self, text: unknown, place: unknown) => {
        const at = requirePlace(place, ['Before', 'After']);
        const { start, end } = self.span;
        const beside = at === 'Before' ? start.paragraph : end.paragraph;
        return self.model.paragraph(
          insertParagraphBeside(self.document, beside, requireText(text, 'The paragraph text'), at),
        );
      },
    },
    insertComment: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, text: unknown) => insertComment(self.model, self.span, text),
    },
    insertBookmark: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, name: unknown) => insertBookmark(self.document, self.span, name),
    },
    getBookmarks: {
      kind: 'method',
      since: 'WordApi 1.4',
      call: (self, hidden: unknown, adjacent: unknown) => bookmarksOf(self.span, hidden, adjacent),
    },
    getRange: { kind: 'method', since: 'WordApi 1.3', call: (self, location: unknown) => self.getRange(location) },
    compareLocationWith: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, other: unknown) => self.compareLocationWith(other),
    },
    expandTo: { kind: 'method', since: 'WordApi 1.3', call: (self, other: unknown) => self.expandTo(other) },
    expandToOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, other: unknown) => self.expandTo(other),
    },
    intersectWith: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, other: unknown) => self.intersectWithOrNull(other) ?? notFound(),
    },
    intersectWithOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, other: unknown) => self.intersectWithOrNull(other),
    },
    getTextRanges: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, trim: unknown) =>
        self.model.ranges(splitAtMarks(self.span, requireMarks(marks), trim === true)),
    },
    getNextTextRange: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, trim: unknown) => self.nextTextRangeOrNull(marks, trim) ?? notFound(),
    },
    getNextTextRangeOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, trim: unknown) => self.nextTextRangeOrNull(marks, trim),
    },
    split: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, marks: unknown, _multi: unknown, _trimMarks: unknown, trim: unknown) =>
        self.model.ranges(splitAtMarks(self.span, requireMarks(marks), trim === true)),
    },
  },
});

/** `Word.RangeCollection`. */
export class RangeCollection extends HostCollection {}

declareCollection(RangeCollection, 'Word.RangeCollection', 'WordApi 1.3');
