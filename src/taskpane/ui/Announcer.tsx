import { useAssistant, usePane } from '../app/pane-context.ts';
import { endingOf } from './ending.ts';
import { failureSentence } from './failure-sentence.ts';
import { useStyles } from '../app/App.styles.ts';

/** Says to a screen reader what changed: when an answer begins, ends or fails, and what was done; never each word of it. */
export function Announcer(): React.JSX.Element {
  const { strings } = usePane();
  const styles = useStyles();
  const status = useAssistant(({ turn }) => turn?.generation.status ?? 'idle');
  // That one waits is said once, not with each step forward.
  const isQueued = useAssistant(
    ({ turn }) => turn?.generation.status === 'starting' && turn.generation.queue !== undefined,
  );
  const ending = useAssistant(({ turn }) => (turn ? (endingOf(turn, strings)?.text ?? null) : null));
  const writeError = useAssistant((state) =>
    state.writeError ? failureSentence(state.writeError, strings, true) : null,
  );
  const notice = useAssistant((state) => state.notice);
  const said =
    writeError !== null
      ? writeError
      : notice !== null
        ? strings.notices[notice]
        : isQueued
          ? strings.inLine
          : status === 'starting' || status === 'streaming'
            ? strings.writing
            : (ending ?? (status === 'done' ? strings.finished : ''));
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {said}
    </div>
  );
}
