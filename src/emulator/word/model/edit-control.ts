import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import {
  contentControlFacts,
  contentControlsIn,
  contentOf,
  isInline,
  liftControl,
  propertiesOf,
  removeContentControl,
  shapeOf,
  spanOfControl,
} from '../parts/content-controls.ts';
import { hidePlaceholder, showPlaceholder } from '../parts/placeholders.ts';
import { deleteRows, deleteTable } from '../parts/table-rows.ts';
import { rowsOf, tablesIn } from '../parts/table-grid.ts';
import { deleteSpan } from './delete-span.ts';
import { createRun, insertText, lookAt, revisionAttributes, type EditContext } from './edit-text.ts';
import type { WordDocument } from '../word-document.ts';
import { currentSpan } from './anchors.ts';
import { placeBlocks, type BlockPlace } from './place-blocks.ts';
import {
  comparePositions,
  forgetStory,
  isEmpty,
  paragraphsIn,
  paragraphsOf,
  samePlace,
  storyOf,
  type Position,
  type Span,
} from './story.ts';
import { forgetLeaves, lengthOf } from './text-leaves.ts';
import { ancestorW, childW, createW, isW } from './xml.ts';

/** Edits of what is in a content control, where its edges and its placeholder matter. */

/** A control's text; it has some place for it, always. */
function spanIn(control: Element): Span {
  const span = spanOfControl(control);
  if (!span) throw new Error('The content control has no paragraph.');
  return span;
}

/**
 * Puts text into a control and gives where it stands. A placeholder gives way without a trace. A line feed begins a
 * paragraph, for which a control within a paragraph grows around the whole of it; in plain text it is a line break.
 */
export function insertInControl(
  pkg: OoxmlPackage,
  control: Element,
  text: string,
  place: 'Replace' | 'Start' | 'End',
  context: EditContext,
): Span {
  const lines = text.replace(/\r\n?/g, '\n');
  const isPlain = contentControlFacts(control).type !== 'RichText';
  if (contentControlFacts(control).isPlaceholder) hidePlaceholder(control, context.anchors);
  const content = isPlain ? lines.replaceAll('\n', '\u000b') : lines;
  const old = spanIn(control);
  const live = context.anchors.track(old);
  if (lines.includes('\n') && !isPlain) liftControl(control);
  const look = isEmpty(old)
    ? (childW(propertiesOf(control), 'rPr') ?? undefined)
    : lookAt(old.start.paragraph, Math.min(old.start.offset + 1, lengthOf(old.start.paragraph)));
  const inserted = context.anchors.track(
    isInline(control) && (place === 'Start' || isEmpty(old))
      ? prependRun(control, content, look ?? null, context)
      : insertText(place === 'Start' ? old.start : old.end, content, context, place === 'End' ? undefined : look),
  );
  if (place === 'Replace') deleteSpan({ start: currentSpan(live).start, end: inserted.start.position }, context);
  restorePlaceholder(pkg, control, context);
  return currentSpan(inserted);
}

/** Text as the first thing in a control among runs, where no neighbouring run leads to. */
function prependRun(control: Element, text: string, look: Element | null, context: EditContext): Span {
  const { start } = spanIn(control);
  const { paragraph, offset } = start;
  if (text === '') return { start, end: start };
  const run = createRun(control.ownerDocument, text, look);
  contentOf(control).prepend(inserted(run, context));
  forgetLeaves(paragraph);
  context.anchors.replaced(paragraph, offset, 0, text.length);
  return { start, end: { paragraph, offset: offset + text.length } };
}

/**
 * Puts new blocks into a control. A single paragraph gives its content only; for more, a control within a paragraph grows
 * around the whole of it.
 */
export function placeInControl(
  document: WordDocument,
  control: Element,
  blocks: readonly Element[],
  place: BlockPlace,
): Span {
  const { anchors } = document;
  if (contentControlFacts(control).isPlaceholder) hidePlaceholder(control, anchors);
  const span = spanIn(control);
  if (blocks.length > 1 || !isW(blocks[0], 'p')) liftControl(control);
  if (!isInline(control) || !isEmpty(span)) return placeBlocks(document, span, blocks, place);
  // Next to something, so that the place is inside the control.
  const plain: EditContext = { anchors, tracked: null };
  const foothold = anchors.track(prependRun(control, '\u200b', null, plain));
  const placed = anchors.track(placeBlocks(document, currentSpan(foothold), blocks, 'End'));
  deleteSpan(currentSpan(foothold), plain);
  return currentSpan(placed);
}

/** Text just behind a control that stands among runs. */
export function insertBehindControl(control: Element, text: string, context: EditContext): Span {
  const { end } = spanIn(control);
  const { paragraph, offset } = end;
  control.after(inserted(createRun(control.ownerDocument, text, null), context));
  forgetLeaves(paragraph);
  context.anchors.replaced(paragraph, offset, 0, text.length);
  return { start: end, end: { paragraph, offset: offset + text.length } };
}

function inserted(run: Element, { tracked }: EditContext): Element {
  return tracked ? createW(run.ownerDocument, 'ins', revisionAttributes(tracked), [run]) : run;
}

/** Shows the placeholder of a control that holds nothing any more. */
export function restorePlaceholder(pkg: OoxmlPackage, control: Element, { anchors }: EditContext): void {
  if (!control.isConnected || contentControlFacts(control).type === 'CheckBox') return;
  const shape = shapeOf(control);
  const span = shape === 'inline' || shape === 'paragraphs' ? spanOfControl(control) : null;
  if (span && isEmpty(span)) showPlaceholder(pkg, control, anchors);
}

/** Empties a control; it shows its placeholder then, unless what is deleted stays as a tracked change. */
export function clearControl(pkg: OoxmlPackage, control: Element, context: EditContext): void {
  if (contentControlFacts(control).isPlaceholder) return;
  deleteSpan(spanIn(control), context);
  restorePlaceholder(pkg, control, context);
}

/**
 * Takes a control away. Its content stays, or goes too, struck out when changes are tracked: the control itself is nothing
 * that is tracked. A cell stays, empty.
 */
export function deleteControl(control: Element, keepContent: boolean, context: EditContext): void {
  if (!keepContent) deleteContent(control, context);
  if (control.isConnected) removeContentControl(control, true);
}

function deleteContent(control: Element, context: EditContext): void {
  const content = contentOf(control);
  if (contentControlFacts(control).isPlaceholder) hidePlaceholder(control, context.anchors);
  switch (shapeOf(control)) {
    case 'table':
      for (const table of tablesIn(content)) deleteTable(table, context);
      return;
    case 'row':
      deleteRows(rowsOf(content), context);
      return;
    case 'paragraphs':
      if (!context.tracked && removeBlocksOf(control, context)) return;
      deleteSpan(spanIn(control), context);
      return;
    default:
      deleteSpan(spanIn(control), context);
  }
}

/** Takes out whole paragraphs when one beside them stays for those who stood in them. */
function removeBlocksOf(control: Element, { anchors }: EditContext): boolean {
  const beside = [control.nextElementSibling, control.previousElementSibling].find((each) => isW(each, 'p'));
  if (!beside || control.getElementsByTagNameNS(control.namespaceURI, 'sectPr').length > 0) return false;
  const story = storyOf(control);
  for (const paragraph of paragraphsIn(control)) anchors.collapse(paragraph, { paragraph: beside, offset: 0 });
  control.remove();
  forgetStory(story);
  return true;
}

/** The controls around a place, innermost first; a place at the edge of one among runs is in it. */
function controlsAt({ paragraph, offset }: Position): Element[] {
  const inline = contentControlsIn(paragraph)
    .reverse()
    .filter((control) => {
      const span = spanOfControl(control);
      return span !== null && span.start.offset <= offset && offset <= span.end.offset;
    });
  const around: Element[] = [];
  for (let at = ancestorW(paragraph, 'sdt'); at; at = ancestorW(at, 'sdt')) around.push(at);
  return [...inline, ...around];
}

/** Whether what a person does to a span would change text that a control locks. */
export function isLocked(span: Span): boolean {
  const touched = new Set(
    paragraphsOf(span).flatMap((paragraph) => [
      ...contentControlsIn(paragraph),
      ...controlsAt({ paragraph, offset: 0 }),
    ]),
  );
  return [...touched].some((control) => {
    if (!contentControlFacts(control).cannotEdit) return false;
    const own = spanOfControl(control);
    if (!own) return false;
    // A caret just before or behind a control among runs is beside it.
    return isInline(control)
      ? comparePositions(own.start, span.end) < 0 && comparePositions(span.start, own.end) < 0
      : comparePositions(own.start, span.end) <= 0 && comparePositions(span.start, own.end) <= 0;
  });
}

/**
 * What typing does where controls are: text goes in place of a placeholder, or behind a locked control that the caret
 * stands behind. Gives where the text then ends; `null` where no control has a say.
 */
export function typeAtControl(pkg: OoxmlPackage, span: Span, text: string, context: EditContext): Position | null {
  const controls = controlsAt(span.start);
  const placeholder = controls.find((control) => contentControlFacts(control).isPlaceholder);
  if (placeholder && controlsAt(span.end).includes(placeholder)) {
    return text === '' ? span.start : insertInControl(pkg, placeholder, text, 'Replace', context).end;
  }
  const locked = controls.find((control) => isInline(control) && contentControlFacts(control).cannotEdit);
  const end = locked && spanOfControl(locked)?.end;
  if (!locked || !end || !isEmpty(span) || !samePlace(end, span.start) || text === '') return null;
  return insertBehindControl(locked, text, context).end;
}

/** After typing: what was emptied shows its placeholder, and a control that is there until it is edited goes. */
export function settleControls(pkg: OoxmlPackage, place: Position, context: EditContext): void {
  for (const control of controlsAt(place)) {
    if (contentControlFacts(control).removeWhenEdited) removeContentControl(control, true);
    else restorePlaceholder(pkg, control, context);
  }
}
