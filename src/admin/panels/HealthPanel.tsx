import type { GatewayState } from '../../protocol/gateway-state.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { stateStrings } from '../state-strings.ts';
import type { AdminStrings } from '../strings.ts';
import { Connections } from './Connections.tsx';
import { TitledTable } from '../TitledTable.tsx';

function describeState(row: GatewayState['rows'][number], strings: AdminStrings): string {
  if (row.state !== 'up') {
    const told = strings.rowStates[row.state] ?? row.state;
    if (row.since === null) return told;
    const time = new Date(row.since).toLocaleTimeString(strings.language, { timeStyle: 'short' });
    return `${told} (${stateStrings(strings.language).since(time)})`;
  }
  if (row.lastError !== null) return strings.rowStates[row.lastError] ?? row.lastError;
  return row.answered === 0 ? strings.notAsked : strings.working;
}

/** How the rows of the configuration do, how full the gateway is, and whether records are kept. */
export function HealthPanel({ state }: { readonly state: GatewayState }): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { rows, records, running, queue } = state;
  return (
    <section className={styles.panel} aria-labelledby="health">
      <h2 className={styles.heading} id="health">
        {strings.health}
      </h2>
      <div>
        {[
          strings.running(running),
          ...(queue ? [strings.queue(queue.waiting, queue.running)] : []),
          ...(records ? [strings.journal(records.waiting, records.lost)] : []),
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
      <Connections />
    </section>
  );
}
