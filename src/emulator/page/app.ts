import type { DocumentHost } from '../wire/document-host.ts';
import { isFaultName, type FaultName } from '../wire/faults.ts';
import { WireLog } from '../wire/wire-log.ts';
import type { WordDocument } from '../word/word-document.ts';
import { createWordHost } from '../word/word-host.ts';
import { blankDocument } from '../word/package/blank-document.ts';
import { fileMenu, languageChoices, themeChoices } from './choices.ts';
import { createCommands } from './commands.ts';
import { Controls } from './controls.ts';
import { watchDocumentArea } from './document-area.ts';
import { textFacts } from './document-facts.ts';
import { fetchDocument, openDocument, OpenError } from './document-loader.ts';
import { el, icon } from './dom.ts';
import { download, pickFile } from './files.ts';
import { watchDocumentKeys, watchFocusKeys } from './focus-keys.ts';
import { Formatting } from './formatting.ts';
import { readManifest, type Manifest, type ManifestCommand } from './manifest.ts';
import { AddInFrames } from './pane.ts';
import type { PageQuery } from './query.ts';
import { Review } from './review.ts';
import { createRibbon } from './ribbon.ts';
import { loadSamples, sampleAddress, type Sample } from './samples.ts';
import { Session } from './session.ts';
import { effectiveTheme, loadSettings, saveSettings, type PageSettings } from './settings.ts';
import { createShell, stateCard, type Shell } from './shell.ts';
import { stringsFor, type Strings } from './strings.ts';
import { textLanguage } from './text-language.ts';

/** The opened document with everything that works on it. */
export interface OpenedDocument {
  readonly session: Session;
  readonly document: WordDocument;
  readonly host: DocumentHost;
  readonly formatting: Formatting;
  readonly review: Review;
}

/** The page as a whole: what is opened, how it is shown, and what the person can do. */
export class App {
  readonly log = new WireLog();
  readonly #element: HTMLElement;
  readonly #query: PageQuery;
  readonly #fault: FaultName | null;
  #locale: string;
  #strings: Strings;
  #settings: PageSettings = loadSettings();
  #controls = new Controls();
  #shell: Shell;
  #opened: OpenedDocument | null = null;
  #manifest: Manifest | null = null;
  #manifestText: string | null = null;
  #frames: AddInFrames | null = null;
  #samples: readonly Sample[] = [];
  #isEdited = false;
  #isRefreshDue = false;
  #factsTimer = 0;

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
      document: this.#opened?.session.view.root ?? null,
      pane: this.#frames?.isOpen ? this.#frames : null,
    }));
  }

  get opened(): OpenedDocument | null {
    return this.#opened;
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

  /** Per cent, in use now: the person's choice, or what fits beside comments and pane. */
  get zoom(): number {
    const root = this.#opened?.session.view.root;
    if (this.#settings.zoom !== null || !root) return this.#settings.zoom ?? 100;
    const sheet = Number.parseFloat(
      root.querySelector<HTMLElement>('.sheet')?.style.getPropertyValue('--page-width') ?? '',
    );
    const side = root.classList.contains('with-comments') ? 340 : 48;
    const room = ((this.#shell.scroller.clientWidth - side) / (sheet || 794)) * 100;
    return Math.max(60, Math.min(100, Math.floor(room / 5) * 5));
  }

  /** Reads the manifest, opens what the address asks for, and begins the pane. */
  async start(): Promise<void> {
    const { documentUrl, paneOpen, manifestUrl } = this.#query;
    const manifest = fetch(manifestUrl)
      .then((response) => (response.ok ? response.text() : null))
      .catch(() => null);
    const samples = loadSamples().then((list) => (this.#samples = list));
    const address = documentUrl ?? sampleAddress(await samples, this.#locale);
    if (address) await this.openAddress(address);
    else this.#showEmpty();
    this.#manifestText = await manifest;
    this.#rebuild();
    if (!this.#manifest)
      this.#shell.notice(`${this.#strings.paneMissing} ${this.#strings.paneMissingHelp(manifestUrl)}`);
    if (this.#manifest && paneOpen && this.#opened) this.#frames?.open();
  }

  async openAddress(address: string): Promise<void> {
    const name = address.split('/').at(-1) ?? address;
    this.#closeDocument();
    this.#shell.setCard(stateCard('loading', this.#strings.opening(name), ''));
    try {
      const { bytes, name: fileName } = await fetchDocument(address, this.#strings);
      this.openBytes(bytes, fileName);
    } catch (error) {
      this.#showFailure(error);
    }
  }

  /** Opens a file's bytes; shows why when they are no document. */
  openBytes(bytes: Uint8Array, name: string): void {
    this.#closeDocument();
    try {
      const options = { readOnly: this.#query.readOnly, author: this.#strings.you };
      this.#show(openDocument(bytes, name, options, this.#strings), name);
      this.#frames?.restart();
      if (this.#manifest && this.#query.paneOpen && !this.#frames?.isOpen) this.#frames?.open();
    } catch (error) {
      this.#showFailure(error);
    }
  }

  newDocument(): void {
    this.openBytes(blankDocument(this.#locale), `${this.#strings.newDocument}.docx`);
    this.#opened?.session.view.root.focus();
  }

  async openFromDisk(): Promise<void> {
    const file = await pickFile('docx');
    if (file) this.openBytes(new Uint8Array(await file.arrayBuffer()), file.name);
  }

  save(): Uint8Array {
    if (!this.#opened) throw new Error('No document is open.');
    return this.#opened.document.save();
  }

  saveCopy(): void {
    if (!this.#opened) return;
    download(this.save(), this.#opened.session.name, 'docx');
    this.#isEdited = false;
    this.refresh();
  }

  changeSettings(change: Partial<PageSettings>): void {
    const before = effectiveTheme(this.#settings.theme);
    this.#settings = { ...this.#settings, ...change };
    saveSettings(this.#settings);
    this.#applyTheme();
    this.#applyZoom();
    this.#opened?.review.showComments(this.#settings.showComments);
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

  fitWidth(): void {
    const sheet = this.#opened?.session.view.root.querySelector<HTMLElement>('.sheet');
    if (!sheet) return;
    const zoom = Math.floor(((this.#shell.scroller.clientWidth - 48) / (sheet.offsetWidth || 1)) * 10) * 10;
    this.changeSettings({ zoom: Math.max(30, Math.min(250, zoom)) });
  }

  toast(text: string): void {
    this.#shell.toast(text);
  }

  /** Follows the state of document and page in every control, before the next frame. */
  refresh(): void {
    if (this.#isRefreshDue) return;
    this.#isRefreshDue = true;
    requestAnimationFrame(() => {
      this.#isRefreshDue = false;
      this.#controls.refresh();
      this.#applyZoom();
      const { readOnly } = this.#opened?.document ?? {};
      const state = readOnly ? this.#strings.readOnly : this.#isEdited ? this.#strings.unsaved : this.#strings.saved;
      this.#shell.setState(this.#opened ? state : '');
    });
  }

  /** Does what a command of the add-in says. */
  async runAddIn(command: ManifestCommand): Promise<void> {
    const { action, label } = command;
    if (action.kind === 'show-pane') {
      this.#frames?.open(action.url, action.title);
      return;
    }
    this.toast(this.#strings.running(label));
    const isDone = await this.#frames?.run(command.id, action.functionName);
    if (!isDone) this.toast(this.#strings.functionFailed(label));
  }

  #build(): Shell {
    this.#controls = new Controls();
    document.documentElement.lang = this.#locale;
    const commands = createCommands(this);
    const shell = createShell(this.#element, this.#strings, this.#controls, commands, (zoom) =>
      this.changeSettings({ zoom }),
    );
    const ribbon = createRibbon({
      strings: this.#strings,
      controls: this.#controls,
      commands,
      choices: {
        styles: () => this.#opened?.formatting.styles(this.#locale) ?? [],
        style: () => this.#opened?.formatting.styleId() ?? '',
        setStyle: (id) => this.#opened?.formatting.setStyle(id),
        file: () => fileMenu(this, this.#samples),
        theme: () => themeChoices(this),
        language: () => languageChoices(this),
      },
      manifest: this.#manifest,
      runAddIn: (command) => void this.runAddIn(command),
    });
    shell.setRibbon(ribbon.tabs, ribbon.panels);
    watchDocumentArea(this, shell.scroller);
    if (this.#fault) shell.notice(this.#strings.fault(this.#fault));
    new ResizeObserver(() => this.#applyZoom()).observe(shell.scroller);
    return shell;
  }

  /** Builds the page again, in the language and with the add-in that hold now; the document stays. */
  #rebuild(): void {
    const shown = this.#opened;
    const wasPaneOpen = this.#frames?.isOpen ?? false;
    this.#frames?.destroy();
    this.#manifest = this.#readManifest();
    if (shown) shown.session.close();
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
        onFocusExit: () => this.#opened?.session.view.root.focus(),
        onChange: () => this.refresh(),
      });
      this.#shell.setPane(this.#frames.splitter, this.#frames.element);
    }
    if (shown) this.#show(shown.document, shown.session.name);
    else if (card) this.#shell.setCard(card);
    if (wasPaneOpen) this.#frames?.open();
  }

  #readManifest(): Manifest | null {
    if (this.#manifestText === null) return null;
    try {
      const servedFrom = new URL(this.#query.manifestUrl, location.href).href;
      return readManifest(this.#manifestText, { locale: this.#locale, host: 'Document', servedFrom });
    } catch (error) {
      console.warn('The manifest cannot be read.', error);
      return null;
    }
  }

  #show(opened: WordDocument, name: string): void {
    this.#shell.setCard(null);
    const formatting = new Formatting(opened);
    const review = new Review(
      opened,
      () => session,
      this.#shell.scroller,
      this.#strings,
      () => this.refresh(),
    );
    const session: Session = new Session(this.#shell.scroller, opened, name, {
      label: this.#strings.documentText,
      formatting,
      events: {
        onChange: (change) => {
          if (change.parts.size > 0) this.#isEdited = true;
          review.follow(change);
          this.refresh();
          this.#countSoon();
        },
        onSelection: () => {
          formatting.forgetPending();
          review.followSelection();
          this.refresh();
        },
        onRendered: () => review.rendered(),
      },
    });
    const host = createWordHost(opened, {
      url: new URL(name, new URL('/documents/', location.href)).href,
      contentLanguage: textLanguage(opened),
      openDocument: (bytes) => this.openBytes(bytes, `${this.#strings.newDocument}.docx`),
    });
    this.#opened = { session, document: opened, host, formatting, review };
    review.start(this.#settings.showComments);
    this.#shell.setName(name);
    this.#applyZoom();
    this.#countSoon();
    this.refresh();
  }

  #closeDocument(): void {
    this.#opened?.review.close();
    this.#opened?.session.close();
    this.#opened = null;
    this.#isEdited = false;
    this.refresh();
  }

  #showEmpty(): void {
    const strings = this.#strings;
    const action = (label: string, isPrimary: boolean, run: () => void): HTMLElement =>
      el(
        'button',
        { class: `control ${isPrimary ? 'primary' : 'plain'}`, attributes: { type: 'button' }, on: { click: run } },
        label,
      );
    this.#shell.setCard(
      stateCard('empty', strings.emptyTitle, strings.emptyText, [
        action(strings.openDisk, true, () => void this.openFromDisk()),
        action(strings.newDocument, false, () => this.newDocument()),
      ]),
    );
    this.#shell.setName(strings.appName);
  }

  #showFailure(error: unknown): void {
    if (!(error instanceof OpenError)) throw error;
    const strings = this.#strings;
    const open = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: () => void this.openFromDisk() } },
      icon('open'),
      strings.openDisk,
    );
    this.#shell.setCard(stateCard('failed', error.message, error.help, [open]));
    this.#shell.setName(strings.appName);
  }

  #applyTheme(): void {
    document.documentElement.dataset['theme'] = effectiveTheme(this.#settings.theme);
  }

  #applyZoom(): void {
    const { zoom } = this;
    this.#shell.setZoom(zoom);
    this.#opened?.session.view.root.style.setProperty('--zoom', String(zoom / 100));
  }

  #countSoon(): void {
    clearTimeout(this.#factsTimer);
    this.#factsTimer = window.setTimeout(() => this.#showFacts(), 400);
  }

  #showFacts(): void {
    const opened = this.#opened?.document;
    if (!opened) {
      this.#shell.setStatus([]);
      return;
    }
    const { words, characters } = textFacts(opened.body);
    const format = new Intl.NumberFormat(this.#locale);
    const language = new Intl.DisplayNames([this.#locale], { type: 'language' }).of(
      this.#opened?.host.contentLanguage ?? this.#locale,
    );
    this.#shell.setStatus([
      this.#strings.words(format.format(words)),
      this.#strings.characters(format.format(characters)),
      language ?? '',
      opened.isTracking ? this.#strings.trackingOn : this.#strings.trackingOff,
    ]);
  }
}
