import { formulaAt, columnName, type Table } from '../table.ts';
import type { WorkingColumn } from './column-type.ts';
import type { Header } from './header.ts';
import type { TotalRow } from './profile.ts';
import { isSubtotalName, isTotalName, saysTotal } from './total-names.ts';

const averageName = /^(?:average|mean|avg\.?|median|平均(?:值|数)?|均值|中位数)[:：]?$/iu;

/** Equal but for the rounding of what is shown and of binary fractions. */
export function isSum(value: number, sum: number, parts: number, smallest: number): boolean {
  const slack = Math.max(Math.abs(value), Math.abs(sum)) * 1e-9 + smallest * 0.5 * Math.sqrt(parts) * 1.01;
  return Math.abs(value - sum) <= slack;
}

/** The last decimal place that numbers of a column use, at most the sixth: 0.01 for cents; 0 when sums should be exact. */
function decimalStep(numbers: Float64Array): number {
  let decimals = 0;
  for (let at = 0; at < numbers.length && at < 400; at += 1) {
    const number = numbers[at] ?? NaN;
    if (number !== number) continue;
    while (
      decimals < 6 &&
      Math.abs(number * 10 ** decimals - Math.round(number * 10 ** decimals)) > 1e-7 * Math.max(1, Math.abs(number))
    )
      decimals += 1;
  }
  // Published tables round each cell, so that their sums are off by one in the last place now and then.
  return 10 ** -decimals;
}

/**
 * Rows that add up others, so that they are not counted twice. By name (Total, Subtotal, 合计, 小计, and what Excel itself writes in other languages; "Total energy" only when
 * it is the sum); by formula (SUM or SUBTOTAL over cells above in the same column); or by value: in at least two columns, all
 * of them, the row is the sum of the two or more rows since the last total. Averages at the foot of a table are left out too.
 */
export function findTotalRows(table: Table, header: Header, columns: readonly WorkingColumn[]): TotalRow[] {
  const { bodyTop, bodyBottom } = header;
  const numeric = columns.filter(({ role }) => role === 'measure');
  const additive = numeric.filter((column) => column.additive);
  const firstNumeric = numeric[0]?.index ?? columns.length;
  const labels = columns.filter(({ index, encoded }) => encoded.textCount > 0 && (index < firstNumeric || index === 0));
  const suspects = labelSuspects(labels);
  const steps = additive.map(({ encoded }) => decimalStep(encoded.numbers));
  const block = new Float64Array(additive.length);
  const all = new Float64Array(additive.length);
  let blockRows = 0;
  let blockStart = bodyTop;
  let detailRows = 0;
  const totals: TotalRow[] = [];
  const matches = (at: number, sums: Float64Array, parts: number): { equal: number; compared: number } => {
    let equal = 0;
    let compared = 0;
    additive.forEach(({ encoded }, place) => {
      const value = encoded.numbers[at] ?? NaN;
      if (value !== value || (value === 0 && sums[place] === 0)) return;
      compared += 1;
      if (isSum(value, sums[place] ?? 0, parts, steps[place] ?? 0)) equal += 1;
    });
    return { equal, compared };
  };
  const firstNumbers = additive[0]?.encoded.numbers;
  const isFirstSum = (at: number): boolean => {
    const value = firstNumbers?.[at] ?? NaN;
    return value !== value || isSum(value, block[0] ?? 0, blockRows, steps[0] ?? 0);
  };
  for (let row = bodyTop; row <= bodyBottom; row += 1) {
    const at = row - bodyTop;
    const label = suspects.get(at);
    const name = label ?? '';
    const isNamed = name !== '' && isTotalName(name);
    // Most rows are no sum in the first column already.
    const isCandidate = name !== '' || isFirstSum(at);
    const inBlock = isCandidate && blockRows >= 1 ? matches(at, block, blockRows) : { equal: 0, compared: 0 };
    const inAll =
      isCandidate && detailRows >= 1 && detailRows !== blockRows
        ? matches(at, all, detailRows)
        : { equal: 0, compared: 0 };
    const isBlock = inBlock.compared > 0 && inBlock.equal === inBlock.compared;
    const isAll = inAll.compared > 0 && inAll.equal === inAll.compared;
    const bySum = blockRows >= 2 && isBlock && inBlock.compared >= 2 && hasWeight(additive, at);
    const byFormula = !isNamed && sumsAbove(table, additive, row, bodyTop);
    const isAverage = averageName.test(name) && row > bodyTop + 1;
    if (isNamed || isAverage || (name !== '' && (isBlock || isAll)) || bySum || byFormula) {
      const isSub = isSubtotalName(name) || (isBlock && !isAll && blockStart > bodyTop);
      const coversAll = isAll || (!isSub && (!isBlock || blockStart === bodyTop));
      totals.push({
        row,
        label: name || labelAt(labels, at),
        kind: isSub && !isAll ? 'subtotal' : 'total',
        from: coversAll ? bodyTop : blockStart,
        to: row - 1,
        by: isNamed || name !== '' ? 'name' : byFormula ? 'formula' : 'sum',
      });
      if (!isAverage) {
        block.fill(0);
        blockRows = 0;
        blockStart = row + 1;
      }
      continue;
    }
    if (addRow(additive, at, block, all)) {
      blockRows += 1;
      detailRows += 1;
    }
  }
  return relabel(totals, bodyTop);
}

/** Adds a row to the sums; false when it holds no number. */
function addRow(additive: readonly WorkingColumn[], at: number, block: Float64Array, all: Float64Array): boolean {
  let hasNumber = false;
  for (let place = 0; place < additive.length; place += 1) {
    const value = additive[place]?.encoded.numbers[at] ?? NaN;
    if (value !== value) continue;
    hasNumber = true;
    block[place] = (block[place] ?? 0) + value;
    all[place] = (all[place] ?? 0) + value;
  }
  return hasNumber;
}

/** A total after which more totals cover other rows is one of a part. */
function relabel(totals: readonly TotalRow[], bodyTop: number): TotalRow[] {
  const last = totals.at(-1);
  return totals.map((total) =>
    total !== last &&
    total.kind === 'total' &&
    total.from === bodyTop &&
    last?.kind === 'total' &&
    last.from === bodyTop
      ? { ...total, kind: 'subtotal' }
      : total,
  );
}

function labelSuspects(labels: readonly WorkingColumn[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { encoded } of labels) {
    const flags = encoded.words.map((word) => word.length < 60 && (saysTotal(word) || averageName.test(word)));
    if (!flags.includes(true)) continue;
    for (let at = 0; at < encoded.codes.length; at += 1) {
      const code = encoded.codes[at] ?? -1;
      if (code >= 0 && flags[code] === true && !found.has(at)) found.set(at, encoded.words[code] ?? '');
    }
  }
  return found;
}

function labelAt(labels: readonly WorkingColumn[], at: number): string {
  for (const { encoded } of labels) {
    const word = encoded.words[encoded.codes[at] ?? -1];
    if (word !== undefined) return word;
  }
  return '';
}

/** Small whole numbers are sums of their neighbours by chance too often: two columns must carry three digits. */
function hasWeight(additive: readonly WorkingColumn[], at: number): boolean {
  return (
    additive.filter(
      ({ encoded }) => Math.abs(encoded.numbers[at] ?? 0) >= 100 || !Number.isInteger(encoded.numbers[at] ?? 0),
    ).length >= 2
  );
}

function sumsAbove(table: Table, additive: readonly WorkingColumn[], row: number, bodyTop: number): boolean {
  if (!table.formulas) return false;
  return additive.some(({ index }) => {
    const formula = formulaAt(table, index, row);
    if (formula === undefined) return false;
    const letter = columnName(table.firstColumn + index);
    const match = new RegExp(
      `^=(?:SUM|SUBTOTAL)\\((?:10?9,)?\\$?${letter}\\$?(\\d+):\\$?${letter}\\$?(\\d+)\\)$`,
      'iu',
    ).exec(formula.replace(/\s/gu, ''));
    if (!match) return false;
    const from = Number(match[1]) - 1 - table.firstRow;
    const to = Number(match[2]) - 1 - table.firstRow;
    return from >= bodyTop - 1 && to === row - 1 && to > from;
  });
}

/** For each column whose values are, row by row, the sum of the additive columns left of it: those columns. */
export function findTotalColumns(columns: readonly WorkingColumn[], isTotalRow: Uint8Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const measures = columns.filter(({ role, additive }) => role === 'measure' && additive);
  for (const column of measures) {
    const isNamed = saysTotal(column.header.name);
    const before = measures.filter(
      (other) => other.index < column.index && !found.has(other.index) && other.unit.kind === column.unit.kind,
    );
    // Unnamed sums need three parts: 1 + 2 = 3 holds too often by chance.
    if (before.length < (isNamed ? 2 : 3)) continue;
    const step = decimalStep(column.encoded.numbers);
    for (let first = 0; first <= before.length - 2; first += 1) {
      const parts = before.slice(first);
      if (parts.length < (isNamed ? 2 : 3) || !sumsAcross(parts, column, step, isTotalRow, isNamed ? 1 : 3)) continue;
      found.set(
        column.index,
        parts.map(({ index }) => index),
      );
      break;
    }
  }
  return found;
}

function sumsAcross(
  parts: readonly WorkingColumn[],
  total: WorkingColumn,
  step: number,
  isTotalRow: Uint8Array,
  least: number,
): boolean {
  let compared = 0;
  const numbers = total.encoded.numbers;
  for (let at = 0; at < numbers.length; at += 1) {
    const value = numbers[at] ?? NaN;
    if (value !== value || isTotalRow[at] === 1) continue;
    let sum = 0;
    for (const { encoded } of parts) {
      const part = encoded.numbers[at] ?? NaN;
      if (part === part) sum += part;
    }
    if (!isSum(value, sum, parts.length, step)) return false;
    compared += 1;
  }
  return compared >= least;
}
