import { declareApi } from '../../richapi/object-model.ts';
import { spanOf, spanText, storyOf, type Span } from '../model/story.ts';
import { childW, createW } from '../model/xml.ts';
import { isNote, isNotesRoot, noteSpan, notesOf } from '../parts/notes.ts';
import { tablesIn } from '../parts/table-grid.ts';
import { notFound } from './collection.ts';
import { htmlMembers } from './html.ts';
import { pictureMembers } from './inline-picture.ts';
import { insertTableMember, type Beside } from './insert-table.ts';
import { insertionMembers } from './insertion.ts';
import { listsIn } from './list.ts';
import { noteMembers } from './note-item.ts';
import { styleMembers } from './style-members.ts';
import { textMembers } from './text-members.ts';
import {
  endOf,
  insertParagraphBeside,
  insertTextAt,
  requirePlace,
  requireText,
  startOf,
  TextObject,
} from './text-object.ts';
import type { BodyType, WordModel } from './word-model.ts';

/** `Word.Body`: the document's body, a header or footer, a note, or what is in a cell. */
export class Body extends TextObject {
  readonly container: Element;
  readonly type: BodyType;

  constructor(model: WordModel, container: Element, type: BodyType) {
    super(model);
    this.container = container;
    this.type = type;
  }

  get span(): Span {
    if (!this.container.isConnected) notFound();
    const span = spanOfBody(this.container);
    if (span) return span;
    const paragraph = createW(this.container.ownerDocument, 'p');
    this.container.insertBefore(paragraph, childW(this.container, 'sectPr'));
    return { start: { paragraph, offset: 0 }, end: { paragraph, offset: 0 } };
  }

  /** Of several notes, what each says without its mark. */
  override get text(): string {
    if (!isNotesRoot(this.container)) return super.text;
    return notesOf(this.container)
      .flatMap((note) => spanTextOf(noteSpan(note)))
      .join('\r');
  }

  /** The first or last block, and the side of it that is the body's own end. */
  edge(place: 'Start' | 'End'): Beside {
    const { start, end } = this.span;
    let block = place === 'Start' ? start.paragraph : end.paragraph;
    const holder = isNotesRoot(this.container) ? storyOf(block) : this.container;
    while (block.parentElement && block.parentElement !== holder) block = block.parentElement;
    return { block, place: place === 'Start' ? 'Before' : 'After' };
  }
}

function spanOfBody(container: Element): Span | null {
  if (isNote(container)) return noteSpan(container);
  if (!isNotesRoot(container)) return spanOf(container);
  const spans = notesOf(container).flatMap((note) => noteSpan(note) ?? []);
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? { start: first.start, end: last.end } : notFound();
}

function spanTextOf(span: Span | null): string[] {
  return span ? [spanText(span)] : [];
}

declareApi(Body, {
  name: 'Word.Body',
  members: {
    ...textMembers<Body>(),
    ...styleMembers<Body>(),
    ...insertionMembers<Body>(),
    ...htmlMembers<Body>(['Replace', 'Start', 'End'], { isBody: true }),
    ...noteMembers<Body>(),
    ...pictureMembers<Body>(['Start', 'End'], { list: 'WordApi 1.1', insert: 'WordApi 1.2' }),
    ...insertTableMember<Body, 'Start' | 'End'>(['Start', 'End'], (self, place) => self.edge(place)),
    tables: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.tables(() => tablesIn(self.container)) }, // prettier-ignore
    lists: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => listsIn(self.model, () => self.span) },
    type: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.type },
    getRange: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, location: unknown) => {
        const { span } = self;
        if (location === 'Start') return self.model.range(startOf(span));
        if (location === 'End' || location === 'After') return self.model.range(endOf(span));
        return self.model.range(span);
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
        const at = requirePlace(place, ['Start', 'End']);
        const { start, end } = self.span;
        const made = insertParagraphBeside(
          self.document,
          at === 'Start' ? start.paragraph : end.paragraph,
          requireText(text, 'The paragraph text'),
          at === 'Start' ? 'Before' : 'After',
        );
        return self.model.paragraph(made);
      },
    },
  },
});
