import { mergeClasses } from '@fluentui/react-components';
import { usePane } from '../../app/pane-context.ts';
import { useStyles as useAnswerStyles } from '../answer/Answer.styles.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

const mostShown = 200;

/** One cell as it is and as it will be, or was and is. */
export interface ShownChange {
  /** Empty where the sheet is not there yet. */
  readonly sheet: string;
  readonly address: string;
  readonly before: string | number | boolean;
  readonly after: string | number | boolean;
}

/** Cells with what they hold before and after; an address selects its cell. */
export function CellsTable({ changes }: { readonly changes: readonly ShownChange[] }): React.JSX.Element | null {
  const { assistant, language } = usePane();
  const styles = { ...useAnswerStyles(), ...useStyles() };
  const words = sheetStrings(language);
  if (changes.length === 0) return null;
  return (
    <div className={styles.preview} tabIndex={0} role="group" aria-label={words.preview}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[words.cell, words.before, words.after].map((name) => (
              <th key={name} scope="col" className={mergeClasses(styles.cell, styles.address)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostShown).map(({ sheet, address, before, after }) => (
            <tr key={`${sheet}!${address}`}>
              <td className={mergeClasses(styles.cell, styles.address)}>
                {sheet === '' ? (
                  address
                ) : (
                  <button
                    type="button"
                    className={styles.verified}
                    onClick={() => void assistant.showCells(sheet, address)}
                  >
                    {address}
                  </button>
                )}
              </td>
              <td className={mergeClasses(styles.cell, styles.content)}>
                {before === '' ? words.emptyCell : quoted(before)}
              </td>
              <td className={mergeClasses(styles.cell, styles.content)}>
                {after === '' ? words.emptyCell : quoted(after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > mostShown ? <div className={styles.facts}>{words.more(changes.length - mostShown)}</div> : null}
    </div>
  );
}

/** A text with its spaces visible at the ends; a number or a formula as it is. */
function quoted(content: string | number | boolean): string {
  return typeof content === 'string' && !content.startsWith('=') ? `“${content}”` : String(content);
}
