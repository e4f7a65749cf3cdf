import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createAccess, type Access } from '../assistant/access.ts';
import { Assistant } from '../assistant/assistant.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { listModels } from '../core/model/list-models.ts';
import { createPromptLibrary, sendFeedback } from '../core/model/gateway-records.ts';
import { App, type AppProps } from './app/App.tsx';
import { languageOf, type PaneCells } from './app/pane-context.ts';
import { loadStrings } from './app/strings.ts';
import { partsAhead } from './app/parts.ts';
import { browserStorage, copyToClipboard, runWhenIdle, sessionPrompt, sessionVault } from './browser.ts';
import type { AccountWindow } from './identity/account-identity.ts';
import type { OpenedHost } from './open-host.ts';
import { fetchModelCode, openModel } from './open-model.ts';

export interface Surroundings extends Pick<AppProps, 'theme' | 'watchTheme' | 'place'> {
  readonly account: AccountWindow;
  /** Opens the functions in cells over the assistant, where the host has cells. */
  readonly openCells?: (assistant: Assistant, access: Access) => PaneCells | undefined;
  /** Words of the place in which the pane stands, where the general ones do not fit; fetched before the pane is drawn. */
  readonly loadWords?: () => Promise<NonNullable<AppProps['pane']['words']>>;
  /** Further parts that a pane that stands idle fetches ahead. */
  readonly partsAhead?: readonly (() => Promise<unknown>)[];
}

/** Puts the pane into the page, over a host that is open. */
export async function mountPane(root: HTMLElement, opened: OpenedHost, surroundings: Surroundings): Promise<void> {
  const language = (): 'en' | 'zh' => languageOf(assistant.state.settings.uiLanguage, opened.host.displayLanguage);
  const storage = browserStorage();
  const access = createAccess({
    baseUrl: '',
    language,
    surface: surfaceOf(opened.host.name),
    vault: sessionVault(),
    openIdentity: async (signIn) => {
      const { openAccount } = await loadOnDemand(() => import('./identity/account-identity.ts'));
      return openAccount(signIn, surroundings.account);
    },
  });
  const assistant: Assistant = new Assistant({
    ...opened,
    language,
    createModel: (id) => openModel(id, access.gateway),
    listModels: (signal) => listModels(access.gateway, signal),
    storage,
    permissions: () => access.store.getState().session?.permissions,
    sendFeedback: (feedback) => sendFeedback(feedback, access.gateway),
    nextFrame: (callback) => requestAnimationFrame(callback),
  });
  const box = document.querySelector<HTMLTextAreaElement>('#shell-prompt');
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="inkstone-csp-nonce"]')?.content ?? '';
  document.documentElement.lang = assistant.host.displayLanguage;
  const { uiLanguage } = assistant.state.settings;
  const [words] = await Promise.all([
    surroundings.loadWords?.(),
    // Without its words the pane goes on in English.
    loadStrings(languageOf(uiLanguage, assistant.host.displayLanguage)).catch(() => undefined),
  ]);
  const hadFocus = document.activeElement === box;
  const { theme, watchTheme, place } = surroundings;
  const prompts = sessionPrompt();
  // At once: nothing can be typed between the reading of the box and its going.
  flushSync(() =>
    createRoot(root).render(
      <App
        pane={{
          access,
          assistant,
          library: createPromptLibrary(access.gateway),
          copy: copyToClipboard,
          cells: surroundings.openCells?.(assistant, access),
          ...(words && { words }),
        }}
        theme={theme}
        {...(watchTheme && { watchTheme })}
        {...(place && { place })}
        nonce={nonce}
        typed={box?.value || prompts.read()}
        onTyped={(prompt) => prompts.keep(prompt)}
      />,
    ),
  );
  if (box && hadFocus) {
    const prompt = document.querySelector('textarea');
    prompt?.focus();
    prompt?.setSelectionRange(box.selectionStart, box.selectionEnd);
  }
  access.onEntered(() => void assistant.resume());
  void access.check();
  window.addEventListener('pagehide', assistant.start(), { once: true });
  const asked = box?.dataset['asked'];
  if (asked) void assistant.ask(asked);
  // Only there has the ribbon commands without a window.
  const follow = async (): Promise<void> => {
    const { followCommands } = await loadOnDemand(() => import('./follow-commands.ts'));
    await followCommands(assistant, access, storage);
  };
  runWhenIdle([
    fetchModelCode,
    ...(opened.host.name === 'word' ? [follow] : []),
    ...(surroundings.partsAhead ?? []),
    ...partsAhead,
    () => assistant.prepare(),
  ]);
}

function surfaceOf(name: OpenedHost['host']['name']): 'word' | 'excel' | 'teams' {
  return name === 'excel' || name === 'teams' ? name : 'word';
}
