import { useEffect, useState } from 'react';
import { tryFormula } from '../../../assistant/look-at-cells.ts';
import type { SheetSelection } from '../../../core/document/context.ts';
import { hasOwnFunction } from '../../../core/cells/own-formula.ts';
import { reachesOut } from '../../../core/sheet/formula/reaches-out.ts';
import { readsItself } from '../../../core/sheet/formula/reads-itself.ts';
import type { EvaluatedFormula } from '../../../host/host.ts';
import { usePane } from '../../app/pane-context.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

const mostRows = 5;
const mostColumns = 4;

export interface FormulaPreviewProps {
  readonly formula: string;
  readonly sheet: SheetSelection;
}

type Trial = { readonly status: 'trying' | 'failed' } | { readonly status: 'done'; readonly result: EvaluatedFormula };

/** A formula and what it gives, tried out in the sheet before it goes in. */
export function FormulaPreview({ formula, sheet }: FormulaPreviewProps): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const [trial, setTrial] = useState<Trial>({ status: 'trying' });
  const { sheet: name, active } = sheet;
  const outside = reachesOut(formula);
  // To try it out would be to ask.
  const asksModel = hasOwnFunction(formula);
  const isCircle = readsItself(formula, name, active.address);
  const isTried = outside === undefined && !asksModel && !isCircle;
  useEffect(() => {
    if (!isTried) return;
    let isCurrent = true;
    const settle = (next: Trial): void => {
      if (isCurrent) setTrial(next);
    };
    void tryFormula(assistant.host, formula, name, active.address).then(
      (result) => settle({ status: 'done', result }),
      () => settle({ status: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [assistant, formula, isTried, name, active.address]);
  return (
    <div>
      <code className={styles.formula}>{formula}</code>
      <div className={styles.result} role="status">
        {outside === undefined ? (asksModel ? words.asksModel : null) : words.notTried(outside)}
        {isCircle ? words.circle(active.address) : null}
        {trial.status === 'trying' && isTried ? words.tryingFormula : null}
        {trial.status === 'failed' ? words.noTry : null}
        {trial.status === 'done' && trial.result.error !== null ? words.formulaFails(trial.result.error) : null}
        {trial.status === 'done' && trial.result.error === null ? (
          <>
            {words.formulaGives}: <strong>{describe(trial.result)}</strong>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** One value, or the beginning of what spills. */
function describe({ text }: EvaluatedFormula): string {
  const rows = text.slice(0, mostRows).map((row) => row.slice(0, mostColumns).join('  '));
  const isMore = text.length > mostRows || (text[0]?.length ?? 0) > mostColumns;
  return rows.join(' · ') + (isMore ? ' …' : '');
}
