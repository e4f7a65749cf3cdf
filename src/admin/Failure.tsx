import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AssistantError } from '../base/errors.ts';
import { failureWords, headingOf } from './failure-words.ts';
import { usePage } from './page-context.ts';

/** What went wrong, and what to do about it. */
export function Failure({ error }: { readonly error: AssistantError }): React.JSX.Element {
  const { strings } = usePage();
  const { text, language } = failureWords(error, strings.language);
  const isAbsent = error.code === 'capability-unavailable';
  return (
    <MessageBar intent={isAbsent ? 'info' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{headingOf(error, strings)}</MessageBarTitle>
        <div lang={language}>{text}</div>
        {error.code === 'unexpected' && error.requestId !== undefined ? (
          <div>{strings.requestId(error.requestId)}</div>
        ) : null}
      </MessageBarBody>
    </MessageBar>
  );
}
