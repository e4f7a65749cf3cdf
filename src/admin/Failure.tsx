import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { AssistantError } from '../base/errors.ts';
import { usePage } from './page-context.ts';

/** What went wrong, in the gateway's own words. */
export function Failure({ error }: { readonly error: AssistantError }): React.JSX.Element {
  const { strings } = usePage();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{error.code === 'unauthorized' ? strings.forbidden : strings.failure}</MessageBarTitle>
        <div lang="en">{error.message}</div>
      </MessageBarBody>
    </MessageBar>
  );
}
