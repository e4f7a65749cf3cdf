import './shell.css';
import { createRoot } from 'react-dom/client';
import { Assistant } from '../assistant/assistant.ts';
import { createGatewayModel, listModels } from '../core/model/gateway-model.ts';
import { App } from './app/App.tsx';
import { paneLanguage } from './app/pane-context.ts';
import { detectTheme } from './app/theme.ts';
import { stringsFor } from './app/strings.ts';
import { partsAhead } from './app/parts.ts';
import { browserStorage, copyToClipboard, runWhenIdle } from './browser.ts';
import { openHost } from './open-host.ts';

/** The composition root: the only place that knows which host and which gateway the pane has. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the pane.');
  const { host } = await Office.onReady();
  const opened = await openHost(host);
  if (!opened) {
    showOutside(root);
    return;
  }

  const gateway = { baseUrl: '' };
  const assistant: Assistant = new Assistant({
    ...opened,
    language: () => paneLanguage(assistant.state.settings.uiLanguage, opened.host.displayLanguage).language,
    createModel: (id) => createGatewayModel(id, gateway),
    listModels: (signal) => listModels(gateway, signal),
    storage: browserStorage(),
    nextFrame: (callback) => requestAnimationFrame(callback),
  });
  const box = document.querySelector<HTMLTextAreaElement>('#shell-prompt');
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="inkstone-csp-nonce"]')?.content ?? '';
  document.documentElement.lang = assistant.host.displayLanguage;
  const hadFocus = document.activeElement === box;
  createRoot(root).render(
    <App
      pane={{ assistant, copy: copyToClipboard }}
      theme={detectTheme(location.search, officeBackground())}
      nonce={nonce}
      typed={box?.value ?? ''}
    />,
  );
  if (hadFocus) requestAnimationFrame(() => document.querySelector('textarea')?.focus());
  window.addEventListener('pagehide', assistant.start(), { once: true });
  runWhenIdle([...partsAhead, () => assistant.prepare()]);
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
