import { formatMoney } from '../../base/format-money.ts';
import type { Overview } from '../../protocol/records.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';

/** How far budgets are spent in the day or month that runs now; nothing where there are none. */
export function BudgetsPanel({ overview }: { readonly overview: Overview }): React.JSX.Element | null {
  const { strings } = usePage();
  const styles = useStyles();
  const { language } = strings;
  const names = new Map(overview.byPerson.map(({ key, name }) => [key, name]));
  if (overview.budgets.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="budgets">
      <h2 className={styles.heading} id="budgets">
        {strings.budgets}
      </h2>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={strings.budgets}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[strings.budgetOf, strings.budgetPeriod, strings.budgetSpent, strings.budgetState].map((title) => (
                <th key={title} scope="col" className={styles.cell}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.budgets.map(({ whose, of, spent, amount, currency, period, atLimit }, index) => (
              <tr key={index}>
                <td className={styles.cell}>
                  {of === 'group' ? strings.budgetOfGroup(whose) : names.get(whose) || whose}
                </td>
                <td className={styles.cell}>{strings.budgetPeriods[period]}</td>
                <td className={styles.cell}>
                  {strings.budgetShare(
                    formatMoney(spent, currency, language),
                    formatMoney(amount, currency, language),
                    (spent / amount).toLocaleString(language, { style: 'percent' }),
                  )}
                </td>
                <td className={styles.cell}>{spent < amount ? strings.budgetOpen : strings.budgetAtLimit[atLimit]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.quiet}>{strings.budgetNote}</div>
    </section>
  );
}
