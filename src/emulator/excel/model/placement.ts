import type { Shift } from '../formula/move-references.ts';

/** A point on a sheet: a cell and the points from its corner. */
export interface CellPoint {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Where something that floats over the cells lies (`Excel.Placement`), as files anchor it (ECMA-376 part 1 §20.5.2): between two
 * cells, with which it moves and grows; at one cell, with a size of its own; or at a place of the sheet, whatever the cells do.
 */
export type Place =
  | { readonly placement: 'TwoCell'; readonly from: CellPoint; readonly to: CellPoint }
  | { readonly placement: 'OneCell'; readonly from: CellPoint; readonly width: number; readonly height: number }
  | ({ readonly placement: 'Absolute' } & PointBox);

export type Placement = Place['placement'];

/** Points from the sheet's corner. */
export interface PointBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where it lies when whole rows or columns have come or gone; of cells that are gone, it lies at the next. */
export function shiftPlace(place: Place, move: Shift): Place {
  if (place.placement === 'Absolute') return place;
  const from = shiftPoint(place.from, move, false);
  if (place.placement === 'OneCell') return from === place.from ? place : { ...place, from };
  const to = shiftPoint(place.to, move, true);
  return from === place.from && to === place.to ? place : { ...place, from, to };
}

/** An end at the very edge of what comes in stays: what lies above inserted rows does not grow. */
function shiftPoint(point: CellPoint, { axis, at, by }: Shift, isEnd: boolean): CellPoint {
  const [index, offset] = axis === 'rows' ? [point.row, point.y] : [point.column, point.x];
  if (index < at || (isEnd && by > 0 && index === at && offset === 0)) return point;
  const isGone = by < 0 && index < at - by;
  const moved = isGone ? at : index + by;
  return axis === 'rows'
    ? { ...point, row: moved, y: isGone ? 0 : offset }
    : { ...point, column: moved, x: isGone ? 0 : offset };
}
