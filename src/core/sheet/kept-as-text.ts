import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';

/** The columns in which some numbers are kept as text. */
export function textColumns({ columns }: Profile): ReadonlySet<number> {
  return new Set(columns.filter(({ asText }) => asText > 0).map(({ index }) => index));
}

/** Whether all numbers of a column are kept as text, so that Excel has none to draw or to add up. */
export function isKeptAsText({ asText, count, stray }: ColumnProfile): boolean {
  return asText > 0 && asText >= count - stray;
}

/** What a chart or a pivot table leaves out of columns because it is kept as text, and what to do; empty where that is nothing. */
export function leftOutAsText(columns: readonly ColumnProfile[], language: 'en' | 'zh'): string {
  const some = columns.filter(({ asText }) => asText > 0);
  const count = some.reduce((sum, { asText }) => sum + asText, 0);
  if (count === 0) return '';
  if (language === 'zh') {
    const names = some.map(({ name }) => `“${name}”`).join('、');
    return `${names}中有 ${count} 个数字以文本存储，不会计入。请先选择“整理数据”。`;
  }
  const names = some.map(({ name }) => name).join(', ');
  return `${count === 1 ? '1 number' : `${count} numbers`} of ${names} ${count === 1 ? 'is' : 'are'} kept as text and left out. Choose “Clean up” first.`;
}
