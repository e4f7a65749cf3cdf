import { Button, Field, Input } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { MadeToken, TokenSummary } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { useLoaded } from '../useLoaded.ts';
import { useTask } from '../useTask.ts';
import { MadeTokenCard } from './MadeTokenCard.tsx';
import { tokenStrings } from './strings.ts';
import { TokenMaker } from './TokenMaker.tsx';
import { TokenTable } from './TokenTable.tsx';

/** From so many on, tokens are found by a word. */
const manyTokens = 8;

/** The named tokens: who has one, a new one, and an end to one. */
export function TokensPanel(): React.JSX.Element {
  const { gateway, strings } = usePage();
  const words = tokenStrings(strings.language);
  const styles = useStyles();
  const { value: tokens, load, task } = useLoaded(useCallback(() => readTokens(gateway), [gateway]));
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken | null>(null);
  const [filter, setFilter] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [revoked, setRevoked] = useState<string | null>(null);
  const revoking = useTask();
  const close = (): void => {
    setMaking(false);
    setMade(null);
  };
  const revoke = async (name: string): Promise<void> => {
    const isDone = await revoking.run(() => gateway.revokeToken(name));
    setAsked(null);
    if (isDone) setRevoked(name);
    load();
  };
  const wanted = filter.trim().toLowerCase();
  const found = (tokens ?? []).filter(({ name, groups }) =>
    [name, ...groups].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <section className={styles.panel} aria-labelledby="tokens">
      <div className={styles.panelHead}>
        <h2 className={styles.heading} id="tokens">
          {words.title}
        </h2>
        <Button
          appearance="primary"
          data-focus-home
          disabledFocusable={isMaking || made !== null || tokens === null}
          onClick={() => {
            setRevoked(null);
            setMaking(true);
          }}
        >
          {words.make}
        </Button>
      </div>
      <div className={styles.quiet}>{words.about}</div>
      {task.error ? <Failure error={task.error} /> : null}
      {isMaking ? (
        <TokenMaker
          known={tokens ?? []}
          onCancel={close}
          onMade={(token) => {
            setMaking(false);
            setMade(token);
            load();
          }}
        />
      ) : null}
      {made ? <MadeTokenCard made={made} onDone={close} /> : null}
      {asked === null ? null : (
        <Confirm
          question={words.revokeAsk(asked)}
          yes={words.revoke}
          no={strings.cancel}
          isRunning={revoking.isRunning}
          onYes={() => void revoke(asked)}
          onNo={() => {
            setAsked(null);
          }}
        />
      )}
      {revoking.error ? <Failure error={revoking.error} /> : null}
      <div role="status">{revoked === null ? '' : words.revoked(revoked)}</div>
      {(tokens ?? []).length >= manyTokens ? (
        <Field label={words.filter} className={styles.narrow}>
          <Input type="search" value={filter} onChange={(_event, { value }) => setFilter(value)} />
        </Field>
      ) : null}
      {tokens === null && task.isRunning ? <div role="status">{strings.loading}</div> : null}
      {tokens?.length === 0 ? <div>{words.empty}</div> : null}
      {tokens && tokens.length > 0 && found.length === 0 ? <div role="status">{words.nothingFound}</div> : null}
      {found.length > 0 ? (
        <TokenTable
          tokens={found}
          onRevoke={(name) => {
            setRevoked(null);
            setAsked(name);
          }}
        />
      ) : null}
    </section>
  );
}

/** With the last use as the records have it, where there are some: the gateway itself knows it since its start alone. */
async function readTokens(gateway: ReturnType<typeof usePage>['gateway']): Promise<readonly TokenSummary[]> {
  const [tokens, people] = await Promise.all([gateway.tokens(), gateway.people().catch(() => undefined)]);
  const recorded = new Map(people?.data.map(({ id, lastUsed }) => [id, lastUsed]));
  return tokens.map((token) => {
    const times = [token.lastUsed, recorded.get(`token:${token.name}`) ?? null].filter((time) => time !== null);
    return { ...token, lastUsed: times.sort().at(-1) ?? null };
  });
}
