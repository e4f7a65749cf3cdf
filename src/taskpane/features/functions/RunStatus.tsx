import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
} from '@fluentui/react-components';
import { useStore } from 'zustand';
import { formatMoney } from '../../../base/format-money.ts';
import type { CellFunctions } from '../../../functions/cell-functions.ts';
import { usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { PauseNote } from '../../ui/PauseNote.tsx';
import { cellSentence } from './cell-sentence.ts';
import { useStyles } from './functions.styles.ts';
import { functionStrings } from './strings.ts';

export interface RunStatusProps {
  readonly functions: CellFunctions;
  readonly onConnect: () => void;
}

/** What the cells ask right now: whether they may, how far they are, what failed. */
export function RunStatus({ functions, onConnect }: RunStatusProps): React.JSX.Element | null {
  const { language } = usePane();
  const styles = useStyles();
  const words = functionStrings(language);
  const { queue, pause, isSearching, found, error } = useStore(functions.store);
  const { status, waiting, asking, answered, failed } = queue;
  const retry = (): void => void functions.retryFailed();
  const failure = error ?? (queue.error?.code === 'aborted' ? null : queue.error);
  return (
    <>
      {status === 'held' ? <HeldRun functions={functions} /> : null}
      {status === 'running' ? (
        <div role="group" aria-label={words.title}>
          <div className={styles.line}>
            <span role="status">
              {words.progress(answered, answered + failed + waiting + asking)}
              {failed > 0 ? ` · ${words.failedSoFar(failed)}` : ''}
            </span>
            <Button size="small" onClick={() => functions.cancel()}>
              {words.cancel}
            </Button>
          </div>
          <ProgressBar
            value={answered + failed}
            max={Math.max(1, answered + failed + waiting + asking)}
            aria-label={words.title}
          />
        </div>
      ) : null}
      {status === 'running' && pause ? (
        <PauseNote pause={pause} sentence={cellSentence(pause.error, language)} />
      ) : null}
      {isSearching ? <div role="status">{words.searching}</div> : null}
      {status === 'idle' && found !== null && !isSearching ? (
        <div className={styles.quiet} role="status">
          {words.enteredAgain(found)}
        </div>
      ) : null}
      {status === 'idle' && failed > 0 ? (
        <div className={styles.line}>
          <span role="status">{words.failed(failed)}</span>
          <Button size="small" disabled={isSearching} onClick={retry}>
            {words.retryFailed}
          </Button>
        </div>
      ) : null}
      {status === 'idle' && failed === 0 && answered > 0 ? (
        <div className={styles.quiet} role="status">
          {words.finished(answered)}
        </div>
      ) : null}
      {failure && status !== 'held' ? (
        <ErrorBar error={failure} sentence={cellSentence(failure, language)} onConnect={onConnect} />
      ) : null}
    </>
  );
}

/** So many questions that the person is asked first, with what they take. */
function HeldRun({ functions }: { readonly functions: CellFunctions }): React.JSX.Element {
  const { language } = usePane();
  const words = functionStrings(language);
  const { queue, estimate } = useStore(functions.store);
  const cost = estimate?.cost ? formatMoney(estimate.cost.cost, estimate.cost.currency, language) : null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{words.held(queue.waiting, estimate?.model ?? '')}</MessageBarTitle>
        <div>{estimate ? words.takes(estimate.tokens, cost) : words.counting}</div>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" appearance="primary" onClick={() => functions.allow()}>
          {words.ask(queue.waiting)}
        </Button>
        <Button size="small" onClick={() => functions.decline()}>
          {words.doNotAsk}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
