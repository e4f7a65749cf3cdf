/**
 * The host objects that an add-in asked to keep between requests (`_KeepReference`), by reference id.
 * `Word.run` gives all of its own back at its end, so the table is empty between runs unless objects are tracked.
 */
export class ReferenceTable {
  readonly #objects = new Map<string, object>();
  #next = 1;

  keep(value: object): string {
    const id = `{ref-${this.#next++}}`;
    this.#objects.set(id, value);
    return id;
  }

  get(id: string): object | undefined {
    return this.#objects.get(id);
  }

  remove(id: string): void {
    this.#objects.delete(id);
  }

  clear(): void {
    this.#objects.clear();
  }

  get size(): number {
    return this.#objects.size;
  }
}
