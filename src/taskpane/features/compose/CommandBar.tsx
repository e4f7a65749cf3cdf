import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { WritingCommand } from '../../../core/prompt/writing-command.ts';
import { refusalOf } from '../../../assistant/access.ts';
import { useAccess, useAssistant, usePane } from '../../app/pane-context.ts';
import { CommandOptions } from '../../app/parts.ts';
import { useStyles } from './Compose.styles.ts';

/** How many commands show before “More”. */
const firstCount = 6;

export interface CommandBarProps {
  readonly prompt: string;
  /** A command was pressed that has the words it needs, or lacks them. */
  readonly onStart: (hasWords: boolean) => void;
}

/** The commands that fit what is selected. One with choices opens them; one that wants a prompt asks for it. */
export function CommandBar({ prompt, onStart }: CommandBarProps): React.JSX.Element | null {
  const { assistant, strings, language } = usePane();
  const styles = useStyles();
  const context = useAssistant((state) => state.context);
  const models = useAssistant((state) => state.models);
  const permissions = useAccess(({ session }) => session?.permissions);
  const [isOpen, setOpen] = useState(false);
  const turn = useAssistant((state) => state.turn?.id);
  /** Whose choices are open, until something else is asked. */
  const [open, setOpened] = useState<{ readonly id: string; readonly turn: string | undefined } | null>(null);
  const chosen = open?.turn === turn ? open?.id : undefined;
  if (!context) return null;

  // What was typed is sent by the prompt's own button.
  const commands = assistant.commandsFor(context).filter(({ id }) => id !== 'custom');
  const able = models.length === 0 ? undefined : assistant.model?.inkstone?.commands;
  const isForbidden = ({ id }: WritingCommand): boolean => refusalOf(permissions, id, assistant.host.name) !== null;
  const isAble = (command: WritingCommand): boolean =>
    (able === undefined || command.answerByRules !== undefined || able.includes(command.id)) && !isForbidden(command);
  const hintOf = (command: WritingCommand): string => {
    if (isAble(command)) return command.description[language];
    const reason = isForbidden(command) ? strings.policyForbidsCommand : strings.needsModel;
    return `${command.description[language]} (${reason})`;
  };
  const sorted = [...commands].sort((a, b) => Number(isAble(b)) - Number(isAble(a)));
  const shown = isOpen ? sorted : sorted.slice(0, firstCount);
  const active = commands.find(({ id }) => id === chosen);

  const start = (command: WritingCommand, options?: Readonly<Record<string, string>>): void => {
    const hasWords = !command.needsInstruction || prompt.trim() !== '';
    onStart(hasWords);
    if (!hasWords) return;
    if (command.options.length > 0 && !options) {
      setOpened(chosen === command.id ? null : { id: command.id, turn });
      return;
    }
    setOpened(null);
    void assistant.run(command, prompt.trim(), options);
  };

  return (
    <div className={styles.root}>
      <ul className={styles.commands} aria-label={strings.commands} data-hint-group>
        {shown.map((command) => (
          <li key={command.id}>
            <Button
              size="small"
              disabledFocusable={!isAble(command)}
              appearance={chosen === command.id ? 'primary' : 'outline'}
              aria-description={hintOf(command)}
              data-hint={hintOf(command)}
              onClick={() => start(command)}
            >
              {command.title[language]}
            </Button>
          </li>
        ))}
        {sorted.length > firstCount ? (
          <li>
            <Button size="small" appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? strings.fewerCommands : strings.moreCommands}
            </Button>
          </li>
        ) : null}
      </ul>
      {active ? (
        <CommandOptions
          key={active.id}
          command={active}
          onRun={(options) => start(active, options)}
          onCancel={() => setOpened(null)}
        />
      ) : null}
    </div>
  );
}
