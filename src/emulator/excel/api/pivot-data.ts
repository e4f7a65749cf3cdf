import { declareApi, HostError } from '../../richapi/object-model.ts';
import { sameName } from '../formula/move-references.ts';
import type { Aggregation, PivotDataState, PivotShowAs } from '../model/pivot-state.ts';
import { invalid, notFound, requireNumber, requireOne, requireString } from './arguments.ts';
import { countedMembers, PivotField } from './pivot-field.ts';
import { PivotHierarchy, RowColumnPivotHierarchy } from './pivot-hierarchies.ts';
import type { PivotOwner } from './pivot-owner.ts';

/** How Excel names what is computed by a function. */
const titles: Readonly<Record<Aggregation, string>> = {
  Sum: 'Sum',
  Count: 'Count',
  Average: 'Average',
  Max: 'Max',
  Min: 'Min',
  Product: 'Product',
  CountNumbers: 'Count',
  StandardDeviation: 'StdDev',
  StandardDeviationP: 'StdDevp',
  Variance: 'Var',
  VarianceP: 'Varp',
};
const functions = Object.keys(titles) as Aggregation[];
const showAsKinds: readonly PivotShowAs[] = [
  'None',
  'PercentOfGrandTotal',
  'PercentOfRowTotal',
  'PercentOfColumnTotal',
];

/** `Excel.DataPivotHierarchy`: what is computed for each row and column. */
export class DataPivotHierarchy {
  readonly owner: PivotOwner;
  readonly id: string;

  constructor(owner: PivotOwner, id: string) {
    this.owner = owner;
    this.id = id;
  }

  get state(): PivotDataState {
    return this.owner.state.data.find(({ id }) => id === this.id) ?? notFound();
  }

  get source(): string {
    return this.owner.state.columns[this.state.field]?.name ?? '';
  }

  get position(): number {
    return this.owner.state.data.findIndex(({ id }) => id === this.id);
  }

  patch(patch: Partial<PivotDataState>): void {
    this.owner.patch({
      data: this.owner.state.data.map((each) => (each.id === this.id ? { ...each, ...patch } : each)),
    });
  }

  rename(caption: string): void {
    const { columns, data } = this.owner.state;
    const isTaken =
      columns.some(({ name }) => sameName(name, caption)) ||
      data.some((each) => each.id !== this.id && sameName(each.caption, caption));
    if (caption === '' || isTaken) invalid('PivotTable field name already exists.');
    this.patch({ caption, isNamed: true });
  }

  summarizeBy(by: Aggregation): void {
    const { isNamed, caption } = this.state;
    const own = isNamed ? caption : captionFor(this.owner, by, this.source, this.id);
    this.patch({ summarizeBy: by, caption: own });
  }

  move(position: number): void {
    const { state } = this;
    const others = this.owner.state.data.filter(({ id }) => id !== this.id);
    if (position < 0 || position > others.length) invalid('There is no such position.');
    this.owner.patch({ data: [...others.slice(0, position), state, ...others.slice(position)] });
  }
}

/** `Sum of Sales`, with a number behind it where there is one already. */
function captionFor({ state }: PivotOwner, by: Aggregation, source: string, but: string): string {
  const plain = `${titles[by]} of ${source}`;
  const isTaken = (wanted: string): boolean =>
    state.data.some(({ id, caption }) => id !== but && sameName(caption, wanted));
  let caption = plain;
  for (let number = 2; isTaken(caption); number += 1) caption = `${plain}${number}`;
  return caption;
}

/** Numbers are added up; what holds anything else is counted. */
function usualFunction({ state }: PivotOwner, field: number): Aggregation {
  const values = state.columns[field]?.values ?? [];
  return values.length > 0 && values.every((value) => typeof value === 'number') ? 'Sum' : 'Count';
}

declareApi(DataPivotHierarchy, {
  name: 'Excel.DataPivotHierarchy',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.id },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.caption,
      set: (self, name: unknown) => self.rename(requireString(name)),
    },
    position: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.position,
      set: (self, position: unknown) => self.move(requireNumber(position)),
    },
    numberFormat: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.numberFormat || 'General',
      set: (self, format: unknown) => self.patch({ numberFormat: requireString(format) }),
    },
    summarizeBy: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.summarizeBy,
      set: (self, by: unknown) =>
        self.summarizeBy(by === 'Automatic' ? usualFunction(self.owner, self.state.field) : requireOne(by, functions)),
    },
    showAs: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => ({ calculation: self.state.showAs }),
      set: (self, given: unknown) => {
        const { calculation } = (typeof given === 'object' && given !== null ? given : invalid()) as {
          readonly calculation?: unknown;
        };
        const showAs = showAsKinds.find((kind) => kind === calculation);
        if (!showAs) throw new HostError('NotImplemented', `Values as ${String(calculation)} are not computed here.`);
        self.patch({ showAs });
      },
    },
    field: { kind: 'navigation', since: 'ExcelApi 1.8', get: (self) => new PivotField(self.owner, self.source) },
    setToDefault: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self) => {
        const by = usualFunction(self.owner, self.state.field);
        const caption = captionFor(self.owner, by, self.source, self.id);
        self.patch({ summarizeBy: by, caption, isNamed: false, showAs: 'None', numberFormat: '' });
      },
    },
  },
});

/** `Excel.DataPivotHierarchyCollection`. */
export class DataPivotHierarchyCollection {
  readonly owner: PivotOwner;

  constructor(owner: PivotOwner) {
    this.owner = owner;
  }

  get items(): readonly DataPivotHierarchy[] {
    return this.owner.state.data.map(({ id }) => new DataPivotHierarchy(this.owner, id));
  }

  find(key: unknown): DataPivotHierarchy | null {
    return this.items.find(({ id, state }) => id === key || sameName(state.caption, String(key))) ?? null;
  }

  add(hierarchy: unknown): DataPivotHierarchy {
    if (!(hierarchy instanceof PivotHierarchy || hierarchy instanceof RowColumnPivotHierarchy)) return invalid();
    const { owner } = this;
    const field = hierarchy.field.index;
    const summarizeBy = usualFunction(owner, field);
    const id = owner.model.document.freshId();
    const caption = captionFor(owner, summarizeBy, hierarchy.field.source, id);
    const data: PivotDataState = { id, field, caption, isNamed: false, summarizeBy, showAs: 'None', numberFormat: '' };
    owner.patch({ data: [...owner.state.data, data] });
    return new DataPivotHierarchy(owner, id);
  }

  remove(hierarchy: unknown): void {
    if (!(hierarchy instanceof DataPivotHierarchy)) return invalid();
    const { id } = hierarchy;
    this.owner.patch({ data: this.owner.state.data.filter((each) => each.id !== id) });
  }
}

declareApi(DataPivotHierarchyCollection, {
  name: 'Excel.DataPivotHierarchyCollection',
  members: {
    ...countedMembers,
    add: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self, hierarchy: unknown) => self.add(hierarchy),
    },
    remove: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self, hierarchy: unknown) => self.remove(hierarchy),
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
