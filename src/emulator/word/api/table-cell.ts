import { declareApi } from '../../richapi/object-model.ts';
import { cellText, mergedCells, rowOf, rowsOf, seenCells, tableOf } from '../parts/table-grid.ts';
import { splitCell } from '../parts/table-merges.ts';
import { cellWidth, setCellWidth } from '../parts/table-widths.ts';
import type { WordDocument } from '../word-document.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { invalid, pointsOf, requireInteger, requireTwips } from './table-arguments.ts';
import { cellMembers, changeTable, setCellText, type CellHolder } from './table-cells.ts';
import { addColumns, addRows, mostColumns, placeOf, removeColumns, removeRows, requireUniform } from './table-edits.ts';
import { requirePlace, requireText } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.TableCell`: one `w:tc`, with those that continue it downwards. */
export class TableCell implements CellHolder {
  readonly model: WordModel;
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    this.model = model;
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  get document(): WordDocument {
    return this.model.document;
  }

  get table(): Element {
    return tableOf(this.element);
  }

  get row(): Element {
    return rowOf(this.element);
  }

  get cells(): readonly Element[] {
    return mergedCells(this.element);
  }

  get rowIndex(): number {
    return rowsOf(this.table).indexOf(this.row);
  }

  get cellIndex(): number {
    return seenCells(this.row).indexOf(this.element);
  }

  change<T>(edit: () => T): T {
    return changeTable(this.document, edit);
  }

  /** The next cell of the row, or the first one of a row below. */
  nextOrNull(): object | null {
    const all = rowsOf(this.table).flatMap(seenCells);
    const next = all[all.indexOf(this.element) + 1];
    return next ? this.model.tableCell(next) : null;
  }

  split(rowCount: unknown, columnCount: unknown): void {
    const place = placeOf(this.element);
    const rows = requireInteger(rowCount, 'The number of rows', 1, place.rowSpan);
    const columns = requireInteger(columnCount, 'The number of columns', 1, mostColumns);
    if (place.rowSpan % rows !== 0) invalid(`${place.rowSpan} rows cannot be shared by ${rows} cells.`);
    this.change(() => splitCell(this.table, place, rows, columns));
  }
}

/** `Word.TableCellCollection`. */
export class TableCellCollection extends HostCollection {}

declareCollection(TableCellCollection, 'Word.TableCellCollection', 'WordApi 1.3');

declareApi(TableCell, {
  name: 'Word.TableCell',
  identity: (self) => ({ _Id: self.model.idOf(self.element) }),
  members: {
    ...cellMembers<TableCell>(),
    body: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.body(self.element, 'TableCell') },
    parentRow: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.tableRow(self.row) },
    parentTable: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.table(self.table) },
    cellIndex: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.cellIndex },
    rowIndex: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.rowIndex },
    value: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => cellText(self.element),
      set: (self, value: unknown) => {
        const text = requireText(value, 'The value');
        self.change(() => setCellText(self.document, self.element, text));
      },
    },
    width: { kind: 'property', since: 'WordApi 1.3', get: (self) => pointsOf(cellWidth(self.element)) },
    columnWidth: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => pointsOf(cellWidth(self.element)),
      set: (self, value: unknown) => {
        requireUniform(self.table);
        const width = requireTwips(value, 'The width');
        self.change(() => setCellWidth(self.element, width));
      },
    },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() },
    insertColumns: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, place: unknown, count: unknown, values: unknown) =>
        addColumns(self, self.cellIndex, requirePlace(place, ['Before', 'After']), count, values),
    },
    insertRows: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, place: unknown, count: unknown, values: unknown) =>
        addRows(self, self.row, requirePlace(place, ['Before', 'After']), count, values),
    },
    deleteColumn: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self) => removeColumns(self, self.cellIndex, 1),
    },
    deleteRow: { kind: 'method', since: 'WordApi 1.3', writes: true, call: (self) => removeRows(self, [self.row]) },
    split: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, rowCount: unknown, columnCount: unknown) => self.split(rowCount, columnCount),
    },
  },
});
