import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CellFunctions } from '../../../functions/cell-functions.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { useStyles } from './functions.styles.ts';
import { functionStrings } from './strings.ts';

/** The answers that the workbook carries: which models gave them, and the ways to ask again. */
export function KeptAnswers({ functions }: { readonly functions: CellFunctions }): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = functionStrings(language);
  const { kept, canKeep, isSearching, queue } = useStore(functions.store);
  // Rendered anew when the choice of a model changes.
  useAssistant(({ settings, models }) => `${settings.model ?? ''} ${models.length}`);
  const [asksToForget, setAsksToForget] = useState(false);
  const total = [...kept.values()].reduce((sum, count) => sum + count, 0);
  const model = assistant.model?.id ?? '';
  const isBusy = isSearching || queue.status !== 'idle';
  const others = total - (kept.get(model) ?? 0);
  return (
    <>
      {canKeep ? null : <div className={styles.quiet}>{words.cannotKeep}</div>}
      {total === 0 ? null : (
        <div>
          <div>{words.kept(total)}</div>
          <div className={styles.quiet}>
            {[...kept].map(([id, count]) => words.byModel(id, count)).join(' · ')}. {words.refreshHint}
          </div>
        </div>
      )}
      <div className={styles.actions}>
        {total === 0 ? null : (
          <>
            <Button size="small" disabledFocusable={isBusy} onClick={() => void functions.refresh('selection')}>
              {words.refreshSelected}
            </Button>
            <Button size="small" disabledFocusable={isBusy} onClick={() => void functions.refresh('workbook')}>
              {words.refreshAll}
            </Button>
          </>
        )}
        {queue.failed > 0 ? null : (
          <Button size="small" disabledFocusable={isBusy} onClick={() => void functions.retryFailed()}>
            {words.retryFailed}
          </Button>
        )}
        {others > 0 && model !== '' ? (
          <Button size="small" disabledFocusable={isBusy} onClick={() => void functions.refresh('workbook', model)}>
            {words.refreshOthers(model)}
          </Button>
        ) : null}
        {asksToForget || total === 0 ? null : (
          <Button size="small" appearance="subtle" disabledFocusable={isBusy} onClick={() => setAsksToForget(true)}>
            {words.forget}
          </Button>
        )}
      </div>
      {asksToForget && total > 0 ? (
        <div role="alert">
          <div>{words.forgetQuestion(total)}</div>
          <div className={styles.actions}>
            <Button
              size="small"
              onClick={() => {
                setAsksToForget(false);
                void functions.forget();
              }}
            >
              {words.forget}
            </Button>
            <Button size="small" appearance="primary" onClick={() => setAsksToForget(false)}>
              {words.keepThem}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}
