import { declareApi, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { sameName } from '../formula/move-references.ts';
import {
  bounding,
  columnsOf,
  intersect,
  isInSheet,
  isWholeColumns,
  isWholeRows,
  maxColumns,
  maxRows,
  parseArea,
  rowsOf,
  type Area,
} from '../model/address.ts';
import { invalid, notFound, optionalNumber, requireNumber } from './arguments.ts';
import { cellPropertiesMembers } from './cell-properties.ts';
import { cellCountOf, CellsObject, fullAddress } from './cells.ts';
import { rangeCopyMembers } from './range-copy.ts';
import { rangeEditMembers } from './range-edits.ts';
import { rangeFindMembers } from './range-find.ts';
import { rangeGraphMembers } from './range-graph.ts';
import { rangeLinkMembers } from './range-link.ts';
import { rangePlaceMembers } from './range-place.ts';
import { ConditionalFormatCollection } from './conditional-format.ts';
import { RangeFormat } from './range-format.ts';
import { RangeSort } from './range-sort.ts';
import {
  readFormulas,
  readNumberFormatCategories,
  readNumberFormats,
  readTexts,
  readValues,
  readValueTypes,
  writeInputs,
  writeNumberFormats,
} from './range-values.ts';

/** `Excel.Range`: one area of a sheet. */
export class Range extends CellsObject {
  get area(): Area {
    const [area] = this.areas;
    return area ?? notFound();
  }

  at(area: Area): object {
    if (!isInSheet(area)) return invalid('The range lies outside of the worksheet.');
    return this.model.range(this.sheet, area);
  }

  /** The range of an argument: a range, or its address on the same sheet. */
  other(argument: unknown): Range {
    if (argument instanceof Range) return argument;
    if (typeof argument !== 'string') return invalid();
    const found = rangeFromAddress(this, argument);
    return found instanceof Range ? found : invalid();
  }

  intersection(argument: unknown): object | null {
    const other = this.other(argument);
    const area = other.sheet === this.sheet ? intersect(this.area, other.area) : null;
    return area && this.at(area);
  }

  usedRange(valuesOnly: unknown): object | null {
    const used = this.document.usedArea(this.sheet, valuesOnly === true);
    const area = used && intersect(this.area, used);
    if (!area) return null;
    return this.at(this.sheet.grid.usedWithin(area, valuesOnly === true) ?? area);
  }
}

function rangeFromAddress(range: Range, address: string): object | null {
  const [, name, local = address] = /^(?:(.*)!)?([^!]+)$/.exec(address) ?? [];
  const wanted = name?.replace(/^'|'$/g, '').replaceAll("''", "'");
  if (wanted !== undefined && !sameName(wanted, range.sheet.name)) return null;
  const area = parseArea(local);
  return area && range.at(area);
}

const extent = (read: (area: Area) => unknown): ApiMember<Range> => ({
  kind: 'property',
  since: 'ExcelApi 1.1',
  get: (self) => read(self.area),
});

const nav = (since: RequirementSet, area: (area: Area, ...args: unknown[]) => Area): ApiMember<Range> => ({
  kind: 'method',
  since,
  call: (self, ...args: unknown[]) => self.at(area(self.area, ...args)),
});

/** `count` rows or columns beside an area: a negative count goes to the other side. */
function beside(area: Area, count: number, side: 'above' | 'below' | 'before' | 'after'): Area {
  const size = Math.abs(count);
  if (size === 0) return invalid();
  const flipped = { above: 'below', below: 'above', before: 'after', after: 'before' } as const;
  switch (count > 0 ? side : flipped[side]) {
    case 'above':
      return { ...area, top: area.top - size, bottom: area.top - 1 };
    case 'below':
      return { ...area, top: area.bottom + 1, bottom: area.bottom + size };
    case 'before':
      return { ...area, left: area.left - size, right: area.left - 1 };
    default:
      return { ...area, left: area.right + 1, right: area.right + size };
  }
}

function resized(area: Area, rows: number, columns: number): Area {
  return { ...area, bottom: area.top + rows - 1, right: area.left + columns - 1 };
}

declareApi(Range, {
  name: 'Excel.Range',
  members: {
    address: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => fullAddress(self.sheet, self.area) },
    addressLocal: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => fullAddress(self.sheet, self.area) },
    cellCount: extent((area) => (cellCountOf(area) > 2 ** 31 - 1 ? -1 : cellCountOf(area))),
    columnCount: extent(columnsOf),
    columnIndex: extent(({ left }) => left),
    rowCount: extent(rowsOf),
    rowIndex: extent(({ top }) => top),
    values: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readValues(self.document, self.sheet, self.area),
      set: (self, given: unknown) => writeInputs(self.document, self.sheet, self.area, given),
    },
    formulas: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readFormulas(self.document, self.sheet, self.area),
      set: (self, given: unknown) => writeInputs(self.document, self.sheet, self.area, given),
    },
    formulasLocal: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readFormulas(self.document, self.sheet, self.area),
      set: (self, given: unknown) => writeInputs(self.document, self.sheet, self.area, given),
    },
    formulasR1C1: {
      kind: 'property',
      since: 'ExcelApi 1.2',
      get: (self) => readFormulas(self.document, self.sheet, self.area, 'R1C1'),
      set: (self, given: unknown) => writeInputs(self.document, self.sheet, self.area, given, 'R1C1'),
    },
    text: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => readTexts(self.document, self.sheet, self.area) },
    valueTypes: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readValueTypes(self.document, self.sheet, self.area),
    },
    numberFormat: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => readNumberFormats(self.document, self.sheet, self.area),
      set: (self, given: unknown) => writeNumberFormats(self.document, self.sheet, self.area, given),
    },
    numberFormatLocal: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => readNumberFormats(self.document, self.sheet, self.area),
      set: (self, given: unknown) => writeNumberFormats(self.document, self.sheet, self.area, given),
    },
    numberFormatCategories: {
      kind: 'property',
      since: 'ExcelApi 1.12',
      get: (self) => readNumberFormatCategories(self.document, self.sheet, self.area),
    },
    isEntireColumn: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => isWholeColumns(self.area) },
    isEntireRow: { kind: 'property', since: 'ExcelApi 1.7', get: (self) => isWholeRows(self.area) },
    conditionalFormats: {
      kind: 'navigation',
      since: 'ExcelApi 1.6',
      get: (self) => new ConditionalFormatCollection(self.model, self.sheet, self.areas),
    },
    format: {
      kind: 'navigation',
      since: 'ExcelApi 1.1',
      get: (self) => new RangeFormat(self.model, self.sheet, self.areas),
    },
    sort: {
      kind: 'navigation',
      since: 'ExcelApi 1.2',
      get: (self) => new RangeSort(self.model, self.sheet, self.area),
    },
    worksheet: { kind: 'navigation', since: 'ExcelApi 1.1', get: (self) => self.model.worksheet(self.sheet) },
    getTables: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self, fullyContained: unknown) => self.model.tablesAt(self.sheet, self.area, fullyContained === true),
    },
    getPivotTables: {
      kind: 'method',
      since: 'ExcelApi 1.12',
      call: (self, fullyContained: unknown) => self.model.pivotsAt(self.sheet, self.area, fullyContained === true),
    },
    getCell: nav('ExcelApi 1.1', ({ top, left }, row, column) => {
      const at = { row: top + requireNumber(row), column: left + requireNumber(column) };
      return { top: at.row, bottom: at.row, left: at.column, right: at.column };
    }),
    getRow: nav('ExcelApi 1.1', (area, row) => {
      const at = area.top + requireNumber(row);
      return { ...area, top: at, bottom: at };
    }),
    getColumn: nav('ExcelApi 1.1', (area, column) => {
      const at = area.left + requireNumber(column);
      return { ...area, left: at, right: at };
    }),
    getEntireRow: nav('ExcelApi 1.1', (area) => ({ ...area, left: 0, right: maxColumns - 1 })),
    getEntireColumn: nav('ExcelApi 1.1', (area) => ({ ...area, top: 0, bottom: maxRows - 1 })),
    getLastCell: nav('ExcelApi 1.1', ({ bottom, right }) => ({ top: bottom, bottom, left: right, right })),
    getLastRow: nav('ExcelApi 1.1', (area) => ({ ...area, top: area.bottom })),
    getLastColumn: nav('ExcelApi 1.1', (area) => ({ ...area, left: area.right })),
    getOffsetRange: nav('ExcelApi 1.1', (area, rows, columns) => {
      const [down, across] = [requireNumber(rows), requireNumber(columns)];
      return { top: area.top + down, bottom: area.bottom + down, left: area.left + across, right: area.right + across };
    }),
    getResizedRange: nav('ExcelApi 1.2', (area, rows, columns) =>
      resized(area, rowsOf(area) + requireNumber(rows), columnsOf(area) + requireNumber(columns)),
    ),
    getAbsoluteResizedRange: nav('ExcelApi 1.7', (area, rows, columns) =>
      resized(area, requireNumber(rows), requireNumber(columns)),
    ),
    getRowsAbove: nav('ExcelApi 1.2', (area, count) => beside(area, optionalNumber(count, 1), 'above')),
    getRowsBelow: nav('ExcelApi 1.2', (area, count) => beside(area, optionalNumber(count, 1), 'below')),
    getColumnsBefore: nav('ExcelApi 1.2', (area, count) => beside(area, optionalNumber(count, 1), 'before')),
    getColumnsAfter: nav('ExcelApi 1.2', (area, count) => beside(area, optionalNumber(count, 1), 'after')),
    getBoundingRect: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self, other: unknown) => self.at(bounding(self.area, self.other(other).area)),
    },
    getIntersection: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self, other: unknown) => self.intersection(other) ?? notFound(),
    },
    getIntersectionOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      call: (self, other: unknown) => self.intersection(other),
    },
    getUsedRange: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      // An empty range has its first cell for a used range, as a whole sheet has A1.
      call: (self, valuesOnly: unknown) =>
        self.usedRange(valuesOnly) ?? self.at({ ...self.area, bottom: self.area.top, right: self.area.left }),
    },
    getUsedRangeOrNullObject: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      call: (self, valuesOnly: unknown) => self.usedRange(valuesOnly),
    },
    select: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self) => self.document.select(self.sheet, [self.area]),
    },
    calculate: { kind: 'method', since: 'ExcelApi 1.6', call: (self) => self.document.calculate() },
    setDirty: {
      kind: 'method',
      since: 'ExcelApi 1.9',
      call: (self) => {
        self.document.calculation.formulas.setDue(self.sheet, self.area);
        self.document.calculateIfDue();
      },
    },
    // Asked by office.js before it writes a large array in pieces; a host with a smaller limit would refuse.
    _ValidateArraySize: {
      kind: 'method',
      since: 'ExcelApi 1.3',
      call: (self, rows: number, columns: number) => {
        if (rows !== rowsOf(self.area) || columns !== columnsOf(self.area)) rejectSize();
      },
    },
    ...cellPropertiesMembers,
    ...rangePlaceMembers,
    ...rangeEditMembers,
    ...rangeFindMembers,
    ...rangeCopyMembers,
    ...rangeGraphMembers,
    ...rangeLinkMembers,
  },
});

function rejectSize(): never {
  return invalid("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
}
