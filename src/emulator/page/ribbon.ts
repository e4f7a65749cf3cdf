import { el, icon, picture } from './dom.ts';
import { Controls, openMenu, roving, type Command } from './controls.ts';
import { isMenu, type Manifest, type ManifestCommand, type ManifestMenu } from './manifest.ts';
import type { Strings } from './strings.ts';

/** Everything that the ribbon, the menus and the keyboard can do with the document and the page. */
export interface PageCommands {
  readonly undo: Command;
  readonly redo: Command;
  readonly bold: Command;
  readonly italic: Command;
  readonly underline: Command;
  readonly strike: Command;
  readonly bullets: Command;
  readonly numbering: Command;
  readonly alignLeft: Command;
  readonly alignCenter: Command;
  readonly alignRight: Command;
  readonly alignJustify: Command;
  readonly trackChanges: Command;
  readonly previousChange: Command;
  readonly nextChange: Command;
  readonly acceptThis: Command;
  readonly acceptAll: Command;
  readonly rejectThis: Command;
  readonly rejectAll: Command;
  readonly showComments: Command;
  readonly newComment: Command;
  readonly zoomIn: Command;
  readonly zoomOut: Command;
  readonly pageWidth: Command;
  readonly about: Command;
  readonly apiList: Command;
  readonly paneToggle: Command;
}

/** Choices that are a list of their own. */
export interface PageChoices {
  readonly styles: () => readonly { readonly id: string; readonly name: string }[];
  readonly style: () => string;
  readonly setStyle: (id: string) => void;
  readonly file: () => readonly (Command | 'separator')[];
  readonly theme: () => readonly Command[];
  readonly language: () => readonly Command[];
}

export interface RibbonFrameOptions {
  readonly strings: Strings;
  readonly controls: Controls;
  readonly commands: Pick<PageCommands, 'paneToggle'>;
  readonly choices: Pick<PageChoices, 'file'>;
  /** `null` when no add-in is installed. */
  readonly manifest: Manifest | null;
  readonly runAddIn: (command: ManifestCommand) => void;
}

export interface RibbonOptions extends RibbonFrameOptions {
  readonly commands: PageCommands;
  readonly choices: PageChoices;
}

export interface RibbonTab {
  /** Office's id of a tab, so that an add-in's groups find it. */
  readonly id: string;
  readonly label: string;
  readonly groups: HTMLElement[];
}

/** The ribbon of a text document. */
export function createRibbon(options: RibbonOptions): { readonly tabs: HTMLElement; readonly panels: HTMLElement } {
  const { strings } = options;
  return createRibbonFrame(options, [
    { id: 'TabHome', label: strings.home, groups: homeGroups(options) },
    { id: 'TabReview', label: strings.review, groups: reviewGroups(options) },
    { id: 'TabView', label: strings.view, groups: viewGroups(options) },
  ]);
}

/** A ribbon: a tab list with the File menu before it, a row of groups for each tab, and the groups of the add-in in theirs. */
export function createRibbonFrame(
  options: RibbonFrameOptions,
  own: RibbonTab[],
): { readonly tabs: HTMLElement; readonly panels: HTMLElement } {
  const { strings, controls, choices } = options;
  for (const tab of options.manifest?.tabs ?? []) {
    const groups = tab.groups.map((one) =>
      group(
        one.label,
        one.controls.map((control) => addInControl(control, options)),
        'addin',
      ),
    );
    const known = own.find((candidate) => candidate.id === tab.id);
    if (known) known.groups.push(...groups);
    else own.push({ id: tab.id, label: tab.label ?? tab.id, groups });
  }
  const panels = el('section', { class: 'ribbon', attributes: { 'aria-label': strings.ribbon } });
  const list = el('div', { attributes: { role: 'tablist', 'aria-label': strings.tabs } });
  const buttons = own.map(({ id, label, groups }, index) => {
    const button = el(
      'button',
      { class: 'tab', attributes: { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` } },
      label,
    );
    const toolbar = el(
      'div',
      { class: 'ribbon-panel', attributes: { role: 'toolbar', 'aria-label': label } },
      ...groups,
    );
    const panel = el(
      'div',
      { attributes: { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}` } },
      toolbar,
    );
    roving(toolbar);
    panels.append(panel);
    list.append(button);
    button.addEventListener('click', () => select(index));
    button.addEventListener('mousedown', (event) => event.preventDefault());
    return { button, panel };
  });
  function select(selected: number, isFocused = false): void {
    buttons.forEach(({ button, panel }, index) => {
      button.setAttribute('aria-selected', String(index === selected));
      button.tabIndex = index === selected ? 0 : -1;
      panel.hidden = index !== selected;
      if (index === selected && isFocused) button.focus();
    });
  }
  list.addEventListener('keydown', (event) => {
    const at = buttons.findIndex(({ button }) => button === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    select((to + buttons.length) % buttons.length, true);
  });
  select(0);
  const file = controls.menu(strings.file, choices.file, [document.createTextNode(strings.file)], 'file');
  const paneToggle = controls.button(options.commands.paneToggle, 'icon');
  const tabs = el(
    'nav',
    { class: 'tabs', attributes: { 'aria-label': strings.tabs } },
    file,
    list,
    el('span', { class: 'spacer' }),
    options.manifest ? paneToggle : null,
  );
  return { tabs, panels };
}

export function group(label: string, controls: readonly Node[], name = ''): HTMLElement {
  return el('div', { class: `group ${name}`.trim(), attributes: { role: 'group', 'aria-label': label } }, ...controls);
}

function homeGroups({ strings, controls, commands, choices }: RibbonOptions): HTMLElement[] {
  const style = el('select', {
    class: 'field style-picker',
    attributes: { 'aria-label': strings.style, title: strings.style },
  });
  style.addEventListener('change', () => choices.setStyle(style.value));
  let shown = '';
  controls.follow(() => {
    const styles = choices.styles();
    const key = styles.map(({ id }) => id).join('\n');
    if (key !== shown) {
      shown = key;
      style.replaceChildren(...styles.map(({ id, name }) => el('option', { attributes: { value: id } }, name)));
    }
    style.value = choices.style();
    style.disabled = styles.length === 0;
  });
  const row = (names: readonly (keyof PageCommands)[]): HTMLElement[] =>
    names.map((name) => controls.button(commands[name]));
  return [
    group(strings.style, [style]),
    group(strings.font, row(['bold', 'italic', 'underline', 'strike'])),
    group(strings.paragraph, row(['bullets', 'numbering', 'alignLeft', 'alignCenter', 'alignRight', 'alignJustify'])),
  ];
}

function reviewGroups({ strings, controls, commands }: RibbonOptions): HTMLElement[] {
  const split = (main: Command, rest: readonly Command[]): HTMLElement =>
    el(
      'span',
      { class: 'split' },
      controls.button(main, 'both'),
      controls.menu(`${main.label}: ${strings.more}`, () => rest, [icon('chevron', 14)]),
    );
  return [
    group(strings.tracking, [controls.button(commands.trackChanges, 'both')]),
    group(strings.changes, [
      controls.button(commands.previousChange),
      controls.button(commands.nextChange),
      split({ ...commands.acceptThis, label: strings.accept }, [commands.acceptThis, commands.acceptAll]),
      split({ ...commands.rejectThis, label: strings.reject }, [commands.rejectThis, commands.rejectAll]),
    ]),
    group(strings.comments, [
      controls.button(commands.newComment, 'both'),
      controls.button(commands.showComments, 'both'),
    ]),
  ];
}

function viewGroups({ strings, controls, commands, choices }: RibbonOptions): HTMLElement[] {
  const menu = (label: string, items: () => readonly Command[]): HTMLElement =>
    controls.menu(label, items, [el('span', { class: 'control-label' }, label), icon('chevron', 14)]);
  return [
    group(strings.zoom, [
      controls.button(commands.zoomOut),
      controls.button(commands.zoomIn),
      controls.button(commands.pageWidth, 'both'),
    ]),
    group(strings.theme, [menu(strings.theme, choices.theme), menu(strings.language, choices.language)]),
    group(strings.about, [controls.button(commands.apiList, 'both'), controls.button(commands.about, 'both')]),
  ];
}

function addInControl(
  control: ManifestCommand | ManifestMenu,
  { controls, runAddIn }: RibbonFrameOptions,
): HTMLElement {
  const face = { label: control.label, hint: control.tip.description, picture: () => picture(control.icons, 20) };
  if (!isMenu(control)) return controls.button({ ...face, run: () => runAddIn(control) }, 'both', 'addin-control');
  const items = (): Command[] => control.items.map((item) => addInCommand(item, runAddIn));
  const label = el('span', { class: 'control-label' }, control.label);
  const button = controls.menu(
    control.label,
    items,
    [picture(control.icons, 20), label, icon('chevron', 14)],
    'addin-control',
  );
  button.title = [control.tip.title, control.tip.description].filter(Boolean).join('\n');
  return button;
}

function addInCommand(item: ManifestCommand, run: (command: ManifestCommand) => void): Command {
  return {
    label: item.label,
    hint: item.tip.description,
    picture: () => picture(item.icons, 16),
    run: () => run(item),
  };
}

/** The menu of the right mouse button over the document: clipboard, changes, then what the add-in offers for text. */
export function openContextMenu(
  opener: HTMLElement,
  at: { readonly x: number; readonly y: number },
  own: readonly (Command | 'separator')[],
  { strings, manifest, runAddIn }: Pick<RibbonOptions, 'strings' | 'manifest' | 'runAddIn'>,
): void {
  const offered = (manifest?.contextMenu ?? []).flatMap((entry) => (isMenu(entry) ? entry.items : [entry]));
  const items = offered.map((entry) => addInCommand(entry, runAddIn));
  openMenu(opener, strings.contextMenu, items.length > 0 ? [...own, 'separator', ...items] : own, {
    left: at.x,
    top: at.y,
    bottom: at.y,
  });
}
