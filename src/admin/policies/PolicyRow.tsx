import type { KnownPerson } from '../../protocol/administration.ts';
import type { Policy } from '../../protocol/policy.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { RowActions, type RowHandlers } from '../parts/RowActions.tsx';
import { AffectedPeople } from './AffectedPeople.tsx';
import { describePolicy, groupName } from './describe-policy.ts';
import { policyStrings } from './strings.ts';

export interface PolicyRowProps extends RowHandlers {
  readonly policy: Policy;
  readonly rows: readonly Policy[];
  readonly people: readonly KnownPerson[];
}

/** One policy in plain words, whom it holds for, and what can be done with it. */
export function PolicyRow({ policy, rows, people, ...handlers }: PolicyRowProps): React.JSX.Element {
  const { language } = usePage().strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const name = groupName(policy.group, language);
  return (
    <li className={styles.row}>
      <div className={styles.panelHead}>
        <h3 className={styles.subheading}>{name}</h3>
        <RowActions name={name} words={words} {...handlers} />
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
