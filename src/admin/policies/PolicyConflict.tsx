import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { PolicyBookState } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { describePolicy, groupName } from './describe-policy.ts';
import { policyStrings } from './strings.ts';

export interface PolicyConflictProps {
  readonly theirs: PolicyBookState;
  /** The group whose row is being changed; `null` where it is none, or a new one. */
  readonly group: string | null;
  readonly isRunning: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** What another administrator made of the policies meanwhile, and the choice between the two. */
export function PolicyConflict(props: PolicyConflictProps): React.JSX.Element {
  const { theirs, group, isRunning } = props;
  const { language } = usePage().strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const row = theirs.groups.find((other) => other.group === group);
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <div>{words.conflict}</div>
        {group === null ? null : <div>{row ? words.conflictRow(groupName(group, language)) : words.conflictGone}</div>}
        {row ? (
          <ul className={styles.plainList}>
            {describePolicy(row, language).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={isRunning} onClick={props.onKeepMine}>
          {words.keepMine}
        </Button>
        <Button size="small" disabledFocusable={isRunning} onClick={props.onTakeTheirs}>
          {words.takeTheirs}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
