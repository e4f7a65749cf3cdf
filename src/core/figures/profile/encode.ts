/** The cells of one column in typed arrays: numbers, and codes of its distinct texts. */

import { isMissingMark, type NumberText, readNumber, saysScale, valueUnder } from '../notation/number-text.ts';
import type { Unit } from '../notation/unit.ts';
import type { CellValue } from '../table.ts';

export interface EncodedColumn {
  /** One number a row; NaN where there is none. */
  readonly numbers: Float64Array;
  /** One code a row: the place in `words`, or -1 where there is no text. */
  readonly codes: Int32Array;
  readonly words: readonly string[];
  /** How often each word occurs. */
  readonly wordCounts: Int32Array;
  readonly numberCount: number;
  readonly textCount: number;
  readonly booleanCount: number;
  readonly errorCount: number;
  readonly missing: number;
}

const noNumbers = new Float64Array(0);
const noCodes = new Int32Array(0);

/** Reads the rows from `top` to `bottom`; errors such as `#DIV/0!` count as missing. Numbers as texts stay texts here. */
export function encodeColumn(cells: readonly CellValue[], top: number, bottom: number): EncodedColumn {
  const length = Math.max(0, bottom - top + 1);
  let numbers = noNumbers;
  let codes = noCodes;
  const words: string[] = [];
  const known = new Map<string, number>();
  let counts = new Int32Array(16);
  let numberCount = 0;
  let textCount = 0;
  let booleanCount = 0;
  let errorCount = 0;
  let missing = 0;
  const addWord = (at: number, word: string): void => {
    let code = known.get(word);
    if (code === undefined) {
      code = words.length;
      known.set(word, code);
      words.push(word);
      if (code >= counts.length) {
        const larger = new Int32Array(counts.length * 2);
        larger.set(counts);
        counts = larger;
      }
    }
    if (codes.length === 0) codes = new Int32Array(length).fill(-1);
    codes[at] = code;
    counts[code] = (counts[code] ?? 0) + 1;
  };
  for (let at = 0; at < length; at += 1) {
    const value = cells[top + at];
    if (typeof value === 'number') {
      if (numbers.length === 0) numbers = new Float64Array(length).fill(NaN);
      numbers[at] = value;
      numberCount += 1;
    } else if (typeof value === 'string') {
      const first = value.charCodeAt(0);
      const last = value.charCodeAt(value.length - 1);
      // Trimming every cell of a large sheet costs more than looking at its ends.
      const word =
        first <= 0x20 || last <= 0x20 || first === 0xa0 || first === 0x3000 || last === 0xa0 || last === 0x3000
          ? value.trim()
          : value;
      if (word === '' || isMissingMark(word)) missing += 1;
      else if (first === 0x23 && isErrorText(word)) errorCount += 1;
      else {
        addWord(at, word);
        textCount += 1;
      }
    } else if (typeof value === 'boolean') {
      addWord(at, value ? 'TRUE' : 'FALSE');
      booleanCount += 1;
    } else missing += 1;
  }
  return {
    numbers,
    codes,
    words,
    wordCounts: counts,
    numberCount,
    textCount,
    booleanCount,
    errorCount,
    missing: missing + errorCount,
  };
}

/** Whether a cell shows an error of Excel's: it is the value of such a cell, and cannot be typed as a text. */
export function isErrorText(text: string): boolean {
  return /^#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|BLOCKED!|BUSY!|FIELD!|CONNECT!|GETTING_DATA)/u.test(
    text,
  );
}

export interface NumericReading {
  readonly column: EncodedColumn;
  /** The first number text, for its unit. */
  readonly sample?: NumberText;
  /** Texts that are no numbers. */
  readonly stray: number;
  /** Number texts that say their scale themselves (`1.2万`, `8%`), by their codes; empty for most columns. */
  readonly scaled: ReadonlyMap<number, NumberText>;
}

const noneScaled: NumericReading['scaled'] = new Map();

/** The column with its number texts read, when at least four of five of its cells are numbers; else undefined. */
export function readNumbers(column: EncodedColumn, length: number): NumericReading | undefined {
  const filled = column.numberCount + column.textCount + column.booleanCount;
  if (filled === 0 || column.booleanCount > filled / 5) return undefined;
  if (column.textCount === 0) return { column, stray: column.booleanCount, scaled: noneScaled };
  if (column.numberCount < filled * 0.8 && looksTextual(column)) return undefined;
  const read = column.words.map((word) => readNumber(word));
  let asNumber = column.numberCount;
  read.forEach((number, code) => {
    if (number) asNumber += column.wordCounts[code] ?? 0;
  });
  if (asNumber < filled * 0.8) return undefined;
  const numbers = column.numbers.length === 0 ? new Float64Array(length).fill(NaN) : column.numbers.slice();
  for (let at = 0; at < length; at += 1) {
    const code = column.codes[at] ?? -1;
    const number = code < 0 ? undefined : read[code];
    if (number) numbers[at] = number.value;
  }
  const sample = read.find((number) => number !== undefined);
  const scaled = new Map(read.flatMap((number, code) => (number && saysScale(number) ? [[code, number]] : [])));
  const known = { column: { ...column, numbers, numberCount: asNumber }, stray: filled - asNumber, scaled };
  return { ...known, ...(sample && { sample }) };
}

/** The column once its unit is known: what says its own scale is not multiplied by that of the header as well. */
export function inUnit({ column, scaled }: NumericReading, unit: Unit): EncodedColumn {
  if (scaled.size === 0 || unit.scale === 1) return column;
  const numbers = column.numbers.map((value, at) => {
    const own = scaled.get(column.codes[at] ?? -1);
    return own ? valueUnder(unit, own) : value;
  });
  return { ...column, numbers };
}

/** Whether none of the first words is a number: then none is likely to be, and a long column need not be read through. */
function looksTextual(column: EncodedColumn): boolean {
  return column.words.length > 200 && column.words.slice(0, 100).every((word) => readNumber(word) === undefined);
}
