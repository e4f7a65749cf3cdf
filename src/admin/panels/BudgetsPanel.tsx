import { formatMoney } from '../../base/format-money.ts';
import type { GatewayState } from '../../protocol/gateway-state.ts';
import type { UsageRow } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { budgetStrings } from './budget-strings.ts';
import { TitledTable } from '../TitledTable.tsx';

/** How far budgets are spent in the day or month that runs now; nothing where there are none. */
export function BudgetsPanel({
  budgets,
  people,
}: {
  readonly budgets: GatewayState['budgets'];
  /** Whose names are known. */
  readonly people: readonly UsageRow[];
}): React.JSX.Element | null {
  const { strings } = usePage();
  const styles = useStyles();
  const { language } = strings;
  const words = budgetStrings(language);
  const names = new Map(people.map(({ key, name }) => [key, name]));
  if (budgets.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="budgets">
      <h2 className={styles.heading} id="budgets">
        {words.title}
      </h2>
      <TitledTable label={words.title} titles={[words.whose, words.period, words.spent, words.state]}>
        {budgets.map(({ whose, of, spent, amount, currency, period, atLimit }, index) => (
          <tr key={index}>
            <td className={styles.cell}>{of === 'group' ? words.ofGroup(whose) : names.get(whose) || whose}</td>
            <td className={styles.cell}>{words.periods[period]}</td>
            <td className={styles.cell}>
              {words.share(
                formatMoney(spent, currency, language),
                formatMoney(amount, currency, language),
                (spent / amount).toLocaleString(language, { style: 'percent' }),
              )}
            </td>
            <td className={styles.cell}>{spent < amount ? words.open : words.atLimit[atLimit]}</td>
          </tr>
        ))}
      </TitledTable>
      <div className={styles.quiet}>{words.note}</div>
    </section>
  );
}
