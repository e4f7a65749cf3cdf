/** The words for budgets in one language. */
export interface BudgetStrings {
  readonly title: string;
  readonly whose: string;
  readonly ofGroup: (group: string) => string;
  readonly period: string;
  readonly periods: Readonly<Record<'day' | 'month', string>>;
  readonly spent: string;
  readonly share: (spent: string, amount: string, share: string) => string;
  readonly state: string;
  readonly open: string;
  readonly atLimit: Readonly<Record<'warn' | 'refuse', string>>;
  readonly note: string;
}

const texts: Readonly<Record<'en' | 'zh', BudgetStrings>> = {
  en: {
    title: 'Budgets',
    whose: 'Whose',
    ofGroup: (group) => `Group ${group}`,
    period: 'For',
    periods: { day: 'Today (UTC)', month: 'This month (UTC)' },
    spent: 'Spent',
    share: (spent, amount, share) => `${spent} of ${amount} (${share})`,
    state: 'State',
    open: 'Chats go on',
    atLimit: { warn: 'Spent; people are warned', refuse: 'Spent; chats are refused' },
    note: 'Of budgets that each person has, those who have spent four fifths are named.',
  },
  zh: {
    title: '预算',
    whose: '归属',
    ofGroup: (group) => `小组 ${group}`,
    period: '时段',
    periods: { day: '今天（UTC）', month: '本月（UTC）' },
    spent: '已用',
    share: (spent, amount, share) => `${spent}，共 ${amount}（${share}）`,
    state: '状态',
    open: '可继续对话',
    atLimit: { warn: '已用完，仅提醒', refuse: '已用完，拒绝新对话' },
    note: '每人预算只列出已用五分之四以上的人员。',
  },
};

export function budgetStrings(language: 'en' | 'zh'): BudgetStrings {
  return texts[language];
}
