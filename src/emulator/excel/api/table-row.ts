import { declareApi } from '../../richapi/object-model.ts';
import { addTableRows, bodyOf, deleteTableRow } from '../edit/tables.ts';
import type { Area } from '../model/address.ts';
import { invalid, notFound } from './arguments.ts';
import { readValues, writeInputs } from './range-values.ts';
import type { Table } from './table.ts';

/** `Excel.TableRow`: a row of the body, by its place. */
export class TableRow {
  readonly table: Table;
  readonly index: number;

  constructor(table: Table, index: number) {
    this.table = table;
    this.index = index;
  }

  get area(): Area {
    const body = bodyOf(this.table.state);
    const row = body.top + this.index;
    return row > body.bottom ? notFound() : { ...body, top: row, bottom: row };
  }
}

/** `Excel.TableRowCollection`. */
export class TableRowCollection {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  get count(): number {
    const body = bodyOf(this.table.state);
    return body.bottom - body.top + 1;
  }

  get items(): readonly object[] {
    return Array.from({ length: this.count }, (_, index) => new TableRow(this.table, index));
  }

  at(index: unknown): object {
    return typeof index === 'number' && index >= 0 && index < this.count ? new TableRow(this.table, index) : notFound();
  }

  add(index: unknown, values: unknown): object {
    const width = this.table.state.columns.length;
    const rows = rowsOfValues(values, width);
    const at = this.table.edit((state) =>
      addTableRows(
        this.table.model.document,
        this.table.sheet,
        state,
        typeof index === 'number' && index >= 0 ? index : null,
        rows,
      ),
    );
    return new TableRow(this.table, at);
  }
}

function rowsOfValues(values: unknown, width: number): unknown[][] {
  if (values === undefined || values === null) return [Array.from({ length: width }, () => null)];
  if (!Array.isArray(values)) return Array.from({ length: 1 }, () => Array.from({ length: width }, () => values));
  const rows = (values as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]) : invalid()));
  if (rows.some((row) => row.length !== width))
    return invalid("The number of columns in the input array doesn't match the table.");
  return rows;
}

declareApi(TableRow, {
  name: 'Excel.TableRow',
  members: {
    index: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.index },
    values: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: ({ table, area }) => readValues(table.model.document, table.sheet, area),
      set: ({ table, area }, values: unknown) => writeInputs(table.model.document, table.sheet, area, values),
    },
    getRange: { kind: 'method', since: 'ExcelApi 1.1', call: ({ table, area }) => table.range(area) },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: ({ table, index }) =>
        table.edit((state) => deleteTableRow(table.model.document, table.sheet, state, index)),
    },
  },
});

declareApi(TableRowCollection, {
  name: 'Excel.TableRowCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.count },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.count },
    getItemAt: { kind: 'method', since: 'ExcelApi 1.1', call: (self, index: unknown) => self.at(index) },
    add: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, index: unknown, values: unknown) => self.add(index, values),
    },
  },
  collection: { items: (self) => self.items },
});
