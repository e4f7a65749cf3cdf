import { HostError, type ApiMember } from '../../richapi/object-model.ts';
import { deleteColumns, insertColumns } from '../parts/table-columns.ts';
import { columnCount, gridOf, isUniform, rowsOf, seenCells, tableOf, type GridCell } from '../parts/table-grid.ts';
import { mergeCells, type GridArea } from '../parts/table-merges.ts';
import { deleteRows, deleteTable, insertRows } from '../parts/table-rows.ts';
import { roomAt } from '../parts/table-widths.ts';
import type { Table } from './table.ts';
import { invalid, requireInteger, requireValues } from './table-arguments.ts';
import type { CellHolder } from './table-cells.ts';
import { requirePlace } from './text-object.ts';

/** What comes into a table and goes out of it: rows, columns, the bounds of cells. */

/** What Word's own dialogue allows. */
export const mostRows = 32_767;
export const mostColumns = 63;

/** Puts rows beside one and gives them as a collection. */
export function addRows(
  self: CellHolder,
  row: Element,
  place: 'Before' | 'After',
  count: unknown,
  values: unknown,
): object {
  const rows = requireInteger(count, 'The number of rows', 1, mostRows);
  const texts = requireValues(values, rows, seenCells(row).length);
  const made = self.change(() => insertRows(row, place, rows, texts, self.document.editContext()));
  return self.model.tableRows(() => made);
}

/** The table, if its columns can be told apart: Word's members for columns are for such tables alone. */
export function requireUniform(table: Element): Element {
  if (isUniform(table)) return table;
  throw new HostError('GeneralException', 'The table has merged cells, so that its columns cannot be told apart.');
}

/** Puts columns beside one of a table without merged cells. */
export function addColumns(
  self: CellHolder,
  column: number,
  place: 'Before' | 'After',
  count: unknown,
  values: unknown,
): void {
  const table = requireUniform(self.table);
  const columns = requireInteger(count, 'The number of columns', 1, mostColumns - columnCount(table));
  const texts = requireValues(values, rowsOf(table).length, columns);
  const room = roomAt(self.document.package, table);
  self.change(() => insertColumns(table, column, place, columns, texts, self.document.editContext(), room));
}

export function removeColumns(self: CellHolder, index: unknown, count: unknown): void {
  const table = requireUniform(self.table);
  const first = requireInteger(index, 'The index of the column', 0, columnCount(table) - 1);
  const columns = requireInteger(count ?? 1, 'The number of columns', 1, columnCount(table) - first);
  self.change(() => deleteColumns(table, first, columns, self.document.editContext()));
}

export function removeRows(self: CellHolder, rows: readonly Element[]): void {
  self.change(() => deleteRows(rows, self.document.editContext()));
}

/** Merges the cells from one to another and gives the one that they become. */
export function merge(self: CellHolder, first: Element, last: Element): object {
  const [from, to] = [placeOf(first), placeOf(last)];
  const area: GridArea = {
    top: from.rowIndex,
    left: from.column,
    bottom: to.rowIndex + to.rowSpan - 1,
    right: to.column + to.columnSpan - 1,
  };
  const merged = self.change(() => mergeCells(self.table, area, self.document.editContext()));
  return self.model.tableCell(merged ?? invalid('The cells do not make a rectangle.'));
}

/** Where a cell that is seen stands in the grid. */
export function placeOf(cell: Element): GridCell {
  return gridOf(tableOf(cell)).find((each) => each.cell === cell) ?? invalid('The cell only continues another.');
}

export const tableEditMembers: Record<string, ApiMember<Table>> = {
  addColumns: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self, place: unknown, count: unknown, values: unknown) => {
      const isStart = requirePlace(place, ['Start', 'End']) === 'Start';
      const column = isStart ? 0 : columnCount(self.element) - 1;
      addColumns(self, column, isStart ? 'Before' : 'After', count, values);
    },
  },
  addRows: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self, place: unknown, count: unknown, values: unknown) => {
      const isStart = requirePlace(place, ['Start', 'End']) === 'Start';
      const row = (isStart ? self.rows[0] : self.rows.at(-1)) ?? invalid('The table has no row.');
      return addRows(self, row, isStart ? 'Before' : 'After', count, values);
    },
  },
  deleteColumns: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self, index: unknown, count: unknown) => removeColumns(self, index, count),
  },
  deleteRows: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self, index: unknown, count: unknown) => {
      const first = requireInteger(index, 'The index of the row', 0, self.rows.length - 1);
      const rows = requireInteger(count ?? 1, 'The number of rows', 1, self.rows.length - first);
      removeRows(self, self.rows.slice(first, first + rows));
    },
  },
  delete: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self) => self.change(() => deleteTable(self.element, self.document.editContext())),
  },
  mergeCells: {
    kind: 'method',
    since: 'WordApi 1.4',
    writes: true,
    call: (self, topRow: unknown, firstCell: unknown, bottomRow: unknown, lastCell: unknown) => {
      const cellAt = (row: unknown, cell: unknown): Element =>
        self.seenCell(row, cell) ?? invalid(`There is no cell ${String(cell)} in a row ${String(row)}.`);
      return merge(self, cellAt(topRow, firstCell), cellAt(bottomRow, lastCell));
    },
  },
};
