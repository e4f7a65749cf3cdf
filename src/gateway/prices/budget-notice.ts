import { AssistantError } from '../../base/errors.ts';
import { warnFrom, type BudgetState } from './spending.ts';

/** The budget that a person is to be warned of, if there is one. */
export function budgetToTell(states: readonly BudgetState[]): BudgetState | undefined {
  return states.find(({ spent, amount }) => spent >= amount * warnFrom);
}

/** Throws `quota-exceeded` where a budget that refuses is spent; its reason is such as `group-budget-per-month`. */
export function refuseWhenSpent(states: readonly BudgetState[]): void {
  const over = states.find(({ spent, amount, atLimit }) => atLimit === 'refuse' && spent >= amount);
  if (!over) return;
  const whose = over.of === 'person' ? 'Your' : 'Your group’s';
  const until = over.period === 'day' ? 'tomorrow' : 'next month';
  throw new AssistantError(
    'quota-exceeded',
    `${whose} budget of ${over.amount} ${over.currency} is spent. It begins anew ${until} (UTC); whoever runs the gateway can raise it.`,
    { reason: `${over.of}-budget-per-${over.period}` },
  );
}
