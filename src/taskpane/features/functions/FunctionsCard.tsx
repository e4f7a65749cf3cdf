import { Button } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { hasCopilot } from '../../../core/cells/copilot-formula.ts';
import { isUnanswered } from '../../../core/cells/own-formula.ts';
import { useAssistant, usePane, type PaneCells } from '../../app/pane-context.ts';
import { CellNote } from './CellNote.tsx';
import { Conversion } from './Conversion.tsx';
import { useStyles } from './functions.styles.ts';
import { KeptAnswers } from './KeptAnswers.tsx';
import { RunStatus } from './RunStatus.tsx';
import { functionStrings } from './strings.ts';

const shownAfterMs = 500;

export interface FunctionsCardProps {
  readonly cells: PaneCells;
  readonly onConnect: () => void;
}

/** The functions in cells: what they do now, what they have answered, and the way from =COPILOT. Folded while nothing happens. */
export function FunctionsCard({ cells, onConnect }: FunctionsCardProps): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = functionStrings(language);
  const { functions, conversion } = cells;
  const [isUnfolded, setUnfolded] = useState(false);
  // A single cell comes and goes without the card moving what is below it.
  const isRun = useStore(
    functions.store,
    ({ queue: { status, waiting, asking, answered, failed } }) =>
      status === 'held' || failed > 0 || waiting + asking + answered > 1,
  );
  const isPaused = useStore(functions.store, ({ pause }) => pause !== null);
  const hasFailed = useStore(functions.store, ({ error }) => error !== null);
  const isConverting = useStore(conversion.store, (state) => state.status !== 'idle' || state.error !== null);
  const isOnCopilot = useAssistant(({ context }) => hasCopilot(context?.sheet?.active.formula ?? ''));
  const sheet = useAssistant(({ context }) => context?.sheet);
  const isOnUnanswered = sheet !== undefined && isUnanswered(sheet.active);
  const asksForSight = isRun || isPaused || hasFailed || isConverting || isOnCopilot || isOnUnanswered;
  const isOpen = isUnfolded || asksForSight;
  useEffect(() => void functions.prepare(), [functions]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = functions.store.subscribe(({ queue }, before) => {
      if (queue.status !== 'idle' || before.queue.status === 'idle') return;
      // What is said of the selected cell is what it showed before it was answered; Excel takes a moment to show the answer.
      clearTimeout(timer);
      timer = setTimeout(() => void assistant.capture(), shownAfterMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [assistant, functions]);
  return (
    <section className={styles.card} aria-label={words.title}>
      <Button
        className={styles.toggle}
        appearance="transparent"
        size="small"
        icon={isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
        aria-expanded={isOpen}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {words.title}
      </Button>
      {isOpen ? (
        <div className={styles.body}>
          <RunStatus functions={functions} onConnect={onConnect} />
          {isOnUnanswered ? (
            <CellNote functions={functions} sheet={sheet.sheet} cell={sheet.active} onConnect={onConnect} />
          ) : null}
          {isUnfolded ? <KeptAnswers functions={functions} /> : null}
          {isUnfolded || isConverting || isOnCopilot ? (
            <Conversion conversion={conversion} isOnCopilot={isOnCopilot} />
          ) : null}
          {isUnfolded ? (
            <>
              <div className={styles.quiet}>{words.intro}</div>
              <dl className={styles.examples}>
                {words.examples.map(([formula, meaning]) => (
                  <div key={formula}>
                    <dt className={styles.formula}>{formula}</dt>
                    <dd className={styles.meaning}>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
