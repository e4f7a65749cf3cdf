import { Field, Input } from '@fluentui/react-components';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { quotaNames, type DraftProblem, type QuotaDraft } from './policy-draft.ts';
import { policyStrings } from './strings.ts';

export interface QuotaFieldsProps {
  readonly whose: 'perPerson' | 'wholeGroup';
  readonly quotas: QuotaDraft;
  readonly onChange: (quotas: QuotaDraft) => void;
  readonly problems: readonly DraftProblem[];
}

/** How much: for each person, or for all of a group together. */
export function QuotaFields({ whose, quotas, onChange, problems }: QuotaFieldsProps): React.JSX.Element {
  const { strings } = usePage();
  const words = policyStrings(strings.language);
  const styles = useStyles();
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>{words[whose]}</legend>
      <div className={styles.numbers}>
        {quotaNames.map((name) => {
          const isWrong = problems.includes(`number-${whose}-${name}`);
          return (
            <Field
              key={name}
              label={words.quotas[name]}
              validationMessage={isWrong ? words.problemNumber : null}
              validationState={isWrong ? 'error' : 'none'}
            >
              <Input
                className={styles.fill}
                inputMode="numeric"
                autoComplete="off"
                placeholder={words.noLimit}
                value={quotas[name]}
                onChange={(_event, { value }) => onChange({ ...quotas, [name]: value })}
              />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}
