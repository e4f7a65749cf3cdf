import { ns } from '../package/namespaces.ts';
import type { Anchors } from './anchors.ts';
import { forgetLeaves, leavesOf, lengthOf, type TextLeaf } from './text-leaves.ts';
import { cellOf, forgetStory, storyOf, type Position, type Span } from './story.ts';
import { ancestorW, attributeW, childW, createW, ensureProperties, isW, setText } from './xml.ts';
import { placeChild } from '../parts/schema-order.ts';

/** Who makes a tracked change, and when; `id` gives numbers that no other annotation bears. */
export interface RevisionAuthor {
  readonly name: string;
  readonly date: () => string;
  readonly nextId: () => number;
}

/** What every edit needs: the anchors that must follow it, and the author when changes are tracked. */
export interface EditContext {
  readonly anchors: Anchors;
  /** `null` writes plainly; an author writes tracked changes. */
  readonly tracked: RevisionAuthor | null;
}

/**
 * Puts text at a place and gives the span it takes. Line feeds and carriage returns begin new paragraphs; a tab and a
 * vertical tab become `w:tab` and `w:br`. The text takes the look of what stands before it in the paragraph, or the run
 * properties given as `look`.
 */
export function insertText(at: Position, text: string, context: EditContext, look?: Element | null): Span {
  const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
  insertInParagraph(at, first, context, look);
  let start = at;
  let end: Position = { paragraph: at.paragraph, offset: at.offset + first.length };
  for (const [index, line] of rest.entries()) {
    const halves = splitParagraph(end, context);
    if (index === 0) start = { paragraph: halves.first, offset: at.offset };
    insertInParagraph({ paragraph: halves.second, offset: 0 }, line, context, look);
    end = { paragraph: halves.second, offset: line.length };
  }
  return { start, end };
}

function insertInParagraph(
  at: Position,
  text: string,
  { anchors, tracked }: EditContext,
  given?: Element | null,
): void {
  if (text === '') return;
  const { paragraph, offset } = at;
  const left = leavesOf(paragraph).find((leaf) => offset > leaf.start && offset <= leaf.start + leaf.length);
  if (left && canTakeText(left, text, tracked) && (given === undefined || sameLook(left, given))) {
    const within = offset - left.start;
    setText(left.element, left.text.slice(0, within) + text + left.text.slice(within));
  } else {
    const look = given === undefined ? lookAt(paragraph, offset) : given;
    placeRun(at, createRun(paragraph.ownerDocument, text, look), tracked);
  }
  forgetLeaves(paragraph);
  anchors.replaced(paragraph, offset, 0, text.length);
}

/** Puts a run at a place, beside a deletion and not in it; tracked, within an insertion. */
function placeRun({ paragraph, offset }: Position, run: Element, tracked: RevisionAuthor | null): void {
  const { parent, before } = outsideDeletion(splitContent(paragraph, offset), paragraph);
  const alreadyOurs = tracked && isOwnInsertion(parent, tracked);
  parent.insertBefore(tracked && !alreadyOurs ? wrap('ins', run, tracked) : run, before);
}

/** Puts a run that counts one, a picture or a note's mark, at a place and gives the span it takes. */
export function insertRun(at: Position, run: Element, { anchors, tracked }: EditContext): Span {
  const { paragraph, offset } = at;
  placeRun(at, run, tracked);
  forgetLeaves(paragraph);
  anchors.replaced(paragraph, offset, 0, 1);
  return { start: at, end: { paragraph, offset: offset + 1 } };
}

function sameLook(leaf: TextLeaf, look: Element | null): boolean {
  const own = childW(runOf(leaf.element), 'rPr');
  return own === null || look === null ? own === look : own.isEqualNode(look);
}

/** Whether text can just be typed into the leaf: plain characters, in a run that bears the same revision mark. */
function canTakeText(leaf: TextLeaf, text: string, tracked: RevisionAuthor | null): boolean {
  if (!isW(leaf.element, 't') || /[\t\u000b\u000c]/.test(text)) return false;
  const insertion = ancestorW(leaf.element, 'ins');
  return tracked ? insertion !== null && isOwnInsertion(insertion, tracked) : insertion === null;
}

function isOwnInsertion(element: Node, author: RevisionAuthor): boolean {
  return isW(element, 'ins') && attributeW(element as Element, 'author') === author.name;
}

/** The run properties that text typed at a place takes: of the text before it, else of what follows, else of the paragraph's mark. */
export function lookAt(paragraph: Element, offset: number): Element | null {
  const leaves = leavesOf(paragraph).filter(({ element }) => element.namespaceURI === ns.w);
  const leaf =
    leaves.findLast(({ start, length }) => start < offset && offset <= start + length) ??
    leaves.find(({ start }) => start >= offset);
  const run = leaf ? ancestorW(leaf.element, 'r') : null;
  if (run) return withoutNoteStyle(childW(run, 'rPr'));
  const properties = childW(paragraph, 'pPr');
  const mark = properties ? childW(properties, 'rPr') : null;
  return mark ? withoutRevision(mark) : null;
}

/** Text typed after a note's mark does not become a mark. */
function withoutNoteStyle(properties: Element | null): Element | null {
  if (!properties) return null;
  const copy = properties.cloneNode(true) as Element;
  const style = childW(copy, 'rStyle');
  if (style && /(Footnote|Endnote|Comment)Reference/i.test(attributeW(style) ?? '')) {
    style.remove();
    childW(copy, 'vertAlign')?.remove();
  }
  return withoutRevision(copy);
}

function withoutRevision(properties: Element): Element {
  const copy = properties.cloneNode(true) as Element;
  for (const name of ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange']) childW(copy, name)?.remove();
  return copy;
}

/** A run with the text; tabs and breaks as their elements. */
export function createRun(document: Document, text: string, properties: Element | null): Element {
  const run = createW(document, 'r');
  if (properties && properties.childElementCount > 0) run.append(properties.cloneNode(true));
  for (const piece of text.split(/([\t\u000b\u000c])/)) {
    if (piece === '') continue;
    if (piece === '\t') run.append(createW(document, 'tab'));
    else if (piece === '\u000b') run.append(createW(document, 'br'));
    else if (piece === '\u000c') run.append(createW(document, 'br', { type: 'page' }));
    else {
      const element = createW(document, 't');
      setText(element, piece);
      run.append(element);
    }
  }
  return run;
}

function wrap(kind: 'ins' | 'del', run: Node, author: RevisionAuthor): Element {
  const document = run.ownerDocument;
  if (!document) throw new Error('The run is in no document.');
  return createW(document, kind, revisionAttributes(author), [run]);
}

export function revisionAttributes(author: RevisionAuthor): Record<string, string> {
  return { id: String(author.nextId()), author: author.name, date: author.date() };
}

/** A place between nodes: new content goes into `parent`, before `before`. */
export interface Gap {
  readonly parent: Element;
  readonly before: Node | null;
}

/**
 * Cuts a paragraph's content at an offset so that a run can stand there, and gives the gap. A run is cut in two with the
 * same look; links, insertions and content controls stay whole, and the gap is inside them.
 */
export function splitContent(paragraph: Element, offset: number): Gap {
  const leaves = leavesOf(paragraph);
  const cut = leaves.find(({ start, length }) => start < offset && offset < start + length);
  if (cut) return splitRun(cut.element, offset - cut.start, paragraph);
  const left = leaves.findLast(({ start, length }) => start + length <= offset);
  if (left) return gapAfter(left.element, paragraph);
  const right = leaves[0];
  if (right) {
    const run = runOf(right.element);
    // Before the first text: in front of its run when the run begins with it.
    return run === right.element || isFirstContent(right.element)
      ? gapBefore(run)
      : splitRun(right.element, 0, paragraph);
  }
  const properties = childW(paragraph, 'pPr');
  return { parent: paragraph, before: properties ? properties.nextSibling : paragraph.firstChild };
}

function runOf(leaf: Element): Element {
  return leaf.namespaceURI === ns.m ? leaf : (ancestorW(leaf, 'r') ?? leaf);
}

function gapBefore(element: Element): Gap {
  if (!element.parentElement) throw new Error('The element is not in the document.');
  return { parent: element.parentElement, before: element };
}

function isFirstContent(leaf: Element): boolean {
  const previous = leaf.previousElementSibling;
  return previous === null || isW(previous, 'rPr');
}

function gapAfter(leaf: Element, paragraph: Element): Gap {
  const run = runOf(leaf);
  if (run !== leaf && leaf.nextElementSibling) return splitRunAfter(run, leaf, paragraph);
  if (!run.parentElement) throw new Error('The element is not in the document.');
  return { parent: run.parentElement, before: run.nextSibling };
}

/** Cuts the text element at `within` (0 cuts before it) and its run there. */
function splitRun(leaf: Element, within: number, paragraph: Element): Gap {
  const run = runOf(leaf);
  if (within === 0) {
    const previous = leaf.previousElementSibling;
    return previous && !isW(previous, 'rPr') ? splitRunAfter(run, previous, paragraph) : gapBefore(run);
  }
  const text = leaf.textContent;
  const right = leaf.cloneNode(false) as Element;
  setText(leaf, text.slice(0, within));
  setText(right, text.slice(within));
  leaf.after(right);
  return splitRunAfter(run, leaf, paragraph);
}

function splitRunAfter(run: Element, last: Element, paragraph: Element): Gap {
  const second = run.cloneNode(false) as Element;
  const properties = childW(run, 'rPr');
  if (properties) second.append(properties.cloneNode(true));
  run.after(second);
  while (last.nextSibling) second.append(last.nextSibling);
  forgetLeaves(paragraph);
  return gapBefore(second);
}

/** Inserted text never goes inside a deletion: a gap within `w:del` becomes one beside it, cutting it when need be. */
function outsideDeletion(gap: Gap, paragraph: Element): Gap {
  const { parent, before } = gap;
  if (!isW(parent, 'del') && !isW(parent, 'moveFrom')) return gap;
  const container = parent.parentElement;
  if (!container) return gap;
  if (before === null) return { parent: container, before: parent.nextSibling };
  if (![...parent.children].some((child) => child.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    return { parent: container, before: parent };
  }
  const second = parent.cloneNode(false) as Element;
  for (let node: Node | null = before; node;) {
    const next: Node | null = node.nextSibling;
    second.append(node);
    node = next;
  }
  parent.after(second);
  forgetLeaves(paragraph);
  return { parent: container, before: second };
}

/** Deletes part of one paragraph's text and objects. Tracked, it is struck out; own insertions go at once. */
export function deleteInParagraph(
  paragraph: Element,
  start: number,
  end: number,
  { anchors, tracked }: EditContext,
): void {
  if (start >= end) return;
  splitContent(paragraph, end);
  splitContent(paragraph, start);
  const leaves = leavesOf(paragraph).filter((leaf) => leaf.start >= start && leaf.start + leaf.length <= end);
  let removed = 0;
  // From the end, so that an own insertion that goes at once does not move what is still to come.
  for (const leaf of leaves.toReversed()) {
    if (tracked && !isOwnInsertionAround(leaf.element, tracked)) {
      markDeleted(leaf.element, tracked);
      continue;
    }
    removeLeaf(leaf.element, paragraph);
    removed += leaf.length;
    anchors.replaced(paragraph, leaf.start, leaf.length, 0);
  }
  forgetLeaves(paragraph);
  if (removed > 0) dropEmptyFields(paragraph);
}

function isOwnInsertionAround(leaf: Element, author: RevisionAuthor): boolean {
  const insertion = ancestorW(leaf, 'ins');
  return insertion !== null && isOwnInsertion(insertion, author) && ancestorW(leaf, 'del') === null;
}

/** Marks a leaf's run as deleted; a run that holds more than the leaf is whole in the deletion already. */
function markDeleted(leaf: Element, author: RevisionAuthor): void {
  if (ancestorW(leaf, 'del') || ancestorW(leaf, 'moveFrom')) return;
  const run = runOf(leaf);
  if (run.namespaceURI === ns.m || !run.parentElement) return;
  for (const text of [...run.children]) {
    if (isW(text, 't')) rename(text, 'delText');
    else if (isW(text, 'instrText')) rename(text, 'delInstrText');
  }
  const next = run.nextElementSibling;
  if (next && isW(next, 'del') && attributeW(next, 'author') === author.name) {
    next.prepend(run);
    return;
  }
  const deletion = createW(run.ownerDocument, 'del', revisionAttributes(author));
  run.before(deletion);
  deletion.append(run);
}

function rename(element: Element, name: string): void {
  const renamed = createW(element.ownerDocument, name);
  setText(renamed, element.textContent);
  element.replaceWith(renamed);
}

/** Takes a leaf away, and whatever it leaves empty: its run, its insertion, its link. */
function removeLeaf(leaf: Element, paragraph: Element): void {
  let parent: Element | null = leaf.parentElement;
  leaf.remove();
  while (parent && parent !== paragraph && isHollow(parent)) {
    const next: Element | null = parent.parentElement;
    parent.remove();
    parent = next;
  }
}

const hollowNames = new Set(['r', 'ins', 'del', 'hyperlink', 'fldSimple', 'smartTag', 'moveFrom', 'moveTo']);

function isHollow(element: Element): boolean {
  return hollowNames.has(element.localName) && [...element.children].every((child) => isW(child, 'rPr'));
}

/** A field whose whole result was deleted goes with its code (begin, instruction, separator, end). */
function dropEmptyFields(paragraph: Element): void {
  const marks = [...paragraph.getElementsByTagNameNS(ns.w, 'fldChar')];
  marks.forEach((mark, index) => {
    const [separator, end] = [marks[index + 1], marks[index + 2]];
    const types = [mark, separator, end].map((each) => attributeW(each, 'fldCharType'));
    if (types.join() !== 'begin,separate,end' || !separator || !end) return;
    const hasResult = leavesOf(paragraph).some(({ element }) => follows(separator, element) && follows(element, end));
    if (hasResult) return;
    for (const run of [...paragraph.getElementsByTagNameNS(ns.w, 'r')]) {
      const inside = run.contains(mark) || run.contains(end) || (follows(mark, run) && follows(run, end));
      if (inside) run.remove();
    }
  });
}

function follows(first: Node, second: Node): boolean {
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/**
 * Cuts a paragraph in two. The first half is the old element; the second is new and has the same look, and the section's
 * end with it when there was one. Tracked, the first half's mark is an insertion, as Word writes it.
 */
export function splitParagraph(
  at: Position,
  { anchors, tracked }: EditContext,
): { readonly first: Element; readonly second: Element } {
  const { paragraph, offset } = at;
  const gap = splitContent(paragraph, offset);
  const second = paragraph.cloneNode(false) as Element;
  for (const name of ['paraId', 'textId']) second.removeAttributeNS(ns.w14, name);
  paragraph.after(second);
  const properties = childW(paragraph, 'pPr');
  if (properties) {
    second.append(properties.cloneNode(true));
    childW(properties, 'sectPr')?.remove();
  }
  moveRest(paragraph, gap, second);
  if (tracked) insertedMark(paragraph, tracked);
  forgetLeaves(paragraph);
  forgetLeaves(second);
  forgetStory(storyOf(paragraph));
  anchors.splitOff(paragraph, offset, second);
  return { first: paragraph, second };
}

/** Says that a paragraph's end was inserted. */
export function insertedMark(paragraph: Element, author: RevisionAuthor): void {
  const properties = ensureProperties(paragraph);
  const mark = childW(properties, 'rPr') ?? placeChild(properties, createW(paragraph.ownerDocument, 'rPr'));
  if (!childW(mark, 'ins')) placeChild(mark, createW(paragraph.ownerDocument, 'ins', revisionAttributes(author)));
}

/** Moves what stands after a gap into a new paragraph, cutting the links and insertions that the gap is inside of. */
function moveRest(paragraph: Element, gap: Gap, second: Element): void {
  const chain: Element[] = [];
  for (let at: Element | null = gap.parent; at && at !== paragraph; at = at.parentElement) chain.unshift(at);
  let before: Node | null = gap.before;
  if (chain[0]) before = chain[0].nextSibling;
  // The rest of the wrappers that are cut comes first in the new paragraph, nested as it was.
  let into = second;
  chain.forEach((wrapper, depth) => {
    // A content control among runs ends with the paragraph: the rest is outside of it.
    const isControl = isW(wrapper, 'sdt') || isW(wrapper, 'sdtContent');
    const rest = isControl ? into : (wrapper.cloneNode(false) as Element);
    if (!isControl) into.append(rest);
    const inner = chain[depth + 1];
    moveFrom(inner ? inner.nextSibling : gap.before, rest);
    into = rest;
  });
  moveFrom(before, second);
  // What was appended after the cut wrappers' own content keeps the order: wrappers first, then the rest.
  for (const half of [paragraph, second]) for (const child of [...half.children]) if (isHollow(child)) child.remove();
}

function moveFrom(first: Node | null, to: Element): void {
  for (let node = first; node;) {
    const next: Node | null = node.nextSibling;
    to.append(node);
    node = next;
  }
}

/** Puts the second paragraph's content at the end of the first, which keeps its properties unless it was empty. */
export function joinParagraphs(first: Element, second: Element, { anchors }: EditContext): void {
  const shift = lengthOf(first);
  const cell = cellOf(second);
  if (cell !== cellOf(first)) return;
  if (shift === 0) {
    const own = childW(first, 'pPr');
    const other = childW(second, 'pPr');
    if (other && !childW(other, 'sectPr')) {
      own?.remove();
      first.prepend(other.cloneNode(true));
    }
  }
  const section = childW(second, 'pPr') ? childW(ensureProperties(second), 'sectPr') : null;
  if (section) placeChild(ensureProperties(first), section.cloneNode(true) as Element);
  for (const node of [...second.childNodes]) if (!isW(node, 'pPr')) first.append(node);
  anchors.moved(second, 0, first, shift);
  forgetStory(storyOf(second));
  second.remove();
  forgetLeaves(first);
}

/** Takes a whole paragraph out of its story; its container must have another. */
export function removeParagraph(paragraph: Element, anchorsGoTo: Position, { anchors }: EditContext): void {
  const story = storyOf(paragraph);
  anchors.collapse(paragraph, anchorsGoTo);
  paragraph.remove();
  forgetStory(story);
}

/** Marks a paragraph's end as deleted, or joins it with the next at once when the end is the author's own insertion. */
export function deleteMark(paragraph: Element, context: EditContext, author: RevisionAuthor): void {
  const properties = ensureProperties(paragraph);
  const mark = childW(properties, 'rPr') ?? placeChild(properties, createW(paragraph.ownerDocument, 'rPr'));
  const insertion = childW(mark, 'ins');
  if (insertion && isOwnInsertion(insertion, author)) {
    const next = nextParagraph(paragraph);
    insertion.remove();
    if (next) joinParagraphs(paragraph, next, context);
    return;
  }
  if (!childW(mark, 'del')) placeChild(mark, createW(paragraph.ownerDocument, 'del', revisionAttributes(author)));
}

function nextParagraph(paragraph: Element): Element | null {
  for (let next = paragraph.nextElementSibling; next; next = next.nextElementSibling) if (isW(next, 'p')) return next;
  return null;
}

/** Deletes a paragraph with its end. Tracked, its text and its end are marked. */
export function deleteParagraph(paragraph: Element, context: EditContext): void {
  const end = lengthOf(paragraph);
  deleteInParagraph(paragraph, 0, end, context);
  if (context.tracked) return deleteMark(paragraph, context, context.tracked);
  const neighbour = nextParagraph(paragraph) ?? paragraph.previousElementSibling;
  if (!neighbour || !isW(neighbour, 'p')) return;
  removeParagraph(paragraph, { paragraph: neighbour, offset: 0 }, context);
}
