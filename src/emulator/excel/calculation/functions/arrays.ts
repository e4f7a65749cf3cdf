import { cellError, isCellError, type CellError, type CellValue } from '../../model/cell-value.ts';
import type { CustomFunction } from '../calculator.ts';
import { notValue, numberOf, rowsOf, type Argument } from './arguments.ts';

/** Functions of ours that give arrays where the library's give one value, by the names under which formulas have them. */
export const rowsFunction = 'HOST.ROWS';
export const chooseFunction = 'HOST.CHOOSE';
export const indexFunction = 'HOST.INDEX';

type Rows = readonly (readonly CellValue[])[];

const missing = cellError('#N/A');
const outside = cellError('#REF!');

export const arrayFunctions: readonly (readonly [string, CustomFunction])[] = [
  [rowsFunction, ([column]) => rowsOf(column).map((_, index) => [index + 1])],
  [chooseFunction, ([which, ...choices]) => choose(rowsOf(which), choices.map(rowsOf))],
  [indexFunction, index],
];

/** For each place the choice that is named there; one row, one column or one cell goes along with all. */
function choose(which: Rows, choices: readonly Rows[]): CellValue[][] {
  const all = [which, ...choices];
  const height = Math.max(...all.map((rows) => rows.length));
  const width = Math.max(...all.map((rows) => rows[0]?.length ?? 0));
  return filled(height, width, (row, column) => {
    const number = numberOf(cellAt(which, row, column));
    if (isCellError(number)) return number;
    const choice = choices[Math.trunc(number) - 1];
    return choice ? cellAt(choice, row, column) : notValue;
  });
}

/**
 * `INDEX` of an array, along its row where it has one row alone; 0 stands for all rows or columns. Before it come the rows and
 * columns that a range has in truth, of which its used cells are all that is handed over.
 */
function index([ownRows, ownColumns, array, first, second]: readonly Argument[]): CellValue | CellValue[][] {
  const rows = rowsOf(array);
  const width = rows[0]?.length ?? 0;
  const isAlong = second === undefined && rows.length === 1 && width > 1;
  const rowPlaces = placesIn(isAlong ? 1 : first, rows.length, 'down');
  const columnPlaces = placesIn(isAlong ? first : (second ?? (width > 1 ? 0 : 1)), width, 'across');
  const height = Math.max(rowPlaces.length, columnPlaces.length);
  const across = Math.max(rowPlaces[0]?.length ?? 1, columnPlaces[0]?.length ?? 1);
  const result = filled(height, across, (row, column) => {
    const [down, along] = [numberOf(cellAt(rowPlaces, row, column)), numberOf(cellAt(columnPlaces, row, column))];
    if (isCellError(down)) return down;
    if (isCellError(along)) return along;
    if (down < 0 || along < 0) return notValue;
    const value = rows[Math.trunc(down) - 1]?.[Math.trunc(along) - 1];
    const isInside = Math.trunc(down) <= Number(ownRows) && Math.trunc(along) <= Number(ownColumns);
    return value === undefined ? (isInside ? null : outside) : value;
  });
  return height === 1 && across === 1 ? (result[0]?.[0] ?? null) : result;
}

/** Places that an argument of INDEX names; all of them for 0. */
function placesIn(argument: Argument, count: number, direction: 'down' | 'across'): Rows {
  const places = rowsOf(argument);
  const only = places.length === 1 && places[0]?.length === 1 ? numberOf(places[0][0]) : undefined;
  if (only === undefined || isCellError(only) || Math.trunc(only) !== 0) return places;
  const all = Array.from({ length: count }, (_, at) => at + 1);
  return direction === 'down' ? all.map((at) => [at]) : [all];
}

function filled(height: number, width: number, valueAt: (row: number, column: number) => CellValue): CellValue[][] {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => valueAt(row, column)),
  );
}

function cellAt(rows: Rows, row: number, column: number): CellValue | CellError {
  const cells = rows[rows.length === 1 ? 0 : row];
  const value = cells?.[cells.length === 1 ? 0 : column];
  return value === undefined ? missing : value;
}
