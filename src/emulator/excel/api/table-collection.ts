import { declareApi } from '../../richapi/object-model.ts';
import { addTable } from '../edit/tables.ts';
import { sameName } from '../formula/move-references.ts';
import { intersect, contains, type Area } from '../model/address.ts';
import type { TableState } from '../model/workbook-state.ts';
import { areasOfReference } from '../model/references.ts';
import { changeCells, invalid, notFound, requireString } from './arguments.ts';
import { CellsObject } from './cells.ts';
import { eventMembers, eventTypes, workbookTarget } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';
import { Table } from './table.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.TableCollection`: the tables of the workbook or of one sheet. */
export class TableCollection {
  readonly model: ExcelModel;
  readonly #sheetId: string | null;

  constructor(model: ExcelModel, sheetId: string | null) {
    this.model = model;
    this.#sheetId = sheetId;
  }

  get states(): readonly TableState[] {
    return this.model.document.state.tables.filter(
      ({ sheetId }) => this.#sheetId === null || sheetId === this.#sheetId,
    );
  }

  get items(): readonly object[] {
    return this.states.map(({ id }) => new Table(this.model, id));
  }

  find(key: unknown): object | null {
    const found = this.states.find(({ id, name }) => String(id) === String(key) || sameName(name, String(key)));
    return found ? new Table(this.model, found.id) : null;
  }

  add(address: unknown, hasHeaders: unknown): object {
    const { document } = this.model;
    const own = document.sheetById(this.#sheetId ?? '') ?? document.activeSheet;
    const place =
      address instanceof CellsObject
        ? { sheet: address.sheet, areas: address.areas }
        : (areasOfReference(document, own, requireString(address)) ?? invalid());
    const [area] = place.areas;
    if (!area) return invalid();
    const made = changeCells(document, place.sheet, () => addTable(document, place.sheet, area, hasHeaders === true));
    return new Table(this.model, made.id);
  }
}

/** `Excel.TableScopedCollection`: the tables that a range meets. */
export class TableScopedCollection {
  readonly items: readonly object[];
  readonly #states: readonly TableState[];

  constructor(model: ExcelModel, sheetId: string, area: Area, fullyContained: boolean) {
    this.#states = model.document.state.tables.filter(
      (table) =>
        table.sheetId === sheetId &&
        (fullyContained ? contains(area, table.area) : intersect(table.area, area) !== null),
    );
    this.items = this.#states.map(({ id }) => new Table(model, id));
  }

  find(key: unknown): object | null {
    return this.items[this.#states.findIndex(({ id, name }) => String(id) === String(key) || name === key)] ?? null;
  }
}

declareApi(TableScopedCollection, {
  name: 'Excel.TableScopedCollection',
  members: {
    getCount: { kind: 'method', since: 'ExcelApi 1.9', call: (self) => self.items.length },
    getFirst: { kind: 'method', since: 'ExcelApi 1.9', call: (self) => self.items[0] ?? notFound() },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.14', call: (self, key: unknown) => self.find(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});

declareApi(TableCollection, {
  name: 'Excel.TableCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.items.length },
    add: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, address: unknown, hasHeaders: unknown) => self.add(address, hasHeaders),
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.1'),
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, key: unknown) => self.find(key) },
    ...eventMembers<TableCollection>(
      (self) => self.model.events,
      () => workbookTarget,
      {
        onChanged: ['DataChangedEvent', eventTypes.tableChanged, 'ExcelApi 1.7'],
        onAdded: ['AddedEvent', eventTypes.tableAdded, 'ExcelApi 1.9'],
        onDeleted: ['DeletedEvent', eventTypes.tableDeleted, 'ExcelApi 1.9'],
      },
    ),
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
