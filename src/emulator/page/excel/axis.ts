/** Where rows or columns lie along one side of a sheet, in pixels; most have the same size, few another. */
export class Axis {
  readonly count: number;
  readonly #usual: number;
  /** Indexes with a size of their own, ascending, and what they add to the usual size up to and with each. */
  readonly #indexes: number[] = [];
  readonly #added: number[] = [];

  constructor(count: number, usual: number, own: ReadonlyMap<number, number>) {
    this.count = count;
    this.#usual = usual;
    let added = 0;
    for (const [index, size] of [...own].sort(([one], [other]) => one - other)) {
      added += size - usual;
      this.#indexes.push(index);
      this.#added.push(added);
    }
  }

  get length(): number {
    return this.start(this.count);
  }

  /** The pixel at which an index begins. */
  start(index: number): number {
    const before = lowerBound(this.#indexes, index) - 1;
    return index * this.#usual + (this.#added[before] ?? 0);
  }

  size(index: number): number {
    return this.start(index + 1) - this.start(index);
  }

  /** The index that a pixel lies in. */
  at(pixel: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= pixel) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
