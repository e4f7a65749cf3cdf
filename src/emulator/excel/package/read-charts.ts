import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import type { Place } from '../model/placement.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ChartSeriesState, ChartState } from '../model/workbook-state.ts';
import { drawingOf, readPlace } from './drawing-part.ts';
import { relationshipNamespace } from './part-names.ts';
import { childNamed } from './xml.ts';

/** The charts of a sheet's drawing, as far as they are to be listed and drawn: type, title, series, place. */
export function readCharts(file: OoxmlPackage, sheet: Sheet): ChartState[] {
  const drawing = drawingOf(file, sheet.part ?? '');
  if (drawing === null) return [];
  const targets = new Map(file.relationships(drawing).map(({ id, target }) => [id, target]));
  return [...file.xml(drawing).documentElement.children].flatMap((anchor) => {
    const frame = anchor.getElementsByTagNameNS('*', 'graphicFrame')[0];
    const reference = frame?.getElementsByTagNameNS(
      'http://schemas.openxmlformats.org/drawingml/2006/chart',
      'chart',
    )[0];
    const part = targets.get(reference?.getAttributeNS(relationshipNamespace, 'id') ?? '');
    if (!frame || part === undefined || !file.has(part)) return [];
    const name = frame.getElementsByTagNameNS('*', 'cNvPr')[0]?.getAttribute('name') ?? '';
    return [readChart(file.xml(part).documentElement, sheet, part, name, readPlace(sheet, anchor))];
  });
}

function readChart(root: Element, sheet: Sheet, part: string, name: string, place: Place): ChartState {
  const chart = childNamed(root, 'chart');
  const plots = [...(childNamed(chart, 'plotArea')?.children ?? [])].filter(({ localName }) =>
    localName.endsWith('Chart'),
  );
  const [plot] = plots;
  const kind = plot ? kindOf(plot) : 'ColumnClustered';
  const title = childNamed(chart, 'title');
  const legend = childNamed(chart, 'legend');
  const positions: Readonly<Record<string, string>> = { t: 'Top', b: 'Bottom', l: 'Left', r: 'Right', tr: 'Corner' };
  const axisTitle = (axis: string): string =>
    textOf(childNamed(childNamed(childNamed(chart, 'plotArea'), axis), 'title'));
  return {
    id: `{${part}}`,
    name,
    sheetId: sheet.id,
    kind,
    title: textOf(title),
    titleVisible: title !== undefined,
    legendVisible: legend !== undefined,
    legendPosition: positions[childNamed(legend, 'legendPos')?.getAttribute('val') ?? 'r'] ?? 'Right',
    categoryTitle: axisTitle('catAx'),
    valueTitle: axisTitle('valAx'),
    series: plots.flatMap((own) =>
      [...own.children].filter(({ localName }) => localName === 'ser').map((each) => readSeries(each, kindOf(own))),
    ),
    seriesBy: 'Columns',
    place,
    part,
    references: formulasOf(root).map(({ textContent }) => textContent),
  };
}

/** Where a chart's part names cells: for series, and for titles, sizes and error bars. */
export function formulasOf(root: Element): Element[] {
  return [...root.getElementsByTagNameNS('*', 'f')];
}

function textOf(element: Element | undefined): string {
  return [...(element?.getElementsByTagNameNS('*', 't') ?? [])].map((each) => each.textContent).join('');
}

function kindOf(plot: Element): string {
  const grouping = childNamed(plot, 'grouping')?.getAttribute('val') ?? '';
  const stacked = grouping === 'stacked' ? 'Stacked' : grouping === 'percentStacked' ? 'Stacked100' : '';
  switch (plot.localName) {
    case 'barChart':
    case 'bar3DChart':
      return `${childNamed(plot, 'barDir')?.getAttribute('val') === 'bar' ? 'Bar' : 'Column'}${stacked || 'Clustered'}`;
    case 'lineChart':
      return `Line${stacked}`;
    case 'areaChart':
      return `Area${stacked}`;
    case 'pieChart':
      return 'Pie';
    case 'doughnutChart':
      return 'Doughnut';
    case 'scatterChart':
      return 'XYScatter';
    case 'radarChart':
      return 'Radar';
    case 'bubbleChart':
      return 'Bubble';
    default:
      return 'Invalid';
  }
}

function readSeries(series: Element, kind: string): ChartSeriesState {
  const text = childNamed(series, 'tx');
  const formula = (...names: string[]): string => {
    const data = names.map((name) => childNamed(series, name)).find((each) => each !== undefined);
    return data?.getElementsByTagNameNS('*', 'f')[0]?.textContent ?? '';
  };
  return {
    name: text?.getElementsByTagNameNS('*', 'v')[0]?.textContent ?? '',
    nameFormula: text?.getElementsByTagNameNS('*', 'f')[0]?.textContent ?? '',
    valuesFormula: formula('val', 'yVal'),
    categoriesFormula: formula('cat', 'xVal'),
    color: '',
    kind,
  };
}
