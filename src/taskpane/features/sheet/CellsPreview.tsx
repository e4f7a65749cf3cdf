import type { CellInput, CellsEdit, EditPlan } from '../../../core/edits/edit-plan.ts';
import { cellAt } from '../../../core/sheet/cell-address.ts';
import { usePane } from '../../app/pane-context.ts';
import { useStyles as useAnswerStyles } from '../answer/Answer.styles.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

const mostShown = 200;

/** Every cell that a plan changes, with what it holds now and what it will hold. */
export function CellsPreview({ plan }: { readonly plan: EditPlan }): React.JSX.Element | null {
  const { assistant, language } = usePane();
  const styles = { ...useAnswerStyles(), ...useStyles() };
  const words = sheetStrings(language);
  const changes = plan.edits.filter((edit) => edit.type === 'cells').flatMap(changesOf);
  if (changes.length === 0) return null;
  return (
    <div className={styles.preview} tabIndex={0} role="group" aria-label={words.preview}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[words.cell, words.before, words.after].map((name) => (
              <th key={name} scope="col" className={styles.cell}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostShown).map(({ sheet, address, before, after }) => (
            <tr key={address}>
              <td className={styles.cell}>
                <button
                  type="button"
                  className={styles.verified}
                  onClick={() => void assistant.showCells(sheet, address)}
                >
                  {address}
                </button>
              </td>
              <td className={styles.cell}>{quoted(before)}</td>
              <td className={styles.cell}>{after === '' ? words.emptyCell : quoted(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > mostShown ? <div className={styles.facts}>{words.more(changes.length - mostShown)}</div> : null}
    </div>
  );
}

interface CellChange {
  readonly sheet: string;
  readonly address: string;
  readonly before: string | number | boolean;
  readonly after: string | number | boolean;
}

function changesOf({ sheet, address, cells, before }: CellsEdit): CellChange[] {
  return cells.flatMap((row, at) =>
    row.flatMap((input, column) =>
      input === null
        ? []
        : [
            {
              sheet,
              address: cellAt(address, at, column),
              before: before?.[at]?.[column] ?? '',
              after: contentOf(input),
            },
          ],
    ),
  );
}

function contentOf(input: NonNullable<CellInput>): string | number | boolean {
  return 'formula' in input ? input.formula : input.value;
}

/** A text with its spaces visible at the ends; a number as it is. */
function quoted(content: string | number | boolean): string {
  return typeof content === 'string' ? `“${content}”` : String(content);
}
