import type { DocumentContext, SheetSelection } from '../document/context.ts';
import type { ChartEdit, ChartKind, EditPlan } from '../edits/edit-plan.ts';
import type { ColumnProfile, Measure, Profile } from '../figures/profile/profile.ts';
import { columnName, rangeAddress, type Area, type CellValue, type Table } from '../figures/table.ts';
import { chartData, type ChartSeries } from './chart-data.ts';
import { rowNames, type RowNames } from './group-rows.ts';
import { isKeptAsText } from './kept-as-text.ts';
import { namedColumns } from './named-columns.ts';

const mostSlices = 6;
const mostBars = 12;
const mostSeries = 5;
/** How many times larger than the first a series may be, or smaller: beyond that one of them would lie flat. */
const mostApart = 20;
/** A category with more values than this says more about its rows than about their kinds. */
const mostKinds = 20;
/** Characters of a name along an axis. */
const longestName = 80;
const cellsLookedAt = 50;

const words = {
  en: { rest: 'Others', by: (what: string, by: string) => `${what} by ${by}` },
  zh: { rest: '其他', by: (what: string, by: string) => `各${by}的${what}` },
} as const;

/** A chart and what is to be told of it. */
export interface PlannedChart {
  readonly plan: EditPlan;
  readonly chart: ChartEdit;
  /** Where rows are brought together before they are drawn: by what, how, and into which cells. */
  readonly grouped?: { readonly by: string; readonly how: 'sum' | 'mean'; readonly address: string };
  /** Names that are drawn as one, or left out. */
  readonly rest: number;
  /** The columns that are drawn. */
  readonly columns: readonly ColumnProfile[];
}

/**
 * A native chart of the table, of the kind that fits: a line for what is followed in time, bars for what is compared (lying ones for
 * many or long names), a pie only when it is asked for and few parts make a whole, points for two measures without names. Rows of
 * the same month or name are added up first, in cells of their own. Columns that `instruction` names are the ones that are drawn.
 * `null` where there is nothing to draw.
 */
export function planChart(
  context: DocumentContext,
  profile: Profile,
  wanted: ChartKind | 'auto',
  instruction = '',
): PlannedChart | null {
  const { sheet } = context;
  if (!sheet) return null;
  const language = context.language.startsWith('zh') ? 'zh' : 'en';
  const asked = namedColumns(instruction, profile);
  const measures = measuresOf(profile, asked);
  const names =
    asked.find(({ role }) => role === 'category' || role === 'time' || role === 'id') ?? namesOf(sheet.table, profile);
  const named = wanted === 'auto' ? (kindIn(instruction) ?? 'auto') : wanted;
  if (!names) return ofPoints(context, sheet, profile, measures, named);
  const columns = seriesColumns(profile, measures);
  if (columns.length === 0) return null;
  const rows = rowNames(sheet.table, profile, names);
  const stretch = detailRows(profile);
  const isDrawnAsItIs = rows.isUnique && stretch?.isWhole === true && rows.names.length <= mostApart * 2;
  const kind = named === 'auto' ? kindFor(profile, names, rows, columns.length) : named;
  const shown = kind === 'pie' ? columns.slice(0, 1) : columns.slice(0, mostSeries);
  const series = shown.map((column): ChartSeries => ({
    column,
    name: nameOf(profile, column),
    isSummed: isSummed(profile, measures, column),
  }));
  const drawn = shown.flatMap((column) => profile.columns[column] ?? []);
  const title = titleOf(profile, series, names, language);
  const common = { type: 'chart', sheet: sheet.sheet, kind, title } as const;
  if (isDrawnAsItIs) {
    const rangeOf = (column: number): string => rangeAddress(sheet.table, columnArea(stretch, column));
    const chart: ChartEdit = {
      ...common,
      at: cornerAt(sheet, sheet.freeColumn),
      categories: rangeOf(names.index),
      series: series.map(({ column, name }) => ({ name, values: rangeOf(column) })),
    };
    return { plan: { context, edits: [chart], tracked: false }, chart, rest: 0, columns: drawn };
  }
  const data = chartData(context, profile, rows, series, words[language]);
  if (!data) return null;
  const chart: ChartEdit = {
    ...common,
    at: cornerAt(sheet, sheet.freeColumn + series.length + 2),
    categories: data.categories,
    series: series.map(({ name }, index) => ({ name, values: data.values[index] ?? '' })),
  };
  const how = series.every((each) => each.isSummed) ? 'sum' : 'mean';
  return {
    plan: { context, edits: [data.edit, chart], tracked: false },
    chart,
    ...(!rows.isUnique && { grouped: { by: names.name, how, address: data.edit.address } }),
    rest: data.rest,
    columns: drawn,
  };
}

const kindWords: readonly (readonly [ChartKind, RegExp])[] = [
  ['column', /\bcolumn (?:chart|graph)|柱[形状]?图/iu],
  ['bar', /\bbar (?:chart|graph)|条形图/iu],
  ['line', /\bline (?:chart|graph|plot)|折线图|线图/iu],
  ['pie', /\bpie\b|饼[形状]?图/iu],
  ['scatter', /\bscatter\b|散点图/iu],
  ['area', /\barea (?:chart|graph)|面积图/iu],
];

/** The kind of chart that words name: "a line chart of revenue". */
function kindIn(words: string): ChartKind | undefined {
  return kindWords.find(([, word]) => word.test(words))?.[0];
}

/** The measures that the person named; all where none was. */
function measuresOf({ measures: all, columns }: Profile, asked: readonly ColumnProfile[]): Measure[] {
  const measures = all
    .map((measure) => ({ ...measure, columns: measure.columns.filter(({ column }) => isDrawable(columns, column)) }))
    .filter((measure) => measure.columns.length > 0);
  const wanted = new Set(asked.filter(({ role }) => role === 'measure').map(({ index }) => index));
  const named = measures.filter((measure) => measure.columns.some(({ column }) => wanted.has(column)));
  return named.length === 0 ? measures : named;
}

/** Excel draws no number that is kept as text. */
function isDrawable(columns: readonly ColumnProfile[], column: number): boolean {
  const own = columns[column];
  return own !== undefined && !isKeptAsText(own);
}

/** Two measures as points, or one in the order of its rows, where nothing names these. */
function ofPoints(
  context: DocumentContext,
  sheet: SheetSelection,
  profile: Profile,
  measures: readonly Measure[],
  wanted: ChartKind | 'auto',
): PlannedChart | null {
  const stretch = detailRows(profile);
  const [x, y] = measures.map(({ columns }) => columns[0]?.column);
  if (!stretch || x === undefined) return null;
  const drawn = [x, y].flatMap((column) => profile.columns[column ?? -1] ?? []);
  const rangeOf = (column: number): string => rangeAddress(sheet.table, columnArea(stretch, column));
  const common = { type: 'chart', sheet: sheet.sheet, at: cornerAt(sheet, sheet.freeColumn) } as const;
  const isLong = stretch.bottom - stretch.top >= mostBars;
  const chart: ChartEdit =
    y === undefined
      ? {
          ...common,
          kind: wanted === 'auto' || wanted === 'scatter' ? (isLong ? 'line' : 'column') : wanted,
          title: nameOf(profile, x),
          categories: null,
          series: [{ name: nameOf(profile, x), values: rangeOf(x) }],
        }
      : {
          ...common,
          kind: wanted === 'auto' ? 'scatter' : wanted,
          title: `${nameOf(profile, y)} / ${nameOf(profile, x)}`,
          categories: rangeOf(x),
          series: [{ name: nameOf(profile, y), values: rangeOf(y) }],
        };
  return { plan: { context, edits: [chart], tracked: false }, chart, rest: 0, columns: drawn };
}

/** What stands along the axis: times, else what names the rows, unless a category has few kinds and the rows' names are many. */
function namesOf(table: Table, { columns: all, timeColumn, labelColumn, body }: Profile): ColumnProfile | undefined {
  if (timeColumn !== undefined) return all[timeColumn];
  const columns = all.filter(
    ({ index, isOutline }) => isOutline !== true && !isProse(table.columns[index] ?? [], body.top),
  );
  const label = columns.find(({ index }) => index === labelColumn);
  const category = columns.find(({ role, distinct }) => role === 'category' && distinct >= 2 && distinct <= mostKinds);
  const isLabelFine = label && label.role !== 'id' && label.distinct <= mostApart * 2;
  return isLabelFine ? label : (category ?? label ?? columns.find(({ role }) => role === 'category'));
}

/** Whether the first texts of a column are sentences, which no axis has room for. */
function isProse(cells: readonly CellValue[], top: number): boolean {
  return cells.slice(top, top + cellsLookedAt).some((cell) => typeof cell === 'string' && cell.length > longestName);
}

interface Stretch {
  readonly top: number;
  readonly bottom: number;
  /** Whether it has all rows that are no totals. */
  readonly isWhole: boolean;
}

/** The first unbroken stretch of rows that are no totals: a total among its parts would dwarf them. */
function detailRows({ body, totals }: Profile): Stretch | null {
  const isTotal = new Set(totals.map(({ row }) => row));
  let { top } = body;
  while (top <= body.bottom && isTotal.has(top)) top += 1;
  let bottom = top;
  while (bottom < body.bottom && !isTotal.has(bottom + 1)) bottom += 1;
  if (top > body.bottom) return null;
  const isWhole = bottom - top + 1 === body.bottom - body.top + 1 - isTotal.size;
  return { top, bottom, isWhole };
}

function columnArea({ top, bottom }: Stretch, column: number): Area {
  return { top, left: column, bottom, right: column };
}

/** Columns that can share an axis: of the first measure's unit and of like size; a sum beside its parts is left out. */
function seriesColumns({ columns: all }: Profile, measures: readonly Measure[]): number[] {
  const [first] = measures;
  if (!first) return [];
  const sizeOf = (column: number | undefined): number => Math.abs(all[column ?? -1]?.distribution?.median ?? 0);
  const usual = sizeOf(first.columns[0]?.column);
  const isOfLikeSize = (column: number): boolean =>
    sizeOf(column) <= usual * mostApart && sizeOf(column) * mostApart >= usual;
  return measures
    .filter(
      ({ unit, additive }) =>
        unit.kind === first.unit.kind && unit.currency === first.unit.currency && additive === first.additive,
    )
    .flatMap(({ columns, totalColumn }) =>
      columns.map(({ column }) => column).filter((column) => column !== totalColumn && isOfLikeSize(column)),
    );
}

function isSummed({ rowsAddUp }: Profile, measures: readonly Measure[], column: number): boolean {
  return (
    rowsAddUp && measures.some(({ additive, columns }) => additive && columns.some((each) => each.column === column))
  );
}

function kindFor(profile: Profile, names: ColumnProfile, rows: RowNames, series: number): ChartKind {
  const count = rows.names.length;
  if (names.role === 'time') return count < 3 ? 'column' : 'line';
  const hasPeriods = profile.measures.some(({ columns }) => columns.length > 2 && columns[0]?.period !== undefined);
  if (hasPeriods && series > 2) return 'column';
  const isLong = rows.names.some((name) => String(name).length > 18);
  return count > mostBars || isLong || (count > mostSlices && series === 1) ? 'bar' : 'column';
}

function cornerAt({ table }: SheetSelection, column: number): string {
  return `${columnName(column)}${table.firstRow + 1}`;
}

function nameOf(profile: Profile, column: number): string {
  return profile.columns[column]?.name ?? '';
}

function titleOf(
  profile: Profile,
  series: readonly ChartSeries[],
  { name: by }: ColumnProfile,
  language: 'en' | 'zh',
): string {
  const [title] = profile.titles;
  if (title !== undefined && title.length <= 60) return title;
  const what = series.map(({ name }) => name).join(language === 'zh' ? '、' : ', ');
  return by === '' ? what : words[language].by(what, by);
}
