import { ns } from '../package/namespaces.ts';
import { ancestorW, isW } from './xml.ts';
import { lengthOf, textOf } from './text-leaves.ts';

/** A place in the text: a paragraph (`w:p`) and an offset in its leaves. */
export interface Position {
  readonly paragraph: Element;
  readonly offset: number;
}

/** A stretch of one story's text, `start` not after `end`. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

const storyRoots = new Set(['body', 'hdr', 'ftr', 'footnote', 'endnote', 'comment']);

/** The body, header, footer, note or comment that a node belongs to. */
export function storyOf(node: Node): Element {
  for (let at: Node | null = node; at; at = at.parentNode) {
    if (at.nodeType === 1 && (at as Element).namespaceURI === ns.w && storyRoots.has((at as Element).localName))
      return at as Element;
  }
  throw new Error('The element is in no story of the document.');
}

interface StoryIndex {
  readonly paragraphs: readonly Element[];
  readonly order: ReadonlyMap<Element, number>;
}

const indexes = new WeakMap<Element, StoryIndex>();

/** Must be called when paragraphs came, went or moved in a story; the document's journal does. */
export function forgetStory(story: Element): void {
  indexes.delete(story);
}

function indexOf(story: Element): StoryIndex {
  const known = indexes.get(story);
  if (known) return known;
  const paragraphs = paragraphsIn(story);
  const made = { paragraphs, order: new Map(paragraphs.map((paragraph, index) => [paragraph, index])) };
  indexes.set(story, made);
  return made;
}

/** The paragraphs below an element in reading order, those of tables among them, of text boxes not. */
export function paragraphsIn(container: Element): Element[] {
  const found: Element[] = [];
  const visit = (element: Element): void => {
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
      if (isW(child, 'p')) found.push(child);
      else if (child.namespaceURI === ns.w && !['sectPr', 'tblPr', 'tblGrid', 'pPr'].includes(child.localName))
        visit(child);
    }
  };
  visit(container);
  return found;
}

/** All paragraphs of a story in reading order. */
export function storyParagraphs(story: Element): readonly Element[] {
  return indexOf(story).paragraphs;
}

/** A paragraph's place among those of its story, or -1 when it is no longer in the document. */
export function orderOf(paragraph: Element): number {
  return paragraph.isConnected ? (indexOf(storyOf(paragraph)).order.get(paragraph) ?? -1) : -1;
}

/** Negative when `a` comes before `b`; both of one story, or of two notes of one part. */
export function comparePositions(a: Position, b: Position): number {
  if (a.paragraph === b.paragraph) return a.offset - b.offset;
  if (isOfOneStory(a.paragraph, b.paragraph)) return orderOf(a.paragraph) - orderOf(b.paragraph);
  return a.paragraph.compareDocumentPosition(b.paragraph) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** Paragraphs that are gone count as being where they were. */
function isOfOneStory(one: Element, other: Element): boolean {
  return !one.isConnected || !other.isConnected || storyOf(one) === storyOf(other);
}

export function samePlace(a: Position, b: Position): boolean {
  return a.paragraph === b.paragraph && a.offset === b.offset;
}

export function isEmpty(span: Span): boolean {
  return samePlace(span.start, span.end);
}

/** The paragraphs that a span touches, first to last. */
export function paragraphsOf(span: Span): readonly Element[] {
  const { start, end } = span;
  if (start.paragraph === end.paragraph) return [start.paragraph];
  const [first, last] = [storyOf(start.paragraph), storyOf(end.paragraph)];
  if (first === last) return storyParagraphs(first).slice(orderOf(start.paragraph), orderOf(end.paragraph) + 1);
  // Several notes, each a story of its own.
  const all = storiesFrom(first, last).flatMap(storyParagraphs);
  return all.slice(all.indexOf(start.paragraph), all.indexOf(end.paragraph) + 1);
}

/** The paragraphs that have a part in a span: one whose start alone it reaches, as after a triple click, has none. */
export function paragraphsWithin(span: Span): readonly Element[] {
  const touched = paragraphsOf(span);
  return span.end.offset === 0 && touched.length > 1 ? touched.slice(0, -1) : touched;
}

/** The stories of one part from one to another. */
export function storiesFrom(first: Element, last: Element): Element[] {
  const stories: Element[] = [];
  for (let story: Element | null = first; story; story = story === last ? null : story.nextElementSibling)
    stories.push(story);
  return stories;
}

/** The part of each paragraph that a span covers. */
export function partsOf(span: Span): { readonly paragraph: Element; readonly start: number; readonly end: number }[] {
  return paragraphsOf(span).map((paragraph) => ({
    paragraph,
    start: paragraph === span.start.paragraph ? span.start.offset : 0,
    end: paragraph === span.end.paragraph ? span.end.offset : lengthOf(paragraph),
  }));
}

/** A span's text; paragraphs end with a carriage return, as in Word's own `text`. */
export function spanText(span: Span): string {
  return partsOf(span)
    .map(({ paragraph, start, end }) => textOf(paragraph).slice(start, end))
    .join('\r');
}

/** A paragraph's whole text. */
export function contentSpan(paragraph: Element): Span {
  return { start: { paragraph, offset: 0 }, end: { paragraph, offset: lengthOf(paragraph) } };
}

/** From the first place below an element to the last; `null` when it has no paragraph. */
export function spanOf(container: Element): Span | null {
  const paragraphs = isW(container, 'p') ? [container] : paragraphsIn(container);
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  return first && last
    ? { start: { paragraph: first, offset: 0 }, end: { paragraph: last, offset: lengthOf(last) } }
    : null;
}

/** The cell that a paragraph is in, directly or within content controls. */
export function cellOf(paragraph: Element): Element | null {
  return ancestorW(paragraph, 'tc');
}
