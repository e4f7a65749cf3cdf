import { dateOf } from '../notation/excel-date.ts';
import { type Grain, isSamePeriod, type Period, periodOrder, serialOfPeriod } from '../notation/period.ts';
import type { Area } from '../table.ts';
import type { Times, WorkingColumn } from './column-type.ts';
import type { Measure, Series, SeriesPoint } from './profile.ts';
import { cellsOfRuns, columnArea, type Runs, runsByCode } from './row-runs.ts';

const mostPoints = 60;
const mostMeasures = 6;
const mostMembers = 12;
const mostRows = 40;

export interface SeriesContext {
  readonly body: Area;
  readonly isTotalRow: Uint8Array;
  readonly addsUp: boolean;
  readonly labelColumn: WorkingColumn | undefined;
  readonly timeColumn: WorkingColumn | undefined;
}

export function findSeries(
  columns: readonly WorkingColumn[],
  measures: readonly Measure[],
  context: SeriesContext,
): Series[] {
  const timed = timedRows(columns, context);
  return measures.slice(0, mostMeasures).flatMap((measure, at) => {
    if (measure.columns.filter(({ period }) => period).length >= 2) return acrossColumns(columns, measure, at, context);
    return timed ? downRows(columns, measure, at, context, timed) : [];
  });
}

/** Periods in the headers: one series a row, and one for their sum where sums mean something. */
function acrossColumns(
  columns: readonly WorkingColumn[],
  measure: Measure,
  at: number,
  context: SeriesContext,
): Series[] {
  const { body, isTotalRow, labelColumn } = context;
  const timed = measure.columns
    .flatMap(({ column, period }) => (period ? [{ column, period }] : []))
    .sort((one, other) => periodOrder(one.period) - periodOrder(other.period));
  const found: Series[] = [];
  const rows = body.bottom - body.top + 1;
  const detail = Array.from({ length: rows }, (_, row) => row).filter((row) => isTotalRow[row] !== 1);
  if (measure.additive && context.addsUp && (detail.length > 1 || !labelColumn)) {
    const points = timed.flatMap(({ column, period }): SeriesPoint[] => {
      const numbers = columns[column]?.encoded.numbers;
      const filled = detail.filter((row) => !Number.isNaN(numbers?.[row] ?? NaN));
      if (filled.length === 0) return [];
      const value = filled.reduce((sum, row) => sum + (numbers?.[row] ?? 0), 0);
      const runs = runsByCode(
        Int32Array.from({ length: rows }, () => 0),
        1,
        isTotalRow,
      )[0];
      return [{ period, value, fold: 'sum', cells: cellsOfRuns(runs, column, body, []) }];
    });
    const series = describeSeries(at, points);
    if (series) found.push(series);
  }
  if (!labelColumn) return found;
  for (const row of detail.slice(0, mostRows)) {
    const value = labelColumn.encoded.words[labelColumn.encoded.codes[row] ?? -1];
    if (value === undefined) continue;
    const points = timed.flatMap(({ column, period }): SeriesPoint[] => {
      const number = columns[column]?.encoded.numbers[row] ?? NaN;
      return number === number
        ? [{ period, value: number, fold: 'value', cells: cellsOfRuns([[row, row]], column, body, []) }]
        : [];
    });
    const series = describeSeries(at, points);
    if (series) found.push({ ...series, of: { column: labelColumn.index, value } });
  }
  return found;
}

/** Rows sorted into periods, or into periods of each of a few categories: the same for every measure. */
interface Buckets {
  readonly periods: readonly Period[];
  /** The bucket of each row: its member times the number of periods, plus its period; -1 for none. */
  readonly codes: Int32Array;
  readonly runs: readonly Runs[];
  readonly members: readonly (string | undefined)[];
  readonly category: WorkingColumn | undefined;
}

function bucketsOf(columns: readonly WorkingColumn[], times: Times, isTotalRow: Uint8Array): Buckets[] {
  const count = times.periods.length;
  const whole: Buckets = {
    periods: times.periods,
    codes: times.codes,
    runs: runsByCode(times.codes, count, isTotalRow),
    members: [undefined],
    category: undefined,
  };
  const category = columns.find(
    ({ role, encoded }) => role === 'category' && encoded.words.length >= 2 && encoded.words.length <= mostMembers + 2,
  );
  if (!category) return [whole];
  const own = category.encoded.codes;
  const codes = new Int32Array(times.codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const time = times.codes[row] ?? -1;
    const member = own[row] ?? -1;
    codes[row] = time < 0 || member < 0 ? -1 : member * count + time;
  }
  const members = category.encoded.words;
  return [
    whole,
    { periods: times.periods, codes, runs: runsByCode(codes, count * members.length, isTotalRow), members, category },
  ];
}

/** A column of times: rows of the same period are added (or averaged, where sums mean nothing). */
function downRows(
  columns: readonly WorkingColumn[],
  measure: Measure,
  at: number,
  context: SeriesContext,
  timed: Timed,
): Series[] {
  const column = columns[measure.columns[0]?.column ?? -1];
  if (!column) return [];
  return timed.buckets.flatMap((buckets) => {
    const { sums, counts } = addUp(buckets, column.encoded.numbers, context.isTotalRow);
    return buckets.members.flatMap((value, member): Series[] => {
      const points = pointsOf(buckets, member, sums, counts, column, measure, context, timed.column);
      const series = describeSeries(at, points, timed.isPartial);
      if (!series) return [];
      return [
        value === undefined || !buckets.category
          ? series
          : { ...series, of: { column: buckets.category.index, value } },
      ];
    });
  });
}

interface Timed {
  readonly column: WorkingColumn;
  readonly buckets: readonly Buckets[];
  readonly isPartial: boolean;
}

function timedRows(columns: readonly WorkingColumn[], { timeColumn, isTotalRow }: SeriesContext): Timed | undefined {
  if (!timeColumn?.times) return undefined;
  const times = coarsen(timeColumn.times);
  if (times.periods.length < 2 || times.periods.length > mostPoints * 4) return undefined;
  const isPartial = times !== timeColumn.times && endsEarly(timeColumn.times, times);
  return { column: timeColumn, buckets: bucketsOf(columns, times, isTotalRow), isPartial };
}

function addUp(
  { codes, periods, members }: Buckets,
  numbers: Float64Array,
  isTotalRow: Uint8Array,
): { sums: Float64Array; counts: Int32Array } {
  const sums = new Float64Array(periods.length * members.length);
  const counts = new Int32Array(sums.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const number = numbers[row] ?? NaN;
    if (code < 0 || number !== number || isTotalRow[row] === 1) continue;
    sums[code] = (sums[code] ?? 0) + number;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return { sums, counts };
}

function pointsOf(
  { periods, runs, members, category }: Buckets,
  member: number,
  sums: Float64Array,
  counts: Int32Array,
  column: WorkingColumn,
  measure: Measure,
  { body }: SeriesContext,
  timeColumn: WorkingColumn,
): SeriesPoint[] {
  const value = members[member];
  return periods.flatMap((period, step): SeriesPoint[] => {
    const code = member * periods.length + step;
    const count = counts[code] ?? 0;
    if (count === 0) return [];
    const sum = sums[code] ?? 0;
    const own =
      category && value !== undefined
        ? [{ area: columnArea(category.index, body), header: category.header.name, equals: value }]
        : [];
    const when = { area: columnArea(timeColumn.index, body), header: timeColumn.header.name, within: period };
    const cells = cellsOfRuns(runs[code], column.index, body, [...own, when]);
    const isSingle = count === 1 && cells.where.length === 0;
    return [
      {
        period,
        value: measure.additive ? sum : sum / count,
        fold: isSingle ? 'value' : measure.additive ? 'sum' : 'mean',
        cells,
      },
    ];
  });
}

/** Days as months, months as years, when there are more than can be told. */
export function coarsen(times: Times): Times {
  let current = times;
  for (const grain of ['month', 'year'] as const) {
    if (current.periods.length <= mostPoints) return current;
    if (!current.periods.every(({ grain: own, year }) => year !== undefined && isFiner(own, grain))) return current;
    const list: Period[] = [];
    const recode = current.periods.map(({ year = 0, part = 0 }) => {
      const period: Period = grain === 'month' ? { grain, year, part } : { grain, year };
      const last = list.at(-1);
      if (!last || !isSamePeriod(last, period)) list.push(period);
      return list.length - 1;
    });
    current = { periods: list, codes: current.codes.map((code) => (code < 0 ? -1 : (recode[code] ?? -1))) };
  }
  return current;
}

function isFiner(grain: Grain, than: 'month' | 'year'): boolean {
  return than === 'month' ? grain === 'day' : grain !== 'year';
}

/** Whether the days of the last month or year stop more than a sixth before its end. */
function endsEarly(fine: Times, coarse: Times): boolean {
  const last = fine.periods.at(-1);
  const period = coarse.periods.at(-1);
  const serial = last && serialOfPeriod(last);
  if (serial === undefined || !period || last?.grain !== 'day') return false;
  const { month, day } = dateOf(serial);
  return period.grain === 'month' ? day < 25 : month < 11;
}

function describeSeries(measure: number, points: readonly SeriesPoint[], lastIsPartial = false): Series | undefined {
  const whole = lastIsPartial ? points.slice(0, -1) : points;
  const first = whole[0];
  const last = whole.at(-1);
  const before = whole.at(-2);
  if (!first || !last || !before) return undefined;
  let peak = 0;
  let trough = 0;
  whole.forEach(({ value }, at) => {
    if (value > (whole[peak]?.value ?? 0)) peak = at;
    if (value < (whole[trough]?.value ?? 0)) trough = at;
  });
  const yearAgo = whole.find(
    ({ period }) =>
      period.year !== undefined &&
      last.period.grain !== 'year' &&
      isSamePeriod({ ...period, year: period.year + 1 }, last.period),
  );
  const steps = stepsBetween(first.period, last.period, whole.length);
  const growth = relative(first.value, last.value);
  const lastGrowth = relative(before.value, last.value);
  const yearGrowth = yearAgo && relative(yearAgo.value, last.value);
  const compounds = steps >= 2 && first.value > 0 && last.value > 0;
  return {
    measure,
    points,
    ...(growth !== undefined && { growth }),
    ...(lastGrowth !== undefined && { lastGrowth }),
    ...(yearGrowth !== undefined && { yearGrowth }),
    ...(compounds && { cagr: (last.value / first.value) ** (1 / steps) - 1, cagrSteps: steps }),
    peak,
    trough,
    lastIsPartial,
  };
}

function relative(from: number, to: number): number | undefined {
  return from === 0 ? undefined : (to - from) / Math.abs(from);
}

/** Years between two periods; where they carry no years, how many points lie between. */
function stepsBetween(first: Period, last: Period, points: number): number {
  if (first.year === undefined || last.year === undefined) return points - 1;
  const months = (last.year - first.year) * 12 + (monthOf(last) - monthOf(first));
  return months / 12;
}

function monthOf({ grain, part = 1 }: Period): number {
  return grain === 'quarter' ? part * 3 : grain === 'half' ? part * 6 : grain === 'year' ? 12 : part;
}
