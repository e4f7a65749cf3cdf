import { escapeText } from '../../document/to-markdown.ts';
import type { ChartKind } from '../../edits/edit-plan.ts';
import { planChart, type PlannedChart } from '../../sheet/plan-chart.ts';
import { leftOutAsText } from '../../sheet/kept-as-text.ts';
import { factsOf, hasFigures } from '../../sheet/sheet-facts.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

/** Computed from the cells, whatever model is chosen; what is typed may name the columns. */
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
  byRules: ({ context, options, instruction }, sheet, language) => {
    const { profile } = factsOf(sheet);
    const planned = planChart(context, profile, chartKind(options['kind']), instruction);
    if (planned) return [tell(planned, language), leftOutAsText(planned.columns, language)].join('\n\n').trim();
    const asText = leftOutAsText(profile.columns, language);
    return asText === '' ? nothing[language] : asText;
  },
});

const nothing = {
  en: 'There are no numbers here that a chart could show. Select a table with a column of numbers.',
  zh: '这里没有可以作图的数字。请选择含有数字列的表格。',
};

const kindLabels = {
  column: { en: 'A column chart', zh: '柱形图' },
  bar: { en: 'A bar chart', zh: '条形图' },
  line: { en: 'A line chart', zh: '折线图' },
  pie: { en: 'A pie chart', zh: '饼图' },
  scatter: { en: 'A chart of points', zh: '散点图' },
  area: { en: 'An area chart', zh: '面积图' },
} as const satisfies Readonly<Record<ChartKind, unknown>>;

/** The kind that an option names; the fitting one for anything else. */
export function chartKind(id: string | undefined): ChartKind | 'auto' {
  return id !== undefined && id in kindLabels ? (id as ChartKind) : 'auto';
}

function tell({ chart, grouped, rest }: PlannedChart, language: 'en' | 'zh'): string {
  const title = escapeText(chart.title);
  const series = chart.series.map(({ name }) => escapeText(name));
  const by = grouped && escapeText(grouped.by);
  const kind = kindLabels[chart.kind][language];
  if (language === 'zh') {
    const lines = [`${kind}“${title}”，数据系列：${series.join('、')}。`];
    if (grouped) {
      const how = grouped.how === 'sum' ? '先相加' : '先取平均值';
      lines.push(`同一“${by}”的各行${how}，写在 ${grouped.address}，随表格更新。`);
    }
    if (rest > 0) lines.push(`只单独显示最大的几项，另有 ${rest} 项未单独显示。`);
    return lines.join('');
  }
  const lines = [`${kind} “${title}” of ${series.join(', ')}.`];
  if (grouped) {
    const how = grouped.how === 'sum' ? 'added up' : 'averaged';
    lines.push(`Rows of the same ${by} are ${how} first, in ${grouped.address}, by formulas that follow the table.`);
  }
  if (rest > 0) lines.push(`The largest have a mark of their own; ${rest} more have not.`);
  return lines.join(' ');
}
