import { Field, Input } from '@fluentui/react-components';
import { useId } from 'react';
import { groupsIn, typedGroups } from './group-names.ts';

export interface GroupsFieldProps {
  readonly label: string;
  readonly hint: string;
  /** As typed: names parted by commas, those that have one in double quotes. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Names that are known, to choose from. */
  readonly known: readonly string[];
  readonly problem?: string | undefined;
}

/** Names of groups, parted by commas; the ones that are known are offered for the last of them. */
export function GroupsField({ label, hint, value, onChange, known, problem }: GroupsFieldProps): React.JSX.Element {
  const list = useId();
  const typed = groupsIn(value);
  // The last one is still being typed, unless a comma ends it.
  const before = /[,，、]\s*$/.test(value) ? typed : typed.slice(0, -1);
  return (
    <Field
      label={label}
      hint={hint}
      validationMessage={problem ?? null}
      validationState={problem === undefined ? 'none' : 'error'}
    >
      <Input value={value} list={list} autoComplete="off" onChange={(_event, data) => onChange(data.value)} />
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={typedGroups([...before, name])} />
        ))}
      </datalist>
    </Field>
  );
}
