import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Overview } from '../../protocol/records.ts';
import type { QueueState } from '../admin-gateway.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import type { AdminStrings } from '../strings.ts';
import { TitledTable } from '../TitledTable.tsx';

export interface HealthPanelProps {
  readonly overview: Overview;
  readonly queue: QueueState | undefined;
}

function describeState(row: Overview['rows'][number], strings: AdminStrings): string {
  if (row.state !== 'up') return strings.rowStates[row.state] ?? row.state;
  if (row.lastError !== null) return strings.rowStates[row.lastError] ?? row.lastError;
  return row.answered === 0 ? strings.notAsked : strings.working;
}

/** How the rows of the configuration do, how full the gateway is, and whether records are kept. */
export function HealthPanel({ overview, queue }: HealthPanelProps): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { rows, records, running, byModel } = overview;
  const waits = byModel.filter(({ firstByteMs }) => firstByteMs !== null);
  return (
    <section className={styles.panel} aria-labelledby="health">
      <h2 className={styles.heading} id="health">
        {strings.health}
      </h2>
      {records.problem === null ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{strings.journalProblem}</MessageBarTitle>
            <div lang="en">{records.problem}</div>
          </MessageBarBody>
        </MessageBar>
      )}
      <div>
        {[
          strings.running(running),
          ...(queue ? [strings.queue(queue.waiting, queue.running)] : []),
          strings.journal(records.waiting, records.lost),
        ].join(' · ')}
      </div>
      <TitledTable
        label={strings.health}
        titles={[strings.row, strings.lastError, strings.answered, strings.failed]}
        caption={strings.sinceStart}
      >
        {rows.map((row) => (
          <tr key={row.backend}>
            <td className={styles.cell}>{row.backend}</td>
            <td className={styles.cell}>{describeState(row, strings)}</td>
            <td className={styles.cell}>{row.answered.toLocaleString(strings.language)}</td>
            <td className={styles.cell}>{row.failed.toLocaleString(strings.language)}</td>
          </tr>
        ))}
      </TitledTable>
      {waits.length === 0 ? null : (
        <div className={styles.quiet}>
          {`${strings.firstByte}: ${waits.map(({ key, firstByteMs }) => `${key} ${Math.round(firstByteMs ?? 0)} ms`).join(', ')}`}
        </div>
      )}
    </section>
  );
}
