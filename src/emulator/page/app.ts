import type { DocumentHost } from '../wire/document-host.ts';
import type { WordDocument } from '../word/word-document.ts';
import { createWordHost } from '../word/word-host.ts';
import { blankDocument } from '../word/package/blank-document.ts';
import { fileMenu, languageChoices, themeChoices } from './choices.ts';
import { createCommands } from './commands.ts';
import { watchDocumentArea } from './document-area.ts';
import { textFacts } from './document-facts.ts';
import { openDocument } from './document-loader.ts';
import { el } from './dom.ts';
import { Formatting } from './formatting.ts';
import { PageApp } from './page-app.ts';
import type { PageQuery } from './query.ts';
import { Review } from './review.ts';
import { createRibbon } from './ribbon.ts';
import { sampleAddress } from './samples.ts';
import { Session } from './session.ts';
import { createShell, stateCard, type Shell } from './shell.ts';
import { textLanguage } from './text-language.ts';

/** The opened document with everything that works on it. */
export interface OpenedDocument {
  readonly name: string;
  readonly session: Session;
  readonly document: WordDocument;
  readonly host: DocumentHost;
  readonly formatting: Formatting;
  readonly review: Review;
}

/** The page of a text document: what is opened, how it is shown, and what the person can do. */
export class App extends PageApp<OpenedDocument> {
  readonly apiAddress = '/playground/api.html';
  #factsTimer = 0;

  constructor(element: HTMLElement, query: PageQuery) {
    super(element, query, { manifestHost: 'Document', extension: 'docx' });
  }

  /** Per cent, in use now: the person's choice, or what fits beside comments and pane. */
  get zoom(): number {
    const root = this.current?.session.view.root;
    if (this.settings.zoom !== null || !root) return this.settings.zoom ?? 100;
    const sheet = Number.parseFloat(
      root.querySelector<HTMLElement>('.sheet')?.style.getPropertyValue('--page-width') ?? '',
    );
    const side = root.classList.contains('with-comments') ? 340 : 48;
    const room = ((this.shell.scroller.clientWidth - side) / (sheet || 794)) * 100;
    return Math.max(60, Math.min(100, Math.floor(room / 5) * 5));
  }

  newDocument(): void {
    this.openBytes(blankDocument(this.locale), `${this.strings.newDocument}.docx`);
    this.current?.session.view.root.focus();
  }

  fitWidth(): void {
    const sheet = this.current?.session.view.root.querySelector<HTMLElement>('.sheet');
    if (!sheet) return;
    const zoom = Math.floor(((this.shell.scroller.clientWidth - 48) / (sheet.offsetWidth || 1)) * 10) * 10;
    this.changeSettings({ zoom: Math.max(30, Math.min(250, zoom)) });
  }

  protected build(): Shell {
    const commands = createCommands(this);
    const shell = createShell(this.element, this.strings, this.controls, commands, (zoom) =>
      this.changeSettings({ zoom }),
    );
    const ribbon = createRibbon({
      strings: this.strings,
      controls: this.controls,
      commands,
      choices: {
        styles: () => this.current?.formatting.styles(this.locale) ?? [],
        style: () => this.current?.formatting.styleId() ?? '',
        setStyle: (id) => this.current?.formatting.setStyle(id),
        file: () => fileMenu(this, this.samples),
        theme: () => themeChoices(this),
        language: () => languageChoices(this),
      },
      manifest: this.manifest,
      runAddIn: (command) => void this.runAddIn(command),
    });
    shell.setRibbon(ribbon.tabs, ribbon.panels);
    watchDocumentArea(this, shell.scroller);
    new ResizeObserver(() => this.#applyZoom()).observe(shell.scroller);
    return shell;
  }

  protected async openDefault(): Promise<void> {
    const address = sampleAddress(this.samples, this.locale);
    if (address) await this.openAddress(address);
    else this.#showEmpty();
  }

  protected openFile(bytes: Uint8Array, name: string): void {
    const options = { readOnly: this.query.readOnly, author: this.strings.you };
    this.#show(openDocument(bytes, name, options, this.strings), name);
  }

  protected override restartPane(): void {
    super.restartPane();
    if (this.manifest && this.query.paneOpen && !this.frames?.isOpen) this.frames?.open();
  }

  protected showAgain({ document, name }: OpenedDocument): void {
    this.#show(document, name);
  }

  protected hide({ session, review }: OpenedDocument, isFinal: boolean): void {
    if (isFinal) review.close();
    session.close();
  }

  protected focusTarget(): HTMLElement | null {
    return this.current?.session.view.root ?? null;
  }

  protected override settingsChanged(): void {
    this.#applyZoom();
    this.current?.review.showComments(this.settings.showComments);
  }

  protected refreshOwn(): void {
    this.#applyZoom();
  }

  #show(opened: WordDocument, name: string): void {
    this.shell.setCard(null);
    const formatting = new Formatting(opened);
    const review = new Review(
      opened,
      () => session,
      this.shell.scroller,
      this.strings,
      () => this.refresh(),
    );
    const session: Session = new Session(this.shell.scroller, opened, name, {
      label: this.strings.documentText,
      formatting,
      events: {
        onChange: (change) => {
          if (change.parts.size > 0) this.isEdited = true;
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
      openDocument: (bytes) => this.openBytes(bytes, `${this.strings.newDocument}.docx`),
    });
    this.current = { name, session, document: opened, host, formatting, review };
    review.start(this.settings.showComments);
    this.shell.setName(name);
    this.#applyZoom();
    this.#countSoon();
    this.refresh();
  }

  #showEmpty(): void {
    const strings = this.strings;
    const action = (label: string, isPrimary: boolean, run: () => void): HTMLElement =>
      el(
        'button',
        { class: `control ${isPrimary ? 'primary' : 'plain'}`, attributes: { type: 'button' }, on: { click: run } },
        label,
      );
    this.shell.setCard(
      stateCard('empty', strings.emptyTitle, strings.emptyText, [
        action(strings.openDisk, true, () => void this.openFromDisk()),
        action(strings.newDocument, false, () => this.newDocument()),
      ]),
    );
    this.shell.setName(strings.appName);
  }

  #applyZoom(): void {
    const { zoom } = this;
    this.shell.setZoom(zoom);
    this.current?.session.view.root.style.setProperty('--zoom', String(zoom / 100));
  }

  #countSoon(): void {
    clearTimeout(this.#factsTimer);
    this.#factsTimer = window.setTimeout(() => this.#showFacts(), 400);
  }

  #showFacts(): void {
    const opened = this.current?.document;
    if (!opened) {
      this.shell.setStatus([]);
      return;
    }
    const { words, characters } = textFacts(opened.body);
    const format = new Intl.NumberFormat(this.locale);
    const language = new Intl.DisplayNames([this.locale], { type: 'language' }).of(
      this.current?.host.contentLanguage ?? this.locale,
    );
    this.shell.setStatus([
      this.strings.words(format.format(words)),
      this.strings.characters(format.format(characters)),
      language ?? '',
      opened.isTracking ? this.strings.trackingOn : this.strings.trackingOff,
    ]);
  }
}
