import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';

export interface ConflictProps {
  readonly words: { readonly conflict: string; readonly keepMine: string; readonly takeTheirs: string };
  readonly isRunning: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  /** What the other administrator made. */
  readonly children: React.ReactNode;
}

/** That another administrator was first, what they made, and the choice between the two. */
export function Conflict({ words, isRunning, onKeepMine, onTakeTheirs, children }: ConflictProps): React.JSX.Element {
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <div>{words.conflict}</div>
        {children}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={isRunning} onClick={onKeepMine}>
          {words.keepMine}
        </Button>
        <Button size="small" disabledFocusable={isRunning} onClick={onTakeTheirs}>
          {words.takeTheirs}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
