import { AssistantError } from '../../base/errors.ts';
import { readTabLink } from '../../core/context/tab-link.ts';
import type { Surroundings } from './surroundings.ts';

/** A browser's own window: answers are copied or downloaded. */
export function browserSurroundings(): Surroundings {
  const unsupported = (): Promise<never> =>
    Promise.reject(new AssistantError('host-unsupported', 'This needs Teams around the page.'));
  return {
    personId: 'browser',
    language: navigator.language,
    theme: null,
    onThemeChanged: () => undefined,
    brought: readTabLink(new URLSearchParams(location.search).get('subPageId') ?? undefined),
    outlets: ['download'],
    choosePeople: unsupported,
    openChat: unsupported,
    share: unsupported,
    supportsNestedSignIn: () => false,
    openDialog: openWindow,
  };
}

/** Opens a page of ours in a window of its own; resolves with the first thing that it says. */
function openWindow(path: string): Promise<string> {
  const opened = window.open(`${location.origin}${path}?opener=page`, '_blank', 'popup,width=480,height=640');
  if (!opened) {
    return Promise.reject(new AssistantError('host-failed', 'The browser did not let the window open.'));
  }
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearInterval(watch);
      window.removeEventListener('message', listen);
    };
    const listen = ({ origin, source, data }: MessageEvent): void => {
      if (origin !== location.origin || source !== opened || typeof data !== 'string') return;
      end();
      opened.close();
      resolve(data);
    };
    const watch = setInterval(() => {
      if (!opened.closed) return;
      end();
      reject(new AssistantError('aborted', 'The window was closed.'));
    }, 500);
    window.addEventListener('message', listen);
  });
}
