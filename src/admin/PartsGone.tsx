import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { GatewayState } from '../protocol/gateway-state.ts';
import { useStyles } from './AdminPage.styles.ts';
import { usePage } from './page-context.ts';
import { stateStrings } from './state-strings.ts';
import { useGatewayState } from './useGatewayState.ts';

/** What of the gateway does not work now, since when, what that means and what to do; nothing while all is well. */
export function PartsGone(): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { state, error } = useGatewayState();
  const { language } = strings;
  const words = stateStrings(language);
  const time = (iso: string): string =>
    new Date(iso).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const gone = state?.parts.filter(({ since }) => since !== null) ?? [];
  const rows = state?.rows.filter(({ since }) => since !== null) ?? [];
  return (
    <div role="status" aria-label={words.region} className={styles.status}>
      {error?.reason === 'no-answer' ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{words.noAnswer}</MessageBarBody>
        </MessageBar>
      ) : null}
      {gone.map((part) => {
        const told = words.partOf(part);
        return (
          <MessageBar key={part.name} intent="error" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{told.title(time(part.since ?? ''))}</MessageBarTitle>
              <div>
                <b>{words.forUsers}</b>
                {told.forUsers}
              </div>
              {part.name === 'limits' || !state?.records ? null : <div>{journalOf(state.records, language)}</div>}
              <div>
                <b>{words.whatToDo}</b>
                {told.whatToDo}
              </div>
              {part.reason ? (
                <div className={styles.quiet}>
                  {words.said}
                  {part.reason[language]}
                </div>
              ) : null}
            </MessageBarBody>
          </MessageBar>
        );
      })}
      {rows.length === 0 ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {rows.map(({ backend, since }) => (
              <div key={backend}>{words.row(backend, time(since ?? ''))}</div>
            ))}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

function journalOf(records: NonNullable<GatewayState['records']>, language: 'en' | 'zh'): string {
  const megabytes = (bytes: number): string =>
    (bytes / 1024 ** 2).toLocaleString(language, { maximumFractionDigits: 1 });
  const { waiting, bytes, limitBytes, lost } = records;
  return stateStrings(language).journal(waiting, megabytes(bytes), megabytes(limitBytes), lost);
}
