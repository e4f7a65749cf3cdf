import { el, icon, type IconName } from './dom.ts';

/** A thing that a person can do from a button or a menu. The functions are asked again at every {@link Controls.refresh}. */
export interface Command {
  readonly label: string;
  readonly icon?: IconName;
  /** A picture instead of an icon, such as an add-in's. */
  readonly picture?: () => Node;
  readonly hint?: string;
  /** As a person reads it, such as `Ctrl+B`. */
  readonly shortcut?: string;
  /** Present on toggles and choices. */
  readonly isOn?: () => boolean;
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
}

/** Buttons, toggles and menus that know how to follow the state of the page. */
export class Controls {
  readonly #followers = new Set<() => void>();

  /** Brings every control in line with its command's state. */
  refresh(): void {
    for (const follow of this.#followers) follow();
  }

  /** Calls `follow` now and at every refresh. */
  follow(follow: () => void): void {
    this.#followers.add(follow);
    follow();
  }

  /** @param face `icon` shows the label as a tool tip only */
  button(command: Command, face: 'icon' | 'both' = 'icon', name = ''): HTMLButtonElement {
    const tip = [command.label, command.shortcut && `(${command.shortcut})`].filter(Boolean).join(' ');
    const button = el(
      'button',
      {
        class: `control ${face} ${name}`.trim(),
        attributes: {
          type: 'button',
          title: command.hint ? `${tip}\n${command.hint}` : tip,
          'aria-label': command.label,
        },
        on: { click: () => command.run(), mousedown: keepFocus },
      },
      command.picture?.() ?? (command.icon ? icon(command.icon) : null),
      face === 'both' ? el('span', { class: 'control-label' }, command.label) : null,
    );
    const { isOn, isEnabled } = command;
    if (isOn) this.follow(() => button.setAttribute('aria-pressed', String(isOn())));
    if (isEnabled) this.follow(() => button.setAttribute('aria-disabled', String(!isEnabled())));
    button.addEventListener('click', (event) => event.stopPropagation());
    return button;
  }

  /** A button that opens a menu under it. */
  menu(label: string, items: () => readonly (Command | 'separator')[], face: Node[], name = ''): HTMLButtonElement {
    const button = el(
      'button',
      {
        class: `control menu-button ${name}`.trim(),
        attributes: {
          type: 'button',
          title: label,
          'aria-label': label,
          'aria-haspopup': 'menu',
          'aria-expanded': 'false',
        },
        on: { mousedown: keepFocus },
      },
      ...face,
    );
    button.addEventListener('click', () => openMenu(button, label, items(), button.getBoundingClientRect()));
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      event.stopPropagation();
      openMenu(button, label, items(), button.getBoundingClientRect());
    });
    return button;
  }
}

/** Lets a press of the mouse leave the focus, and so the selection, in the document. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** One tab stop for a row of controls; the arrow keys move between them (ARIA practice for tool bars). */
export function roving(toolbar: HTMLElement): void {
  const controls = (): HTMLElement[] =>
    [...toolbar.querySelectorAll<HTMLElement>('button, select, input')].filter(
      (control) => control.offsetParent !== null,
    );
  const settle = (active: HTMLElement | undefined): void => {
    for (const control of controls()) control.tabIndex = control === active ? 0 : -1;
  };
  for (const control of toolbar.querySelectorAll<HTMLElement>('button, select, input')) control.tabIndex = -1;
  const first = toolbar.querySelector<HTMLElement>('button, select, input');
  if (first) first.tabIndex = 0;
  toolbar.addEventListener('focusin', (event) => settle(event.target as HTMLElement));
  toolbar.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    const isField = target.localName === 'select' || target.localName === 'input';
    const all = controls();
    const at = all.indexOf(target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || (isField && (event.key === 'Home' || event.key === 'End'))) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  });
}

/** Opens a menu by a rectangle of the window; focus comes back to `opener` when it closes. */
export function openMenu(
  opener: HTMLElement,
  label: string,
  items: readonly (Command | 'separator')[],
  near: { readonly left: number; readonly bottom: number; readonly top: number },
): void {
  closeMenu();
  const menu = el('div', { class: 'menu', attributes: { role: 'menu', 'aria-label': label, tabindex: '-1' } });
  for (const item of items)
    menu.append(
      item === 'separator' ? el('div', { class: 'separator', attributes: { role: 'separator' } }) : menuItem(item),
    );
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(near.left, innerWidth - width - 8))}px`;
  menu.style.top = `${near.bottom + height > innerHeight - 8 ? Math.max(8, near.top - height) : near.bottom}px`;
  opener.setAttribute('aria-expanded', 'true');
  opened = { menu, opener };
  menu.addEventListener('keydown', onMenuKey);
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget as Node | null) && event.relatedTarget !== null) closeMenu(false);
  });
  document.addEventListener('pointerdown', onPointerOutside, true);
  window.addEventListener('blur', onWindowBlur);
  menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
}

let opened: { readonly menu: HTMLElement; readonly opener: HTMLElement } | null = null;

/** Closes the open menu, if one is open. */
export function closeMenu(restoreFocus = true): void {
  if (!opened) return;
  const { menu, opener } = opened;
  opened = null;
  document.removeEventListener('pointerdown', onPointerOutside, true);
  window.removeEventListener('blur', onWindowBlur);
  opener.setAttribute('aria-expanded', 'false');
  if (restoreFocus) opener.focus({ preventScroll: true });
  menu.remove();
}

function onWindowBlur(): void {
  closeMenu(false);
}

function onPointerOutside(event: Event): void {
  if (!opened?.menu.contains(event.target as Node)) closeMenu(false);
}

function menuItem(command: Command): HTMLElement {
  const { isOn, isEnabled } = command;
  const checked = isOn?.();
  const item = el(
    'button',
    {
      class: 'menu-item',
      attributes: {
        type: 'button',
        role: checked === undefined ? 'menuitem' : 'menuitemradio',
        'aria-checked': checked === undefined ? null : String(checked),
        'aria-disabled': isEnabled && !isEnabled() ? 'true' : null,
        tabindex: '-1',
        title: command.hint ?? null,
      },
      on: { mousedown: keepFocus },
    },
    command.picture?.() ?? (command.icon ? icon(command.icon) : el('span', { class: 'icon' }, checked ? '✓' : '')),
    el('span', { class: 'control-label' }, command.label),
    command.shortcut ? el('span', { class: 'shortcut' }, command.shortcut) : null,
  );
  item.addEventListener('click', () => {
    if (isEnabled && !isEnabled()) return;
    closeMenu();
    command.run();
  });
  return item;
}

function onMenuKey(event: KeyboardEvent): void {
  if (!opened) return;
  const items = [...opened.menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  event.stopPropagation();
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    closeMenu();
  } else if (event.key.length === 1) {
    const wanted = event.key.toLowerCase();
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((item) => item.textContent.trim().toLowerCase().startsWith(wanted))?.focus();
  }
}
