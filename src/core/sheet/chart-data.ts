import type { DocumentContext } from '../document/context.ts';
import type { CellInput, CellsEdit } from '../edits/edit-plan.ts';
import type { Profile } from '../figures/profile/profile.ts';
import { columnName, formatAt, rangeAddress, type Area, type Table } from '../figures/table.ts';
import type { Grain, RowNames } from './group-rows.ts';

/** Names with a value for each, that more bars would not make clearer; the rest becomes one bar. */
const mostNames = 20;

const nameFormats: Readonly<Record<Grain, string | null>> = { value: null, month: 'yyyy-mm', year: 'yyyy' };

/** One column of numbers that is drawn. */
export interface ChartSeries {
  readonly column: number;
  readonly name: string;
  /** Whether the rows of a name are added up; else their mean is taken, as of prices. */
  readonly isSummed: boolean;
}

/** Cells that hold what is drawn, made of formulas that follow the table, and where in them names and numbers stand. */
export interface ChartData {
  readonly edit: CellsEdit;
  readonly categories: string;
  readonly values: readonly string[];
  /** How many names are drawn together as the rest; 0 when all have a bar of their own. */
  readonly rest: number;
}

/**
 * A small table beside the data with each name once and what its rows come to: a chart of the rows themselves would draw a name as
 * often as it occurs. Its cells are formulas, so that the chart follows the data.
 */
export function chartData(
  { sheet }: DocumentContext,
  profile: Profile,
  rows: RowNames,
  series: readonly ChartSeries[],
  words: { readonly rest: string },
): ChartData | null {
  if (!sheet || rows.names.length === 0) return null;
  const { table } = sheet;
  const isTime = profile.columns[rows.column]?.role === 'time';
  const [first] = series;
  const sorted = isTime || !first ? [...rows.names] : bySize(table, profile, rows, first);
  const isCut = !isTime && sorted.length > mostNames;
  const shown = isCut ? sorted.slice(0, mostNames - 1) : sorted;
  const top = table.firstRow;
  const left = sheet.freeColumn;
  const at = (row: number, column: number): string => `${columnName(left + column)}${top + row + 1}`;
  const source = (column: number): string => fixed(table, columnOf(profile, column));

  const head: CellInput[] = [
    { value: profile.columns[rows.column]?.name ?? '' },
    ...series.map(({ name }) => ({ value: name })),
  ];
  const body = shown.map((name, index): CellInput[] => [
    { value: name },
    ...series.map((each) => ({
      formula: `=${valueOf(source(rows.column), source(each.column), `$${columnName(left)}${top + index + 2}`, rows.grain, each.isSummed)}`,
    })),
  ]);
  const canRest = isCut && series.every(({ isSummed }) => isSummed) && !hasTotalsInside(profile);
  const rest = canRest ? [restRow(series, shown.length, at, source, words.rest, source(rows.column))] : [];
  const height = 1 + body.length + rest.length;
  const bottom = top + height;
  const columnRange = (column: number): string => `${at(1, column)}:${columnName(left + column)}${bottom}`;
  const nameFormat = nameFormats[rows.grain] ?? (isTime ? formatOf(table, profile, rows.column) : null);
  const formats = [nameFormat, ...series.map(({ column }) => formatOf(table, profile, column))];
  return {
    edit: {
      type: 'cells',
      sheet: sheet.sheet,
      address: `${at(0, 0)}:${columnName(left + series.length)}${bottom}`,
      cells: [head, ...body, ...rest],
      numberFormats: [head.map(() => null), ...[...body, ...rest].map(() => formats)],
    },
    categories: columnRange(0),
    values: series.map((_each, index) => columnRange(index + 1)),
    rest: isCut ? sorted.length - shown.length : 0,
  };
}

/** What is left of the whole when the names above have had theirs; rows without a name are nobody's. */
function restRow(
  series: readonly ChartSeries[],
  shown: number,
  at: (row: number, column: number) => string,
  source: (column: number) => string,
  name: string,
  names: string,
): CellInput[] {
  return [
    { value: name },
    ...series.map(({ column }, index) => ({
      formula: `=SUMPRODUCT(--(${names}<>""),${source(column)})-SUM(${at(1, index + 1)}:${at(shown, index + 1)})`,
    })),
  ];
}

/** The sum, or the mean, of the numbers in rows whose name is that of a cell. SUMIFS would take a text such as 2026-01 for a date. */
function valueOf(names: string, numbers: string, name: string, grain: Grain, isSummed: boolean): string {
  const months = grain === 'month' ? 1 : 12;
  const match = grain === 'value' ? `--(${names}=${name})` : `(${names}>=${name})*(${names}<EDATE(${name},${months}))`;
  const sum = `SUMPRODUCT(${match},${numbers})`;
  return isSummed ? sum : `IFERROR(${sum}/SUMPRODUCT(${match},--ISNUMBER(${numbers})),NA())`;
}

/** The column's cells down to the last row that is no total. */
function columnOf(profile: Profile, column: number): Area {
  return { top: profile.body.top, left: column, bottom: lastDetailRow(profile), right: column };
}

function lastDetailRow({ body, totals }: Profile): number {
  const isTotal = new Set(totals.map(({ row }) => row));
  let { bottom } = body;
  while (bottom > body.top && isTotal.has(bottom)) bottom -= 1;
  return bottom;
}

function hasTotalsInside(profile: Profile): boolean {
  const last = lastDetailRow(profile);
  return profile.totals.some(({ row }) => row < last);
}

/** The address with dollars. */
function fixed(table: Table, area: Area): string {
  return rangeAddress(table, area).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function formatOf(table: Table, { body }: Profile, column: number): string | null {
  const format = formatAt(table, column, body.top);
  return format === '' || format === 'General' ? null : format;
}

/** The names with the largest first. */
function bySize(
  table: Table,
  { body, totals }: Profile,
  { column, names }: RowNames,
  { column: numbers, isSummed }: ChartSeries,
): (string | number)[] {
  const isTotal = new Set(totals.map(({ row }) => row));
  const sums = new Map<string | number, { sum: number; count: number }>();
  const keyOf = (name: unknown): string | number => (typeof name === 'number' ? name : String(name).toLowerCase());
  for (let row = body.top; row <= body.bottom; row += 1) {
    const value = table.columns[numbers]?.[row];
    if (isTotal.has(row) || typeof value !== 'number') continue;
    const key = keyOf(table.columns[column]?.[row] ?? '');
    const seen = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: seen.sum + value, count: seen.count + 1 });
  }
  const sizeOf = (name: string | number): number => {
    const { sum, count } = sums.get(keyOf(name)) ?? { sum: 0, count: 1 };
    return isSummed ? sum : sum / count;
  };
  return names.toSorted((one, other) => sizeOf(other) - sizeOf(one));
}
