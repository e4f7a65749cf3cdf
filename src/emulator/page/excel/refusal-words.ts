import { EditRefused } from '../../excel/edit/edit-refused.ts';

type Reasons = Readonly<Partial<Record<EditRefused['reason'], string>>>;

const english: Reasons = {
  'unreadable-formula': 'This formula cannot be read. Look for a bracket or a comma that is missing.',
  'part-of-array': 'This cell is part of an array, which can only be changed as a whole.',
  outside: 'That would not fit on the sheet.',
  'table-overlap': 'That would tear a table apart.',
  'pivot-overlap': 'That would change a pivot table, which shows what it computes.',
  'sheet-name':
    'A sheet needs a name of 1 to 31 characters without \\ / ? * [ ] : and without an apostrophe at either end, and not “History”.',
  'sheet-taken': 'Another sheet has this name already. Choose another one.',
  'last-sheet': 'A workbook needs one sheet that is shown. Add or show another one first.',
  'several-areas': 'That cannot be done with several areas at once. Select one of them first.',
  protected: 'This sheet is protected, and the cell is locked.',
};

const chinese: Reasons = {
  'unreadable-formula': '无法读取这个公式。请检查是否缺少括号或逗号。',
  'part-of-array': '这个单元格属于一个数组，只能整体更改。',
  outside: '工作表上放不下。',
  'table-overlap': '这会拆散一个表格。',
  'pivot-overlap': '这会更改数据透视表，而它显示的是计算结果。',
  'sheet-name': '工作表名须为 1 至 31 个字符，不含 \\ / ? * [ ] :，首尾不能是单引号，也不能叫“History”。',
  'sheet-taken': '已有同名的工作表，请换一个名称。',
  'last-sheet': '工作簿至少要有一张显示的工作表。请先添加或显示另一张。',
  'several-areas': '不能同时对多个区域这样做，请先只选一个区域。',
  protected: '工作表受保护，该单元格已锁定。',
};

/** Why an edit was refused, in the page's language. */
export function refusalWords(error: unknown, locale: string): string {
  const told = error instanceof Error ? error.message : String(error);
  if (!(error instanceof EditRefused)) return told;
  return (/^zh/i.test(locale) ? chinese : english)[error.reason] ?? told;
}
