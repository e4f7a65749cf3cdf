import { ToldFailure } from '../../base/told-failure.ts';
import { warnFrom, type BudgetState } from './spending.ts';

/** The budget that a person is to be warned of, if there is one. */
export function budgetToTell(states: readonly BudgetState[]): BudgetState | undefined {
  return states.find(({ spent, amount }) => spent >= amount * warnFrom);
}

/** Throws `quota-exceeded` where a budget that refuses is spent; its reason is such as `group-budget-per-month`. */
export function refuseWhenSpent(states: readonly BudgetState[]): void {
  const over = states.find(({ spent, amount, atLimit }) => atLimit === 'refuse' && spent >= amount);
  if (!over) return;
  const whose = over.of === 'person' ? { en: 'Your', zh: '你' } : { en: 'Your group’s', zh: '你所在小组' };
  const until = over.period === 'day' ? { en: 'tomorrow', zh: '明天' } : { en: 'next month', zh: '下个月' };
  const words = {
    en: `${whose.en} budget of ${over.amount} ${over.currency} is spent. It begins anew ${until.en} (UTC); whoever runs the gateway can raise it.`,
    zh: `${whose.zh}的预算 ${over.amount} ${over.currency} 已用完，${until.zh}（UTC）重新计算；网关管理员可以提高预算。`,
  };
  throw new ToldFailure('quota-exceeded', words, { reason: `${over.of}-budget-per-${over.period}` });
}
