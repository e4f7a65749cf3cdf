import type { CellWrite, ExcelDocument } from '../excel-document.ts';
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
  const compare = (a: number, b: number): number => {
    for (const field of fields) {
      const [left, right] = [cellAt(a, field.key), cellAt(b, field.key)];
      const order =
        field.sortOn === 'Value'
          ? compareValues(sheet.grid.value(...left), sheet.grid.value(...right), field.ascending, collator)
          : compareColors(document, sheet, left, right, field);
      if (order !== 0) return order;
    }
    return a - b;
  };
  const sorted = [...lines].sort(compare);
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

function compareColors(
  document: ExcelDocument,
  sheet: Sheet,
  a: [number, number],
  b: [number, number],
  { sortOn, color, ascending }: SortField,
): number {
  const has = (cell: [number, number]): boolean => {
    const format = document.formats.get(sheet.styleAt(...cell));
    return (sortOn === 'CellColor' ? format.fillColor : format.fontColor) === color;
  };
  const order = Number(has(b)) - Number(has(a));
  return ascending ? order : -order;
}
