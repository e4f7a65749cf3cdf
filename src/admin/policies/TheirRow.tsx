import type { PolicyBookState } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { describePolicy, groupName } from './describe-policy.ts';
import { policyStrings } from './strings.ts';

export interface TheirRowProps {
  readonly theirs: PolicyBookState;
  readonly group: string;
}

/** What another administrator made of the row of a group, or that it is gone. */
export function TheirRow({ theirs, group }: TheirRowProps): React.JSX.Element {
  const { language } = usePage().strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const row = theirs.groups.find((other) => other.group === group);
  if (!row) return <div>{words.conflictGone}</div>;
  return (
    <>
      <div>{words.conflictRow(groupName(group, language))}</div>
      <ul className={styles.plainList}>
        {describePolicy(row, language).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
