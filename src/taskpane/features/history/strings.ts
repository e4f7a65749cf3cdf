/** The words of the history. */
interface HistoryStrings {
  readonly search: string;
  readonly clearSearch: string;
  readonly noMatch: (query: string) => string;
  readonly clear: string;
}

const en: HistoryStrings = {
  search: 'Search the history',
  clearSearch: 'Clear the search',
  noMatch: (query) => `No answer or prompt has “${query}”.`,
  clear: 'Clear the history',
};

const zh: HistoryStrings = {
  search: '搜索历史',
  clearSearch: '清除搜索',
  noMatch: (query) => `没有包含“${query}”的回答或提示。`,
  clear: '清空历史',
};

export function historyStrings(language: 'en' | 'zh'): HistoryStrings {
  return language === 'zh' ? zh : en;
}
