import { Button, Field, Textarea, type TextareaOnChangeData } from '@fluentui/react-components';
import { Bookmark20Regular, Send20Regular, Stop20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { refusalOf } from '../../../assistant/access.ts';
import type { AssistantState } from '../../../assistant/assistant-state.ts';
import { isRunning } from '../../../core/generation/reduce-generation.ts';
import { useAccess, useAssistant, usePane } from '../../app/pane-context.ts';
import { ErrorBar, MaterialCard, PromptShelf } from '../../app/parts.ts';
import { CommandBar } from './CommandBar.tsx';
import { useStyles } from './Compose.styles.ts';
import { ModelLine } from './ModelLine.tsx';
import { SelectionCard } from './SelectionCard.tsx';

export interface ComposeProps {
  readonly typed: string;
  readonly onTyped: (prompt: string) => void;
  readonly onOpenSettings: () => void;
}

/** Whether something is being read or answered, and can be stopped. */
function isBusy({ turn, reading }: AssistantState): boolean {
  return reading !== null || (turn !== null && isRunning(turn.generation));
}

/** What is selected, the commands that fit it, and the prompt. */
export function Compose({ typed, onTyped, onOpenSettings }: ComposeProps): React.JSX.Element {
  const { assistant, strings } = usePane();
  const styles = useStyles();
  const [prompt, setPrompt] = useState(typed);
  useEffect(() => onTyped(prompt), [onTyped, prompt]);
  const [showsShelf, setShowsShelf] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  /** A command waits for words. */
  const [isWanted, setWanted] = useState(false);
  const running = useAssistant(isBusy);
  const contextError = useAssistant((state) => state.contextError);

  const permissions = useAccess(({ session }) => session?.permissions);
  const isCaret = useAssistant(({ context }) => context?.isCaret ?? false);
  // What is typed becomes one of these two commands.
  const refusal = refusalOf(permissions, isCaret ? 'draft' : 'custom', assistant.host.name);

  useEffect(() => {
    const stop = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // A menu that is open closes first.
      const stops = isBusy(assistant.state) && (event.target as Element).closest('[role="menu"]') === null;
      // Office listens at the window, and takes the focus to the document: only where the key did nothing here.
      if (stops || event.defaultPrevented) event.stopPropagation();
      if (stops) assistant.stop();
    };
    document.addEventListener('keydown', stop);
    return () => document.removeEventListener('keydown', stop);
  }, [assistant]);

  const send = (): void => {
    const instruction = prompt.trim();
    if (instruction === '') {
      box.current?.focus();
      return;
    }
    if (refusal === null) void assistant.ask(instruction);
  };

  return (
    <div className={styles.root}>
      {contextError ? (
        <ErrorBar error={contextError} onRetry={() => void assistant.capture()} />
      ) : (
        <>
          {assistant.host.material ? <MaterialCard material={assistant.host.material} /> : null}
          <SelectionCard prompt={prompt} />
        </>
      )}
      <CommandBar
        prompt={prompt}
        onStart={(hasWords) => {
          setWanted(!hasWords);
          if (!hasWords) box.current?.focus();
        }}
      />
      <Field
        label={strings.prompt}
        validationState={isWanted ? 'warning' : 'none'}
        validationMessage={isWanted ? strings.needsInstruction : null}
        hint={
          refusal === null ? null : refusal === 'surface' ? strings.policyForbidsSurface : strings.policyForbidsPrompts
        }
      >
        <Textarea
          data-focus-home
          className={styles.prompt}
          textarea={{ ref: box }}
          resize="vertical"
          rows={3}
          value={prompt}
          placeholder={strings.promptPlaceholder}
          onChange={(_event, data: TextareaOnChangeData) => {
            setWanted(false);
            setPrompt(data.value);
          }}
          onKeyDown={(event) => {
            // While an input method composes, Enter chooses a word.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
      </Field>
      <div className={styles.send}>
        <ModelLine onOpenSettings={onOpenSettings} />
        <Button
          className={styles.shelf}
          appearance="subtle"
          icon={<Bookmark20Regular />}
          aria-label={strings.savedPrompts}
          data-hint={strings.savedPrompts}
          aria-expanded={showsShelf}
          onClick={() => setShowsShelf(!showsShelf)}
        />
        {running ? (
          <Button key="stop" appearance="primary" icon={<Stop20Regular />} onClick={() => assistant.stop()}>
            {strings.stop}
          </Button>
        ) : (
          <Button
            key="send"
            appearance="primary"
            icon={<Send20Regular />}
            disabled={prompt.trim() === '' || refusal !== null}
            onClick={send}
          >
            {strings.send}
          </Button>
        )}
      </div>
      {showsShelf ? (
        <PromptShelf
          prompt={prompt}
          onPick={(body) => {
            setWanted(false);
            setPrompt(body);
            setShowsShelf(false);
            box.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
