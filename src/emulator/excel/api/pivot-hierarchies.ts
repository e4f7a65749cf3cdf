import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { sameName } from '../formula/move-references.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import { invalid, notFound, requireNumber, requireString } from './arguments.ts';
import { countedMembers, PivotField, PivotFieldCollection } from './pivot-field.ts';
import type { PivotOwner } from './pivot-owner.ts';

export type PivotAxisName = 'rowFields' | 'columnFields' | 'filterFields';

/** What stands for a column of the source: in the list of all, on the rows, on the columns, among the filters. */
abstract class Hierarchy {
  readonly field: PivotField;

  constructor(field: PivotField) {
    this.field = field;
  }

  get owner(): PivotOwner {
    return this.field.owner;
  }

  get caption(): string {
    return this.field.state.caption;
  }
}

/** `Excel.PivotHierarchy`: a column of the source, wherever it is used. */
export class PivotHierarchy extends Hierarchy {}

/** A hierarchy on an axis, which has a place there. */
abstract class PlacedHierarchy extends Hierarchy {
  abstract readonly axis: PivotAxisName;

  get position(): number {
    const position = this.owner.state[this.axis].indexOf(this.field.index);
    return position < 0 ? notFound() : position;
  }

  move(position: number): void {
    const others = this.owner.state[this.axis].filter((field) => field !== this.field.index);
    if (position < 0 || position > others.length) invalid('There is no such position.');
    this.owner.patch({ [this.axis]: [...others.slice(0, position), this.field.index, ...others.slice(position)] });
  }
}

/** `Excel.RowColumnPivotHierarchy`. */
export class RowColumnPivotHierarchy extends PlacedHierarchy {
  readonly axis: PivotAxisName;

  constructor(field: PivotField, axis: PivotAxisName) {
    super(field);
    this.axis = axis;
  }
}

/** `Excel.FilterPivotHierarchy`. */
export class FilterPivotHierarchy extends PlacedHierarchy {
  readonly axis = 'filterFields';
}

const hierarchyMembers: Readonly<Record<string, ApiMember<Hierarchy>>> = {
  id: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.field.source },
  name: {
    kind: 'property',
    since: 'ExcelApi 1.8',
    get: (self) => self.caption,
    set: (self, name: unknown) => self.field.patch({ caption: requireString(name) }),
  },
  fields: { kind: 'navigation', since: 'ExcelApi 1.8', get: (self) => new PivotFieldCollection(self.field) },
};

const placedMembers: Readonly<Record<string, ApiMember<PlacedHierarchy>>> = {
  ...hierarchyMembers,
  position: {
    kind: 'property',
    since: 'ExcelApi 1.8',
    get: (self) => self.position,
    set: (self, position: unknown) => self.move(requireNumber(position)),
  },
  setToDefault: {
    kind: 'method',
    since: 'ExcelApi 1.8',
    writes: true,
    call: ({ field }) => field.patch({ caption: field.source, sort: 'Ascending', sortBy: null, subtotals: true }),
  },
};

const identity = (self: Hierarchy): Record<string, string> => ({ Id: self.field.source });

declareApi(PivotHierarchy, { name: 'Excel.PivotHierarchy', identity, members: hierarchyMembers });
declareApi(RowColumnPivotHierarchy, { name: 'Excel.RowColumnPivotHierarchy', identity, members: placedMembers });
declareApi(FilterPivotHierarchy, {
  name: 'Excel.FilterPivotHierarchy',
  identity,
  members: {
    ...placedMembers,
    enableMultipleFilterItems: { kind: 'property', since: 'ExcelApi 1.8', get: () => true },
  },
});

abstract class HierarchyCollection<T extends Hierarchy> {
  readonly owner: PivotOwner;

  constructor(owner: PivotOwner) {
    this.owner = owner;
  }

  abstract get items(): readonly T[];

  find(key: unknown): T | null {
    const wanted = String(key);
    return this.items.find(({ field, caption }) => sameName(field.source, wanted) || sameName(caption, wanted)) ?? null;
  }

  protected fieldAt(index: number): PivotField {
    return new PivotField(this.owner, this.owner.state.columns[index]?.name ?? '');
  }
}

/** `Excel.PivotHierarchyCollection`: the columns of the source. */
export class PivotHierarchyCollection extends HierarchyCollection<PivotHierarchy> {
  get items(): readonly PivotHierarchy[] {
    return this.owner.state.columns.map((_, index) => new PivotHierarchy(this.fieldAt(index)));
  }
}

/** A collection that hierarchies can be added to; a hierarchy is on one axis at most. */
abstract class PlacedCollection<T extends PlacedHierarchy> extends HierarchyCollection<T> {
  abstract readonly axis: PivotAxisName;
  protected abstract make(field: PivotField): T;

  get items(): readonly T[] {
    return this.owner.state[this.axis].map((index) => this.make(this.fieldAt(index)));
  }

  add(hierarchy: unknown): T {
    if (!(hierarchy instanceof Hierarchy)) return invalid();
    const { field } = hierarchy;
    const without = withoutField(this.owner.state, field.index);
    this.owner.patch({ ...without, [this.axis]: [...without[this.axis], field.index] });
    return this.make(new PivotField(this.owner, field.source));
  }

  remove(hierarchy: unknown): void {
    if (!(hierarchy instanceof PlacedHierarchy) || hierarchy.axis !== this.axis) invalid();
    const index = hierarchy.field.index;
    this.owner.patch({ [this.axis]: this.owner.state[this.axis].filter((each) => each !== index) });
  }
}

function withoutField(state: PivotTableState, field: number): Record<PivotAxisName, readonly number[]> {
  const isOther = (each: number): boolean => each !== field;
  return {
    rowFields: state.rowFields.filter(isOther),
    columnFields: state.columnFields.filter(isOther),
    filterFields: state.filterFields.filter(isOther),
  };
}

/** `Excel.RowColumnPivotHierarchyCollection`: what stands on the rows, or on the columns. */
export class AxisHierarchyCollection extends PlacedCollection<RowColumnPivotHierarchy> {
  readonly axis: PivotAxisName;

  constructor(owner: PivotOwner, axis: PivotAxisName) {
    super(owner);
    this.axis = axis;
  }

  protected make(field: PivotField): RowColumnPivotHierarchy {
    return new RowColumnPivotHierarchy(field, this.axis);
  }
}

/** `Excel.FilterPivotHierarchyCollection`. */
export class FilterPivotHierarchyCollection extends PlacedCollection<FilterPivotHierarchy> {
  readonly axis = 'filterFields';

  protected make(field: PivotField): FilterPivotHierarchy {
    return new FilterPivotHierarchy(field);
  }
}

const placedCollectionMembers: Readonly<Record<string, ApiMember<PlacedCollection<PlacedHierarchy>>>> = {
  ...countedMembers,
  add: { kind: 'method', since: 'ExcelApi 1.8', writes: true, call: (self, hierarchy: unknown) => self.add(hierarchy) },
  remove: {
    kind: 'method',
    since: 'ExcelApi 1.8',
    writes: true,
    call: (self, hierarchy: unknown) => self.remove(hierarchy),
  },
};

declareApi(PivotHierarchyCollection, {
  name: 'Excel.PivotHierarchyCollection',
  members: countedMembers,
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

declareApi(AxisHierarchyCollection, {
  name: 'Excel.RowColumnPivotHierarchyCollection',
  members: placedCollectionMembers,
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

declareApi(FilterPivotHierarchyCollection, {
  name: 'Excel.FilterPivotHierarchyCollection',
  members: placedCollectionMembers,
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
