import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { formatMoney } from '../../base/format-money.ts';
import type { Overview, UsageRow } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { BarList, type Bar } from '../charts/BarList.tsx';
import { ColumnChart } from '../charts/ColumnChart.tsx';
import { AnswerersTable } from './AnswerersTable.tsx';
import { usePage } from '../page-context.ts';
import { commandName } from '../policies/command-names.ts';

/** How much the gateway was used, in all and by day, model, group and person. */
export function UsePanel({ overview }: { readonly overview: Overview }): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const { language } = strings;
  const all = overview.all[0] ?? noUse('');
  const currencies = Object.keys(all.cost).sort();
  const [chosen, setMeasure] = useState('chats');
  const measure = chosen === 'chats' || chosen === 'tokens' || currencies.includes(chosen) ? chosen : 'chats';
  const valueOf = (row: UsageRow): number =>
    measure === 'chats'
      ? row.chats
      : measure === 'tokens'
        ? row.promptTokens + row.completionTokens
        : (row.cost[measure] ?? 0);
  const number = (value: number): string => Math.round(value).toLocaleString(language);
  const format = (value: number): string =>
    measure === 'chats' || measure === 'tokens' ? number(value) : formatMoney(value, measure, language);
  const costs = currencies.map((currency) => formatMoney(all.cost[currency] ?? 0, currency, language));
  const tiles: readonly (readonly [string, string])[] = [
    [strings.chats, number(all.chats)],
    [strings.people, number(all.people)],
    [strings.failed, number(all.failed)],
    [strings.tokens, number(all.promptTokens + all.completionTokens)],
    [strings.cost, costs.length === 0 ? '–' : costs.join(' · ')],
  ];
  const bars = (rows: readonly UsageRow[], name: (key: string) => string = (key) => key): Bar[] =>
    rows.map((row) => ({ id: row.key, label: name(row.key), value: valueOf(row) }));
  const measureTitle = measure === 'chats' ? strings.chats : measure === 'tokens' ? strings.tokens : strings.cost;
  const lists = [
    [strings.byModel, bars(overview.byModel)],
    [strings.byGroup, bars(overview.byGroup, (key) => key || strings.noGroup)],
    [strings.byPerson, people(overview.byPerson, valueOf)],
    [
      strings.byCommand,
      bars(overview.byCommand, (key) => (key === '' ? strings.noCommand : commandName(key, language))),
    ],
    [strings.byOutcome, bars(overview.byOutcome, (key) => strings.outcomes[key] ?? key)],
  ] as const;
  return (
    <section className={styles.panel} aria-labelledby="use">
      <div className={styles.panelHead}>
        <h2 className={styles.heading} id="use">
          {strings.use}
        </h2>
        <Field className={styles.beside} label={strings.measure} orientation="horizontal">
          <Select value={measure} onChange={(_event, { value }) => setMeasure(value)}>
            <option value="chats">{strings.chats}</option>
            <option value="tokens">{strings.tokens}</option>
            {currencies.map((currency) => (
              <option key={currency} value={currency}>
                {`${strings.cost} (${currency})`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <dl className={styles.tiles}>
        {tiles.map(([label, value]) => (
          <div key={label} className={styles.tile}>
            <dt className={styles.quiet}>{label}</dt>
            <dd className={styles.figure}>{value}</dd>
          </div>
        ))}
      </dl>
      {overview.byDay.length === 0 ? (
        <div>{strings.nothing}</div>
      ) : (
        <>
          <ColumnChart
            title={strings.titled(measureTitle, strings.byDay)}
            points={everyDay(overview).map((row) => ({ label: row.key, value: valueOf(row) }))}
            format={format}
            asTable={strings.asTable}
            labelTitle={strings.day}
            valueTitle={measureTitle}
          />
          <div className={styles.columns}>
            {lists.map(([title, items]) => (
              <BarList
                key={title}
                title={title}
                items={items}
                format={format}
                empty={strings.nothing}
                cut={strings.firstTen}
              />
            ))}
          </div>
          <AnswerersTable overview={overview} />
        </>
      )}
    </section>
  );
}

/** The days of the period, those without use too: a gap is to be seen as one. */
function everyDay({ from, to, byDay }: Overview): readonly UsageRow[] {
  const known = new Map(byDay.map((row) => [row.key, row]));
  const days: UsageRow[] = [];
  for (let time = Date.parse(from.slice(0, 10)); time < Date.parse(to); time += 86_400_000) {
    const key = new Date(time).toISOString().slice(0, 10);
    days.push(known.get(key) ?? noUse(key));
  }
  return days;
}

function noUse(key: string): UsageRow {
  const counts = { chats: 0, people: 0, failed: 0, promptTokens: 0, completionTokens: 0 };
  return { key, name: '', ...counts, cost: {} };
}

/** Of an id such as `entra:<tenant>:<object id>` what tells people apart at sight; the audit has the whole. */
function tellingPart(id: string): string {
  return id.slice(Math.max(id.lastIndexOf(':'), id.lastIndexOf('#')) + 1).slice(0, 8);
}

/** People by their names; those who share one are told apart by their ids. */
function people(rows: readonly UsageRow[], valueOf: (row: UsageRow) => number): Bar[] {
  const times = new Map<string, number>();
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
  return rows.map((row) => {
    const { key, name } = row;
    const label = name === '' ? key : times.get(name) === 1 ? name : `${name} (${tellingPart(key)})`;
    return { id: key, label, value: valueOf(row) };
  });
}
