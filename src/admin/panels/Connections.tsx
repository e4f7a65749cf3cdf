import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ToldExamination } from '../../protocol/doctor.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { useTask } from '../useTask.ts';

/** Has the gateway go to each model as a chat does, and shows where it fails and what to do. */
export function Connections(): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const { isRunning, error, run } = useTask();
  const [examinations, setExaminations] = useState<readonly ToldExamination[] | null>(null);
  return (
    <>
      <Button
        className={styles.quietButton}
        size="small"
        disabledFocusable={isRunning}
        onClick={() => void run(async () => setExaminations(await gateway.examine()))}
      >
        {strings.examine}
      </Button>
      <div className={styles.status} role="status">
        {isRunning ? <Spinner size="tiny" label={strings.examining} labelPosition="after" /> : null}
        {!isRunning && examinations?.length === 0 ? strings.noModels : null}
        {!isRunning && !error && examinations ? (
          <ul className={styles.rows}>
            {examinations.map((examination) => (
              <Connection key={examination.name} examination={examination} />
            ))}
          </ul>
        ) : null}
      </div>
      {error ? <Failure error={error} /> : null}
    </>
  );
}

function Connection({ examination }: { readonly examination: ToldExamination }): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { name, address, findings } = examination;
  const failed = findings.find(({ outcome }) => outcome === 'failed');
  return (
    <li className={styles.row}>
      <h3 className={styles.subheading}>
        {strings.titled(name, failed ? strings.failsAt(failed.title) : strings.works)}
      </h3>
      <code className={styles.quiet}>{address}</code>
      <ol className={styles.plainList}>
        {findings.map(({ code, outcome, title, found, remedy }) => (
          <li key={code}>
            <strong className={styles[outcome]}>{strings.findingMarks[outcome]}</strong> {strings.titled(title, found)}
            {remedy === '' ? null : <div>→ {remedy}</div>}
          </li>
        ))}
      </ol>
    </li>
  );
}
