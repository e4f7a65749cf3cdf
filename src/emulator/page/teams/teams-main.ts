import './teams.css';
import type { PageQuery } from '../query.ts';
import { TeamsApp } from './teams-app.ts';

/** What the page shows to tests, as `window.teams`. */
export interface TeamsPlayground {
  readonly ready: Promise<void>;
  /** Names of functions that the tab asked for and that are not emulated. */
  readonly unknownFunctions: readonly string[];
  /** Shows a chat or the tab by its name. */
  show(name: string): void;
}

declare global {
  interface Window {
    teams: TeamsPlayground;
  }
}

/** Shows the emulated Teams. `app` names a manifest, `without` capabilities that it lacks, `subPageId` what a link brings, `token` what sign-in gives. */
export function openTeamsPage(element: HTMLElement, query: PageQuery): void {
  const parameters = new URLSearchParams(location.search);
  const isDark =
    query.theme === 'dark' || (query.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const app = new TeamsApp(element, {
    locale: query.locale,
    theme: parameters.get('theme') === 'contrast' ? 'contrast' : isDark ? 'dark' : 'default',
    manifestUrl: parameters.get('app') ?? '/app/manifest.json',
    without: (parameters.get('without') ?? '').split(',').filter((name) => name !== ''),
    subPageId: parameters.get('subPageId'),
    token: parameters.get('token'),
  });
  window.teams = {
    ready: app.start(),
    get unknownFunctions() {
      return app.unknownFunctions;
    },
    show: (name) => app.show(name),
  };
}
