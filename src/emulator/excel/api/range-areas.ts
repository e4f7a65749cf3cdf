import { declareApi, type ApiMember } from '../../richapi/object-model.ts';
import { clearCells, type ClearWhat } from '../edit/set-cells.ts';
import { intersect, isInSheet, isWholeColumns, isWholeRows, maxColumns, maxRows, type Area } from '../model/address.ts';
import { changeCells, invalid, notFound, requireNumber, requireOne } from './arguments.ts';
import { cellCountOf, CellsObject, fullAddress } from './cells.ts';
import type { SheetAreas } from '../model/sheet-areas.ts';
import type { ExcelModel } from './excel-model.ts';
import { ConditionalFormatCollection } from './conditional-format.ts';
import { RangeFormat } from './range-format.ts';
import { addressesOf } from './range-graph.ts';
import { specialAreas } from './special-cells.ts';
import { itemAtMember } from './item-at.ts';

/** `Excel.RangeAreas`: several areas of one sheet. */
export class RangeAreas extends CellsObject {
  with(areas: readonly Area[]): object | null {
    return areas.length === 0 ? null : this.model.rangeAreas(this.sheet, areas);
  }

  intersection(other: unknown): object | null {
    const given = other instanceof CellsObject ? other : invalid();
    if (given.sheet !== this.sheet) return null;
    return this.with(this.areas.flatMap((area) => given.areas.flatMap((each) => intersect(area, each) ?? [])));
  }

  special(type: unknown, valueType: unknown): object | null {
    return this.with(specialAreas(this.document, this.sheet, this.areas, type, valueType));
  }

  used(valuesOnly: unknown): object | null {
    const used = this.document.usedArea(this.sheet, valuesOnly === true);
    return used && this.with(this.areas.flatMap((area) => intersect(area, used) ?? []));
  }
}

/** `Excel.RangeCollection`: the areas of a `RangeAreas`, each a range. */
export class RangeCollection {
  readonly items: readonly object[];

  constructor(items: readonly object[]) {
    this.items = items;
  }
}

/** `Excel.WorkbookRangeAreas`: areas on several sheets. */
export class WorkbookRangeAreas {
  readonly model: ExcelModel;
  readonly areas: readonly SheetAreas[];

  constructor(model: ExcelModel, areas: readonly SheetAreas[]) {
    this.model = model;
    this.areas = areas;
  }

  bySheet(key: unknown): object | null {
    const found = this.areas.find(({ sheet }) => sheet.id === key || sheet.name === key);
    return found ? this.model.rangeAreas(found.sheet, found.areas) : null;
  }
}

/** `Excel.RangeAreasCollection`. */
export class RangeAreasCollection extends RangeCollection {}

const clearKinds: readonly ClearWhat[] = ['All', 'Contents', 'Formats', 'Hyperlinks', 'RemoveHyperlinks'];

function mapped(change: (area: Area, ...args: unknown[]) => Area): ApiMember<RangeAreas> {
  return {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, ...args: unknown[]) => {
      const areas = self.areas.map((area) => change(area, ...args));
      return areas.every(isInSheet) ? self.with(areas) : invalid();
    },
  };
}

declareApi(RangeAreas, {
  name: 'Excel.RangeAreas',
  members: {
    address: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.areas.map((area) => fullAddress(self.sheet, area)).join(','),
    },
    addressLocal: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.areas.map((area) => fullAddress(self.sheet, area)).join(','),
    },
    areaCount: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.areas.length },
    cellCount: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => {
        const count = self.areas.reduce((sum, area) => sum + cellCountOf(area), 0);
        return count > 2 ** 31 - 1 ? -1 : count;
      },
    },
    isEntireColumn: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.areas.every(isWholeColumns) },
    isEntireRow: { kind: 'property', since: 'ExcelApi 1.9', get: (self) => self.areas.every(isWholeRows) },
    areas: {
      kind: 'navigation',
      since: 'ExcelApi 1.9',
      get: (self) => new RangeCollection(self.areas.map((area) => self.model.range(self.sheet, area))),
    },
    conditionalFormats: {
      kind: 'navigation',
      since: 'ExcelApi 1.9',
      get: (self) => new ConditionalFormatCollection(self.model, self.sheet, self.areas),
    },
    format: {
      kind: 'navigation',
      since: 'ExcelApi 1.9',
      get: (self) => new RangeFormat(self.model, self.sheet, self.areas),
    },
    worksheet: { kind: 'navigation', since: 'ExcelApi 1.9', get: (self) => self.model.worksheet(self.sheet) },
    calculate: { kind: 'method', since: 'ExcelApi 1.9', call: (self) => self.document.calculate() },
    setDirty: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self) => {
        for (const area of self.areas) self.document.calculation.formulas.setDue(self.sheet, area);
        self.document.calculateIfDue();
      },
    },
    clear: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      writes: true,
      call: (self, applyTo: unknown) => {
        const what = requireOne(applyTo ?? 'All', clearKinds);
        changeCells(self.document, self.sheet, () => {
          for (const area of self.areas) clearCells(self.document, self.sheet, area, what);
        });
      },
    },
    getEntireRow: mapped((area) => ({ ...area, left: 0, right: maxColumns - 1 })),
    getEntireColumn: mapped((area) => ({ ...area, top: 0, bottom: maxRows - 1 })),
    getOffsetRangeAreas: mapped((area, rows, columns) => {
      const [down, across] = [requireNumber(rows), requireNumber(columns)];
      return { top: area.top + down, bottom: area.bottom + down, left: area.left + across, right: area.right + across };
    }),
    getIntersection: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, other: unknown) => self.intersection(other) ?? notFound(),
    },
    getIntersectionOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, other: unknown) => self.intersection(other),
    },
    getSpecialCells: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, type: unknown, valueType: unknown) => self.special(type, valueType) ?? notFound(),
    },
    getSpecialCellsOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, type: unknown, valueType: unknown) => self.special(type, valueType),
    },
    getUsedRangeAreas: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, valuesOnly: unknown) => self.used(valuesOnly) ?? notFound(),
    },
    getUsedRangeAreasOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, valuesOnly: unknown) => self.used(valuesOnly),
    },
    select: {
      kind: 'method',
      since: 'ExcelApi 1.18',
      call: (self) => self.document.select(self.sheet, self.areas),
    },
  },
});

declareApi(RangeCollection, {
  name: 'Excel.RangeCollection',
  members: {
    getCount: { kind: 'method', since: 'ExcelApi 1.9', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.9'),
  },
  collection: { items: (self) => self.items },
});

declareApi(RangeAreasCollection, {
  name: 'Excel.RangeAreasCollection',
  members: {
    getCount: { kind: 'method', since: 'ExcelApi 1.12', call: (self) => self.items.length },
    getItemAt: itemAtMember('ExcelApi 1.12'),
  },
  collection: { items: (self) => self.items },
});

declareApi(WorkbookRangeAreas, {
  name: 'Excel.WorkbookRangeAreas',
  members: {
    addresses: { kind: 'property', since: 'ExcelApi 1.12', get: (self) => addressesOf(self.areas) },
    areas: {
      kind: 'navigation',
      since: 'ExcelApi 1.12',
      get: (self) =>
        new RangeAreasCollection(self.areas.map(({ sheet, areas }) => self.model.rangeAreas(sheet, areas))),
    },
    ranges: {
      kind: 'navigation',
      since: 'ExcelApi 1.12',
      get: (self) =>
        new RangeCollection(
          self.areas.flatMap(({ sheet, areas }) => areas.map((area) => self.model.range(sheet, area))),
        ),
    },
    getRangeAreasBySheet: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      call: (self, key: unknown) => self.bySheet(key) ?? notFound(),
    },
    getRangeAreasOrNullObjectBySheet: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      call: (self, key: unknown) => self.bySheet(key),
    },
  },
});
