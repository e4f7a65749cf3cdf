import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { usePage } from './page-context.ts';

/** Asks for a token where the gateway wants to know who looks. It is kept in the memory of this page and nowhere else. */
export function TokenForm({ onToken }: { readonly onToken: (token: string) => void }): React.JSX.Element {
  const { strings } = usePage();
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') onToken(token.trim());
      }}
    >
      <Field label={strings.token} hint={strings.tokenHint}>
        <Input
          type="password"
          autoComplete="off"
          value={token}
          contentAfter={
            <Button type="submit" size="small" appearance="primary" disabled={token.trim() === ''}>
              {strings.signIn}
            </Button>
          }
          onChange={(_event, { value }) => setToken(value)}
        />
      </Field>
    </form>
  );
}
