import { declareApi } from '../../richapi/object-model.ts';
import { addSheet } from '../edit/sheets.ts';
import type { Sheet } from '../model/sheet.ts';
import { change, notFound, requireString } from './arguments.ts';
import { eventMembers, eventTypes, workbookTarget } from './event-registry.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.WorksheetCollection`. */
export class WorksheetCollection {
  readonly model: ExcelModel;

  constructor(model: ExcelModel) {
    this.model = model;
  }

  get items(): readonly object[] {
    return this.model.document.sheets.map((sheet) => this.model.worksheet(sheet));
  }

  find(key: unknown): object | null {
    const { document } = this.model;
    const sheet = document.sheetById(String(key)) ?? document.sheetByName(String(key).replace(/^'(.*)'$/, '$1'));
    return sheet ? this.model.worksheet(sheet) : null;
  }

  seen(visibleOnly: unknown): readonly Sheet[] {
    const { sheets } = this.model.document;
    return visibleOnly === true ? sheets.filter(({ state }) => state.visibility === 'Visible') : sheets;
  }
}

declareApi(WorksheetCollection, {
  name: 'Excel.WorksheetCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self, name: unknown) => {
        const own = name === undefined || name === null || name === '' ? undefined : requireString(name);
        return self.model.worksheet(change(self.model.document, () => addSheet(self.model.document, own)));
      },
    },
    getActiveWorksheet: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self) => self.model.worksheet(self.model.document.activeSheet),
    },
    getCount: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      call: (self, visibleOnly: unknown) => self.seen(visibleOnly).length,
    },
    getFirst: {
      kind: 'method',
      since: 'ExcelApi 1.5',
      call: (self, visibleOnly: unknown) => self.model.worksheet(self.seen(visibleOnly)[0] ?? notFound()),
    },
    getLast: {
      kind: 'method',
      since: 'ExcelApi 1.5',
      call: (self, visibleOnly: unknown) => self.model.worksheet(self.seen(visibleOnly).at(-1) ?? notFound()),
    },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, key: unknown) => self.find(key) },
    ...eventMembers<WorksheetCollection>(
      (self) => self.model.events,
      () => workbookTarget,
      {
        onActivated: ['ActivatedEvent', eventTypes.sheetActivated, 'ExcelApi 1.7'],
        onDeactivated: ['DeactivatedEvent', eventTypes.sheetDeactivated, 'ExcelApi 1.7'],
        onAdded: ['AddedEvent', eventTypes.sheetAdded, 'ExcelApi 1.7'],
        onDeleted: ['DeletedEvent', eventTypes.sheetDeleted, 'ExcelApi 1.7'],
        onCalculated: ['CalculatedEvent', eventTypes.calculated, 'ExcelApi 1.8'],
        onChanged: ['DataChangedEvent', eventTypes.sheetChanged, 'ExcelApi 1.9'],
        onFormatChanged: ['FormatChangedEvent', eventTypes.formatChanged, 'ExcelApi 1.9'],
        onSelectionChanged: ['SelectionChangedEvent', eventTypes.selectionChanged, 'ExcelApi 1.9'],
        onRowSorted: ['RowSortedEvent', eventTypes.rowSorted, 'ExcelApi 1.10'],
        onColumnSorted: ['ColumnSortedEvent', eventTypes.columnSorted, 'ExcelApi 1.10'],
        onSingleClicked: ['SingleClickedEvent', eventTypes.singleClicked, 'ExcelApi 1.10'],
        onRowHiddenChanged: ['RowHiddenChangedEvent', eventTypes.rowHiddenChanged, 'ExcelApi 1.11'],
        onFormulaChanged: ['FormulaChangedEvent', eventTypes.formulaChanged, 'ExcelApi 1.13'],
        onProtectionChanged: ['ProtectionChangedEvent', eventTypes.protectionChanged, 'ExcelApi 1.14'],
        onNameChanged: ['EventNameChanged', eventTypes.nameChanged, 'ExcelApi 1.17'],
        onVisibilityChanged: ['EventVisibilityChanged', eventTypes.visibilityChanged, 'ExcelApi 1.17'],
        onMoved: ['EventMoved', eventTypes.sheetMoved, 'ExcelApi 1.17'],
      },
    ),
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
