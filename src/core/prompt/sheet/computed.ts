import { AssistantError } from '../../../base/errors.ts';
import type { SheetSelection } from '../../document/context.ts';
import { findCleanUp, type CleanUpKind } from '../../sheet/clean-up.ts';
import { planChart } from '../../sheet/plan-chart.ts';
import { factsOf, hasFigures } from '../../sheet/sheet-facts.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

/** Commands whose answer is computed from the cells, whatever model is chosen. */

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
  const { table, profile } = factsOf(sheet);
  const { changes, duplicateRows } = findCleanUp(table, profile);
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

export const makeChart = defineSheetCommand({
  id: 'make-chart',
  title: { en: 'Make a chart', zh: '生成图表' },
  description: { en: 'A native chart of the kind that fits the data', zh: '按数据选择合适的原生图表' },
  answer: 'chart',
  material: 'figures',
  options: [
    {
      id: 'kind',
      label: { en: 'Kind', zh: '类型' },
      values: [
        { id: 'auto', label: { en: 'What fits', zh: '自动' } },
        { id: 'column', label: { en: 'Columns', zh: '柱形图' } },
        { id: 'bar', label: { en: 'Bars', zh: '条形图' } },
        { id: 'line', label: { en: 'Line', zh: '折线图' } },
        { id: 'pie', label: { en: 'Pie', zh: '饼图' } },
        { id: 'scatter', label: { en: 'Points', zh: '散点图' } },
      ],
    },
  ],
  appliesTo: hasFigures,
  work: () => '',
  byRules: ({ context, options }, sheet, language) => {
    const plan = planChart(context, factsOf(sheet).profile, chartKind(options['kind']));
    const edit = plan?.edits[0];
    if (edit?.type !== 'chart') throw new AssistantError('selection-empty', 'There is nothing to draw.');
    const series = edit.series.map(({ name }) => name).join(', ');
    return language === 'zh'
      ? `${kindLabels[edit.kind].zh}“${edit.title}”，数据系列：${series}。`
      : `${kindLabels[edit.kind].en} “${edit.title}” of ${series}.`;
  },
});

const kindLabels = {
  column: { en: 'A column chart', zh: '柱形图' },
  bar: { en: 'A bar chart', zh: '条形图' },
  line: { en: 'A line chart', zh: '折线图' },
  pie: { en: 'A pie chart', zh: '饼图' },
  scatter: { en: 'A chart of points', zh: '散点图' },
  area: { en: 'An area chart', zh: '面积图' },
} as const;

/** The kind that an option names; the fitting one for anything else. */
export function chartKind(id: string | undefined): keyof typeof kindLabels | 'auto' {
  return id !== undefined && id in kindLabels ? (id as keyof typeof kindLabels) : 'auto';
}
