import { HostError } from '../../richapi/object-model.ts';
import { currentSpan, type LiveSpan } from '../model/anchors.ts';
import { deleteSpan } from '../model/delete-span.ts';
import { settleControls } from '../model/edit-control.ts';
import { insertedMark, insertText, lookAt } from '../model/edit-text.ts';
import { forgetStory, isEmpty, spanText, storyOf, type Position, type Span } from '../model/story.ts';
import { lengthOf } from '../model/text-leaves.ts';
import { ancestorW, childW, createW, ensureProperties } from '../model/xml.ts';
import { contentControlFacts } from '../parts/content-controls.ts';
import type { WordDocument } from '../word-document.ts';
import type { WordModel } from './word-model.ts';

/** Something of the document that has text: a range, a paragraph, a body, a content control. */
export abstract class TextObject {
  readonly model: WordModel;

  constructor(model: WordModel) {
    this.model = model;
  }

  get document(): WordDocument {
    return this.model.document;
  }

  /** The text that it is now; anchors keep it where it belongs. */
  abstract get span(): Span;

  get text(): string {
    return spanText(this.span);
  }
}

export const placeNames = ['Replace', 'Start', 'End', 'Before', 'After'] as const;
export type Place = (typeof placeNames)[number];

/** The place that an argument names, if this object takes it; `InvalidArgument` otherwise, as in Word. */
export function requirePlace<P extends Place>(value: unknown, allowed: readonly P[]): P {
  if ((allowed as readonly unknown[]).includes(value)) return value as P;
  throw new HostError('InvalidArgument', `The insert location '${String(value)}' is not one of ${allowed.join(', ')}.`);
}

export function requireText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new HostError('InvalidArgument', `${name} must be a string.`);
}

/** Refuses a write to a document that is open for reading only. */
export function requireWritable(document: WordDocument): void {
  if (document.readOnly) throw new HostError('AccessDenied', 'The document is open for reading only.');
}

/**
 * Puts text at a place of a span and gives where it now stands. Replacing takes the look of the first character that
 * was there; tracked, the new text stands behind what is struck out.
 */
export function insertTextAt(document: WordDocument, span: Span, text: string, place: Place): LiveSpan {
  requireWritable(document);
  return document.transact('insertText', () => {
    const context = document.editContext();
    const at = place === 'Start' || place === 'Before' ? span.start : span.end;
    const look =
      place === 'Replace' && !isEmpty(span)
        ? firstLook(span)
        : place === 'Start' && !isEmpty(span)
          ? firstLook(span)
          : undefined;
    const inserted = document.anchors.track(insertText(at, text, context, look));
    if (place === 'Replace' && !isEmpty(span)) {
      // The end of what is replaced is the start of what was put in, wherever that has moved.
      deleteSpan({ start: span.start, end: inserted.start.position }, context);
    }
    return inserted;
  });
}

function firstLook(span: Span): Element | null {
  const { paragraph, offset } = span.start;
  return lookAt(paragraph, Math.min(offset + 1, lengthOf(paragraph)));
}

/**
 * A new paragraph with text beside another, looking like it; or beside the `block` that holds that one. Tracked, its text and its end are insertions (the end of the
 * one before it, when it comes last and its own end must stay).
 */
export function insertParagraphBeside(
  document: WordDocument,
  beside: Element,
  text: string,
  place: 'Before' | 'After',
  block = beside,
): Element {
  requireWritable(document);
  return document.transact('insertParagraph', () => {
    const paragraph = emptyLike(beside);
    if (place === 'Before') block.before(paragraph);
    else block.after(paragraph);
    forgetStory(storyOf(beside));
    const context = document.editContext();
    if (context.tracked) {
      const isLast = paragraph.nextElementSibling === null || paragraph.nextElementSibling.localName === 'sectPr';
      insertedMark(isLast && place === 'After' ? beside : paragraph, context.tracked);
    }
    const control = ancestorW(beside, 'sdt');
    const isPlaceholder = control !== null && contentControlFacts(control).isPlaceholder;
    const look = isPlaceholder
      ? null
      : lookAt(beside, place === 'After' ? lengthOf(beside) : Math.min(1, lengthOf(beside)));
    const lines = text.replace(/\r\n?/g, '\n');
    insertText({ paragraph, offset: 0 }, lines, context, look);
    return paragraph;
  });
}

/** An empty paragraph with another's properties, but for its section's end and what tracked changes did to it. */
export function emptyLike(other: Element): Element {
  const paragraph = createW(other.ownerDocument, 'p');
  const properties = childW(other, 'pPr');
  if (!properties) return paragraph;
  const copy = properties.cloneNode(true) as Element;
  for (const name of ['sectPr', 'pPrChange']) childW(copy, name)?.remove();
  const mark = childW(copy, 'rPr');
  for (const name of ['ins', 'del', 'moveFrom', 'moveTo']) if (mark) childW(mark, name)?.remove();
  paragraph.append(copy);
  return paragraph;
}

/** Deletes what an object holds; a paragraph's own end stays, and a content control that is empty then shows its placeholder. */
export function clearSpan(document: WordDocument, span: Span): void {
  requireWritable(document);
  document.transact('delete', () => {
    const context = document.editContext();
    const live = document.anchors.track(span);
    deleteSpan(span, context);
    settleControls(document.package, currentSpan(live).start, context);
  });
}

/** A page or line break at a position; a page break stands in a paragraph of its own look. */
export function insertBreakAt(document: WordDocument, at: Position, type: string): void {
  requireWritable(document);
  document.transact('insertBreak', () => {
    const context = document.editContext();
    switch (type) {
      case 'Line':
        insertText(at, '\u000b', context);
        return;
      case 'Page':
        insertText(at, '\u000c', context);
        return;
      case 'SectionNext':
      case 'SectionContinuous':
      case 'SectionEven':
      case 'SectionOdd':
        insertSection(document, at.paragraph, type);
        return;
      default:
        throw new HostError('InvalidArgument', `The break type '${type}' is not supported.`);
    }
  });
}

const sectionTypes: Readonly<Record<string, string>> = {
  SectionNext: 'nextPage',
  SectionContinuous: 'continuous',
  SectionEven: 'evenPage',
  SectionOdd: 'oddPage',
};

/** Ends a section after the paragraph: its properties are those of the section it was in. */
function insertSection(document: WordDocument, paragraph: Element, type: string): void {
  const last = childW(document.body, 'sectPr');
  const section = last ? (last.cloneNode(true) as Element) : createW(paragraph.ownerDocument, 'sectPr');
  ensureProperties(paragraph).append(section);
  if (!last) return;
  childW(last, 'type')?.remove();
  const mark = createW(paragraph.ownerDocument, 'type', { val: sectionTypes[type] ?? 'nextPage' });
  const next = [...last.children].find(
    (child) => !['headerReference', 'footerReference', 'footnotePr', 'endnotePr'].includes(child.localName),
  );
  last.insertBefore(mark, next ?? null);
}

/** The last place of an object that is not past its own paragraph ends. */
export function endOf(span: Span): Span {
  return { start: span.end, end: span.end };
}

export function startOf(span: Span): Span {
  return { start: span.start, end: span.start };
}
