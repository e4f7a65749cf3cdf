import { AssistantError } from '../base/errors.ts';

/**
 * Opens a page of ours in a window of its own; resolves with the first thing that it says. Rejects with `aborted` when it is closed
 * before, and with `host-failed` where the browser does not let it open.
 */
export function openWindow(path: string): Promise<string> {
  const opened = window.open(`${location.origin}${path}?opener=page`, '_blank', 'popup,width=480,height=640');
  if (!opened) {
    return Promise.reject(
      new AssistantError('host-failed', 'The browser let no window open.', { reason: 'window-blocked' }),
    );
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
