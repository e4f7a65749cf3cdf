import { Button, Card, Caption1, SearchBox, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { isOff } from '../../../assistant/access.ts';
import { useAccess, useAssistant, usePane } from '../../app/pane-context.ts';
import { organisationStrings } from '../settings/organisation-strings.ts';
import { ChangeLog } from '../sheet/sheet-parts.ts';
import { useStyles } from './HistoryList.styles.ts';
import { historyStrings } from './strings.ts';

/** The answers of this document, newest first; they are kept with the document. */
export function HistoryList({ onDone }: { readonly onDone: () => void }): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  const words = historyStrings(language);
  const styles = useStyles();
  const box = useRef<HTMLInputElement>(null);
  const history = useAssistant((state) => state.history);
  const isTurnedOff = useAccess(({ session }) => isOff(session?.permissions, 'history'));
  const [query, setQuery] = useState('');
  // Another pane over the same document keeps and deletes answers too.
  useEffect(() => {
    const read = (): void => assistant.readHistory();
    read();
    window.addEventListener('storage', read);
    return () => window.removeEventListener('storage', read);
  }, [assistant]);
  const wanted = query.trim().toLowerCase();
  const shown = history.filter(({ answer, instruction }) => `${instruction}\n${answer}`.toLowerCase().includes(wanted));
  return (
    <section className={styles.root} aria-label={strings.history}>
      <div className={styles.head}>
        <Text as="h2" weight="semibold">
          {strings.history}
        </Text>
        <Button size="small" data-focus-home onClick={onDone}>
          {strings.back}
        </Button>
      </div>
      {assistant.host.cells ? <ChangeLog /> : null}
      {history.length === 0 ? (
        <Text>{isTurnedOff ? organisationStrings[language].policyForbidsHistory : strings.historyEmpty}</Text>
      ) : (
        <>
          <SearchBox
            size="small"
            input={{ ref: box }}
            aria-label={words.search}
            placeholder={words.search}
            dismiss={{ 'aria-label': words.clearSearch }}
            value={query}
            onChange={(_event, { value }) => setQuery(value)}
          />
          {shown.map((entry) => (
            <Card
              key={entry.id}
              size="small"
              onClick={() => {
                void assistant.reopen(entry);
                onDone();
              }}
            >
              <Text weight="semibold">{assistant.findCommand(entry.command)?.title[language] ?? entry.command}</Text>
              <Caption1>{new Date(entry.at).toLocaleString(language)}</Caption1>
              <Text className={styles.excerpt}>{entry.instruction || entry.answer}</Text>
            </Card>
          ))}
          {/* Always there, so that a screen reader is told when it fills. */}
          <div role="status">{shown.length === 0 ? words.noMatch(query.trim()) : null}</div>
          {shown.length === 0 ? (
            <Button
              size="small"
              onClick={() => {
                setQuery('');
                box.current?.focus();
              }}
            >
              {words.clearSearch}
            </Button>
          ) : (
            <Button size="small" appearance="subtle" onClick={() => assistant.clearHistory()}>
              {words.clear}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
