import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AssistantError } from '../../base/errors.ts';
import { usePane } from '../app/pane-context.ts';
import type { Strings } from '../app/strings.ts';

export interface ErrorBarProps {
  readonly error: AssistantError;
  readonly onRetry?: (() => void) | undefined;
  /** Opens the steps that connect a model; offered where the failure is that there is none. */
  readonly onConnect?: (() => void) | undefined;
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
  'policy-forbids',
  'capability-unavailable',
]);

function sentenceFor({ code, reason }: AssistantError, strings: Strings): string {
  if (code === 'model-refused' && reason !== undefined) return strings.refusedFor(reason);
  return strings.reasons[reason ?? ''] ?? strings.errors[code];
}

/** A failure in plain words, with what to do next. */
export function ErrorBar({ error, onRetry, onConnect }: ErrorBarProps): React.JSX.Element {
  const { strings } = usePane();
  const wait = error.retryAfterSeconds;
  const needsModel = error.code === 'capability-unavailable';
  return (
    <MessageBar intent={needsModel ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{navigator.onLine ? sentenceFor(error, strings) : strings.offline}</MessageBarTitle>
        {detailed.has(error.code) && strings.reasons[error.reason ?? ''] === undefined ? (
          <div lang={/\p{Script=Han}/u.test(error.message) ? 'zh' : 'en'}>{error.message}</div>
        ) : null}
        {wait === undefined ? null : <div>{strings.seconds(wait)}</div>}
      </MessageBarBody>
      {onRetry || (needsModel && onConnect) ? (
        <MessageBarActions>
          {needsModel && onConnect ? (
            <Button size="small" onClick={onConnect}>
              {strings.howToConnect}
            </Button>
          ) : null}
          {onRetry ? (
            <Button size="small" onClick={onRetry}>
              {strings.retry}
            </Button>
          ) : null}
        </MessageBarActions>
      ) : null}
    </MessageBar>
  );
}
