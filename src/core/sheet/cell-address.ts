import { columnName, columnNumber } from '../figures/table.ts';

/** The address of a cell of a range, counted from the range's first cell: the third row's second of `B2:D9` is `C4`. */
export function cellAt(range: string, row: number, column: number): string {
  const [, letters = 'A', digits = '1'] = /^\$?([A-Z]+)\$?(\d+)/i.exec(range) ?? [];
  return `${columnName(columnNumber(letters) + column)}${Number(digits) + row}`;
}
