import type { Operator, PlainFormula, Step, Total } from '../formula/plain-formula.ts';
import { cellKey, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';

/** The cells that a reference of a formula leads to. */
export interface PlainReference {
  readonly sheet: Sheet;
  readonly area: Area;
}

/**
 * What a plain formula gives; `undefined` where cells hold something else than numbers, or the result is none: what then holds
 * is for the calculator to say. An empty cell counts as 0.
 */
export function evaluatePlain(formula: PlainFormula, references: readonly PlainReference[]): number | undefined {
  const stack: number[] = [];
  for (const step of formula) {
    const value = valueOf(step, references, stack);
    if (value === undefined || !Number.isFinite(value)) return undefined;
    stack.push(value);
  }
  return stack[0];
}

function valueOf(step: Step, references: readonly PlainReference[], stack: number[]): number | undefined {
  switch (step.kind) {
    case 'number':
      return step.value;
    case 'cell':
      return cellNumber(references[step.reference]);
    case 'total':
      return totalOf(step.of, references.slice(step.first, step.first + step.count));
    case 'negate':
      return -(stack.pop() ?? 0);
    case 'operator': {
      const [right, left] = [stack.pop() ?? 0, stack.pop() ?? 0];
      return computed(step.operator, left, right);
    }
  }
}

function computed(operator: Operator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
  }
}

function cellNumber(place: PlainReference | undefined): number | undefined {
  if (!place) return undefined;
  const { sheet, area } = place;
  // A piece of an array may be about to go.
  if (sheet.spilled.size > 0 && sheet.spilled.has(cellKey(area.top, area.left))) return undefined;
  const value = sheet.grid.value(area.top, area.left);
  return value === null ? 0 : typeof value === 'number' ? value : undefined;
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
