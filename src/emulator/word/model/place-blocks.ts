import type { WordDocument } from '../word-document.ts';
import { currentSpan } from './anchors.ts';
import { deleteSpan } from './delete-span.ts';
import { deleteParagraph, splitContent, splitParagraph, type EditContext } from './edit-text.ts';
import { blocksOfSpan, isWholeBlocks } from './flat-opc.ts';
import { markInserted, markRow } from './inserted-blocks.ts';
import { forgetStory, isEmpty, paragraphsIn, storyOf, type Span } from './story.ts';
import { forgetLeaves, lengthOf } from './text-leaves.ts';
import { createW, isW } from './xml.ts';
import { deleteTable } from '../parts/table-rows.ts';

export type BlockPlace = 'Replace' | 'Start' | 'End' | 'Before' | 'After';

/**
 * Whether a single paragraph gives its content to the text around (`always`), stands for itself (`never`), or does as Word
 * does with a paragraph of OOXML: it gives its content to running text and takes the place of whole blocks.
 */
export type InlineRule = 'always' | 'never' | 'inText';

/**
 * Puts new blocks at a span and gives the span they take. A single paragraph that goes into running text gives its content
 * only, as Word does; whole blocks go between the document's blocks. Tracked, all that is new is an insertion and what is
 * replaced is struck out.
 */
export function placeBlocks(
  document: WordDocument,
  span: Span,
  blocks: readonly Element[],
  place: BlockPlace,
  inline: InlineRule = 'inText',
): Span {
  const context = document.editContext();
  const [only] = blocks;
  if (!only) return span;
  const whole = isWholeBlocks(span) && !(isEmpty(span) && lengthOf(span.start.paragraph) > 0);
  const between =
    place === 'Before' || place === 'After'
      ? whole
      : whole && (place === 'Replace' || lengthOf(span.start.paragraph) === 0);
  const givesContent = inline === 'always' || (inline === 'inText' && !between);
  if (givesContent && blocks.length === 1 && isW(only, 'p')) return placeInline(span, only, place, context);
  return between ? placeBetween(span, blocks, place, context) : placeInside(span, blocks, place, context);
}

function placeBetween(span: Span, blocks: readonly Element[], place: BlockPlace, context: EditContext): Span {
  const replaced = blocksOfSpan(span).blocks;
  const [first] = replaced;
  const last = replaced.at(-1);
  if (!first || !last) return span;
  if (place === 'Before' || place === 'Start') first.before(...blocks);
  else last.after(...blocks);
  markInserted(blocks, context.tracked);
  if (place === 'Replace') removeBlocks(replaced, context);
  forgetStory(storyOf(blocks[0] ?? first));
  ensureFollowingParagraph(blocks.at(-1), context.tracked);
  return spanAround(blocks, span);
}

/** Takes whole blocks away, or strikes them out when changes are tracked. */
function removeBlocks(blocks: readonly Element[], context: EditContext): void {
  for (const block of blocks) {
    if (isW(block, 'tbl')) deleteTable(block, context);
    else if (context.tracked) {
      for (const paragraph of isW(block, 'p') ? [block] : paragraphsIn(block)) deleteParagraph(paragraph, context);
      for (const row of block.getElementsByTagNameNS(block.namespaceURI, 'tr')) markRow(row, 'del', context.tracked);
    } else {
      const story = storyOf(block);
      for (const paragraph of isW(block, 'p') ? [block] : paragraphsIn(block)) {
        const neighbour = [block.nextElementSibling, block.previousElementSibling].find(
          (each) => each !== null && isW(each, 'p'),
        );
        if (neighbour) context.anchors.collapse(paragraph, { paragraph: neighbour, offset: 0 });
      }
      block.remove();
      forgetStory(story);
    }
  }
}

/** Puts new blocks beside one of the document, with a paragraph between two tables; tracked, they are insertions. */
export function placeBeside(
  block: Element,
  blocks: readonly Element[],
  place: 'Before' | 'After',
  { tracked }: EditContext,
): void {
  if (place === 'Before') block.before(...blocks);
  else block.after(...blocks);
  markInserted(blocks, tracked);
  const [first] = blocks;
  if (isW(first, 'tbl') && isW(first?.previousElementSibling, 'tbl')) first?.before(separator(block, tracked));
  forgetStory(storyOf(block));
  ensureFollowingParagraph(blocks.at(-1), tracked);
}

/** Between two tables, or at the end of a cell or body, a table wants a paragraph behind it. */
function ensureFollowingParagraph(block: Element | undefined, tracked: EditContext['tracked']): void {
  if (!block || !isW(block, 'tbl')) return;
  const next = block.nextElementSibling;
  if (next && !isW(next, 'tbl') && !isW(next, 'sectPr')) return;
  block.after(separator(block, tracked));
  forgetStory(storyOf(block));
}

function separator(beside: Element, tracked: EditContext['tracked']): Element {
  const paragraph = createW(beside.ownerDocument, 'p');
  markInserted([paragraph], tracked);
  return paragraph;
}

/** Several blocks in the middle of a paragraph: it is cut, and they stand between its halves. */
function placeInside(span: Span, blocks: readonly Element[], place: BlockPlace, context: EditContext): Span {
  const live = context.anchors.track(span, { growing: true });
  if (place === 'Replace') deleteSpan(span, context);
  const now = currentSpan(live);
  const at = place === 'End' || place === 'After' ? now.end : now.start;
  if (at.offset === 0) at.paragraph.before(...blocks);
  else if (at.offset >= lengthOf(at.paragraph)) at.paragraph.after(...blocks);
  else splitParagraph(at, context).first.after(...blocks);
  markInserted(blocks, context.tracked);
  forgetStory(storyOf(at.paragraph));
  ensureFollowingParagraph(blocks.at(-1), context.tracked);
  return spanAround(blocks, span);
}

function placeInline(span: Span, source: Element, place: BlockPlace, context: EditContext): Span {
  const at = place === 'Start' || place === 'Before' ? span.start : span.end;
  const { paragraph, offset } = at;
  const length = lengthOf(source);
  markInserted([source], context.tracked, { marks: false });
  const gap = splitContent(paragraph, offset);
  for (const node of [...source.childNodes]) if (!isW(node, 'pPr')) gap.parent.insertBefore(node, gap.before);
  forgetLeaves(paragraph);
  context.anchors.replaced(paragraph, offset, 0, length);
  const placed = context.anchors.track({ start: at, end: { paragraph, offset: offset + length } });
  if (place === 'Replace') deleteSpan({ start: span.start, end: at }, context);
  return currentSpan(placed);
}

function spanAround(blocks: readonly Element[], fallback: Span): Span {
  const paragraphs = blocks.flatMap((block) => (isW(block, 'p') ? [block] : paragraphsIn(block)));
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  return first && last
    ? { start: { paragraph: first, offset: 0 }, end: { paragraph: last, offset: lengthOf(last) } }
    : fallback;
}
