import { Button } from '@fluentui/react-components';
import { useStore } from 'zustand';
import type { CopilotConversion } from '../../../functions/copilot-conversion.ts';
import { usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { FormulaChanges } from './FormulaChanges.tsx';
import { useStyles } from './functions.styles.ts';
import { functionStrings } from './strings.ts';

export interface ConversionProps {
  readonly conversion: CopilotConversion;
  /** Whether the active cell has such a formula. */
  readonly isOnCopilot: boolean;
}

/** From =COPILOT to functions of ours: found, shown cell by cell, converted, and undone. */
export function Conversion({ conversion, isOnCopilot }: ConversionProps): React.JSX.Element {
  const { strings, language } = usePane();
  const styles = useStyles();
  const words = functionStrings(language);
  const { status, plan, cellCount, hasChanged, error } = useStore(conversion.store);
  const find = (): void => void conversion.find();
  return (
    <div role="group" aria-label={words.findCopilot}>
      {isOnCopilot && status === 'idle' ? <div>{words.copilotHere}</div> : null}
      {status === 'idle' ? (
        <Button size="small" aria-description={words.copilotHint} data-hint={words.copilotHint} onClick={find}>
          {words.findCopilot}
        </Button>
      ) : null}
      {status === 'searching' ? <div role="status">{words.searching}</div> : null}
      {status === 'converting' || status === 'undoing' ? <div role="status">{words.converting}</div> : null}
      {status === 'found' ? (
        <>
          <div role="status">{cellCount === 0 ? words.noCopilot : words.foundCopilot(cellCount)}</div>
          {hasChanged ? <div>{words.conversionChanged}</div> : null}
          {plan && cellCount > 0 ? <FormulaChanges plan={plan} /> : null}
          <div className={styles.actions}>
            {cellCount > 0 && !hasChanged ? (
              <Button size="small" appearance="primary" onClick={() => void conversion.convert()}>
                {words.convert}
              </Button>
            ) : null}
            <Button size="small" onClick={() => conversion.close()}>
              {cellCount > 0 ? strings.cancel : strings.close}
            </Button>
          </div>
        </>
      ) : null}
      {status === 'converted' ? (
        <>
          <div role="status">{hasChanged ? words.undoChanged : words.converted(cellCount)}</div>
          <div className={styles.actions}>
            <Button size="small" onClick={() => void conversion.undo()}>
              {strings.undo}
            </Button>
            <Button size="small" onClick={() => conversion.close()}>
              {strings.close}
            </Button>
          </div>
        </>
      ) : null}
      {error ? <ErrorBar error={error} onRetry={find} /> : null}
    </div>
  );
}
