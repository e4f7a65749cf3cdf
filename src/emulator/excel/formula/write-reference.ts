import {
  columnName,
  isOneCell,
  isWholeColumns,
  isWholeRows,
  maxColumns,
  maxRows,
  type Area,
} from '../model/address.ts';
import type { Corner, Token } from './tokens.ts';

export type ReferenceToken = Extract<Token, { kind: 'reference' }>;

/** The text of one end of a reference. */
export function cornerText({ row, column, rowFixed, columnFixed }: Corner): string {
  const letters = column === undefined ? '' : (columnFixed ? '$' : '') + columnName(column);
  return letters + (row === undefined ? '' : (rowFixed ? '$' : '') + String(row + 1));
}

export function referenceText({ prefix, start, end }: Pick<ReferenceToken, 'prefix' | 'start' | 'end'>): string {
  return prefix + cornerText(start) + (end ? `:${cornerText(end)}` : '');
}

/** The same reference with other ends. */
export function withCorners(token: ReferenceToken, start: Corner, end: Corner | null): ReferenceToken {
  return { ...token, text: referenceText({ prefix: token.prefix, start, end }), start, end };
}

/** A reference to an area, `prefix` being its sheet as a formula writes it, with the mark: `'My sheet'!`. */
export function referenceTo(prefix: string, sheet: string | null, area: Area): ReferenceToken {
  const corner = (row: number, column: number): Corner => ({
    row: isWholeColumns(area) ? undefined : row,
    column: isWholeRows(area) && !isWholeColumns(area) ? undefined : column,
    rowFixed: false,
    columnFixed: false,
  });
  const start = corner(area.top, area.left);
  const end = isOneCell(area) ? null : corner(area.bottom, area.right);
  return { kind: 'reference', text: referenceText({ prefix, start, end }), prefix, sheet, start, end };
}

/** The cells that a reference covers. */
export function areaOfReference({ start, end }: Pick<ReferenceToken, 'start' | 'end'>): Area {
  const last = end ?? start;
  const [firstRow, lastRow] = [start.row ?? 0, last.row ?? maxRows - 1];
  const [firstColumn, lastColumn] = [start.column ?? 0, last.column ?? maxColumns - 1];
  return {
    top: Math.min(firstRow, lastRow),
    bottom: Math.max(firstRow, lastRow),
    left: Math.min(firstColumn, lastColumn),
    right: Math.max(firstColumn, lastColumn),
  };
}
