import { useAssistant, usePane } from '../app/pane-context.ts';
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
  const error = useAssistant(({ turn }) => (turn?.generation.status === 'failed' ? turn.generation.error.code : null));
  const notice = useAssistant((state) => state.notice);
  const said =
    notice !== null
      ? strings.notices[notice]
      : isQueued
        ? strings.inLine
        : status === 'starting' || status === 'streaming'
          ? strings.writing
          : status === 'done'
            ? strings.finished
            : status === 'stopped'
              ? strings.stopped
              : error !== null
                ? strings.errors[error]
                : '';
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {said}
    </div>
  );
}
