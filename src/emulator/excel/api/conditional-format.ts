import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import {
  addConditionalFormat,
  clearConditionalFormats,
  deleteConditionalFormat,
  newRule,
  patchConditionalFormat,
  setPriority,
} from '../edit/conditional-formats.ts';
import { intersect, type Area } from '../model/address.ts';
import type {
  ConditionalFormatState,
  ConditionalKind,
  ConditionalLook,
  ConditionalRule,
} from '../model/conditional-format.ts';
import type { Sheet } from '../model/sheet.ts';
import { change, invalid, notFound, requireNumber, requireOne } from './arguments.ts';
import { CellsObject } from './cells.ts';
import { DataBarConditionalFormat } from './conditional-bar.ts';
import {
  CellValueConditionalFormat,
  ColorScaleConditionalFormat,
  CustomConditionalFormat,
  IconSetConditionalFormat,
  PresetCriteriaConditionalFormat,
  TextConditionalFormat,
  TopBottomConditionalFormat,
} from './conditional-rules.ts';
import type { RuleOwner } from './conditional-rules.ts';
import type { ExcelModel } from './excel-model.ts';
import { itemAtMember } from './item-at.ts';

const kinds: readonly ConditionalKind[] = [
  'Custom',
  'DataBar',
  'ColorScale',
  'IconSet',
  'TopBottom',
  'PresetCriteria',
  'ContainsText',
  'CellValue',
];

/** `Excel.ConditionalFormat`: a rule on cells, with what they look like where it holds. */
export class ConditionalFormat implements RuleOwner {
  readonly model: ExcelModel;
  readonly id: string;

  constructor(model: ExcelModel, id: string) {
    this.model = model;
    this.id = id;
  }

  get state(): ConditionalFormatState {
    return this.model.document.state.conditionalFormats.find(({ id }) => id === this.id) ?? notFound();
  }

  get sheet(): Sheet {
    return this.model.document.sheetById(this.state.sheetId) ?? notFound();
  }

  get rule(): ConditionalRule {
    return this.state.rule;
  }

  get look(): ConditionalLook {
    return this.state.look;
  }

  get priority(): number {
    const { conditionalFormats } = this.model.document.state;
    return conditionalFormats.filter(({ sheetId }) => sheetId === this.state.sheetId).indexOf(this.state);
  }

  edit(edit: () => void): void {
    change(this.model.document, edit);
  }

  patch(patch: Partial<ConditionalFormatState>): void {
    this.edit(() => patchConditionalFormat(this.model.document, this.state, patch));
  }

  setRule(rule: ConditionalRule): void {
    this.patch({ rule });
  }

  setLook(look: ConditionalLook): void {
    this.patch({ look });
  }
}

interface RuleClass {
  readonly kind: ConditionalKind;
  readonly make: new (owner: RuleOwner) => object;
}

/** A rule by its kind: an error, or a null object, for a format of another kind. */
function ruleMembers(rules: Readonly<Record<string, RuleClass>>): Record<string, ApiMember<ConditionalFormat>> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, { kind, make }]) => {
      const get = (self: ConditionalFormat): object | null => (self.rule.kind === kind ? new make(self) : null);
      const strict: ApiMember<ConditionalFormat> = {
        kind: 'navigation',
        since: 'ExcelApi 1.6',
        get: (self) => get(self) ?? notFound(),
      };
      const loose: ApiMember<ConditionalFormat> = { kind: 'navigation', since: 'ExcelApi 1.6', get };
      return [
        [name, strict],
        [`${name}OrNullObject`, loose],
      ];
    }),
  );
}

declareApi(ConditionalFormat, {
  name: 'Excel.ConditionalFormat',
  identity: (self) => ({ Id: self.id }),
  members: {
    id: { kind: 'property', since: 'ExcelApi 1.6', get: (self) => self.id },
    type: { kind: 'property', since: 'ExcelApi 1.6', get: (self) => self.rule.kind },
    priority: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.priority,
      set: (self, priority: unknown) => {
        const wanted = requireNumber(priority);
        if (wanted < 0) invalid();
        self.edit(() => setPriority(self.model.document, self.state, wanted));
      },
    },
    stopIfTrue: {
      kind: 'property',
      since: 'ExcelApi 1.6',
      get: (self) => self.state.stopIfTrue,
      set: (self, on: unknown) => self.patch({ stopIfTrue: typeof on === 'boolean' ? on : invalid() }),
    },
    ...ruleMembers({
      cellValue: { kind: 'CellValue', make: CellValueConditionalFormat },
      colorScale: { kind: 'ColorScale', make: ColorScaleConditionalFormat },
      custom: { kind: 'Custom', make: CustomConditionalFormat },
      dataBar: { kind: 'DataBar', make: DataBarConditionalFormat },
      iconSet: { kind: 'IconSet', make: IconSetConditionalFormat },
      preset: { kind: 'PresetCriteria', make: PresetCriteriaConditionalFormat },
      textComparison: { kind: 'ContainsText', make: TextConditionalFormat },
      topBottom: { kind: 'TopBottom', make: TopBottomConditionalFormat },
    }),
    delete: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      writes: true,
      call: (self) => self.edit(() => deleteConditionalFormat(self.model.document, self.state.id)),
    },
    getRange: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      call: (self) => {
        const [area, ...others] = self.state.areas;
        return area && others.length === 0
          ? self.model.range(self.sheet, area)
          : invalid('The format is on several ranges.');
      },
    },
    getRangeOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      call: (self) => {
        const [area, ...others] = self.state.areas;
        return area && others.length === 0 ? self.model.range(self.sheet, area) : null;
      },
    },
    getRanges: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self) => self.model.rangeAreas(self.sheet, self.state.areas),
    },
    setRanges: {
      kind: 'method',
      since: 'ExcelApi 1.17',
      writes: true,
      call: (self, ranges: unknown) => {
        if (!(ranges instanceof CellsObject) || ranges.sheet !== self.sheet) return invalid();
        self.patch({ areas: ranges.areas });
        return undefined;
      },
    },
  },
});

/** `Excel.ConditionalFormatCollection`: the formats that meet some cells. */
export class ConditionalFormatCollection {
  readonly model: ExcelModel;
  readonly sheet: Sheet;
  readonly areas: readonly Area[];

  constructor(model: ExcelModel, sheet: Sheet, areas: readonly Area[]) {
    this.model = model;
    this.sheet = sheet;
    this.areas = areas;
  }

  get items(): readonly ConditionalFormat[] {
    return this.model.document.state.conditionalFormats
      .filter(
        ({ sheetId, areas }) =>
          sheetId === this.sheet.id && areas.some((own) => this.areas.some((area) => intersect(own, area))),
      )
      .map(({ id }) => new ConditionalFormat(this.model, id));
  }

  find(key: unknown): ConditionalFormat | null {
    return this.items.find(({ id }) => id === key) ?? null;
  }
}

declareApi(ConditionalFormatCollection, {
  name: 'Excel.ConditionalFormatCollection',
  members: {
    add: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      writes: true,
      call: ({ model, sheet, areas }, type: unknown) => {
        const kind = requireOne(type, kinds);
        const { document } = model;
        const made = change(document, () => addConditionalFormat(document, sheet, areas, newRule(kind)));
        return new ConditionalFormat(model, made.id);
      },
    },
    clearAll: {
      kind: 'method',
      since: 'ExcelApi 1.6',
      writes: true,
      call: ({ model, sheet, areas }) =>
        change(model.document, () => clearConditionalFormats(model.document, sheet, areas)),
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.6', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.6'),
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.14', call: (self, key: unknown) => self.find(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
