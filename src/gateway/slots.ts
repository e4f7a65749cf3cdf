/**
 * Things that come and go with each request. No `Set` and no `Map`: V8 leaves their old tables behind each time that one was filled and
 * emptied some more, each with what it held and a link to the next, so that nearly everything would stay until the next full collection.
 */
export class Slots<T> {
  readonly #places: (T | undefined)[] = [];
  readonly #free: number[] = [];

  /** How many there are. */
  get size(): number {
    return this.#places.length - this.#free.length;
  }

  /** Gives the place, which is another's once it is taken away. */
  add(thing: T): number {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = thing;
    return place;
  }

  at(place: number): T | undefined {
    return this.#places[place];
  }

  /** Does nothing where there is nothing. */
  remove(place: number): void {
    if (this.#places[place] === undefined) return;
    this.#places[place] = undefined;
    this.#free.push(place);
  }

  all(): T[] {
    return this.#places.filter((thing) => thing !== undefined);
  }
}
