import type { DocumentHost } from '../wire/document-host.ts';
import { faults, isFaultName, type FaultName } from '../wire/faults.ts';
import { WireLog } from '../wire/wire-log.ts';
import { Controls } from './controls.ts';
import { fetchDocument, OpenError } from './document-loader.ts';
import { el, icon } from './dom.ts';
import { download, pickFile } from './files.ts';
import { watchDocumentKeys, watchFocusKeys } from './focus-keys.ts';
import { readManifest, type Manifest, type ManifestCommand } from './manifest.ts';
import { AddInFrames } from './pane.ts';
import type { PageQuery } from './query.ts';
import { loadSamples, type Sample } from './samples.ts';
import { effectiveTheme, loadSettings, saveSettings, type PageSettings } from './settings.ts';
import { stateCard, type Shell } from './shell.ts';
import { stringsFor, type Strings } from './strings.ts';

/** What an opened file is to the page around it. */
export interface OpenedFile {
  readonly host: DocumentHost;
  readonly name: string;
  readonly document: {
    readonly readOnly: boolean;
    save(): Uint8Array;
    undo(): unknown;
    redo(): unknown;
  };
}

/** What tells one application's page from another's. */
export interface PageKind {
  /** As the manifest names the application that it is for. */
  readonly manifestHost: 'Document' | 'Workbook';
  readonly extension: 'docx' | 'xlsx';
}

/**
 * A page as far as it is the same for every application: its language, theme and settings, the add-in and its frames, opening,
 * saving and failing. What is shown, and what can be done with it, is the application's own.
 */
export abstract class PageApp<Opened extends OpenedFile> {
  readonly log = new WireLog();
  protected readonly element: HTMLElement;
  protected readonly query: PageQuery;
  protected readonly kind: PageKind;
  protected controls = new Controls();
  protected samples: readonly Sample[] = [];
  /** What is open; `null` while nothing is. */
  protected current: Opened | null = null;
  protected isEdited = false;
  readonly #fault: FaultName | null;
  #locale: string;
  #strings: Strings;
  #settings: PageSettings = loadSettings();
  #shell: Shell | null = null;
  #manifest: Manifest | null = null;
  #manifestText: string | null = null;
  #frames: AddInFrames | null = null;
  #isRefreshDue = false;

  constructor(element: HTMLElement, query: PageQuery, kind: PageKind) {
    this.element = element;
    this.query = query;
    this.kind = kind;
    this.#locale = query.locale;
    this.#strings = stringsFor(query.locale);
    this.#fault = query.fault && isFaultName(query.fault) ? query.fault : null;
    if (query.theme !== 'system') this.#settings = { ...this.#settings, theme: query.theme };
  }

  /** Makes what the ribbon, the bars and the space around the document consist of. */
  protected abstract build(): Shell;
  /** Opens bytes and shows them; @throws {OpenError} */
  protected abstract openFile(bytes: Uint8Array, name: string): void;
  /** Shows what is open in a page that was built anew. */
  protected abstract showAgain(opened: Opened): void;
  /** Takes what is open out of the page; `isFinal` when it is not shown again. */
  protected abstract hide(opened: Opened, isFinal: boolean): void;
  /** Where the keyboard goes to from the pane. */
  protected abstract focusTarget(): HTMLElement | null;
  /** What to open, or to show, when the address says nothing. */
  protected abstract openDefault(): Promise<void>;
  /** Follows the state of the document in what is the application's own, before a frame. */
  protected abstract refreshOwn(): void;
  abstract newDocument(): void;
  /** Where the programming interface is listed. */
  abstract readonly apiAddress: string;

  get opened(): Opened | null {
    return this.current;
  }

  get manifest(): Manifest | null {
    return this.#manifest;
  }

  get frames(): AddInFrames | null {
    return this.#frames;
  }

  get settings(): PageSettings {
    return this.#settings;
  }

  get strings(): Strings {
    return this.#strings;
  }

  get locale(): string {
    return this.#locale;
  }

  protected get shell(): Shell {
    return (this.#shell ??= this.#buildPage());
  }

  /** Reads the manifest, opens what the address asks for, and begins the pane. */
  async start(): Promise<void> {
    this.#applyTheme();
    this.#shell = this.#buildPage();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#applyTheme());
    watchDocumentKeys({
      undo: () => this.work(() => this.current?.document.undo()),
      redo: () => this.work(() => this.current?.document.redo()),
      save: () => this.saveCopy(),
    });
    watchFocusKeys(() => ({ document: this.focusTarget(), pane: this.#frames?.isOpen ? this.#frames : null }));
    const { documentUrl, paneOpen, manifestUrl } = this.query;
    const manifest = fetch(manifestUrl)
      .then((response) => (response.ok ? response.text() : null))
      .catch(() => null);
    this.samples = (await loadSamples()).filter(({ file }) => this.kind.extension === 'docx' || file.endsWith('.xlsx'));
    if (documentUrl) await this.openAddress(documentUrl);
    else await this.openDefault();
    this.#manifestText = await manifest;
    const known = this.#readManifest();
    if (known) await this.prepare(known);
    this.#rebuild();
    if (!this.#manifest)
      this.shell.notice(`${this.#strings.paneMissing} ${this.#strings.paneMissingHelp(manifestUrl)}`);
    else if (paneOpen && this.current) this.#frames?.open();
  }

  async openAddress(address: string): Promise<void> {
    const name = address.split('/').at(-1) ?? address;
    this.closeFile();
    this.shell.setCard(stateCard('loading', this.#strings.opening(name), ''));
    try {
      const { bytes, name: fileName } = await fetchDocument(address, this.#strings);
      this.openBytes(bytes, fileName);
    } catch (error) {
      this.#showFailure(error);
    }
  }

  /** Opens a file's bytes; shows why when they are none of this application. */
  openBytes(bytes: Uint8Array, name: string): void {
    this.closeFile();
    try {
      this.openFile(bytes, name);
      this.restartPane();
    } catch (error) {
      this.#showFailure(error);
    }
  }

  async openFromDisk(): Promise<void> {
    const file = await pickFile(this.kind.extension);
    if (file) this.openBytes(new Uint8Array(await file.arrayBuffer()), file.name);
  }

  /** Does something that may take long where the document is large: then it is said first. */
  work(run: () => void): void {
    run();
  }

  save(): Uint8Array {
    if (!this.current) throw new Error('Nothing is open.');
    return this.current.document.save();
  }

  saveCopy(): void {
    this.work(() => {
      if (!this.current) return;
      download(this.save(), this.current.name, this.kind.extension);
      this.isEdited = false;
      this.refresh();
    });
  }

  changeSettings(change: Partial<PageSettings>): void {
    const before = effectiveTheme(this.#settings.theme);
    this.#settings = { ...this.#settings, ...change };
    saveSettings(this.#settings);
    this.#applyTheme();
    this.settingsChanged();
    // The add-in learns the theme only from its address.
    if (effectiveTheme(this.#settings.theme) !== before) this.#frames?.restart();
    this.refresh();
  }

  /** Speaks another language: the page is built anew around the same document, and the pane starts again. */
  changeLocale(locale: string): void {
    this.#locale = locale;
    this.#strings = stringsFor(locale);
    this.#rebuild();
  }

  toast(text: string): void {
    this.shell.toast(text);
  }

  /** Follows the state of document and page in every control, before the next frame. */
  refresh(): void {
    if (this.#isRefreshDue) return;
    this.#isRefreshDue = true;
    requestAnimationFrame(() => {
      this.#isRefreshDue = false;
      this.controls.refresh();
      const { readOnly } = this.current?.document ?? {};
      const state = readOnly ? this.#strings.readOnly : this.isEdited ? this.#strings.unsaved : this.#strings.saved;
      this.shell.setState(this.current ? state : '');
      this.refreshOwn();
    });
  }

  /** Does what a command of the add-in says. */
  async runAddIn({ action, label, id }: ManifestCommand): Promise<void> {
    if (action.kind === 'show-pane') {
      this.#frames?.open(action.url, action.title);
      return;
    }
    this.toast(this.#strings.running(label));
    const isDone = await this.#frames?.run(id, action.functionName);
    if (!isDone) this.toast(this.#strings.functionFailed(label));
  }

  /** Reads what an add-in brings beside its pane, before the page is built around it. */
  protected prepare(_manifest: Manifest): Promise<void> {
    return Promise.resolve();
  }

  /** What the settings change in what is shown. */
  protected settingsChanged(): void {}

  /** Lets the pane begin anew, as for another document. */
  protected restartPane(): void {
    this.#frames?.restart();
  }

  protected closeFile(): void {
    if (this.current) this.hide(this.current, true);
    this.current = null;
    this.isEdited = false;
    this.refresh();
  }

  #buildPage(): Shell {
    this.controls = new Controls();
    document.documentElement.lang = this.#locale;
    const shell = this.build();
    if (this.#fault) shell.notice(this.#strings.fault(this.#fault));
    else if (this.query.fault) shell.notice(this.#strings.unknownFault(this.query.fault, Object.keys(faults)));
    return shell;
  }

  /** Builds the page again, in the language and with the add-in that hold now; the document stays. */
  #rebuild(): void {
    const shown = this.current;
    const wasPaneOpen = this.#frames?.isOpen ?? false;
    this.#frames?.destroy();
    this.#manifest = this.#readManifest();
    if (shown) this.hide(shown, false);
    const card = this.shell.scroller.querySelector<HTMLElement>(':scope > .state-card');
    this.#shell = this.#buildPage();
    if (this.#manifest) {
      this.#frames = new AddInFrames({
        strings: this.#strings,
        manifest: this.#manifest,
        locale: this.#locale,
        theme: () => effectiveTheme(this.#settings.theme),
        fault: () => this.#fault,
        log: this.log,
        documentHost: () => this.current?.host ?? null,
        onFocusExit: () => this.focusTarget()?.focus(),
        onChange: () => this.refresh(),
      });
      this.#shell.setPane(this.#frames.splitter, this.#frames.element);
    }
    if (shown) this.showAgain(shown);
    else if (card) this.#shell.setCard(card);
    if (wasPaneOpen) this.#frames?.open();
  }

  #readManifest(): Manifest | null {
    if (this.#manifestText === null) return null;
    try {
      const servedFrom = new URL(this.query.manifestUrl, location.href).href;
      return readManifest(this.#manifestText, { locale: this.#locale, host: this.kind.manifestHost, servedFrom });
    } catch (error) {
      console.warn('The manifest cannot be read.', error);
      return null;
    }
  }

  #showFailure(error: unknown): void {
    if (!(error instanceof OpenError)) throw error;
    const open = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: () => void this.openFromDisk() } },
      icon('open'),
      this.#strings.openDisk,
    );
    this.shell.setCard(stateCard('failed', error.message, error.help, [open]));
    this.shell.setName(this.#strings.appName);
  }

  #applyTheme(): void {
    document.documentElement.dataset['theme'] = effectiveTheme(this.#settings.theme);
  }
}
