interface Stop {
  /** Pixels from the text column's left edge. */
  readonly position: number;
  readonly alignment: string;
  readonly leader: string;
}

/**
 * Gives tabs in paragraphs with stops of their own the width that reaches the next stop. That takes measuring, so it is
 * done for paragraphs near the screen only; tabs elsewhere stand at the default stops, which CSS knows by itself.
 */
export class TabStops {
  readonly #observer: IntersectionObserver;
  readonly #watched = new WeakSet<Element>();

  constructor(scroller: HTMLElement) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) layOut(target as HTMLElement);
      },
      { root: scroller, rootMargin: '400px' },
    );
  }

  /** Takes up the paragraphs that were rendered since the last call. */
  watch(root: HTMLElement): void {
    for (const paragraph of root.querySelectorAll('[data-tabs]')) {
      if (this.#watched.has(paragraph)) continue;
      this.#watched.add(paragraph);
      this.#observer.observe(paragraph);
    }
  }

  close(): void {
    this.#observer.disconnect();
  }
}

function layOut(paragraph: HTMLElement): void {
  const stops = JSON.parse(paragraph.dataset['tabs'] ?? '[]') as Stop[];
  const tabs = [...paragraph.querySelectorAll<HTMLElement>('.tab')];
  const box = paragraph.getBoundingClientRect();
  if (paragraph.offsetWidth === 0) return;
  const zoom = box.width / paragraph.offsetWidth;
  const indent = Number.parseFloat(getComputedStyle(paragraph).marginInlineStart) || 0;
  tabs.forEach((tab, index) => {
    tab.classList.add('laid-out');
    tab.style.width = '0';
    const at = (tab.getBoundingClientRect().left - box.left) / zoom + indent;
    const stop = stops.find(({ position, alignment }) => position > at + 1 && alignment !== 'bar');
    if (!stop) {
      tab.classList.remove('laid-out');
      tab.style.removeProperty('width');
      return;
    }
    const following =
      stop.alignment === 'left' || stop.alignment === 'start' ? 0 : widthAfter(paragraph, tab, tabs[index + 1]) / zoom;
    const share = stop.alignment === 'center' ? following / 2 : following;
    tab.style.width = `${Math.max(0, stop.position - at - share)}px`;
    if (stop.leader !== 'none') tab.dataset['leader'] = stop.leader;
  });
}

/** Width of the text between a tab and the next one, or the end of the paragraph. */
function widthAfter(paragraph: HTMLElement, tab: HTMLElement, next: HTMLElement | undefined): number {
  const range = paragraph.ownerDocument.createRange();
  range.setStartAfter(tab);
  if (next) range.setEndBefore(next);
  else range.setEnd(paragraph, paragraph.childNodes.length);
  return range.getBoundingClientRect().width;
}
