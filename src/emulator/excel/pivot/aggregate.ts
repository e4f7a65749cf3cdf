import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';
import type { Aggregation } from '../model/pivot-state.ts';

/** What is gathered of the values of a group, enough for each function. */
export class Aggregate {
  #count = 0;
  #numbers = 0;
  #sum = 0;
  #product = 1;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;
  #error: CellValue = null;

  add(value: CellValue): void {
    if (value === null) return;
    this.#count += 1;
    if (isCellError(value)) this.#error ??= value;
    if (typeof value !== 'number') return;
    this.#numbers += 1;
    this.#sum += value;
    this.#product *= value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    // Welford's way: the squares of large numbers would swallow their differences.
    const step = value - this.#mean;
    this.#mean += step / this.#numbers;
    this.#squares += step * (value - this.#mean);
  }

  result(by: Aggregation): CellValue {
    const numbers = this.#numbers;
    if (by === 'Count') return this.#count;
    if (by === 'CountNumbers') return numbers;
    if (this.#error !== null) return this.#error;
    const divided = (divisor: number): CellValue => (divisor > 0 ? this.#squares / divisor : cellError('#DIV/0!'));
    const root = (value: CellValue): CellValue => (typeof value === 'number' ? Math.sqrt(value) : value);
    switch (by) {
      case 'Sum':
        return this.#sum;
      case 'Average':
        return numbers > 0 ? this.#sum / numbers : cellError('#DIV/0!');
      case 'Max':
        return numbers > 0 ? this.#max : 0;
      case 'Min':
        return numbers > 0 ? this.#min : 0;
      case 'Product':
        return numbers > 0 ? this.#product : 0;
      case 'Variance':
        return divided(numbers - 1);
      case 'VarianceP':
        return divided(numbers);
      case 'StandardDeviation':
        return root(divided(numbers - 1));
      default:
        return root(divided(numbers));
    }
  }
}
