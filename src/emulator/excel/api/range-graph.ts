import type { ApiMember } from '../../richapi/object-model.ts';
import { looksAtCells, precedentsOf } from '../calculation/trace.ts';
import { bounding, cellArea, cellKey, columnOfKey, intersect, rowOfKey, type Area } from '../model/address.ts';
import { dataEdge } from '../model/data-edge.ts';
import { notFound, requireOne } from './arguments.ts';
import { fullAddress } from './cells.ts';
import type { SheetAreas } from '../model/sheet-areas.ts';
import { surroundingRegion } from '../model/surrounding-region.ts';
import type { Range } from './range.ts';
import { specialAreas } from './special-cells.ts';

function spillArea({ document, sheet, area }: Range): Area | null {
  document.calculateIfDue();
  return sheet.spills.get(cellKey(area.top, area.left)) ?? null;
}

function spillParent({ document, sheet, area }: Range): Area | null {
  document.calculateIfDue();
  const key = cellKey(area.top, area.left);
  const anchor = sheet.spilled.get(key) ?? (sheet.spills.has(key) ? key : undefined);
  return anchor === undefined ? null : cellArea(rowOfKey(anchor), columnOfKey(anchor));
}

function areasOrNotFound(self: Range, areas: readonly SheetAreas[]): object {
  return areas.length === 0 ? notFound() : self.model.workbookRangeAreas(areas);
}

/** What Excel calls the current region. */
function surrounding({ document, sheet, area }: Range): Area {
  document.calculateIfDue();
  return surroundingRegion(sheet.grid, area);
}

const ways = {
  Up: { row: -1, column: 0 },
  Down: { row: 1, column: 0 },
  Left: { row: 0, column: -1 },
  Right: { row: 0, column: 1 },
} as const;

function edgeOf(self: Range, direction: unknown, activeCell: unknown): Area {
  const way = requireOne(direction, ['Up', 'Down', 'Left', 'Right'] as const);
  const from = activeCell === undefined || activeCell === null ? self.area : self.other(activeCell).area;
  self.document.calculateIfDue();
  const { row, column } = dataEdge(self.sheet.grid, { row: from.top, column: from.left }, ways[way]);
  return cellArea(row, column);
}

/** What a range has to do with other cells: arrays, precedents, dependents, the data around it. */
export const rangeGraphMembers: Readonly<Record<string, ApiMember<Range>>> = {
  hasSpill: {
    kind: 'property',
    since: 'ExcelApi 1.12',
    get: (self) => {
      self.document.calculateIfDue();
      return [...self.sheet.spills.values()].some((area) => intersect(area, self.area));
    },
  },
  savedAsArray: {
    kind: 'property',
    since: 'ExcelApi 1.12',
    get: (self) => {
      const formula = self.sheet.grid.formula(self.area.top, self.area.left);
      return formula !== null && (formula.arrayArea !== undefined || spillArea(self) !== null);
    },
  },
  getSpillingToRange: {
    kind: 'method',
    since: 'ExcelApi 1.12',
    call: (self) => self.at(spillArea(self) ?? notFound()),
  },
  getSpillingToRangeOrNullObject: {
    kind: 'method',
    since: 'ExcelApi 1.12',
    call: (self) => {
      const area = spillArea(self);
      return area && self.at(area);
    },
  },
  getSpillParent: { kind: 'method', since: 'ExcelApi 1.12', call: (self) => self.at(spillParent(self) ?? notFound()) },
  getSpillParentOrNullObject: {
    kind: 'method',
    since: 'ExcelApi 1.12',
    call: (self) => {
      const area = spillParent(self);
      return area && self.at(area);
    },
  },
  getDirectPrecedents: {
    kind: 'method',
    since: 'ExcelApi 1.12',
    call: (self) => areasOrNotFound(self, precedentsOf(self.document, self.sheet, self.area, 'direct')),
  },
  getPrecedents: {
    kind: 'method',
    since: 'ExcelApi 1.14',
    call: (self) => areasOrNotFound(self, precedentsOf(self.document, self.sheet, self.area, 'all')),
  },
  getDirectDependents: {
    kind: 'method',
    since: 'ExcelApi 1.13',
    call: (self) => areasOrNotFound(self, looksAtCells(self.document, self.sheet, self.area, 'direct')),
  },
  getDependents: {
    kind: 'method',
    since: 'ExcelApi 1.15',
    call: (self) => areasOrNotFound(self, looksAtCells(self.document, self.sheet, self.area, 'all')),
  },
  getSpecialCells: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, type: unknown, valueType: unknown) => {
      const areas = specialAreas(self.document, self.sheet, self.areas, type, valueType);
      return areas.length === 0 ? notFound() : self.model.rangeAreas(self.sheet, areas);
    },
  },
  getSpecialCellsOrNullObject: {
    kind: 'method',
    since: 'ExcelApi 1.9',
    call: (self, type: unknown, valueType: unknown) => {
      const areas = specialAreas(self.document, self.sheet, self.areas, type, valueType);
      return areas.length === 0 ? null : self.model.rangeAreas(self.sheet, areas);
    },
  },
  getSurroundingRegion: { kind: 'method', since: 'ExcelApi 1.7', call: (self) => self.at(surrounding(self)) },
  getRangeEdge: {
    kind: 'method',
    since: 'ExcelApi 1.13',
    call: (self, direction: unknown, activeCell: unknown) => self.at(edgeOf(self, direction, activeCell)),
  },
  getExtendedRange: {
    kind: 'method',
    since: 'ExcelApi 1.13',
    call: (self, direction: unknown, activeCell: unknown) =>
      self.at(bounding(self.area, edgeOf(self, direction, activeCell))),
  },
  getMergedAreasOrNullObject: {
    kind: 'method',
    since: 'ExcelApi 1.13',
    call: (self) => {
      const merges = self.sheet.state.merges.filter((merge) => intersect(merge, self.area));
      return merges.length === 0 ? null : self.model.rangeAreas(self.sheet, merges);
    },
  },
};

export function addressesOf(areas: readonly SheetAreas[]): string[] {
  return areas.map(({ sheet, areas: own }) => own.map((area) => fullAddress(sheet, area)).join(','));
}
