/** The words of what an answer cost. */
interface CostStrings {
  readonly cost: (whole: string, perThousand: string | null) => string;
  readonly budgetWarning: (spent: string, amount: string, of: 'person' | 'group', period: 'day' | 'month') => string;
}

const en: CostStrings = {
  cost: (whole, perThousand) =>
    perThousand === null ? `Cost: ${whole}` : `Cost: ${whole} (${perThousand} per 1,000 characters)`,
  budgetWarning: (spent, amount, of, period) =>
    `${of === 'person' ? 'You have' : 'Your group has'} used ${spent} of ${amount} ${period === 'day' ? 'today' : 'this month'}.`,
};

const zh: CostStrings = {
  cost: (whole, perThousand) => (perThousand === null ? `费用：${whole}` : `费用：${whole}（每千字 ${perThousand}）`),
  budgetWarning: (spent, amount, of, period) =>
    `${of === 'person' ? '你' : '你的小组'}${period === 'day' ? '今天' : '本月'}已用 ${spent}，预算为 ${amount}。`,
};

export function costStrings(language: 'en' | 'zh'): CostStrings {
  return language === 'zh' ? zh : en;
}
