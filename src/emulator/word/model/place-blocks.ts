import type { WordDocument } from '../word-document.ts';
import {
  deleteParagraph,
  deleteSpan,
  insertedMark,
  revisionAttributes,
  splitContent,
  splitParagraph,
  type EditContext,
  type RevisionAuthor,
} from './edit-text.ts';
import { blocksOfSpan, isWholeBlocks } from './flat-opc.ts';
import { forgetStory, isEmpty, paragraphsIn, storyOf, type Span } from './story.ts';
import { forgetLeaves, lengthOf } from './text-leaves.ts';
import { childW, createW, isW } from './xml.ts';
import { placeChild } from '../parts/schema-order.ts';

export type BlockPlace = 'Replace' | 'Start' | 'End' | 'Before' | 'After';

/**
 * Puts new blocks at a span and gives the span they take. A single paragraph that goes into running text gives its content
 * only, as Word does; whole blocks go between the document's blocks. Tracked, all that is new is an insertion and what is
 * replaced is struck out.
 */
export function placeBlocks(document: WordDocument, span: Span, blocks: readonly Element[], place: BlockPlace): Span {
  const context = document.editContext();
  const [only] = blocks;
  if (!only) return span;
  const whole = isWholeBlocks(span) && !(isEmpty(span) && lengthOf(span.start.paragraph) > 0);
  const between =
    place === 'Before' || place === 'After'
      ? whole
      : whole && (place === 'Replace' || lengthOf(span.start.paragraph) === 0);
  if (!between && blocks.length === 1 && isW(only, 'p')) return placeInline(span, only, place, context);
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
  ensureFollowingParagraph(blocks.at(-1));
  return spanAround(blocks, span);
}

/** Takes whole blocks away, or strikes them out when changes are tracked. */
function removeBlocks(blocks: readonly Element[], context: EditContext): void {
  for (const block of blocks) {
    if (context.tracked) {
      for (const paragraph of isW(block, 'p') ? [block] : paragraphsIn(block)) deleteParagraph(paragraph, context);
      for (const row of block.getElementsByTagNameNS(block.namespaceURI, 'tr')) markRow(row, 'del', context.tracked);
      continue;
    }
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

/** Between two tables, or at the end of a cell or body, a table wants a paragraph behind it. */
function ensureFollowingParagraph(block: Element | undefined): void {
  if (!block || !isW(block, 'tbl')) return;
  const next = block.nextElementSibling;
  if (next && !isW(next, 'tbl') && !isW(next, 'sectPr')) return;
  block.after(createW(block.ownerDocument, 'p'));
  forgetStory(storyOf(block));
}

/** Several blocks in the middle of a paragraph: it is cut, and they stand between its halves. */
function placeInside(span: Span, blocks: readonly Element[], place: BlockPlace, context: EditContext): Span {
  if (place === 'Replace') deleteSpan(span, context);
  const at = place === 'End' || place === 'After' ? span.end : span.start;
  if (at.offset === 0) at.paragraph.before(...blocks);
  else if (at.offset >= lengthOf(at.paragraph)) at.paragraph.after(...blocks);
  else splitParagraph(at, context).first.after(...blocks);
  markInserted(blocks, context.tracked);
  forgetStory(storyOf(at.paragraph));
  ensureFollowingParagraph(blocks.at(-1));
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
  const end = { paragraph, offset: offset + length };
  if (place !== 'Replace' || isEmpty(span)) return { start: at, end };
  deleteSpan(span, context);
  return context.tracked
    ? { start: at, end }
    : { start: span.start, end: { paragraph, offset: span.start.offset + length } };
}

function spanAround(blocks: readonly Element[], fallback: Span): Span {
  const paragraphs = blocks.flatMap((block) => (isW(block, 'p') ? [block] : paragraphsIn(block)));
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  return first && last
    ? { start: { paragraph: first, offset: 0 }, end: { paragraph: last, offset: lengthOf(last) } }
    : fallback;
}

/** Marks runs, paragraph ends and table rows as inserted. Nothing is attached yet or all of it is new, so nodes may move. */
function markInserted(blocks: readonly Element[], author: RevisionAuthor | null, { marks = true } = {}): void {
  if (!author) return;
  for (const block of blocks) {
    for (const row of block.getElementsByTagNameNS(block.namespaceURI, 'tr')) markRow(row, 'ins', author);
    for (const paragraph of isW(block, 'p') ? [block] : [...block.getElementsByTagNameNS(block.namespaceURI, 'p')]) {
      if (marks) insertedMark(paragraph, author);
      for (const run of [...paragraph.getElementsByTagNameNS(block.namespaceURI, 'r')]) {
        if (run.parentElement?.localName === 'ins' || run.parentElement?.localName === 'del') continue;
        const insertion = createW(run.ownerDocument, 'ins', revisionAttributes(author));
        run.before(insertion);
        insertion.append(run);
      }
      forgetLeaves(paragraph);
    }
  }
}

function markRow(row: Element, kind: 'ins' | 'del', author: RevisionAuthor): void {
  const properties = childW(row, 'trPr') ?? ensureRowProperties(row);
  if (!childW(properties, kind)) placeChild(properties, createW(row.ownerDocument, kind, revisionAttributes(author)));
}

function ensureRowProperties(row: Element): Element {
  const exceptions = childW(row, 'tblPrEx');
  const properties = createW(row.ownerDocument, 'trPr');
  if (exceptions) exceptions.after(properties);
  else row.prepend(properties);
  return properties;
}
