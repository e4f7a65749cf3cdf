import type { PlanSummary } from '../../../core/edits/summarise-plan.ts';
import { usePane } from '../../app/pane-context.ts';
import { answerStrings } from './answer-strings.ts';
import { useStyles } from './Answer.styles.ts';

/** The selection with what would be put in and taken out; said in words too, not by colour alone. */
export function DiffView({ summary }: { readonly summary: PlanSummary }): React.JSX.Element {
  const own = answerStrings(usePane().language);
  const styles = useStyles();
  if (summary.editCount === 0) return <p className={styles.paragraph}>{own.unchanged}</p>;
  return (
    <div role="group" aria-label={own.changesLabel}>
      {summary.paragraphs.map((paragraph, index) => (
        <p key={index} className={styles.diffParagraph}>
          {paragraph.segments.map((segment, at) => {
            if (segment.kind === 'inserted') {
              return (
                <ins key={at} className={styles.inserted} aria-label={`${own.inserted}: ${segment.text}`}>
                  {segment.text}
                </ins>
              );
            }
            if (segment.kind === 'deleted') {
              return (
                <del key={at} className={styles.deleted} aria-label={`${own.deleted}: ${segment.text}`}>
                  {segment.text}
                </del>
              );
            }
            return <span key={at}>{segment.text}</span>;
          })}
        </p>
      ))}
    </div>
  );
}
