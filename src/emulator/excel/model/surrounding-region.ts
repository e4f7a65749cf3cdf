import type { Area } from './address.ts';
import { maxColumns, maxRows } from './address.ts';
import type { CellGrid } from './cell-grid.ts';

/** A line of cells beside the region, by its row or column, and the stretch of it that was found empty. */
interface Border {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

type Side = 'top' | 'left' | 'bottom' | 'right';

/** The area around an area that empty rows, empty columns and the sheet's edges bound. Each cell beside it is looked at once. */
export function surroundingRegion(grid: CellGrid, area: Area): Area {
  const borders: Partial<Record<Side, Border>> = {};
  let region = area;
  for (;;) {
    const before = region;
    for (const side of ['bottom', 'top', 'right', 'left'] as const) region = grown(grid, region, side, borders);
    if (region === before) return region;
  }
}

/** The region moved out on one side until the line beside it is empty, corners included. */
function grown(grid: CellGrid, region: Area, side: Side, borders: Partial<Record<Side, Border>>): Area {
  const step = side === 'top' || side === 'left' ? -1 : 1;
  const isRow = side === 'top' || side === 'bottom';
  const end = isRow ? maxRows : maxColumns;
  const from = Math.max(0, (isRow ? region.left : region.top) - 1);
  const to = Math.min((isRow ? maxColumns : maxRows) - 1, (isRow ? region.right : region.bottom) + 1);
  const holds = (at: number, first: number, last: number): boolean =>
    first <= last &&
    grid.holdsValue(
      isRow ? { top: at, bottom: at, left: first, right: last } : { top: first, bottom: last, left: at, right: at },
    );
  let edge = region[side];
  for (let at = edge + step; at >= 0 && at < end; at += step) {
    const seen = borders[side];
    const isHeld = seen?.at === at ? holds(at, from, seen.from - 1) || holds(at, seen.to + 1, to) : holds(at, from, to);
    if (!isHeld) {
      borders[side] = { at, from, to };
      break;
    }
    edge = at;
  }
  return edge === region[side] ? region : { ...region, [side]: edge };
}
