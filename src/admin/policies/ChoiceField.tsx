import { Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import type { Choice } from './policy-draft.ts';
import { policyStrings } from './strings.ts';

export interface ChoiceFieldProps {
  readonly label: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly offered: readonly { readonly id: string; readonly label: string }[];
  /** The field for what is not offered, where such can be typed. */
  readonly more?: { readonly label: string; readonly hint: string };
  readonly problem: string | undefined;
}

/** All of something, or only what is chosen. What was chosen is kept while all is allowed. */
export function ChoiceField({ label, choice, onChange, offered, more, problem }: ChoiceFieldProps): React.JSX.Element {
  const { strings } = usePage();
  const words = policyStrings(strings.language);
  const styles = useStyles();
  return (
    <div>
      <Field
        label={label}
        validationMessage={problem ?? null}
        validationState={problem === undefined ? 'none' : 'error'}
      >
        <RadioGroup
          layout="horizontal"
          value={choice.isLimited ? 'some' : 'all'}
          onChange={(_event, { value }) => onChange({ ...choice, isLimited: value === 'some' })}
        >
          <Radio value="all" label={words.all} />
          <Radio value="some" label={words.onlyThese} />
        </RadioGroup>
      </Field>
      {choice.isLimited ? (
        <div role="group" aria-label={strings.titled(label, words.onlyThese)} className={styles.choices}>
          {offered.map(({ id, label: name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={choice.chosen.includes(id)}
              onChange={(_event, { checked }) =>
                onChange({
                  ...choice,
                  chosen: checked === true ? [...choice.chosen, id] : choice.chosen.filter((other) => other !== id),
                })
              }
            />
          ))}
          {more ? (
            <Field label={more.label} hint={more.hint} className={styles.whole}>
              <Input
                value={choice.more}
                autoComplete="off"
                onChange={(_event, { value }) => onChange({ ...choice, more: value })}
              />
            </Field>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
