import {
  Button,
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  Spinner,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { themeOf, type ThemeName } from '../taskpane/app/theme.ts';
import type { AdminGateway } from './admin-gateway.ts';
import { useStyles } from './AdminPage.styles.ts';
import { Failure } from './Failure.tsx';
import { LibraryPanel } from './library/LibraryPanel.tsx';
import { PartsGone } from './PartsGone.tsx';
import { StateContext, useWatchedState } from './useGatewayState.ts';
import { useKeptFocus } from '../taskpane/ui/useKeptFocus.ts';
import { PageContext, usePage } from './page-context.ts';
import { Overview } from './panels/Overview.tsx';
import { PoliciesPanel } from './policies/PoliciesPanel.tsx';
import type { Entrance } from './sign-in/entrance.ts';
import { NotAdmin } from './sign-in/NotAdmin.tsx';
import { SignIn } from './sign-in/SignIn.tsx';
import { adminSignInStrings } from './sign-in/strings.ts';
import { useSession } from './sign-in/useSession.ts';
import type { AdminStrings } from './strings.ts';
import { TokensPanel } from './tokens/TokensPanel.tsx';

export interface AdminPageProps {
  readonly gateway: AdminGateway;
  readonly entrance: Entrance;
  /** Tells when a request was refused because nobody is signed in any more. */
  readonly signInNeeded: { readonly subscribe: (listen: () => void) => () => void };
  readonly strings: AdminStrings;
  readonly theme: ThemeName;
  readonly nonce: string;
}

/** The page of those who run the gateway: providers around its one screen. */
export function AdminPage(props: AdminPageProps): React.JSX.Element {
  const { gateway, strings, theme, nonce } = props;
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce } }), [nonce]);
  const page = useMemo(() => ({ gateway, strings }), [gateway, strings]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themeOf(theme)}>
        <PageContext.Provider value={page}>
          <Screen {...props} />
        </PageContext.Provider>
      </FluentProvider>
    </RendererProvider>
  );
}

/** Who is let in, and what they see then. */
function Screen({ gateway, entrance, signInNeeded }: AdminPageProps): React.JSX.Element {
  const { strings } = usePage();
  const words = adminSignInStrings(strings.language);
  const styles = useStyles();
  const state = useSession(gateway, entrance, signInNeeded);
  const { session, signIn, error, isBusy, leave } = state;
  const isOut = signIn !== null;
  const root = useKeptFocus();
  const name = session?.person.name ?? '';
  return (
    <div ref={root} className={styles.root}>
      <header className={styles.header}>
        <span className={styles.seal} aria-hidden>
          砚
        </span>
        <h1 className={styles.title}>{strings.pageTitle}</h1>
        {session && session.mode !== 'open' ? (
          <>
            {name === '' ? null : <span className={styles.quiet}>{words.signedInAs(name)}</span>}
            <Button size="small" onClick={leave}>
              {words.signOut}
            </Button>
          </>
        ) : null}
      </header>
      <main className={styles.main} aria-busy={isBusy}>
        {isOut ? <SignIn state={state} /> : null}
        {!isOut && error ? <Failure error={error} /> : null}
        {!session && !isOut && isBusy ? <Spinner label={strings.loading} /> : null}
        {session && session.person.role !== 'admin' ? <NotAdmin session={session} onLeave={leave} /> : null}
        {session?.person.role === 'admin' ? <Tabs key={session.person.id} /> : null}
      </main>
    </div>
  );
}

const tabs = ['overview', 'tokens', 'policies', 'library'] as const;
type TabName = (typeof tabs)[number];

const panels: Readonly<Record<TabName, () => React.JSX.Element>> = {
  overview: Overview,
  tokens: TokensPanel,
  policies: PoliciesPanel,
  library: LibraryPanel,
};

/** The part that the address names. */
function tabOfAddress(): TabName {
  return tabs.find((name) => location.hash === `#${name}`) ?? 'overview';
}

/**
 * One part of the page at a time. A part that was opened stays as it was left, with what was typed into it. The address names it, so that
 * links, back and forward lead there; they put the focus on the part's heading, which a click on its tab leaves where it is.
 */
function Tabs(): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const [tab, setTab] = useState(tabOfAddress);
  const [opened, setOpened] = useState<readonly TabName[]>([tab]);
  const watched = useWatchedState();
  const [arrival, setArrival] = useState<{ readonly tab: TabName } | null>(null);
  const show = (name: TabName): void => {
    setTab(name);
    setOpened((before) => (before.includes(name) ? before : [...before, name]));
  };
  const open = (name: TabName): void => {
    show(name);
    // Not by `location.hash`, which would be an arrival.
    if (name !== tabOfAddress()) history.pushState(null, '', `#${name}`);
  };
  useEffect(() => {
    const arrive = (): void => {
      show(tabOfAddress());
      setArrival({ tab: tabOfAddress() });
    };
    window.addEventListener('hashchange', arrive);
    return () => window.removeEventListener('hashchange', arrive);
  }, []);
  useEffect(() => {
    if (!arrival) return;
    const panel = document.getElementById(`panel-${arrival.tab}`);
    const heading = panel?.querySelector('h2') ?? panel;
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  }, [arrival]);
  return (
    <StateContext.Provider value={watched}>
      <PartsGone />
      <TabList selectedValue={tab} onTabSelect={(_event, { value }) => open(value as TabName)} className={styles.tabs}>
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`}>
            {strings.tabs[name]}
          </Tab>
        ))}
      </TabList>
      {tabs.map((name) => {
        const Panel = panels[name];
        return (
          <div
            key={name}
            id={`panel-${name}`}
            role="tabpanel"
            aria-labelledby={`tab-${name}`}
            hidden={name !== tab}
            className={name === tab ? styles.tabPanel : ''}
          >
            {opened.includes(name) ? <Panel /> : null}
          </div>
        );
      })}
    </StateContext.Provider>
  );
}
