import {
  Button,
  createDOMRenderer,
  Field,
  FluentProvider,
  RendererProvider,
  Select,
  Spinner,
} from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Overview } from '../protocol/records.ts';
import { themeOf, type ThemeName } from '../taskpane/app/theme.ts';
import type { AdminGateway, Days, QueueState } from './admin-gateway.ts';
import { useStyles } from './AdminPage.styles.ts';
import { Failure } from './Failure.tsx';
import { PageContext, usePage } from './page-context.ts';
import { AuditPanel } from './panels/AuditPanel.tsx';
import { FeedbackPanel } from './panels/FeedbackPanel.tsx';
import { ForgetPanel } from './panels/ForgetPanel.tsx';
import { HealthPanel } from './panels/HealthPanel.tsx';
import { UsePanel } from './panels/UsePanel.tsx';
import type { AdminStrings } from './strings.ts';
import { TokenForm } from './TokenForm.tsx';
import { useTask } from './useTask.ts';

export interface AdminPageProps {
  readonly gateway: AdminGateway;
  /** Takes the token that all later requests bear. */
  readonly onToken: (token: string) => void;
  readonly strings: AdminStrings;
  readonly theme: ThemeName;
  readonly nonce: string;
}

/** The page of those who run the gateway: providers around its one screen. */
export function AdminPage({ gateway, onToken, strings, theme, nonce }: AdminPageProps): React.JSX.Element {
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce } }), [nonce]);
  const page = useMemo(() => ({ gateway, strings }), [gateway, strings]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themeOf(theme)}>
        <PageContext.Provider value={page}>
          <Screen onToken={onToken} />
        </PageContext.Provider>
      </FluentProvider>
    </RendererProvider>
  );
}

const periods = [7, 30, 90, 365] as const;

function Screen({ onToken }: Pick<AdminPageProps, 'onToken'>): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const [length, setLength] = useState<number>(30);
  const [shown, setShown] = useState<{ readonly overview: Overview; readonly queue: QueueState | undefined } | null>(
    null,
  );
  const { isRunning, error, run } = useTask();
  const load = useCallback(() => {
    void run(async () => {
      const [overview, queue] = await Promise.all([gateway.overview(lastDays(length)), gateway.queue()]);
      setShown({ overview, queue });
    });
  }, [gateway, length, run]);
  useEffect(load, [load]);
  const days = shown ? { from: shown.overview.from, to: shown.overview.to } : lastDays(length);
  return (
    <div className={styles.root}>
      <header className={styles.header}>
        <span className={styles.seal} aria-hidden>
          砚
        </span>
        <h1 className={styles.title}>{strings.pageTitle}</h1>
        <Field label={strings.period} orientation="horizontal">
          <Select value={String(length)} onChange={(_event, { value }) => setLength(Number(value))}>
            {periods.map((period) => (
              <option key={period} value={period}>
                {strings.lastDays(period)}
              </option>
            ))}
          </Select>
        </Field>
        <Button onClick={load} disabledFocusable={isRunning}>
          {strings.reload}
        </Button>
      </header>
      <main className={styles.main} aria-busy={isRunning}>
        {error ? <Failure error={error} /> : null}
        {error?.code === 'sign-in-required' ? (
          <TokenForm
            onToken={(token) => {
              onToken(token);
              load();
            }}
          />
        ) : null}
        {shown === null && isRunning ? <Spinner label={strings.loading} /> : null}
        {shown ? (
          <>
            <UsePanel overview={shown.overview} />
            <HealthPanel overview={shown.overview} queue={shown.queue} />
            <AuditPanel days={days} />
            <FeedbackPanel overview={shown.overview} />
            <ForgetPanel onDone={load} />
          </>
        ) : null}
      </main>
    </div>
  );
}

/** The last days up to now, whole days of UTC as they are counted. */
function lastDays(length: number): Days {
  const now = new Date();
  const first = new Date(now.getTime() - (length - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from: `${first}T00:00:00.000Z`, to: new Date(now.getTime() + 60_000).toISOString() };
}
