import './page.css';
import { createRoot } from 'react-dom/client';
import { openWindow } from '../host/open-window.ts';
import { detectTheme } from '../taskpane/app/theme.ts';
import { windowIdentity } from '../taskpane/identity/window-identity.ts';
import { AdminPage } from './AdminPage.tsx';
import { createAdminGateway } from './admin-gateway.ts';
import { createEntrance } from './sign-in/entrance.ts';
import { adminStringsFor } from './strings.ts';

/** The composition root of the administrators' page. */
function start(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for its content.');
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="inkstone-csp-nonce"]')?.content ?? '';
  const language = new URLSearchParams(location.search).get('locale') ?? navigator.language;
  const strings = adminStringsFor(language);
  document.documentElement.lang = strings.language;
  document.title = strings.pageTitle;
  const entrance = createEntrance(() => Promise.resolve(windowIdentity(openWindow)));
  const listeners = new Set<() => void>();
  const gateway = createAdminGateway({
    baseUrl: '',
    headers: async () => ({ 'accept-language': strings.language, ...(await entrance.headers()) }),
    onSignInRequired: () => listeners.forEach((listen) => listen()),
  });
  createRoot(root).render(
    <AdminPage
      gateway={gateway}
      entrance={entrance}
      signInNeeded={{
        subscribe(listen) {
          listeners.add(listen);
          return () => void listeners.delete(listen);
        },
      }}
      strings={strings}
      theme={detectTheme(location.search, undefined)}
      nonce={nonce}
    />,
  );
}

start();
