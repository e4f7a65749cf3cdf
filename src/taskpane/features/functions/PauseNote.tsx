import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Pause } from '../../../functions/pauses.ts';
import { usePane } from '../../app/pane-context.ts';
import { failureSentence } from '../../ui/failure-sentence.ts';
import { cellSentence } from './cell-sentence.ts';
import { functionStrings } from './strings.ts';

/** Why the questions of cells wait, and how long: they are asked again by themselves. */
export function PauseNote({ pause }: { readonly pause: Pause }): React.JSX.Element {
  const pane = usePane();
  const words = functionStrings(pane.language);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(1, Math.ceil((pause.until - now) / 1000));
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {cellSentence(pause.error, pane.language) ?? failureSentence(pause.error, pane, false)}
        </MessageBarTitle>
        {/* Each second of it would be said to a screen reader. */}
        <div aria-live="off">{words.askedAgainIn(seconds)}</div>
      </MessageBarBody>
    </MessageBar>
  );
}
