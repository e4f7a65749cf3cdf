import { Button, ProgressBar } from '@fluentui/react-components';
import { Stop20Regular } from '@fluentui/react-icons';
import type { Turn } from '../../../assistant/turn.ts';
import { saidText } from '../../../core/generation/reduce-generation.ts';
import { usePane } from '../../app/pane-context.ts';
import { endingStrings } from '../../ui/ending-strings.ts';
import { PauseNote } from '../../ui/PauseNote.tsx';
import { answerStrings } from './answer-strings.ts';
import { useStyles } from './Answer.styles.ts';

/** How far the answer is, with the way to stop it: the one beside the prompt may be out of sight by then. */
export function AnswerProgress({ turn }: { readonly turn: Turn }): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  const own = answerStrings(language);
  const styles = useStyles();
  const { progress, pause, generation } = turn;
  if (!progress && generation.status === 'starting' && generation.queue) {
    const { position, seconds } = generation.queue;
    return (
      <div className={styles.queue}>
        <div className={styles.quiet}>{own.queued(position, seconds)}</div>
        <ProgressBar />
        <Button size="small" onClick={() => assistant.stop()}>
          {own.leaveQueue}
        </Button>
      </div>
    );
  }
  const { stopWriting } = endingStrings(language);
  return (
    <div>
      <div className={styles.head}>
        <div className={styles.quiet}>
          {progress
            ? strings.reading(progress.done, progress.total)
            : saidText(generation) === ''
              ? own.waiting
              : strings.writing}
        </div>
        <Button
          size="small"
          appearance="subtle"
          icon={<Stop20Regular />}
          aria-label={stopWriting}
          data-hint={stopWriting}
          onClick={() => assistant.stop()}
        />
      </div>
      {progress ? <ProgressBar value={progress.total === 0 ? 0 : progress.done / progress.total} /> : <ProgressBar />}
      <div className={styles.pause} role="status">
        {pause ? <PauseNote pause={pause} hint={own.stopKeepsParts} /> : null}
      </div>
    </div>
  );
}
