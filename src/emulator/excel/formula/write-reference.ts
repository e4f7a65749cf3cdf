import { columnName, maxColumns, maxRows, type Area } from '../model/address.ts';
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
