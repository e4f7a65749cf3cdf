import { declareApi, HostError, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { applyFilters, bodyOf, convertToRange, deleteTable, showHeaders, showTotals } from '../edit/tables.ts';
import { patchTable, renameTable } from '../edit/table-names.ts';
import { sortCells } from '../edit/sort.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { TableState } from '../model/workbook-state.ts';
import { changeCells, invalid, notFound, requireString } from './arguments.ts';
import { CellsObject } from './cells.ts';
import { eventMembers, eventTypes } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';
import { sortFields } from './range-sort.ts';
import { TableColumnCollection } from './table-column.ts';
import { TableRowCollection } from './table-row.ts';

/** `Excel.Table`. */
export class Table {
  readonly model: ExcelModel;
  readonly id: number;

  constructor(model: ExcelModel, id: number) {
    this.model = model;
    this.id = id;
  }

  get state(): TableState {
    return this.model.document.state.tables.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  edit<T>(edit: (state: TableState) => T): T {
    return changeCells(this.model.document, this.sheet, () => edit(this.state));
  }

  range(area: Area): object {
    return this.model.range(this.sheet, area);
  }
}

function flag(
  since: RequirementSet,
  key: 'showFilterButton' | 'showBandedRows' | 'showBandedColumns' | 'highlightFirstColumn' | 'highlightLastColumn',
): ApiMember<Table> {
  return {
    kind: 'property',
    since,
    get: (self) => self.state[key],
    set: (self, on: unknown) => self.edit((state) => patchTable(self.model.document, state, { [key]: on === true })),
  };
}

function part(read: (state: TableState) => Area | null): ApiMember<Table> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.1',
    call: (self) => self.range(read(self.state) ?? notFound()),
  };
}

/** `Excel.TableSort`. */
export class TableSort {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }
}

declareApi(TableSort, {
  name: 'Excel.TableSort',
  members: {
    apply: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: ({ table }, fields: unknown, matchCase: unknown) => {
        const given = sortFields(fields);
        table.edit((state) =>
          sortCells(table.model.document, table.sheet, bodyOf(state), given, {
            matchCase: matchCase === true,
            byColumns: false,
          }),
        );
      },
    },
    // What was sorted stays sorted; there is no order to go back to but by undo.
    clear: { kind: 'method', since: 'ExcelApi 1.2', writes: true, call: () => undefined },
  },
});

declareApi(Table, {
  name: 'Excel.Table',
  identity: (self) => ({ Id: String(self.id) }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => String(self.id) },
    legacyId: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => String(self.id) },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.name,
      set: (self, name: unknown) => {
        const own = requireString(name);
        if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(own)) return invalid(`'${own}' is no valid name for a table.`);
        if (
          self.model.document.state.tables.some(
            (each) => each.id !== self.id && each.name.toLowerCase() === own.toLowerCase(),
          )
        )
          // oxfmt-ignore
          throw new HostError('ItemAlreadyExists', 'An item with the same name exists already.');
        return self.edit((state) => renameTable(self.model.document, state, own));
      },
    },
    style: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.style,
      set: (self, style: unknown) =>
        self.edit((state) => patchTable(self.model.document, state, { style: requireString(style) })),
    },
    showHeaders: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.showHeaders,
      set: (self, on: unknown) =>
        self.edit((state) => showHeaders(self.model.document, self.sheet, state, on === true)),
    },
    showTotals: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.showTotals,
      set: (self, on: unknown) => self.edit((state) => showTotals(self.model.document, self.sheet, state, on === true)),
    },
    showFilterButton: flag('ExcelApi 1.3', 'showFilterButton'),
    showBandedRows: flag('ExcelApi 1.3', 'showBandedRows'),
    showBandedColumns: flag('ExcelApi 1.3', 'showBandedColumns'),
    highlightFirstColumn: flag('ExcelApi 1.3', 'highlightFirstColumn'),
    highlightLastColumn: flag('ExcelApi 1.3', 'highlightLastColumn'),
    columns: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => new TableColumnCollection(self) },
    rows: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => new TableRowCollection(self) },
    sort: { kind: 'navigation', since: 'ExcelApi 1.2', get: (self) => new TableSort(self) },
    worksheet: { kind: 'navigation', since: 'ExcelApi 1.2', get: (self) => self.model.worksheet(self.sheet) },
    getRange: part(({ area }) => area),
    getDataBodyRange: part(bodyOf),
    getHeaderRowRange: part(({ area, showHeaders: on }) => (on ? { ...area, bottom: area.top } : null)),
    getTotalRowRange: part(({ area, showTotals: on }) => (on ? { ...area, top: area.bottom } : null)),
    clearFilters: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self) =>
        self.edit((state) => {
          const { document } = self.model;
          patchTable(document, state, { columns: state.columns.map((column) => ({ ...column, filter: null })) });
          applyFilters(document, self.sheet, self.state);
        }),
    },
    reapplyFilters: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self) => self.edit((state) => applyFilters(self.model.document, self.sheet, state)),
    },
    convertToRange: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self) => {
        const { sheet } = self;
        const { area } = self.state;
        self.edit((state) => convertToRange(self.model.document, state));
        return self.model.range(sheet, area);
      },
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self) => self.edit((state) => deleteTable(self.model.document, self.sheet, state)),
    },
    resize: {
      kind: 'method',
      since: 'ExcelApi 1.13',
      writes: true,
      call: (self, range: unknown) => {
        const found = range instanceof CellsObject ? range.areas[0] : undefined;
        const area = found ?? invalid();
        self.edit((state) => {
          if (area.top !== state.area.top) return invalid('The header row of a table stays where it is.');
          const columns = Array.from({ length: area.right - area.left + 1 }, (_, index) => {
            const known = state.columns[area.left + index - state.area.left];
            return (
              known ?? {
                id: 1000 + index,
                name: `Column${index + 1}`,
                totalsFunction: 'none',
                totalsLabel: '',
                formula: '',
                filter: null,
              }
            );
          });
          return patchTable(self.model.document, state, { area, columns });
        });
      },
    },
    ...eventMembers<Table>(
      (self) => self.model.events,
      (self) => String(self.id),
      {
        onChanged: ['DataChangedEvent', eventTypes.tableChanged, 'ExcelApi 1.7'],
        onSelectionChanged: ['SelectionChangedEvent', eventTypes.tableSelectionChanged, 'ExcelApi 1.7'],
      },
    ),
  },
});
