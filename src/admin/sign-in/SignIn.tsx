import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { signInStrings } from '../../taskpane/features/sign-in/sign-in-strings.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { adminSignInStrings } from './strings.ts';
import type { SessionState } from './useSession.ts';

/** Asks who looks: for a token, or for the account that the organisation has. */
export function SignIn({ state }: { readonly state: SessionState }): React.JSX.Element {
  const { strings } = usePage();
  const words = adminSignInStrings(strings.language);
  const shared = signInStrings[strings.language];
  const styles = useStyles();
  const [token, setToken] = useState('');
  const { signIn, error, isBusy, session } = state;
  const isBlocked = error?.code === 'host-failed';
  return (
    <section className={styles.signIn} aria-labelledby="sign-in">
      <h2 className={styles.heading} id="sign-in">
        {words.title}
      </h2>
      <div>{session ? words.again : words.why}</div>
      {isBlocked ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{words.blocked}</MessageBarBody>
        </MessageBar>
      ) : null}
      {error && !isBlocked ? <Failure error={error} /> : null}
      {signIn?.mode === 'token' ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (token.trim() !== '') state.enterByToken(token.trim());
          }}
        >
          <Field label={strings.token} hint={strings.tokenHint}>
            <Input type="password" autoComplete="off" value={token} onChange={(_event, { value }) => setToken(value)} />
          </Field>
          <Button
            className={styles.quietButton}
            type="submit"
            appearance="primary"
            disabledFocusable={token.trim() === '' || isBusy}
          >
            {strings.signIn}
          </Button>
          <div className={styles.quiet}>{words.asToken}</div>
        </form>
      ) : null}
      {signIn && 'clientId' in signIn ? (
        <Button
          className={styles.quietButton}
          appearance="primary"
          disabledFocusable={isBusy}
          onClick={state.enterByAccount}
        >
          {isBusy ? shared.signingIn : shared.signInByAccount}
        </Button>
      ) : null}
    </section>
  );
}
