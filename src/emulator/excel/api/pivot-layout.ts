import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { cellArea, contains, type Area } from '../model/address.ts';
import type { PivotLayoutState } from '../model/pivot-state.ts';
import { itemsOf } from '../pivot/pivot-items.ts';
import { layOut } from '../pivot/lay-out.ts';
import { invalid, notFound, requireOne, requireString } from './arguments.ts';
import { requireCell } from './cell-argument.ts';
import { DataPivotHierarchy } from './pivot-data.ts';
import { PivotField, PivotItemCollection } from './pivot-field.ts';
import type { PivotOwner } from './pivot-owner.ts';

/** `Excel.PivotLayout`: how a pivot table is laid out, and which of its cells are what. */
export class PivotLayout {
  readonly owner: PivotOwner;

  constructor(owner: PivotOwner) {
    this.owner = owner;
  }

  get state(): PivotLayoutState {
    return this.owner.state.layout;
  }

  patch(patch: Partial<PivotLayoutState>): void {
    this.owner.patch({ layout: { ...this.state, ...patch } });
  }

  range(area: Area): object {
    const { model, state } = this.owner;
    return model.range(model.document.sheetById(state.sheetId) ?? notFound(), area);
  }

  /** A part of the report; a report that another program computed is not taken apart. */
  part(of: 'rowLabels' | 'columnLabels' | 'data'): object {
    const { state } = this.owner;
    if (state.source.kind === 'foreign') return notFound();
    const { area, headRows, headColumns } = layOut(state);
    const across = { left: area.left + headColumns, right: area.right };
    const below = { top: area.top + headRows, bottom: area.bottom };
    const parts = {
      // With the heading above it, as in Excel.
      rowLabels: { ...area, top: below.top - 1, right: area.left + Math.max(1, headColumns) - 1 },
      columnLabels: { ...area, ...across, bottom: below.top - 1 },
      data: { ...across, ...below },
    };
    const found = parts[of];
    return found.top <= found.bottom && found.left <= found.right ? this.range(found) : notFound();
  }

  /** The line of rows and the data hierarchy that a cell of the values belongs to. */
  at(cell: unknown): { readonly column: number; readonly row: number; readonly data: number } {
    const { model, state } = this.owner;
    const place = requireCell(model, cell);
    const report = layOut(state);
    const isInside = place.sheet.id === state.sheetId && contains(report.area, cellArea(place.row, place.column));
    if (!isInside) return invalid('The cell is not in the PivotTable.');
    const across = place.column - report.area.left - report.headColumns;
    const width = Math.max(1, state.data.length);
    return {
      row: place.row - report.area.top - report.headRows,
      column: Math.floor(across / width),
      data: ((across % width) + width) % width,
    };
  }

  items(axis: unknown, cell: unknown): object {
    const { state } = this.owner;
    const report = layOut(state);
    const { row, column } = this.at(cell);
    const lines = requireOne(axis, ['Row', 'Column'] as const) === 'Row' ? report.rows[row] : report.columns[column];
    const last = lines?.path.findLast(({ field }) => field >= 0) ?? notFound();
    const source = state.columns[last.field] ?? notFound();
    const key = itemsOf(source).items[last.item]?.key ?? notFound();
    return new PivotItemCollection(new PivotField(this.owner, source.name), [key]);
  }
}

function flag(
  since: 'ExcelApi 1.8' | 'ExcelApi 1.9' | 'ExcelApi 1.13',
  name: 'rowGrandTotals' | 'columnGrandTotals' | 'autoFormat' | 'preserveFormatting' | 'fillEmpty',
): ApiMember<PivotLayout> {
  return {
    kind: 'property',
    since,
    get: (self) => self.state[name],
    set: (self, on: unknown) => self.patch({ [name]: typeof on === 'boolean' ? on : invalid() }),
  };
}

declareApi(PivotLayout, {
  name: 'Excel.PivotLayout',
  members: {
    layoutType: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.type,
      set: (self, type: unknown) => self.patch({ type: requireOne(type, ['Compact', 'Outline', 'Tabular'] as const) }),
    },
    subtotalLocation: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.state.subtotals,
      set: (self, where: unknown) =>
        self.patch({ subtotals: requireOne(where, ['AtTop', 'AtBottom', 'Off'] as const) }),
    },
    showRowGrandTotals: flag('ExcelApi 1.8', 'rowGrandTotals'),
    showColumnGrandTotals: flag('ExcelApi 1.8', 'columnGrandTotals'),
    autoFormat: flag('ExcelApi 1.9', 'autoFormat'),
    preserveFormatting: flag('ExcelApi 1.9', 'preserveFormatting'),
    fillEmptyCells: flag('ExcelApi 1.13', 'fillEmpty'),
    emptyCellText: {
      kind: 'property',
      since: 'ExcelApi 1.13',
      get: (self) => self.state.emptyText,
      set: (self, text: unknown) => self.patch({ emptyText: requireString(text) }),
    },
    getRange: { kind: 'method', since: 'ExcelApi 1.8', call: (self) => self.range(self.owner.state.area) },
    getRowLabelRange: { kind: 'method', since: 'ExcelApi 1.8', call: (self) => self.part('rowLabels') },
    getColumnLabelRange: { kind: 'method', since: 'ExcelApi 1.8', call: (self) => self.part('columnLabels') },
    getDataBodyRange: { kind: 'method', since: 'ExcelApi 1.8', call: (self) => self.part('data') },
    getFilterAxisRange: {
      kind: 'method',
      since: 'ExcelApi 1.8',
      call: (self) => self.range(self.owner.state.filterArea ?? notFound()),
    },
    getDataHierarchy: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, cell: unknown) => {
        const { row, column, data } = self.at(cell);
        const found = row >= 0 && column >= 0 ? self.owner.state.data[data] : undefined;
        return new DataPivotHierarchy(self.owner, found?.id ?? notFound());
      },
    },
    getPivotItems: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, axis: unknown, cell: unknown) => self.items(axis, cell),
    },
  },
});
