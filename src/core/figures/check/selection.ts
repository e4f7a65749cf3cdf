/** Cells that words select, a measure of rows with certain values in certain periods, and what they come to. */

import { type Cells, type Condition, type Expression, fold, type Fold } from '../expression.ts';
import type { Language } from '../format-value.ts';
import { isSamePeriod, isWithin, type Period, periodOrder, sayPeriod } from '../notation/period.ts';
import type { Unit } from '../notation/unit.ts';
import { quantile, sumOf } from '../profile/distribution.ts';
import type { Measure } from '../profile/profile.ts';
import { type Area, areasOfRows } from '../table.ts';
import { intersect, union } from './postings.ts';
import type { SheetIndex } from './sheet-index.ts';

export interface Selection {
  readonly measure: number;
  /** For each bound dimension the codes of its values. */
  readonly values: ReadonlyMap<number, readonly number[]>;
  /** Any of these periods; all where it is undefined. */
  readonly periods?: readonly Period[];
}

export interface Level {
  readonly value: number;
  readonly count: number;
  readonly how: Expression;
  readonly fold: Fold;
  /** Of the cells themselves: a row of percentages in a column of amounts. */
  readonly unit: Unit;
}

const mostAreas = 8;

export function measureOf(index: SheetIndex, selection: Selection): Measure | undefined {
  return index.measures[selection.measure];
}

export function unitOf(index: SheetIndex, selection: Selection): Unit {
  return measureOf(index, selection)?.unit ?? { kind: 'number', scale: 1 };
}

export function withPeriods(selection: Selection, periods: readonly Period[] | undefined): Selection {
  const { measure, values } = selection;
  return periods ? { measure, values, periods } : { measure, values };
}

export function withValues(selection: Selection, dimension: number, codes: readonly number[] | undefined): Selection {
  const values = new Map(selection.values);
  if (codes) values.set(dimension, codes);
  else values.delete(dimension);
  return { ...selection, values };
}

/** Rows that carry the values and times; total rows only where nothing else does. Counted from the first data row. */
export function selectRows(index: SheetIndex, selection: Selection): Int32Array {
  const { time } = index;
  const periods = isTimed(index, selection) ? undefined : selection.periods;
  const lists: Int32Array[] = [];
  for (const [dimension, codes] of selection.values) {
    const found = index.dimensions[dimension];
    if (found) lists.push(union(found.rowsOf, codes));
  }
  const isValued = lists.length > 0;
  if (periods && time) lists.push(union(time.rowsOf, codesWithin(time.periods, periods)));
  if (lists.length === 0) lists.push(Int32Array.from({ length: index.rows }, (_, row) => row));
  const rows = intersect(lists);
  const parts = rows.filter((row) => index.isTotalRow[row] !== 1);
  return parts.length === 0 && isValued ? rows : parts;
}

function codesWithin(own: readonly Period[], wanted: readonly Period[]): number[] {
  return own.flatMap((period, code) => (wanted.some((outer) => isWithin(period, outer)) ? [code] : []));
}

/** The codes of a dimension among the selected rows, each once. */
export function codesIn(index: SheetIndex, selection: Selection, dimension: number): number[] {
  const codes = index.dimensions[dimension]?.codes;
  const found = new Set<number>();
  for (const row of selectRows(index, selection)) {
    const code = codes?.[row] ?? -1;
    if (code >= 0) found.add(code);
  }
  return [...found];
}

/** Whether the measure has its periods in its columns. */
export function isTimed(index: SheetIndex, selection: Selection): boolean {
  return measureOf(index, selection)?.columns.some(({ period }) => period) ?? false;
}

export function selectColumns(index: SheetIndex, selection: Selection): number[] {
  const columns = measureOf(index, selection)?.columns ?? [];
  const { periods } = selection;
  return columns
    .filter(({ period }) => !periods || !period || periods.some((outer) => isWithin(period, outer)))
    .map(({ column }) => column);
}

function conditionsOf(index: SheetIndex, selection: Selection): Condition[] {
  const area = (column: number): Area => ({
    top: index.top,
    left: column,
    bottom: index.top + index.rows - 1,
    right: column,
  });
  const found: Condition[] = [];
  for (const [dimension, codes] of selection.values) {
    const of = index.dimensions[dimension];
    const [code] = codes;
    if (of && code !== undefined && codes.length === 1)
      found.push({ area: area(of.column), header: of.name, equals: of.words[code] ?? '' });
  }
  const [period] = selection.periods ?? [];
  if (index.time && period && selection.periods?.length === 1)
    found.push({ area: area(index.time.column), header: index.time.name, within: period });
  return found;
}

/** The selected cells that hold numbers: their values, and where they are. */
function gather(index: SheetIndex, selection: Selection): { numbers: number[]; cells: Cells; unit: Unit } {
  const rows = selectRows(index, selection);
  const numbers: number[] = [];
  let unit = unitOf(index, selection);
  let percents = 0;
  const areas: Area[] = [];
  const columns = selectColumns(index, selection);
  for (const column of columns) {
    const all = index.numbers(column);
    for (const row of rows) {
      const number = all[row] ?? NaN;
      if (number !== number) continue;
      numbers.push(number);
      if (rows.length < 20 && index.isPercentCell(column, row)) percents += 1;
    }
    if (areas.length <= mostAreas)
      areas.push(
        ...areasOfRows(rows, column)
          .slice(0, 200)
          .map((area) => ({ ...area, top: area.top + index.top, bottom: area.bottom + index.top })),
      );
  }
  if (percents > 0 && percents === numbers.length) unit = { kind: 'percent', scale: 1 };
  if (areas.length <= mostAreas) return { numbers, unit, cells: { areas, where: [] } };
  const where = conditionsOf(index, selection);
  if (where.length === 0) return { numbers, unit, cells: { areas: areas.slice(0, 200), where } };
  const whole = columns.map((column) => ({
    top: index.top,
    left: column,
    bottom: index.top + index.rows - 1,
    right: column,
  }));
  return { numbers, unit, cells: { areas: whole, where } };
}

/** What the selection comes to: its one cell, or the sum of its cells, or their mean where sums mean nothing. */
export function levelOf(index: SheetIndex, selection: Selection, wanted?: Fold): Level | undefined {
  const { numbers, cells, unit } = gather(index, selection);
  if (numbers.length === 0) return undefined;
  const isAdditive = (measureOf(index, selection)?.additive ?? true) && unit.kind !== 'percent';
  const kind = wanted ?? (numbers.length === 1 ? 'value' : isAdditive ? 'sum' : 'mean');
  return { value: foldNumbers(numbers, kind), count: numbers.length, how: fold(kind, cells), fold: kind, unit };
}

function foldNumbers(numbers: number[], kind: Fold): number {
  switch (kind) {
    case 'value':
    case 'sum':
      return sumOf(numbers);
    case 'mean':
      return sumOf(numbers) / numbers.length;
    case 'min':
      return numbers.reduce((least, number) => Math.min(least, number), Infinity);
    case 'max':
      return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
    case 'count':
      return numbers.length;
    case 'distinct':
      return new Set(numbers).size;
    case 'sd': {
      const mean = sumOf(numbers) / numbers.length;
      return Math.sqrt(
        numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / Math.max(1, numbers.length - 1),
      );
    }
    case 'median':
    case 'q1':
    case 'q3':
      return quantile(Float64Array.from(numbers).sort(), kind === 'median' ? 0.5 : kind === 'q1' ? 0.25 : 0.75);
  }
}

/** The periods that the selection's measure has, in the order of time; days as months where there are many. */
export function timelineOf(index: SheetIndex, selection: Selection): readonly Period[] {
  if (isTimed(index, selection)) {
    const periods = (measureOf(index, selection)?.columns ?? []).flatMap(({ period }) => (period ? [period] : []));
    return periods.sort((one, other) => periodOrder(one) - periodOrder(other));
  }
  return index.time?.timeline ?? [];
}

/** The table's periods that lie in one that is said; what is said itself where it names several of them. */
export function isKnownPeriod(index: SheetIndex, selection: Selection, period: Period): boolean {
  if (isTimed(index, selection))
    return (measureOf(index, selection)?.columns ?? []).some(
      (column) => column.period && isWithin(column.period, period),
    );
  return index.time?.periods.some((own) => isWithin(own, period)) ?? false;
}

/** The same stretch of time earlier: by one of its own kind, or by a year. */
export function earlier(
  index: SheetIndex,
  selection: Selection,
  period: Period,
  by: 'step' | 'year',
): Period | undefined {
  const timeline = timelineOf(index, selection);
  if (by === 'step') {
    const at = timeline.findIndex(
      (own) => isSamePeriod(own, period) || (isWithin(own, period) && own.grain !== 'month'),
    );
    if (at > 0) return timeline[at - 1];
  }
  const { grain, year, part } = period;
  if (by === 'year' || grain === 'year') return year === undefined ? undefined : { ...period, year: year - 1 };
  if (part === undefined || grain === 'day') return undefined;
  const most = grain === 'month' ? 12 : grain === 'quarter' ? 4 : 2;
  if (part > 1) return { ...period, part: part - 1 };
  return year === undefined ? undefined : { ...period, year: year - 1, part: most };
}

export function sayValues(index: SheetIndex, values: Selection['values']): string {
  return [...values]
    .map(([dimension, codes]) =>
      codes
        .slice(0, 4)
        .map((code) => index.dimensions[dimension]?.words[code] ?? '')
        .join(' + '),
    )
    .join(', ');
}

/** The selection in words: `Revenue, North, Q3 2026`. */
export function saySelection(index: SheetIndex, selection: Selection, language: Language): string {
  const { periods } = selection;
  const when = periods
    ?.slice(0, 3)
    .map((period) => sayPeriod(period, language))
    .join(language === 'zh' ? '、' : ', ');
  const parts = [measureOf(index, selection)?.name ?? '', sayValues(index, selection.values), when ?? ''];
  return parts.filter((part) => part !== '').join(language === 'zh' ? '，' : ', ');
}
