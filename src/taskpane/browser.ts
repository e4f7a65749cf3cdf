import type { TokenVault } from '../assistant/access.ts';
import type { TextStorage } from '../assistant/settings.ts';

/** The browser's storage; a frame that may not use it keeps things for as long as it lives. */
export function browserStorage(): TextStorage {
  const memory = new Map<string, string>();
  return {
    read(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return memory.get(key) ?? null;
      }
    },
    write(key, value) {
      memory.set(key, value);
      try {
        localStorage.setItem(key, value);
      } catch {
        // Kept in memory above: the setting holds until the pane closes.
      }
    },
  };
}

const tokenKey = 'inkstone.token';

/**
 * A place for the token when the person wants to stay in: `sessionStorage`, which belongs to this window alone, is never written
 * to the disk beside documents as `localStorage` is, and ends with the window. Office reloads panes, so that memory alone would
 * ask again and again. Who could read it by a script in this page could as well read the memory.
 */
export function sessionVault(): TokenVault {
  return {
    read() {
      try {
        return sessionStorage.getItem(tokenKey);
      } catch {
        return null;
      }
    },
    write(token) {
      try {
        if (token === null) sessionStorage.removeItem(tokenKey);
        else sessionStorage.setItem(tokenKey, token);
      } catch {
        // A frame without storage: the token is kept in memory, and asked for again after a reload.
      }
    },
  };
}

const promptKey = 'inkstone.prompt';

/** What is typed into the prompt, kept for this window alone and until it closes: Office reloads panes. */
export interface PromptKeeper {
  read(): string;
  keep(prompt: string): void;
}

export function sessionPrompt(): PromptKeeper {
  return {
    read() {
      try {
        return sessionStorage.getItem(promptKey) ?? '';
      } catch {
        return '';
      }
    },
    keep(prompt) {
      try {
        if (prompt === '') sessionStorage.removeItem(promptKey);
        else sessionStorage.setItem(promptKey, prompt);
      } catch {
        // A frame without storage, or one that is full: the prompt lasts as long as the page.
      }
    },
  };
}

/** Copies as text and as formatted text; where the frame may not write to the clipboard, by the older command. */
export async function copyToClipboard({ text, html }: { readonly text: string; readonly html: string }): Promise<void> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([text], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      }),
    ]);
  } catch {
    const listen = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      event.clipboardData?.setData('text/html', html);
    };
    document.addEventListener('copy', listen, { once: true });
    // Deprecated, and the only way in a frame that was not given the clipboard.
    // oxlint-disable-next-line typescript/no-deprecated
    document.execCommand('copy');
    document.removeEventListener('copy', listen);
  }
}

/**
 * Runs tasks one after another, each when the browser has nothing else to do; one that fails is left out. Where the browser
 * does not tell that it is idle (WebKit), a moment is waited instead.
 */
export function runWhenIdle(tasks: readonly (() => Promise<unknown>)[]): void {
  const [task, ...rest] = tasks;
  if (!task) return;
  const run = (): void => {
    task()
      .catch(() => undefined)
      .finally(() => runWhenIdle(rest));
  };
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5000 });
  else setTimeout(run, 200);
}
