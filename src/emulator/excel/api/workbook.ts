import { declareApi, HostError } from '../../richapi/object-model.ts';
import { cellArea } from '../model/address.ts';
import { Application } from './application.ts';
import { change } from './arguments.ts';
import { CommentCollection } from './comment.ts';
import { CustomXmlPartCollection } from './custom-xml-part.ts';
import type { ExcelModel } from './excel-model.ts';
import { NoteCollection } from './note.ts';
import { PivotTableCollection } from './pivot-table.ts';
import { SettingCollection } from './setting.ts';

/** `Excel.Workbook`: the root that a request starts from. */
export class Workbook {
  readonly model: ExcelModel;
  readonly fileName: string;

  constructor(model: ExcelModel, fileName: string) {
    this.model = model;
    this.fileName = fileName;
  }
}

/** `Excel.WorkbookProtection`: whether sheets may come, go and move. */
export class WorkbookProtection {
  readonly model: ExcelModel;

  constructor(model: ExcelModel) {
    this.model = model;
  }

  set(structureProtected: boolean): void {
    change(this.model.document, () => this.model.document.changeState({ structureProtected }));
  }
}

declareApi(WorkbookProtection, {
  name: 'Excel.WorkbookProtection',
  members: {
    protected: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => self.model.document.state.structureProtected,
    },
    protect: { kind: 'method', since: 'ExcelApi 1.7', writes: true, call: (self) => self.set(true) },
    unprotect: { kind: 'method', since: 'ExcelApi 1.7', writes: true, call: (self) => self.set(false) },
  },
});

declareApi(Workbook, {
  name: 'Excel.Workbook',
  members: {
    application: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => new Application(self.model) },
    worksheets: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.worksheets() },
    tables: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.tables(null) },
    names: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.names(null) },
    pivotTables: {
      kind: 'navigation',
      since: 'ExcelApi 1.3',
      get: (self) => new PivotTableCollection(self.model, null),
    },
    comments: { kind: 'navigation', since: 'ExcelApi 1.10', get: (self) => new CommentCollection(self.model, null) },
    notes: { kind: 'navigation', since: 'ExcelApi 1.18', get: (self) => new NoteCollection(self.model, null) },
    settings: { kind: 'navigation', since: 'ExcelApi 1.4', get: (self) => new SettingCollection(self.model) },
    customXmlParts: {
      kind: 'navigation',
      since: 'ExcelApi 1.5',
      get: (self) => new CustomXmlPartCollection(self.model),
    },
    protection: { kind: 'navigation', since: 'ExcelApi 1.7', get: (self) => new WorkbookProtection(self.model) },
    name: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => self.fileName },
    readOnly: { kind: 'property', since: 'ExcelApi 1.8', get: (self) => self.model.document.readOnly },
    isDirty: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.model.document.canUndo },
    calculationEngineVersion: { kind: 'property', since: 'ExcelApi 1.9', get: () => 191_029 },
    previouslySaved: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.model.document.opened !== null },
    autoSave: { kind: 'property', since: 'ExcelApi 1.9', get: () => false },
    getActiveCell: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      call: (self) => {
        const { activeSheet, selection } = self.model.document;
        return self.model.range(activeSheet, cellArea(selection.activeCell.row, selection.activeCell.column));
      },
    },
    getSelectedRange: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self) => {
        const { activeSheet, selection } = self.model.document;
        const [area] = selection.areas;
        if (!area || selection.areas.length > 1)
          throw new HostError('InvalidSelection', 'The current selection is invalid for this operation.');
        return self.model.range(activeSheet, area);
      },
    },
    getSelectedRanges: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self) => self.model.rangeAreas(self.model.document.activeSheet, self.model.document.selection.areas),
    },
    getIsActiveCollabSession: { kind: 'method', since: 'ExcelApi 1.9', call: () => false },
    // office.js takes it from the selection event of the document, and registers nothing here.
    onSelectionChanged: { kind: 'event', since: 'ExcelApi 1.2' },
  },
});
