import type { CellValue, PerCell, Table } from './table.ts';

/** Rows as Office gives them. */
export interface OfficeRows {
  readonly values: readonly (readonly CellValue[])[];
  readonly formulas: readonly (readonly unknown[])[];
  readonly numberFormat: readonly (readonly string[])[];
}

const mostTexts = 10_000;

/**
 * Collects the rows of a table part by part, so that no more than one part is held as rows. A column whose cells all have one format
 * keeps it once, and one without formulas keeps none.
 */
export class TableBuilder {
  readonly #columns: CellValue[][];
  readonly #formats: (string | (string | null)[] | null)[];
  readonly #formulas: ((string | null)[] | null)[];
  /** Texts that were seen before: the same word in 100,000 rows is kept once. */
  readonly #texts = new Map<string, string>();
  #rows = 0;

  constructor(columnCount: number) {
    this.#columns = Array.from({ length: columnCount }, () => []);
    this.#formats = Array.from({ length: columnCount }, () => null);
    this.#formulas = Array.from({ length: columnCount }, () => null);
  }

  add({ values, formulas, numberFormat }: OfficeRows): void {
    values.forEach((row, at) => {
      this.#columns.forEach((cells, column) => {
        const cell = row[column] ?? null;
        cells.push(typeof cell === 'string' ? this.#once(cell) : cell);
        const format = numberFormat[at]?.[column];
        this.#addFormat(column, format === undefined ? null : this.#once(format));
        this.#addFormula(column, formulas[at]?.[column]);
      });
      this.#rows += 1;
    });
  }

  table(place: { readonly sheet: string; readonly firstRow: number; readonly firstColumn: number }): Table {
    return {
      ...place,
      columns: this.#columns,
      formats: this.#formats,
      formulas: this.#formulas.map((column): PerCell | null => column && this.#padded(column)),
    };
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < mostTexts) this.#texts.set(text, text);
    return text;
  }

  #addFormat(column: number, format: string | null): void {
    const known = this.#formats[column] ?? null;
    if (Array.isArray(known)) known.push(format);
    else if (this.#rows === 0) this.#formats[column] = format;
    // The header nearly always has another format than its column: that is many formats from the second row on.
    else if (known !== format) this.#formats[column] = [...Array.from({ length: this.#rows }, () => known), format];
  }

  #addFormula(column: number, formula: unknown): void {
    if (typeof formula !== 'string' || !formula.startsWith('=')) return;
    const known = (this.#formulas[column] ??= []);
    while (known.length < this.#rows) known.push(null);
    known.push(formula);
  }

  #padded(column: (string | null)[]): (string | null)[] {
    while (column.length < this.#rows) column.push(null);
    return column;
  }
}
