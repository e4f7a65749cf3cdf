import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useStore } from 'zustand';
import type { AssistantError } from '../../../base/errors.ts';
import type { ActiveCell } from '../../../core/document/context.ts';
import type { CellFunctions } from '../../../functions/cell-functions.ts';
import { usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { cellSentence } from './cell-sentence.ts';
import { functionStrings } from './strings.ts';

export interface CellNoteProps {
  readonly functions: CellFunctions;
  readonly sheet: string;
  /** A function of ours that has no answer. */
  readonly cell: ActiveCell;
  readonly onConnect: () => void;
}

/** Why the selected cell has no answer, and the way to ask again. */
export function CellNote({ functions, sheet, cell, onConnect }: CellNoteProps): React.JSX.Element | null {
  const { language } = usePane();
  const words = functionStrings(language);
  const { queue, isSearching } = useStore(functions.store);
  const failure = functions.failureOf(sheet, cell.address);
  const error = failure?.error;
  // What goes on is told of the run, and so is what failed last.
  if (queue.status !== 'idle' || (error && isTold(error, queue.error))) return null;
  const askAgain = (): void => {
    if (!isSearching) void functions.retrySelected();
  };
  if (error && error.code !== 'aborted') {
    const sentence = cellSentence(error, language);
    return (
      <ErrorBar
        error={error}
        sentence={sentence === undefined ? undefined : words.ofCell(cell.address, sentence)}
        onRetry={askAgain}
        onConnect={onConnect}
      />
    );
  }
  const why = failure?.words ?? words.unanswered(cell.error ?? '');
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{words.ofCell(cell.address, why)}</MessageBarBody>
      {error === null ? null : (
        <MessageBarActions>
          <Button size="small" onClick={askAgain}>
            {words.askAgain}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** Cells that fail together fail alike. That they were stopped is not told of the run. */
function isTold(error: AssistantError, last: AssistantError | null): boolean {
  return error.code !== 'aborted' && error.code === last?.code && error.message === last.message;
}
