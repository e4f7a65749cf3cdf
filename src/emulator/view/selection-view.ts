import type { TextPosition, TextPositions } from './text-positions.ts';

/** The document's selection: where it was begun, and where it has got to. */
export interface TextSelection {
  readonly anchor: TextPosition;
  readonly focus: TextPosition;
}

/** What the selection of the page is kept in step with. */
export interface SelectionModel {
  selection(): TextSelection | null;
  select(selection: TextSelection): void;
}

/**
 * Keeps the browser's selection and the document's the same. The person moves the browser's, with mouse or keyboard; the
 * program moves the document's. While the focus is elsewhere the selection stays drawn, as Word draws it.
 */
export class SelectionView {
  readonly #root: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #positions: TextPositions;
  readonly #model: SelectionModel;
  readonly #caret: HTMLElement;
  readonly #stop = new AbortController();
  readonly #resized = new ResizeObserver(() => {
    if (!this.#caret.hidden) this.#keep();
  });
  /** While an input method composes, the browser's selection is its own. */
  isComposing = false;
  #following = false;
  #pointing = false;

  constructor(root: HTMLElement, scroller: HTMLElement, positions: TextPositions, model: SelectionModel) {
    this.#root = root;
    this.#scroller = scroller;
    this.#positions = positions;
    this.#model = model;
    this.#caret = root.ownerDocument.createElement('div');
    this.#caret.className = 'kept-caret';
    this.#caret.hidden = true;
    const { signal } = this.#stop;
    root.ownerDocument.addEventListener('selectionchange', () => this.sync(), { signal });
    root.addEventListener('pointerdown', () => (this.#pointing = true), { signal });
    root.ownerDocument.addEventListener('pointerup', () => (this.#pointing = false), { signal });
    root.ownerDocument.addEventListener('pointercancel', () => (this.#pointing = false), { signal });
    root.addEventListener('focus', () => this.#onFocus(), { signal });
    root.addEventListener('blur', () => this.#keep(), { signal });
    // The caret is drawn over the pages, so it has to move with them when they are zoomed.
    this.#resized.observe(root);
  }

  /** Whether the selection is just being moved by the person, in the page: nothing then needs to be shown. */
  get isFollowing(): boolean {
    return this.#following;
  }

  close(): void {
    this.#stop.abort();
    this.#resized.disconnect();
    this.#forget();
    this.#caret.remove();
  }

  /** Shows the document's selection in the page: after rendering, or when the program selected. */
  show(reveal = false): void {
    if (this.isComposing) return;
    const selection = this.#model.selection();
    const anchor = selection && this.#positions.toDom(selection.anchor);
    const focus = selection && this.#positions.toDom(selection.focus);
    if (!anchor || !focus) return;
    const current = this.#root.ownerDocument.getSelection();
    if (this.#root.ownerDocument.activeElement === this.#root) {
      const isSame =
        current?.anchorNode === anchor.node &&
        current.anchorOffset === anchor.offset &&
        current.focusNode === focus.node &&
        current.focusOffset === focus.offset;
      if (!isSame) current?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
    } else {
      this.#keep();
    }
    if (reveal) this.#scrollTo(selection.focus);
  }

  /** The rectangle of the caret or of the selection's focus, in the window. */
  rectangle(): DOMRect | null {
    const selection = this.#model.selection();
    return selection && this.#rectangleOf(selection.focus);
  }

  /**
   * Takes the browser's selection over now. Its own event comes late: after an arrow key, a letter may be typed before it.
   */
  sync(): void {
    if (this.isComposing || this.#root.ownerDocument.activeElement !== this.#root) return;
    const current = this.#root.ownerDocument.getSelection();
    if (!current?.anchorNode || !current.focusNode) return;
    const anchor = this.#positions.fromDom(current.anchorNode, current.anchorOffset);
    const focus = this.#positions.fromDom(current.focusNode, current.focusOffset);
    if (!anchor || !focus) return;
    const known = this.#model.selection();
    if (known && samePosition(known.anchor, anchor) && samePosition(known.focus, focus)) return;
    this.#following = true;
    this.#model.select({ anchor, focus });
    // What listens to the selection shows it in a microtask of its own.
    queueMicrotask(() => (this.#following = false));
  }

  #onFocus(): void {
    this.#forget();
    const current = this.#root.ownerDocument.getSelection();
    // A click sets the selection itself.
    if (this.#pointing) {
      current?.removeAllRanges();
      return;
    }
    // Focus by keyboard or program takes up the document's; the browser puts its caret at the start after this event.
    this.show();
    queueMicrotask(() => this.show());
  }

  /** Draws the selection, or the caret, while the focus is not in the document. */
  #keep(): void {
    const selection = this.#model.selection();
    if (!selection) return;
    const [start, end] = inOrder(selection);
    const range = this.#positions.toRange(start, end);
    if (!range) return;
    if (range.collapsed) {
      CSS.highlights.delete('kept-selection');
      this.#drawCaret(this.#rectangleOf(selection.focus));
    } else {
      this.#caret.hidden = true;
      CSS.highlights.set('kept-selection', new Highlight(range));
    }
  }

  #forget(): void {
    CSS.highlights.delete('kept-selection');
    this.#caret.hidden = true;
  }

  #drawCaret(rectangle: DOMRect | null): void {
    this.#caret.hidden = !rectangle;
    if (!rectangle) return;
    const origin = this.#scroller.getBoundingClientRect();
    this.#scroller.append(this.#caret);
    this.#caret.style.left = `${rectangle.left - origin.left + this.#scroller.scrollLeft}px`;
    this.#caret.style.top = `${rectangle.top - origin.top + this.#scroller.scrollTop}px`;
    this.#caret.style.height = `${rectangle.height}px`;
  }

  #rectangleOf(position: TextPosition): DOMRect | null {
    const range = this.#positions.toRange(position, position);
    if (!range) return null;
    const rectangles = range.getClientRects();
    const last = rectangles[rectangles.length - 1];
    if (last && last.height > 0) return last;
    const { startContainer: node } = range;
    const element = node instanceof HTMLElement ? node : node.parentElement;
    const box = element?.getBoundingClientRect();
    return box ? new DOMRect(box.left, box.top, 0, Math.min(box.height, 24)) : null;
  }

  #scrollTo(position: TextPosition): void {
    const point = this.#positions.toDom(position);
    const element = point?.node instanceof Element ? point.node : point?.node.parentElement;
    const view = this.#scroller.getBoundingClientRect();
    const before = this.#rectangleOf(position);
    if (before && before.top >= view.top + 8 && before.bottom <= view.bottom - 8) return;
    // Off-screen chunks have only a guessed height: the first call draws them, the second knows where they are.
    element?.scrollIntoView({ block: 'center' });
    element?.scrollIntoView({ block: 'center' });
  }
}

export function samePosition(a: TextPosition, b: TextPosition): boolean {
  return a.paragraph === b.paragraph && a.offset === b.offset;
}

/** The two ends of a selection in the order of the text. */
export function inOrder({ anchor, focus }: TextSelection): readonly [TextPosition, TextPosition] {
  const isForward =
    anchor.paragraph === focus.paragraph
      ? anchor.offset <= focus.offset
      : (anchor.paragraph.compareDocumentPosition(focus.paragraph) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return isForward ? [anchor, focus] : [focus, anchor];
}
