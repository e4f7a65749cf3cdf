import { ProgressBar } from '@fluentui/react-components';
import type { SheetSelection } from '../../../core/document/context.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

export interface SheetFactsProps {
  readonly sheet: SheetSelection;
  /** How many rows are worked on; the cells themselves are read when something is asked. */
  readonly rowCount: number;
}

/** What of a sheet is worked on: where, how much, its headers, and the active cell's formula. */
export function SheetFacts({ sheet, rowCount }: SheetFactsProps): React.JSX.Element {
  const { language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const { table, active } = sheet;
  const reading = useAssistant((state) => state.reading);
  const isOneCell = sheet.address === active.address && sheet.tableAddress !== sheet.address;
  const headers = table.columns
    .map(([head]) => (typeof head === 'string' ? head.trim() : ''))
    .filter((head) => head !== '');
  return (
    <>
      <div>
        {sheet.tableAddress} · {words.cells(rowCount, table.columns.length)}
      </div>
      {headers.length > 0 ? <div className={styles.facts}>{headers.join(' · ')}</div> : null}
      {active.formula === null && isOneCell ? (
        <div className={styles.facts}>
          {words.cell} {active.address}
        </div>
      ) : null}
      {active.formula === null ? null : (
        <div className={styles.facts}>
          {active.address}: <code>{active.formula}</code>{' '}
          {active.error === null ? '' : `${words.shows} ${active.error}`}
        </div>
      )}
      {reading ? (
        <div role="status">
          <div className={styles.facts}>
            {reading.done < reading.total
              ? words.readingCells(reading.done, reading.total)
              : words.counting(reading.total)}
          </div>
          {reading.done < reading.total ? <ProgressBar value={reading.done / reading.total} /> : <ProgressBar />}
        </div>
      ) : null}
      {sheet.isRead || reading ? null : <div className={styles.facts}>{words.readLater}</div>}
      {sheet.hidden ? <div className={styles.facts}>{words.hidden(sheet.hidden)}</div> : null}
      {sheet.cellsLeftOut > 0 ? <div className={styles.facts}>{words.leftOut(sheet.cellsLeftOut)}</div> : null}
    </>
  );
}
