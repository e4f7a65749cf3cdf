import type { SheetSelection } from '../../document/context.ts';
import type { CleanUpKind } from '../../sheet/clean-up.ts';
import { cleanUpOf } from '../../sheet/sheet-facts.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

const kindNames: Readonly<Record<CleanUpKind, { readonly en: string; readonly zh: string }>> = {
  spaces: { en: 'stray spaces', zh: '多余空格' },
  'number-as-text': { en: 'numbers stored as text', zh: '以文本存储的数字' },
  'date-as-text': { en: 'dates stored as text', zh: '以文本存储的日期' },
  'missing-mark': { en: 'marks for “nothing” among numbers', zh: '数字中的“无”标记' },
  spelling: { en: 'names spelt in more than one way', zh: '写法不一致的名称' },
};

export const cleanUp = defineSheetCommand({
  id: 'clean-up',
  title: { en: 'Clean up', zh: '整理数据' },
  description: {
    en: 'Spaces, numbers and dates kept as text, spellings; shown cell by cell first',
    zh: '空格、文本型数字和日期、不一致的写法，先逐格预览',
  },
  answer: 'cells',
  material: 'figures',
  appliesTo: ({ table }) => table.columns.length > 0,
  work: () => '',
  byRules: (_input, sheet, language) => describeCleanUp(sheet, language),
});

function describeCleanUp(sheet: SheetSelection, language: 'en' | 'zh'): string {
  const { table } = sheet;
  const { changes, duplicateRows } = cleanUpOf(sheet);
  const rows = duplicateRows.map((row) => table.firstRow + row + 1);
  const lines = Object.entries(kindNames).flatMap(([kind, name]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    if (count === 0) return [];
    return language === 'zh' ? `- ${name.zh}：${count} 格` : `- ${name.en}: ${count}`;
  });
  if (rows.length > 0) {
    const shown = rows.slice(0, 10).join(language === 'zh' ? '、' : ', ');
    lines.push(
      language === 'zh'
        ? `- 与前面某行完全相同的行：${shown}${rows.length > 10 ? '等' : ''}（不会删除）`
        : `- rows that repeat an earlier one: ${shown}${rows.length > 10 ? ' …' : ''} (left alone)`,
    );
  }
  if (lines.length > 0) return lines.join('\n');
  return language === 'zh' ? '没有需要整理的单元格。' : 'There is nothing to clean up.';
}
