import { Button } from '@fluentui/react-components';
import { ArrowDown20Regular, ArrowUp20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import type { KnownPerson } from '../../protocol/administration.ts';
import type { Policy } from '../../protocol/policy.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { AffectedPeople } from './AffectedPeople.tsx';
import { describePolicy, groupName } from './describe-policy.ts';
import { policyStrings } from './strings.ts';

export interface PolicyRowProps {
  readonly policy: Policy;
  readonly rows: readonly Policy[];
  readonly people: readonly KnownPerson[];
  readonly isBusy: boolean;
  readonly onEdit: () => void;
  /** Absent where it cannot go there. */
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** One policy in plain words, whom it holds for, and what can be done with it. */
export function PolicyRow(props: PolicyRowProps): React.JSX.Element {
  const { policy, rows, people, isBusy } = props;
  const { language } = usePage().strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const name = groupName(policy.group, language);
  const actions = [
    { label: words.edit(name), icon: <Edit20Regular />, run: props.onEdit },
    { label: words.up(name), icon: <ArrowUp20Regular />, run: props.onUp },
    { label: words.down(name), icon: <ArrowDown20Regular />, run: props.onDown },
    { label: words.remove(name), icon: <Delete20Regular />, run: props.onRemove },
  ];
  return (
    <li className={styles.row}>
      <div className={styles.panelHead}>
        <h3 className={styles.subheading}>{name}</h3>
        <div className={styles.actions}>
          {actions.map(({ label, icon, run }) => (
            <Button
              key={label}
              appearance="subtle"
              size="small"
              icon={icon}
              aria-label={label}
              title={label}
              disabledFocusable={isBusy || !run}
              onClick={() => run?.()}
            />
          ))}
        </div>
      </div>
      <ul className={styles.plainList}>
        {describePolicy(policy, language).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <AffectedPeople rows={rows} group={policy.group} people={people} />
    </li>
  );
}
