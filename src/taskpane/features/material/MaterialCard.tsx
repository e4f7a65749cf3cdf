import { Button, Field, mergeClasses, Textarea } from '@fluentui/react-components';
import { Dismiss20Regular, Document20Regular } from '@fluentui/react-icons';
import { useRef, useState, useSyncExternalStore } from 'react';
import { toAssistantError, type AssistantError } from '../../../base/errors.ts';
import type { MaterialHost } from '../../../host/host.ts';
import { usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { useStyles } from './MaterialCard.styles.ts';
import { materialStrings } from './strings.ts';

const accepted = '.docx,.xlsx,.xlsm,.txt,.text,.md,.markdown,.vtt,.csv';

/** The text that is worked on, where the person brings it: pasted, typed, dropped or chosen as a file. */
export function MaterialCard({ material }: { readonly material: MaterialHost }): React.JSX.Element {
  const { language } = usePane();
  const words = materialStrings(language);
  const styles = useStyles();
  const { title, text, sheet } = useSyncExternalStore(
    (listener) => material.onChanged(listener),
    () => material.current,
  );
  const [isOver, setOver] = useState(false);
  const [opening, setOpening] = useState<string | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setError(null);
    setOpening(file.name);
    try {
      await material.open(file.name, new Uint8Array(await file.arrayBuffer()));
    } catch (failure) {
      setError(toAssistantError(failure));
    } finally {
      setOpening(null);
    }
  };

  return (
    <section
      aria-label={words.text}
      className={mergeClasses(styles.root, isOver && styles.over)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setOver(false);
        void open(event.dataTransfer.files[0]);
      }}
    >
      {sheet ? (
        <div className={styles.sheet}>
          {words.workbook(sheet.sheet, sheet.table.columns[0]?.length ?? 0, sheet.table.columns.length)}
        </div>
      ) : (
        <Field label={words.text}>
          <Textarea
            className={styles.box}
            textarea={{ className: styles.area }}
            resize="vertical"
            rows={8}
            value={text}
            placeholder={words.placeholder}
            onChange={(_event, { value }) => material.setText(value)}
            onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
              material.select(selectionStart, selectionEnd)
            }
          />
        </Field>
      )}
      <div className={styles.row}>
        {title === '' ? null : <span className={styles.title}>{title}</span>}
        <Button size="small" icon={<Document20Regular />} onClick={() => picker.current?.click()}>
          {words.choose}
        </Button>
        {text === '' && !sheet ? null : (
          <Button size="small" appearance="subtle" icon={<Dismiss20Regular />} onClick={() => material.clear()}>
            {words.clear}
          </Button>
        )}
        <input
          ref={picker}
          type="file"
          hidden
          accept={accepted}
          aria-label={words.choose}
          onChange={({ currentTarget }) => {
            void open(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
      </div>
      <div className={styles.quiet} role="status">
        {opening === null
          ? isOver
            ? words.drop
            : text === '' || sheet
              ? words.kinds
              : words.partSelected
          : words.reading(opening)}
      </div>
      {error ? <ErrorBar error={error} /> : null}
    </section>
  );
}
