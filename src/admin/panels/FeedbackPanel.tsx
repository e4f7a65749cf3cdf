import { Button } from '@fluentui/react-components';
import type { Overview } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { BarList } from '../charts/BarList.tsx';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { saveFile } from '../save-file.ts';
import { useTask } from '../useTask.ts';

/** What people thought of answers, counted, and the files for training. */
export function FeedbackPanel({ overview }: { readonly overview: Overview }): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const { isRunning, error, run } = useTask();
  const counts = new Map<string, number>();
  for (const { type, value, count } of overview.feedback) {
    const kind = `${type} ${value}`;
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  const save = (format: 'sft' | 'dpo'): void =>
    void run(async () => saveFile(await gateway.feedbackFile(format), `inkstone-${format}.jsonl`));
  return (
    <section className={styles.panel} aria-labelledby="feedback">
      <h2 className={styles.heading} id="feedback">
        {strings.feedback}
      </h2>
      <BarList
        title={strings.count}
        items={Array.from(counts, ([kind, value]) => ({
          id: kind,
          label: strings.feedbackKinds[kind] ?? kind,
          value,
        }))}
        format={(value) => value.toLocaleString(strings.language)}
        empty={strings.nothing}
      />
      <div className={styles.fields}>
        <Button size="small" disabledFocusable={isRunning} onClick={() => save('sft')}>
          {strings.exportSft}
        </Button>
        <Button size="small" disabledFocusable={isRunning} onClick={() => save('dpo')}>
          {strings.exportDpo}
        </Button>
      </div>
      <div className={styles.quiet}>{strings.exportNote}</div>
      {error ? <Failure error={error} /> : null}
    </section>
  );
}
