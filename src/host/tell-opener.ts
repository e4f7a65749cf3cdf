import { loadOnDemand } from '../base/load-on-demand.ts';
import { tellPane } from './dialog.ts';

const key = 'inkstone.opener';

/**
 * In a window that was opened for signing in: says something to who opened it, and to no page of another origin. Who that is
 * stands in the address (`opener=teams`, `opener=page`), which the way through the issuer loses, so this window remembers it.
 */
export async function tellOpener(message: string): Promise<void> {
  const named = new URLSearchParams(location.search).get('opener') ?? sessionStorage.getItem(key);
  if (named === 'teams') {
    const { app, authentication } = await loadOnDemand(() => import('@microsoft/teams-js'));
    await app.initialize();
    authentication.notifySuccess(message);
  } else if (named === 'page') {
    (window.opener as Window | null)?.postMessage(message, location.origin);
  } else {
    await tellPane(message);
  }
}

/** Keeps who opened this window through a redirect. */
export function rememberOpener(): void {
  const named = new URLSearchParams(location.search).get('opener');
  if (named !== null) sessionStorage.setItem(key, named);
}
