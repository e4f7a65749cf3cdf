import { Button, Field, Select, Spinner } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { Overview as OverviewData } from '../../protocol/records.ts';
import type { Days, QueueState } from '../admin-gateway.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { useTask } from '../useTask.ts';
import { AuditPanel } from './AuditPanel.tsx';
import { BudgetsPanel } from './BudgetsPanel.tsx';
import { FeedbackPanel } from './FeedbackPanel.tsx';
import { ForgetPanel } from './ForgetPanel.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { UsePanel } from './UsePanel.tsx';

const periods = [7, 30, 90, 365] as const;

/** Use, health, audit and feedback in a period that can be chosen. */
export function Overview(): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const [length, setLength] = useState<number>(30);
  const [shown, setShown] = useState<{
    readonly overview: OverviewData;
    readonly queue: QueueState | undefined;
  } | null>(null);
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
    <>
      <div className={styles.fields}>
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
      </div>
      {error ? <Failure error={error} /> : null}
      {shown === null && isRunning ? <Spinner label={strings.loading} /> : null}
      {shown ? (
        <>
          <UsePanel overview={shown.overview} />
          <BudgetsPanel overview={shown.overview} />
          <HealthPanel overview={shown.overview} queue={shown.queue} />
          <AuditPanel days={days} />
          <FeedbackPanel overview={shown.overview} />
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
