import { escapeText } from '../../document/to-markdown.ts';
import type { PivotEdit } from '../../edits/edit-plan.ts';
import { leftOutAsText } from '../../sheet/kept-as-text.ts';
import { planPivot, type NoPivot, type PivotSummary } from '../../sheet/plan-pivot.ts';
import { factsOf } from '../../sheet/sheet-facts.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

const summaries: readonly PivotSummary[] = ['auto', 'sum', 'average', 'count'];

/** Computed from the cells, whatever model is chosen; what is typed may name the columns ("revenue by region and month"). */
export const makePivot = defineSheetCommand({
  id: 'make-pivot',
  title: { en: 'Pivot table', zh: '数据透视表' },
  description: {
    en: 'A native pivot table in a new sheet; type “revenue by region” to choose its columns',
    zh: '在新工作表中生成原生数据透视表；可输入“按地区汇总收入”来指定列',
  },
  answer: 'pivot',
  material: 'figures',
  options: [
    {
      id: 'summary',
      label: { en: 'Summarise by', zh: '汇总方式' },
      values: [
        { id: 'auto', label: { en: 'What fits', zh: '自动' } },
        { id: 'sum', label: { en: 'Sum', zh: '求和' } },
        { id: 'average', label: { en: 'Average', zh: '平均值' } },
        { id: 'count', label: { en: 'Count', zh: '计数' } },
      ],
    },
  ],
  appliesTo: ({ table }) => table.columns.length > 1,
  work: () => '',
  byRules: ({ context, options, instruction }, sheet, language) => {
    const planned = planPivot(context, factsOf(sheet).profile, pivotSummary(options['summary']), instruction);
    if (typeof planned === 'string') return reasons[planned][language];
    return [tell(planned.pivot, language), leftOutAsText(planned.measures, language)].join('\n\n').trim();
  },
});

/** The way that an option names; the fitting one for anything else. */
export function pivotSummary(id: string | undefined): PivotSummary {
  return summaries.find((each) => each === id) ?? 'auto';
}

const reasons: Readonly<Record<NoPivot, { readonly en: string; readonly zh: string }>> = {
  'no-category': {
    en: 'No column groups the rows: a pivot table needs one whose values repeat, such as a region or a month.',
    zh: '没有可以分组的列：数据透视表需要值会重复的列，例如地区或月份。',
  },
  'no-header': {
    en: 'A pivot table needs a header over every column, each a different one. Name the columns in the first row and try again.',
    zh: '数据透视表要求每一列都有互不相同的标题。请在首行为各列命名后重试。',
  },
  'text-numbers': {
    en: 'Numbers here are kept as text, which a pivot table adds up to 0. Choose “Clean up” first, then make it again.',
    zh: '这里的数字以文本存储，数据透视表会把它们合计为 0。请先选择“整理数据”，再重新生成。',
  },
  'totals-inside': {
    en: 'There are subtotals between the rows, which a pivot table would count twice. Remove them, or select a part without them.',
    zh: '各行之间含有小计，数据透视表会重复计算。请去掉小计，或选择不含小计的区域。',
  },
};

function tell(edit: PivotEdit, language: 'en' | 'zh'): string {
  const { source } = edit;
  const rows = edit.rows.map(escapeText);
  const columns = edit.columns.map(escapeText);
  const values = edit.values.map(({ name }) => escapeText(name));
  const sheet = escapeText(edit.sheet);
  const lines =
    language === 'zh'
      ? [
          `- 行：${rows.join('、')}`,
          ...(columns.length > 0 ? [`- 列：${columns.join('、')}`] : []),
          `- 值：${values.join('、')}`,
          `- 数据：${sheet}!${source}`,
        ]
      : [
          `- Rows: ${rows.join(', ')}`,
          ...(columns.length > 0 ? [`- Columns: ${columns.join(', ')}`] : []),
          `- Values: ${values.join(', ')}`,
          `- Data: ${sheet}!${source}`,
        ];
  return lines.join('\n');
}
