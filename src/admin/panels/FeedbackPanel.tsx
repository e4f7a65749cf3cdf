import { Button } from '@fluentui/react-components';
import type { Overview } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { BarList } from '../charts/BarList.tsx';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { saveFile } from '../save-file.ts';
import { useTask } from '../useTask.ts';
import { TitledTable } from '../TitledTable.tsx';

/** How often each model was rated good and bad, the most rated first; nothing where nobody rated. */
function RatingsByModel({ overview }: { readonly overview: Overview }): React.JSX.Element | null {
  const { strings } = usePage();
  const styles = useStyles();
  const models = new Map<string, { readonly up: number; readonly down: number }>();
  for (const { type, value, model, count } of overview.feedback) {
    if (type !== 'rating' || (value !== 'up' && value !== 'down')) continue;
    const known = models.get(model) ?? { up: 0, down: 0 };
    models.set(model, { ...known, [value]: known[value] + count });
  }
  const rows = [...models].sort(([, a], [, b]) => b.up + b.down - (a.up + a.down));
  if (rows.length === 0) return null;
  const titles = [strings.model, strings.ratedGood, strings.ratedBad, strings.goodShare];
  return (
    <TitledTable label={strings.ratings} titles={titles} caption={strings.ratings}>
      {rows.map(([model, { up, down }]) => (
        <tr key={model}>
          <td className={styles.cell}>{model}</td>
          <td className={styles.cell}>{up.toLocaleString(strings.language)}</td>
          <td className={styles.cell}>{down.toLocaleString(strings.language)}</td>
          <td className={styles.cell}>{(up / (up + down)).toLocaleString(strings.language, { style: 'percent' })}</td>
        </tr>
      ))}
    </TitledTable>
  );
}

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
        cut={strings.firstTen}
      />
      <RatingsByModel overview={overview} />
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
