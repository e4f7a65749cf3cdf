import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { createRun } from '../model/edit-text.ts';
import { placeBeside } from '../model/place-blocks.ts';
import { cellOf, orderOf, paragraphsIn, spanOf, storyOf, storyParagraphs, type Span } from '../model/story.ts';
import { ancestorW, createW } from '../model/xml.ts';
import { cellsOfTable, isUniform, rowsOf, seenCells, tablesIn, tableValues } from '../parts/table-grid.ts';
import { declareCollection, HostCollection, notFound } from './collection.ts';
import { insertControlMember, parentControlMembers } from './content-control-members.ts';
import { fieldsMember } from './field-members.ts';
import { insertTableMember } from './insert-table.ts';
import { noteMembers } from './note-item.ts';
import { parentBodyOf } from './parent-body.ts';
import { invalid, requireValuesFor } from './table-arguments.ts';
import { cellMembers, changeTable, setCellText, tableTextMembers, type CellHolder } from './table-cells.ts';
import { tableEditMembers } from './table-edits.ts';
import { tableLookMembers } from './table-look-members.ts';
import { parentTableMembersOf } from './table-relations.ts';
import { endOf, requirePlace, requireText, startOf, TextObject } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Table`: one `w:tbl`. Its cells are those that are seen; one that only continues another has no place of its own. */
export class Table extends TextObject implements CellHolder {
  readonly #element: Element;

  constructor(model: WordModel, element: Element) {
    super(model);
    this.#element = element;
  }

  get element(): Element {
    return this.#element.isConnected ? this.#element : notFound();
  }

  get table(): Element {
    return this.element;
  }

  get cells(): readonly Element[] {
    return cellsOfTable(this.element);
  }

  get rows(): readonly Element[] {
    return rowsOf(this.element);
  }

  get span(): Span {
    return spanOf(this.element) ?? notFound();
  }

  change<T>(edit: () => T): T {
    return changeTable(this.document, edit);
  }

  get nestingLevel(): number {
    let level = 1;
    for (let table = ancestorW(this.element, 'tbl'); table; table = ancestorW(table, 'tbl')) level += 1;
    return level;
  }

  cellOrNull(row: unknown, cell: unknown): object | null {
    const found = this.seenCell(row, cell);
    return found && this.model.tableCell(found);
  }

  seenCell(row: unknown, cell: unknown): Element | null {
    const found = typeof row === 'number' ? this.rows[row] : undefined;
    return (found && typeof cell === 'number' ? seenCells(found)[cell] : undefined) ?? null;
  }

  /** The table after this one in the same body or cell. */
  nextOrNull(): object | null {
    const all = tablesIn(cellOf(this.element) ?? storyOf(this.element));
    const next = all[all.indexOf(this.element) + 1];
    return next ? this.model.table(next) : null;
  }

  /** The paragraph just before or after the table, in the same body or cell. */
  paragraphBeside(place: 'Before' | 'After'): Element | null {
    const own = paragraphsIn(this.element);
    const edge = place === 'Before' ? own[0] : own.at(-1);
    if (!edge) return null;
    const other = storyParagraphs(storyOf(edge))[orderOf(edge) + (place === 'Before' ? -1 : 1)];
    return other && cellOf(other) === cellOf(this.element) ? other : null;
  }

  getRange(location: unknown): object {
    const { span, model } = this;
    switch (location ?? 'Whole') {
      case 'Whole':
        return model.range(span);
      case 'Start':
        return model.range(startOf(span));
      case 'End':
        return model.range(endOf(span));
      case 'After': {
        const after = this.paragraphBeside('After');
        return model.range(endOf(after ? { ...span, end: { paragraph: after, offset: 0 } } : span));
      }
      default:
        return invalid(`The range location '${String(location)}' is not known.`);
    }
  }

  insertParagraph(text: string, place: 'Before' | 'After'): object {
    return this.change(() => {
      const { element, document } = this;
      const { ownerDocument } = element;
      const made = text
        .split(/\r\n?|\n/)
        .map((line) => createW(ownerDocument, 'p', {}, line === '' ? [] : [createRun(ownerDocument, line, null)]));
      placeBeside(element, made, place, document.editContext());
      return this.model.paragraph(made[0] ?? notFound());
    });
  }

  setValues(value: unknown): void {
    const cells = this.rows.map(seenCells);
    const texts = requireValuesFor(value, cells);
    this.change(() => {
      for (const [row, own] of cells.entries())
        for (const [column, cell] of own.entries()) setCellText(this.document, cell, texts[row]?.[column] ?? '');
    });
  }
}

/** `Word.TableCollection`. */
export class TableCollection extends HostCollection {}

declareCollection(TableCollection, 'Word.TableCollection', 'WordApi 1.3');

function paragraphBeside(place: 'Before' | 'After', otherwise: () => null): ApiMember<Table> {
  return {
    kind: 'method',
    since: 'WordApi 1.3',
    call: (self) => {
      const found = self.paragraphBeside(place);
      return found ? self.model.paragraph(found) : otherwise();
    },
  };
}

declareApi(Table, {
  name: 'Word.Table',
  identity: (self) => ({ _Id: self.model.idOf(self.element) }),
  members: {
    ...tableTextMembers<Table>(),
    ...cellMembers<Table>(),
    ...noteMembers<Table>(),
    ...parentTableMembersOf<Table>(),
    ...parentControlMembers<Table>('WordApi 1.3'),
    ...insertControlMember<Table>('WordApi 1.3', ({ element }) => [element]),
    ...fieldsMember<Table>(({ element }) => element),
    ...insertTableMember<Table, 'Before' | 'After'>(['Before', 'After'], ({ element }, place) => ({
      block: element,
      place,
    })),
    ...tableLookMembers,
    ...tableEditMembers,
    parentBody: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => parentBodyOf(self.model, self.element) },
    nestingLevel: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.nestingLevel },
    rows: { kind: 'navigation', since: 'WordApi 1.3', get: (self) => self.model.tableRows(() => self.rows) },
    rowCount: { kind: 'property', since: 'WordApi 1.3', get: (self) => self.rows.length },
    tables: {
      kind: 'navigation',
      since: 'WordApi 1.3',
      get: (self) => self.model.tables(() => self.cells.flatMap(tablesIn)),
    },
    isUniform: { kind: 'property', since: 'WordApi 1.3', get: (self) => isUniform(self.element) },
    values: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => tableValues(self.element),
      set: (self, value: unknown) => self.setValues(value),
    },
    getCell: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, row: unknown, cell: unknown) => self.cellOrNull(row, cell) ?? notFound(),
    },
    getCellOrNullObject: {
      kind: 'method',
      since: 'WordApi 1.3',
      call: (self, row: unknown, cell: unknown) => self.cellOrNull(row, cell),
    },
    getNext: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() ?? notFound() },
    getNextOrNullObject: { kind: 'method', since: 'WordApi 1.3', call: (self) => self.nextOrNull() },
    getParagraphBefore: paragraphBeside('Before', notFound),
    getParagraphBeforeOrNullObject: paragraphBeside('Before', () => null),
    getParagraphAfter: paragraphBeside('After', notFound),
    getParagraphAfterOrNullObject: paragraphBeside('After', () => null),
    getRange: { kind: 'method', since: 'WordApi 1.3', call: (self, location: unknown) => self.getRange(location) },
    insertParagraph: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, text: unknown, place: unknown) =>
        self.insertParagraph(requireText(text, 'The paragraph text'), requirePlace(place, ['Before', 'After'])),
    },
  },
});
