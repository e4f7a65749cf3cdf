/** What a splitter keeps between the narrowest and the widest a pane may be, in pixels. */
export interface SplitterRange {
  readonly least: number;
  readonly most: () => number;
}

/**
 * Makes `handle` change the width of a pane that stands at the right: by dragging, and by the arrow keys, Home and End
 * when it has the focus (ARIA window splitter).
 */
export function makeSplitter(
  handle: HTMLElement,
  range: SplitterRange,
  width: () => number,
  setWidth: (width: number) => void,
): void {
  const set = (wanted: number): void => {
    const kept = Math.round(Math.max(range.least, Math.min(range.most(), wanted)));
    setWidth(kept);
    handle.setAttribute('aria-valuenow', String(kept));
    handle.setAttribute('aria-valuemax', String(Math.round(range.most())));
  };
  handle.setAttribute('role', 'separator');
  handle.setAttribute('aria-orientation', 'vertical');
  handle.setAttribute('aria-valuemin', String(range.least));
  handle.tabIndex = 0;
  handle.addEventListener('pointerdown', (event) => {
    const start = event.clientX;
    const from = width();
    handle.setPointerCapture(event.pointerId);
    // While dragging, a frame under the pointer must not swallow its moves.
    document.body.classList.add('resizing');
    const move = (moved: PointerEvent): void => set(from + start - moved.clientX);
    const end = (): void => {
      document.body.classList.remove('resizing');
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  });
  handle.addEventListener('keydown', (event) => {
    const to = { ArrowLeft: width() + 16, ArrowRight: width() - 16, Home: range.most(), End: range.least }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  });
  set(width());
}
