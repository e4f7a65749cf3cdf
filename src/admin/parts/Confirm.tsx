import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useFirstFocus } from './useFirstFocus.ts';

export interface ConfirmProps {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly isRunning: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A question before something that cannot be taken back. The focus goes to the safe answer. */
export function Confirm({ question, yes, no, isRunning, onYes, onNo }: ConfirmProps): React.JSX.Element {
  const bar = useFirstFocus<HTMLDivElement>();
  return (
    <div ref={bar}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{question}</MessageBarBody>
        <MessageBarActions>
          <Button size="small" disabledFocusable={isRunning} onClick={onYes}>
            {yes}
          </Button>
          <Button size="small" data-first-focus onClick={onNo}>
            {no}
          </Button>
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}
