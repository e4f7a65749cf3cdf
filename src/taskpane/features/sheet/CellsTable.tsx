import { mergeClasses } from '@fluentui/react-components';
import { showCells } from '../../../assistant/look-at-cells.ts';
import { usePane } from '../../app/pane-context.ts';
import { useStyles as useAnswerStyles } from '../answer/Answer.styles.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

/** Changes that are shown one by one. */
export const mostShown = 200;

/** One cell as it is and as it will be, or was and is. */
export interface ShownChange {
  /** Empty where the sheet is not there yet. */
  readonly sheet: string;
  readonly address: string;
  readonly before: string | number | boolean;
  /** As the cell shows it, where that is another text. */
  readonly beforeShown?: string;
  readonly after: string | number | boolean;
  readonly afterShown?: string;
  /** What becomes of it, where that is no content of a cell. */
  readonly note?: string;
}

export interface CellsTableProps {
  readonly changes: readonly ShownChange[];
  /** How many there are, where `changes` are the first of them. */
  readonly total?: number;
  /** Lets each be taken or left. */
  readonly ticks?: {
    readonly isTicked: (index: number) => boolean;
    /** Absent where nothing can be changed any more. */
    readonly onTick?: (index: number, isTicked: boolean) => void;
  };
}

/** Cells with what they hold before and after; an address selects its cell. */
export function CellsTable({ changes, total = changes.length, ticks }: CellsTableProps): React.JSX.Element | null {
  const { assistant, language } = usePane();
  const styles = { ...useAnswerStyles(), ...useStyles() };
  const words = sheetStrings(language);
  if (changes.length === 0) return null;
  return (
    <div className={styles.preview} tabIndex={0} role="group" aria-label={words.preview}>
      <table className={styles.table}>
        <thead>
          <tr>
            {ticks ? <td className={styles.cell} /> : null}
            {[words.cell, words.before, words.after].map((name) => (
              <th key={name} scope="col" className={mergeClasses(styles.cell, styles.address)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes
            .slice(0, mostShown)
            .map(({ sheet, address, before, beforeShown, after, afterShown, note }, index) => (
              <tr key={`${sheet}!${address}`}>
                {ticks ? (
                  <td className={styles.cell}>
                    <input
                      type="checkbox"
                      className={styles.tick}
                      aria-label={words.changeCell(address)}
                      checked={ticks.isTicked(index)}
                      disabled={!ticks.onTick}
                      onChange={(event) => ticks.onTick?.(index, event.target.checked)}
                    />
                  </td>
                ) : null}
                <td className={mergeClasses(styles.cell, styles.address)}>
                  {sheet === '' ? (
                    address
                  ) : (
                    <button
                      type="button"
                      className={styles.verified}
                      onClick={() => void showCells(assistant.host, sheet, address)}
                    >
                      {address}
                    </button>
                  )}
                </td>
                <td className={mergeClasses(styles.cell, styles.content)}>
                  {beforeShown ?? (before === '' ? words.emptyCell : quoted(before))}
                </td>
                <td className={mergeClasses(styles.cell, styles.content)}>
                  {note ?? afterShown ?? (after === '' ? words.emptyCell : quoted(after))}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {total > mostShown ? <div className={styles.facts}>{words.more(total - mostShown)}</div> : null}
    </div>
  );
}

/** Characters of a text that are shown: of a longer one its ends, where spaces are. */
const longestText = 160;
const tailOfText = 40;

/** A text with its spaces visible at the ends; a number or a formula as it is. */
function quoted(content: string | number | boolean): string {
  if (typeof content !== 'string' || content.startsWith('=')) return String(content);
  const shown =
    content.length <= longestText
      ? content
      : `${content.slice(0, longestText - tailOfText)} … ${content.slice(-tailOfText)}`;
  return `“${shown}”`;
}
