import { Button, FluentProvider, RendererProvider, createDOMRenderer, mergeClasses } from '@fluentui/react-components';
import { History20Regular, Settings20Regular } from '@fluentui/react-icons';
import { Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Compose } from '../features/compose/Compose.tsx';
import { FunctionsCard } from '../features/sheet/sheet-parts.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import { useStyles } from './App.styles.ts';
import { languageOf, paneLanguage, PaneContext, useAccess, useAssistant, usePane, type Pane } from './pane-context.ts';
import { Answer, HintLayer, HistoryList, SettingsForm, SignIn } from './parts.ts';
import { loadStrings } from './strings.ts';
import { themeOf, type ThemeName } from './theme.ts';

export interface AppProps {
  readonly pane: Pick<Pane, 'access' | 'assistant' | 'cells' | 'copy' | 'library' | 'words'>;
  readonly theme: ThemeName;
  /** Follows the theme of a host that changes it while the pane is open. Returns the way to stop. */
  readonly watchTheme?: (listener: (theme: ThemeName) => void) => () => void;
  /** `tab`: a page as wide as the window, in a host that shows its title itself. */
  readonly place?: 'tab';
  readonly nonce: string;
  /** What was typed before the pane was ready, or before the page was loaded anew. */
  readonly typed: string;
  /** Keeps what is typed, should the page be loaded anew. */
  readonly onTyped: (prompt: string) => void;
}

/** The pane: providers around its one screen. */
export function App({ pane, theme: first, watchTheme, place, nonce, typed, onTyped }: AppProps): React.JSX.Element {
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce } }), [nonce]);
  const [theme, setTheme] = useState(first);
  useEffect(() => watchTheme?.(setTheme), [watchTheme]);
  const [setting, setSetting] = useState(pane.assistant.state.settings.uiLanguage);
  const value = useMemo(
    () => ({ ...pane, ...paneLanguage(setting, pane.assistant.host.displayLanguage, pane.words) }),
    [pane, setting],
  );
  useEffect(
    () =>
      pane.assistant.store.subscribe(({ settings: { uiLanguage } }) => {
        const show = (): void => setSetting(uiLanguage);
        // Where its words cannot be fetched, the pane goes on in English.
        void loadStrings(languageOf(uiLanguage, pane.assistant.host.displayLanguage)).then(show, show);
      }),
    [pane],
  );
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themeOf(theme)} lang={value.language}>
        <PaneContext.Provider value={value}>
          <Screen typed={typed} onTyped={onTyped} isTab={place === 'tab'} />
        </PaneContext.Provider>
      </FluentProvider>
    </RendererProvider>
  );
}

/** `connect` is the settings with the steps that connect a model unfolded. */
type View = 'work' | 'history' | 'settings' | 'connect';

interface ScreenProps extends Pick<AppProps, 'typed' | 'onTyped'> {
  readonly isTab: boolean;
}

function Screen({ typed, onTyped, isTab }: ScreenProps): React.JSX.Element {
  const { assistant, strings, cells } = usePane();
  const styles = useStyles();
  const root = useKeptFocus();
  const [view, setView] = useState<View>('work');
  const hasTurn = useAssistant(({ turn }) => turn !== null);
  const isOut = useAccess(({ status }) => status === 'out');
  const inSettings = view === 'settings' || view === 'connect';
  const main = useRef<HTMLElement>(null);
  // Each of the other views begins with its title, however far down the work was scrolled.
  useLayoutEffect(() => {
    if (view !== 'work' && main.current) main.current.scrollTop = 0;
  }, [view]);
  // A question that is asked from elsewhere is shown too.
  useEffect(
    () =>
      assistant.store.subscribe(({ turn }, before) => {
        if (turn && turn.id !== before.turn?.id) setView('work');
      }),
    [assistant],
  );
  const toggle = (other: View) => () => setView(view === other ? 'work' : other);
  return (
    <div ref={root} className={styles.root}>
      <header className={mergeClasses(styles.header, isTab && styles.bare)}>
        {isTab ? null : (
          <span className={styles.seal} aria-hidden>
            砚
          </span>
        )}
        <h1 className={isTab ? styles.hidden : styles.title}>Inkstone</h1>
        <Button
          appearance="subtle"
          size="small"
          icon={<History20Regular />}
          aria-label={strings.history}
          data-hint={strings.history}
          aria-pressed={view === 'history'}
          disabled={isOut}
          onClick={toggle('history')}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<Settings20Regular />}
          aria-label={strings.settings}
          data-hint={strings.settings}
          aria-pressed={inSettings}
          disabled={isOut}
          onClick={inSettings ? () => setView('work') : toggle('settings')}
        />
      </header>
      <main ref={main} className={mergeClasses(styles.main, isTab && styles.wide)}>
        {isOut ? <SignIn /> : null}
        {!isOut && view === 'history' ? <HistoryList onDone={() => setView('work')} /> : null}
        {!isOut && inSettings ? <SettingsForm showConnect={view === 'connect'} onDone={() => setView('work')} /> : null}
        {/* Stays mounted, so that what is typed outlives a look at the settings, and signing in. */}
        <div hidden={isOut || view !== 'work'}>
          {cells ? <FunctionsCard cells={cells} onConnect={() => setView('connect')} /> : null}
          <Compose typed={typed} onTyped={onTyped} onOpenSettings={() => setView('settings')} />
        </div>
        {!isOut && view === 'work' && hasTurn ? <Answer onConnect={() => setView('connect')} /> : null}
      </main>
      <Announcer />
      <Suspense>
        <HintLayer />
      </Suspense>
    </div>
  );
}
