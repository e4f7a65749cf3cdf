import { bounding, cellArea, type Area } from './address.ts';
import type { CellValue } from './cell-value.ts';
import { movedItems, type LineMoves } from './line-moves.ts';

/** A formula as it stands in a cell: without the equals sign, with the names of functions as a person writes them. */
export interface CellFormula {
  readonly text: string;
  /** Whether it may spill; a formula of the time before dynamic arrays gives one value. */
  readonly isDynamic: boolean;
  /** The cells that a legacy array formula (Ctrl+Shift+Enter) fills, the own cell first. */
  readonly arrayArea?: Area;
}

/** All of one cell. `style` is `undefined` where the cell has none of its own. */
export interface Cell {
  readonly value: CellValue;
  readonly formula: CellFormula | null;
  readonly style: number | undefined;
}

/** One column of cells, to be handed around whole. */
export interface GridColumn {
  readonly values: CellValue[];
  readonly styles: (number | undefined)[];
  readonly formulas: Map<number, CellFormula>;
}

/**
 * The cells of a sheet, kept by column, so that a million of them stay small and whole columns are read fast. It knows
 * values, formulas and numbers of styles; what they mean is others' business.
 */
export class CellGrid {
  readonly #columns = new Map<number, GridColumn>();
  /** As measured; `undefined` when it must be measured again. Formats count for the first, not for the second. */
  #used: Area | null | undefined;
  #usedByValues: Area | null | undefined;

  value(row: number, column: number): CellValue {
    return this.#columns.get(column)?.values[row] ?? null;
  }

  formula(row: number, column: number): CellFormula | null {
    return this.#columns.get(column)?.formulas.get(row) ?? null;
  }

  style(row: number, column: number): number | undefined {
    return this.#columns.get(column)?.styles[row];
  }

  cell(row: number, column: number): Cell {
    const own = this.#columns.get(column);
    return {
      value: own?.values[row] ?? null,
      formula: own?.formulas.get(row) ?? null,
      style: own?.styles[row],
    };
  }

  /** Whether a cell has a value, a formula or a format. */
  has(row: number, column: number): boolean {
    const own = this.#columns.get(column);
    if (!own) return false;
    return (own.values[row] ?? null) !== null || own.styles[row] !== undefined || own.formulas.has(row);
  }

  setValue(row: number, column: number, value: CellValue): void {
    const own = this.#column(column);
    fill(own.values, row);
    if (((own.values[row] ?? null) === null) !== (value === null)) this.#resize(row, column, value !== null);
    own.values[row] = value;
  }

  setFormula(row: number, column: number, formula: CellFormula | null): void {
    const { formulas } = this.#column(column);
    if (formulas.has(row) !== (formula !== null)) this.#resize(row, column, formula !== null);
    if (formula) formulas.set(row, formula);
    else formulas.delete(row);
  }

  setStyle(row: number, column: number, style: number | undefined): void {
    const { styles } = this.#column(column);
    if ((styles[row] === undefined) !== (style === undefined)) this.#resize(row, column, style !== undefined, true);
    if (style !== undefined || row < styles.length) styles[row] = style;
  }

  set(row: number, column: number, { value, formula, style }: Cell): void {
    this.setValue(row, column, value);
    this.setFormula(row, column, formula);
    this.setStyle(row, column, style);
  }

  /** The smallest area with every cell that has a value, a formula or a format; `valuesOnly` leaves formats out. */
  usedArea(valuesOnly = false): Area | null {
    if (valuesOnly) return this.#measuredByValues();
    if (this.#used === undefined) this.#used = this.#measure(false);
    return this.#used;
  }

  #measuredByValues(): Area | null {
    if (this.#usedByValues === undefined) this.#usedByValues = this.#measure(true);
    return this.#usedByValues;
  }

  /** The smallest part of an area with everything that its own cells hold; `valuesOnly` leaves formats out. */
  usedWithin(area: Area, valuesOnly: boolean): Area | null {
    let used: Area | null = null;
    for (const column of this.#columnsWithin(area)) {
      const own = this.#columns.get(column);
      const rows = own && extentWithin(own, area, valuesOnly);
      if (!rows) continue;
      const found = { top: rows.first, left: column, bottom: rows.last, right: column };
      used = used ? bounding(used, found) : found;
    }
    return used;
  }

  /** Whether any cell of an area has a value. */
  holdsValue(area: Area): boolean {
    for (const column of this.#columnsWithin(area)) {
      const values = this.#columns.get(column)?.values;
      if (!values) continue;
      const last = Math.min(area.bottom, values.length - 1);
      for (let row = area.top; row <= last; row += 1) if ((values[row] ?? null) !== null) return true;
    }
    return false;
  }

  /** The columns of an area that may hold something, in no order. */
  #columnsWithin({ left, right }: Area): readonly number[] {
    if (right - left < this.#columns.size) return Array.from({ length: right - left + 1 }, (_, index) => left + index);
    return [...this.#columns.keys()].filter((column) => left <= column && column <= right);
  }

  /** Follows a cell that came or went: what comes grows the used area, what goes from its edge has it measured again. */
  #resize(row: number, column: number, isThere: boolean, isFormat = false): void {
    this.#used = resized(this.#used, row, column, isThere);
    if (!isFormat) this.#usedByValues = resized(this.#usedByValues, row, column, isThere);
  }

  #measure(valuesOnly: boolean): Area | null {
    let used: { top: number; left: number; bottom: number; right: number } | null = null;
    for (const [column, own] of this.#columns) {
      const rows = extent(own, valuesOnly);
      if (!rows) continue;
      used ??= { top: rows.first, left: column, bottom: rows.last, right: column };
      used.top = Math.min(used.top, rows.first);
      used.bottom = Math.max(used.bottom, rows.last);
      used.left = Math.min(used.left, column);
      used.right = Math.max(used.right, column);
    }
    return used;
  }

  /** Every formula, in no order that matters. */
  eachFormula(visit: (row: number, column: number, formula: CellFormula) => void): void {
    for (const [column, { formulas }] of this.#columns) {
      for (const [row, formula] of formulas) visit(row, column, formula);
    }
  }

  /** Every cell of an area that has a value or a formula, column by column. */
  eachValue(area: Area, visit: (row: number, column: number, value: CellValue) => void): void {
    for (let column = area.left; column <= area.right && column <= this.#lastColumn; column += 1) {
      const own = this.#columns.get(column);
      if (!own) continue;
      const last = Math.min(area.bottom, own.values.length - 1);
      for (let row = area.top; row <= last; row += 1) {
        const value = own.values[row];
        if (value !== null && value !== undefined) visit(row, column, value);
      }
      for (const row of formulaRowsWithin(own, area)) if ((own.values[row] ?? null) === null) visit(row, column, null);
    }
  }

  /** Puts another column in place of one and gives the one that was there. */
  replaceColumn(column: number, by: GridColumn | undefined): GridColumn | undefined {
    const before = this.#columns.get(column);
    if (by) this.#columns.set(column, by);
    else this.#columns.delete(column);
    this.#used = undefined;
    this.#usedByValues = undefined;
    return before;
  }

  /** A column after rows came or went. */
  movedColumn(column: number, lines: LineMoves): GridColumn | undefined {
    const own = this.#columns.get(column);
    if (!own) return undefined;
    const formulas = new Map<number, CellFormula>();
    for (const [row, formula] of own.formulas) {
      const moved = lines.line(row);
      if (moved !== null) formulas.set(moved, formula);
    }
    return { values: movedItems(own.values, lines, null), styles: movedItems(own.styles, lines, undefined), formulas };
  }

  column(column: number): GridColumn | undefined {
    return this.#columns.get(column);
  }

  /** The columns that hold anything, in no order. */
  get columnIndexes(): readonly number[] {
    return [...this.#columns.keys()];
  }

  get #lastColumn(): number {
    let last = -1;
    for (const column of this.#columns.keys()) last = Math.max(last, column);
    return last;
  }

  #column(column: number): GridColumn {
    let own = this.#columns.get(column);
    if (!own) this.#columns.set(column, (own = { values: [], styles: [], formulas: new Map() }));
    return own;
  }
}

function resized(
  used: Area | null | undefined,
  row: number,
  column: number,
  isThere: boolean,
): Area | null | undefined {
  if (used === undefined) return undefined;
  if (isThere) return used ? bounding(used, cellArea(row, column)) : cellArea(row, column);
  const isInside = used && used.top < row && row < used.bottom && used.left < column && column < used.right;
  return isInside ? used : undefined;
}

/** Keeps the array free of holes as far as that costs little, for it is faster and smaller so. */
function fill(values: CellValue[], row: number): void {
  if (row - values.length > 10_000) return;
  while (values.length < row) values.push(null);
}

function extent({ values, styles, formulas }: GridColumn, valuesOnly: boolean): { first: number; last: number } | null {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  const see = (row: number): void => {
    if (row < first) first = row;
    if (row > last) last = row;
  };
  firstAndLast(values, (value) => value !== null && value !== undefined, see);
  if (!valuesOnly) firstAndLast(styles, (style) => style !== undefined, see);
  for (const row of formulas.keys()) see(row);
  return last < 0 ? null : { first, last };
}

/** The rows of one column within an area that hold anything, looked for from both ends. */
function extentWithin(
  { values, styles, formulas }: GridColumn,
  { top, bottom }: Area,
  valuesOnly: boolean,
): { first: number; last: number } | null {
  const holds = (row: number): boolean =>
    (values[row] ?? null) !== null || formulas.has(row) || (!valuesOnly && styles[row] !== undefined);
  // Formulas lie past the end of the values only where they have none yet.
  let end = Math.max(values.length, valuesOnly ? 0 : styles.length) - 1;
  if (end < bottom) for (const row of formulas.keys()) end = Math.max(end, row);
  end = Math.min(end, bottom);
  let first = top;
  while (first <= end && !holds(first)) first += 1;
  if (first > end) return null;
  let last = end;
  while (!holds(last)) last -= 1;
  return { first, last };
}

/** The rows of a column's formulas within an area, found by whichever are fewer, its rows or the formulas. */
function* formulaRowsWithin({ formulas }: GridColumn, { top, bottom }: Area): Iterable<number> {
  if (bottom - top < formulas.size) {
    for (let row = top; row <= bottom; row += 1) if (formulas.has(row)) yield row;
  } else for (const row of formulas.keys()) if (top <= row && row <= bottom) yield row;
}

function firstAndLast<T>(
  items: readonly T[],
  holds: (item: T | undefined) => boolean,
  see: (row: number) => void,
): void {
  const first = items.findIndex(holds);
  if (first < 0) return;
  see(first);
  let last = items.length - 1;
  while (!holds(items[last])) last -= 1;
  see(last);
}
