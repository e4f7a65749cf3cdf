import type { KnownPerson } from '../../protocol/administration.ts';
import { findPolicy, type Policy } from '../../protocol/policy.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { policyStrings } from './strings.ts';

export interface AffectedPeopleProps {
  /** All rows in their order: who a row holds for depends on those before it. */
  readonly rows: readonly Pick<Policy, 'group'>[];
  readonly group: string;
  readonly people: readonly KnownPerson[];
}

const namesShown = 5;

/** Who of the people that are known comes under a row. */
export function AffectedPeople({ rows, group, people }: AffectedPeopleProps): React.JSX.Element {
  const { strings } = usePage();
  const words = policyStrings(strings.language);
  const styles = useStyles();
  const affected = people.filter((person) => findPolicy(rows, person.groups)?.group === group);
  if (affected.length === 0) return <div className={styles.quiet}>{words.affectedNobody}</div>;
  const names = affected.slice(0, namesShown).map(({ name, id }) => name || id);
  const colon = strings.language === 'zh' ? '：' : ': ';
  return (
    <div className={styles.quiet}>
      {`${words.affected(affected.length)}${colon}${words.affectedNames(words.list(names), affected.length - names.length)}`}
    </div>
  );
}
