import { ns } from '../package/namespaces.ts';
import { forgetStory, paragraphsIn, storyOf, storyParagraphs, type Position } from '../model/story.ts';
import { forgetLeaves, leavesOf, lengthOf } from '../model/text-leaves.ts';
import { ancestorW, attributeW, childrenW, childW, createW, ensureProperties, isW, setText } from '../model/xml.ts';
import { isBefore, revisionOf, revisionsOf, type Revision } from './revisions.ts';
import { placeChild } from './schema-order.ts';

/** Accepting and rejecting tracked changes (ECMA-376 part 1 §17.13.5). */

export type Settlement = 'accept' | 'reject';

/** Who must hear of text that goes or moves; the document's anchors are one. */
export interface TextFollower {
  replaced(paragraph: Element, at: number, removed: number, inserted: number): void;
  moved(from: Element, at: number, to: Element, shift: number): void;
  collapse(paragraph: Element, to: Position): void;
}

const nobody: TextFollower = { replaced: () => undefined, moved: () => undefined, collapse: () => undefined };

/** Accepts or rejects all tracked changes below an element. */
export function settleAll(container: Element, how: Settlement, follower: TextFollower = nobody): void {
  settle(revisionsOf(container), how, follower);
  removeMoveRanges(container);
}

/**
 * Accepts or rejects these changes. Text goes first, paragraph ends last and backwards, so that a paragraph is joined with
 * what has been joined behind it. Settling one side of a move settles the other.
 */
export function settle(revisions: readonly Revision[], how: Settlement, follower: TextFollower = nobody): void {
  const chosen = new Map(revisions.map((revision) => [revision.element, revision]));
  for (const { element, isMove } of revisions) {
    if (!isMove) continue;
    for (const other of otherSideOf(element)) {
      const revision = revisionOf(other);
      if (revision) chosen.set(other, revision);
    }
  }
  const all = [...chosen.values()];
  const marks = all.filter(({ kind }) => kind === 'mark');
  const roots = new Set(all.flatMap(({ element }) => element.ownerDocument.documentElement));
  for (const revision of all) if (revision.kind !== 'mark') settleOne(revision, how, follower);
  for (const revision of marks.reverse()) settleOne(revision, how, follower);
  if (all.some(({ isMove }) => isMove)) for (const root of roots) removeEmptyMoveRanges(root);
}

function settleOne(revision: Revision, how: Settlement, follower: TextFollower): void {
  const { element, kind, type } = revision;
  if (!element.isConnected) return;
  const stays = (type === 'Added') === (how === 'accept');
  switch (kind) {
    case 'content':
      if (stays) unwrap(element);
      else removeContent(element, follower);
      return;
    case 'mark':
      settleMark(element, stays, follower);
      return;
    case 'row': {
      const row = ancestorW(element, 'tr');
      element.remove();
      if (!stays && row) removeFromTable(row, follower);
      return;
    }
    case 'cell':
      settleCell(element, how, stays, follower);
      return;
    case 'format':
      if (how === 'reject') restoreFormat(element);
      element.remove();
  }
}

/** Takes the mark away and leaves what it is around; text that was deleted is text again. */
function unwrap(element: Element): void {
  const paragraph = ancestorW(element, 'p');
  if (element.localName === 'del' || element.localName === 'moveFrom') {
    for (const [deleted, live] of [
      ['delText', 't'],
      ['delInstrText', 'instrText'],
    ] as const) {
      // oxfmt-ignore
      for (const text of [...element.getElementsByTagNameNS(ns.w, deleted)]) {
        if (closestRevision(text) !== element) continue;
        const renamed = createW(text.ownerDocument, live);
        setText(renamed, text.textContent);
        text.replaceWith(renamed);
      }
    }
  }
  for (const node of [...element.childNodes]) element.before(node);
  element.remove();
  if (paragraph) forgetLeaves(paragraph);
}

function closestRevision(node: Element): Element | null {
  for (let at = node.parentElement; at; at = at.parentElement) if (isW(at, 'del') || isW(at, 'moveFrom')) return at;
  return null;
}

function removeContent(element: Element, follower: TextFollower): void {
  const paragraph = ancestorW(element, 'p');
  if (!paragraph) {
    // An insertion or deletion around whole blocks.
    for (const each of paragraphsIn(element)) leaveParagraph(each, follower);
    const story = storyOf(element);
    element.remove();
    forgetStory(story);
    return;
  }
  const inside = leavesOf(paragraph).filter((leaf) => element.contains(leaf.element));
  const start = inside[0]?.start ?? 0;
  const length = inside.reduce((total, leaf) => total + leaf.length, 0);
  keepRangeMarks(element);
  let parent: Element | null = element.parentElement;
  element.remove();
  // A link or field around nothing but what was removed goes too.
  while (
    parent &&
    parent !== paragraph &&
    ['hyperlink', 'fldSimple', 'smartTag', 'ins', 'moveTo'].includes(parent.localName)
  ) {
    if (parent.childElementCount > 0) break;
    const next: Element | null = parent.parentElement;
    parent.remove();
    parent = next;
  }
  forgetLeaves(paragraph);
  if (length > 0) follower.replaced(paragraph, start, length, 0);
}

const rangeMarks = ['bookmarkStart', 'bookmarkEnd', 'commentRangeStart', 'commentRangeEnd'];

/** Bookmarks and the ends of comments within removed text mark the place where it was; half a pair would be invalid. */
function keepRangeMarks(element: Element): void {
  for (const name of rangeMarks) {
    for (const mark of [...element.getElementsByTagNameNS(ns.w, name)]) element.before(mark);
  }
}

/** The end of a paragraph stays, or goes and joins the paragraph with the next one. */
function settleMark(element: Element, stays: boolean, follower: TextFollower): void {
  const paragraph = ancestorW(element, 'p');
  const properties = element.parentElement;
  element.remove();
  if (properties?.childElementCount === 0) properties.remove();
  if (stays || !paragraph) return;
  const next = nextBlock(paragraph);
  if (isW(next, 'p')) joinWithNext(paragraph, next as Element, follower);
  else if (lengthOf(paragraph) === 0 && mayGo(paragraph, next)) removeParagraph(paragraph, follower);
}

function nextBlock(paragraph: Element): Element | null {
  let next = paragraph.nextElementSibling;
  while (next && !isW(next, 'p') && !isW(next, 'tbl') && !isW(next, 'sdt') && !isW(next, 'sectPr')) {
    next = next.nextElementSibling;
  }
  return next;
}

/** A cell and a story end with a paragraph, and two tables need one between them. */
function mayGo(paragraph: Element, next: Element | null): boolean {
  if (childW(childW(paragraph, 'pPr') ?? paragraph, 'sectPr')) return false;
  let previous = paragraph.previousElementSibling;
  while (previous && !isW(previous, 'p') && !isW(previous, 'tbl') && !isW(previous, 'sdt')) {
    previous = previous.previousElementSibling;
  }
  return isW(next, 'tbl') ? !isW(previous, 'tbl') : isW(previous, 'p');
}

/**
 * Puts two paragraphs together: the first keeps its look unless nothing is left in it. The end that remains is the second
 * one's, with what is tracked of it and the section that it closes.
 */
function joinWithNext(first: Element, next: Element, follower: TextFollower): void {
  const story = storyOf(first);
  const shift = lengthOf(first);
  if (shift === 0 && !childW(childW(first, 'pPr') ?? first, 'sectPr')) {
    const properties = childW(next, 'pPr');
    const at = properties ? properties.nextSibling : next.firstChild;
    for (const node of [...first.childNodes]) if (!isW(node, 'pPr')) next.insertBefore(node, at);
    follower.collapse(first, { paragraph: next, offset: 0 });
    first.remove();
    forgetLeaves(next);
  } else {
    takeMark(first, next);
    for (const node of [...next.childNodes]) if (!isW(node, 'pPr')) first.append(node);
    forgetLeaves(first);
    follower.moved(next, 0, first, shift);
    next.remove();
  }
  forgetStory(story);
}

function takeMark(first: Element, next: Element): void {
  const properties = childW(next, 'pPr');
  if (!properties) return;
  const section = childW(properties, 'sectPr');
  if (section) placeChild(ensureProperties(first), section);
  const mark = childW(properties, 'rPr');
  if (!mark) return;
  for (const name of ['ins', 'del', 'moveFrom', 'moveTo']) {
    const revision = childW(mark, name);
    if (!revision) continue;
    const own = ensureProperties(first);
    const target = childW(own, 'rPr') ?? placeChild(own, createW(own.ownerDocument, 'rPr'));
    placeChild(target, revision);
  }
}

function removeParagraph(paragraph: Element, follower: TextFollower): void {
  const story = storyOf(paragraph);
  leaveParagraph(paragraph, follower);
  for (const mark of [...paragraph.children]) if (rangeMarks.includes(mark.localName)) paragraph.before(mark);
  paragraph.remove();
  forgetStory(story);
}

/** Sends whoever stands in a paragraph that goes to the nearest one that stays. */
function leaveParagraph(paragraph: Element, follower: TextFollower, going: Element = paragraph): void {
  const paragraphs = storyParagraphs(storyOf(paragraph));
  const index = paragraphs.indexOf(paragraph);
  const next =
    paragraphs.slice(index + 1).find((each) => !going.contains(each)) ??
    paragraphs.slice(0, Math.max(0, index)).findLast((each) => !going.contains(each));
  if (next) follower.collapse(paragraph, { paragraph: next, offset: 0 });
}

/** Takes out a row, and the table when it was the last one. */
function removeFromTable(row: Element, follower: TextFollower): void {
  const story = storyOf(row);
  const table = ancestorW(row, 'tbl');
  const isLast = table !== null && childrenW(table, 'tr').length === 1 && row.parentElement === table;
  const going = isLast ? table : row;
  for (const paragraph of paragraphsIn(going)) leaveParagraph(paragraph, follower, going);
  const container = going.parentElement;
  going.remove();
  if (isW(container, 'tc') && !isW(container?.lastElementChild, 'p')) {
    container?.append(createW(going.ownerDocument, 'p'));
  }
  forgetStory(story);
}

function settleCell(element: Element, how: Settlement, stays: boolean, follower: TextFollower): void {
  const cell = ancestorW(element, 'tc');
  const properties = element.parentElement;
  element.remove();
  if (!cell || !properties) return;
  if (element.localName === 'cellMerge') {
    const original = attributeW(element, 'vMergeOrig');
    if (how === 'accept') return;
    childW(properties, 'vMerge')?.remove();
    if (original !== null) {
      placeChild(properties, createW(cell.ownerDocument, 'vMerge', original === 'rest' ? { val: 'restart' } : {}));
    }
    return;
  }
  if (stays) return;
  const row = ancestorW(cell, 'tr');
  if (row && childrenW(row, 'tc').length === 1) {
    removeFromTable(row, follower);
    return;
  }
  const story = storyOf(cell);
  for (const paragraph of paragraphsIn(cell)) leaveParagraph(paragraph, follower, cell);
  cell.remove();
  forgetStory(story);
}

/** What the old properties in a change element do not speak about and what therefore stays, by the element around. */
const untouched: Readonly<Record<string, readonly string[]>> = {
  rPr: ['ins', 'del', 'moveFrom', 'moveTo'],
  pPr: ['rPr', 'sectPr'],
  sectPr: ['headerReference', 'footerReference'],
  trPr: ['ins', 'del'],
  tcPr: ['cellIns', 'cellDel', 'cellMerge'],
};

/** Puts back the properties as they were before the change. */
function restoreFormat(change: Element): void {
  const properties = change.parentElement;
  if (!properties) return;
  if (isW(properties, 'numPr')) {
    // A list that was given to the paragraph while changes were tracked.
    if (change.localName === 'ins') properties.remove();
    return;
  }
  const before = change.firstElementChild;
  const keep = untouched[properties.localName] ?? [];
  for (const child of [...properties.children]) {
    if (child !== change && !keep.includes(child.localName)) child.remove();
  }
  for (const child of before ? [...before.children] : []) {
    if (!keep.includes(child.localName)) placeChild(properties, child);
  }
}

// ---- Moves ----

/** The marked pieces at the other end of the move that a piece belongs to, and the rest of its own. */
function otherSideOf(element: Element): Element[] {
  const root = element.ownerDocument.documentElement;
  const name = rangeNameOf(element, root);
  if (name === null) return [];
  return (['moveFrom', 'moveTo'] as const).flatMap((side) =>
    rangesOf(root, side)
      .filter((range) => attributeW(range.start, 'name') === name)
      .flatMap((range) => piecesIn(root, side, range)),
  );
}

interface MoveRange {
  readonly start: Element;
  readonly end: Element | null;
}

function rangesOf(root: Element, side: 'moveFrom' | 'moveTo'): MoveRange[] {
  const ends = [...root.getElementsByTagNameNS(ns.w, `${side}RangeEnd`)];
  return [...root.getElementsByTagNameNS(ns.w, `${side}RangeStart`)].map((start) => ({
    start,
    end: ends.find((end) => attributeW(end, 'id') === attributeW(start, 'id')) ?? null,
  }));
}

function piecesIn(root: Element, side: 'moveFrom' | 'moveTo', { start, end }: MoveRange): Element[] {
  return [...root.getElementsByTagNameNS(ns.w, side)].filter((piece) => {
    // A paragraph's end within the range may carry the range's own end before its properties are over.
    const holder = isW(piece.parentElement, 'rPr') ? (ancestorW(piece, 'p') ?? piece) : piece;
    return isBefore(start, piece) && (!end || isBefore(piece, end) || (holder !== piece && holder.contains(end)));
  });
}

function rangeNameOf(element: Element, root: Element): string | null {
  const side = element.localName === 'moveFrom' ? 'moveFrom' : 'moveTo';
  const range = rangesOf(root, side).find((each) => piecesIn(root, side, each).includes(element));
  return range ? attributeW(range.start, 'name') : null;
}

function removeEmptyMoveRanges(root: Element): void {
  for (const side of ['moveFrom', 'moveTo'] as const) {
    for (const range of rangesOf(root, side)) {
      if (piecesIn(root, side, range).length > 0) continue;
      range.start.remove();
      range.end?.remove();
    }
  }
}

function removeMoveRanges(container: Element): void {
  for (const name of ['moveFromRangeStart', 'moveFromRangeEnd', 'moveToRangeStart', 'moveToRangeEnd']) {
    for (const mark of [...container.getElementsByTagNameNS(ns.w, name)]) mark.remove();
  }
}
