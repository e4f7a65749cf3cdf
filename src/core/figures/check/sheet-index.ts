/** A table made ready for questions: which rows carry which values and times, and the numbers by column. */

import { readNumberFormat } from '../notation/number-format.ts';
import type { Period } from '../notation/period.ts';
import { readColumn, type WorkingColumn } from '../profile/column-type.ts';
import { findHeader } from '../profile/header.ts';
import type { Measure, Profile } from '../profile/profile.ts';
import { coarsen } from '../profile/series.ts';
import { formatAt, type Table } from '../table.ts';
import { type Postings, postingsOf } from './postings.ts';

export interface Dimension {
  readonly column: number;
  readonly name: string;
  readonly words: readonly string[];
  /** The word of each row, or -1. */
  readonly codes: Int32Array;
  /** The rows of a word. */
  readonly rowsOf: Postings;
}

export interface SheetIndex {
  readonly profile: Profile;
  readonly rows: number;
  readonly top: number;
  readonly isTotalRow: Uint8Array;
  readonly dimensions: readonly Dimension[];
  readonly time?: {
    readonly column: number;
    readonly name: string;
    readonly codes: Int32Array;
    readonly periods: readonly Period[];
    /** The rows of a period. */
    readonly rowsOf: Postings;
    /** The periods in order; days as months, months as years, where there are many. */
    readonly timeline: readonly Period[];
  };
  readonly measures: readonly Measure[];
  /** The numbers of a column, one a row, NaN where there is none. */
  numbers(column: number): Float64Array;
  /** Whether a cell shows a percentage, whatever its column holds. */
  isPercentCell(column: number, row: number): boolean;
}

export function indexSheet(table: Table, profile: Profile): SheetIndex {
  const header = findHeader(table);
  const rows = profile.body.bottom - profile.body.top + 1;
  const isTotalRow = new Uint8Array(Math.max(0, rows));
  for (const { row } of profile.totals) isTotalRow[row - profile.body.top] = 1;
  const read = new Map<number, WorkingColumn>();
  const column = (index: number): WorkingColumn => {
    let found = read.get(index);
    if (!found) {
      found = readColumn(table, index, header);
      read.set(index, found);
    }
    return found;
  };
  const dimensions = profile.columns
    .filter(({ role }) => role === 'category' || role === 'text' || role === 'id')
    .map(({ index, name }) => {
      const { encoded } = column(index);
      const codes = encoded.codes.length > 0 ? encoded.codes : new Int32Array(rows).fill(-1);
      return { column: index, name, words: encoded.words, codes, rowsOf: postingsOf(codes, encoded.words.length) };
    });
  const times = profile.timeColumn === undefined ? undefined : column(profile.timeColumn).times;
  const time =
    times && profile.timeColumn !== undefined
      ? {
          column: profile.timeColumn,
          name: profile.columns[profile.timeColumn]?.name ?? '',
          ...times,
          rowsOf: postingsOf(times.codes, times.periods.length),
          timeline: coarsen(times).periods,
        }
      : undefined;
  return {
    profile,
    rows,
    top: profile.body.top,
    isTotalRow,
    dimensions,
    ...(time && { time }),
    measures: profile.measures,
    numbers: (index) => column(index).encoded.numbers,
    isPercentCell: (index, row) => {
      const value = table.columns[index]?.[profile.body.top + row];
      if (typeof value === 'string') return /%\s*[)）]?\s*$/u.test(value);
      return readNumberFormat(formatAt(table, index, profile.body.top + row)).kind === 'percent';
    },
  };
}
