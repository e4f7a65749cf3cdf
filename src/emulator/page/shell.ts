import { el, icon } from './dom.ts';
import type { Controls } from './controls.ts';
import type { PageCommands } from './ribbon.ts';
import type { Strings } from './strings.ts';

/** The frame of the page: where everything else is put. */
export interface Shell {
  readonly scroller: HTMLElement;
  readonly desk: HTMLElement;
  setName(name: string): void;
  setState(text: string): void;
  setRibbon(tabs: HTMLElement, panels: HTMLElement): void;
  setPane(splitter: HTMLElement, pane: HTMLElement): void;
  setStatus(facts: readonly string[]): void;
  setZoom(percent: number): void;
  /** A line above the document that stays until it is dismissed. */
  notice(text: string): void;
  /** A short message that goes by itself; read out by screen readers. */
  toast(text: string): void;
  /**
   * Says that work has begun, which may hold the page up, once that is painted; gives what takes it away again. Work that is soon done is
   * not told of. With `cancel` it can be ended.
   */
  working(cancel?: () => void): Promise<() => void>;
  /** Shows a card in place of the document; `null` takes it away. */
  setCard(card: HTMLElement | null): void;
}

/** Builds the page's landmarks into `app`. */
export function createShell(
  app: HTMLElement,
  strings: Strings,
  controls: Controls,
  commands: Pick<PageCommands, 'undo' | 'redo' | 'about' | 'zoomIn' | 'zoomOut'>,
  onZoom: (percent: number) => void,
): Shell {
  const name = el('h1', {}, strings.appName);
  const state = el('span', { class: 'state', attributes: { role: 'status' } });
  const titleBar = el(
    'header',
    { class: 'title-bar' },
    el('span', { class: 'mark', attributes: { title: strings.appName } }, icon('list', 18)),
    controls.button(commands.undo),
    controls.button(commands.redo),
    el('div', { class: 'name' }, name, state),
    controls.button(commands.about),
  );
  const tabs = el('div');
  const panels = el('div');
  const notices = el('div', { class: 'notices' });
  const scroller = el('div', { class: 'scroller', attributes: { 'data-drop': strings.dropFile } });
  const main = el('main', { class: 'desk', attributes: { 'aria-label': strings.document } }, scroller);
  const facts = el('span', { class: 'facts' });
  const percent = el('span', { class: 'percent' }, '100%');
  const slider = el('input', {
    attributes: { type: 'range', min: '30', max: '250', step: '10', value: '100', 'aria-label': strings.zoom },
    on: { input: () => onZoom(Number(slider.value)) },
  });
  const status = el(
    'footer',
    { class: 'status-bar', attributes: { 'aria-label': strings.status } },
    facts,
    el('span', { class: 'spacer' }),
    controls.button(commands.zoomOut),
    slider,
    controls.button(commands.zoomIn),
    percent,
  );
  const live = el('div', { class: 'toast', attributes: { role: 'status', hidden: true } });
  let hiding = 0;
  app.replaceChildren(titleBar, tabs, panels, notices, main, status);
  const working = el('div', { class: 'working', attributes: { role: 'status', hidden: true } });
  let works = 0;
  document.body.append(live, working);
  return {
    scroller,
    desk: main,
    setName: (text) => {
      name.textContent = text;
      document.title = `${text} – ${strings.appName}`;
    },
    setState: (text) => (state.textContent = text),
    setRibbon: (newTabs, newPanels) => {
      tabs.replaceChildren(newTabs);
      panels.replaceChildren(newPanels);
    },
    setPane: (splitter, pane) => main.append(splitter, pane),
    working: async (cancel) => {
      works += 1;
      const button =
        cancel &&
        el('button', { class: 'control', attributes: { type: 'button' }, on: { click: cancel } }, strings.cancel);
      working.replaceChildren(el('span', { class: 'wheel' }), strings.working, ...(button ? [button] : []));
      working.hidden = false;
      await painted();
      return () => {
        works -= 1;
        working.hidden = works === 0;
      };
    },
    setStatus: (texts) => facts.replaceChildren(...texts.map((text) => el('span', {}, text))),
    setZoom: (value) => {
      slider.value = String(value);
      percent.textContent = `${value}%`;
    },
    notice: (text) => {
      const close = el(
        'button',
        { class: 'control icon', attributes: { type: 'button', 'aria-label': strings.close, title: strings.close } },
        icon('close', 14),
      );
      const line = el(
        'div',
        { class: 'notice', attributes: { role: 'status' } },
        icon('warning', 18),
        el('span', {}, text),
        close,
      );
      close.addEventListener('click', () => line.remove());
      notices.append(line);
    },
    toast: (text) => {
      live.textContent = text;
      live.hidden = false;
      clearTimeout(hiding);
      hiding = window.setTimeout(() => (live.hidden = true), 4000);
    },
    setCard: (card) => {
      scroller.querySelector(':scope > .state-card')?.remove();
      if (card) scroller.append(card);
    },
  };
}

/** A card that says why there is no document, with what to do. */
export function stateCard(
  kind: 'loading' | 'empty' | 'failed',
  title: string,
  text: string,
  actions: readonly HTMLElement[] = [],
): HTMLElement {
  const emblem =
    kind === 'loading'
      ? el('div', { class: 'spinner' })
      : el('span', { class: 'emblem' }, icon(kind === 'failed' ? 'warning' : 'file', 32));
  return el(
    'div',
    { class: `state-card ${kind}`, attributes: { role: kind === 'failed' ? 'alert' : 'status' } },
    emblem,
    el('h2', {}, title),
    text ? el('p', {}, text) : null,
    actions.length > 0 ? el('div', { class: 'actions' }, ...actions) : null,
  );
}

/** When what was changed has been painted; a page that nobody looks at is not painted, and does not wait. */
function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
