import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, ensureProperties, ensureW } from '../model/xml.ts';
import { cellProperty, isContinuation, placedCells, rowsOf } from './table-grid.ts';
import { setSide, sideOf, tableSide, type Side } from './table-look.ts';

/** The lines around and between cells (ECMA-376 part 1 §17.4.66). */

/** Which lines of some cells are meant, as Word's API names them. */
export type BorderLocation =
  | 'Top'
  | 'Left'
  | 'Bottom'
  | 'Right'
  | 'InsideHorizontal'
  | 'InsideVertical'
  | 'Inside'
  | 'Outside'
  | 'All';

export interface Border {
  /** `single`, `double`, `nil` … */
  readonly kind: string;
  /** In eighths of a point. */
  readonly size: number;
  /** `RRGGBB` or `auto`. */
  readonly color: string;
}

const noBorder: Border = { kind: 'nil', size: 0, color: 'auto' };
const thin = 4;

interface Place {
  readonly cell: Element;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** A side of a cell, with the cells on its other side. */
interface Edge extends Place {
  readonly side: Side;
  readonly across: readonly Place[];
}

/** The borders that are meant by a location of some cells of a table. */
export function bordersOf(
  pkg: OoxmlPackage,
  table: Element,
  cells: readonly Element[],
  location: BorderLocation,
): Border[] {
  return edgesOf(table, cells, location).map((edge) => borderAt(pkg, table, edge));
}

/** Changes them, on both sides of each line, so that no neighbour's border shows instead. */
export function setBorders(
  pkg: OoxmlPackage,
  table: Element,
  cells: readonly Element[],
  location: BorderLocation,
  change: Partial<Border>,
): void {
  for (const edge of edgesOf(table, cells, location)) {
    const { kind, size, color } = { ...borderAt(pkg, table, edge), ...change };
    const attributes = { val: kind, sz: String(size || thin), space: '0', color };
    setBorder(edge.cell, edge.side, attributes);
    for (const other of edge.across) if (isBeside(other, edge)) setBorder(other.cell, opposite[edge.side], attributes);
  }
}

function setBorder(cell: Element, side: Side, attributes: Readonly<Record<string, string>>): void {
  setSide(ensureW(ensureProperties(cell), 'tcBorders'), side, attributes);
}

const sides: readonly Side[] = ['top', 'left', 'bottom', 'right'];
const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', left: 'right', bottom: 'top', right: 'left' };
const outer: Readonly<Record<Side, BorderLocation>> = { top: 'Top', left: 'Left', bottom: 'Bottom', right: 'Right' };

function isHorizontal(side: Side): boolean {
  return side === 'top' || side === 'bottom';
}

function edgesOf(table: Element, cells: readonly Element[], location: BorderLocation): Edge[] {
  const chosen = new Set(cells);
  const grid = rowsOf(table).map((row, index) =>
    placedCells(row).map(({ cell, column, span }) => ({ cell, row: index, from: column, to: column + span })),
  );
  return grid.flat().flatMap((place) => {
    if (!chosen.has(place.cell)) return [];
    return sides.flatMap((side) => {
      const across = neighbours(grid, place, side);
      if (isWithinMerge(place, side, across)) return [];
      const isInside = across.some(({ cell }) => chosen.has(cell));
      return namesOf(side, isInside).includes(location) ? [{ ...place, side, across }] : [];
    });
  });
}

function namesOf(side: Side, isInside: boolean): readonly BorderLocation[] {
  if (!isInside) return [outer[side], 'Outside', 'All'];
  return [isHorizontal(side) ? 'InsideHorizontal' : 'InsideVertical', 'Inside', 'All'];
}

function neighbours(grid: readonly (readonly Place[])[], { row, from, to }: Place, side: Side): readonly Place[] {
  if (side === 'left') return grid[row]?.filter((other) => other.to === from) ?? [];
  if (side === 'right') return grid[row]?.filter((other) => other.from === to) ?? [];
  return grid[row + (side === 'top' ? -1 : 1)]?.filter((other) => other.from < to && other.to > from) ?? [];
}

/** A cell and the one below that continues it have no line between them. */
function isWithinMerge({ cell, from }: Place, side: Side, across: readonly Place[]): boolean {
  if (side === 'top') return isContinuation(cell);
  return side === 'bottom' && across.some((other) => other.from === from && isContinuation(other.cell));
}

/** Whether a neighbour's whole side lies along an edge. */
function isBeside({ from, to }: Place, edge: Edge): boolean {
  return !isHorizontal(edge.side) || (from >= edge.from && to <= edge.to);
}

/** What a cell says of its side, or its table, or the table's style; the style's exceptions for single rows left out. */
function borderAt(pkg: OoxmlPackage, table: Element, { cell, side, across }: Edge): Border {
  const own = cellProperty(cell, 'tcBorders');
  const ofTable = across.length === 0 ? side : isHorizontal(side) ? 'insideH' : 'insideV';
  const element = (own && sideOf(own, side)) ?? tableSide(pkg, table, 'tblBorders', ofTable);
  if (!element) return noBorder;
  return {
    kind: attributeW(element) ?? noBorder.kind,
    size: Number(attributeW(element, 'sz')) || 0,
    color: attributeW(element, 'color') ?? noBorder.color,
  };
}
