/** A table of cells as it was read from a sheet, column by column, and the addresses of its cells. */

/** What a cell holds, as Office gives it: dates are serial numbers, an empty cell is null or ''. */
export type CellValue = number | string | boolean | null;

/** Number formats (or formulas) of a column: one for all of its cells, or one for each. */
export type PerCell = string | readonly (string | null)[];

export interface Table {
  readonly sheet: string;
  /** Row and column of the first cell in its sheet, counted from 0. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** Cells by column, then row. All columns are equally long. */
  readonly columns: readonly (readonly CellValue[])[];
  /** Excel's number formats, in English (`numberFormat`), by column. */
  readonly formats?: readonly (PerCell | null)[];
  /** Formulas in A1 notation, by column: null or a text without `=` at its start where a cell holds none. */
  readonly formulas?: readonly (PerCell | null)[];
}

/** A rectangle of cells of a table, counted from its first cell; the ends are included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Makes a table of the rows that Office gives as `values`, `numberFormat` and `formulas`. */
export function tableFromRows(
  rows: readonly (readonly CellValue[])[],
  place: {
    readonly sheet?: string;
    readonly firstRow?: number;
    readonly firstColumn?: number;
    readonly formats?: readonly (readonly string[])[];
    readonly formulas?: readonly (readonly unknown[])[];
  } = {},
): Table {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));
  const byColumn = (cells: readonly (readonly unknown[])[]): (string | null)[][] =>
    Array.from({ length: width }, (_, column) =>
      rows.map((_row, row) => {
        const cell = cells[row]?.[column];
        return typeof cell === 'string' ? cell : null;
      }),
    );
  return {
    sheet: place.sheet ?? 'Sheet1',
    firstRow: place.firstRow ?? 0,
    firstColumn: place.firstColumn ?? 0,
    columns,
    ...(place.formats && { formats: byColumn(place.formats) }),
    ...(place.formulas && { formulas: byColumn(place.formulas) }),
  };
}

export function rowCount(table: Table): number {
  return table.columns[0]?.length ?? 0;
}

export function formatAt(table: Table, column: number, row: number): string {
  const formats = table.formats?.[column];
  return (typeof formats === 'string' ? formats : formats?.[row]) ?? '';
}

/** The formula of a cell with its `=`, or undefined where the cell holds a value. */
export function formulaAt(table: Table, column: number, row: number): string | undefined {
  const formulas = table.formulas?.[column];
  const formula = typeof formulas === 'string' ? formulas : formulas?.[row];
  return formula?.startsWith('=') === true && formula.length > 1 ? formula : undefined;
}

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A is 0, AA is 26; case does not matter. */
export function columnNumber(name: string): number {
  let number = 0;
  for (const letter of name.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** The address of an area without its sheet: `B2`, or `B2:B9`. */
export function rangeAddress(table: Pick<Table, 'firstRow' | 'firstColumn'>, area: Area): string {
  const at = (row: number, column: number): string =>
    `${columnName(table.firstColumn + column)}${table.firstRow + row + 1}`;
  const start = at(area.top, area.left);
  const end = at(area.bottom, area.right);
  return start === end ? start : `${start}:${end}`;
}

/** The name of a sheet as it stands before `!` in a formula. */
export function quoteSheet(sheet: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) && !/^(?:[a-z]{1,3}\d+|rc?|r\d*c\d*|true|false)$/i.test(sheet);
  return isPlain ? sheet : `'${sheet.replaceAll("'", "''")}'`;
}

/**
 * The fewest areas that cover rows of one column: neighbours are joined. Rows ascend.
 */
export function areasOfRows(rows: ArrayLike<number>, column: number): Area[] {
  const areas: Area[] = [];
  let start = -1;
  let last = -1;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (start >= 0 && row === last + 1) {
      last = row;
      continue;
    }
    if (start >= 0) areas.push({ top: start, left: column, bottom: last, right: column });
    start = row;
    last = row;
  }
  if (start >= 0) areas.push({ top: start, left: column, bottom: last, right: column });
  return areas;
}
