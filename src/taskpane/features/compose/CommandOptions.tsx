import { Button, Dropdown, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { WritingCommand } from '../../../core/prompt/writing-command.ts';
import { usePane } from '../../app/pane-context.ts';
import { useStyles } from './Compose.styles.ts';

export interface CommandOptionsProps {
  readonly command: WritingCommand;
  readonly onRun: (options: Readonly<Record<string, string>>) => void;
  readonly onCancel: () => void;
}

/** The choices of a command that has some, the first of each chosen already. */
export function CommandOptions({ command, onRun, onCancel }: CommandOptionsProps): React.JSX.Element {
  const { strings, language } = usePane();
  const styles = useStyles();
  const [options, setOptions] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(command.options.map(({ id, values }) => [id, values[0]?.id ?? ''])),
  );
  return (
    <div className={styles.options} role="group" aria-label={command.title[language]}>
      {command.options.map(({ id, label, values }) => (
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
      <Button size="small" appearance="primary" onClick={() => onRun(options)}>
        {strings.run}
      </Button>
      <Button size="small" appearance="subtle" onClick={onCancel}>
        {strings.cancel}
      </Button>
    </div>
  );
}
