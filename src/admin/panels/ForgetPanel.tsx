import { Button, Field, Input, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { useTask } from '../useTask.ts';

/** Deletes what is known of one person, after asking once more. */
export function ForgetPanel({ onDone }: { readonly onDone: () => void }): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const [person, setPerson] = useState('');
  const [step, setStep] = useState<'write' | 'ask' | 'done'>('write');
  const { isRunning, error, run } = useTask();
  const whom = person.trim();
  const forget = async (): Promise<void> => {
    const isDone = await run(() => gateway.forget(whom));
    setStep(isDone ? 'done' : 'write');
    if (isDone) onDone();
  };
  return (
    <section className={styles.panel} aria-labelledby="forget">
      <h2 className={styles.heading} id="forget">
        {strings.forget}
      </h2>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (whom !== '') setStep('ask');
        }}
      >
        <Field label={strings.person} hint={strings.forgetHint} size="small">
          <Input
            value={person}
            onChange={(_event, { value }) => {
              setPerson(value);
              setStep('write');
            }}
          />
        </Field>
        <Button type="submit" size="small" disabledFocusable={whom === '' || isRunning}>
          {strings.forget}
        </Button>
      </form>
      {step === 'ask' ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{strings.forgetAsk(whom)}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" disabledFocusable={isRunning} onClick={() => void forget()}>
              {strings.forget}
            </Button>
            <Button size="small" onClick={() => setStep('write')}>
              {strings.cancel}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ) : null}
      {step === 'done' ? <div role="status">{strings.forgotten}</div> : null}
      {error ? <Failure error={error} /> : null}
    </section>
  );
}
