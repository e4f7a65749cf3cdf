import type { ChartEdit, ChartKind } from '../../core/edits/edit-plan.ts';

/** Excel's names of the kinds (`Excel.ChartType`). */
const chartTypes: Readonly<Record<ChartKind, `${Excel.ChartType}`>> = {
  column: 'ColumnClustered',
  bar: 'BarClustered',
  line: 'Line',
  pie: 'Pie',
  scatter: 'XYScatter',
  area: 'Area',
};

/** Size in points: what fits beside a table on a common screen. */
const size = { width: 420, height: 260 };

/** Adds a chart whose series are set one by one, so that nothing is left to Excel's guess about headers. */
export function addChart(sheet: Excel.Worksheet, edit: ChartEdit): Excel.Chart {
  const [first] = edit.series;
  const source = sheet.getRange(first?.values ?? edit.categories ?? edit.at);
  const chart = sheet.charts.add(chartTypes[edit.kind], source, Excel.ChartSeriesBy.columns);
  const categories = edit.categories === null ? null : sheet.getRange(edit.categories);
  edit.series.forEach((series, index) => {
    const made = index === 0 ? chart.series.getItemAt(0) : chart.series.add(series.name);
    made.name = series.name;
    made.setValues(sheet.getRange(series.values));
    if (categories) made.setXAxisValues(categories);
  });
  chart.title.text = edit.title;
  chart.legend.visible = edit.series.length > 1 || edit.kind === 'pie';
  chart.width = size.width;
  chart.height = size.height;
  chart.setPosition(edit.at);
  return chart;
}
