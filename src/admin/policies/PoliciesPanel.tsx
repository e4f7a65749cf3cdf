import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import type { Policy } from '../../protocol/policy.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Conflict } from '../parts/Conflict.tsx';
import { groupName } from './describe-policy.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyRow } from './PolicyRow.tsx';
import { everybodyLast, placeRow } from './policy-draft.ts';
import { policyStrings } from './strings.ts';
import { TheirRow } from './TheirRow.tsx';
import { usePolicies } from './usePolicies.ts';

type Change = (rows: readonly Policy[]) => readonly Policy[] | null;

/** What groups may do: the rows in their order, and the form for one of them. */
export function PoliciesPanel(): React.JSX.Element {
  const { strings } = usePage();
  const { language } = strings;
  const words = policyStrings(language);
  const styles = useStyles();
  const policies = usePolicies();
  const { state, people, saving, theirs } = policies;
  /** The row in the form; `null` for a new one. */
  const [edited, setEdited] = useState<{ readonly row: Policy | null } | null>(null);
  const [asked, setAsked] = useState<Policy | 'reset' | null>(null);
  /** The change that was refused, to be made again over what another administrator did. */
  const [refused, setRefused] = useState<{ readonly change: Change; readonly group: string | null } | null>(null);
  const [isSaved, setSaved] = useState(false);
  const rows = state?.groups ?? [];

  const end = (saved: boolean): void => {
    setEdited(null);
    setAsked(null);
    setRefused(null);
    setSaved(saved);
  };
  const apply = async (change: Change, group: string | null = null): Promise<void> => {
    setSaved(false);
    if (await policies.change(change)) end(true);
    else {
      setAsked(null);
      setRefused({ change, group });
    }
  };
  const move = (policy: Policy, by: 1 | -1): void => {
    void apply((now) => {
      const others = now.filter(({ group }) => group !== policy.group);
      const at = now.findIndex(({ group }) => group === policy.group) + by;
      return everybodyLast([...others.slice(0, at), policy, ...others.slice(at)]);
    });
  };
  const named = (policy: Policy): string => groupName(policy.group, language);
  /** Whose row is being changed; `null` where it is none, or a new one. */
  const group = edited?.row?.group ?? refused?.group ?? null;
  const conflict =
    theirs && refused ? (
      <Conflict
        words={words}
        isRunning={saving.isRunning}
        onKeepMine={() => void policies.changeTheirs(refused.change).then((isDone) => (isDone ? end(true) : undefined))}
        onTakeTheirs={() => {
          policies.takeTheirs();
          end(false);
        }}
      >
        {group === null ? null : <TheirRow theirs={theirs} group={group} />}
      </Conflict>
    ) : null;
  const failure = saving.error ? <Failure error={saving.error} /> : null;
  const movable = rows.filter(({ group }) => group !== '*').length;
  return (
    <section className={styles.panel} aria-labelledby="policies">
      <div className={styles.panelHead}>
        <h2 className={styles.heading} id="policies">
          {words.title}
        </h2>
        <Button
          appearance="primary"
          data-focus-home
          disabledFocusable={!state || edited !== null}
          onClick={() => {
            setSaved(false);
            setEdited({ row: null });
          }}
        >
          {words.add}
        </Button>
      </div>
      <div className={styles.quiet}>{words.about}</div>
      {policies.loading.error ? <Failure error={policies.loading.error} /> : null}
      {!state && policies.loading.isRunning ? <div role="status">{strings.loading}</div> : null}
      {state ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            {state.source === 'page'
              ? words.ofPage(
                  new Date(state.changedAt ?? 0).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
                  state.changedBy ?? '',
                )
              : rows.length === 0
                ? words.ofNobody
                : words.ofConfiguration}
          </MessageBarBody>
          {state.source === 'page' && edited === null ? (
            <MessageBarActions>
              <Button size="small" onClick={() => setAsked('reset')}>
                {words.reset}
              </Button>
            </MessageBarActions>
          ) : null}
        </MessageBar>
      ) : null}
      {asked === null ? null : (
        <Confirm
          question={asked === 'reset' ? words.resetAsk : words.removeAsk(named(asked))}
          yes={asked === 'reset' ? words.reset : words.removeYes}
          no={strings.cancel}
          isRunning={saving.isRunning}
          onYes={() =>
            void apply((now) => (asked === 'reset' ? null : now.filter(({ group }) => group !== asked.group)))
          }
          onNo={() => end(false)}
        />
      )}
      <div role="status">{isSaved ? words.saved : ''}</div>
      {edited && state ? (
        <PolicyForm
          key={edited.row?.group ?? ''}
          edited={edited.row}
          rows={rows}
          models={state.models}
          people={people}
          isSaving={saving.isRunning}
          onSave={(policy) => void apply((now) => placeRow(now, policy, edited.row?.group ?? null), policy.group)}
          onCancel={() => {
            if (theirs) policies.takeTheirs();
            end(false);
          }}
        >
          {failure}
          {conflict}
        </PolicyForm>
      ) : (
        <>
          {failure}
          {conflict}
        </>
      )}
      {state && rows.length === 0 && edited === null ? <div>{words.empty}</div> : null}
      {edited === null && rows.length > 0 ? (
        <>
          <ol className={styles.rows}>
            {rows.map((policy, index) => (
              <PolicyRow
                key={policy.group}
                policy={policy}
                rows={rows}
                people={people}
                isBusy={saving.isRunning}
                onEdit={() => {
                  setSaved(false);
                  setEdited({ row: policy });
                }}
                onUp={policy.group !== '*' && index > 0 ? () => move(policy, -1) : undefined}
                onDown={policy.group !== '*' && index < movable - 1 ? () => move(policy, 1) : undefined}
                onRemove={() => setAsked(policy)}
              />
            ))}
          </ol>
          {rows.some(({ group }) => group === '*') ? null : <div>{words.leftOut}</div>}
          <div className={styles.quiet}>{words.affectedSource}</div>
        </>
      ) : null}
    </section>
  );
}
