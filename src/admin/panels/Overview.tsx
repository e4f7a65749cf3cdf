import { Button, Field, Select, Spinner } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { Overview as OverviewData } from '../../protocol/records.ts';
import type { Days } from '../admin-gateway.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { stateStrings } from '../state-strings.ts';
import { isGone, useGatewayState } from '../useGatewayState.ts';
import { useTask } from '../useTask.ts';
import { AuditPanel } from './AuditPanel.tsx';
import { BudgetsPanel } from './BudgetsPanel.tsx';
import { FeedbackPanel } from './FeedbackPanel.tsx';
import { ForgetPanel } from './ForgetPanel.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { UsePanel } from './UsePanel.tsx';

const periods = [7, 30, 90, 365] as const;

/**
 * Use, health, audit and feedback in a period that can be chosen. Health and budgets are what the gateway has in memory: they are shown
 * whatever is gone. What is in the store is read again by itself when that is back.
 */
export function Overview(): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const [length, setLength] = useState<number>(30);
  const [overview, setOverview] = useState<OverviewData | null>(null);
  const { isRunning, error, run } = useTask();
  const { state, returns, look } = useGatewayState();
  const isStoreGone = isGone(state, 'records');
  const load = useCallback(() => {
    void run(async () => setOverview(await gateway.overview(lastDays(length)))).then(look);
  }, [gateway, length, run, look]);
  useEffect(load, [load, returns]);
  const days = overview ?? lastDays(length);
  return (
    <>
      <div className={styles.fields}>
        <Field className={styles.beside} label={strings.period} orientation="horizontal">
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
      </div>
      {error && !isStoreGone ? <Failure error={error} /> : null}
      {overview === null && isRunning && !isStoreGone ? <Spinner label={strings.loading} /> : null}
      {overview === null && isStoreGone ? <div>{stateStrings(strings.language).untilBack}</div> : null}
      {overview ? <UsePanel overview={overview} /> : null}
      {state ? <BudgetsPanel budgets={state.budgets} people={overview?.byPerson ?? []} /> : null}
      {state ? <HealthPanel state={state} /> : null}
      {overview ? (
        <>
          <AuditPanel days={days} />
          <FeedbackPanel overview={overview} />
          <ForgetPanel onDone={load} />
        </>
      ) : null}
    </>
  );
}

/** The last days up to now, whole days of UTC as they are counted. */
function lastDays(length: number): Days {
  const now = new Date();
  const first = new Date(now.getTime() - (length - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from: `${first}T00:00:00.000Z`, to: new Date(now.getTime() + 60_000).toISOString() };
}
