import { Field, Input } from '@fluentui/react-components';
import { useId } from 'react';

export interface GroupsFieldProps {
  readonly label: string;
  readonly hint: string;
  /** As typed: names parted by commas. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Names that are known, to choose from. */
  readonly known: readonly string[];
  readonly problem?: string | undefined;
}

/** Names of groups, parted by commas; the ones that are known are offered for the last of them. */
export function GroupsField({ label, hint, value, onChange, known, problem }: GroupsFieldProps): React.JSX.Element {
  const list = useId();
  const before = value.slice(0, Math.max(value.lastIndexOf(','), value.lastIndexOf('，')) + 1);
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
          <option key={name} value={before === '' ? name : `${before} ${name}`} />
        ))}
      </datalist>
    </Field>
  );
}

/** The names in what was typed, each once. */
export function groupsIn(typed: string): string[] {
  const names = typed.split(/[,，、]/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
