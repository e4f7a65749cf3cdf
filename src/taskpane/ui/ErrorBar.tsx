import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AssistantError } from '../../base/errors.ts';
import { usePane } from '../app/pane-context.ts';
import { endingStrings } from './ending-strings.ts';
import { failureDetails, failureSentence } from './failure-sentence.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';

export interface ErrorBarProps {
  readonly error: AssistantError;
  /** What to say of it, where that is not what is said of an answer in the pane. */
  readonly sentence?: string | undefined;
  /** Whether a part of an answer came before, and is kept. */
  readonly hasText?: boolean;
  readonly onRetry?: (() => void) | undefined;
  /** Asks for the rest of an answer of which a part came. */
  readonly onContinue?: (() => void) | undefined;
  /** Opens the steps that connect a model; offered where the failure is that there is none. */
  readonly onConnect?: (() => void) | undefined;
}

const retryTimes = new WeakMap<AssistantError, number>();

/** When it may be tried again, counted from when the failure was first shown; 0 where nobody says. */
function retryTimeOf(error: AssistantError): number {
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds === undefined) return 0;
  const known = retryTimes.get(error) ?? Date.now() + retryAfterSeconds * 1000;
  retryTimes.set(error, known);
  return known;
}

/** A failure in plain words, with what to do next. */
export function ErrorBar({
  error,
  sentence,
  hasText = false,
  onRetry,
  onContinue,
  onConnect,
}: ErrorBarProps): React.JSX.Element {
  const pane = usePane();
  const { strings } = pane;
  const wait = useSecondsUntil(retryTimeOf(error));
  const details = failureDetails(error, pane);
  const needsModel = error.code === 'capability-unavailable';
  return (
    <MessageBar intent={needsModel ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{sentence ?? failureSentence(error, pane, hasText)}</MessageBarTitle>
        {/* Each second of it would be said to a screen reader. */}
        {wait === 0 ? null : <div aria-live="off">{strings.seconds(wait)}</div>}
        {details === undefined ? null : (
          <div>
            {/* What rules cannot do is told in the person's own words, as the other half of the sentence. */}
            {needsModel ? null : `${endingStrings(pane.language).details} `}
            <span lang={/\p{Script=Han}/u.test(details) ? 'zh' : 'en'}>{details}</span>
          </div>
        )}
        {error.code === 'unexpected' && error.requestId !== undefined ? (
          <div>{endingStrings(pane.language).requestId(error.requestId)}</div>
        ) : null}
      </MessageBarBody>
      {onRetry || onContinue || (needsModel && onConnect) ? (
        <MessageBarActions>
          {needsModel && onConnect ? (
            <Button size="small" onClick={onConnect}>
              {strings.howToConnect}
            </Button>
          ) : null}
          {onContinue ? (
            <Button size="small" onClick={onContinue}>
              {endingStrings(pane.language).goOn}
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
