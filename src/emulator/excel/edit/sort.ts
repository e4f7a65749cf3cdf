import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { copyFormula } from '../formula/move-references.ts';
import type { Area } from '../model/address.ts';
import type { Cell } from '../model/cell-grid.ts';
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
  const writes: CellWrite[] = [];
  for (const [index, from] of sorted.entries()) {
    const to = first + index;
    if (from === to) continue;
    const [start, end] = byColumns ? [area.top, area.bottom] : [area.left, area.right];
    for (let across = start; across <= end; across += 1) {
      const [row, column] = byColumns ? [across, to] : [to, across];
      const [ownRow, ownColumn] = byColumns ? [across, from] : [from, across];
      const cell = sheet.grid.cell(ownRow, ownColumn);
      writes.push([row, column, moved(cell, row - ownRow, column - ownColumn)]);
    }
  }
  document.writeCells(sheet, area, writes);
  document.emit({ type: 'sorted', sheetId: sheet.id, area, axis: byColumns ? 'columns' : 'rows' });
}

function moved(cell: Cell, rows: number, columns: number): Cell {
  if (!cell.formula) return cell;
  return { ...cell, value: null, formula: newFormula(copyFormula(cell.formula.text, rows, columns)) };
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
