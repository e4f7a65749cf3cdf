import { declareApi, HostError, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';

/** A collection of host objects: its items in order, counted anew at each use unless the caller fixed them. */
export abstract class HostCollection {
  readonly #items: () => readonly object[];
  readonly #getItem: ((key: string | number) => object | null) | undefined;

  constructor(items: () => readonly object[], getItem?: (key: string | number) => object | null) {
    this.#items = items;
    this.#getItem = getItem;
  }

  get items(): readonly object[] {
    return this.#items();
  }

  getItem(key: string | number): object | null {
    return this.#getItem?.(key) ?? null;
  }

  first(): object {
    return this.firstOrNull() ?? notFound();
  }

  firstOrNull(): object | null {
    return this.items[0] ?? null;
  }

  last(): object {
    return this.lastOrNull() ?? notFound();
  }

  lastOrNull(): object | null {
    return this.items.at(-1) ?? null;
  }
}

export function notFound(): never {
  throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
}

type CollectionMembers<T extends object> = Readonly<Record<string, ApiMember<T>>>;

/** Declares a collection class with `getFirst` and `getFirstOrNullObject`, which all of Word's collections have, and more of its own. */
export function declareCollection<T extends HostCollection>(
  classOf: abstract new (...args: never[]) => T,
  name: string,
  since: RequirementSet,
  own: CollectionMembers<T> = {},
): void {
  declareApi(classOf, {
    name,
    members: {
      getFirst: { kind: 'method', since, call: (self) => self.first() },
      getFirstOrNullObject: { kind: 'method', since, call: (self) => self.firstOrNull() },
      ...own,
    },
    collection: { items: (self) => self.items, getItem: (self, key) => self.getItem(key) },
  });
}
