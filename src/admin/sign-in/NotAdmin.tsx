import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Session } from '../../protocol/session.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { adminSignInStrings } from './strings.ts';

/** For who is in and is no administrator: what they can do about it. */
export function NotAdmin({
  session,
  onLeave,
}: {
  readonly session: Session;
  readonly onLeave: () => void;
}): React.JSX.Element {
  const words = adminSignInStrings(usePage().strings.language);
  const styles = useStyles();
  return (
    <section className={styles.signIn}>
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{words.noAdmin(session.person.name)}</MessageBarTitle>
          <div>{words.remedies[session.mode]}</div>
        </MessageBarBody>
      </MessageBar>
      {session.mode === 'open' ? null : (
        <Button className={styles.quietButton} onClick={onLeave}>
          {words.somebodyElse}
        </Button>
      )}
    </section>
  );
}
