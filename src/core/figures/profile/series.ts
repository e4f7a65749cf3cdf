import { dateOf } from '../notation/excel-date.ts';
import { type Grain, isSamePeriod, type Period, periodOrder, serialOfPeriod } from '../notation/period.ts';
import type { Area } from '../table.ts';
import type { Times, WorkingColumn } from './column-type.ts';
import type { Measure, Series, SeriesPoint } from './profile.ts';
import { cellsOfRuns, columnArea, runsByCode } from './row-runs.ts';

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
  return measures.slice(0, mostMeasures).flatMap((measure, at) => {
    if (measure.columns.filter(({ period }) => period).length >= 2) return acrossColumns(columns, measure, at, context);
    return context.timeColumn?.times
      ? downRows(columns, measure, at, context, context.timeColumn, context.timeColumn.times)
      : [];
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

/** A column of times: rows of the same period are added (or averaged, where sums mean nothing). */
function downRows(
  columns: readonly WorkingColumn[],
  measure: Measure,
  at: number,
  context: SeriesContext,
  timeColumn: WorkingColumn,
  given: Times,
): Series[] {
  const column = columns[measure.columns[0]?.column ?? -1];
  if (!column) return [];
  const times = coarsen(given);
  if (times.periods.length < 2 || times.periods.length > mostPoints * 4) return [];
  const isPartial = times !== given && endsEarly(given, times);
  const found: Series[] = [];
  const add = (codes: Int32Array, of?: { column: number; value: string }, rowsOf?: WorkingColumn): void => {
    const points = pointsOf(
      codes,
      times.periods,
      column,
      measure,
      context,
      timeColumn,
      of && rowsOf ? { of, column: rowsOf } : undefined,
    );
    const series = describeSeries(at, points, isPartial);
    if (series) found.push(of ? { ...series, of } : series);
  };
  add(times.codes);
  const category = columns.find(
    ({ role, encoded }) => role === 'category' && encoded.words.length >= 2 && encoded.words.length <= mostMembers + 2,
  );
  if (!category) return found;
  category.encoded.words.slice(0, mostMembers + 2).forEach((value, code) => {
    const codes = times.codes.map((time, row) => (category.encoded.codes[row] === code ? time : -1));
    add(codes, { column: category.index, value }, category);
  });
  return found;
}

function pointsOf(
  codes: Int32Array,
  periods: readonly Period[],
  column: WorkingColumn,
  measure: Measure,
  { body, isTotalRow }: SeriesContext,
  timeColumn: WorkingColumn,
  member?: { of: { column: number; value: string }; column: WorkingColumn },
): SeriesPoint[] {
  const sums = new Float64Array(periods.length);
  const counts = new Int32Array(periods.length);
  const numbers = column.encoded.numbers;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const number = numbers[row] ?? NaN;
    if (code < 0 || number !== number || isTotalRow[row] === 1) continue;
    sums[code] = (sums[code] ?? 0) + number;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const runs = runsByCode(codes, periods.length, isTotalRow);
  return periods.flatMap((period, code): SeriesPoint[] => {
    const count = counts[code] ?? 0;
    if (count === 0) return [];
    const sum = sums[code] ?? 0;
    const where = [
      ...(member
        ? [{ area: columnArea(member.of.column, body), header: member.column.header.name, equals: member.of.value }]
        : []),
      { area: columnArea(timeColumn.index, body), header: timeColumn.header.name, within: period },
    ];
    const cells = cellsOfRuns(runs[code], column.index, body, where);
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
