import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { sameName } from '../formula/move-references.ts';
import type { PivotFieldState } from '../model/pivot-state.ts';
import { itemsOf, type PivotItemValue } from '../pivot/pivot-items.ts';
import { invalid, notFound, requireOne, requireString } from './arguments.ts';
import type { PivotOwner } from './pivot-owner.ts';

const orders = ['Ascending', 'Descending'] as const;
const filterTypes = ['Unknown', 'Value', 'Manual', 'Label', 'Date'] as const;

/** `Excel.PivotField`: a column of the source with its items. It is known by the column's name, whatever it is called now. */
export class PivotField {
  readonly owner: PivotOwner;
  readonly source: string;

  constructor(owner: PivotOwner, source: string) {
    this.owner = owner;
    this.source = source;
  }

  get index(): number {
    const index = this.owner.state.columns.findIndex(({ name }) => name === this.source);
    return index < 0 ? notFound() : index;
  }

  get state(): PivotFieldState {
    return this.owner.state.fields[this.index] ?? notFound();
  }

  get values(): readonly PivotItemValue[] {
    const column = this.owner.state.columns[this.index];
    return column ? itemsOf(column).items : [];
  }

  patch(patch: Partial<PivotFieldState>): void {
    const { index } = this;
    this.owner.patch({
      fields: this.owner.state.fields.map((field, at) => (at === index ? { ...field, ...patch } : field)),
    });
  }

  /** Leaves items out; at least one stays. */
  hide(hidden: ReadonlySet<string>): void {
    if (this.values.every(({ key }) => hidden.has(key))) invalid('At least one item of a field must be visible.');
    this.patch({ hidden });
  }

  filter(given: unknown): void {
    const filters =
      typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : invalid();
    const other = Object.keys(filters).find((name) => name !== 'manualFilter' && filters[name] !== undefined);
    if (other !== undefined) throw new HostError('NotImplemented', `PivotField.applyFilter knows no ${other} here.`);
    const { selectedItems } = (filters['manualFilter'] ?? {}) as { readonly selectedItems?: unknown };
    if (!Array.isArray(selectedItems)) return invalid();
    const wanted = (selectedItems as unknown[]).map((item) =>
      item instanceof PivotItem ? item.key : this.item(item).key,
    );
    this.hide(new Set(this.values.flatMap(({ key }) => (wanted.includes(key) ? [] : key))));
  }

  item(name: unknown): PivotItemValue {
    return this.values.find((each) => sameName(each.name, requireString(name))) ?? notFound();
  }
}

declareApi(PivotField, {
  name: 'Excel.PivotField',
  identity: (self) => ({ Id: self.source }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.source },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.caption,
      set: (self, name: unknown) => self.patch({ caption: requireString(name) }),
    },
    showAllItems: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.showAllItems,
      set: (self, on: unknown) => self.patch({ showAllItems: on === true }),
    },
    subtotals: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => ({ automatic: self.state.subtotals }),
      set: (self, given: unknown) => {
        const wanted =
          typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : invalid();
        const other = Object.keys(wanted).find((name) => name !== 'automatic' && wanted[name] === true);
        if (other !== undefined) throw new HostError('NotImplemented', `Subtotals by ${other} are not computed here.`);
        self.patch({ subtotals: wanted['automatic'] === true });
      },
    },
    items: { kind: 'navigation', since: 'ExcelApi 1.8', get: (self) => new PivotItemCollection(self) },
    sortByLabels: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self, sortBy: unknown) => self.patch({ sort: requireOne(sortBy, orders), sortBy: null }),
    },
    sortByValues: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, sortBy: unknown, hierarchy: unknown, scope: unknown) => {
        const id = typeof hierarchy === 'object' && hierarchy !== null && 'id' in hierarchy ? hierarchy.id : undefined;
        const data = self.owner.state.data.find((each) => each.id === id) ?? invalid();
        if (Array.isArray(scope) && scope.length > 0)
          throw new HostError('NotImplemented', 'Sorting by the values of one item is not computed here.');
        self.patch({ sort: requireOne(sortBy, orders), sortBy: data.id });
      },
    },
    applyFilter: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      writes: true,
      call: (self, given: unknown) => self.filter(given),
    },
    clearAllFilters: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      writes: true,
      call: (self) => self.patch({ hidden: new Set() }),
    },
    clearFilter: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      writes: true,
      call: (self, type: unknown) => {
        if (requireOne(type, filterTypes) === 'Manual') self.patch({ hidden: new Set() });
      },
    },
    getFilters: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      call: ({ state, values }) => {
        const selectedItems = values.filter(({ key }) => !state.hidden.has(key)).map(({ name }) => name);
        return state.hidden.size === 0 ? {} : { manualFilter: { selectedItems } };
      },
    },
    isFiltered: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      call: ({ state }, type: unknown) =>
        state.hidden.size > 0 && ['Manual', 'Unknown'].includes(requireOne(type ?? 'Unknown', filterTypes)),
    },
  },
});

/** `Excel.PivotItem`: one of the different values of a field. */
export class PivotItem {
  readonly field: PivotField;
  readonly key: string;

  constructor(field: PivotField, key: string) {
    this.field = field;
    this.key = key;
  }

  get name(): string {
    return this.field.values.find(({ key }) => key === this.key)?.name ?? notFound();
  }

  get visible(): boolean {
    return !this.field.state.hidden.has(this.key);
  }

  show(visible: boolean): void {
    const hidden = new Set(this.field.state.hidden);
    if (visible) hidden.delete(this.key);
    else hidden.add(this.key);
    this.field.hide(hidden);
  }
}

declareApi(PivotItem, {
  name: 'Excel.PivotItem',
  identity: (self) => ({ Id: self.key }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.key },
    // Items are not called otherwise than in the source, nor folded.
    name: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.name },
    isExpanded: { kind: 'property', since: 'ExcelApi 1.8', get: () => true },
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.visible,
      set: (self, visible: unknown) => self.show(typeof visible === 'boolean' ? visible : invalid()),
    },
  },
});

/** `Excel.PivotItemCollection`. */
export class PivotItemCollection {
  readonly #field: PivotField;
  readonly #keys: readonly string[] | null;

  /** `keys`: the items, all of the field without them. */
  constructor(field: PivotField, keys: readonly string[] | null = null) {
    this.#field = field;
    this.#keys = keys;
  }

  get items(): readonly PivotItem[] {
    const keys = this.#keys ?? this.#field.values.map(({ key }) => key);
    return keys.map((key) => new PivotItem(this.#field, key));
  }

  find(key: unknown): PivotItem | null {
    return this.items.find((item) => item.key === key || sameName(item.name, String(key))) ?? null;
  }
}

/** `Excel.PivotFieldCollection`: a hierarchy of a source of cells has one field. */
export class PivotFieldCollection {
  readonly items: readonly PivotField[];

  constructor(field: PivotField) {
    this.items = [field];
  }

  find(key: unknown): PivotField | null {
    return (
      this.items.find(({ source, state }) => sameName(source, String(key)) || sameName(state.caption, String(key))) ??
      null
    );
  }
}

interface Found {
  readonly items: readonly object[];
  find(key: unknown): object | null;
}

/** What the collections of pivot tables have alike. */
export const countedMembers: Readonly<Record<string, ApiMember<Found>>> = {
  getCount: { kind: 'method', since: 'ExcelApi 1.8', call: (self) => self.items.length },
  getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.8', call: (self, key: unknown) => self.find(key) },
};

declareApi(PivotItemCollection, {
  name: 'Excel.PivotItemCollection',
  members: countedMembers,
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

declareApi(PivotFieldCollection, {
  name: 'Excel.PivotFieldCollection',
  members: countedMembers,
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
