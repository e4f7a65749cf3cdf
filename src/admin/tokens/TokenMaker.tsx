import { Button, Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { newTokenSchema, type MadeToken, type TokenSummary } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { groupsIn } from '../parts/group-names.ts';
import { GroupsField } from '../parts/GroupsField.tsx';
import { focusFirst, useFirstFocus } from '../parts/useFirstFocus.ts';
import { useTask } from '../useTask.ts';
import { useUnsaved } from '../useUnsaved.ts';
import { tokenStrings } from './strings.ts';

export interface TokenMakerProps {
  /** The tokens that there are: their names are taken, their groups offered. */
  readonly known: readonly TokenSummary[];
  readonly onMade: (token: MadeToken) => void;
  readonly onCancel: () => void;
}

const lengths = [30, 90, 365] as const;

/** The form for a new token. A failure leaves everything as it was typed. */
export function TokenMaker({ known, onMade, onCancel }: TokenMakerProps): React.JSX.Element {
  const { gateway, strings } = usePage();
  const words = tokenStrings(strings.language);
  const styles = useStyles();
  const [name, setName] = useState('');
  const [role, setRole] = useState<'user' | 'admin'>('user');
  const [groups, setGroups] = useState('');
  const [days, setDays] = useState('90');
  const [problem, setProblem] = useState<string | undefined>();
  const { isRunning, error, run } = useTask();
  const form = useFirstFocus<HTMLFormElement>();
  useUnsaved(name !== '' || groups !== '');
  const make = (): void => {
    const token = { name: name.trim(), role, groups: groupsIn(groups), days: days === '' ? null : Number(days) };
    const isTaken = known.some((other) => other.name === token.name);
    const isWrong = !newTokenSchema.shape.name.safeParse(token.name).success;
    setProblem(isWrong ? words.nameWrong : isTaken ? words.nameTaken : undefined);
    if (isWrong || isTaken) focusFirst(form.current);
    else void run(async () => onMade(await gateway.makeToken(token)));
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={words.makeTitle}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <Field
        label={words.name}
        required
        hint={words.nameHint}
        validationMessage={problem ?? null}
        validationState={problem === undefined ? 'none' : 'error'}
      >
        <Input
          data-first-focus
          value={name}
          autoComplete="off"
          onChange={(_event, { value }) => {
            setName(value);
            setProblem(undefined);
          }}
        />
      </Field>
      <Field label={words.role}>
        <RadioGroup value={role} onChange={(_event, { value }) => setRole(value === 'admin' ? 'admin' : 'user')}>
          <Radio value="user" label={words.roles.user} />
          <Radio value="admin" label={words.roles.admin} />
        </RadioGroup>
      </Field>
      <GroupsField
        label={words.groups}
        hint={words.groupsHint}
        value={groups}
        onChange={setGroups}
        known={[...new Set(known.flatMap((token) => token.groups))]}
      />
      <Field label={words.ends} className={styles.narrow}>
        <Select value={days} onChange={(_event, { value }) => setDays(value)}>
          {lengths.map((length) => (
            <option key={length} value={length}>
              {words.days(length)}
            </option>
          ))}
          <option value="">{words.never}</option>
        </Select>
      </Field>
      {error ? <Failure error={error} /> : null}
      <div className={styles.fields}>
        <Button type="submit" appearance="primary" disabledFocusable={isRunning}>
          {words.make}
        </Button>
        <Button onClick={onCancel}>{strings.cancel}</Button>
      </div>
    </form>
  );
}
