import { mergeClasses } from '@fluentui/react-components';
import { formatMoney } from '../../base/format-money.ts';
import type { Overview } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { TitledTable } from '../TitledTable.tsx';

/** Which model of which row answered, what that cost, how long it took and how people rated it; nothing where nobody asked. */
export function AnswerersTable({ overview }: { readonly overview: Overview }): React.JSX.Element | null {
  const { strings } = usePage();
  const styles = useStyles();
  const id = mergeClasses(styles.cell, styles.modelId);
  const figure = mergeClasses(styles.cell, styles.oneLine);
  const { language } = strings;
  const number = (value: number): string => value.toLocaleString(language);
  const time = (milliseconds: number | null): string => {
    if (milliseconds === null) return '–';
    if (milliseconds < 1000) return `${number(Math.round(milliseconds))} ${strings.milliseconds}`;
    return `${(milliseconds / 1000).toLocaleString(language, { maximumFractionDigits: 2 })} ${strings.seconds}`;
  };
  if (overview.byAnswerer.length === 0) return null;
  const titles = [
    strings.askedFor,
    strings.answeredBy,
    strings.chats,
    strings.failed,
    strings.tokens,
    strings.cost,
    strings.firstByte,
    strings.wholeAnswer,
    strings.ratedGood,
    strings.ratedBad,
  ];
  return (
    <TitledTable label={strings.byAnswerer} titles={titles} caption={strings.byAnswerer} isWide>
      {overview.byAnswerer.map((row) => {
        const costs = Object.entries(row.cost).map(([currency, cost]) => formatMoney(cost, currency, language));
        const answeredBy = row.answeredModel === '' ? row.backend : `${row.backend} · ${row.answeredModel}`;
        return (
          <tr key={`${row.model}\n${answeredBy}`}>
            <td className={id}>{row.model}</td>
            <td className={id}>{answeredBy}</td>
            <td className={figure}>{number(row.chats)}</td>
            <td className={figure}>{number(row.failed)}</td>
            <td className={figure}>{number(row.promptTokens + row.completionTokens)}</td>
            <td className={figure}>{costs.length === 0 ? '–' : costs.join(' · ')}</td>
            <td className={figure}>{time(row.firstByteMs)}</td>
            <td className={figure}>{time(row.wholeMs)}</td>
            <td className={figure}>{number(row.up)}</td>
            <td className={figure}>{number(row.down)}</td>
          </tr>
        );
      })}
    </TitledTable>
  );
}
