import {
  cellArea,
  cellKey,
  columnOfKey,
  contains,
  intersect,
  maxColumns,
  maxRows,
  rowOfKey,
  type Area,
} from '../model/address.ts';
import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { FormulaResult } from './calculator.ts';
import type { FormulaNode } from './dependencies.ts';

/** The cells whose values are others now, by the id of their sheet and their keys. */
export type ChangedCells = Map<string, Set<number>>;

/** What came of putting a result into its cells. */
export interface StoredResult {
  /** Whether the formula's own cell has another value now. */
  readonly isOther: boolean;
  /** The areas that its array left and took: what looks at them was evaluated without them. */
  readonly respilled: readonly Area[];
}

/** Puts what formulas give into cells: arrays where they find room, and again once they do. */
export class CellResults {
  /** Formulas that look at themselves. */
  readonly circular = new Set<FormulaNode>();
  /** Where arrays want to be but find no room. */
  readonly #blocked = new Map<FormulaNode, Area>();

  clear(): void {
    this.circular.clear();
    this.#blocked.clear();
  }

  forget(node: FormulaNode): void {
    this.circular.delete(node);
    this.#blocked.delete(node);
  }

  /** Whether a formula fills its own cell, now as before. */
  isAlone(sheet: Sheet, node: FormulaNode): boolean {
    if (node.formula.arrayArea || this.#blocked.has(node)) return false;
    return sheet.spills.size === 0 || !sheet.spills.has(cellKey(node.row, node.column));
  }

  store(sheet: Sheet, node: FormulaNode, result: FormulaResult, changed: ChangedCells): StoredResult {
    const { row, column, formula } = node;
    const key = cellKey(row, column);
    const rows = result.length;
    const columns = Math.max(1, ...result.map((each) => each.length));
    const wanted = formula.arrayArea ?? { top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 };
    const before = sheet.spills.get(key);
    const isArray = wanted.top !== wanted.bottom || wanted.left !== wanted.right;
    const hasRoom = !isArray || formula.arrayArea !== undefined || hasRoomFor(sheet, wanted, key);
    this.#blocked.delete(node);
    if (!hasRoom) this.#blocked.set(node, wanted);
    const area = isArray && hasRoom ? wanted : null;
    const respilled: Area[] = [];
    if (before && !(area && contains(area, before) && contains(before, area))) {
      this.clearSpill(sheet, key);
      respilled.push(before);
    }
    const isOther = this.write(sheet, row, column, hasRoom ? firstValue(result) : cellError('#SPILL!'), changed);
    if (!area) return { isOther, respilled };
    sheet.spills.set(key, area);
    for (let at = area.top; at <= area.bottom; at += 1) {
      for (let across = area.left; across <= area.right; across += 1) {
        if (at === row && across === column) continue;
        sheet.spilled.set(cellKey(at, across), key);
        this.write(sheet, at, across, pieceOf(result, at - row, across - column), changed);
      }
    }
    return { isOther, respilled: [...respilled, area] };
  }

  /** Gives a cell its value; says whether that is another than before. */
  write(sheet: Sheet, row: number, column: number, value: CellValue, changed: ChangedCells): boolean {
    if (sheet.grid.value(row, column) === value) return false;
    sheet.grid.setValue(row, column, value);
    sheet.edits += 1;
    let cells = changed.get(sheet.id);
    if (!cells) changed.set(sheet.id, (cells = new Set()));
    cells.add(cellKey(row, column));
    return true;
  }

  /** Takes back what the formula in a cell spilled; gives the area, which others may look at. */
  clearSpill(sheet: Sheet, key: number): Area | null {
    const area = sheet.spills.get(key);
    if (!area) return null;
    sheet.spills.delete(key);
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const piece = cellKey(row, column);
        if (sheet.spilled.get(piece) !== key) continue;
        sheet.spilled.delete(piece);
        sheet.grid.setValue(row, column, null);
      }
    }
    return area;
  }

  /** The area that a cell's formula fills; `null` where there is none, or it gave an error. */
  spillAt(sheet: Sheet, row: number, column: number): Area | null {
    if (!sheet.grid.formula(row, column)) return null;
    const own = sheet.spills.get(cellKey(row, column));
    return own ?? (isCellError(sheet.grid.value(row, column)) ? null : cellArea(row, column));
  }

  /** Formulas whose arrays want to be in an area. */
  *blockedAt(sheetId: string, area: Area): Iterable<FormulaNode> {
    for (const [node, wanted] of this.#blocked) if (node.sheetId === sheetId && intersect(wanted, area)) yield node;
  }
}

/** The cells of formulas whose arrays lie in an area by a part of them that is not the formula's own cell. */
export function* arraysAt(sheet: Sheet, area: Area): Iterable<{ readonly row: number; readonly column: number }> {
  for (const [key, spill] of sheet.spills) {
    if (!intersect(spill, area) || contains(area, spill) === contains(spill, area)) continue;
    const [row, column] = [rowOfKey(key), columnOfKey(key)];
    if (!contains(cellArea(row, column), area)) yield { row, column };
  }
}

function hasRoomFor(sheet: Sheet, area: Area, anchor: number): boolean {
  if (area.bottom >= maxRows || area.right >= maxColumns) return false;
  if (sheet.state.merges.some((merge) => intersect(merge, area))) return false;
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const key = cellKey(row, column);
      if (key === anchor || sheet.spilled.get(key) === anchor) continue;
      if (sheet.spilled.has(key) || sheet.grid.formula(row, column)) return false;
      if (sheet.grid.value(row, column) !== null) return false;
    }
  }
  return true;
}

/** A formula that gives nothing shows 0. */
function firstValue(result: FormulaResult): CellValue {
  return result[0]?.[0] ?? 0;
}

function pieceOf(result: FormulaResult, row: number, column: number): CellValue {
  // One row or column fills a legacy array's area; what lies outside of the result is not available.
  const line = result[result.length === 1 ? 0 : row];
  const value = line?.[line.length === 1 ? 0 : column];
  return value === undefined ? cellError('#N/A') : (value ?? 0);
}
