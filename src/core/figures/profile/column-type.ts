import { readNumberFormat } from '../notation/number-format.ts';
import { type Period, periodOfSerial, periodOrder, readPeriod } from '../notation/period.ts';
import { isAdditive, plainUnit, type Unit } from '../notation/unit.ts';
import { formatAt, type Table } from '../table.ts';
import { encodeColumn, type EncodedColumn, inUnit, readNumbers } from './encode.ts';
import type { ColumnHeader, Header } from './header.ts';
import type { ColumnRole, ColumnType } from './profile.ts';

/** The times of a column: one code a row into periods that are sorted in time. -1 where there is none. */
export interface Times {
  readonly codes: Int32Array;
  readonly periods: readonly Period[];
}

/** A column while it is being profiled. */
export interface WorkingColumn {
  readonly index: number;
  readonly header: ColumnHeader;
  readonly encoded: EncodedColumn;
  readonly type: ColumnType;
  readonly role: ColumnRole;
  readonly unit: Unit;
  readonly additive: boolean;
  readonly stray: number;
  readonly asText: number;
  readonly times?: Times;
}

const idHeader =
  /(?:^|[\s_-])(?:id|no\.?|nr\.?|number|code|sku|key|uuid|guid|zip|postcode|phone|ref|reference)$|^#$|^(?:id|no\.?)[\s_]|编号|代码|序号|工号|单号|学号|证号|邮编|电话|手机|编码/iu;
const yearHeader = /\byears?\b|\bfy\b|年份|年度|财年|^年$/iu;
/** As many cells as it takes to be sure of a column's number format. */
const formatSample = 60;

/**
 * What a column holds. A column is numeric when four of five of its filled cells are numbers, or texts that read as one;
 * a column of times when nine of ten are dates by their format, texts that name a period, or whole years under a header that
 * says so. Texts are a category when few of them recur (at most half as many values as cells, or at most 200 short ones),
 * ids when all differ and carry digits or the header says so, else free text.
 */
export function readColumn(table: Table, index: number, header: Header): WorkingColumn {
  const { bodyTop, bodyBottom } = header;
  const own = header.columns[index] ?? { name: '', base: '' };
  const encoded = encodeColumn(table.columns[index] ?? [], bodyTop, bodyBottom);
  const length = Math.max(0, bodyBottom - bodyTop + 1);
  const filled = encoded.numberCount + encoded.textCount + encoded.booleanCount;
  const base = { index, header: own, unit: plainUnit, additive: false, stray: 0, asText: 0 };
  if (filled === 0) return { ...base, encoded, type: 'empty', role: 'none' };
  if (encoded.booleanCount >= filled * 0.8) {
    return { ...base, encoded, type: 'boolean', role: 'category', stray: filled - encoded.booleanCount };
  }
  const format = commonFormat(table, index, bodyTop, bodyBottom);
  const times = readTimes(encoded, length, format, own.name, filled);
  if (times) return { ...base, encoded, type: 'date', role: 'time', times };
  const reading = readNumbers(encoded, length);
  if (!reading) return { ...base, encoded, ...classifyText(encoded, own.name, filled) };
  const isWhole = reading.column.numbers.every((number) => number !== number || Number.isInteger(number));
  if (isWhole && idHeader.test(own.name) && !own.unit) {
    return { ...base, encoded: reading.column, type: 'id', role: 'id', stray: reading.stray };
  }
  const named = unitOf(own, header.tableUnit, format, reading.sample?.kind === 'percent', reading.sample?.currency);
  // A header may say (%) over fractions.
  const isFraction = named.kind === 'percent' && reading.column.numbers.every((number) => !(Math.abs(number) > 1));
  const unit: Unit = isFraction ? { kind: 'percent', scale: 1 } : named;
  const type =
    unit.kind === 'percent' ? 'percent' : unit.kind === 'currency' ? 'currency' : isWhole ? 'integer' : 'number';
  return {
    ...base,
    encoded: inUnit(reading, unit),
    type,
    role: 'measure',
    unit,
    additive: isAdditive(own.name, unit),
    stray: reading.stray,
    asText: reading.column.numberCount - encoded.numberCount,
  };
}

/** The header's unit before the format's before the table's: what stands nearest is meant. */
function unitOf(
  header: ColumnHeader,
  tableUnit: Unit,
  format: string,
  isPercentText: boolean,
  currency?: string,
): Unit {
  const meaning = readNumberFormat(format);
  if (meaning.kind === 'percent' || isPercentText) return { kind: 'percent', scale: 1 };
  if (header.unit) {
    const sign =
      header.unit.currency ??
      (header.unit.kind === 'number' && !header.unit.name
        ? (tableUnit.currency ?? meaning.currency ?? currency)
        : undefined);
    return sign === undefined ? header.unit : { ...header.unit, kind: 'currency', currency: sign };
  }
  const sign = meaning.currency ?? currency;
  if (sign !== undefined) return { kind: 'currency', currency: sign, scale: tableUnit.scale };
  if (tableUnit.scale === 1 && tableUnit.kind === 'number') return plainUnit;
  // A table "in millions" may hold counts and rates beside its amounts.
  return isAdditive(header.name, plainUnit) ? tableUnit : plainUnit;
}

function commonFormat(table: Table, column: number, top: number, bottom: number): string {
  const formats = table.formats?.[column];
  if (formats === undefined || formats === null) return '';
  if (typeof formats === 'string') return formats;
  const counts = new Map<string, number>();
  const step = Math.max(1, Math.floor((bottom - top + 1) / formatSample));
  for (let row = top; row <= bottom; row += step) {
    if (typeof table.columns[column]?.[row] !== 'number') continue;
    const format = formatAt(table, column, row);
    counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '';
}

function readTimes(
  column: EncodedColumn,
  length: number,
  format: string,
  name: string,
  filled: number,
): Times | undefined {
  const meaning = readNumberFormat(format);
  const isDate = meaning.kind === 'date' && meaning.grain !== undefined;
  if (column.numberCount >= filled * 0.9) {
    const grain = meaning.grain === 'time' || meaning.grain === undefined ? 'day' : meaning.grain;
    if (isDate)
      return codeTimes(
        length,
        (row) => column.numbers[row],
        (serial) => periodOfSerial(Math.floor(serial), grain),
      );
    const isYear = (number: number): boolean =>
      number !== number || (Number.isInteger(number) && number >= 1900 && number <= 2100);
    if (yearHeader.test(name) && column.numbers.every(isYear)) {
      return codeTimes(
        length,
        (row) => column.numbers[row],
        (year) => ({ grain: 'year', year }),
      );
    }
    return undefined;
  }
  if (isDate && column.numberCount > 0) return readMixedDates(column, length, meaning.grain, filled);
  if (column.textCount < filled * 0.9 || column.words.slice(0, 20).every((word) => !readPeriod(word))) return undefined;
  const periods = column.words.map((word) => readPeriod(word));
  let read = 0;
  periods.forEach((period, code) => {
    if (period) read += column.wordCounts[code] ?? 0;
  });
  // A total row has no period.
  if (read < column.textCount * 0.9 && column.textCount - read > 2) return undefined;
  if (read < 2 && column.textCount > 1) return undefined;
  const isBareYear = column.words.every((word) => /^\d{4}$/u.test(word));
  if (isBareYear && !yearHeader.test(name) && column.words.length < 2) return undefined;
  return sortTimes(column.codes, periods);
}

/** Dates of which some were kept as text. */
function readMixedDates(
  { numbers, codes, words, wordCounts, numberCount }: EncodedColumn,
  length: number,
  format: ReturnType<typeof readNumberFormat>['grain'],
  filled: number,
): Times | undefined {
  const ofWords = words.map((word) => readPeriod(word));
  const read = ofWords.reduce((sum, period, code) => sum + (period ? (wordCounts[code] ?? 0) : 0), 0);
  if (numberCount + read < filled * 0.9) return undefined;
  const grain = format === 'time' || format === undefined ? 'day' : format;
  const serials = [...new Set(numbers.filter((number) => number === number).map(Math.floor))];
  const codeOf = new Map(serials.map((serial, at) => [serial, words.length + at]));
  const mixed = Int32Array.from({ length }, (_, row) => {
    const code = codes[row] ?? -1;
    return code >= 0 ? code : (codeOf.get(Math.floor(numbers[row] ?? NaN)) ?? -1);
  });
  return sortTimes(mixed, [...ofWords, ...serials.map((serial) => periodOfSerial(serial, grain))]);
}

function codeTimes(
  length: number,
  numberAt: (row: number) => number | undefined,
  read: (number: number) => Period,
): Times {
  const codes = new Int32Array(length).fill(-1);
  const known = new Map<number, number>();
  const periods: Period[] = [];
  for (let row = 0; row < length; row += 1) {
    const number = numberAt(row) ?? NaN;
    if (number !== number) continue;
    const key = Math.floor(number);
    let code = known.get(key);
    if (code === undefined) {
      code = periods.length;
      known.set(key, code);
      periods.push(read(key));
    }
    codes[row] = code;
  }
  return sortTimes(codes, periods);
}

/** Gives equal periods one code, in the order of time. */
function sortTimes(codes: Int32Array, periods: readonly (Period | undefined)[]): Times {
  const order = new Map<string, { period: Period; codes: number[] }>();
  periods.forEach((period, code) => {
    if (!period) return;
    const key = `${periodOrder(period)} ${period.grain}`;
    const entry = order.get(key);
    if (entry) entry.codes.push(code);
    else order.set(key, { period, codes: [code] });
  });
  const sorted = [...order.values()].sort((one, other) => periodOrder(one.period) - periodOrder(other.period));
  const recode = new Int32Array(periods.length).fill(-1);
  sorted.forEach((entry, at) => {
    for (const code of entry.codes) recode[code] = at;
  });
  return {
    codes: codes.map((code) => (code < 0 ? -1 : (recode[code] ?? -1))),
    periods: sorted.map(({ period }) => period),
  };
}

function classifyText(
  column: EncodedColumn,
  name: string,
  filled: number,
): { type: ColumnType; role: ColumnRole; stray: number } {
  const stray = filled - column.textCount;
  const distinct = column.words.length;
  const sample = column.words.slice(0, 200);
  const length = sample.reduce((sum, word) => sum + word.length, 0) / Math.max(1, sample.length);
  const isUnique = distinct === column.textCount;
  const coded = sample.filter((word) => /^(?=.*\d)[A-Za-z0-9_\-./#]+$/u.test(word)).length / Math.max(1, sample.length);
  if (isUnique && filled > 1 && (coded > 0.9 || (idHeader.test(name) && length <= 40)))
    return { type: 'id', role: 'id', stray };
  if (idHeader.test(name) && coded > 0.9) return { type: 'id', role: 'id', stray };
  const isShort = length <= 40;
  if (isShort && (distinct <= 200 || distinct <= column.textCount * 0.5))
    return { type: 'category', role: 'category', stray };
  return { type: 'text', role: 'text', stray };
}
