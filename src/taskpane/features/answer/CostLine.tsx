import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { formatMoney } from '../../../base/format-money.ts';
import type { AnswerCost } from '../../../protocol/records.ts';
import { usePane } from '../../app/pane-context.ts';
import { useStyles } from './Answer.styles.ts';
import { costStrings } from './cost-strings.ts';

export interface CostLineProps {
  readonly cost: AnswerCost;
  /** Of the answer. */
  readonly characters: number;
}

/** What the answer cost, by itself and for a thousand characters, and how a budget stands that is nearly spent. */
export function CostLine({ cost, characters }: CostLineProps): React.JSX.Element {
  const { language } = usePane();
  const strings = costStrings(language);
  const styles = useStyles();
  const money = (amount: number, currency: string): string => formatMoney(amount, currency, language);
  const { budget } = cost;
  return (
    <>
      <div className={styles.quiet}>
        {strings.cost(
          money(cost.cost, cost.currency),
          characters === 0 ? null : money((cost.cost / characters) * 1000, cost.currency),
        )}
      </div>
      {budget ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {strings.budgetWarning(
              money(budget.spent, budget.currency),
              money(budget.amount, budget.currency),
              budget.of,
              budget.period,
            )}
          </MessageBarBody>
        </MessageBar>
      ) : null}
    </>
  );
}
