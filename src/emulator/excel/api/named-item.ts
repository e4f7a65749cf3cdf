import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import { declareApi, HostError } from '../../richapi/object-model.ts';
import { sameName } from '../formula/move-references.ts';
import type { CellValue } from '../model/cell-value.ts';
import { isCellError } from '../model/cell-value.ts';
import type { NameState } from '../model/workbook-state.ts';
import { areasOfReference, findName } from '../model/references.ts';
import { change, invalid, notFound, requireString } from './arguments.ts';
import { CellsObject, fullAddress } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';
import { apiValue } from './range-values.ts';

/** `Excel.NamedItem`. It is known by its name and where it belongs to. */
export class NamedItem {
  readonly model: ExcelModel;
  readonly #name: string;
  readonly #sheetId: string | null;

  constructor(model: ExcelModel, state: NameState) {
    this.model = model;
    this.#name = state.name;
    this.#sheetId = state.sheetId;
  }

  get state(): NameState {
    return findName(this.model.document, this.#sheetId, this.#name) ?? notFound();
  }

  patch(patch: Partial<NameState>): void {
    const { document } = this.model;
    const before = this.state;
    change(document, () =>
      document.changeState({
        names: document.state.names.map((each) => (each === before ? { ...each, ...patch } : each)),
      }),
    );
  }

  rangeOrNull(): object | null {
    const { document } = this.model;
    const own = document.sheetById(this.#sheetId ?? '') ?? document.activeSheet;
    const found = areasOfReference(document, own, this.state.formula);
    const [area] = found?.areas ?? [];
    return found && area ? this.model.range(found.sheet, area) : null;
  }

  /** What the name is worth: its address for a range, the value for anything else. */
  value(): CellValue {
    const { document } = this.model;
    const range = this.rangeOrNull();
    if (range instanceof CellsObject && range.areas[0]) return fullAddress(range.sheet, range.areas[0]);
    return (
      document.evaluate(document.sheetById(this.#sheetId ?? '') ?? document.activeSheet, this.state.formula)[0]?.[0] ??
      null
    );
  }

  get type(): string {
    if (this.rangeOrNull()) return 'Range';
    const value = this.value();
    if (isCellError(value)) return 'Error';
    if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
    return typeof value === 'boolean' ? 'Boolean' : 'String';
  }
}

/** `Excel.NamedItemCollection`: the names of the workbook or of one sheet. */
export class NamedItemCollection {
  readonly model: ExcelModel;
  readonly #sheetId: string | null;

  constructor(model: ExcelModel, sheetId: string | null) {
    this.model = model;
    this.#sheetId = sheetId;
  }

  get items(): readonly object[] {
    return this.model.document.state.names
      .filter(({ sheetId }) => sheetId === this.#sheetId)
      .map((state) => new NamedItem(this.model, state));
  }

  find(name: unknown): object | null {
    const found = findName(this.model.document, this.#sheetId, String(name));
    return found ? new NamedItem(this.model, found) : null;
  }

  add(name: unknown, reference: unknown, comment: unknown): object {
    const { document } = this.model;
    const own = requireString(name);
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]{0,254}$/u.test(own) || /^[A-Za-z]{1,3}\d{1,7}$|^[rRcC]$/.test(own))
      return invalid(`'${own}' is no valid name.`);
    if (findName(document, this.#sheetId, own) || document.state.tables.some((table) => sameName(table.name, own)))
      throw new HostError('ItemAlreadyExists', 'An item with the same name exists already.');
    const state: NameState = {
      name: own,
      formula: formulaOf(reference),
      sheetId: this.#sheetId,
      comment: typeof comment === 'string' ? comment : '',
      visible: true,
    };
    if (!document.calculation.evaluator.isReadable(new TokenizedFormula(state.formula)))
      return invalid('The formula of the name cannot be read.');
    change(document, () => document.changeState({ names: [...document.state.names, state] }));
    return new NamedItem(this.model, state);
  }
}

/** The formula that a reference of an argument comes to: fixed cells for a range, a constant for a value. */
function formulaOf(reference: unknown): string {
  if (reference instanceof CellsObject) {
    return reference.areas.map((area) => fullAddress(reference.sheet, area).replace(/(?<=!)(.*)$/, fixed)).join(',');
  }
  if (typeof reference === 'number') return String(reference);
  if (typeof reference === 'boolean') return reference ? 'TRUE' : 'FALSE';
  const text = requireString(reference);
  return text.startsWith('=') ? text.slice(1) : `"${text.replaceAll('"', '""')}"`;
}

function fixed(address: string): string {
  return address.replace(
    /([A-Z]+)?(\d+)?/g,
    (_, letters?: string, digits?: string) => (letters ? `$${letters}` : '') + (digits ? `$${digits}` : ''),
  );
}

declareApi(NamedItem, {
  name: 'Excel.NamedItem',
  members: {
    name: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.state.name },
    type: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.type },
    value: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => apiValue(self.value()) },
    visible: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.state.visible,
      set: (self, visible: unknown) => self.patch({ visible: visible === true }),
    },
    comment: {
      kind: 'property',
      since: 'ExcelApi 1.4',
      get: (self) => self.state.comment,
      set: (self, comment: unknown) => self.patch({ comment: requireString(comment) }),
    },
    scope: {
      kind: 'property',
      since: 'ExcelApi 1.4',
      get: (self) => (self.state.sheetId === null ? 'Workbook' : 'Worksheet'),
    },
    formula: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => `=${self.state.formula}`,
      set: (self, formula: unknown) => self.patch({ formula: requireString(formula).replace(/^=/, '') }),
    },
    worksheet: {
      kind: 'navigation',
      since: 'ExcelApi 1.4',
      get: (self) => self.model.worksheet(self.model.document.sheetById(self.state.sheetId ?? '') ?? notFound()),
    },
    worksheetOrNullObject: {
      kind: 'navigation',
      since: 'ExcelApi 1.4',
      get: (self) => {
        const sheet = self.model.document.sheetById(self.state.sheetId ?? '');
        return sheet ? self.model.worksheet(sheet) : null;
      },
    },
    getRange: { kind: 'method', since: 'ExcelApi 1.1', call: (self) => self.rangeOrNull() ?? notFound() },
    getRangeOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.rangeOrNull() },
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      writes: true,
      call: (self) => {
        const { document } = self.model;
        const { state } = self;
        change(document, () => document.changeState({ names: document.state.names.filter((each) => each !== state) }));
      },
    },
  },
});

declareApi(NamedItemCollection, {
  name: 'Excel.NamedItemCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      writes: true,
      call: (self, name: unknown, reference: unknown, comment: unknown) => self.add(name, reference, comment),
    },
    addFormulaLocal: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      writes: true,
      call: (self, name: unknown, formula: unknown, comment: unknown) =>
        self.add(name, `=${requireString(formula).replace(/^=/, '')}`, comment),
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, name: unknown) => self.find(name) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
