import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useAccess, usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { signInSentence, signInStrings } from './sign-in-strings.ts';
import { useStyles } from './SignIn.styles.ts';

/** Asks who the person is, by the way that the gateway wants; what was being written waits behind it. */
export function SignIn(): React.JSX.Element {
  const { access, language } = usePane();
  const strings = signInStrings[language];
  const styles = useStyles();
  const signIn = useAccess((state) => state.signIn);
  const error = useAccess((state) => state.error);
  const sentence = error ? signInSentence(error, language) : undefined;
  return (
    <section className={styles.root} aria-label={strings.signIn}>
      <Text as="h2" weight="semibold" className={styles.title}>
        {strings.signIn}
      </Text>
      <div>{strings.signInWhy}</div>
      {sentence !== undefined || error?.code === 'sign-in-required' ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{sentence ?? error?.message}</MessageBarBody>
        </MessageBar>
      ) : error ? (
        <ErrorBar error={error} onRetry={() => void access.check()} />
      ) : null}
      {signIn?.mode === 'token' ? <TokenForm /> : <AccountButton />}
    </section>
  );
}

function TokenForm(): React.JSX.Element {
  const { access, language } = usePane();
  const strings = signInStrings[language];
  const styles = useStyles();
  const isBusy = useAccess((state) => state.isBusy);
  const [token, setToken] = useState('');
  const [keeps, setKeeps] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <form
      className={styles.root}
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() === '') box.current?.focus();
        else void access.enter(token, keeps);
      }}
    >
      <Field label={strings.token} hint={strings.tokenHint}>
        <Input
          input={{ ref: box }}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={token}
          onChange={(_event, { value }) => setToken(value)}
        />
      </Field>
      <Checkbox
        label={strings.keepToken}
        checked={keeps}
        onChange={(_event, { checked }) => setKeeps(checked === true)}
      />
      <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
        {isBusy ? strings.signingIn : strings.signIn}
      </Button>
    </form>
  );
}

function AccountButton(): React.JSX.Element {
  const { access, language } = usePane();
  const strings = signInStrings[language];
  const isBusy = useAccess((state) => state.isBusy);
  return (
    <Button autoFocus appearance="primary" disabledFocusable={isBusy} onClick={() => void access.enterByAccount()}>
      {isBusy ? strings.signingIn : strings.signInByAccount}
    </Button>
  );
}
