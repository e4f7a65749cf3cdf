import type { Comparison } from '../formula/plain-formula.ts';

/** Whether a comparison is true of two values, by what the first is more than the second. */
export function holds(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case '=':
      return difference === 0;
    case '<>':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
  }
}
