import { intersect, maxColumns, maxRows, quoteSheetName, type Area } from '../model/address.ts';
import type { LineMoves } from '../model/line-moves.ts';
import { tokenize, type Corner } from './tokens.ts';
import { areaOfReference, referenceText, type ReferenceToken } from './write-reference.ts';

/** A formula as it is when its cell is copied to a place so many rows and columns away. */
export function copyFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return mapReferences(formula, (token) => {
    const move = (corner: Corner): Corner | null => {
      const row = corner.row === undefined || corner.rowFixed ? corner.row : corner.row + rows;
      const column = corner.column === undefined || corner.columnFixed ? corner.column : corner.column + columns;
      return isInside(row, maxRows) && isInside(column, maxColumns) ? { ...corner, row, column } : null;
    };
    const start = move(token.start);
    const end = token.end && move(token.end);
    return start && (end || !token.end) ? referenceText({ prefix: token.prefix, start, end }) : `${token.prefix}#REF!`;
  });
}

function isInside(index: number | undefined, limit: number): boolean {
  return index === undefined || (index >= 0 && index < limit);
}

/** Along which axis cells move, within which band across it. */
export interface Band {
  readonly sheet: string;
  readonly axis: 'rows' | 'columns';
  /** First and last column (for rows) or row (for columns) that moved. */
  readonly from: number;
  readonly to: number;
}

/** Cells that were put in or taken out of a sheet: those behind them moved. */
export interface Shift extends Band {
  /** Where cells came in or the first that went. */
  readonly at: number;
  /** How many came in, or went when negative. */
  readonly by: number;
}

/** Cells that were put in or taken out at several places at once. */
export interface Shifts extends Band {
  readonly lines: LineMoves;
}

/**
 * A formula after cells came or went on a sheet: references to cells that moved follow them, those to cells that are gone
 * become `#REF!`. `ownSheet` is the sheet of the formula's cell.
 */
export function shiftFormula(formula: string, ownSheet: string, shift: Shift | Shifts): string {
  return mapReferences(formula, (token) => {
    if (!sameName(token.sheet ?? ownSheet, shift.sheet)) return token.text;
    const area = areaOfReference(token);
    const moved = shiftArea(area, shift);
    if (moved === null) return `${token.prefix}#REF!`;
    if (moved === area) return token.text;
    const { start, end } = token;
    return referenceText({
      ...token,
      start: place(start, moved.top, moved.left),
      end: end && place(end, moved.bottom, moved.right),
    });
  });
}

function place(corner: Corner, row: number, column: number): Corner {
  return {
    ...corner,
    row: corner.row === undefined ? undefined : row,
    column: corner.column === undefined ? undefined : column,
  };
}

/** Where an area is after a shift: the same object when nothing happened to it, `null` when it is gone. */
export function shiftArea(area: Area, shift: Shift | Shifts): Area | null {
  const { axis, from, to } = shift;
  const isRows = axis === 'rows';
  const [first, last, limit] = isRows ? [area.top, area.bottom, maxRows] : [area.left, area.right, maxColumns];
  const [acrossFirst, acrossLast] = isRows ? [area.left, area.right] : [area.top, area.bottom];
  // Only what lies within the moving band moves; an area that is cut by its edge stays, as in Excel.
  if (acrossFirst < from || acrossLast > to) return area;
  if (first === 0 && last === limit - 1) return area;
  const [start, end] =
    'lines' in shift ? [shift.lines.start(first), shift.lines.end(last)] : stretch(first, last, shift);
  if (start >= limit || end < start) return null;
  if (start === first && end === last) return area;
  if (end >= limit)
    return isRows ? { ...area, top: start, bottom: limit - 1 } : { ...area, left: start, right: limit - 1 };
  return isRows ? { ...area, top: start, bottom: end } : { ...area, left: start, right: end };
}

/** Where the first and the last line of a stretch are; the last before the first where it is gone. */
function stretch(first: number, last: number, { at, by }: Shift): readonly [number, number] {
  if (by > 0) return [first >= at ? first + by : first, last >= at ? last + by : last];
  const gone = at - by;
  const start = first >= gone ? first + by : Math.min(first, at);
  if (last < at) return [first, last];
  return [start, last >= gone ? last + by : at - 1];
}

/** A formula after cells were moved (cut and pasted): references to them follow. */
export function moveFormula(
  formula: string,
  ownSheet: string,
  moved: {
    readonly sheet: string;
    readonly area: Area;
    readonly toSheet: string;
    readonly rows: number;
    readonly columns: number;
  },
): string {
  return mapReferences(formula, (token) => {
    if (!sameName(token.sheet ?? ownSheet, moved.sheet)) return token.text;
    const area = areaOfReference(token);
    const inside = intersect(area, moved.area);
    if (!inside || inside.top !== area.top || inside.bottom !== area.bottom) return token.text;
    if (inside.left !== area.left || inside.right !== area.right) return token.text;
    const follow = (corner: Corner): Corner => ({
      ...corner,
      row: corner.row === undefined ? undefined : corner.row + moved.rows,
      column: corner.column === undefined ? undefined : corner.column + moved.columns,
    });
    const prefix = sameName(moved.toSheet, ownSheet) ? '' : `${quoteSheetName(moved.toSheet)}!`;
    return referenceText({ prefix, start: follow(token.start), end: token.end && follow(token.end) });
  });
}

/** A formula after a sheet got another name, or went (`null`), which leaves `#REF!`. */
export function renameSheetInFormula(formula: string, before: string, after: string | null): string {
  if (!formula.includes('!')) return formula;
  return tokenize(formula)
    .map((token) => {
      if (!('sheet' in token) || token.sheet === null || !sameName(token.sheet, before)) return token.text;
      if (after === null) return '#REF!';
      return `${quoteSheetName(after)}!${token.text.slice(token.prefix.length)}`;
    })
    .join('');
}

export function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

export function mapReferences(formula: string, write: (token: ReferenceToken) => string): string {
  return tokenize(formula)
    .map((token) => (token.kind === 'reference' ? write(token) : token.text))
    .join('');
}
