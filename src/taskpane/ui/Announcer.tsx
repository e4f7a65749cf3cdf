import { useEffect, useState } from 'react';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import { useAssistant, usePane } from '../app/pane-context.ts';
import { useStyles } from '../app/App.styles.ts';

type Endings = typeof import('./said-ending.ts');

/** Says to a screen reader what changed: when an answer begins, ends or fails, and what was done; never each word of it. */
export function Announcer(): React.JSX.Element {
  const pane = usePane();
  const { strings } = pane;
  const styles = useStyles();
  const [endings, setEndings] = useState<Endings | null>(null);
  const status = useAssistant(({ turn }) => turn?.generation.status ?? 'idle');
  // That one waits is said once, not with each step forward.
  const isQueued = useAssistant(
    ({ turn }) => turn?.generation.status === 'starting' && turn.generation.queue !== undefined,
  );
  const ending = useAssistant((state) => endings?.saidEnding(state, pane) ?? null);
  const notice = useAssistant((state) => state.notice);
  const isAsked = status !== 'idle';
  useEffect(() => {
    // Where they cannot be fetched, the answer cannot be shown either, and what stands in its place says so.
    if (isAsked) void loadOnDemand(() => import('./said-ending.ts')).then(setEndings, () => undefined);
  }, [isAsked]);
  const isOver = status === 'done' || status === 'stopped' || status === 'failed';
  const said =
    notice !== null
      ? strings.notices[notice]
      : isQueued
        ? strings.inLine
        : status === 'starting' || status === 'streaming'
          ? strings.writing
          : isOver && endings
            ? (ending ?? strings.finished)
            : '';
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {said}
    </div>
  );
}
