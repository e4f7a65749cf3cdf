import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { NewSharedEntry, SharedEntry } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Conflict } from '../parts/Conflict.tsx';
import { EntryForm } from './EntryForm.tsx';
import { EntryRow } from './EntryRow.tsx';
import { sharedStrings } from './strings.ts';
import { useShared } from './useShared.ts';

/** What is in the form: the entry as it was, or `null` for a new one of that kind. */
interface Edited {
  readonly before: SharedEntry | null;
  readonly kind: 'prompt' | 'template';
}

/** The prompts and templates that the organisation shares, and the form for one of them. */
export function LibraryPanel(): React.JSX.Element {
  const { strings } = usePage();
  const words = sharedStrings(strings.language);
  const styles = useStyles();
  const { entries, knownGroups, loading, saving, theirs, forgetTheirs, save, remove, order } = useShared();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [mine, setMine] = useState<NewSharedEntry | null>(null);
  const [asked, setAsked] = useState<SharedEntry | null>(null);
  const [said, setSaid] = useState('');
  const end = (message: string): void => {
    setEdited(null);
    setAsked(null);
    setMine(null);
    forgetTheirs();
    setSaid(message);
  };
  const begin = (next: Edited): void => {
    setSaid('');
    setEdited(next);
  };
  const keep = async (entry: NewSharedEntry, before: SharedEntry | null): Promise<void> => {
    setMine(entry);
    if (await save(entry, before)) end(words.saved);
  };
  const move = (from: number, by: 1 | -1): void => {
    const moved = [...(entries ?? [])];
    moved.splice(from + by, 0, ...moved.splice(from, 1));
    void order(moved);
  };
  const isGone = saving.error?.reason === 'no-such-entry';
  const trouble = (
    <>
      {saving.error && !theirs ? <Failure error={saving.error} /> : null}
      {isGone && mine ? (
        <Button className={styles.quietButton} onClick={() => void keep(mine, null)}>
          {words.saveAnew}
        </Button>
      ) : null}
      {theirs && mine ? (
        <Conflict
          words={words}
          isRunning={saving.isRunning}
          onKeepMine={() => void keep(mine, theirs)}
          onTakeTheirs={() => end('')}
        >
          <div>{`${words.conflictNow} ${theirs.title}`}</div>
          <div className={styles.text}>{theirs.body}</div>
        </Conflict>
      ) : null}
    </>
  );
  return (
    <section className={styles.panel} aria-labelledby="library">
      <div className={styles.panelHead}>
        <h2 className={styles.heading} id="library">
          {words.title}
        </h2>
        <div className={styles.actions}>
          <Button
            appearance="primary"
            data-focus-home
            disabledFocusable={!entries || edited !== null}
            onClick={() => begin({ before: null, kind: 'prompt' })}
          >
            {words.addPrompt}
          </Button>
          <Button
            disabledFocusable={!entries || edited !== null}
            onClick={() => begin({ before: null, kind: 'template' })}
          >
            {words.addTemplate}
          </Button>
        </div>
      </div>
      <div className={styles.quiet}>{words.about}</div>
      {loading.error ? <Failure error={loading.error} /> : null}
      {!entries && loading.isRunning ? <div role="status">{strings.loading}</div> : null}
      <div role="status">{said}</div>
      {asked ? (
        <Confirm
          question={words.removeAsk(asked.title)}
          yes={words.removeYes}
          no={strings.cancel}
          isRunning={saving.isRunning}
          onYes={() => void remove(asked).then((isDone) => end(isDone ? words.removed(asked.title) : ''))}
          onNo={() => end('')}
        />
      ) : null}
      {edited ? (
        <EntryForm
          entry={edited.before ?? { kind: edited.kind, title: '', body: '', groups: [], isPublished: true }}
          isNew={edited.before === null}
          knownGroups={knownGroups}
          isSaving={saving.isRunning}
          onSave={(entry) => void keep(entry, edited.before)}
          onCancel={() => end('')}
        >
          {trouble}
        </EntryForm>
      ) : (
        trouble
      )}
      {entries?.length === 0 && edited === null ? <div>{words.empty}</div> : null}
      {edited === null && entries && entries.length > 0 ? (
        <ul className={styles.rows}>
          {entries.map((entry, index) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              isBusy={saving.isRunning}
              onEdit={() => begin({ before: entry, kind: entry.kind })}
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < entries.length - 1 ? () => move(index, 1) : undefined}
              onRemove={() => setAsked(entry)}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
