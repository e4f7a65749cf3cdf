import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { addTableColumn, applyFilters, bodyOf, deleteTableColumn, renameTableColumn } from '../edit/tables.ts';
import { patchTable } from '../edit/table-names.ts';
import { sameName } from '../formula/move-references.ts';
import type { Area } from '../model/address.ts';
import type { TableColumnState, TableFilter } from '../model/workbook-state.ts';
import { invalid, notFound, requireString } from './arguments.ts';
import { readValues, writeInputs } from './range-values.ts';
import type { Table } from './table.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.TableColumn`. */
export class TableColumn {
  readonly table: Table;
  readonly id: number;

  constructor(table: Table, id: number) {
    this.table = table;
    this.id = id;
  }

  get index(): number {
    const index = this.table.state.columns.findIndex(({ id }) => id === this.id);
    return index < 0 ? notFound() : index;
  }

  get state(): TableColumnState {
    return this.table.state.columns[this.index] ?? notFound();
  }

  within(area: Area): Area {
    const column = area.left + this.index;
    return { ...area, left: column, right: column };
  }

  setFilter(filter: TableFilter | null): void {
    const { table, id } = this;
    table.edit((state) => {
      const { document } = table.model;
      patchTable(document, state, {
        columns: state.columns.map((column) => (column.id === id ? { ...column, filter } : column)),
      });
      applyFilters(document, table.sheet, table.state);
    });
  }
}

/** `Excel.TableColumnCollection`. */
export class TableColumnCollection {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  get items(): readonly object[] {
    return this.table.state.columns.map(({ id }) => new TableColumn(this.table, id));
  }

  find(key: unknown): object | null {
    const column = this.table.state.columns.find(({ id, name }) => id === Number(key) || sameName(name, String(key)));
    return column ? new TableColumn(this.table, column.id) : null;
  }

  add(index: unknown, values: unknown, name: unknown): object {
    const rows = this.table.state.area.bottom - this.table.state.area.top + 1;
    const given = Array.isArray(values)
      ? (values as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[])[0] : row))
      : null;
    if (given && given.length !== rows)
      return invalid("The number of rows in the input array doesn't match the table.");
    const id = this.table.edit((state) =>
      addTableColumn(
        this.table.model.document,
        this.table.sheet,
        state,
        typeof index === 'number' && index >= 0 ? index : null,
        given,
        typeof name === 'string' && name !== '' ? name : null,
      ),
    );
    return new TableColumn(this.table, id);
  }
}

/** `Excel.Filter`: which rows a column lets through. */
export class Filter {
  readonly column: TableColumn;

  constructor(column: TableColumn) {
    this.column = column;
  }
}

function applying(criteria: (...args: unknown[]) => TableFilter): ApiMember<Filter> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.2',
    writes: true,
    call: (self, ...args: unknown[]) => self.column.setFilter(criteria(...args)),
  };
}

declareApi(Filter, {
  name: 'Excel.Filter',
  members: {
    criteria: { kind: 'property', since: 'ExcelApi 1.2', get: (self) => self.column.state.filter },
    apply: applying((criteria) =>
      typeof criteria === 'object' && criteria !== null ? (criteria as TableFilter) : invalid(),
    ),
    applyValuesFilter: applying((values) => ({ filterOn: 'Values', values })),
    applyCustomFilter: applying((criterion1, criterion2, operator) => ({
      filterOn: 'Custom',
      criterion1,
      criterion2,
      operator,
    })),
    applyTopItemsFilter: applying((count) => ({ filterOn: 'TopItems', criterion1: String(count) })),
    applyBottomItemsFilter: applying((count) => ({ filterOn: 'BottomItems', criterion1: String(count) })),
    applyTopPercentFilter: applying((percent) => ({ filterOn: 'TopPercent', criterion1: String(percent) })),
    applyBottomPercentFilter: applying((percent) => ({ filterOn: 'BottomPercent', criterion1: String(percent) })),
    applyDynamicFilter: applying((criteria) => ({ filterOn: 'Dynamic', dynamicCriteria: criteria })),
    clear: { kind: 'method', since: 'ExcelApi 1.2', writes: true, call: (self) => self.column.setFilter(null) },
  },
});

function part(area: (column: TableColumn) => Area | null): ApiMember<TableColumn> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.1',
    call: (self) => self.table.range(area(self) ?? notFound()),
  };
}

declareApi(TableColumn, {
  name: 'Excel.TableColumn',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.id },
    index: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.index },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.name,
      set: (self, name: unknown) =>
        self.table.edit((state) =>
          renameTableColumn(self.table.model.document, self.table.sheet, state, self.index, requireString(name)),
        ),
    },
    values: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readValues(self.table.model.document, self.table.sheet, self.within(self.table.state.area)),
      set: (self, values: unknown) =>
        writeInputs(self.table.model.document, self.table.sheet, self.within(self.table.state.area), values),
    },
    filter: { kind: 'navigation', since: 'ExcelApi 1.2', get: (self) => new Filter(self) },
    getRange: part((self) => self.within(self.table.state.area)),
    getDataBodyRange: part((self) => self.within(bodyOf(self.table.state))),
    getHeaderRowRange: part((self) => {
      const { area, showHeaders } = self.table.state;
      return showHeaders ? self.within({ ...area, bottom: area.top }) : null;
    }),
    getTotalRowRange: part((self) => {
      const { area, showTotals } = self.table.state;
      return showTotals ? self.within({ ...area, top: area.bottom }) : null;
    }),
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self) =>
        self.table.edit((state) => deleteTableColumn(self.table.model.document, self.table.sheet, state, self.index)),
    },
  },
});

declareApi(TableColumnCollection, {
  name: 'Excel.TableColumnCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.items.length },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.1'),
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, key: unknown) => self.find(key) },
    add: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, index: unknown, values: unknown, name: unknown) => self.add(index, values, name),
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
