import type { App } from './app.ts';
import type { Command } from './controls.ts';
import { openContextMenu } from './ribbon.ts';
import { copiedText } from './typing-model.ts';

/** What the mouse does over the document besides selecting: dropping a file, the context menu, following a link. */
export function watchDocumentArea(app: App, scroller: HTMLElement): void {
  scroller.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    scroller.classList.add('dropping');
  });
  scroller.addEventListener('dragleave', () => scroller.classList.remove('dropping'));
  scroller.addEventListener('drop', (event) => {
    event.preventDefault();
    scroller.classList.remove('dropping');
    const file = event.dataTransfer?.files[0];
    if (file) void file.arrayBuffer().then((buffer) => app.openBytes(new Uint8Array(buffer), file.name));
  });
  scroller.addEventListener('contextmenu', (event) => {
    const root = app.opened?.session.view.root;
    if (!root?.contains(event.target as Node)) return;
    event.preventDefault();
    // The keyboard's menu key gives no place: the caret's is taken.
    const isByKey = event.clientX === 0 && event.clientY === 0;
    const caret = isByKey ? app.opened?.session.selection.rectangle() : null;
    const at = caret ? { x: caret.left, y: caret.bottom } : { x: event.clientX, y: event.clientY };
    const { strings, manifest } = app;
    openContextMenu(root, at, ownCommands(app), {
      strings,
      manifest,
      runAddIn: (command) => void app.runAddIn(command),
    });
  });
  scroller.addEventListener('click', (event) => followLink(app, event));
}

function ownCommands(app: App): readonly (Command | 'separator')[] {
  const { strings, opened } = app;
  if (!opened) return [];
  const { document, formatting } = opened;
  const review = opened.review.contextCommands();
  const isWritable = (): boolean => !document.readOnly;
  return [
    {
      label: strings.cut,
      shortcut: 'Ctrl+X',
      isEnabled: isWritable,
      run: () => void copy(app).then(() => formatting.type(document.selectedSpan, '')),
    },
    { label: strings.copy, shortcut: 'Ctrl+C', run: () => void copy(app) },
    { label: strings.paste, shortcut: 'Ctrl+V', isEnabled: isWritable, run: () => void paste(app) },
    ...(review.length > 0 ? (['separator', ...review] as const) : []),
  ];
}

async function copy(app: App): Promise<void> {
  if (!app.opened) return;
  const { text, html } = copiedText(app.opened.document);
  const blob = (content: string, type: string): Blob => new Blob([content], { type });
  await navigator.clipboard.write([
    new ClipboardItem({ 'text/plain': blob(text, 'text/plain'), 'text/html': blob(html, 'text/html') }),
  ]);
}

async function paste(app: App): Promise<void> {
  // The browser may ask the person first, and they may say no.
  const text = await navigator.clipboard.readText().catch(() => '');
  if (app.opened && text) app.opened.formatting.type(app.opened.document.selectedSpan, text.replace(/\r\n?/g, '\n'));
}

/** Ctrl+click follows a link: web addresses in a new tab, bookmarks in the document. */
function followLink(app: App, event: MouseEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const target = (event.target as Element).closest<HTMLElement>('.link')?.dataset['target'];
  if (!target) return;
  if (target.startsWith('#')) {
    const mark = `[data-bookmark="${CSS.escape(target.slice(1))}"]`;
    app.opened?.session.view.root.querySelector(mark)?.scrollIntoView({ block: 'center' });
  } else if (/^(https?|mailto):/i.test(target)) window.open(target, '_blank', 'noopener,noreferrer');
}
