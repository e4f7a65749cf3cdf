import { declareApi, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { spanOf, spanText, storyOf, type Span } from '../model/story.ts';
import { childW, createW, isW } from '../model/xml.ts';
import { contentControlsIn } from '../parts/content-controls.ts';
import { sectionAround } from '../parts/headers-footers.ts';
import { isNote, isNotesRoot, noteSpan, notesOf } from '../parts/notes.ts';
import { tableOf, tablesIn } from '../parts/table-grid.ts';
import { notFound } from './collection.ts';
import { controlCollectionMembers, insertControlMember, parentControlMembers } from './content-control-members.ts';
import { fieldsMember } from './field-members.ts';
import { htmlMembers } from './html.ts';
import { pictureMembers } from './inline-picture.ts';
import { insertTableMember, type Beside } from './insert-table.ts';
import { insertionMembers } from './insertion.ts';
import { listsIn } from './list.ts';
import { noteMembers } from './note-item.ts';
import { parentBodyOf } from './parent-body.ts';
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

/** `Word.Body`: the document's body, a section's, a header or footer, a note, or what is in a cell. */
export class Body extends TextObject {
  readonly container: Element;
  readonly type: BodyType;
  /** The section of a section's own body, and of a header or footer. */
  readonly section: Element | null;

  constructor(model: WordModel, container: Element, type: BodyType, section: Element | null = null) {
    super(model);
    this.container = container;
    this.type = type;
    this.section = section;
  }

  get element(): Element {
    return this.container;
  }

  get span(): Span {
    if (!this.container.isConnected) notFound();
    const span = spanOfBody(this.container);
    if (span) return span;
    const paragraph = createW(this.container.ownerDocument, 'p');
    this.container.insertBefore(paragraph, childW(this.container, 'sectPr'));
    return { start: { paragraph, offset: 0 }, end: { paragraph, offset: 0 } };
  }

  /** The blocks that the body is made of. */
  get blocks(): readonly Element[] {
    return [...this.container.children].filter((child) => !['sectPr', 'tcPr'].includes(child.localName));
  }

  get tables(): readonly Element[] {
    return tablesIn(this.container);
  }

  get controls(): readonly Element[] {
    return contentControlsIn(this.container);
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

  insertParagraph(text: string, place: 'Start' | 'End'): object {
    const { start, end } = this.span;
    const beside = place === 'Start' ? start.paragraph : end.paragraph;
    const side = place === 'Start' ? 'Before' : 'After';
    return this.model.paragraph(insertParagraphBeside(this.document, beside, text, side, outsideControls(beside)));
  }

  /** The body that this one is in: what a cell's table is in, a section's document. */
  parentBodyOrNull(): object | null {
    if (this.type === 'Section') return this.model.body(this.container, 'MainDoc');
    if (this.type !== 'TableCell') return null;
    return parentBodyOf(this.model, tableOf(this.container));
  }

  parentSectionOrNull(): object | null {
    if (this.section) return this.model.section(this.section);
    const place = this.type === 'TableCell' ? this.container : null;
    const section = place && sectionAround(this.document.package, place);
    return section && this.model.section(section);
  }
}

function parentMembers(): Record<string, ApiMember<Body>> {
  const navigation = (since: RequirementSet, get: (self: Body) => object | null): ApiMember<Body> => ({
    kind: 'navigation',
    since,
    get,
  });
  return {
    parentBody: navigation('WordApi 1.3', (self) => self.parentBodyOrNull() ?? notFound()),
    parentBodyOrNullObject: navigation('WordApi 1.3', (self) => self.parentBodyOrNull()),
    parentSection: navigation('WordApi 1.3', (self) => self.parentSectionOrNull() ?? notFound()),
    parentSectionOrNullObject: navigation('WordApi 1.3', (self) => self.parentSectionOrNull()),
  };
}

/** The paragraph, or the outermost content control around it: the body's own edge is in none of its controls. */
function outsideControls(paragraph: Element): Element {
  let block = paragraph;
  while (isW(block.parentElement, 'sdtContent') && block.parentElement?.parentElement) {
    block = block.parentElement.parentElement;
  }
  return block;
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
    ...parentMembers(),
    ...parentControlMembers<Body>('WordApi 1.1'),
    ...controlCollectionMembers<Body>((self) => self.controls),
    ...insertControlMember<Body>('WordApi 1.1', (self) => self.blocks),
    ...fieldsMember<Body>((self) => self.container),
    ...htmlMembers<Body>(['Replace', 'Start', 'End'], { isBody: true }),
    ...noteMembers<Body>(),
    ...pictureMembers<Body>(['Start', 'End'], { list: 'WordApi 1.1', insert: 'WordApi 1.2' }),
    ...insertTableMember<Body, 'Start' | 'End'>(['Start', 'End'], (self, place) => self.edge(place)),
    tables: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.tables(() => self.tables) },
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
        return self.insertParagraph(requireText(text, 'The paragraph text'), at);
      },
    },
  },
});
