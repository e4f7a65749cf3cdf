import { Button, Field, Input, mergeClasses, Select } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { AuditList } from '../../protocol/records.ts';
import type { AuditSearch, Days } from '../admin-gateway.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { Failure } from '../Failure.tsx';
import { usePage } from '../page-context.ts';
import { saveFile } from '../save-file.ts';
import { useTask } from '../useTask.ts';
import { actionIds, actionName, describeDetail } from './audit-words.ts';
import { TitledTable } from '../TitledTable.tsx';

const noWords = { person: '', action: '', subject: '' };

/** Who did what, to be searched and taken along as a file. */
export function AuditPanel({ days }: { readonly days: Days }): React.JSX.Element {
  const { gateway, strings } = usePage();
  const styles = useStyles();
  const [words, setWords] = useState(noWords);
  const [asked, setAsked] = useState(noWords);
  const [rows, setRows] = useState<AuditList['data']>([]);
  const [hasMore, setHasMore] = useState(false);
  const { isRunning, error, run } = useTask();
  const { from, to } = days;
  const search: AuditSearch = { from, to, ...asked };

  const load = useCallback(
    (offset: number) =>
      void run(async () => {
        const list = await gateway.audit({ from, to, ...asked }, offset);
        setRows((known) => (offset === 0 ? list.data : [...known, ...list.data]));
        setHasMore(list.hasMore);
      }),
    [gateway, run, from, to, asked],
  );
  useEffect(() => load(0), [load]);

  return (
    <section className={styles.panel} aria-labelledby="audit">
      <h2 className={styles.heading} id="audit">
        {strings.audit}
      </h2>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(words);
        }}
      >
        {(['person', 'subject'] as const).map((name) => (
          <Field key={name} label={strings[name]} size="small">
            <Input value={words[name]} onChange={(_event, { value }) => setWords({ ...words, [name]: value })} />
          </Field>
        ))}
        <Field className={styles.shrinks} label={strings.action} size="small">
          <Select value={words.action} onChange={(_event, { value }) => setWords({ ...words, action: value })}>
            <option value="">{strings.anyAction}</option>
            {actionIds.map((id) => (
              <option key={id} value={id}>
                {actionName(id, strings.language)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" size="small" appearance="primary">
          {strings.search}
        </Button>
        <Button
          size="small"
          disabledFocusable={isRunning}
          onClick={() => void run(async () => saveFile(await gateway.auditFile(search), 'inkstone-audit.csv'))}
        >
          {strings.exportCsv}
        </Button>
      </form>
      {error ? <Failure error={error} /> : null}
      {rows.length === 0 ? (
        <div role="status">{isRunning ? strings.loading : strings.nothing}</div>
      ) : (
        <TitledTable
          label={strings.audit}
          titles={[strings.time, strings.person, strings.action, strings.subject, strings.detail]}
          isWide
          hasOneLineTitles
        >
          {rows.map((row, index) => (
            <tr key={index}>
              <td className={mergeClasses(styles.cell, styles.oneLine)}>
                {new Date(row.at).toLocaleString(strings.language)}
              </td>
              <td className={mergeClasses(styles.cell, styles.person)}>
                {row.personName === '' ? row.person : `${row.personName} (${row.person})`}
              </td>
              <td className={mergeClasses(styles.cell, styles.oneLine)}>{actionName(row.action, strings.language)}</td>
              <td className={mergeClasses(styles.cell, styles.subject)}>{row.subject}</td>
              <td className={styles.cell}>
                {row.content ? (
                  <Content content={row.content} />
                ) : (
                  describeDetail(row.action, row.detail, strings.language)
                )}
              </td>
            </tr>
          ))}
        </TitledTable>
      )}
      {hasMore ? (
        <Button
          className={styles.quietButton}
          size="small"
          disabledFocusable={isRunning}
          onClick={() => load(rows.length)}
        >
          {strings.more}
        </Button>
      ) : null}
    </section>
  );
}

function Content({
  content,
}: {
  readonly content: { readonly asked: string; readonly answered: string };
}): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { asked, answered } = content;
  // What was asked begins alike in every chat.
  const first = answered.trim().slice(0, 80);
  return (
    <details>
      <summary tabIndex={0}>
        {first === '' ? strings.noAnswer : first.length < answered.length ? `${first} …` : first}
      </summary>
      <h3 className={styles.contentTitle}>{strings.wasAsked}</h3>
      <div className={styles.text}>{asked}</div>
      <h3 className={styles.contentTitle}>{strings.wasAnswered}</h3>
      <div className={styles.text}>{answered === '' ? strings.noAnswer : answered}</div>
    </details>
  );
}
