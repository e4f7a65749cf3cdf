import type { ExcelDocument } from '../../excel/excel-document.ts';
import { addSheet, renameSheet } from '../../excel/edit/sheets.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { openMenu } from '../controls.ts';
import { el } from '../dom.ts';
import type { Strings } from '../strings.ts';
import { colorCommands, moveBefore, sheetCommands, shownSheets, type SheetEditor } from './sheet-commands.ts';
import { askSheetName } from './sheet-name-box.ts';
import { sheetWords } from './sheet-words.ts';
import { dragTab } from './tab-drag.ts';

export interface SheetTabsOptions {
  readonly strings: Strings;
  readonly locale: string;
  /** Follows a sheet that came to the front, so that typing goes on in it. */
  readonly onChosen: () => void;
  readonly onRefused: (error: unknown) => void;
  readonly say: (text: string) => void;
  /** Does what may take long, and says so first where it may. */
  readonly work: (run: () => void) => void;
}

/** The tabs under the grid, one for each sheet that is not hidden: chosen, named, moved, and with a menu for the rest. */
export class SheetTabs {
  readonly element: HTMLElement;
  readonly #document: ExcelDocument;
  readonly #options: SheetTabsOptions;
  readonly #list: HTMLElement;
  /** By the id of its sheet; a tab stays the same element, so that focus, a second click and a drag find it again. */
  readonly #tabs = new Map<string, HTMLElement>();
  readonly #editor: SheetEditor;

  constructor(document: ExcelDocument, options: SheetTabsOptions) {
    const { strings, locale, say } = options;
    this.#document = document;
    this.#options = options;
    const words = sheetWords(locale);
    this.#editor = {
      words,
      edit: (edit) => options.work(() => this.#edit(edit)),
      rename: (sheet) => this.#rename(sheet),
      onRemoved: (name) => say(words.removed(name)),
    };
    this.#list = el('div', { class: 'sheet-list', attributes: { role: 'tablist', 'aria-label': strings.sheets } });
    this.#list.addEventListener('keydown', (event) => this.#key(event));
    const add = el(
      'button',
      {
        class: 'control icon',
        attributes: { type: 'button', title: strings.addSheet, 'aria-label': strings.addSheet },
      },
      '+',
    );
    add.disabled = document.readOnly;
    add.addEventListener('click', () => this.add());
    this.element = el('div', { class: 'sheet-tabs' }, this.#list, add);
    this.refresh();
  }

  /** Adds a sheet behind the one in front, and shows it. */
  add(): void {
    if (this.#document.readOnly) return;
    this.#editor.edit(() => {
      const { sheets, activeSheet } = this.#document;
      this.#document.activate(addSheet(this.#document, undefined, sheets.indexOf(activeSheet) + 1));
    });
  }

  /** Shows the sheet whose tab is so many further. */
  step(by: number): void {
    const shown = shownSheets(this.#document);
    const next = shown[shown.indexOf(this.#document.activeSheet) + by];
    if (next) this.#document.activate(next);
  }

  refresh(): void {
    const shown = shownSheets(this.#document);
    const tabs = shown.map((sheet) => this.#tabOf(sheet));
    if (tabs.some((tab, index) => tab !== this.#list.children[index]) || tabs.length !== this.#list.children.length)
      this.#list.replaceChildren(...tabs);
    for (const [index, sheet] of shown.entries()) {
      const tab = tabs[index];
      const isActive = sheet === this.#document.activeSheet;
      if (!tab) continue;
      tab.textContent = sheet.name;
      tab.ariaSelected = String(isActive);
      tab.tabIndex = isActive ? 0 : -1;
      tab.style.borderBottomColor = sheet.state.tabColor;
    }
    for (const id of this.#tabs.keys()) if (!this.#document.sheetById(id)) this.#tabs.delete(id);
  }

  #tabOf(sheet: Sheet): HTMLElement {
    const known = this.#tabs.get(sheet.id);
    if (known) return known;
    const tab = el('button', {
      class: 'sheet-tab',
      attributes: { type: 'button', role: 'tab', 'aria-haspopup': 'menu' },
    });
    this.#tabs.set(sheet.id, tab);
    tab.addEventListener('click', () => this.#show(sheet));
    tab.addEventListener('dblclick', () => this.#rename(sheet));
    tab.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.#document.activate(sheet);
      this.#openMenu(sheet, tab);
    });
    tab.addEventListener('pointerdown', (event) => {
      if (event.button === 0 && !this.#document.readOnly)
        dragTab(event, this.#list, (place) => this.#editor.edit(() => moveBefore(this.#document, sheet, place)));
    });
    return tab;
  }

  #show(sheet: Sheet): void {
    this.#document.activate(sheet);
    this.#options.onChosen();
  }

  #openMenu(sheet: Sheet, tab: HTMLElement): void {
    const { words } = this.#editor;
    const near = tab.getBoundingClientRect();
    openMenu(
      tab,
      words.menu(sheet.name),
      [
        ...sheetCommands(this.#document, sheet, this.#editor),
        'separator',
        {
          label: `${words.color} …`,
          isEnabled: () => !this.#document.readOnly,
          run: () => openMenu(tab, words.color, colorCommands(this.#document, sheet, this.#editor), near),
        },
      ],
      near,
    );
  }

  #rename(sheet: Sheet): void {
    const tab = this.#tabs.get(sheet.id);
    if (this.#document.readOnly || !tab) return;
    askSheetName(this.element, tab, {
      label: this.#editor.words.nameOf(sheet.name),
      name: sheet.name,
      take: (name) => this.#try(() => renameSheet(this.#document, sheet, name)),
      onEnd: () => this.#options.onChosen(),
    });
  }

  #key(event: KeyboardEvent): void {
    const shown = shownSheets(this.#document);
    const at = shown.indexOf(this.#document.activeSheet);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = to === undefined ? undefined : shown[to];
    if (event.key === 'F2') this.#rename(this.#document.activeSheet);
    else if (next) {
      this.#document.activate(next);
      this.refresh();
      this.#tabs.get(next.id)?.focus();
    } else return;
    event.preventDefault();
  }

  /** An edit from menu or pointer, after which the person goes on in the cells. */
  #edit(edit: () => void): void {
    this.#try(edit);
    this.#options.onChosen();
  }

  #try(edit: () => void): boolean {
    try {
      this.#document.transact('sheets', edit);
      return true;
    } catch (error) {
      this.#options.onRefused(error);
      return false;
    }
  }
}
