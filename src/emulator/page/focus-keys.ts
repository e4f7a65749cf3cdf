/** What F6 goes round besides the ribbon and the status bar. */
export interface FocusStops {
  readonly document: HTMLElement | null;
  readonly pane: { focus(): void; readonly element: HTMLElement } | null;
}

/** Ctrl+Z, Ctrl+Y and Ctrl+S work wherever the focus is, but in a field, which has its own. */
export function watchDocumentKeys(act: { undo(): void; redo(): void; save(): void }): void {
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const isField = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, .document');
    if (key === 's') act.save();
    else if (isField) return;
    else if (key === 'y' || (key === 'z' && event.shiftKey)) act.redo();
    else if (key === 'z') act.undo();
    else return;
    event.preventDefault();
  });
}

/** F6 and Ctrl+F6 move between ribbon, document, pane and status bar, with Shift backwards, as in Office. */
export function watchFocusKeys(stops: () => FocusStops): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || event.altKey) return;
    event.preventDefault();
    const { document: text, pane } = stops();
    const ribbon = document.querySelector<HTMLElement>('.tab[aria-selected=true]');
    const status = document.querySelector<HTMLElement>('.status-bar button');
    const round = [
      { element: document.querySelector('.tabs')?.parentElement ?? ribbon, focus: () => ribbon?.focus() },
      { element: text, focus: () => text?.focus() },
      ...(pane ? [{ element: pane.element, focus: () => pane.focus() }] : []),
      { element: status?.parentElement ?? null, focus: () => status?.focus() },
    ].filter(({ element }) => element !== null);
    const at = round.findIndex(({ element }) => element?.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    round[(at + step + round.length) % round.length]?.focus();
  });
}
