import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { copySheet, deleteSheet, moveSheet, renameSheet, setVisibility } from '../edit/sheets.ts';
import { setColumnWidth, widthInPoints } from '../edit/sizes.ts';
import { cellArea, maxColumns, maxRows, parseArea, type Area } from '../model/address.ts';
import type { Sheet, SheetState } from '../model/sheet.ts';
import { areasOfReference } from '../model/references.ts';
import {
  change,
  changeCells,
  invalid,
  notFound,
  requireColor,
  requireNumber,
  requireOne,
  requireString,
} from './arguments.ts';
import { CommentCollection } from './comment.ts';
import { eventMembers, eventTypes } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';
import { NoteCollection } from './note.ts';
import { PivotTableCollection } from './pivot-table.ts';
import { findCells, replaceIn } from './range-find.ts';
import { ShapeCollection } from './shape.ts';
import { WorksheetFreezePanes } from './freeze-panes.ts';
import { WorksheetProtection } from './worksheet-protection.ts';

/** `Excel.Worksheet`. */
export class Worksheet {
  readonly model: ExcelModel;
  readonly #sheet: Sheet;

  constructor(model: ExcelModel, sheet: Sheet) {
    this.model = model;
    this.#sheet = sheet;
  }

  get sheet(): Sheet {
    return this.model.document.sheets.includes(this.#sheet) ? this.#sheet : notFound();
  }

  get id(): string {
    return this.#sheet.id;
  }

  get wholeArea(): Area {
    return { top: 0, left: 0, bottom: maxRows - 1, right: maxColumns - 1 };
  }

  edit(edit: () => void): void {
    change(this.model.document, edit);
  }

  patch(patch: Partial<SheetState>): void {
    this.edit(() => this.model.document.changeSheet(this.sheet, patch));
  }

  range(address: unknown): object {
    if (address === undefined || address === null || address === '')
      return this.model.range(this.sheet, this.wholeArea);
    const found = areasOfReference(this.model.document, this.sheet, requireString(address));
    const [area] = found?.areas ?? [];
    if (!found || !area || found.areas.length > 1) return invalid('The address is no range.');
    return this.model.range(found.sheet, area);
  }

  used(valuesOnly: unknown): object | null {
    const area = this.model.document.usedArea(this.sheet, valuesOnly === true);
    return area && this.model.range(this.sheet, area);
  }

  beside(step: 1 | -1, visibleOnly: unknown): object | null {
    const { sheets } = this.model.document;
    for (let at = sheets.indexOf(this.sheet) + step; ; at += step) {
      const sheet = sheets[at];
      if (!sheet) return null;
      if (visibleOnly !== true || sheet.state.visibility === 'Visible') return this.model.worksheet(sheet);
    }
  }

  found(text: unknown, criteria: unknown): object | null {
    const { document } = this.model;
    const areas = [...findCells(document, this.sheet, this.wholeArea, requireString(text), criteria ?? {})].map(
      ({ row, column }) => cellArea(row, column),
    );
    return areas.length === 0 ? null : this.model.rangeAreas(this.sheet, areas);
  }

  ranges(address: unknown): object {
    if (address === undefined || address === null || address === '')
      return this.model.rangeAreas(this.sheet, [this.wholeArea]);
    const areas = requireString(address)
      .split(',')
      .map((each) => parseArea(each.trim().replaceAll('$', '')) ?? invalid(`'${each}' is no range.`));
    return this.model.rangeAreas(this.sheet, areas);
  }
}

function beside(step: 1 | -1, otherwise: () => null): ApiMember<Worksheet> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.5',
    call: (self, visibleOnly: unknown) => self.beside(step, visibleOnly) ?? otherwise(),
  };
}

const visibilities = ['Visible', 'Hidden', 'VeryHidden'] as const;

declareApi(Worksheet, {
  name: 'Excel.Worksheet',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.id },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.sheet.name,
      set: (self, name: unknown) => self.edit(() => renameSheet(self.model.document, self.sheet, requireString(name))),
    },
    position: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.model.document.sheets.indexOf(self.sheet),
      set: (self, position: unknown) =>
        self.edit(() => moveSheet(self.model.document, self.sheet, requireNumber(position))),
    },
    visibility: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.sheet.state.visibility,
      set: (self, visibility: unknown) =>
        self.edit(() => setVisibility(self.model.document, self.sheet, requireOne(visibility, visibilities))),
    },
    tabColor: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => self.sheet.state.tabColor,
      set: (self, color: unknown) => self.patch({ tabColor: color === '' ? '' : requireColor(color) }),
    },
    tabId: {
      kind: 'property',
      since: 'ExcelApi 1.14',
      get: (self) => Array.from(self.id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0x7fffffff, 7),
    },
    showGridlines: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.sheet.state.showGridlines,
      set: (self, on: unknown) => self.patch({ showGridlines: on === true }),
    },
    showHeadings: {
      kind: 'property',
      since: 'ExcelApi 1.8',
      get: (self) => self.sheet.state.showHeadings,
      set: (self, on: unknown) => self.patch({ showHeadings: on === true }),
    },
    standardHeight: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => self.sheet.state.defaultRowHeight },
    standardWidth: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => widthInPoints(self.sheet.state.defaultColumnWidth),
      set: (self, points: unknown) => {
        const width = typeof points === 'number' && points >= 0 ? points / 0.75 / 7 : invalid();
        self.edit(() => {
          const { document } = self.model;
          document.changeSheet(self.sheet, { defaultColumnWidth: width });
          setColumnWidth(document, self.sheet, self.wholeArea, null);
        });
      },
    },
    protection: {
      kind: 'navigation',
      since: 'ExcelApi 1.2',
      get: (self) => new WorksheetProtection(self.model, self.sheet),
    },
    freezePanes: {
      kind: 'navigation',
      since: 'ExcelApi 1.7',
      get: (self) => new WorksheetFreezePanes(self.model, self.sheet),
    },
    tables: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.tables(self.id) },
    charts: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.charts(self.sheet) },
    names: { kind: 'navigation', since: 'ExcelApi 1.4', get: (self) => self.model.names(self.id) },
    pivotTables: {
      kind: 'navigation',
      since: 'ExcelApi 1.3',
      get: (self) => new PivotTableCollection(self.model, self.sheet),
    },
    comments: {
      kind: 'navigation',
      since: 'ExcelApi 1.10',
      get: (self) => new CommentCollection(self.model, self.id),
    },
    notes: { kind: 'navigation', since: 'ExcelApi 1.18', get: (self) => new NoteCollection(self.model, self.sheet) },
    shapes: {
      kind: 'navigation',
      since: 'ExcelApi 1.9',
      get: (self) => new ShapeCollection(self.model, self.sheet),
    },
    activate: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self) => {
        if (self.sheet.state.visibility !== 'Visible') return invalid('A hidden worksheet cannot be activated.');
        self.model.document.activate(self.sheet);
        return undefined;
      },
    },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self) => self.edit(() => deleteSheet(self.model.document, self.sheet)),
    },
    copy: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, positionType: unknown, relativeTo: unknown) => {
        const { document } = self.model;
        const kind = requireOne(positionType ?? 'None', ['None', 'Before', 'After', 'Beginning', 'End'] as const);
        const other = relativeTo instanceof Worksheet ? document.sheets.indexOf(relativeTo.sheet) : -1;
        if ((kind === 'Before' || kind === 'After') && other < 0) return invalid();
        const positions = {
          None: document.sheets.length,
          End: document.sheets.length,
          Beginning: 0,
          Before: other,
          After: other + 1,
        };
        return self.model.worksheet(change(document, () => copySheet(document, self.sheet, positions[kind])));
      },
    },
    getCell: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self, row: unknown, column: unknown) => {
        const area = cellArea(requireNumber(row), requireNumber(column));
        if (area.top < 0 || area.left < 0 || area.top >= maxRows || area.left >= maxColumns) return invalid();
        return self.model.range(self.sheet, area);
      },
    },
    getRange: { kind: 'method', since: 'ExcelApi 1.1', call: (self, address: unknown) => self.range(address) },
    getRanges: { kind: 'method', since: 'ExcelApi 1.9', call: (self, address: unknown) => self.ranges(address) },
    getRangeByIndexes: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      call: (self, row: unknown, column: unknown, rows: unknown, columns: unknown) => {
        const [top, left] = [requireNumber(row), requireNumber(column)];
        const area = { top, left, bottom: top + requireNumber(rows) - 1, right: left + requireNumber(columns) - 1 };
        const isInside = top >= 0 && left >= 0 && area.bottom >= top && area.right >= left;
        if (!isInside || area.bottom >= maxRows || area.right >= maxColumns) return invalid();
        return self.model.range(self.sheet, area);
      },
    },
    getUsedRange: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self, valuesOnly: unknown) => self.used(valuesOnly) ?? self.model.range(self.sheet, cellArea(0, 0)),
    },
    getUsedRangeOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      call: (self, valuesOnly: unknown) => self.used(valuesOnly),
    },
    getNext: beside(1, notFound),
    getNextOrNullObject: beside(1, () => null),
    getPrevious: beside(-1, notFound),
    getPreviousOrNullObject: beside(-1, () => null),
    findAll: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, text: unknown, criteria: unknown) => self.found(text, criteria) ?? notFound(),
    },
    findAllOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, text: unknown, criteria: unknown) => self.found(text, criteria),
    },
    replaceAll: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, text: unknown, replacement: unknown, criteria: unknown) =>
        changeCells(self.model.document, self.sheet, () =>
          replaceIn(
            self.model.document,
            self.sheet,
            self.wholeArea,
            requireString(text),
            requireString(replacement),
            criteria ?? {},
          ),
        ),
    },
    calculate: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      call: (self, markAllDirty: unknown) => {
        const { document } = self.model;
        if (markAllDirty === true) document.calculation.formulas.setDue(self.sheet, self.wholeArea);
        document.calculate();
      },
    },
    ...eventMembers<Worksheet>(
      (self) => self.model.events,
      (self) => self.id,
      {
        onActivated: ['ActivatedEvent', eventTypes.sheetActivated, 'ExcelApi 1.7'],
        onDeactivated: ['DeactivatedEvent', eventTypes.sheetDeactivated, 'ExcelApi 1.7'],
        onChanged: ['DataChangedEvent', eventTypes.sheetChanged, 'ExcelApi 1.7'],
        onSelectionChanged: ['SelectionChangedEvent', eventTypes.selectionChanged, 'ExcelApi 1.7'],
        onCalculated: ['CalculatedEvent', eventTypes.calculated, 'ExcelApi 1.8'],
        onFormatChanged: ['FormatChangedEvent', eventTypes.formatChanged, 'ExcelApi 1.9'],
        onRowSorted: ['RowSortedEvent', eventTypes.rowSorted, 'ExcelApi 1.10'],
        onColumnSorted: ['ColumnSortedEvent', eventTypes.columnSorted, 'ExcelApi 1.10'],
        onSingleClicked: ['SingleClickedEvent', eventTypes.singleClicked, 'ExcelApi 1.10'],
        onRowHiddenChanged: ['RowHiddenChangedEvent', eventTypes.rowHiddenChanged, 'ExcelApi 1.11'],
        onFormulaChanged: ['FormulaChangedEvent', eventTypes.formulaChanged, 'ExcelApi 1.13'],
        onProtectionChanged: ['ProtectionChangedEvent', eventTypes.protectionChanged, 'ExcelApi 1.14'],
        onNameChanged: ['EventNameChanged', eventTypes.nameChanged, 'ExcelApi 1.17'],
        onVisibilityChanged: ['EventVisibilityChanged', eventTypes.visibilityChanged, 'ExcelApi 1.17'],
      },
    ),
  },
});
