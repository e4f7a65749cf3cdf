import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Pause } from '../../core/generation/pauses.ts';
import type { AssistantError } from '../../base/errors.ts';
import { usePane } from '../app/pane-context.ts';
import { endingStrings } from './ending-strings.ts';
import { limitSentence } from './failure-sentence.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';

export interface PauseNoteProps {
  readonly pause: Pause;
  /** Why, where that is not what is said of an answer in the pane. */
  readonly sentence?: string | undefined;
  /** What becomes of the rest when it is stopped now. */
  readonly hint?: string;
}

/** Why questions wait, and how long: they are asked again by themselves. */
export function PauseNote({ pause, sentence, hint }: PauseNoteProps): React.JSX.Element {
  const { language } = usePane();
  const seconds = Math.max(1, useSecondsUntil(pause.until));
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{sentence ?? pauseSentence(pause.error, language)}</MessageBarTitle>
        {/* Each second of it would be said to a screen reader. */}
        <div aria-live="off">{endingStrings(language).askedAgainIn(seconds)}</div>
        {hint === undefined ? null : <div>{hint}</div>}
      </MessageBarBody>
    </MessageBar>
  );
}

/** Why nothing goes on, without what to do about it: that is done by itself. */
function pauseSentence(error: AssistantError, language: 'en' | 'zh'): string {
  const { atLimit, cannotAnswer } = endingStrings(language);
  return limitSentence(error, language) ?? (error.code === 'quota-exceeded' ? atLimit : cannotAnswer);
}
