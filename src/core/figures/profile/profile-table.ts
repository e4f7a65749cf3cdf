/**
 * Figures of a sheet, computed and checked by code. The ways in, in the order of their use:
 *
 * - `tableFromRows(rows, place)` (`../table.ts`): what Office gives as values, formats and formulas, as a `Table`.
 * - `profileTable(table)` (here): types, units, totals, groups, series, outliers, formulas, as a plain `Profile`.
 * - `figuresOf(profile)` (`../figures-of.ts`): every computed fact as a `Figure` with an id, addresses and a formula.
 * - `renderForModel(table, profile, figures, budget)` (`../render-for-model.ts`): the text that a model gets.
 * - `checkNumbers(text, { table, profile, figures })` (`../check/check-numbers.ts`): each number of a draft, verified or not.
 *   Blocks are checked as `toPlainText(blocks)`.
 * - `narrate(profile, figures, { language, kind })` (`../narrate/narrate.ts`): findings in sentences, without a model.
 * - `livingFormula(checked, …)` (`../narrate/living-formula.ts`): a checked sentence as a formula that stays true.
 *
 * All of it is pure and runs in a worker: a `Table` in, plain values out.
 */

import { isSamePeriod } from '../notation/period.ts';
import { rowCount, type Table } from '../table.ts';
import { readColumn, type WorkingColumn } from './column-type.ts';
import { describe } from './distribution.ts';
import { findErrors, type ErrorCells } from './errors.ts';
import { mapFormulas } from './formulas.ts';
import { findGroups } from './groups.ts';
import { findHeader } from './header.ts';
import { findMeasures, rowsAddUp } from './measures.ts';
import type { ColumnProfile, Distribution, Profile } from './profile.ts';
import { detailRuns } from './row-runs.ts';
import { findOutlines, isBlankRow } from './outline.ts';
import { findCorrelations, findOutliers } from './relations.ts';
import { findSeries } from './series.ts';
import { findTotalColumns, findTotalRows } from './totals.ts';

const topValues = 8;

export function profileTable(table: Table): Profile {
  const header = findHeader(table);
  const { bodyTop, bodyBottom } = header;
  const body = { top: bodyTop, left: 0, bottom: bodyBottom, right: table.columns.length - 1 };
  const length = rowCount(table) === 0 ? 0 : bodyBottom - bodyTop + 1;
  const read = table.columns.map((_, index) => readColumn(table, index, header));
  const totals = findTotalRows(table, header, read);
  const isTotalRow = new Uint8Array(length);
  for (const { row } of totals) isTotalRow[row - bodyTop] = 1;
  const blankRows = countBlankRows(read, isTotalRow);
  const outlines = findOutlines(read, isTotalRow);
  const columns = read.map((column) =>
    outlines.has(column.index) ? { ...column, type: 'text' as const, role: 'text' as const } : column,
  );
  const totalColumns = findTotalColumns(columns, isTotalRow);
  const measures = findMeasures(columns, totalColumns);
  const label = findLabel(columns);
  const addsUp = rowsAddUp(
    label,
    totals.some(
      // Below the gross profit of a statement, lines go on that it does not hold.
      ({ kind, from, row }, at) => kind === 'total' && from === bodyTop && bodyBottom - row === totals.length - 1 - at,
    ),
  );
  const timeColumn = columns.find(({ role }) => role === 'time');
  const distributions = new Map<number, Distribution>();
  for (const { index, encoded, role } of columns) {
    const found = role === 'measure' ? describe(encoded.numbers, isTotalRow) : undefined;
    if (found) distributions.set(index, found);
  }
  const context = { body, isTotalRow, addsUp, detail: detailRuns(isTotalRow) };
  return {
    place: { sheet: table.sheet, firstRow: table.firstRow, firstColumn: table.firstColumn },
    titles: header.titles,
    headerRows: header.headerRows,
    body,
    rows: length - totals.length - blankRows,
    columns: columns.map((column) =>
      describeColumn(column, isTotalRow, {
        distribution: distributions.get(column.index),
        totalOf: totalColumns.get(column.index),
        isOutline: outlines.has(column.index),
        blankRows,
        errors: column.encoded.missing === 0 ? [] : findErrors(table.columns[column.index] ?? [], body, isTotalRow),
      }),
    ),
    totals,
    measures,
    rowsAddUp: addsUp,
    ...(label && { labelColumn: label.index }),
    ...(timeColumn && { timeColumn: timeColumn.index }),
    series: findSeries(columns, measures, { ...context, labelColumn: label, timeColumn }),
    groups: findGroups(columns, measures, context),
    ...findOutliers(columns, distributions, { body, isTotalRow, label: label ?? timeColumn }),
    correlations: findCorrelations(
      columns.filter(({ index }) => !totalColumns.has(index)),
      isTotalRow,
    ),
    keys: findKeys(columns, length),
    duplicateRows: countDuplicates(columns, length, isTotalRow),
    formulas: mapFormulas(
      table,
      bodyTop,
      bodyBottom,
      isTotalRow,
      columns.map(({ header: { name } }) => name),
    ),
  };
}

/** The column that names the rows: the first of texts, or the first after it that tells more rows apart. */
function findLabel(columns: readonly WorkingColumn[]): WorkingColumn | undefined {
  const texts = columns.filter(
    ({ role, encoded }) => (role === 'category' || role === 'text' || role === 'id') && encoded.textCount > 0,
  );
  const firstMeasure = columns.find(({ role }) => role === 'measure')?.index ?? columns.length;
  const before = texts.filter(({ index }) => index < firstMeasure);
  return (before.length > 0 ? before : texts).reduce<WorkingColumn | undefined>(
    (best, column) => (!best || column.encoded.words.length > best.encoded.words.length ? column : best),
    undefined,
  );
}

function describeColumn(
  { index, header, type, role, unit, additive, encoded, stray, asText, times }: WorkingColumn,
  isTotalRow: Uint8Array,
  {
    distribution,
    totalOf,
    errors,
    isOutline,
    blankRows,
  }: {
    readonly distribution: Distribution | undefined;
    readonly totalOf: readonly number[] | undefined;
    readonly errors: readonly ErrorCells[];
    readonly isOutline: boolean;
    readonly blankRows: number;
  },
): ColumnProfile {
  const first = times?.periods[0];
  const last = times?.periods.at(-1);
  const counted = countCells(encoded, isTotalRow);
  return {
    index,
    name: header.name,
    type,
    role,
    unit,
    additive,
    base: header.base,
    ...(header.period && { period: header.period }),
    count: counted.filled,
    missing: counted.missing - blankRows,
    errors,
    stray,
    asText,
    distinct:
      distribution?.distinct ??
      times?.periods.length ??
      (counted.distinct > 0 ? counted.distinct : encoded.words.length),
    ...(distribution && { distribution }),
    top: role === 'category' ? topOf(counted.counts, encoded.words) : [],
    ...(first && last && !isSamePeriod(first, last) && { span: { first, last } }),
    ...(totalOf && { totalOf }),
    ...(isOutline && { isOutline }),
  };
}

/** Rows with nothing in any column, that only part the others: no row of data, and nothing is missing from them. */
function countBlankRows(columns: readonly WorkingColumn[], isTotalRow: Uint8Array): number {
  if (columns.some(({ encoded }) => encoded.missing === 0)) return 0;
  let blank = 0;
  isTotalRow.forEach((isTotal, row) => {
    if (isTotal !== 1 && isBlankRow(columns, row)) blank += 1;
  });
  return blank;
}

function countCells(
  { numbers, codes, missing, wordCounts, words }: WorkingColumn['encoded'],
  isTotalRow: Uint8Array,
): { filled: number; missing: number; counts: Int32Array; distinct: number } {
  const counts = wordCounts.slice(0, words.length);
  let left = missing;
  let totals = 0;
  for (let at = isTotalRow.indexOf(1); at >= 0; at = isTotalRow.indexOf(1, at + 1)) {
    totals += 1;
    const code = codes[at] ?? -1;
    const number = numbers[at] ?? NaN;
    if (code >= 0) counts[code] = (counts[code] ?? 0) - 1;
    else if (number !== number) left -= 1;
  }
  let distinct = 0;
  for (const count of counts) if (count > 0) distinct += 1;
  return { filled: isTotalRow.length - totals - left, missing: left, counts, distinct };
}

function topOf(counts: Int32Array, words: readonly string[]): { value: string; count: number }[] {
  return words
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, topValues);
}

/** Columns without a gap in which no value occurs twice; numbers with fractions are measured, not given. */
function findKeys(columns: readonly WorkingColumn[], length: number): number[] {
  if (length < 2) return [];
  return columns
    .filter(({ encoded, role, type, times }) => {
      if (encoded.missing > 0) return false;
      if (role === 'id' && encoded.textCount === 0) return new Set(encoded.numbers).size === length;
      if (role === 'time') return times?.periods.length === length && times.codes.every((code) => code >= 0);
      return (
        role !== 'measure' && type !== 'boolean' && encoded.textCount === length && encoded.words.length === length
      );
    })
    .map(({ index }) => index);
}

/** Rows that repeat an earlier row in every column, by a 64-bit hash of their cells (two 32-bit FNV-1a, differently seeded). */
function countDuplicates(columns: readonly WorkingColumn[], length: number, isTotalRow: Uint8Array): number {
  if (columns.some(({ encoded }) => encoded.textCount === length && encoded.words.length === length)) return 0;
  const bits = new DataView(new ArrayBuffer(8));
  const seen = new Set<number>();
  let duplicates = 0;
  for (let at = 0; at < length; at += 1) {
    if (isTotalRow[at] === 1) continue;
    let one = 0x811c9dc5;
    let other = 0x1234567;
    const mix = (part: number): void => {
      one = Math.imul(one ^ part, 0x01000193);
      other = Math.imul(other ^ part, 0x85ebca6b) ^ (other >>> 13);
    };
    for (const { encoded } of columns) {
      const code = encoded.codes[at] ?? -1;
      mix(code);
      if (code >= 0 || encoded.numbers.length === 0) continue;
      bits.setFloat64(0, encoded.numbers[at] ?? NaN);
      mix(bits.getInt32(0));
      mix(bits.getInt32(4));
    }
    const key = (one >>> 0) * 0x200000 + ((other >>> 0) & 0x1fffff);
    if (seen.has(key)) duplicates += 1;
    else seen.add(key);
  }
  return duplicates;
}
