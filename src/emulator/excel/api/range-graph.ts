import type { ApiMember } from '../../richapi/object-model.ts';
import { looksAtCells, precedentsOf } from '../calculation/trace.ts';
import {
  bounding,
  cellArea,
  cellKey,
  columnOfKey,
  intersect,
  maxColumns,
  maxRows,
  rowOfKey,
  type Area,
} from '../model/address.ts';
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

/** Where Ctrl and an arrow go from a cell: to the end of what it is in, or to the beginning of what comes. */
function edge(self: Range, direction: 'Up' | 'Down' | 'Left' | 'Right', from: { row: number; column: number }): Area {
  self.document.calculateIfDue();
  const { grid } = self.sheet;
  const step = { Up: [-1, 0], Down: [1, 0], Left: [0, -1], Right: [0, 1] }[direction];
  const [down = 0, across = 0] = step;
  const used = grid.usedArea(true) ?? cellArea(0, 0);
  const limits = { top: 0, left: 0, bottom: maxRows - 1, right: maxColumns - 1 };
  const isIn = (row: number, column: number): boolean => intersect(limits, cellArea(row, column)) !== null;
  const isPast = (row: number, column: number): boolean =>
    (down > 0 && row > used.bottom) || (across > 0 && column > used.right);
  const holds = (row: number, column: number): boolean => isIn(row, column) && grid.value(row, column) !== null;
  let { row, column } = from;
  const isInside = holds(row, column) && holds(row + down, column + across);
  while (isIn(row + down, column + across)) {
    if (isInside && !holds(row + down, column + across)) break;
    row += down;
    column += across;
    if (!isInside && holds(row, column)) break;
    if (isPast(row, column)) {
      row = down > 0 ? maxRows - 1 : row;
      column = across > 0 ? maxColumns - 1 : column;
      break;
    }
  }
  return cellArea(row, column);
}

function edgeOf(self: Range, direction: unknown, activeCell: unknown): Area {
  const way = requireOne(direction, ['Up', 'Down', 'Left', 'Right'] as const);
  const from = activeCell === undefined || activeCell === null ? self.area : self.other(activeCell).area;
  return edge(self, way, { row: from.top, column: from.left });
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
