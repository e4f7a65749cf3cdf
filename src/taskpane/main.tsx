import './shell.css';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { associateFunctions } from '../functions/associate.ts';
import { officeFunctions } from '../functions/office-runtime.ts';
import { openDialog, supportsNestedSignIn } from '../host/dialog.ts';
import { languageOf } from './app/pane-context.ts';
import { loadStrings, stringsFor, type Strings } from './app/strings.ts';
import { detectTheme } from './app/theme.ts';
import { mountPane } from './mount-pane.tsx';
import { openHost } from './open-host.ts';
import { openModel } from './open-model.ts';

// Before anything is waited for: Excel calls as soon as the page is there. In Word nobody does.
const office = officeFunctions();
const answerCells = office ? associateFunctions(office) : () => undefined;

/** How long a host may take to answer before the pane says that it waits. */
const patienceMs = 8_000;

async function loadExcelWords(): Promise<Readonly<Record<'en' | 'zh', Partial<Strings>>>> {
  const [{ wordsForExcel }] = await Promise.all([
    loadOnDemand(() => import('./features/sheet/host-words.ts')),
    loadStrings('zh').catch(() => undefined),
  ]);
  return { en: wordsForExcel(stringsFor('en'), 'en'), zh: wordsForExcel(stringsFor('zh'), 'zh') };
}

/** The composition root: the only place that knows which host and which gateway the pane has. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the pane.');
  const silence = setTimeout(() => {
    void import('./silent-host.ts').then(({ tellSilence }) => tellSilence(root));
  }, patienceMs);
  const { host } = await Office.onReady();
  clearTimeout(silence);
  const opened = await openHost(host);
  if (!opened) {
    await loadStrings(navigator.language).catch(() => undefined);
    showOutside(root);
    return;
  }

  await mountPane(root, opened, {
    theme: detectTheme(location.search, officeBackground()),
    account: { supportsNested: supportsNestedSignIn, openDialog },
    ...(opened.host.name === 'excel' && { loadWords: loadExcelWords }),
    openCells: (assistant, access) => {
      const cells = opened.openFunctions?.({
        openModel: async () => {
          const { openModelOf } = await loadOnDemand(() => import('../functions/open-model.ts'));
          return openModelOf(
            assistant,
            (id) => openModel(id, access.gateway),
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
      return cells;
    },
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
  const { outside, playground } = stringsFor(navigator.language);
  message.textContent = outside;
  const link = document.createElement('a');
  link.href = '/playground/';
  link.textContent = playground;
  message.append(' ', link);
  root.replaceChildren(message);
}

void start();
