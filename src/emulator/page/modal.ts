import { el, icon } from './dom.ts';

export interface ModalOptions {
  readonly title: string;
  readonly closeLabel: string;
  readonly content: readonly Node[];
  readonly actions?: readonly Node[];
  /** Share of the window in percent; as large as the content when absent. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Called once, however it was closed by the person. Not called by {@link Modal.close}. */
  readonly onDismiss?: () => void;
}

export interface Modal {
  readonly element: HTMLDialogElement;
  close(): void;
}

/** A modal dialog: focus stays inside, Escape and the cross dismiss it, and focus returns to where it was. */
export function openModal(options: ModalOptions): Modal {
  const before = document.activeElement;
  const heading = `modal-${crypto.randomUUID()}`;
  const dialog = el(
    'dialog',
    { class: options.size ? 'modal sized' : 'modal', attributes: { 'aria-labelledby': heading } },
    el(
      'header',
      // The page's own header is its banner.
      { attributes: { role: 'presentation' } },
      el('h2', { attributes: { id: heading } }, options.title),
      el(
        'button',
        {
          class: 'control icon',
          attributes: { type: 'button', 'aria-label': options.closeLabel, title: options.closeLabel },
          on: { click: () => dismiss() },
        },
        icon('close'),
      ),
    ),
    el('div', { class: 'modal-content' }, ...options.content),
    options.actions ? el('footer', {}, ...options.actions) : null,
  );
  if (options.size) {
    dialog.style.width = `${options.size.width}vw`;
    dialog.style.height = `${options.size.height}vh`;
  }
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    dialog.close();
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  function dismiss(): void {
    if (!isOpen) return;
    close();
    options.onDismiss?.();
  }
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    dismiss();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { element: dialog, close };
}
