import { isMissingMark, readNumber } from '../notation/number-text.ts';
import { readNumberFormat } from '../notation/number-format.ts';
import {
  findPeriods,
  joinSpacedYears,
  type Period,
  periodOfSerial,
  readPeriod,
  sayPeriod,
} from '../notation/period.ts';
import { plainUnit, readUnit, readUnitNote, splitUnit, type Unit } from '../notation/unit.ts';
import { type CellValue, columnName, formatAt, rowCount, type Table } from '../table.ts';

export interface ColumnHeader {
  readonly name: string;
  readonly unit?: Unit;
  readonly period?: Period;
  readonly base: string;
}

export interface Header {
  readonly titles: readonly string[];
  readonly headerRows: number;
  readonly bodyTop: number;
  readonly bodyBottom: number;
  readonly columns: readonly ColumnHeader[];
  /** What a title or note declares for the whole table. */
  readonly tableUnit: Unit;
}

const deepestHeader = 12;

type Kind = 'empty' | 'text' | 'label' | 'number';

/**
 * Which rows are titles, which are headers, where the data begin and end.
 *
 * Titles are rows at the top with text in one cell only, the first. The header is made of the rows from there to the
 * first row with a number that is no year and no date; more than one only where the upper has gaps, as merged cells
 * leave them. A table of texts alone has its first row for a header when its cells are short, all there and occur nowhere
 * below. Notes below the data (text in the first cell only, after the last number) are no data.
 */
export function findHeader(table: Table): Header {
  const rows = rowCount(table);
  const width = table.columns.length;
  const titles: string[] = [];
  let top = 0;
  while (top < Math.min(rows, deepestHeader) && isTitle(table, top, width)) {
    titles.push(textOf(table.columns[0]?.[top]));
    top += 1;
  }
  // A list of one column has no titles but perhaps a header.
  if (top >= rows || width === 1) top = 0;
  const used = top === 0 ? [] : titles.filter((title) => title !== '');
  const data = firstDataRow(table, top, rows);
  let headerRows = 0;
  if (data === undefined) headerRows = isTextHeader(table, top, rows) ? 1 : 0;
  else if (data > top) headerRows = countHeaderRows(table, top, data);
  const bodyTop = top + headerRows;
  const bodyBottom = findBottom(table, bodyTop, rows);
  const notes = [...used];
  for (let row = bodyBottom + 1; row < rows; row += 1) notes.push(textOf(table.columns[0]?.[row]));
  const corner = headerRows > 0 ? textOf(table.columns[0]?.[top]) : '';
  const headers = Array.from({ length: headerRows }, (_, at) => top + at);
  // A unit that stands alone in a row of the header holds for all columns: they have the first or the middle cell for it.
  const unitRows = headers.filter((row) => unitAlone(table, row, width) !== undefined);
  const inHeader = unitRows.map((row) => unitAlone(table, row, width) ?? '');
  const tableUnit = [...notes, corner, ...inHeader].map(readUnitNote).find((unit) => unit !== undefined) ?? plainUnit;
  const named = headers.filter((row) => !unitRows.includes(row));
  const columns = Array.from({ length: width }, (_, column) => readHeader(table, column, named));
  return { titles: used, headerRows, bodyTop, bodyBottom, columns, tableUnit };
}

/** The only text of a row beside its first cell, where it is a unit and no period. */
function unitAlone(table: Table, row: number, width: number): string | undefined {
  const texts = Array.from({ length: width - 1 }, (_, at) => textOf(table.columns[at + 1]?.[row])).filter(
    (text) => text !== '',
  );
  const [only] = texts;
  return width > 2 && texts.length === 1 && only !== undefined && readUnitNote(only) && findPeriods(only).length === 0
    ? only
    : undefined;
}

function textOf(value: CellValue | undefined): string {
  return value === null || value === undefined ? '' : String(value).replace(/\s+/gu, ' ').trim();
}

function kindOf(table: Table, column: number, row: number): Kind {
  const value = table.columns[column]?.[row] ?? null;
  if (typeof value === 'number') {
    const isDate = readNumberFormat(formatAt(table, column, row)).kind === 'date';
    return isDate || (Number.isInteger(value) && value >= 1900 && value <= 2100) ? 'label' : 'number';
  }
  if (typeof value === 'boolean') return 'number';
  const text = withoutMarks(textOf(value));
  if (text === '') return 'empty';
  if (readPeriod(text)) return 'label';
  return readNumber(text) || (isMissingMark(text) && column > 0) ? 'number' : 'text';
}

function isTitle(table: Table, row: number, width: number): boolean {
  if (width < 2) return false;
  for (let column = 1; column < width; column += 1) {
    if (textOf(table.columns[column]?.[row]) !== '') return false;
  }
  const first = table.columns[0]?.[row] ?? null;
  return first === null || typeof first === 'string';
}

/** The first row that holds data: a number, or years and dates below a row of texts. */
function firstDataRow(table: Table, top: number, rows: number): number | undefined {
  const width = table.columns.length;
  for (let row = top; row < Math.min(rows, top + 40); row += 1) {
    const kinds = Array.from({ length: width }, (_, column) => kindOf(table, column, row));
    if (kinds.includes('number')) return row;
    // Dates down a column below their header are data; dates across a row are headers.
    const labels = kinds.filter((kind) => kind === 'label').length;
    if (row > top && labels > 0 && (labels === 1 || kinds[0] === 'label') && kinds.includes('text')) return row;
  }
  return undefined;
}

function countHeaderRows(table: Table, top: number, data: number): number {
  const width = table.columns.length;
  const isFilled = (row: number, column: number): boolean => textOf(table.columns[column]?.[row]) !== '';
  let count = 1;
  while (top + count < data && count < 4) {
    const upper = top + count - 1;
    const lower = top + count;
    let gaps = 0;
    let filledBelow = 0;
    for (let column = 1; column < width; column += 1) {
      if (!isFilled(upper, column)) gaps += 1;
      if (isFilled(lower, column)) filledBelow += 1;
    }
    // A row with a text in its first cell alone is a heading among the data.
    if (filledBelow === 0) break;
    const repeats =
      new Set(Array.from({ length: width - 1 }, (_, at) => textOf(table.columns[at + 1]?.[upper]))).size < width - 1;
    if (gaps === 0 && !repeats && isFilled(lower, 0)) break;
    count += 1;
  }
  return count;
}

function isTextHeader(table: Table, top: number, rows: number): boolean {
  if (rows - top < 2) return false;
  return table.columns.every((cells) => {
    const head = textOf(cells[top]);
    if (head === '' || head.length > 40) return false;
    for (let row = top + 1; row < Math.min(rows, top + 200); row += 1) if (textOf(cells[row]) === head) return false;
    return true;
  });
}

const noteStart = /^(?:\*|[(（]|source|note|注|来源|数据来源|资料来源|备注|说明|单位)/iu;

function findBottom(table: Table, top: number, rows: number): number {
  let bottom = rows - 1;
  const isNote = (row: number): boolean => {
    if (table.columns.length < 2) return false;
    if (!table.columns.every((cells, column) => column === 0 || textOf(cells[row]) === '')) return false;
    const text = textOf(table.columns[0]?.[row]);
    // A short name alone is a row whose numbers are missing.
    return text === '' || text.length > 30 || noteStart.test(text) || textOf(table.columns[0]?.[row - 1]) === '';
  };
  while (bottom > top && isNote(bottom)) bottom -= 1;
  return bottom;
}

/** `2019 (1)`, `2 0 1 8`: footnote marks and spread digits are no part of a year. */
function withoutMarks(text: string): string {
  const plain = joinSpacedYears(text);
  const bare = plain.replace(/\s*[(（]\d{1,2}[)）]\s*$/u, '');
  return readPeriod(bare) ? bare : plain;
}

function headerText(table: Table, column: number, row: number): string {
  const value = table.columns[column]?.[row] ?? null;
  if (typeof value !== 'number') return withoutMarks(textOf(value));
  const meaning = readNumberFormat(formatAt(table, column, row));
  if (meaning.kind !== 'date' || meaning.grain === undefined || meaning.grain === 'time') return String(value);
  return sayPeriod(periodOfSerial(value, meaning.grain), 'en');
}

/** A header over several columns stands in the first (or the middle) of them: it is said for all that it spans. */
function spannedText(table: Table, column: number, row: number): string {
  const own = headerText(table, column, row);
  if (own !== '' || column === 0) return own;
  const filled = table.columns.map((_, at) => at).filter((at) => at > 0 && headerText(table, at, row) !== '');
  if (filled.length === 1) return headerText(table, filled[0] ?? 0, row);
  const left = filled.filter((at) => at < column).at(-1);
  return left === undefined ? '' : headerText(table, left, row);
}

/** Words around a period in a header that say nothing of what is measured. */
const periodWords =
  /\b(?:for\s+the\s+)?(?:fiscal\s+)?(?:three|six|nine|twelve)?\s*(?:years?|months?|quarters?|periods?)\s+end(?:ed|ing)\b|\bas\s+(?:of|at)\b|\bfor the\b|\bfiscal\s+years?\b|\bfy\b|截至|截止|年度|财年|\byears?\b/giu;
const monthAndDay = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?/giu;

/** `Revenue US$m`: a name, and behind it an amount's unit without brackets. */
const unitBehind =
  /^(?<name>.*\p{L}.*?)[\s,]+(?:US|HK)?[$€£¥]\s*(?:in\s+)?(?:k|m|bn|thousands|millions|billions|['’]?000s?)$/iu;
/** `Amounts in thousands` says only in what the amounts are. */
const noName = /^(?:all\s+)?(?:amounts?|figures?|values?|numbers?|expressed|stated|shown)(?:\s+(?:are|is))?$/iu;

/** The unit of a header and what else there is of it: `2019 €m` keeps its year, `Revenue ($M)` its name. */
function splitHeader(part: string): { readonly name: string; readonly unit?: Unit | undefined } {
  const whole = /^\p{sc=Han}+$/u.test(part) ? readUnit(part) : undefined;
  if (whole && (whole.kind === 'currency' || whole.scale !== 1)) return { name: '', unit: whole };
  const unit = readUnitNote(part);
  const split = splitUnit(part);
  if (!unit) return split;
  const [period] = findPeriods(part);
  if (period) return { name: part.slice(0, period.end).trim(), unit };
  const name = split.unit ? split.name : (unitBehind.exec(part)?.groups?.['name']?.trim() ?? '');
  const isName = /\p{L}/u.test(name) && !readUnit(name) && (!noName.test(name) || /[(（[]/u.test(part));
  return { name: isName ? name : '', unit };
}

function readHeader(table: Table, column: number, rows: readonly number[]): ColumnHeader {
  const parts: string[] = [];
  for (const row of rows) {
    const text = row === rows.at(-1) ? headerText(table, column, row) : spannedText(table, column, row);
    if (text !== '' && parts.at(-1) !== text) parts.push(text);
  }
  const letter = columnName(table.firstColumn + column);
  if (parts.length === 0) return { name: letter, base: '' };
  let unit: Unit | undefined;
  const names = parts.map((part) => {
    const split = splitHeader(part);
    unit = split.unit ?? unit;
    return split.name;
  });
  const name = names.filter((part) => part !== '').join(' ') || letter;
  const periods = findPeriods(name).filter(({ period }) => period.grain !== 'half' || period.year !== undefined);
  const named = periods.length === 1 || parts.length > 1 ? periods.at(-1) : undefined;
  if (!named) return { name, base: name, ...(unit && { unit }) };
  const rest = (name.slice(0, named.start) + ' ' + name.slice(named.end))
    .replace(monthAndDay, ' ')
    .replace(periodWords, ' ')
    .replace(/[()（）]\s*[)）]|^[\s,.\-–:年]+|[\s,\-–:(（]+$/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return { name, base: rest, period: named.period, ...(unit && { unit }) };
}
