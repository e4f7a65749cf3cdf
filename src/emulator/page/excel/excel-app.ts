import { setFormats } from '../../excel/edit/set-formats.ts';
import { ExcelDocument } from '../../excel/excel-document.ts';
import { createExcelHost } from '../../excel/excel-host.ts';
import type { CustomFunctionInfo } from '../../excel/calculation/custom-calls.ts';
import { readFunctionMetadata } from '../../excel/function-metadata.ts';
import type { Area } from '../../excel/model/address.ts';
import type { DocumentHost } from '../../wire/document-host.ts';
import { isFaultName, type FaultName } from '../../wire/faults.ts';
import { WireLog } from '../../wire/wire-log.ts';
import { fileMenu, languageChoices, showAbout, themeChoices, type MenuPage } from '../choices.ts';
import { Controls, type Command } from '../controls.ts';
import { fetchDocument, openFile, OpenError } from '../document-loader.ts';
import { el, icon } from '../dom.ts';
import { download, pickFile } from '../files.ts';
import { watchDocumentKeys, watchFocusKeys } from '../focus-keys.ts';
import { readManifest, type Manifest, type ManifestCommand } from '../manifest.ts';
import { AddInFrames } from '../pane.ts';
import type { PageQuery } from '../query.ts';
import { createRibbonFrame, group, type PageCommands, type RibbonTab } from '../ribbon.ts';
import { loadSamples, sampleAddress, type Sample } from '../samples.ts';
import { effectiveTheme, loadSettings, saveSettings, type PageSettings } from '../settings.ts';
import { createShell, stateCard, type Shell } from '../shell.ts';
import { stringsFor, type Strings } from '../strings.ts';
import { createFormulaBar } from './formula-bar.ts';
import { GridView } from './grid-view.ts';
import { createSheetTabs } from './sheet-tabs.ts';

/** The opened workbook with everything that works on it. */
export interface OpenedWorkbook {
  readonly document: ExcelDocument;
  readonly host: DocumentHost;
  readonly grid: GridView;
  readonly name: string;
  readonly refresh: () => void;
  readonly close: () => void;
}

type WorkbookCommands = Pick<
  PageCommands,
  'undo' | 'redo' | 'bold' | 'italic' | 'about' | 'zoomIn' | 'zoomOut' | 'paneToggle'
>;

/** Cells that the status bar adds up; a selection of more shows its size only. */
const mostSummed = 200_000;

/** The page of a workbook: what is opened, how it is shown, and what the person can do. */
export class ExcelApp implements MenuPage {
  readonly log = new WireLog();
  readonly #element: HTMLElement;
  readonly #query: PageQuery;
  readonly #fault: FaultName | null;
  #locale: string;
  #strings: Strings;
  #settings: PageSettings = loadSettings();
  #controls = new Controls();
  #shell: Shell;
  #opened: OpenedWorkbook | null = null;
  #manifest: Manifest | null = null;
  #manifestText: string | null = null;
  #frames: AddInFrames | null = null;
  /** What the add-in brings for cells. */
  #functions: readonly CustomFunctionInfo[] = [];
  #samples: readonly Sample[] = [];
  #isEdited = false;
  #isRefreshDue = false;

  constructor(element: HTMLElement, query: PageQuery) {
    this.#element = element;
    this.#query = query;
    this.#locale = query.locale;
    this.#strings = stringsFor(query.locale);
    this.#fault = query.fault && isFaultName(query.fault) ? query.fault : null;
    if (query.theme !== 'system') this.#settings = { ...this.#settings, theme: query.theme };
    this.#applyTheme();
    this.#shell = this.#build();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#applyTheme());
    watchDocumentKeys({
      undo: () => this.#opened?.document.undo(),
      redo: () => this.#opened?.document.redo(),
      save: () => this.saveCopy(),
    });
    watchFocusKeys(() => ({
      document: this.#opened?.grid.root.querySelector('textarea') ?? null,
      pane: this.#frames?.isOpen ? this.#frames : null,
    }));
  }

  get opened(): OpenedWorkbook | null {
    return this.#opened;
  }

  get settings(): PageSettings {
    return this.#settings;
  }

  get strings(): Strings {
    return { ...this.#strings, newDocument: this.#strings.newWorkbook, saveCopy: this.#strings.saveWorkbook };
  }

  get locale(): string {
    return this.#locale;
  }

  /** Reads the manifest, opens what the address asks for, and begins the pane. */
  async start(): Promise<void> {
    const { documentUrl, paneOpen, manifestUrl } = this.#query;
    const manifest = fetch(manifestUrl)
      .then((response) => (response.ok ? response.text() : null))
      .catch(() => null);
    this.#samples = (await loadSamples()).filter(({ file }) => file.endsWith('.xlsx'));
    const address = documentUrl ?? sampleAddress(this.#samples, this.#locale, 'excel');
    if (address) await this.openAddress(address);
    else this.newDocument();
    this.#manifestText = await manifest;
    this.#functions = await this.#readFunctions();
    this.#rebuild();
    if (!this.#manifest) {
      this.#shell.notice(`${this.#strings.paneMissing} ${this.#strings.paneMissingHelp(manifestUrl)}`);
    } else if (paneOpen && this.#opened) this.#frames?.open();
  }

  async openAddress(address: string): Promise<void> {
    this.#closeWorkbook();
    this.#shell.setCard(stateCard('loading', this.#strings.opening(address.split('/').at(-1) ?? address), ''));
    try {
      const { bytes, name } = await fetchDocument(address, this.#strings);
      this.openBytes(bytes, name);
    } catch (error) {
      this.#showFailure(error);
    }
  }

  /** Opens a file's bytes; shows why when they are no workbook. */
  openBytes(bytes: Uint8Array, name: string): void {
    this.#closeWorkbook();
    try {
      const options = { readOnly: this.#query.readOnly, author: this.#strings.you };
      this.#show(
        openFile(() => ExcelDocument.open(bytes, options), bytes, name, this.#strings),
        name,
      );
      this.#frames?.restart();
    } catch (error) {
      this.#showFailure(error);
    }
  }

  newDocument(): void {
    this.#closeWorkbook();
    this.#show(new ExcelDocument(null, { author: this.#strings.you }), `${this.#strings.newWorkbook}.xlsx`);
    this.#frames?.restart();
  }

  async openFromDisk(): Promise<void> {
    const file = await pickFile('xlsx');
    if (file) this.openBytes(new Uint8Array(await file.arrayBuffer()), file.name);
  }

  save(): Uint8Array {
    if (!this.#opened) throw new Error('No workbook is open.');
    return this.#opened.document.save();
  }

  saveCopy(): void {
    if (!this.#opened) return;
    download(this.save(), this.#opened.name, 'xlsx');
    this.#isEdited = false;
    this.refresh();
  }

  changeSettings(change: Partial<PageSettings>): void {
    const before = effectiveTheme(this.#settings.theme);
    this.#settings = { ...this.#settings, ...change };
    saveSettings(this.#settings);
    this.#applyTheme();
    // The add-in learns the theme only from its address.
    if (effectiveTheme(this.#settings.theme) !== before) this.#frames?.restart();
    this.#opened?.grid.draw();
    this.refresh();
  }

  changeLocale(locale: string): void {
    this.#locale = locale;
    this.#strings = stringsFor(locale);
    this.#rebuild();
  }

  /** Follows the state of workbook and page in every control, before the next frame. */
  refresh(): void {
    if (this.#isRefreshDue) return;
    this.#isRefreshDue = true;
    requestAnimationFrame(() => {
      this.#isRefreshDue = false;
      this.#controls.refresh();
      this.#opened?.refresh();
      const { readOnly } = this.#opened?.document ?? {};
      const state = readOnly ? this.#strings.readOnly : this.#isEdited ? this.#strings.unsaved : this.#strings.saved;
      this.#shell.setState(this.#opened ? state : '');
      this.#showStatus();
    });
  }

  #build(): Shell {
    this.#controls = new Controls();
    document.documentElement.lang = this.#locale;
    const commands = this.#commands();
    const shell = createShell(this.#element, this.#strings, this.#controls, commands, (zoom) =>
      this.changeSettings({ zoom }),
    );
    const ribbon = createRibbonFrame(
      {
        strings: this.#strings,
        controls: this.#controls,
        commands,
        choices: { file: () => fileMenu(this, this.#samples) },
        manifest: this.#manifest,
        runAddIn: (command) => void this.#runAddIn(command),
      },
      this.#tabs(commands),
    );
    shell.setRibbon(ribbon.tabs, ribbon.panels);
    if (this.#fault) shell.notice(this.#strings.fault(this.#fault));
    return shell;
  }

  #commands(): WorkbookCommands {
    const strings = this.#strings;
    const writing = (label: string, name: Command['icon'], run: (document: ExcelDocument) => void): Command => ({
      label,
      ...(name && { icon: name }),
      isEnabled: () => this.#opened?.document.readOnly === false,
      run: () => {
        if (this.#opened) run(this.#opened.document);
      },
    });
    const toggling = (key: 'bold' | 'italic', label: string): Command => {
      const isOn = (): boolean => {
        const document = this.#opened?.document;
        if (!document) return false;
        const { row, column } = document.selection.activeCell;
        return document.formats.get(document.activeSheet.styleAt(row, column))[key];
      };
      return {
        ...writing(label, key, (document) => {
          const wanted = !isOn();
          document.transact('format', () => {
            for (const area of document.selection.areas)
              setFormats(document, document.activeSheet, area, { [key]: wanted });
          });
        }),
        isOn,
      };
    };
    const zoomBy = (step: number): void =>
      this.changeSettings({ zoom: Math.max(50, Math.min(200, this.#zoom + step)) });
    return {
      undo: { ...writing(strings.undo, 'undo', (document) => document.undo()), shortcut: 'Ctrl+Z', isEnabled: () => this.#opened?.document.canUndo ?? false },
      redo: { ...writing(strings.redo, 'redo', (document) => document.redo()), shortcut: 'Ctrl+Y', isEnabled: () => this.#opened?.document.canRedo ?? false },
      bold: toggling('bold', strings.bold),
      italic: toggling('italic', strings.italic),
      about: { label: strings.about, icon: 'info', run: () => showAbout(this) },
      zoomIn: { label: strings.zoomIn, icon: 'zoomIn', run: () => zoomBy(10) },
      zoomOut: { label: strings.zoomOut, icon: 'zoomOut', run: () => zoomBy(-10) },
      paneToggle: {
        label: strings.pane,
        icon: 'pane',
        isEnabled: () => this.#opened !== null,
        isOn: () => this.#frames?.isOpen ?? false,
        run: () => (this.#frames?.isOpen ? this.#frames.close() : this.#frames?.open()),
      },
    }; // prettier-ignore
  }

  #tabs(commands: WorkbookCommands): RibbonTab[] {
    const strings = this.#strings;
    const menu = (label: string, items: () => readonly Command[]): HTMLElement =>
      this.#controls.menu(label, items, [el('span', { class: 'control-label' }, label), icon('chevron', 14)]);
    return [
      {
        id: 'TabHome',
        label: strings.home,
        groups: [group(strings.font, [this.#controls.button(commands.bold), this.#controls.button(commands.italic)])],
      },
      {
        id: 'TabView',
        label: strings.view,
        groups: [
          group(strings.theme, [
            menu(strings.theme, () => themeChoices(this)),
            menu(strings.language, () => languageChoices(this)),
          ]),
          group(strings.about, [this.#controls.button(commands.about, 'both')]),
        ],
      },
    ];
  }

  get #zoom(): number {
    return this.#settings.zoom ?? 100;
  }

  async #runAddIn({ action, label, id }: ManifestCommand): Promise<void> {
    if (action.kind === 'show-pane') {
      this.#frames?.open(action.url, action.title);
      return;
    }
    this.#shell.toast(this.#strings.running(label));
    const isDone = await this.#frames?.run(id, action.functionName);
    if (isDone !== true) this.#shell.toast(this.#strings.functionFailed(label));
  }

  /** Builds the page again, in the language and with the add-in that hold now; the workbook stays. */
  #rebuild(): void {
    const shown = this.#opened;
    const wasPaneOpen = this.#frames?.isOpen ?? false;
    this.#frames?.destroy();
    this.#manifest = this.#readManifest();
    shown?.close();
    const card = this.#shell.scroller.querySelector<HTMLElement>(':scope > .state-card');
    this.#shell = this.#build();
    if (this.#manifest) {
      this.#frames = new AddInFrames({
        strings: this.#strings,
        manifest: this.#manifest,
        locale: this.#locale,
        theme: () => effectiveTheme(this.#settings.theme),
        fault: () => this.#fault,
        log: this.log,
        documentHost: () => this.#opened?.host ?? null,
        onFocusExit: () => this.#opened?.grid.focus(),
        onChange: () => this.refresh(),
      });
      this.#shell.setPane(this.#frames.splitter, this.#frames.element);
    }
    if (shown) this.#show(shown.document, shown.name);
    else if (card) this.#shell.setCard(card);
    if (wasPaneOpen) this.#frames?.open();
  }

  #readManifest(): Manifest | null {
    if (this.#manifestText === null) return null;
    try {
      const servedFrom = new URL(this.#query.manifestUrl, location.href).href;
      return readManifest(this.#manifestText, { locale: this.#locale, host: 'Workbook', servedFrom });
    } catch (error) {
      console.warn('The manifest cannot be read.', error);
      return null;
    }
  }

  async #readFunctions(): Promise<CustomFunctionInfo[]> {
    const functions = this.#readManifest()?.functions;
    if (!functions) return [];
    try {
      const response = await fetch(functions.metadataUrl);
      return readFunctionMetadata(await response.json(), functions.namespace);
    } catch (error) {
      console.warn('The metadata of the functions cannot be read.', error);
      return [];
    }
  }

  #show(workbook: ExcelDocument, name: string): void {
    this.#shell.setCard(null);
    const grid = new GridView(workbook, {
      label: this.#strings.sheet,
      onRefused: (message) => this.#shell.toast(message),
    });
    const bar = createFormulaBar(workbook, grid, this.#strings);
    const tabs = createSheetTabs(workbook, this.#strings);
    const frame = el('div', { class: 'workbook' }, bar.element, grid.root, tabs.element);
    this.#shell.scroller.append(frame);
    const stop = workbook.onEvents((happened) => {
      if (happened.some(({ type }) => !['selected', 'activated', 'calculated'].includes(type))) this.#isEdited = true;
      this.refresh();
    });
    this.#opened = {
      document: workbook,
      host: createExcelHost(workbook, {
        url: new URL(name, new URL('/documents/', location.href)).href,
        contentLanguage: this.#locale,
        customFunctions: this.#functions,
        // The workbook is not yet the opened one while its formulas are calculated first.
        onRuntimeNeeded: () => queueMicrotask(() => this.#frames?.start()),
      }),
      grid,
      name,
      refresh: () => {
        bar.refresh();
        tabs.refresh();
      },
      close: () => {
        stop();
        grid.close();
        frame.remove();
      },
    };
    this.#shell.setName(name);
    grid.focus();
    this.refresh();
  }

  #closeWorkbook(): void {
    this.#opened?.close();
    this.#opened = null;
    this.#isEdited = false;
    this.refresh();
  }

  #showFailure(error: unknown): void {
    if (!(error instanceof OpenError)) throw error;
    const open = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: () => void this.openFromDisk() } },
      icon('open'),
      this.#strings.openDisk,
    );
    this.#shell.setCard(stateCard('failed', error.message, error.help, [open]));
    this.#shell.setName(this.#strings.appName);
  }

  #applyTheme(): void {
    document.documentElement.dataset['theme'] = effectiveTheme(this.#settings.theme);
  }

  /** Sum and count of the numbers that are selected, as Excel's status bar has them. */
  #showStatus(): void {
    const workbook = this.#opened?.document;
    this.#shell.setZoom(this.#zoom);
    if (this.#opened) this.#opened.grid.root.style.zoom = String(this.#zoom / 100);
    if (!workbook) {
      this.#shell.setStatus([]);
      return;
    }
    const used = workbook.usedArea(workbook.activeSheet, true);
    const numbers = used ? workbook.selection.areas.flatMap((area) => numbersIn(workbook, area, used)) : [];
    const format = new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 2 });
    const sum = numbers.reduce((total, number) => total + number, 0);
    const { row, column } = workbook.selection.activeCell;
    const message = workbook.errorMessage(workbook.activeSheet, row, column);
    if (message !== '') {
      this.#shell.setStatus([message]);
      return;
    }
    this.#shell.setStatus(
      numbers.length > 1 ? [this.#strings.sumOf(format.format(sum), format.format(numbers.length))] : [],
    );
  }
}

function numbersIn(document: ExcelDocument, area: Area, used: Area): number[] {
  const bottom = Math.min(area.bottom, used.bottom);
  const right = Math.min(area.right, used.right);
  if ((bottom - area.top + 1) * (right - area.left + 1) > mostSummed) return [];
  const numbers: number[] = [];
  for (let row = area.top; row <= bottom; row += 1) {
    for (let column = area.left; column <= right; column += 1) {
      const value = document.value(document.activeSheet, row, column);
      if (typeof value === 'number') numbers.push(value);
    }
  }
  return numbers;
}
