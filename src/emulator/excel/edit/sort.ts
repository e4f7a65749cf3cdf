import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { copyFormula } from '../formula/move-references.ts';
import type { Area } from '../model/address.ts';
import type { Cell, CellFormula, GridColumn } from '../model/cell-grid.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import { newFormula } from './set-cells.ts';

export interface SortField {
  /** Column (or row, when columns are sorted) within the area, from 0. */
  readonly key: number;
  readonly ascending: boolean;
  readonly sortOn: 'Value' | 'CellColor' | 'FontColor';
  readonly color: string;
}

/** Sorts rows (or columns) of an area. Equal ones keep their order; formulas move as if they were copied. */
export function sortCells(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  fields: readonly SortField[],
  { matchCase, byColumns }: { readonly matchCase: boolean; readonly byColumns: boolean },
): void {
  document.calculateIfDue();
  const first = byColumns ? area.left : area.top;
  const last = byColumns ? area.right : area.bottom;
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const cellAt = (line: number, key: number): [number, number] =>
    byColumns ? [area.top + key, line] : [line, area.left + key];
  const collator = new Intl.Collator(undefined, { sensitivity: matchCase ? 'variant' : 'accent', numeric: false });
  const columns = fields.map((field) => lines.map((line) => keyAt(document, sheet, cellAt(line, field.key), field)));
  // By place among the lines, so that what is compared is read once.
  const compare = (a: number, b: number): number => {
    for (const [index, field] of fields.entries()) {
      const [left, right] = [columns[index]?.[a] ?? null, columns[index]?.[b] ?? null];
      const order = compareValues(left, right, field.ascending, collator);
      if (order !== 0) return order;
    }
    return a - b;
  };
  const places = lines.map((_, index) => index).sort(compare);
  const sorted = places.map((place) => first + place);
  if (sorted.every((line, index) => line === lines[index])) return;
  if (byColumns) moveColumns(document, sheet, area, sorted);
  else moveRows(document, sheet, area, sorted);
  document.emit({ type: 'sorted', sheetId: sheet.id, area, axis: byColumns ? 'columns' : 'rows' });
}

/** Puts the rows of an area into another order: each place gets the row that `sorted` names for it. */
function moveRows(document: ExcelDocument, sheet: Sheet, area: Area, sorted: readonly number[]): void {
  // Pieces of arrays do not move; they are spilled anew.
  document.calculation.formulas.clearSpills(sheet);
  const columns = new Map<number, GridColumn>();
  const rewritten = new Map<CellFormula, CellFormula>();
  for (let index = area.left; index <= area.right; index += 1) {
    const own = sheet.grid.column(index);
    if (!own) continue;
    const column = { values: [...own.values], styles: [...own.styles], formulas: new Map(own.formulas) };
    for (const [place, from] of sorted.entries()) {
      const to = area.top + place;
      if (from === to) continue;
      const formula = own.formulas.get(from);
      const { styles, values } = column;
      if (to < values.length || from < own.values.length) values[to] = formula ? null : (own.values[from] ?? null);
      if (to < styles.length || from < own.styles.length) styles[to] = own.styles[from];
      if (!formula) {
        column.formulas.delete(to);
        continue;
      }
      const copied = newFormula(copyFormula(formula.text, to - from, 0));
      column.formulas.set(to, copied);
      rewritten.set(copied, formula);
    }
    columns.set(index, column);
  }
  document.replaceColumns(sheet, { columns, area, rewritten, isMove: false });
}

function moveColumns(document: ExcelDocument, sheet: Sheet, area: Area, sorted: readonly number[]): void {
  const writes: CellWrite[] = [];
  for (const [index, from] of sorted.entries()) {
    const to = area.left + index;
    if (from === to) continue;
    for (let row = area.top; row <= area.bottom; row += 1)
      writes.push([row, to, copied(sheet.grid.cell(row, from), to - from)]);
  }
  document.writeCells(sheet, area, writes);
}

function copied(cell: Cell, columns: number): Cell {
  return cell.formula
    ? { ...cell, value: null, formula: newFormula(copyFormula(cell.formula.text, 0, columns)) }
    : cell;
}

/** Numbers before texts before truth values before errors, the other way round when falling; empty cells always last. */
function compareValues(a: CellValue, b: CellValue, ascending: boolean, collator: Intl.Collator): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [left, right] = [rank(a), rank(b)];
  const order = left !== right ? left - right : compareSame(a, b, collator);
  return ascending ? order : -order;
}

function rank(value: CellValue): number {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  return isCellError(value) ? 3 : 2;
}

function compareSame(a: CellValue, b: CellValue, collator: Intl.Collator): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  if (isCellError(a) || isCellError(b)) return 0;
  return Number(a) - Number(b);
}

/** What a cell is sorted by: its value, or whether it has the colour, which goes first when rising and last when falling. */
function keyAt(
  document: ExcelDocument,
  sheet: Sheet,
  [row, column]: readonly [number, number],
  { sortOn, color }: SortField,
): CellValue {
  if (sortOn === 'Value') return sheet.grid.value(row, column);
  const format = document.formats.get(sheet.styleAt(row, column));
  return (sortOn === 'CellColor' ? format.fillColor : format.fontColor) === color ? 0 : 1;
}
