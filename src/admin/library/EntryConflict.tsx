import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { SharedEntry } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { sharedStrings } from './strings.ts';

export interface EntryConflictProps {
  readonly theirs: SharedEntry;
  readonly isRunning: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** What another administrator made of an entry meanwhile, and the choice between the two. */
export function EntryConflict(props: EntryConflictProps): React.JSX.Element {
  const { theirs, isRunning } = props;
  const words = sharedStrings(usePage().strings.language);
  const styles = useStyles();
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <div>{words.conflict}</div>
        <div>{`${words.conflictNow} ${theirs.title}`}</div>
        <div className={styles.text}>{theirs.body}</div>
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
