import { Checkbox, Field, Input, Select, Switch, Textarea } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { KnownPerson } from '../../protocol/administration.ts';
import { longestInstructions, type Policy } from '../../protocol/policy.ts';
import { featureSchema, surfaceSchema } from '../../protocol/session.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { EditForm } from '../parts/EditForm.tsx';
import { AffectedPeople } from './AffectedPeople.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { commandIds, commandName } from './command-names.ts';
import { groupName } from './describe-policy.ts';
import { fromDraft, placeRow, toDraft, type DraftProblem, type PolicyDraft } from './policy-draft.ts';
import { QuotaFields } from './QuotaFields.tsx';
import { policyStrings } from './strings.ts';

export interface PolicyFormProps {
  /** The row that is edited; `null` for a new one. */
  readonly edited: Policy | null;
  readonly rows: readonly Policy[];
  readonly models: readonly string[];
  readonly people: readonly KnownPerson[];
  readonly isSaving: boolean;
  readonly onSave: (policy: Policy) => void;
  readonly onCancel: () => void;
  /** What stands between the fields and the buttons: a failure, a conflict. */
  readonly children: React.ReactNode;
}

/** All that a policy has, in plain words. A failure leaves everything as it was typed. */
export function PolicyForm(props: PolicyFormProps): React.JSX.Element {
  const { edited, rows, models, people } = props;
  const { strings } = usePage();
  const { language } = strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const [first] = useState(() => toDraft(edited, { models, commands: commandIds }));
  const [draft, setDraft] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const groups = useId();
  const change = (part: Partial<PolicyDraft>): void => setDraft({ ...draft, ...part });
  const taken = rows.flatMap(({ group }) => (group === edited?.group ? [] : [group]));
  const read = fromDraft(draft, taken);
  /** Nothing is held against a form that was not yet to be saved; after that it is told as it is typed. */
  const problems = isChecked ? read.problems : [];
  const problemOf = (...names: DraftProblem[]): string | undefined => {
    const found = names.find((name) => problems.includes(name));
    return found && words.problems[found];
  };
  const save = (): boolean => {
    setChecked(true);
    const isRight = 'policy' in read;
    if (isRight) props.onSave(read.policy);
    return isRight;
  };
  const group = draft.group.trim();
  const placed = placeRow(rows, { ...emptyRow, group }, edited?.group ?? null);
  const title = edited ? words.editTitle(groupName(edited.group, language)) : words.addTitle;
  return (
    <EditForm
      title={title}
      saveLabel={words.save}
      isChanged={JSON.stringify(draft) !== JSON.stringify(first)}
      isSaving={props.isSaving}
      onSave={save}
      onCancel={props.onCancel}
    >
      <Field
        label={words.group}
        required
        hint={words.groupHint}
        validationMessage={problemOf('group-missing', 'group-taken') ?? null}
        validationState={problemOf('group-missing', 'group-taken') === undefined ? 'none' : 'error'}
      >
        <Input
          data-first-focus
          value={draft.group}
          maxLength={200}
          list={groups}
          autoComplete="off"
          onChange={(_event, { value }) => change({ group: value })}
        />
        <datalist id={groups}>
          {[...new Set(people.flatMap((person) => person.groups))].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      <div aria-live="polite">
        {group === '' ? null : <AffectedPeople rows={placed} group={group} people={people} />}
      </div>
      <ChoiceField
        label={words.models}
        choice={draft.models}
        onChange={(choice) => change({ models: choice })}
        offered={models.map((id) => ({ id, label: id }))}
        more={{ label: words.moreModels, hint: words.moreModelsHint }}
        problem={problemOf('models-none')}
      />
      <Switch
        label={words.localOnly}
        checked={draft.localOnly}
        onChange={(_event, { checked }) => change({ localOnly: checked })}
      />
      <ChoiceField
        label={words.commands}
        choice={draft.commands}
        onChange={(choice) => change({ commands: choice })}
        offered={commandIds.map((id) => ({ id, label: commandName(id, language) }))}
        more={{ label: words.moreCommands, hint: words.moreCommandsHint }}
        problem={problemOf('commands-none')}
      />
      <ChoiceField
        label={words.surfaces}
        choice={draft.surfaces}
        onChange={(choice) => change({ surfaces: choice })}
        offered={surfaceSchema.options.map((id) => ({ id, label: words.surfaceNames[id] }))}
        problem={problemOf('surfaces-none')}
      />
      <fieldset className={styles.fieldset}>
        <legend className={styles.legend}>{words.featuresOff}</legend>
        {featureSchema.options.map((feature) => (
          <Checkbox
            key={feature}
            label={words.features[feature]}
            checked={draft.featuresOff.includes(feature)}
            onChange={(_event, { checked }) =>
              change({
                featuresOff:
                  checked === true
                    ? [...draft.featuresOff, feature]
                    : draft.featuresOff.filter((other) => other !== feature),
              })
            }
          />
        ))}
      </fieldset>
      <Field
        label={words.instructions}
        hint={words.instructionsHint(longestInstructions - draft.instructions.length)}
        validationMessage={problemOf('instructions-long') ?? null}
        validationState={problemOf('instructions-long') === undefined ? 'none' : 'error'}
      >
        <Textarea
          rows={3}
          resize="vertical"
          value={draft.instructions}
          onChange={(_event, { value }) => change({ instructions: value })}
        />
      </Field>
      <QuotaFields
        whose="perPerson"
        quotas={draft.perPerson}
        onChange={(perPerson) => change({ perPerson })}
        problems={problems}
      />
      <QuotaFields
        whose="wholeGroup"
        quotas={draft.wholeGroup}
        onChange={(wholeGroup) => change({ wholeGroup })}
        problems={problems}
      />
      <div className={styles.fields}>
        <Field label={words.priority}>
          <Select
            value={draft.priority}
            onChange={(_event, { value }) => change({ priority: value as PolicyDraft['priority'] })}
          >
            {(['high', 'normal', 'low'] as const).map((priority) => (
              <option key={priority} value={priority}>
                {words.priorities[priority]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.auditContent}>
          <Select
            value={draft.auditContent}
            onChange={(_event, { value }) => change({ auditContent: value as PolicyDraft['auditContent'] })}
          >
            {(['default', 'yes', 'no'] as const).map((kept) => (
              <option key={kept} value={kept}>
                {words.auditContents[kept]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {props.children}
    </EditForm>
  );
}

const emptyRow: Policy = {
  group: '',
  localOnly: false,
  featuresOff: [],
  priority: 'normal',
  perPerson: {},
  wholeGroup: {},
};
