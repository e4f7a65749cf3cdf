import { Button, Dropdown, Field, Option, Tooltip } from '@fluentui/react-components';
import { useState } from 'react';
import { commandsFor } from '../../../core/prompt/commands.ts';
import type { WritingCommand } from '../../../core/prompt/writing-command.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { useStyles } from './Compose.styles.ts';

/** How many commands show before “More”. */
const firstCount = 6;

export interface CommandBarProps {
  readonly prompt: string;
  readonly onNeedPrompt: () => void;
}

/** The commands that fit what is selected. One with choices opens them; one that wants a prompt asks for it. */
export function CommandBar({ prompt, onNeedPrompt }: CommandBarProps): React.JSX.Element | null {
  const { assistant, strings, language } = usePane();
  const styles = useStyles();
  const context = useAssistant((state) => state.context);
  const models = useAssistant((state) => state.models);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [options, setOptions] = useState<Readonly<Record<string, string>>>({});
  if (!context) return null;

  // What was typed is sent by the prompt's own button.
  const commands = commandsFor(context).filter(({ id }) => id !== 'custom');
  const able = models.length === 0 ? undefined : assistant.model?.inkstone?.commands;
  const isAble = ({ id }: WritingCommand): boolean => able === undefined || able.includes(id);
  const sorted = [...commands].sort((a, b) => Number(isAble(b)) - Number(isAble(a)));
  const shown = isOpen ? sorted : sorted.slice(0, firstCount);
  const active = commands.find(({ id }) => id === chosen);

  const start = (command: WritingCommand): void => {
    if (command.needsInstruction && prompt.trim() === '') return onNeedPrompt();
    if (command.options.length > 0 && chosen !== command.id) {
      setChosen(command.id);
      setOptions(Object.fromEntries(command.options.map(({ id, values }) => [id, values[0]?.id ?? ''])));
      return;
    }
    setChosen(null);
    void assistant.run(command, prompt.trim(), options);
  };

  return (
    <div className={styles.root}>
      <ul className={styles.commands} aria-label={strings.commands}>
        {shown.map((command) => (
          <li key={command.id}>
            <Tooltip
              relationship="description"
              content={
                isAble(command)
                  ? command.description[language]
                  : `${command.description[language]} (${strings.needsModel})`
              }
            >
              <Button
                size="small"
                disabledFocusable={!isAble(command)}
                appearance={chosen === command.id ? 'primary' : 'outline'}
                onClick={() => start(command)}
              >
                {command.title[language]}
              </Button>
            </Tooltip>
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
        <div className={styles.options} role="group" aria-label={active.title[language]}>
          {active.options.map(({ id, label, values }) => (
            <Field key={id} label={label[language]} size="small">
              <Dropdown
                size="small"
                value={values.find((value) => value.id === options[id])?.label[language] ?? ''}
                selectedOptions={[options[id] ?? '']}
                onOptionSelect={(_event, { optionValue }) => setOptions({ ...options, [id]: optionValue ?? '' })}
              >
                {values.map((value) => (
                  <Option key={value.id} value={value.id}>
                    {value.label[language]}
                  </Option>
                ))}
              </Dropdown>
            </Field>
          ))}
          <Button size="small" appearance="primary" onClick={() => start(active)}>
            {strings.run}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setChosen(null)}>
            {strings.cancel}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
