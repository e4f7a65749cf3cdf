import { declareApi } from '../../richapi/object-model.ts';
import { spanOf, type Span } from '../model/story.ts';
import { cellsOf, cellText, isHeader, rowsOf, seenCells, tableOf } from '../parts/table-grid.ts';
import { rowHeight, setRowHeight } from '../parts/table-look.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { fieldsMember } from './field-members.ts';
import { noteMembers } from './note-item.ts';
import { invalid, pointsOf, requireTwips, requireValuesFor } from './table-arguments.ts';
import { cellMembers, changeTable, setCellText, tableTextMembers, type CellHolder } from './table-cells.ts';
import { addRows, merge, removeRows } from './table-edits.ts';
import { requirePlace, TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.TableRow`: one `w:tr`. */
export class TableRow extends TextObject implements CellHolder {
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    super(model);
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  get table(): Element {
    return tableOf(this.element);
  }

  get cells(): readonly Element[] {
    return cellsOf(this.element);
  }

  get seenCells(): readonly Element[] {
    return seenCells(this.element);
  }

  get span(): Span {
    return spanOf(this.element) ?? notFound();
  }

  get index(): number {
    return rowsOf(this.table).indexOf(this.element);
  }

  change<T>(edit: () => T): T {
    return changeTable(this.document, edit);
  }

  nextOrNull(): object | null {
    const next = rowsOf(this.table)[this.index + 1];
    return next ? this.model.tableRow(next) : null;
  }

  setValues(value: unknown): void {
    const cells = this.seenCells;
    const [texts = []] = requireValuesFor(value, [cells]);
    this.change(() => {
      for (const [column, cell] of cells.entries()) setCellText(this.document, cell, texts[column] ?? '');
    });
  }

  merge(): object {
    const [first] = this.seenCells;
    const last = this.seenCells.at(-1);
    return first && last ? merge(this, first, last) : invalid('The row has no cell of its own.');
  }
}

/** `Word.TableRowCollection`. */
export class TableRowCollection extends HostCollection {}

declareCollection(TableRowCollection, 'Word.TableRowCollection', 'WordApi 1.3');

declareApi(TableRow, {
  name: 'Word.TableRow',
  identity: (self) => ({ _Id: self.model.idOf(self.element) }),
  members: {
    ...tableTextMembers<TableRow>(),
    ...cellMembers<TableRow>(),
    ...fieldsMember<TableRow>(({ element }) => element),
    ...noteMembers<TableRow>(),
    parentTable: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.table(self.table) },
    cells: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.tableCells(() => self.seenCells) },
    cellCount: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.seenCells.length },
    rowIndex: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.index },
    isHeader: { kind: 'property', since: 'WordApi 1.3', get: (self) => isHeader(self.element) },
    preferredHeight: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => pointsOf(rowHeight(self.element)),
      set: (self, value: unknown) => {
        const height = requireTwips(value, 'The height');
        self.change(() => setRowHeight(self.element, height));
      },
    },
    values: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => [self.seenCells.map(cellText)],
      set: (self, value: unknown) => self.setValues(value),
    },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() },
    insertRows: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, place: unknown, count: unknown, values: unknown) =>
        addRows(self, self.element, requirePlace(place, ['Before', 'After']), count, values),
    },
    delete: { kind: 'method', since: 'WordApi 1.3', writes: true, call: (self) => removeRows(self, [self.element]) },
    merge: { kind: 'method', since: 'WordApi 1.4', writes: true, call: (self) => self.merge() },
  },
});
