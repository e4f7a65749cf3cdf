import type { AddIn } from '../wire/app-context.ts';
import { connectPane, type PaneConnection } from '../wire/connect-pane.ts';
import type { DialogRequest, FocusExit } from '../wire/conversation.ts';
import type { DocumentHost } from '../wire/document-host.ts';
import type { FaultName } from '../wire/faults.ts';
import type { WireLog } from '../wire/wire-log.ts';
import { el, icon } from './dom.ts';
import type { Manifest } from './manifest.ts';
import { openModal, type Modal } from './modal.ts';
import { makeSplitter } from './splitter.ts';
import type { Strings } from './strings.ts';

/** An add-in that has not answered after this long is shown as failed. */
const answerTimeoutMs = 30_000;
const leastWidth = 320;
const widthKey = 'playground-pane-width';

export interface PaneEnvironment {
  readonly strings: Strings;
  readonly manifest: Manifest;
  readonly locale: string;
  readonly theme: () => 'light' | 'dark';
  readonly fault: () => FaultName | null;
  readonly log: WireLog;
  readonly documentHost: () => DocumentHost | null;
  readonly onFocusExit: (exit: FocusExit) => void;
  readonly onChange: () => void;
}

/** The frames of one add-in: its pane at the right, the hidden frame of its function commands, and its dialogs. */
export class AddInFrames {
  readonly element: HTMLElement;
  readonly splitter: HTMLElement;
  readonly #environment: PaneEnvironment;
  readonly #title: HTMLElement;
  readonly #body: HTMLElement;
  #pane: { readonly connection: PaneConnection; readonly frame: HTMLIFrameElement } | null = null;
  #functions: { readonly connection: PaneConnection; readonly frame: HTMLIFrameElement } | null = null;
  #dialog: { readonly modal: Modal; readonly connection: PaneConnection } | null = null;
  #url: string;

  constructor(environment: PaneEnvironment) {
    const { strings, manifest } = environment;
    this.#environment = environment;
    this.#url = manifest.sourceUrl;
    this.#title = el('h2', { attributes: { id: 'pane-title' } }, manifest.name);
    this.#body = el('div', { class: 'pane-body' });
    this.splitter = el('div', { class: 'splitter', attributes: { 'aria-label': strings.resizePane, hidden: true } });
    this.element = el(
      'aside',
      { class: 'pane', attributes: { 'aria-labelledby': 'pane-title', hidden: true } },
      el(
        'header',
        {},
        manifest.icon ? el('img', { attributes: { src: manifest.icon, alt: '', width: '18', height: '18' } }) : null,
        this.#title,
        el(
          'button',
          {
            class: 'control icon',
            attributes: { type: 'button', title: strings.closePane, 'aria-label': strings.closePane },
            on: { click: () => this.close() },
          },
          icon('close', 16),
        ),
      ),
      this.#body,
    );
    this.#setWidth(Number(localStorage.getItem(widthKey)) || 360);
    makeSplitter(
      this.splitter,
      { least: leastWidth, most: () => Math.max(leastWidth, innerWidth - 360) },
      () => Number.parseInt(this.element.style.getPropertyValue('--pane-width'), 10),
      (width) => this.#setWidth(width),
    );
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** The conversation with the pane's office.js; `null` while the pane is closed. */
  get connection(): PaneConnection | null {
    return this.#pane?.connection ?? null;
  }

  /** Shows the pane; a pane that is open and shows this address already is left as it is. */
  open(url = this.#environment.manifest.sourceUrl, title: string | null = null): void {
    this.#title.textContent = title ?? this.#environment.manifest.name;
    const isShown = this.#pane !== null && this.#url === url;
    this.#url = url;
    this.#show(true);
    if (!isShown) this.#load();
  }

  /** Loads the pane's page where nobody sees it, for the functions in cells that share its runtime. */
  start(): void {
    if (!this.#pane) this.#load();
  }

  /** Removes the pane, as Office on the web does: its page is unloaded, but for one that functions in cells share. */
  close(): void {
    if (!this.#environment.manifest.functions) this.#unload();
    this.#show(false);
    this.#environment.onFocusExit('escape');
  }

  /** Begins the conversations again, with another document. */
  restart(): void {
    this.#functions?.connection.close();
    this.#functions?.frame.remove();
    this.#functions = null;
    const wasStarted = this.#pane !== null;
    this.#unload();
    if (this.isOpen || wasStarted) this.#load();
  }

  /** Takes the frames and their conversations away for good. */
  destroy(): void {
    this.#unload();
    this.#functions?.connection.close();
    this.#functions?.frame.remove();
    this.#functions = null;
    this.splitter.remove();
    this.element.remove();
  }

  focus(): void {
    this.#pane?.frame.focus();
    this.#pane?.connection.conversation.focus();
  }

  /**
   * Runs a function of the manifest's function file in its hidden frame.
   *
   * @returns whether the add-in knew the function; it is done when this settles
   */
  async run(commandId: string, functionName: string): Promise<boolean> {
    const file = this.#environment.manifest.functionFile;
    const documentHost = this.#environment.documentHost();
    if (!file || !documentHost) return false;
    if (!this.#functions) {
      const frame = el('iframe', {
        class: 'function-frame',
        attributes: { title: '', 'aria-hidden': 'true', tabindex: '-1' },
      });
      this.#functions = { frame, connection: this.#connect(frame, file, documentHost) };
      document.body.append(frame);
    }
    const { conversation } = this.#functions.connection;
    const answered = await Promise.race([conversation.runCommand(commandId, functionName), late(answerTimeoutMs * 4)]);
    return answered === 'completed';
  }

  #show(isShown: boolean): void {
    this.element.hidden = !isShown;
    this.splitter.hidden = !isShown;
    this.#environment.onChange();
  }

  #setWidth(width: number): void {
    this.element.style.setProperty('--pane-width', `${width}px`);
    localStorage.setItem(widthKey, String(width));
  }

  #unload(): void {
    this.#closeDialog();
    this.#pane?.connection.close();
    this.#pane?.frame.remove();
    this.#pane = null;
    this.#body.replaceChildren();
  }

  #load(): void {
    this.#unload();
    const documentHost = this.#environment.documentHost();
    if (!documentHost) return;
    const { strings, manifest } = this.#environment;
    const frame = el('iframe', { attributes: { title: manifest.name, allow: 'clipboard-read; clipboard-write' } });
    const waiting = el(
      'div',
      { class: 'state-card', attributes: { role: 'status' } },
      el('div', { class: 'spinner' }),
      el('p', {}, strings.loadingPane),
    );
    const connection = this.#connect(frame, this.#url, documentHost);
    this.#passFocusKeys(frame);
    this.#body.replaceChildren(waiting, frame);
    this.#pane = { connection, frame };
    void Promise.race([connection.conversation.ready.then(() => 'ready'), late(answerTimeoutMs)]).then((outcome) => {
      if (this.#pane?.frame !== frame) return;
      waiting.remove();
      if (outcome === 'late') this.#fail();
    });
  }

  #fail(): void {
    const { strings } = this.#environment;
    this.#unload();
    const retry = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: () => this.#load() } },
      strings.retry,
    );
    this.#body.replaceChildren(
      el(
        'div',
        { class: 'state-card failed', attributes: { role: 'alert' } },
        el('span', { class: 'emblem' }, icon('warning', 32)),
        el('h2', {}, strings.paneFailed),
        el('p', {}, strings.paneFailedHelp),
        el('div', { class: 'actions' }, retry),
      ),
    );
  }

  /** F6 goes round in the pane too: its keys reach this page only where the add-in is on the same origin. */
  #passFocusKeys(frame: HTMLIFrameElement): void {
    frame.addEventListener('load', () => {
      frame.contentDocument?.addEventListener('keydown', ({ key, shiftKey }) => {
        if (key === 'F6') document.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey }));
      });
    });
  }

  /** Names the frame, from which office.js learns whom to talk to: that must be done before it is put into the page. */
  #connect(frame: HTMLIFrameElement, url: string, documentHost: DocumentHost, isDialog = false): PaneConnection {
    const { manifest, locale, fault, log, theme, onFocusExit } = this.#environment;
    const address = new URL(url);
    // The conversation has no field for the theme: the add-in reads it from its address.
    if (!isDialog) address.searchParams.set('theme', theme());
    const addIn: AddIn = {
      name: manifest.name,
      sourceUrl: address.href,
      domains: [manifest.sourceUrl, ...manifest.appDomains],
    };
    return connectPane(frame, {
      documentHost,
      addIn,
      locale,
      fault,
      log,
      isDialog,
      onFocusExit,
      ...(isDialog
        ? {
            onMessageToParent: ({ content, origin }) =>
              this.#toPane({ messageType: 0, messageContent: content, messageOrigin: origin }),
          }
        : {
            onVisibilityChange: (visible) => (visible ? this.open(this.#url) : this.#show(false)),
            onDialogOpen: (request) => this.#openDialog(request, documentHost),
            onDialogClose: () => this.#closeDialog(),
            onMessageToDialog: ({ content, origin }) =>
              this.#dialog?.connection.conversation.fire('dialogParentMessageReceived', {
                messageType: 1,
                messageContent: content,
                messageOrigin: origin,
              }),
          }),
    });
  }

  #toPane(data: unknown): void {
    this.#pane?.connection.conversation.fire('dialogMessageReceived', data);
  }

  /** A dialog that the host draws (`displayInIframe`); sizes are per cent of the window. */
  #openDialog(request: DialogRequest, documentHost: DocumentHost): void {
    this.#closeDialog();
    const { strings, manifest } = this.#environment;
    const frame = el('iframe', { attributes: { title: manifest.name } });
    const connection = this.#connect(frame, request.url, documentHost, true);
    const modal = openModal({
      title: manifest.name,
      closeLabel: strings.close,
      content: [frame],
      size: { width: clampShare(request.width), height: clampShare(request.height) },
      onDismiss: () => {
        this.#dialog?.connection.close();
        this.#dialog = null;
        // 12006: the person closed the dialog.
        this.#toPane({ messageType: 12006 });
      },
    });
    this.#dialog = { modal, connection };
  }

  #closeDialog(): void {
    const dialog = this.#dialog;
    this.#dialog = null;
    dialog?.connection.close();
    dialog?.modal.close();
  }
}

function clampShare(share: number): number {
  return Math.max(30, Math.min(98, share || 60));
}

function late(timeoutMs: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), timeoutMs));
}
