import './shell.css';
import { openDialog, supportsNestedSignIn } from '../host/dialog.ts';
import { loadStrings, stringsFor } from './app/strings.ts';
import { detectTheme } from './app/theme.ts';
import { mountPane } from './mount-pane.tsx';
import { openHost } from './open-host.ts';

/** The composition root: the only place that knows which host and which gateway the pane has. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the pane.');
  const { host } = await Office.onReady();
  const opened = await openHost(host);
  if (!opened) {
    await loadStrings(navigator.language).catch(() => undefined);
    showOutside(root);
    return;
  }

  await mountPane(root, opened, {
    theme: detectTheme(location.search, officeBackground()),
    account: { supportsNested: supportsNestedSignIn, openDialog },
  });
}

/** Office tells its theme on the desktop only. */
function officeBackground(): string | undefined {
  const { officeTheme } = Office.context as { readonly officeTheme?: { readonly bodyBackgroundColor?: string } };
  return officeTheme?.bodyBackgroundColor;
}

function showOutside(root: HTMLElement): void {
  const message = document.createElement('p');
  message.className = 'shell';
  message.textContent = stringsFor(navigator.language).outside;
  const link = document.createElement('a');
  link.href = '/playground/';
  link.textContent = '/playground/';
  message.append(' ', link);
  root.replaceChildren(message);
}

void start();
