import { readsRows, type RowsOfBlock } from '../../core/sheet/formulas-of-rows.ts';
import { splitAddress } from './address.ts';
import { ifKnown } from './if-known.ts';
import { addressesOf, makeConditionals, readConditionals, type ConditionalState } from './conditional-ranges.ts';
import { batchesOf } from './in-batches.ts';

/** What a chart draws of a series that ends in rows that go: Excel does not give it its rows back. */
export interface ChartRange {
  readonly kind: 'chart';
  readonly sheet: string;
  readonly chart: string;
  readonly series: number;
  readonly dimension: Dimension;
  readonly before: string;
  /** Once the rows are gone. */
  readonly after: string;
}

/** A conditional format that ends in rows that go, or goes with them. */
export interface ConditionalRange {
  readonly kind: 'conditional';
  readonly sheet: string;
  readonly id: string;
  readonly state: ConditionalState;
  /** Its cells once the rows are gone; empty where it is gone. */
  readonly after: string;
}

export type RangeOfRows = ChartRange | ConditionalRange;

type Dimension = 'Categories' | 'Values' | 'XValues' | 'YValues';
/** Reads which charts, and which conditional formats of the sheet, end in some rows, as far as this version of Excel tells. */
export async function readRanges(context: Excel.RequestContext, gone: RowsOfBlock): Promise<RangeOfRows[]> {
  return [
    ...(await ifKnown('1.15', () => readChartRanges(context, gone), [])),
    ...(await readConditionalRanges(context, gone)),
  ];
}

async function readChartRanges(context: Excel.RequestContext, gone: RowsOfBlock): Promise<ChartRange[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name,items/charts/items/name,items/charts/items/series/items/chartType');
  await context.sync();
  const drawn = worksheets.items.flatMap((sheet) =>
    sheet.charts.items.flatMap((chart) =>
      chart.series.items.flatMap((series, index) =>
        dimensionsOf(series).map((dimension) => ({
          series,
          place: { kind: 'chart' as const, sheet: sheet.name, chart: chart.name, series: index, dimension },
          type: series.getDimensionDataSourceType(dimension),
        })),
      ),
    ),
  );
  if (drawn.length === 0) return [];
  await context.sync();
  const local = drawn
    .filter(({ type }) => type.value === Excel.ChartDataSourceType.localRange)
    .map(({ series, place }) => ({ place, source: series.getDimensionDataSourceString(place.dimension) }));
  await context.sync();
  return local
    .map(({ place, source: { value } }) => ({ ...place, before: value, after: value }))
    .filter(({ before }) => readsRows(withoutSign(before), '', gone) === 'ends');
}

async function readConditionalRanges(context: Excel.RequestContext, gone: RowsOfBlock): Promise<ConditionalRange[]> {
  const formats = await readConditionals(context, context.workbook.worksheets.getItem(gone.sheet));
  return formats
    .filter(({ state: { address } }) => readsRows(address, gone.sheet, gone) === 'ends')
    .map(({ id, state }) => ({ kind: 'conditional', sheet: gone.sheet, id, state, after: state.address }));
}

/** The same, as they are now; what is not there is nowhere. */
export async function readAgain(context: Excel.RequestContext, ranges: readonly RangeOfRows[]): Promise<RangeOfRows[]> {
  const present = await presentOf(context, ranges);
  const now = new Map<RangeOfRows, string>();
  for (const batch of batchesOf(present, () => 1)) {
    const asked = batch.map((each) => {
      if (each.kind === 'chart') {
        const source = seriesOf(context, each).getDimensionDataSourceString(each.dimension);
        return { each, read: () => source.value };
      }
      const areas = formatsOf(context, each).getItem(each.id).getRanges();
      areas.load('address');
      // It is called after the sync below; the rules look at the order of lines.
      // eslint-disable-next-line office-addins/call-sync-before-read, office-addins/call-sync-after-load
      return { each, read: () => addressesOf(areas.address) };
    });
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { each, read } of asked) now.set(each, read());
  }
  return ranges.map((each) => ({ ...each, after: now.get(each) ?? '' }));
}

/** Gives charts and conditional formats the ranges back that they had: formats are made anew. */
export async function putRangesBack(context: Excel.RequestContext, ranges: readonly RangeOfRows[]): Promise<void> {
  const present = new Set(await presentOf(context, ranges));
  for (const batch of batchesOf(ranges, () => 1)) {
    const made = new Map<string, ConditionalState[]>();
    for (const each of batch) {
      if (each.kind === 'conditional') {
        if (present.has(each)) formatsOf(context, each).getItem(each.id).delete();
        made.set(each.sheet, [...(made.get(each.sheet) ?? []), each.state]);
      } else if (present.has(each)) {
        const { sheet, range } = splitAddress(withoutSign(each.before));
        const cells = context.workbook.worksheets.getItem(sheet).getRange(range);
        if (each.dimension === 'Values' || each.dimension === 'YValues') seriesOf(context, each).setValues(cells);
        else seriesOf(context, each).setXAxisValues(cells);
      }
    }
    for (const [sheet, states] of made) makeConditionals(context.workbook.worksheets.getItem(sheet), states);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
}

/** Those whose chart with its series, or conditional format, is there. */
async function presentOf(context: Excel.RequestContext, ranges: readonly RangeOfRows[]): Promise<RangeOfRows[]> {
  const present: RangeOfRows[] = [];
  for (const batch of batchesOf(ranges, () => 1)) {
    const asked = batch.map((each) => {
      if (each.kind === 'conditional') {
        const formats = formatsOf(context, each);
        formats.load('items/id');
        return { each, isThere: () => formats.items.some(({ id }) => id === each.id) };
      }
      const chart = context.workbook.worksheets.getItem(each.sheet).charts.getItemOrNullObject(each.chart);
      chart.load('name');
      const { series } = chart;
      series.load('count');
      // eslint-disable-next-line office-addins/call-sync-before-read
      return { each, isThere: () => !chart.isNullObject && series.count > each.series };
    });
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { each, isThere } of asked) if (isThere()) present.push(each);
  }
  return present;
}

function seriesOf(context: Excel.RequestContext, { sheet, chart, series }: ChartRange): Excel.ChartSeries {
  return context.workbook.worksheets.getItem(sheet).charts.getItemOrNullObject(chart).series.getItemAt(series);
}

function formatsOf(context: Excel.RequestContext, { sheet }: ConditionalRange): Excel.ConditionalFormatCollection {
  return context.workbook.worksheets.getItem(sheet).getRange().conditionalFormats;
}

/** What series of a kind of chart draw; they do not know the others' names. */
function dimensionsOf({ chartType }: Excel.ChartSeries): readonly Dimension[] {
  return /^(?:XYScatter|Bubble)/u.test(chartType) ? ['XValues', 'YValues'] : ['Categories', 'Values'];
}

function withoutSign(source: string): string {
  return source.replace(/^=/u, '');
}
