import type { DocumentView } from './document-view.ts';

/** A place in the text: a paragraph element and an offset in its characters. */
export interface TextPosition {
  readonly paragraph: Element;
  readonly offset: number;
}

/** One piece of a paragraph's text: the element that holds it, and where it stands. */
export interface TextLeaf {
  readonly element: Element;
  readonly start: number;
  readonly length: number;
}

/** The document's rule of what counts as text and how long each piece is, in order. */
export type LeavesOf = (paragraph: Element) => readonly TextLeaf[];

/** A place in the page, as a DOM selection has it. */
export interface DomPoint {
  readonly node: Node;
  readonly offset: number;
}

/** Translates between places in the page and places in the document, through what the view has rendered. */
export class TextPositions {
  readonly #view: DocumentView;
  readonly #leavesOf: LeavesOf;

  constructor(view: DocumentView, leavesOf: LeavesOf) {
    this.#view = view;
    this.#leavesOf = leavesOf;
  }

  /** The place in the document that a point of the page stands for; `null` outside the body's text. */
  fromDom(node: Node, offset: number): TextPosition | null {
    if (!this.#view.root.contains(node)) return null;
    const shown = this.#paragraphAt(node, offset);
    if (!shown) return null;
    const { element, edge } = shown;
    const paragraph = this.#view.sourceOf(element);
    if (!paragraph) return null;
    const leaves = this.#leavesOf(paragraph);
    if (edge) return { paragraph, offset: edge === 'start' ? 0 : lengthOf(leaves) };
    const source = node.nodeType === 3 ? this.#view.sourceOf(node) : undefined;
    const own = source && leaves.find((leaf) => leaf.element === source);
    if (own) return { paragraph, offset: own.start + Math.min(offset, own.length) };
    return { paragraph, offset: this.#offsetBefore(leaves, node, offset) };
  }

  /** The point of the page for a place in the document, rendering it first when it is far down. */
  toDom(position: TextPosition): DomPoint | null {
    const shown = this.#view.reveal(position.paragraph);
    if (!shown?.isConnected) return null;
    const leaves = this.#leavesOf(position.paragraph);
    // At a seam the caret belongs to the text before it, whose look typing continues.
    const leaf =
      leaves.find((one) => position.offset > one.start && position.offset <= one.start + one.length) ??
      leaves.find((one) => position.offset === one.start && this.#view.nodeOf(one.element));
    const node = leaf && this.#view.nodeOf(leaf.element);
    if (!leaf || !node?.isConnected) return { node: shown, offset: 0 };
    const within = position.offset - leaf.start;
    if (node.nodeType === 3) return { node, offset: Math.min(within, node.nodeValue?.length ?? 0) };
    const parent = node.parentNode;
    if (!parent) return { node: shown, offset: 0 };
    const index = [...parent.childNodes].indexOf(node as ChildNode);
    return { node: parent, offset: index + (within > 0 ? 1 : 0) };
  }

  /** A DOM range over a stretch of text; `null` when either end is not in the page. */
  toRange(start: TextPosition, end: TextPosition): Range | null {
    const from = this.toDom(start);
    const to = this.toDom(end);
    if (!from || !to) return null;
    const range = this.#view.root.ownerDocument.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  lengthOf(paragraph: Element): number {
    return lengthOf(this.#leavesOf(paragraph));
  }

  /** The paragraph's element around a point, or the nearest one before or after it and which of its ends is meant. */
  #paragraphAt(node: Node, offset: number): { readonly element: Element; readonly edge?: 'start' | 'end' } | null {
    const start = node.nodeType === 1 ? (node as Element) : node.parentElement;
    let element = start?.closest('.paragraph') ?? null;
    // Text boxes and notes are islands inside a paragraph: the paragraph around them is meant.
    while (element?.closest('[contenteditable=false]')) {
      const outer: Element | null | undefined = element.closest('[contenteditable=false]')?.parentElement;
      element = outer?.closest('.paragraph') ?? null;
      if (!outer) break;
    }
    if (element) return { element };
    if (node.nodeType !== 1) return null;
    const child = node.childNodes[offset];
    const editable = (found: Iterable<Element>): Element[] =>
      [...found].filter((one) => !one.closest('[contenteditable=false]'));
    if (child instanceof Element) {
      const first = child.matches('.paragraph') ? child : editable(child.querySelectorAll('.paragraph'))[0];
      if (first) return { element: first, edge: 'start' };
    }
    const all = editable((node as Element).querySelectorAll('.paragraph'));
    const range = this.#view.root.ownerDocument.createRange();
    range.setStart(node, offset);
    const before = all.filter((one) => range.comparePoint(one, 0) < 0).at(-1);
    return before ? { element: before, edge: 'end' } : all[0] ? { element: all[0], edge: 'start' } : null;
  }

  /** How much text lies before a point that is in no text node: an element's edge, a break, a picture. */
  #offsetBefore(leaves: readonly TextLeaf[], node: Node, offset: number): number {
    const point = this.#view.root.ownerDocument.createRange();
    point.setStart(node, offset);
    point.collapse(true);
    let before = 0;
    for (const leaf of leaves) {
      const shown = this.#view.nodeOf(leaf.element);
      if (!shown?.isConnected) continue;
      const parent = shown.parentNode;
      const isBefore =
        shown.nodeType === 3
          ? point.comparePoint(shown, 0) < 0
          : parent !== null && point.comparePoint(parent, [...parent.childNodes].indexOf(shown as ChildNode)) < 0;
      if (!isBefore) break;
      before = leaf.start + leaf.length;
    }
    return before;
  }
}

function lengthOf(leaves: readonly TextLeaf[]): number {
  const last = leaves.at(-1);
  return last ? last.start + last.length : 0;
}
