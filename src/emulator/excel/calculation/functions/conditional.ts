import { isCellError, type CellError, type CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { divided, notValue, oneOf, rowsOf, type Argument } from './arguments.ts';
import { criterionOf, type Criterion } from './criterion.ts';

type Rows = readonly (readonly CellValue[])[];

/** What cells that meet criteria come to. */
interface Tally {
  readonly count: number;
  readonly sum: number;
  readonly low: number;
  readonly high: number;
}

type Outcome = (tally: Tally) => CellValue;

const sum: Outcome = (tally) => tally.sum;
const average: Outcome = (tally) => (tally.count === 0 ? divided : tally.sum / tally.count);

/** Functions over the cells that meet criteria. */
export const conditionalFunctions: readonly (readonly [string, CustomFunction])[] = [
  ['COUNTIF', ([range, wanted]) => countOf([range, wanted])],
  ['COUNTIFS', countOf],
  ['SUMIF', ofOneRange(sum)],
  ['AVERAGEIF', ofOneRange(average)],
  ['SUMIFS', ofRanges(sum)],
  ['AVERAGEIFS', ofRanges(average)],
  ['MAXIFS', ofRanges(({ count, high }) => (count === 0 ? 0 : high))],
  ['MINIFS', ofRanges(({ count, low }) => (count === 0 ? 0 : low))],
];

/** `SUMIF(range, criterion, [values])`: where the values are left out, the range has them. */
function ofOneRange(outcome: Outcome): CustomFunction {
  return ([range, wanted, values]) => {
    const tests: Tests = [[rowsOf(range), criterionOf(oneOf(wanted))]];
    return tallied(values === undefined ? rowsOf(range) : rowsOf(values), tests, outcome);
  };
}

/** `SUMIFS(values, range, criterion, …)`. */
function ofRanges(outcome: Outcome): CustomFunction {
  return ([values, ...pairs]) => {
    const rows = rowsOf(values);
    const tests = testsIn(pairs, rows);
    return tests ? tallied(rows, tests, outcome) : notValue;
  };
}

function countOf(pairs: readonly Argument[]): CellValue {
  const rows = rowsOf(pairs[0]);
  const tests = testsIn(pairs, rows);
  if (!tests) return notValue;
  let count = 0;
  eachMet(tests, () => {
    count += 1;
  });
  return count;
}

type Tests = readonly (readonly [Rows, Criterion])[];

/** Ranges with their criteria; nothing where a range has another shape than the first, or no criterion. */
function testsIn(pairs: readonly Argument[], { length, 0: first }: Rows): Tests | null {
  if (pairs.length === 0 || pairs.length % 2 === 1) return null;
  const tests: (readonly [Rows, Criterion])[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const rows = rowsOf(pairs[at]);
    if (rows.length !== length || rows[0]?.length !== first?.length) return null;
    tests.push([rows, criterionOf(oneOf(pairs[at + 1]))]);
  }
  return tests;
}

/** Visits the places at which all ranges meet their criteria. */
function eachMet(tests: Tests, visit: (row: number, column: number) => void): void {
  const [first] = tests;
  for (const [row, cells] of (first?.[0] ?? []).entries()) {
    for (let column = 0; column < cells.length; column += 1) {
      if (tests.every(([rows, meets]) => meets(rows[row]?.[column] ?? null))) visit(row, column);
    }
  }
}

/** Numbers alone count; an error among the values is the result. */
function tallied(values: Rows, tests: Tests, outcome: Outcome): CellValue {
  const tally = { count: 0, sum: 0, low: Infinity, high: -Infinity };
  let error: CellError | undefined;
  eachMet(tests, (row, column) => {
    const value = values[row]?.[column];
    if (isCellError(value)) error ??= value;
    if (typeof value !== 'number') return;
    tally.count += 1;
    tally.sum += value;
    tally.low = Math.min(tally.low, value);
    tally.high = Math.max(tally.high, value);
  });
  return error ?? outcome(tally);
}
