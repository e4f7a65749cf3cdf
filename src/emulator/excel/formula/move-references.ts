import { intersect, maxColumns, maxRows, quoteSheetName, type Area } from '../model/address.ts';
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

/** Cells that were put in or taken out of a sheet: those behind them moved along the axis, within the band across it. */
export interface Shift {
  readonly sheet: string;
  readonly axis: 'rows' | 'columns';
  /** Where cells came in or the first that went. */
  readonly at: number;
  /** How many came in, or went when negative. */
  readonly by: number;
  /** First and last column (for rows) or row (for columns) that moved. */
  readonly from: number;
  readonly to: number;
}

/**
 * A formula after cells came or went on a sheet: references to cells that moved follow them, those to cells that are gone
 * become `#REF!`. `ownSheet` is the sheet of the formula's cell.
 */
export function shiftFormula(formula: string, ownSheet: string, shift: Shift): string {
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
export function shiftArea(area: Area, { axis, at, by, from, to }: Shift): Area | null {
  const isRows = axis === 'rows';
  const [first, last, limit] = isRows ? [area.top, area.bottom, maxRows] : [area.left, area.right, maxColumns];
  const [acrossFirst, acrossLast] = isRows ? [area.left, area.right] : [area.top, area.bottom];
  // Only what lies within the moving band moves; an area that is cut by its edge stays, as in Excel.
  if (acrossFirst < from || acrossLast > to || last < at) return area;
  if (first === 0 && last === limit - 1) return area;
  let start = first;
  let end = last;
  if (by > 0) {
    if (first >= at) start += by;
    end = Math.min(limit - 1, end + by);
  } else {
    const gone = at - by;
    if (first >= at && last < gone) return null;
    if (first >= gone) start += by;
    else if (first > at) start = at;
    end = last >= gone ? last + by : at - 1;
  }
  if (start >= limit) return null;
  if (start === first && end === last) return area;
  return isRows ? { ...area, top: start, bottom: end } : { ...area, left: start, right: end };
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
