import { Button, Field, Input, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { MadeToken } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { useFirstFocus } from '../parts/useFirstFocus.ts';
import { useUnsaved } from '../useUnsaved.ts';
import { tokenStrings } from './strings.ts';

/** A token that was just made, until its maker says that they have it. It is in the memory of the page and nowhere else. */
export function MadeTokenCard({
  made,
  onDone,
}: {
  readonly made: MadeToken;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { strings } = usePage();
  const words = tokenStrings(strings.language);
  const styles = useStyles();
  const [state, setState] = useState<'shown' | 'copied' | 'not-copied'>('shown');
  const card = useFirstFocus<HTMLDivElement>();
  useUnsaved(true);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(made.secret);
      setState('copied');
    } catch {
      // Not allowed, or there is no clipboard on a page without TLS.
      setState('not-copied');
    }
  };
  return (
    <div ref={card} className={styles.form} role="group" aria-label={words.shown(made.token.name)}>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.shown(made.token.name)}</MessageBarTitle>
          <div>{words.shownOnce}</div>
        </MessageBarBody>
      </MessageBar>
      <Field label={words.secret}>
        <Input
          readOnly
          value={made.secret}
          autoComplete="off"
          spellCheck={false}
          className={styles.code}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <div className={styles.fields}>
        <Button data-first-focus appearance="primary" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button onClick={onDone}>{words.done}</Button>
        <div role="status">
          {state === 'copied' ? words.copied : null}
          {state === 'not-copied' ? words.copyFailed : null}
        </div>
      </div>
    </div>
  );
}
