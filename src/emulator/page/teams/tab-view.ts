import { AppFrame, type AppServices, type TeamsTheme } from '../../teams/app-frame.ts';
import type { AppTab } from '../../teams/app-manifest.ts';
import { el } from '../dom.ts';
import type { TeamsStrings } from './strings.ts';

/** A page that has not said that it is there after this long is shown as failed. */
const loadLimitMs = 30_000;

/** A personal tab of an app: its page in a frame, and the conversation with its teams-js. */
export class TabView {
  readonly element: HTMLElement;
  readonly #tab: AppTab;
  readonly #strings: TeamsStrings;
  readonly #services: Omit<AppServices, 'onLoaded' | 'onFailed'>;
  #frame: AppFrame | null = null;
  #theme: TeamsTheme;
  #limit = 0;

  constructor(
    tab: AppTab,
    strings: TeamsStrings,
    theme: TeamsTheme,
    services: Omit<AppServices, 'onLoaded' | 'onFailed'>,
  ) {
    this.#tab = tab;
    this.#strings = strings;
    this.#theme = theme;
    this.#services = services;
    this.element = el('section', { class: 'tab-view', attributes: { 'aria-label': tab.name } });
    this.load();
  }

  /** Loads the page, anew where it is there already: a link into the tab does so. */
  load(): void {
    this.close();
    const frame = el('iframe', {
      attributes: { title: this.#tab.name, src: this.#tab.contentUrl, allow: 'clipboard-read; clipboard-write' },
    });
    const waiting = el(
      'div',
      { class: 'state-card', attributes: { role: 'status' } },
      el('div', { class: 'spinner' }),
      el('p', {}, this.#strings.loading),
    );
    const settled = (): void => {
      clearTimeout(this.#limit);
      waiting.remove();
    };
    this.#frame = new AppFrame(frame, this.#tab.contentUrl, this.#theme, {
      ...this.#services,
      onLoaded: settled,
      onFailed: (reason) => {
        settled();
        this.#fail(reason);
      },
    });
    this.#limit = window.setTimeout(() => {
      settled();
      this.#fail('');
    }, loadLimitMs);
    this.element.replaceChildren(frame, waiting);
  }

  setTheme(theme: TeamsTheme): void {
    this.#theme = theme;
    this.#frame?.setTheme(theme);
  }

  close(): void {
    clearTimeout(this.#limit);
    this.#frame?.close();
    this.#frame = null;
  }

  #fail(reason: string): void {
    this.close();
    const { tabFailed, retry } = this.#strings;
    const again = el(
      'button',
      { class: 'control primary', attributes: { type: 'button' }, on: { click: () => this.load() } },
      retry,
    );
    this.element.replaceChildren(
      el(
        'div',
        { class: 'state-card failed', attributes: { role: 'alert' } },
        el('h2', {}, tabFailed),
        el('p', {}, reason),
        again,
      ),
    );
  }
}
