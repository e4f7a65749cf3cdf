import type { Comparison, Operator, PlainFormula, Total } from '../formula/plain-formula.ts';
import { cellKey, columnsOf, type Area } from '../model/address.ts';
import { cellError, isCellError, type CellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import { compareNumbers, lastSum } from './fifteen-digits.ts';
import type { LookupIndexes } from './lookup-indexes.ts';
import { holds } from './compare.ts';

/** The cells that a reference of a formula leads to. */
export interface PlainReference {
  readonly sheet: Sheet;
  readonly area: Area;
}

type PlainValue = number | string | boolean | null;

/**
 * What a plain formula gives; `undefined` where there are errors, texts where numbers are wanted, or whatever else is for the
 * calculator to say. An empty cell counts as 0.
 */
export function evaluatePlain(
  formula: PlainFormula,
  references: readonly PlainReference[],
  indexes: LookupIndexes,
): Exclude<CellValue, null> | undefined {
  const stack: PlainValue[] = [];
  for (let at = 0; at < formula.length; at += 1) {
    const step = formula[at];
    let value: PlainValue | CellError | undefined;
    switch (step?.kind) {
      case 'value':
        value = step.value;
        break;
      case 'cell':
        value = cellValue(references[step.reference]);
        break;
      case 'total':
        value = totalOf(step.of, references.slice(step.first, step.first + step.count));
        break;
      case 'lookup':
        value = lookedUp(stack.pop() ?? null, references[step.reference], step.column, indexes);
        break;
      case 'negate':
        value = computed('-', 0, stack.pop() ?? null);
        break;
      case 'operator': {
        const [right, left] = [stack.pop() ?? null, stack.pop() ?? null];
        value = computed(step.operator, left, right);
        if (step.isLastSum && typeof value === 'number') value = lastSum(value, Number(left));
        break;
      }
      case 'skip': {
        const test = step.when === 'always' ? 0 : numberOf(stack.pop() ?? null);
        if (test === undefined) return undefined;
        if (test === 0) at = step.to - 1;
        continue;
      }
    }
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
    // What becomes of an error in the midst of a formula is the calculator's to say.
    if (isCellError(value)) return at === formula.length - 1 && stack.length === 0 ? value : undefined;
    stack.push(value);
  }
  return stack[0] ?? 0;
}

function computed(operator: Operator, left: PlainValue, right: PlainValue): number | boolean | undefined {
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/')
    return compared(operator, left, right);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
  }
}

/** Values of one kind are compared, and what is empty with any as its kind's nothing; what of two kinds is the greater is left open. */
function compared(operator: Comparison, left: PlainValue, right: PlainValue): boolean | undefined {
  const [a, b] = [left ?? nothingOf(right), right ?? nothingOf(left)];
  if (typeof a === 'number' && typeof b === 'number') return holds(operator, compareNumbers(a, b));
  const isSame = typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;
  if (operator === '=') return isSame;
  return operator === '<>' ? !isSame : undefined;
}

function nothingOf(value: PlainValue): PlainValue {
  if (typeof value === 'string') return '';
  return typeof value === 'boolean' ? false : 0;
}

function numberOf(value: PlainValue): number | undefined {
  return typeof value === 'string' ? undefined : Number(value);
}

function cellValue(place: PlainReference | undefined): PlainValue | undefined {
  return place && plainCell(place.sheet, place.area.top, place.area.left);
}

function plainCell(sheet: Sheet, row: number, column: number): PlainValue | undefined {
  // A piece of an array may be about to go.
  if (sheet.spilled.size > 0 && sheet.spilled.has(cellKey(row, column))) return undefined;
  return plain(sheet.grid.value(row, column));
}

function plain(value: CellValue): PlainValue | undefined {
  return typeof value === 'object' && value !== null ? undefined : value;
}

/** Characters that stand for others in a text that is looked for. */
const wildcard = /[*?~]/;

function lookedUp(
  wanted: PlainValue,
  place: PlainReference | undefined,
  column: number,
  indexes: LookupIndexes,
): PlainValue | CellError | undefined {
  if (!place || wanted === null || (typeof wanted === 'string' && wildcard.test(wanted))) return undefined;
  const { sheet, area } = place;
  if (sheet.spilled.size > 0 || column < 1 || column > columnsOf(area)) return undefined;
  const row = indexes.rowOf(wanted, sheet, area);
  return row === undefined ? cellError('#N/A') : plainCell(sheet, row, area.left + column - 1);
}

function totalOf(total: Total, places: readonly PlainReference[]): number | undefined {
  let [sum, count, low, high] = [0, 0, Infinity, -Infinity];
  for (const { sheet, area } of places) {
    const used = sheet.grid.usedWithin(area, true);
    if (sheet.spilled.size > 0) return undefined;
    if (!used) continue;
    for (let row = used.top; row <= used.bottom; row += 1) {
      for (let column = used.left; column <= used.right; column += 1) {
        const value = sheet.grid.value(row, column);
        if (typeof value === 'object' && value !== null) return undefined;
        if (typeof value !== 'number') continue;
        sum += value;
        count += 1;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (total === 'SUM') return sum;
  if (total === 'COUNT') return count;
  if (count === 0) return undefined;
  return { AVERAGE: sum / count, MIN: low, MAX: high }[total];
}
