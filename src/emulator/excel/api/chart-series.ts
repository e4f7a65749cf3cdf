import { declareApi } from '../../richapi/object-model.ts';
import { fixedReference } from '../edit/charts.ts';
import { factsOf } from '../formula/formula-facts.ts';
import type { ChartSeriesState } from '../model/workbook-state.ts';
import { invalid, notFound, requireOne, requireString } from './arguments.ts';
import { CellsObject } from './cells.ts';
import type { Chart } from './chart.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.ChartSeries`, by its place. */
export class ChartSeries {
  readonly chart: Chart;
  readonly index: number;

  constructor(chart: Chart, index: number) {
    this.chart = chart;
    this.index = index;
  }

  get state(): ChartSeriesState {
    return this.chart.state.series[this.index] ?? notFound();
  }

  patch(patch: Partial<ChartSeriesState>): void {
    const { index } = this;
    this.chart.patch({
      series: this.chart.state.series.map((each, at) => (at === index ? { ...each, ...patch } : each)),
    });
  }
}

/** `Excel.ChartSeriesCollection`. */
export class ChartSeriesCollection {
  readonly chart: Chart;

  constructor(chart: Chart) {
    this.chart = chart;
  }

  get items(): readonly object[] {
    return this.chart.state.series.map((_, index) => new ChartSeries(this.chart, index));
  }
}

function reference(range: unknown): string {
  const given = range instanceof CellsObject ? range : invalid();
  return fixedReference(given.sheet, given.areas[0] ?? invalid());
}

/** `Excel.ChartSeriesDimension`, as far as charts here have them. */
const dimensions = ['Categories', 'Values', 'XValues', 'YValues'] as const;

/** What a dimension of a series looks at, without an equals sign; the other names are those of scatter charts. */
function sourceOf({ state }: ChartSeries, dimension: unknown): string {
  const wanted = requireOne(dimension, dimensions);
  return wanted === 'Values' || wanted === 'YValues' ? state.valuesFormula : state.categoriesFormula;
}

declareApi(ChartSeries, {
  name: 'Excel.ChartSeries',
  members: {
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.name,
      set: (self, name: unknown) => self.patch({ name: requireString(name), nameFormula: '' }),
    },
    chartType: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => self.state.kind },
    setValues: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, range: unknown) => self.patch({ valuesFormula: reference(range) }),
    },
    setXAxisValues: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, range: unknown) => self.patch({ categoriesFormula: reference(range) }),
    },
    getDimensionDataSourceString: {
      kind: 'method',
      since: 'ExcelApi 1.15',
      call: (self, dimension: unknown) => sourceOf(self, dimension),
    },
    getDimensionDataSourceType: {
      kind: 'method',
      since: 'ExcelApi 1.15',
      call: (self, dimension: unknown) => {
        const source = sourceOf(self, dimension);
        if (source === '') return 'Unknown';
        return factsOf(source).references.length > 0 ? 'LocalRange' : 'List';
      },
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: ({ chart, index }) => chart.patch({ series: chart.state.series.filter((_, at) => at !== index) }),
    },
  },
});

declareApi(ChartSeriesCollection, {
  name: 'Excel.ChartSeriesCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.items.length },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.1'),
    add: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: ({ chart }, name: unknown) => {
        const { series, kind } = chart.state;
        const made = typeof name === 'string' && name !== '' ? name : `Series${series.length + 1}`;
        chart.patch({
          series: [
            ...series,
            { name: made, nameFormula: '', valuesFormula: '', categoriesFormula: '', color: '', kind },
          ],
        });
        return new ChartSeries(chart, series.length);
      },
    },
  },
  collection: { items: (self) => self.items },
});
