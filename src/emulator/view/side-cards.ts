/** Something shown at the side of the text, at the height of what it belongs to. */
export interface SideCard {
  readonly key: string;
  readonly element: HTMLElement;
  /** The node of the page that it belongs to; the card is hidden while there is none. */
  readonly anchor: () => Node | null;
}

const spaceBetween = 10;

/** Places cards beside the sheets, each by its anchor, and moves those apart that would lie over one another. */
export class SideCards {
  readonly #scroller: HTMLElement;
  readonly #root: () => HTMLElement;
  readonly #column: HTMLElement;
  readonly #onToggle: () => void;
  readonly #resized: ResizeObserver;
  #cards: readonly SideCard[] = [];
  #isPlanned = false;

  /**
   * @param root the document's element, whose class `with-comments` makes room at the side
   * @param onToggle called when that class may have changed
   */
  constructor(scroller: HTMLElement, root: () => HTMLElement, label: string, onToggle: () => void) {
    this.#onToggle = onToggle;
    this.#scroller = scroller;
    this.#root = root;
    this.#column = scroller.ownerDocument.createElement('div');
    this.#column.className = 'side';
    this.#column.setAttribute('role', 'complementary');
    this.#column.setAttribute('aria-label', label);
    scroller.append(this.#column);
    this.#resized = new ResizeObserver(() => this.plan());
  }

  set(cards: readonly SideCard[]): void {
    this.#resized.observe(this.#root());
    const shown = new Set(cards.map(({ element }) => element));
    for (const element of [...this.#column.children]) if (!shown.has(element as HTMLElement)) element.remove();
    for (const { element } of cards) {
      if (element.parentElement === this.#column) continue;
      this.#column.append(element);
      this.#resized.observe(element);
    }
    this.#cards = cards;
    this.#column.hidden = cards.length === 0;
    this.#root().classList.toggle('with-comments', cards.length > 0);
    this.#onToggle();
    this.plan();
  }

  /** Lays out before the next frame; any number of calls until then cost one. */
  plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    requestAnimationFrame(() => {
      this.#isPlanned = false;
      this.#layOut();
    });
  }

  close(): void {
    this.#resized.disconnect();
    this.#column.remove();
  }

  #layOut(): void {
    const sheet = this.#root().querySelector('.sheet');
    if (!sheet) return;
    const origin = this.#scroller.getBoundingClientRect();
    const { scrollTop, scrollLeft } = this.#scroller;
    this.#column.style.left = `${sheet.getBoundingClientRect().right - origin.left + scrollLeft + 16}px`;
    const placed = this.#cards
      .map((card) => ({ card, top: topOf(card.anchor()) }))
      .map(({ card, top }) => ({ card, top: top === null ? null : top - origin.top + scrollTop }))
      .sort((a, b) => (a.top ?? 0) - (b.top ?? 0));
    let free = 0;
    for (const { card, top } of placed) {
      card.element.hidden = top === null;
      if (top === null) continue;
      const at = Math.max(top, free);
      card.element.style.top = `${at}px`;
      free = at + card.element.offsetHeight + spaceBetween;
    }
  }
}

function topOf(node: Node | null): number | null {
  if (!node?.isConnected) return null;
  const element = node instanceof Element ? node : node.parentElement;
  const rectangle = element?.getClientRects()[0] ?? element?.parentElement?.getBoundingClientRect();
  return rectangle ? rectangle.top : null;
}
