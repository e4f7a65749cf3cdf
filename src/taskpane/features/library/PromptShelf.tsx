import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { LibraryEntry } from '../../../protocol/records.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { usePane } from '../../app/pane-context.ts';
import { useStyles } from './PromptShelf.styles.ts';
import { libraryStrings } from './strings.ts';
import { usePrompts } from './usePrompts.ts';

export interface PromptShelfProps {
  /** What stands in the prompt box, to be saved. */
  readonly prompt: string;
  readonly onPick: (body: string) => void;
}

/** The prompts that are kept: one's own, those of the organisation and its templates; and the way to keep one more. */
export function PromptShelf({ prompt, onPick }: PromptShelfProps): React.JSX.Element {
  const { strings, language } = usePane();
  const words = libraryStrings(language);
  const styles = useStyles();
  const { library, error, load, save, remove } = usePrompts();
  if (error?.code === 'capability-unavailable') {
    return (
      <div className={styles.root} role="status">
        {words.noLibrary}
      </div>
    );
  }
  const entries = library?.data ?? [];
  const groups: readonly (readonly [string, readonly LibraryEntry[]])[] = [
    [words.ownPrompts, entries.filter(({ scope }) => scope === 'personal')],
    [words.sharedPrompts, entries.filter(({ scope, kind }) => scope === 'organisation' && kind === 'prompt')],
    [words.templates, entries.filter(({ kind }) => kind === 'template')],
  ];
  return (
    <section className={styles.root} aria-label={strings.savedPrompts}>
      {error ? <ErrorBar error={error} onRetry={load} /> : null}
      {library || error ? null : <div role="status">{strings.loading}</div>}
      {library && entries.length === 0 ? <div>{words.noPrompts}</div> : null}
      {groups.map(([title, items]) =>
        items.length === 0 ? null : (
          <div key={title} role="group" aria-label={title}>
            <h2 className={styles.title}>{title}</h2>
            <ul className={styles.list}>
              {items.map((entry) => (
                <li key={entry.id} className={styles.item}>
                  <Button
                    className={styles.pick}
                    appearance="subtle"
                    size="small"
                    data-hint={entry.body.slice(0, 300)}
                    onClick={() => onPick(entry.body)}
                  >
                    {entry.title}
                  </Button>
                  {entry.scope === 'personal' || library?.mayShare === true ? (
                    <Button
                      appearance="subtle"
                      size="small"
                      icon={<Delete20Regular />}
                      aria-label={words.removePrompt(entry.title)}
                      data-hint={words.removePrompt(entry.title)}
                      onClick={() => void remove(entry.id)}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      {library ? <SaveForm key={prompt} prompt={prompt} mayShare={library.mayShare} onSave={save} /> : null}
    </section>
  );
}

interface SaveFormProps {
  readonly prompt: string;
  readonly mayShare: boolean;
  readonly onSave: ReturnType<typeof usePrompts>['save'];
}

function SaveForm({ prompt, mayShare, onSave }: SaveFormProps): React.JSX.Element {
  const words = libraryStrings(usePane().language);
  const styles = useStyles();
  const body = prompt.trim();
  const [title, setTitle] = useState(body.split('\n', 1)[0]?.slice(0, 60) ?? '');
  const [isShared, setShared] = useState(false);
  if (body === '') return <div>{words.savePromptHint}</div>;
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave({ title, body, scope: isShared ? 'organisation' : 'personal' });
      }}
    >
      <Field className={styles.grows} label={words.promptTitle} size="small">
        <Input value={title} maxLength={120} onChange={(_event, { value }) => setTitle(value)} />
      </Field>
      <Button type="submit" size="small" disabled={title.trim() === ''} data-focus-home>
        {words.savePrompt}
      </Button>
      {mayShare ? (
        <Checkbox
          label={words.saveForAll}
          checked={isShared}
          onChange={(_event, { checked }) => setShared(checked === true)}
        />
      ) : null}
    </form>
  );
}
