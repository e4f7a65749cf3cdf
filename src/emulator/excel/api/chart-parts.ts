import { declareApi } from '../../richapi/object-model.ts';
import { requireOne, requireString } from './arguments.ts';
import type { Chart } from './chart.ts';

/** `Excel.ChartTitle`. */
export class ChartTitle {
  readonly chart: Chart;

  constructor(chart: Chart) {
    this.chart = chart;
  }
}

/** `Excel.ChartLegend`. */
export class ChartLegend extends ChartTitle {}

/** `Excel.ChartAxes`. */
export class ChartAxes extends ChartTitle {}

/** `Excel.ChartAxis`: that of the categories or that of the values. */
export class ChartAxis {
  readonly chart: Chart;
  readonly key: 'categoryTitle' | 'valueTitle';

  constructor(chart: Chart, key: ChartAxis['key']) {
    this.chart = chart;
    this.key = key;
  }
}

/** `Excel.ChartAxisTitle`: empty when there is none. */
export class ChartAxisTitle extends ChartAxis {}

declareApi(ChartTitle, {
  name: 'Excel.ChartTitle',
  members: {
    text: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart }) => chart.state.title,
      set: ({ chart }, text: unknown) => chart.patch({ title: requireString(text), titleVisible: true }),
    },
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart }) => chart.state.titleVisible,
      set: ({ chart }, visible: unknown) => chart.patch({ titleVisible: visible === true }),
    },
  },
});

declareApi(ChartLegend, {
  name: 'Excel.ChartLegend',
  members: {
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart }) => chart.state.legendVisible,
      set: ({ chart }, visible: unknown) => chart.patch({ legendVisible: visible === true }),
    },
    position: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart }) => chart.state.legendPosition,
      set: ({ chart }, position: unknown) =>
        chart.patch({
          legendPosition: requireOne(position, ['Top', 'Bottom', 'Left', 'Right', 'Corner'] as const),
          legendVisible: true,
        }),
    },
  },
});

declareApi(ChartAxes, {
  name: 'Excel.ChartAxes',
  members: {
    categoryAxis: {
      kind: 'navigation',
      since: 'ExcelApi 1.1',
      get: ({ chart }) => new ChartAxis(chart, 'categoryTitle'),
    },
    valueAxis: { kind: 'navigation', since: 'ExcelApi 1.1', get: ({ chart }) => new ChartAxis(chart, 'valueTitle') },
  },
});

declareApi(ChartAxis, {
  name: 'Excel.ChartAxis',
  members: {
    title: { kind: 'navigation', since: 'ExcelApi 1.1', get: ({ chart, key }) => new ChartAxisTitle(chart, key) },
  },
});

declareApi(ChartAxisTitle, {
  name: 'Excel.ChartAxisTitle',
  members: {
    text: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart, key }) => chart.state[key],
      set: ({ chart, key }, text: unknown) => chart.patch({ [key]: requireString(text) }),
    },
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ chart, key }) => chart.state[key] !== '',
      set: ({ chart, key }, visible: unknown) =>
        chart.patch({ [key]: visible === true ? chart.state[key] || 'Axis Title' : '' }),
    },
  },
});
