import { AssistantError } from '../../base/errors.ts';
import { readTabLink } from '../../core/context/tab-link.ts';
import { openWindow } from '../open-window.ts';
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
