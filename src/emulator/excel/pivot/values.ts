import { cellError, type CellValue } from '../model/cell-value.ts';
import type { PivotDataState, PivotTableState } from '../model/pivot-state.ts';
import { Aggregate } from './aggregate.ts';
import type { AxisLine, AxisNode } from './axis.ts';

/**
 * The values of a pivot table: for each of its rows, for each of its columns, for each of its data hierarchies. Each record
 * is looked at once for each level of the rows, whatever the number of columns.
 */
export function valuesOf(
  pivot: PivotTableState,
  rows: readonly AxisLine[],
  columns: readonly AxisLine[],
  records: readonly number[],
): (readonly (readonly CellValue[])[] | null)[] {
  const places = placesOf(columns);
  const cellsOf = (own: readonly number[]): Aggregate[][] => {
    const cells: Aggregate[][] = [];
    for (const record of own) {
      for (const at of places.get(record) ?? []) {
        const totals = (cells[at] ??= pivot.data.map(() => new Aggregate()));
        pivot.data.forEach(({ field }, index) => totals[index]?.add(pivot.columns[field]?.values[record] ?? null));
      }
    }
    return cells;
  };
  const isPlain = pivot.data.every(({ showAs }) => showAs === 'None');
  const grand = isPlain ? [] : cellsOf(records);
  const everything = isPlain ? [] : totalsOver(pivot, records);
  return rows.map(({ path, hasValues }) => {
    if (!hasValues) return null;
    const own = path.at(-1)?.records ?? records;
    const cells = cellsOf(own);
    const inRow = isPlain ? [] : totalsOver(pivot, own);
    return columns.map((_, at) =>
      pivot.data.map((data, index) => {
        const result = cells[at]?.[index]?.result(data.summarizeBy) ?? null;
        const whole = {
          PercentOfGrandTotal: everything[index],
          PercentOfRowTotal: inRow[index],
          PercentOfColumnTotal: grand[at]?.[index],
        };
        return data.showAs === 'None' ? result : shareOf(result, whole[data.showAs], data);
      }),
    );
  });
}

/** The columns that a record counts in: its own, and those of the totals above. */
function placesOf(columns: readonly AxisLine[]): ReadonlyMap<number, readonly number[]> {
  const all = columns.flatMap((line, at) => (line.kind === 'grand' ? [at] : []));
  const places = new Map<number, number[]>();
  columns.forEach(({ path }, at) => {
    for (const record of path.at(-1)?.records ?? []) {
      const known = places.get(record);
      if (known) known.push(at);
      else places.set(record, [...all, at]);
    }
  });
  return places;
}

function totalsOver(pivot: PivotTableState, records: readonly number[]): Aggregate[] {
  return pivot.data.map(({ field }) => {
    const total = new Aggregate();
    for (const record of records) total.add(pivot.columns[field]?.values[record] ?? null);
    return total;
  });
}

function shareOf(part: CellValue, whole: Aggregate | undefined, { summarizeBy }: PivotDataState): CellValue {
  const total = whole?.result(summarizeBy);
  // What is empty is none of the whole.
  if (part === null) return total === 0 ? null : 0;
  if (typeof part !== 'number' || typeof total !== 'number') return part;
  return total === 0 ? cellError('#DIV/0!') : part / total;
}

/** The one column of a pivot table that has no fields on its columns. */
export function onlyColumn(records: readonly number[]): AxisLine {
  const all: AxisNode = { field: -1, item: 0, records, children: [] };
  return { kind: 'item', path: [all], hasValues: true };
}
