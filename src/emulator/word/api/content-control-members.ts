import type { ApiMember, RequirementSet } from '../../richapi/object-model.ts';
import { insertInControl, restorePlaceholder } from '../model/edit-control.ts';
import { blocksOfSpan } from '../model/flat-opc.ts';
import { comparePositions, isEmpty, storyOf, type Span } from '../model/story.ts';
import { ancestorW, isW } from '../model/xml.ts';
import { makeCheckbox, uncheckedBox } from '../parts/checkboxes.ts';
import {
  contentControlFacts,
  contentControlsIn,
  giveFreshId,
  isInline,
  makePlainText,
  spanOfControl,
  wrapBlocks,
  wrapInline,
} from '../parts/content-controls.ts';
import { contentControls, type ContentControlCollection } from './content-control-collection.ts';
import { notFound } from './collection.ts';
import { invalid } from './table-arguments.ts';
import { requireWritable, type TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** How text lies to content controls: in which one it is, which ones are in it, and putting one around it. */

/** `contentControls`, which are the rich text ones alone, and `getContentControls`, which are those asked for. */
export function controlCollectionMembers<T extends { readonly model: WordModel }>(
  controlsOf: (self: T) => readonly Element[],
): Record<'contentControls' | 'getContentControls', ApiMember<T>> {
  return {
    contentControls: {
      kind: 'navigation',
      since: 'WordApi 1.1',
      get: (self) => contentControls(self.model, () => controlsOf(self), ['RichText']),
    },
    getContentControls: {
      kind: 'method',
      since: 'WordApi 1.5',
      call: (self, options: unknown): ContentControlCollection =>
        contentControls(self.model, () => controlsOf(self), typesOf(options)),
    },
  };
}

function typesOf(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'types' in options ? options.types : undefined;
}

/** The content controls whose whole text is in a span. */
export function controlsOfSpan(span: Span): Element[] {
  return contentControlsIn(storyOf(span.start.paragraph)).filter((control) => {
    const own = spanOfControl(control);
    return own !== null && contains(span, own);
  });
}

function contains(outer: Span, inner: Span): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

type ParentMembers<T extends object> = Record<
  'parentContentControl' | 'parentContentControlOrNullObject',
  ApiMember<T>
>;

function parentMembers<T extends TextObject>(
  since: RequirementSet,
  controlOf: (self: T) => Element | null,
): ParentMembers<T> {
  const parentOf = (self: T): object | null => {
    const found = controlOf(self);
    return found && self.model.contentControl(found);
  };
  return {
    parentContentControl: { kind: 'navigation', since, get: (self) => parentOf(self) ?? notFound() },
    // It came with WordApi 1.3 to the classes that had the other before.
    parentContentControlOrNullObject: {
      kind: 'navigation',
      since: since === 'WordApi 1.1' ? 'WordApi 1.3' : since,
      get: parentOf,
    },
  };
}

/** The content control around a whole stretch of text. */
export function parentControlOfSpanMembers<T extends TextObject>(): ParentMembers<T> {
  return parentMembers('WordApi 1.1', ({ span }) => controlAround(span));
}

/** The content control around an element. */
export function parentControlMembers<T extends TextObject & { readonly element: Element }>(
  since: RequirementSet,
): ParentMembers<T> {
  return parentMembers(since, ({ element }) => ancestorW(element, 'sdt'));
}

/** The innermost control around a span: of those in its paragraph, or else of those around its paragraphs. */
export function controlAround(span: Span): Element | null {
  const { paragraph } = span.start;
  if (paragraph === span.end.paragraph) {
    const inside = contentControlsIn(paragraph).findLast((control) => {
      const own = spanOfControl(control);
      return own !== null && contains(own, span);
    });
    if (inside) return inside;
  }
  let around = ancestorW(paragraph, 'sdt');
  while (around && !around.contains(span.end.paragraph)) around = ancestorW(around, 'sdt');
  return around;
}

/** `insertContentControl`; what is wrapped is the text itself, the block or the blocks of the object. */
export function insertControlMember<T extends TextObject>(
  since: RequirementSet,
  blocksOf: (self: T) => readonly Element[] | null,
): Record<'insertContentControl', ApiMember<T>> {
  return {
    insertContentControl: {
      kind: 'method',
      since,
      writes: true,
      call: (self, type: unknown) => {
        const kind = requireType(type);
        const { document, model } = self;
        requireWritable(document);
        return document.transact('contentControl', () => {
          const blocks = blocksOf(self);
          const control = blocks ? wrapBlocks(wrapped(blocks, kind)) : wrapSpan(self.span, kind);
          giveFreshId(control, document.stories.flatMap(contentControlsIn));
          if (kind === 'PlainText') makePlainText(control);
          if (kind === 'CheckBox') {
            makeCheckbox(control);
            insertInControl(document.package, control, uncheckedBox, 'Start', document.editContext());
          }
          restorePlaceholder(document.package, control, document.editContext());
          return model.contentControl(control);
        });
      },
    },
  };
}

const insertable = ['RichText', 'PlainText', 'CheckBox'] as const;
type Insertable = (typeof insertable)[number];

function requireType(value: unknown): Insertable {
  if (value === undefined || value === null) return 'RichText';
  return (
    insertable.find((each) => each === value) ??
    invalid(`A content control of type '${JSON.stringify(value)}' cannot be inserted.`)
  );
}

function wrapped(blocks: readonly Element[], kind: Insertable): readonly Element[] {
  if (kind === 'CheckBox') invalid('A check box goes to a place in the text, not around a block.');
  if (kind === 'PlainText' && (blocks.length > 1 || !isW(blocks[0], 'p'))) invalid('Plain text is one paragraph.');
  return blocks;
}

/** Text of one paragraph is wrapped as it is; over several, their blocks are. */
function wrapSpan(span: Span, kind: Insertable): Element {
  const { start, end } = span;
  if (kind === 'CheckBox' && !isEmpty(span)) invalid('A check box goes to a place in the text, not around text.');
  if (start.paragraph !== end.paragraph) return wrapBlocks(wrapped(blocksOfSpan(span).blocks, kind));
  const around = controlAround({ start: span.start, end: span.start });
  if (around && isInline(around) && contentControlFacts(around).type !== 'RichText')
    invalid('Plain text holds no other content control.');
  return wrapInline(start.paragraph, start.offset, end.offset);
}
