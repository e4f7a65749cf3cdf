import { columnName, columnNumber } from '../figures/table.ts';

/** A cell by its sheet and its address in A1 notation. */
export interface PlacedCell {
  readonly sheet: string;
  readonly address: string;
}

/** Cells of one column in rows that follow each other. */
export interface CellRun<Cell extends PlacedCell> {
  readonly sheet: string;
  /** The range that they fill. */
  readonly address: string;
  readonly cells: readonly Cell[];
}

/** The longest run: one range of it can be read and written in one request. */
const longestRun = 2000;

/** Cells, wherever they stand, as few ranges of one column. */
export function runsOf<Cell extends PlacedCell>(cells: readonly Cell[]): CellRun<Cell>[] {
  const placed = cells.map((cell) => ({ cell, ...positionOf(cell.address) }));
  placed.sort((a, b) => compare(a.cell.sheet, b.cell.sheet) || a.column - b.column || a.row - b.row);
  const runs: { column: number; row: number; cells: Cell[] }[] = [];
  for (const { cell, column, row } of placed) {
    const run = runs.at(-1);
    const follows = run?.cells[0]?.sheet === cell.sheet && run.column === column && run.row + run.cells.length === row;
    if (run && follows && run.cells.length < longestRun) run.cells.push(cell);
    else runs.push({ column, row, cells: [cell] });
  }
  return runs.map(({ column, row, cells: own }) => {
    const first = `${columnName(column)}${row}`;
    const address = own.length === 1 ? first : `${first}:${columnName(column)}${row + own.length - 1}`;
    return { sheet: own[0]?.sheet ?? '', address, cells: own };
  });
}

function positionOf(address: string): { readonly column: number; readonly row: number } {
  const [, letters = 'A', digits = '1'] = /^\$?([A-Z]+)\$?(\d+)/i.exec(address) ?? [];
  return { column: columnNumber(letters), row: Number(digits) };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
