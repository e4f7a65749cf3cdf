import { declareApi } from '../../richapi/object-model.ts';
import { maxColumns, maxRows } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { change, invalid, notFound, optionalNumber } from './arguments.ts';
import { CellsObject } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.WorksheetFreezePanes`. */
export class WorksheetFreezePanes {
  readonly model: ExcelModel;
  readonly sheet: Sheet;

  constructor(model: ExcelModel, sheet: Sheet) {
    this.model = model;
    this.sheet = sheet;
  }

  freeze(rows: number, columns: number): void {
    change(this.model.document, () => this.model.document.changeSheet(this.sheet, { frozen: { rows, columns } }));
  }

  get location(): object | null {
    const { rows, columns } = this.sheet.state.frozen;
    if (rows === 0 && columns === 0) return null;
    const bottom = rows === 0 ? maxRows - 1 : rows - 1;
    const right = columns === 0 ? maxColumns - 1 : columns - 1;
    return this.model.range(this.sheet, { top: 0, left: 0, bottom, right });
  }
}

declareApi(WorksheetFreezePanes, {
  name: 'Excel.WorksheetFreezePanes',
  members: {
    freezeAt: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, range: unknown) => {
        const [area] = range instanceof CellsObject ? range.areas : [invalid()];
        if (area)
          self.freeze(
            area.bottom === maxRows - 1 ? 0 : area.bottom + 1,
            area.right === maxColumns - 1 ? 0 : area.right + 1,
          );
      },
    },
    freezeRows: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, count: unknown) => self.freeze(optionalNumber(count, 1), 0),
    },
    freezeColumns: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, count: unknown) => self.freeze(0, optionalNumber(count, 1)),
    },
    unfreeze: { kind: 'method', since: 'ExcelApi 1.7', writes: true, call: (self) => self.freeze(0, 0) },
    getLocation: { kind: 'method', since: 'ExcelApi 1.7', call: (self) => self.location ?? notFound() },
    getLocationOrNullObject: { kind: 'method', since: 'ExcelApi 1.7', call: (self) => self.location },
  },
});
