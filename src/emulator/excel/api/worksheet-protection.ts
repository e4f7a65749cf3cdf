import { declareApi, HostError } from '../../richapi/object-model.ts';
import { sheetPermissions } from '../package/read-sheet.ts';
import type { Sheet } from '../model/sheet.ts';
import { change } from './arguments.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.WorksheetProtection`. */
export class WorksheetProtection {
  readonly model: ExcelModel;
  readonly sheet: Sheet;

  constructor(model: ExcelModel, sheet: Sheet) {
    this.model = model;
    this.sheet = sheet;
  }

  protect(options: unknown, password: unknown): void {
    if (this.sheet.state.protection) throw new HostError('InvalidOperation', 'The worksheet is protected already.');
    const given = (options ?? {}) as Readonly<Record<string, unknown>>;
    const allowed = Object.fromEntries(sheetPermissions.map(([name]) => [name, given[name] === true]));
    change(this.model.document, () =>
      this.model.document.changeSheet(this.sheet, {
        protection: { options: allowed, password: typeof password === 'string' && password !== '' ? password : null },
      }),
    );
  }

  unprotect(password: unknown): void {
    const { protection } = this.sheet.state;
    if (!protection) return;
    if (protection.password !== null && protection.password !== password)
      throw new HostError('AccessDenied', 'The password you supplied is not correct.');
    change(this.model.document, () => this.model.document.changeSheet(this.sheet, { protection: null }));
  }
}

declareApi(WorksheetProtection, {
  name: 'Excel.WorksheetProtection',
  members: {
    protected: { kind: 'property', since: 'ExcelApi 1.2', get: (self) => self.sheet.state.protection !== null },
    options: { kind: 'property', since: 'ExcelApi 1.2', get: (self) => self.sheet.state.protection?.options ?? null },
    protect: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self, options: unknown, password: unknown) => self.protect(options, password),
    },
    unprotect: {
      kind: 'method',
      since: 'ExcelApi 1.7',
      writes: true,
      call: (self, password: unknown) => self.unprotect(password),
    },
  },
});
