import './page.css';
import { createRoot } from 'react-dom/client';
import { detectTheme } from '../taskpane/app/theme.ts';
import { AdminPage } from './AdminPage.tsx';
import { createAdminGateway } from './admin-gateway.ts';
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
  let token: string | undefined;
  const headers = (): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  createRoot(root).render(
    <AdminPage
      gateway={createAdminGateway({ baseUrl: '', headers })}
      onToken={(given) => (token = given)}
      strings={strings}
      theme={detectTheme(location.search, undefined)}
      nonce={nonce}
    />,
  );
}

start();
