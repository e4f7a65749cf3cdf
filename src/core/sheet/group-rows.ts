import { dateOf, serialOf } from '../figures/notation/excel-date.ts';
import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';
import type { Table } from '../figures/table.ts';

/** By what rows belong together: an equal cell, or a date of the same month or year. */
export type Grain = 'value' | 'month' | 'year';

/** The names of a column, each once, as what is drawn or added up stands under them. */
export interface RowNames {
  readonly column: number;
  readonly grain: Grain;
  /** As cells hold them; for a month or a year the serial number of its first day. */
  readonly names: readonly (string | number)[];
  /** Whether every name stands in one row alone, so that nothing is to be added up. */
  readonly isUnique: boolean;
}

/** More points than this make a line that says no more than its months (or years) do. */
const mostPoints = 60;
/** Excel's dates end in the year 9999. */
const lastSerial = 2_958_465;

/** The names that the rows of `column` have, total rows left out: times in their order, others as they first occur. */
export function rowNames(table: Table, { body, totals }: Profile, column: ColumnProfile): RowNames {
  const isTotal = new Set(totals.map(({ row }) => row));
  const cells = table.columns[column.index] ?? [];
  const seen = new Map<string | number, string | number>();
  let rows = 0;
  for (let row = body.top; row <= body.bottom; row += 1) {
    const cell = cells[row];
    if (isTotal.has(row) || (typeof cell !== 'string' && typeof cell !== 'number') || cell === '') continue;
    rows += 1;
    // A formula's equals sign takes no notice of case.
    const key = typeof cell === 'string' ? cell.toLowerCase() : cell;
    if (!seen.has(key)) seen.set(key, cell);
  }
  const names = [...seen.values()];
  const isUnique = names.length === rows;
  if (column.role !== 'time') return { column: column.index, grain: 'value', names, isUnique };
  if (!names.every((name) => typeof name === 'number'))
    return { column: column.index, grain: 'value', names, isUnique };
  const times = names.toSorted((one, other) => one - other);
  const areDays = times.every((time) => time >= 1 && time <= lastSerial) && column.type === 'date';
  if (times.length <= mostPoints || !areDays) return { column: column.index, grain: 'value', names: times, isUnique };
  const months = starts(times, ({ year, month }) => ({ year, month, day: 1 }));
  if (months.length <= mostPoints) return { column: column.index, grain: 'month', names: months, isUnique: false };
  return {
    column: column.index,
    grain: 'year',
    names: starts(times, ({ year }) => ({ year, month: 1, day: 1 })),
    isUnique: false,
  };
}

type Day = ReturnType<typeof dateOf>;

function starts(times: readonly number[], toStart: (day: Day) => Day): number[] {
  return [...new Set(times.map((time) => serialOf(toStart(dateOf(time)))))];
}
