import { declareApi, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import { fitColumns, fitRows } from '../edit/fit.ts';
import { setFormats } from '../edit/set-formats.ts';
import { setColumnWidth, setRowHeights, widthInPoints } from '../edit/sizes.ts';
import type { Area } from '../model/address.ts';
import type { CellFormat, FormatPatch } from '../model/cell-format.ts';
import { changeCells, invalid, requireColor, requireNumber, requireOne, requireString } from './arguments.ts';
import { CellsObject, sharedFormat } from './cells.ts';
import { RangeBorderCollection } from './range-borders.ts';

/** What reads and writes formats of some cells; a property on which they differ is `null`. */
export abstract class FormatObject extends CellsObject {
  shared<T>(read: (format: CellFormat) => T): T | null {
    return sharedFormat(this.document, this.sheet, this.areas, read) ?? null;
  }

  write(patch: FormatPatch | ((format: CellFormat) => FormatPatch)): void {
    changeCells(this.document, this.sheet, () => {
      for (const area of this.areas) setFormats(this.document, this.sheet, area, patch);
    });
  }

  eachArea(edit: (area: Area) => void): void {
    changeCells(this.document, this.sheet, () => {
      for (const area of this.areas) edit(area);
    });
  }
}

/** `Excel.RangeFormat`. */
export class RangeFormat extends FormatObject {
  sharedSize(read: (area: Area) => Iterable<number>): number | null {
    const sizes = new Set<number>();
    for (const area of this.areas) for (const size of read(area)) sizes.add(size);
    const [size, ...others] = sizes;
    return others.length === 0 ? (size ?? null) : null;
  }
}

/** `Excel.RangeFill`. */
export class RangeFill extends FormatObject {}

/** `Excel.RangeFont`. */
export class RangeFont extends FormatObject {}

/** `Excel.FormatProtection`. */
export class FormatProtection extends FormatObject {}

type Key = keyof CellFormat;

function flag<T extends FormatObject>(
  since: RequirementSet,
  key: Key & ('bold' | 'italic' | 'strikethrough' | 'wrapText' | 'shrinkToFit' | 'locked' | 'formulaHidden'),
): ApiMember<T> {
  return {
    kind: 'property',
    since,
    get: (self) => self.shared((format) => format[key]),
    set: (self, on: unknown) => self.write({ [key]: typeof on === 'boolean' ? on : invalid() }),
  };
}

function named<T extends FormatObject>(
  since: RequirementSet,
  names: readonly (readonly [api: string, own: string])[],
  key: 'horizontal' | 'vertical' | 'underline',
): ApiMember<T> {
  return {
    kind: 'property',
    since,
    get: (self) => {
      const own = self.shared((format) => format[key]);
      return own === null ? null : (names.find(([, each]) => each === own)?.[0] ?? null);
    },
    set: (self, value: unknown) => {
      const wanted = requireOne(
        value,
        names.map(([api]) => api),
      );
      self.write({ [key]: names.find(([api]) => api === wanted)?.[1] ?? '' });
    },
  };
}

const horizontals = [
  ['General', 'general'],
  ['Left', 'left'],
  ['Center', 'center'],
  ['Right', 'right'],
  ['Fill', 'fill'],
  ['Justify', 'justify'],
  ['CenterAcrossSelection', 'centerContinuous'],
  ['Distributed', 'distributed'],
] as const;
const verticals = [
  ['Top', 'top'],
  ['Center', 'center'],
  ['Bottom', 'bottom'],
  ['Justify', 'justify'],
  ['Distributed', 'distributed'],
] as const;
const underlines = [
  ['None', 'none'],
  ['Single', 'single'],
  ['Double', 'double'],
  ['SingleAccountant', 'singleAccounting'],
  ['DoubleAccountant', 'doubleAccounting'],
] as const;

function* each(first: number, last: number, read: (index: number) => number): Iterable<number> {
  for (let index = first; index <= last && index - first < 20_000; index += 1) yield read(index);
}

declareApi(RangeFormat, {
  name: 'Excel.RangeFormat',
  members: {
    fill: {
      kind: 'navigation',
      since: 'ExcelApi 1.1',
      get: (self) => new RangeFill(self.model, self.sheet, self.areas),
    },
    font: {
      kind: 'navigation',
      since: 'ExcelApi 1.1',
      get: (self) => new RangeFont(self.model, self.sheet, self.areas),
    },
    borders: {
      kind: 'navigation',
      since: 'ExcelApi 1.1',
      get: (self) => new RangeBorderCollection(self.model, self.sheet, self.areas),
    },
    protection: {
      kind: 'navigation',
      since: 'ExcelApi 1.2',
      get: (self) => new FormatProtection(self.model, self.sheet, self.areas),
    },
    horizontalAlignment: named('ExcelApi 1.1', horizontals, 'horizontal'),
    verticalAlignment: named('ExcelApi 1.1', verticals, 'vertical'),
    wrapText: flag('ExcelApi 1.1', 'wrapText'),
    shrinkToFit: flag('ExcelApi 1.9', 'shrinkToFit'),
    indentLevel: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.shared(({ indent }) => indent),
      set: (self, level: unknown) => self.write({ indent: within(requireNumber(level), 0, 250) }),
    },
    adjustIndent: {
      kind: 'method',
      since: 'ExcelApi 1.11',
      writes: true,
      call: (self, amount: unknown) => {
        const by = requireNumber(amount);
        self.write(({ indent }) => ({ indent: Math.max(0, Math.min(250, indent + by)) }));
      },
    },
    textOrientation: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => self.shared(({ rotation }) => rotation),
      set: (self, degrees: unknown) => {
        const rotation = requireNumber(degrees);
        self.write({ rotation: rotation === 180 ? rotation : within(rotation, -90, 90) });
      },
    },
    columnWidth: {
      kind: 'property',
      since: 'ExcelApi 1.2',
      get: (self) =>
        self.sharedSize(({ left, right }) =>
          each(left, right, (column) => widthInPoints(self.sheet.columnWidth(column))),
        ),
      set: (self, points: unknown) => {
        const width = within(Number(points), 0, 1343);
        self.eachArea((area) => setColumnWidth(self.document, self.sheet, area, width));
      },
    },
    rowHeight: {
      kind: 'property',
      since: 'ExcelApi 1.2',
      get: (self) => self.sharedSize(({ top, bottom }) => each(top, bottom, (row) => self.sheet.rowHeight(row))),
      set: (self, points: unknown) => {
        const height = within(Number(points), 0, 409.5);
        changeCells(self.document, self.sheet, () => setRowHeights(self.document, self.sheet, self.areas, height));
      },
    },
    useStandardHeight: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => {
        const rows = self.areas.flatMap(({ top, bottom }) => [
          ...each(top, bottom, (row) => Number(self.sheet.state.rows.get(row)?.height === undefined)),
        ]);
        return rows.every((own) => own === rows[0]) ? rows[0] === 1 : null;
      },
      set: (self, on: unknown) => {
        if (on !== true) return;
        changeCells(self.document, self.sheet, () => setRowHeights(self.document, self.sheet, self.areas, null));
      },
    },
    useStandardWidth: {
      kind: 'property',
      since: 'ExcelApi 1.7',
      get: (self) => {
        const columns = self.areas.flatMap(({ left, right }) => [
          ...each(left, right, (column) => Number(self.sheet.columnRun(column)?.width === undefined)),
        ]);
        return columns.every((own) => own === columns[0]) ? columns[0] === 1 : null;
      },
      set: (self, on: unknown) => {
        if (on === true) self.eachArea((area) => setColumnWidth(self.document, self.sheet, area, null));
      },
    },
    autofitColumns: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self) => self.eachArea((area) => fitColumns(self.document, self.sheet, area)),
    },
    autofitRows: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self) => self.eachArea((area) => fitRows(self.document, self.sheet, area)),
    },
  },
});

function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) && value >= least && value <= most ? value : invalid();
}

declareApi(RangeFill, {
  name: 'Excel.RangeFill',
  members: {
    color: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      // White stands for no fill, and an empty text for differing ones, as in Excel.
      get: (self) =>
        sharedFormat(self.document, self.sheet, self.areas, ({ fillColor }) => fillColor ?? '#FFFFFF') ?? '',
      set: (self, color: unknown) => self.write({ fillColor: requireColor(color) }),
    },
    clear: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      writes: true,
      call: (self) => self.write({ fillColor: null }),
    },
  },
});

declareApi(RangeFont, {
  name: 'Excel.RangeFont',
  members: {
    bold: flag('ExcelApi 1.1', 'bold'),
    italic: flag('ExcelApi 1.1', 'italic'),
    strikethrough: flag('ExcelApi 1.9', 'strikethrough'),
    underline: named('ExcelApi 1.1', underlines, 'underline'),
    color: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => sharedFormat(self.document, self.sheet, self.areas, ({ fontColor }) => fontColor) ?? '',
      set: (self, color: unknown) => self.write({ fontColor: requireColor(color) }),
    },
    name: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.shared(({ fontName }) => fontName),
      set: (self, name: unknown) => self.write({ fontName: requireString(name) }),
    },
    size: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => self.shared(({ fontSize }) => fontSize),
      set: (self, size: unknown) => self.write({ fontSize: within(Number(size), 1, 409) }),
    },
    superscript: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.shared(({ script }) => script === 'superscript'),
      set: (self, on: unknown) => self.write({ script: on === true ? 'superscript' : 'none' }),
    },
    subscript: {
      kind: 'property',
      since: 'ExcelApi 1.9',
      get: (self) => self.shared(({ script }) => script === 'subscript'),
      set: (self, on: unknown) => self.write({ script: on === true ? 'subscript' : 'none' }),
    },
  },
});

declareApi(FormatProtection, {
  name: 'Excel.FormatProtection',
  members: { locked: flag('ExcelApi 1.2', 'locked'), formulaHidden: flag('ExcelApi 1.2', 'formulaHidden') },
});
