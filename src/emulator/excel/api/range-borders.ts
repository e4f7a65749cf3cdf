import { declareApi } from '../../richapi/object-model.ts';
import { setBorder } from '../edit/set-formats.ts';
import type { Area } from '../model/address.ts';
import type { BorderLine, BorderSide } from '../model/cell-format.ts';
import type { Sheet } from '../model/sheet.ts';
import { changeCells, invalid, requireColor, requireOne } from './arguments.ts';
import { CellsObject } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';

type Edge = Parameters<typeof setBorder>[3];

/** `Excel.BorderIndex` to the edge that it means. */
const edges: readonly (readonly [index: string, edge: Edge])[] = [
  ['EdgeTop', 'top'],
  ['EdgeBottom', 'bottom'],
  ['EdgeLeft', 'left'],
  ['EdgeRight', 'right'],
  ['InsideVertical', 'insideVertical'],
  ['InsideHorizontal', 'insideHorizontal'],
  ['DiagonalDown', 'diagonalDown'],
  ['DiagonalUp', 'diagonalUp'],
];

/** Style and weight of Office.js to the one line style of the file. */
const lines: readonly (readonly [own: string, style: string, weight: string])[] = [
  ['thin', 'Continuous', 'Thin'],
  ['hair', 'Continuous', 'Hairline'],
  ['medium', 'Continuous', 'Medium'],
  ['thick', 'Continuous', 'Thick'],
  ['dashed', 'Dash', 'Thin'],
  ['mediumDashed', 'Dash', 'Medium'],
  ['dashDot', 'DashDot', 'Thin'],
  ['mediumDashDot', 'DashDot', 'Medium'],
  ['dashDotDot', 'DashDotDot', 'Thin'],
  ['mediumDashDotDot', 'DashDotDot', 'Medium'],
  ['dotted', 'Dot', 'Thin'],
  ['double', 'Double', 'Thick'],
  ['slantDashDot', 'SlantDashDot', 'Medium'],
];

/** `Excel.RangeBorder`: one edge of a range. */
export class RangeBorder extends CellsObject {
  readonly index: string;
  readonly #edge: Edge;

  constructor(model: ExcelModel, sheet: Sheet, areas: readonly Area[], index: string, edge: Edge) {
    super(model, sheet, areas);
    this.index = index;
    this.#edge = edge;
  }

  /** The line that the whole edge has; `undefined` when it differs along the edge. */
  get line(): BorderLine | null | undefined {
    let found: { readonly line: BorderLine | null } | undefined;
    for (const area of this.areas) {
      for (const [row, column, side] of cellsAlong(area, this.#edge)) {
        const line = this.document.formats.get(this.sheet.styleAt(row, column)).borders[side] ?? null;
        if (found && (found.line?.style !== line?.style || found.line?.color !== line?.color)) return undefined;
        found = { line };
      }
    }
    return found?.line ?? null;
  }

  setLine(line: BorderLine | null): void {
    changeCells(this.document, this.sheet, () => {
      for (const area of this.areas) setBorder(this.document, this.sheet, area, this.#edge, line);
    });
  }
}

const mostCells = 10_000;

function* cellsAlong(area: Area, edge: Edge): Iterable<[number, number, BorderSide]> {
  const { top, left } = area;
  const bottom = Math.min(area.bottom, top + mostCells);
  const right = Math.min(area.right, left + mostCells);
  switch (edge) {
    case 'top':
    case 'bottom':
      for (let column = left; column <= right; column += 1) yield [edge === 'top' ? top : area.bottom, column, edge];
      return;
    case 'left':
    case 'right':
      for (let row = top; row <= bottom; row += 1) yield [row, edge === 'left' ? left : area.right, edge];
      return;
    case 'insideHorizontal':
      for (let row = top + 1; row <= bottom; row += 1)
        for (let column = left; column <= right; column += 1) yield [row, column, 'top'];
      return;
    case 'insideVertical':
      for (let row = top; row <= bottom; row += 1)
        for (let column = left + 1; column <= right; column += 1) yield [row, column, 'left'];
      return;
    default:
      for (let row = top; row <= bottom; row += 1)
        for (let column = left; column <= right; column += 1) yield [row, column, edge];
  }
}

/** `Excel.RangeBorderCollection`. */
export class RangeBorderCollection extends CellsObject {
  border(index: unknown): RangeBorder | null {
    const found = edges.find(([name]) => name === index);
    return found ? new RangeBorder(this.model, this.sheet, this.areas, ...found) : null;
  }

  get items(): readonly RangeBorder[] {
    return edges.map((edge) => new RangeBorder(this.model, this.sheet, this.areas, ...edge));
  }
}

const styles = ['None', ...new Set(lines.map(([, style]) => style))];
const weights = ['Hairline', 'Thin', 'Medium', 'Thick'];

declareApi(RangeBorder, {
  name: 'Excel.RangeBorder',
  members: {
    sideIndex: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.index },
    color: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => (self.line === undefined ? '' : (self.line?.color ?? '#000000')),
      set: (self, color: unknown) => self.setLine({ style: self.line?.style ?? 'thin', color: requireColor(color) }),
    },
    style: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => {
        const { line } = self;
        if (line === undefined) return null;
        return line === null ? 'None' : (lines.find(([own]) => own === line.style)?.[1] ?? 'Continuous');
      },
      set: (self, value: unknown) => {
        const style = requireOne(value, styles);
        if (style === 'None') return self.setLine(null);
        const own = lines.find(([, each]) => each === style)?.[0] ?? invalid();
        return self.setLine({ style: own, color: self.line?.color ?? '#000000' });
      },
    },
    weight: {
      kind: 'property',
      since: 'ExcelApi 1.1',
      get: (self) => {
        const { line } = self;
        return line === undefined ? null : (lines.find(([own]) => own === line?.style)?.[2] ?? 'Thin');
      },
      set: (self, value: unknown) => {
        const weight = requireOne(value, weights);
        const style = lines.find(([own]) => own === self.line?.style)?.[1] ?? 'Continuous';
        const own =
          lines.find(([, each, heavy]) => each === style && heavy === weight) ??
          lines.find(([, each, heavy]) => each === 'Continuous' && heavy === weight);
        self.setLine({ style: own?.[0] ?? 'thin', color: self.line?.color ?? '#000000' });
      },
    },
  },
});

declareApi(RangeBorderCollection, {
  name: 'Excel.RangeBorderCollection',
  members: {
    count: { kind: 'property', since: 'ExcelApi 1.1', get: (self) => self.items.length },
    getItemAt: {
      kind: 'method',
      since: 'ExcelApi 1.1',
      call: (self, index: unknown) => self.items[Number(index)] ?? invalid(),
    },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.border(key) },
});
