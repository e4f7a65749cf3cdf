import { Button } from '@fluentui/react-components';
import type { Change } from '../../../assistant/assistant-state.ts';
import type { WrittenPlace } from '../../../core/edits/edit-plan.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { CellsTable } from './CellsTable.tsx';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';
import { WritingProgress } from './WritingProgress.tsx';

/** Everything that was written to the workbook since the pane was opened, the latest first, each with the way to take it back. */
export function ChangeLog(): React.JSX.Element {
  const { language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const changes = useAssistant((state) => state.changes);
  const notice = useAssistant((state) => state.notice);
  return (
    <section aria-label={words.changes} className={styles.log}>
      <h2 className={styles.logTitle}>{words.changes}</h2>
      {changes.length === 0 ? <div className={styles.facts}>{words.noChanges}</div> : null}
      {notice === 'changed-since' ? (
        <div role="alert" className={styles.filled}>
          {words.changedSince}
        </div>
      ) : null}
      <WritingProgress />
      <ol className={styles.logList}>
        {changes.map((change) => (
          <ChangeEntry key={change.receipt.id} change={change} />
        ))}
      </ol>
    </section>
  );
}

function ChangeEntry({ change: { title, receipt, isUndone } }: { readonly change: Change }): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const writing = useAssistant((state) => state.writing);
  const name = title[language];
  const { places = [] } = receipt;
  const time = new Date(receipt.appliedAt).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  return (
    <li>
      <details className={styles.logEntry}>
        <summary tabIndex={0}>
          <strong>{name}</strong> · {time}
          {isUndone ? ` · ${words.isUndone}` : ''}
          <div className={styles.facts}>
            {places.map((place) => sayPlace(place, words.places)).join(language === 'zh' ? '；' : '; ')}
          </div>
        </summary>
        {places.map((place, index) => (
          <CellsTable
            key={index}
            changes={place.cells.map((cell) => ({ ...cell, sheet: isUndone ? '' : place.sheet }))}
          />
        ))}
      </details>
      {isUndone ? null : (
        <div className={styles.logButtons}>
          <Button
            size="small"
            aria-label={words.undoChange(name)}
            disabledFocusable={writing !== null}
            onClick={() => void assistant.undo(receipt)}
          >
            {strings.undo}
          </Button>
          <Button
            size="small"
            appearance="transparent"
            aria-label={words.showChange(name)}
            onClick={() => void assistant.showReceipt(receipt)}
          >
            {strings.show}
          </Button>
        </div>
      )}
    </li>
  );
}

function sayPlace(
  { kind, sheet, address, cellCount, rowCount }: WrittenPlace,
  words: Readonly<Record<WrittenPlace['kind'], (cells: number, address: string) => string>>,
): string {
  return words[kind](rowCount ?? cellCount, kind === 'sheet' || kind === 'pivot' ? sheet : `${sheet}!${address}`);
}
