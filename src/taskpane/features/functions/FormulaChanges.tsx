import { showCells } from '../../../assistant/look-at-cells.ts';
import type { EditPlan } from '../../../core/edits/edit-plan.ts';
import { cellAt } from '../../../core/sheet/cell-address.ts';
import { usePane } from '../../app/pane-context.ts';
import { sheetStrings } from '../sheet/strings.ts';
import { useStyles } from './functions.styles.ts';

const mostShown = 200;

/** Every formula that a plan changes, as it is and as it will be: formulas are too long to stand side by side. */
export function FormulaChanges({ plan }: { readonly plan: EditPlan }): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const changes = plan.edits.flatMap((edit) =>
    edit.type === 'cells'
      ? edit.cells.map(([input], row) => ({
          sheet: edit.sheet,
          address: cellAt(edit.address, row, 0),
          before: String(edit.before?.[row]?.[0] ?? ''),
          after: input && 'formula' in input ? input.formula : '',
        }))
      : [],
  );
  return (
    <>
      <ul className={styles.changes} tabIndex={0} aria-label={words.preview}>
        {changes.slice(0, mostShown).map(({ sheet, address, before, after }) => (
          <li key={`${sheet}!${address}`}>
            <button
              type="button"
              className={styles.link}
              onClick={() => void showCells(assistant.host, sheet, address)}
            >
              {`${sheet}!${address}`}
            </button>
            <del className={styles.formula}>{before}</del>
            <ins className={styles.formula}>{after}</ins>
          </li>
        ))}
      </ul>
      {changes.length > mostShown ? <div className={styles.quiet}>{words.more(changes.length - mostShown)}</div> : null}
    </>
  );
}
