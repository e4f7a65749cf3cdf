import '../view/document.css';
import { spanText, storyParagraphs } from '../word/model/story.ts';
import { textOf } from '../word/model/text-leaves.ts';
import { App } from './app.ts';
import type { Playground } from './playground.ts';
import type { PageQuery } from './query.ts';
import { findText } from './text-search.ts';

/** Shows a text document; what tests need of it is `window.playground`. */
export function openWordPage(element: HTMLElement, query: PageQuery): void {
  const app = new App(element, query);

  /** Selects in the document and shows it. */
  function select(start: { paragraph: Element; offset: number }, end: { paragraph: Element; offset: number }): void {
    app.opened?.document.select({ anchor: start, focus: end });
  }

  const playground: Playground = {
    ready: app.start(),
    get document() {
      return app.opened?.document ?? null;
    },
    get manifest() {
      return app.manifest;
    },
    get pane() {
      return app.frames?.connection ?? null;
    },
    get counters() {
      return app.log.counters;
    },
    get wireLog() {
      return app.log.entries;
    },
    get renderedBlocks() {
      return app.opened?.session.view.rendered ?? 0;
    },
    get whenRendered() {
      return app.opened?.session.view.whenFilled ?? Promise.resolve();
    },
    get selection() {
      return app.opened?.document.selection ?? null;
    },
    resetCounters: () => app.log.resetCounters(),
    save: () => app.save(),
    openBytes: async (bytes, name) => app.openBytes(bytes, name),
    text: () => (app.opened ? storyParagraphs(app.opened.document.body).map(textOf).join('\n') : ''),
    selectText(text, occurrence = 1) {
      const span = app.opened && findText(app.opened.document.body, text, occurrence);
      if (!span) return false;
      select(span.start, span.end);
      return spanText(span) === text;
    },
    setSelection(start, end = start) {
      const paragraphs = app.opened ? storyParagraphs(app.opened.document.body) : [];
      const [from, to] = [paragraphs[start[0]], paragraphs[end[0]]];
      if (from && to) select({ paragraph: from, offset: start[1] }, { paragraph: to, offset: end[1] });
    },
  };
  window.playground = playground;
}
