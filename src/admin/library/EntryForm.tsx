import { Field, Input, Radio, RadioGroup, Switch, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { NewSharedEntry } from '../../protocol/administration.ts';
import { usePage } from '../page-context.ts';
import { EditForm } from '../parts/EditForm.tsx';
import { groupsIn, typedGroups } from '../parts/group-names.ts';
import { GroupsField } from '../parts/GroupsField.tsx';
import { sharedStrings } from './strings.ts';

export interface EntryFormProps {
  readonly entry: NewSharedEntry;
  readonly isNew: boolean;
  readonly knownGroups: readonly string[];
  readonly isSaving: boolean;
  readonly onSave: (entry: NewSharedEntry) => void;
  readonly onCancel: () => void;
  /** What stands between the fields and the buttons: a failure, a conflict. */
  readonly children: React.ReactNode;
}

type Problem = 'titleMissing' | 'bodyMissing' | 'groupsMissing';

/** The form for a prompt or a template. A failure leaves everything as it was typed. */
export function EntryForm(props: EntryFormProps): React.JSX.Element {
  const { entry, isNew } = props;
  const { strings } = usePage();
  const words = sharedStrings(strings.language);
  const [first] = useState(() => ({
    ...entry,
    isForAll: entry.groups.length === 0,
    groups: typedGroups(entry.groups),
  }));
  const [draft, setDraft] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const groups = draft.isForAll ? [] : groupsIn(draft.groups);
  const found: readonly Problem[] = [
    ...(draft.title.trim() === '' ? (['titleMissing'] as const) : []),
    ...(draft.body.trim() === '' ? (['bodyMissing'] as const) : []),
    ...(!draft.isForAll && groups.length === 0 ? (['groupsMissing'] as const) : []),
  ];
  const problems = isChecked ? found : [];
  const save = (): boolean => {
    setChecked(true);
    const { kind, title, body, isPublished } = draft;
    if (found.length === 0) props.onSave({ kind, title: title.trim(), body: body.trim(), groups, isPublished });
    return found.length === 0;
  };
  const told = (problem: Problem): { validationMessage: string | null; validationState: 'error' | 'none' } =>
    problems.includes(problem)
      ? { validationMessage: words[problem], validationState: 'error' }
      : { validationMessage: null, validationState: 'none' };
  const newTitle = draft.kind === 'prompt' ? words.addPrompt : words.addTemplate;
  const title = isNew ? newTitle : words.editTitle(entry.title);
  return (
    <EditForm
      title={title}
      saveLabel={words.save}
      isChanged={JSON.stringify(draft) !== JSON.stringify(first)}
      isSaving={props.isSaving}
      onSave={save}
      onCancel={props.onCancel}
    >
      <Field label={words.kind} hint={words.kindHint}>
        <RadioGroup
          layout="horizontal"
          value={draft.kind}
          onChange={(_event, { value }) => change({ kind: value === 'template' ? 'template' : 'prompt' })}
        >
          <Radio value="prompt" label={words.kinds.prompt} />
          <Radio value="template" label={words.kinds.template} />
        </RadioGroup>
      </Field>
      <Field label={words.entryTitle} required {...told('titleMissing')}>
        <Input
          data-first-focus
          value={draft.title}
          maxLength={120}
          autoComplete="off"
          onChange={(_event, { value }) => change({ title: value })}
        />
      </Field>
      <Field label={words.body} required hint={words.bodyHints[draft.kind]} {...told('bodyMissing')}>
        <Textarea
          rows={8}
          resize="vertical"
          maxLength={20_000}
          value={draft.body}
          onChange={(_event, { value }) => change({ body: value })}
        />
      </Field>
      <Field label={words.audience}>
        <RadioGroup
          layout="horizontal"
          value={draft.isForAll ? 'all' : 'groups'}
          onChange={(_event, { value }) => change({ isForAll: value === 'all' })}
        >
          <Radio value="all" label={words.everybody} />
          <Radio value="groups" label={words.onlyGroups} />
        </RadioGroup>
      </Field>
      {draft.isForAll ? null : (
        <GroupsField
          label={words.groups}
          hint={words.groupsHint}
          value={draft.groups}
          onChange={(value) => change({ groups: value })}
          known={props.knownGroups}
          problem={problems.includes('groupsMissing') ? words.groupsMissing : undefined}
        />
      )}
      <Field hint={words.publishedHint}>
        <Switch
          label={words.published}
          checked={draft.isPublished}
          onChange={(_event, { checked }) => change({ isPublished: checked })}
        />
      </Field>
      {props.children}
    </EditForm>
  );
}
