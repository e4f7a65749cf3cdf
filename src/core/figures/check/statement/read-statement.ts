/**
 * A table read as people read a statement: lines under headings, columns under headers of several rows, periods on either side.
 * Nothing is taken for granted of the whole table: headers may come again further down, a heading may name the period of its
 * lines, and a line without a name below its parts is their total.
 */

import { isMissingMark, readNumber, valueUnder } from '../../notation/number-text.ts';
import { isSamePeriod, type Period, readPeriod } from '../../notation/period.ts';
import { readNumberFormat } from '../../notation/number-format.ts';
import { readUnitNote } from '../../notation/unit.ts';
import type { Unit } from '../../notation/unit.ts';
import type { Profile } from '../../profile/profile.ts';
import { formatAt, rowCount, type Table } from '../../table.ts';
import { columnsOfPercent, unitOf } from './cell-units.ts';
import { type ColumnHead, headColumns, totalKey } from './column-heads.ts';
import { periodOfLine } from './due-years.ts';
import { nameOwners, nameShares, namesOfLine, nameTerms, nameTotals } from './line-names.ts';
import { namesOf, periodOf, withoutBrackets, withoutNotes } from './name-text.ts';
import { spansOf } from './said-periods.ts';

export interface StatementCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** A dash: nothing, which adds up as 0 but is no base of growth. */
  readonly isNil: boolean;
  readonly unit: Unit;
}

export interface Line {
  readonly row: number;
  readonly label: string;
  /** Its words: all of them, and those without what stands in brackets or behind "for the year". */
  readonly forms: readonly (readonly string[])[];
  /** Words of the headings that it stands under, the outermost first. */
  readonly headings: readonly (readonly string[])[];
  /** The heading that it stands under, if any: lines under one are parts of one total. */
  readonly section: number;
  readonly isTotal: boolean;
  /** The last line of all, which is what the others come to if any line is. */
  readonly isLast: boolean;
  /** Of its name or of a heading above it. */
  readonly period?: Period;
  /** A line of several years: "2021–2025". */
  readonly span?: readonly [number, number];
  /** A part of the years in its headers: "First Quarter". */
  readonly part?: Period;
  readonly heads: ReadonlyMap<number, ColumnHead>;
  readonly cells: readonly StatementCell[];
}

export interface Statement {
  readonly lines: readonly Line[];
  /** What columns are called beside their periods, as words. */
  readonly groups: readonly { readonly key: string; readonly names: readonly string[] }[];
  /** The key of the columns that add up the others; "% of total" is none. */
  readonly total?: string;
}

type Kind = 'empty' | 'text' | 'period' | 'number' | 'nil';

const mostCells = 20_000;
const totalStart = /^(?:grand\s+|sub-?)?totals?\b|合计|总计|小计/iu;

interface Heading {
  readonly text: string;
  readonly at: number;
  readonly period?: Period;
}

export function readStatement(table: Table, profile: Profile): Statement | undefined {
  const rows = rowCount(table);
  const width = table.columns.length;
  if (rows < 2 || width < 2 || rows * width > mostCells) return undefined;
  const kinds = table.columns.map((cells, column) => cells.map((_, row) => kindOf(table, column, row)));
  readMarkedYears(table, kinds);
  const first = firstNumericColumn(kinds);
  if (first === undefined) return undefined;
  const textAt = (row: number, column: number): string => textOf(table.columns[column]?.[row]);
  const labelsAt = (row: number): string[] =>
    Array.from({ length: first }, (_, column) => textAt(row, column)).filter((text) => text !== '');
  const percentColumns = columnsOfPercent(table, kinds);
  const lines: Line[] = [];
  let headRows: number[] = [];
  let isHeadNew = false;
  let heads: ReadonlyMap<number, ColumnHead> = new Map();
  let path: Heading[] = [];
  let last = 'none' as 'none' | 'head' | 'heading' | 'line';
  const addHeading = (text: string, row: number): void => {
    const period = periodOf(text);
    const heading = { text, at: row, ...(period && { period }) };
    const outer = path.findIndex((own) => own.period !== undefined);
    if (last === 'heading') path = [...path.slice(-2), heading];
    else if (period) {
      // "Non-recurring" stands above June 30, 2019 and above June 30, 2018.
      const before = path.findIndex((own) => own.period !== undefined);
      path = [...path.slice(0, Math.max(0, before)), heading];
    } else path = [...path.slice(0, outer + 1), heading];
    last = 'heading';
  };
  for (let row = 0; row < rows; row += 1) {
    const own = Array.from({ length: width - first }, (_, at) => kinds[first + at]?.[row] ?? 'empty');
    const labels = labelsAt(row);
    const label = labels.join(' ');
    const filled = own.filter((kind) => kind !== 'empty').length;
    if (own.includes('number') || (own.includes('nil') && label !== '')) {
      if (isHeadNew) heads = headColumns(table, headRows, first);
      isHeadNew = false;
      lines.push(makeLine(table, profile, row, labels, path, heads, kinds, first, percentColumns));
      last = 'line';
    } else if (filled === 0) {
      if (label !== '' && !readUnitNote(label) && last !== 'none') {
        addHeading(label, row);
        if (periodOf(label)) heads = ofOtherTime(heads);
      }
    } else {
      const only = filled === 1 ? textAt(row, first + own.findIndex((kind) => kind !== 'empty')) : '';
      if (only !== '' && readUnitNote(only) && label === '' && last !== 'none' && last !== 'head') continue;
      const hasHead = lines.length > 0 || headRows.some((head) => kinds.some((cells) => cells[head] === 'period'));
      if (only !== '' && hasHead && !periodOf(only)) {
        addHeading(only, row);
        continue;
      }
      // Dates and ratios of a line, not of a header.
      if (
        lines.length > 0 &&
        own.every((_, at) => /^(?:\d{1,2}\/\d{1,2}\/\d{4}\D?|\d+:\d+)?$/u.test(textAt(row, first + at)))
      )
        continue;
      if (last !== 'head') {
        const keeps = last === 'heading' && lines.length === 0;
        headRows = [];
        if (!keeps)
          path =
            label === '' || periodOf(label) || readUnitNote(label) || lines.length === 0
              ? []
              : [{ text: label, at: row }];
      }
      headRows.push(row);
      isHeadNew = true;
      last = 'head';
    }
  }
  if (lines.length === 0) return undefined;
  const groups = new Map<string, readonly string[]>();
  const amounts = new Set<string>();
  for (const line of lines)
    for (const { key, names, isPercent } of line.heads.values()) {
      if (key !== '') groups.set(key, names);
      if (key !== '' && !isPercent) amounts.add(key);
    }
  const total = totalKey([...amounts]);
  return {
    lines: timeMovements(nameTotals(nameTerms(nameOwners(nameShares(markLast(lines)))))),
    groups: [...groups].map(([key, names]) => ({ key, names })),
    ...(total !== undefined && { total }),
  };
}

function markLast(lines: readonly Line[]): Line[] {
  return lines.map((line, at) => (at === lines.length - 1 ? { ...line, isLast: true } : line));
}

/** A heading with a period further down takes the place of the one period that all columns have. */
function ofOtherTime(heads: ReadonlyMap<number, ColumnHead>): ReadonlyMap<number, ColumnHead> {
  const periods = [...heads.values()].map(({ period }) => period);
  const [first] = periods;
  if (!first || !periods.every((period) => period && isSamePeriod(period, first))) return heads;
  return new Map([...heads].map(([column, { period: _, ...head }]) => [column, head]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/gu, ' ').trim() : '';
}

function kindOf(table: Table, column: number, row: number): Kind {
  const value = table.columns[column]?.[row] ?? null;
  if (typeof value === 'number') {
    if (readNumberFormat(formatAt(table, column, row)).kind === 'date') return 'period';
    return Number.isInteger(value) && value >= 1900 && value <= 2100 && formatAt(table, column, row) === ''
      ? 'period'
      : 'number';
  }
  const text = textOf(value);
  if (text === '') return 'empty';
  if (readPeriod(withoutNotes(text))) return 'period';
  // A unit, and no number: US$000.
  if (/^[(（]?[A-Z]{0,3}\s?[$€£¥]\s?['’`]?000s?[)）]?$/u.test(text)) return 'text';
  if (readNumber(text)) return 'number';
  if (/^[$€£¥(\s]*(?:[-–—−]\s*)+[)%\s]*$/u.test(text)) return 'nil';
  // Asterisks alone refer to a footnote.
  return isMissingMark(text) || /^[*†‡\s]+$/u.test(text) ? 'empty' : 'text';
}

/** Among years a number of five digits is a year with a footnote mark: 2017, 20181, 2019. */
function readMarkedYears(table: Table, kinds: Kind[][]): void {
  for (let row = 0; row < Math.min(rowCount(table), 4); row += 1) {
    const years = kinds.filter((cells) => cells[row] === 'period').length;
    for (const [column, cells] of kinds.entries())
      if (years > 1 && cells[row] === 'number' && /^(?:19|20)\d{3}$/u.test(textOf(table.columns[column]?.[row])))
        cells[row] = 'period';
  }
}

/** The first column from the second on that has more numbers than texts below its header. */
function firstNumericColumn(kinds: readonly (readonly Kind[])[]): number | undefined {
  for (let column = 1; column < kinds.length; column += 1) {
    const own = kinds[column] ?? [];
    const from = own.indexOf('number');
    if (from < 0) continue;
    const below = own.slice(from);
    const numbers = below.filter((kind) => kind === 'number' || kind === 'nil').length;
    if (numbers >= below.filter((kind) => kind === 'text').length) return column;
  }
  return undefined;
}

function makeLine(
  table: Table,
  profile: Profile,
  row: number,
  labels: readonly string[],
  path: readonly Heading[],
  heads: ReadonlyMap<number, ColumnHead>,
  kinds: readonly (readonly Kind[])[],
  first: number,
  percentColumns: ReadonlySet<number>,
): Line {
  const label = labels.join(' ');
  const cells: StatementCell[] = [];
  for (let column = first; column < table.columns.length; column += 1) {
    const kind = kinds[column]?.[row];
    const head = heads.get(column);
    if (head?.isNotes === true || (kind !== 'number' && kind !== 'nil' && kind !== 'period')) continue;
    const value = table.columns[column]?.[row] ?? null;
    const read = typeof value === 'string' ? readNumber(value) : undefined;
    if (kind !== 'nil' && typeof value !== 'number' && !read) continue;
    const text = typeof value === 'string' ? value : '';
    const isBare = percentColumns.has(column) && !text.includes('%');
    const unit: Unit = isBare
      ? { kind: 'percent', scale: 0.01 }
      : unitOf(profile, column, label, head, text, formatAt(table, column, row));
    const number = kind === 'nil' ? 0 : typeof value === 'number' ? value : read ? valueUnder(unit, read) : NaN;
    cells.push({ row, column, value: number, isNil: kind === 'nil', unit });
  }
  const outer = path.findLast((heading) => heading.period)?.period;
  const isTimed = [...heads.values()].some((head) => head.period ?? head.span);
  const own = periodOfLine(label, periodOf(withoutBrackets(label)));
  // "First Quarter", and "Balance at January 1" of the years in the headers.
  const part = own && own.year === undefined ? own : undefined;
  const period = isTimed
    ? undefined
    : part && outer?.year !== undefined && (outer.grain === 'year' || isPartOfFiscalYear(part))
      ? { ...part, year: outer.year }
      : (own ?? outer);
  const section = path.at(-1);
  const span = isTimed ? undefined : spansOf(withoutBrackets(label))[0]?.span;
  return {
    row,
    label: label === '' && section ? section.text : label,
    forms: label === '' ? [['total', ...namesOf(section?.text ?? '')]] : namesOfLine(labels),
    headings: path.map(({ text }) => namesOf(text)),
    section: section?.at ?? -1,
    isTotal: label === '' || totalStart.test(label),
    isLast: false,
    ...(span ? { span } : period && { period }),
    ...(isTimed && part && { part }),
    heads,
    cells,
  };
}

/** Quarters and halves below "Fiscal Year Ended April 27, 2019" are of 2019; a month is not surely. */
function isPartOfFiscalYear({ grain }: Period): boolean {
  return grain === 'quarter' || grain === 'half';
}

/** Between a balance at the end of 2018 and one at the end of 2019 stands what happened in 2019. */
function timeMovements(lines: readonly Line[]): Line[] {
  let next: Period | undefined;
  return lines
    .toReversed()
    .map((line) => {
      const isTimed = [...line.heads.values()].some((head) => head.period ?? head.span);
      if (line.period || line.span || isTimed) {
        next = line.period;
        return line;
      }
      return next ? { ...line, period: next } : line;
    })
    .reverse();
}
