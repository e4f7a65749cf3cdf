import { declareApi } from '../../richapi/object-model.ts';
import { bordersOf, setBorders, type Border, type BorderLocation } from '../parts/table-borders.ts';
import { apiName, common, fileValue, invalid, requireColor } from './table-arguments.ts';
import type { CellHolder } from './table-cells.ts';

/** `Word.BorderType` and `ST_Border` (ECMA-376 part 1 §17.18.2). */
const types: readonly (readonly [string, string])[] = [
  ['None', 'nil'],
  ['None', 'none'],
  ['Single', 'single'],
  ['Double', 'double'],
  ['Dotted', 'dotted'],
  ['Dashed', 'dashed'],
  ['DotDashed', 'dotDash'],
  ['Dot2Dashed', 'dotDotDash'],
  ['Triple', 'triple'],
  ['ThinThickSmall', 'thinThickSmallGap'],
  ['ThickThinSmall', 'thickThinSmallGap'],
  ['ThinThickThinSmall', 'thinThickThinSmallGap'],
  ['ThinThickMed', 'thinThickMediumGap'],
  ['ThickThinMed', 'thickThinMediumGap'],
  ['ThinThickThinMed', 'thinThickThinMediumGap'],
  ['ThinThickLarge', 'thinThickLargeGap'],
  ['ThickThinLarge', 'thickThinLargeGap'],
  ['ThinThickThinLarge', 'thinThickThinLargeGap'],
  ['Wave', 'wave'],
  ['DoubleWave', 'doubleWave'],
  ['DashedSmall', 'dashSmallGap'],
  ['DashDotStroked', 'dashDotStroked'],
  ['ThreeDEmboss', 'threeDEmboss'],
  ['ThreeDEngrave', 'threeDEngrave'],
];

const locations: readonly unknown[] = [
  'Top',
  'Left',
  'Bottom',
  'Right',
  'InsideHorizontal',
  'InsideVertical',
  'Inside',
  'Outside',
  'All',
] satisfies BorderLocation[];

/** What a line may be wide, in eighths of a point (ECMA-376 part 1 §17.3.4). */
const widest = 96;

/** `Word.TableBorder`: the lines at one place of a table, a row or a cell. */
export class TableBorder {
  readonly holder: CellHolder;
  readonly location: BorderLocation;

  constructor(holder: CellHolder, location: BorderLocation) {
    this.holder = holder;
    this.location = location;
  }

  /** What the lines agree on. */
  read<V>(of: (border: Border) => V, mixed: V): V {
    const { document, table, cells } = this.holder;
    return common(bordersOf(document.package, table, cells, this.location).map(of), mixed);
  }

  change(change: Partial<Border>): void {
    const { document, table, cells } = this.holder;
    this.holder.change(() => setBorders(document.package, table, cells, this.location, change));
  }
}

/** `getBorder` of a table, a row or a cell. */
export function borderAt(holder: CellHolder, location: unknown): TableBorder {
  if (!locations.includes(location)) invalid(`The border location '${String(location)}' is not known.`);
  return new TableBorder(holder, location as BorderLocation);
}

declareApi(TableBorder, {
  name: 'Word.TableBorder',
  members: {
    color: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.read(({ color }) => (color === 'auto' ? '#000000' : `#${color.toUpperCase()}`), ''),
      set: (self, color: unknown) => self.change({ color: requireColor(color) }),
    },
    type: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.read(({ kind }) => apiName(types, kind) ?? 'Mixed', 'Mixed'),
      set: (self, type: unknown) => self.change({ kind: fileValue(types, type, 'The border type') }),
    },
    width: {
      kind: 'property',
      since: 'WordApi 1.3',
      get: (self) => self.read<number | null>(({ size }) => size / 8, null),
      set: (self, width: unknown) => {
        const size = typeof width === 'number' ? Math.round(width * 8) : NaN;
        if (!(size > 0 && size <= widest)) invalid(`'${String(width)}' is no width of a line in points.`);
        self.change({ size });
      },
    },
  },
});
