import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AssistantError } from '../../base/errors.ts';
import { usePane } from '../app/pane-context.ts';

export interface ErrorBarProps {
  readonly error: AssistantError;
  readonly onRetry?: (() => void) | undefined;
}

/** Codes whose own message tells more than our sentence does: which row, which address, what cause. */
const detailed = new Set([
  'backend-unreachable',
  'unauthorized',
  'model-missing',
  'invalid-request',
  'unexpected',
  'host-failed',
  'quota-exceeded',
  'capability-unavailable',
]);

/** A failure in plain words, with what to do next. */
export function ErrorBar({ error, onRetry }: ErrorBarProps): React.JSX.Element {
  const { strings } = usePane();
  const wait = error.retryAfterSeconds;
  return (
    <MessageBar intent={error.code === 'capability-unavailable' ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{navigator.onLine ? strings.errors[error.code] : strings.offline}</MessageBarTitle>
        {detailed.has(error.code) ? <div lang="en">{error.message}</div> : null}
        {wait === undefined ? null : <div>{strings.seconds(wait)}</div>}
      </MessageBarBody>
      {onRetry ? (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {strings.retry}
          </Button>
        </MessageBarActions>
      ) : null}
    </MessageBar>
  );
}
