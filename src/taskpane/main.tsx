import './shell.css';
import { createRoot } from 'react-dom/client';
import { createAccess } from '../assistant/access.ts';
import { Assistant } from '../assistant/assistant.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { createGatewayModel, listModels } from '../core/model/gateway-model.ts';
import { createPromptLibrary, sendFeedback } from '../core/model/gateway-records.ts';
import { associateFunctions } from '../functions/associate.ts';
import { officeFunctions } from '../functions/office-runtime.ts';
import { openDialog, supportsNestedSignIn } from '../host/dialog.ts';
import { App } from './app/App.tsx';
import { detectTheme } from './app/theme.ts';
import { languageOf } from './app/pane-context.ts';
import { loadStrings, stringsFor } from './app/strings.ts';
import { partsAhead } from './app/parts.ts';
import { browserStorage, copyToClipboard, runWhenIdle, sessionVault } from './browser.ts';
import { openHost } from './open-host.ts';

// Before anything is waited for: Excel calls as soon as the page is there. In Word nobody does.
const office = officeFunctions();
const answerCells = office ? associateFunctions(office) : () => undefined;

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

  const access = createAccess({
    baseUrl: '',
    surface: opened.host.name === 'excel' ? 'excel' : 'word',
    vault: sessionVault(),
    openIdentity: async (signIn) => {
      const { openAccount } = await loadOnDemand(() => import('./identity/account-identity.ts'));
      return openAccount(signIn, { supportsNested: supportsNestedSignIn, openDialog });
    },
  });
  const assistant: Assistant = new Assistant({
    ...opened,
    language: () => languageOf(assistant.state.settings.uiLanguage, opened.host.displayLanguage),
    createModel: (id) => createGatewayModel(id, access.gateway),
    listModels: (signal) => listModels(access.gateway, signal),
    storage: browserStorage(),
    permissions: () => access.store.getState().session?.permissions,
    sendFeedback: (feedback) => sendFeedback(feedback, access.gateway),
    nextFrame: (callback) => requestAnimationFrame(callback),
  });
  const cells = opened.openFunctions?.({
    openModel: async () => {
      const { openModelOf } = await import('../functions/open-model.ts');
      return openModelOf(
        assistant,
        (id) => createGatewayModel(id, access.gateway),
        access.store.getState().session?.permissions,
      );
    },
    language: () => languageOf(assistant.state.settings.uiLanguage, opened.host.displayLanguage),
    showPane: () => void Office.addin.showAsTaskpane().catch(() => undefined),
    after: (milliseconds, callback) => setTimeout(callback, milliseconds),
    // Frames are not drawn while the pane is hidden, and functions go on then.
    nextFrame: (callback) => setTimeout(callback, 50),
  });
  if (cells) answerCells((call) => cells.functions.answer(call));
  const box = document.querySelector<HTMLTextAreaElement>('#shell-prompt');
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="inkstone-csp-nonce"]')?.content ?? '';
  document.documentElement.lang = assistant.host.displayLanguage;
  const { uiLanguage } = assistant.state.settings;
  // Without its words the pane goes on in English.
  await loadStrings(languageOf(uiLanguage, assistant.host.displayLanguage)).catch(() => undefined);
  const hadFocus = document.activeElement === box;
  createRoot(root).render(
    <App
      pane={{ access, assistant, library: createPromptLibrary(access.gateway), copy: copyToClipboard, cells }}
      theme={detectTheme(location.search, officeBackground())}
      nonce={nonce}
      typed={box?.value ?? ''}
    />,
  );
  if (hadFocus) requestAnimationFrame(() => document.querySelector('textarea')?.focus());
  access.onEntered(() => void assistant.resume());
  void access.check();
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
