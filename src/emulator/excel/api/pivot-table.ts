import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { addPivotTable, deletePivotTable, patchPivotTable, refreshPivotTable, sourceArea } from '../edit/pivots.ts';
import { sameName } from '../formula/move-references.ts';
import { areaName, quoteSheetName } from '../model/address.ts';
import type { PivotSource, PivotTableState } from '../model/pivot-state.ts';
import { areasOfReference } from '../model/references.ts';
import type { Sheet } from '../model/sheet.ts';
import { change, changeCells, invalid, notFound, requireString } from './arguments.ts';
import { requireCell } from './cell-argument.ts';
import { CellsObject } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';
import { DataPivotHierarchyCollection } from './pivot-data.ts';
import {
  AxisHierarchyCollection,
  FilterPivotHierarchyCollection,
  PivotHierarchyCollection,
} from './pivot-hierarchies.ts';
import { PivotLayout } from './pivot-layout.ts';
import { Table } from './table.ts';

/** `Excel.PivotTable`. */
export class PivotTable {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get state(): PivotTableState {
    return this.model.document.state.pivotTables.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  patch(patch: Partial<PivotTableState>): void {
    changeCells(this.model.document, this.sheet, () => patchPivotTable(this.model.document, this.state, patch));
  }

  get sourceText(): string {
    const { source } = this.state;
    if (source.kind === 'table') return source.table;
    const found = sourceArea(this.model.document, source);
    return found ? `${quoteSheetName(found.sheet.name)}!${areaName(found.area)}` : '';
  }
}

const sourceTypes = { range: 'LocalRange', table: 'LocalTable', foreign: 'Unknown' } as const;

function refreshed(model: ExcelModel, pivots: readonly PivotTable[]): void {
  change(model.document, () => {
    for (const pivot of pivots) {
      if (pivot.sheet.state.protection) invalid('The worksheet of a PivotTable is protected.');
      refreshPivotTable(model.document, pivot.state);
    }
  });
}

declareApi(PivotTable, {
  name: 'Excel.PivotTable',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.5', get: (self) => self.id },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.3',
      get: (self) => self.state.name,
      set: (self, name: unknown) => self.patch({ name: requireString(name) }),
    },
    refreshOnOpen: {
      kind: 'property',
      since: 'ExcelApi 1.13',
      get: (self) => self.state.refreshOnOpen,
      set: (self, on: unknown) => self.patch({ refreshOnOpen: on === true }),
    },
    worksheet: { kind: 'navigation', since: 'ExcelApi 1.3', get: (self) => self.model.worksheet(self.sheet) },
    hierarchies: { kind: 'navigation', since: 'ExcelApi 1.8', get: (self) => new PivotHierarchyCollection(self) },
    rowHierarchies: {
      kind: 'navigation',
      since: 'ExcelApi 1.8',
      get: (self) => new AxisHierarchyCollection(self, 'rowFields'),
    },
    columnHierarchies: {
      kind: 'navigation',
      since: 'ExcelApi 1.8',
      get: (self) => new AxisHierarchyCollection(self, 'columnFields'),
    },
    filterHierarchies: {
      kind: 'navigation',
      since: 'ExcelApi 1.8',
      get: (self) => new FilterPivotHierarchyCollection(self),
    },
    dataHierarchies: {
      kind: 'navigation',
      since: 'ExcelApi 1.8',
      get: (self) => new DataPivotHierarchyCollection(self),
    },
    layout: { kind: 'navigation', since: 'ExcelApi 1.8', get: (self) => new PivotLayout(self) },
    refresh: {
      kind: 'method',
      since: 'ExcelApi 1.3',
      writes: true,
      call: (self) => refreshed(self.model, [self]),
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self) =>
        changeCells(self.model.document, self.sheet, () => deletePivotTable(self.model.document, self.state)),
    },
    getDataSourceString: { kind: 'method', since: 'ExcelApi 1.15', call: (self) => self.sourceText },
    getDataSourceType: {
      kind: 'method',
      since: 'ExcelApi 1.15',
      call: (self) => sourceTypes[self.state.source.kind],
    },
  },
});

/** `Excel.PivotTableCollection`: the pivot tables of the workbook or of one sheet. */
export class PivotTableCollection {
  readonly model: ExcelModel;
  readonly #own: Sheet | null;

  constructor(model: ExcelModel, own: Sheet | null) {
    this.model = model;
    this.#own = own;
  }

  get items(): readonly PivotTable[] {
    return this.model.document.state.pivotTables
      .filter(({ sheetId }) => this.#own === null || sheetId === this.#own.id)
      .map(({ id }) => new PivotTable(this.model, id));
  }

  find(key: unknown): PivotTable | null {
    return this.items.find(({ id, state }) => id === key || sameName(state.name, String(key))) ?? null;
  }

  add(name: unknown, source: unknown, destination: unknown): PivotTable {
    const { document } = this.model;
    const own = this.#own ?? document.activeSheet;
    const from = this.#source(source, own);
    const place = requireCell(this.model, firstCellOf(this.model, destination), own);
    const wanted = requireString(name);
    return new PivotTable(
      this.model,
      changeCells(document, place.sheet, () => addPivotTable(document, wanted, from, place)).id,
    );
  }

  #source(source: unknown, own: Sheet): PivotSource {
    const { document } = this.model;
    if (source instanceof Table) return { kind: 'table', table: source.state.name };
    const table = typeof source === 'string' ? document.state.tables.find((each) => sameName(each.name, source)) : null;
    if (table) return { kind: 'table', table: table.name };
    const found = source instanceof CellsObject ? source : areasOfReference(document, own, requireString(source));
    const [area] = found?.areas ?? [];
    if (!found || !area) return invalid('The source is no range and no table.');
    // A range that is a table whole is the table, which grows.
    const whole = document.state.tables.find(
      (each) => each.sheetId === found.sheet.id && areaName(each.area) === areaName(area),
    );
    return whole ? { kind: 'table', table: whole.name } : { kind: 'range', sheetId: found.sheet.id, area };
  }
}

/** A destination of several cells stands for its first. */
function firstCellOf(model: ExcelModel, destination: unknown): unknown {
  if (!(destination instanceof CellsObject)) return destination;
  const [area] = destination.areas;
  return area ? model.range(destination.sheet, { ...area, bottom: area.top, right: area.left }) : destination;
}

const found = (since: 'ExcelApi 1.4' | 'ExcelApi 1.12'): ApiMember<{ find(key: unknown): object | null }> => ({
  kind: 'method',
  since,
  call: (self, key: unknown) => self.find(key),
});

declareApi(PivotTableCollection, {
  name: 'Excel.PivotTableCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      writes: true,
      call: (self, name: unknown, source: unknown, destination: unknown) => self.add(name, source, destination),
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemOrNullObject: found('ExcelApi 1.4'),
    refreshAll: {
      kind: 'method',
      since: 'ExcelApi 1.3',
      writes: true,
      call: (self) =>
        refreshed(
          self.model,
          self.items.filter(({ state }) => state.source.kind !== 'foreign'),
        ),
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

/** `Excel.PivotTableScopedCollection`: the pivot tables that a range meets. */
export class PivotTableScopedCollection {
  readonly items: readonly PivotTable[];

  constructor(items: readonly PivotTable[]) {
    this.items = items;
  }

  find(key: unknown): PivotTable | null {
    return this.items.find(({ id, state }) => id === key || sameName(state.name, String(key))) ?? null;
  }
}

declareApi(PivotTableScopedCollection, {
  name: 'Excel.PivotTableScopedCollection',
  members: {
    getCount: { kind: 'method', since: 'ExcelApi 1.12', call: (self) => self.items.length },
    getFirst: { kind: 'method', since: 'ExcelApi 1.12', call: (self) => self.items[0] ?? notFound() },
    getFirstOrNullObject: { kind: 'method', since: 'ExcelApi 1.15', call: (self) => self.items[0] ?? null },
    getItemOrNullObject: found('ExcelApi 1.12'),
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
