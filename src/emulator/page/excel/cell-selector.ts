import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea, contains, isOneCell, maxColumns, maxRows, type Area } from '../../excel/model/address.ts';
import { dataEdge } from '../../excel/model/data-edge.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import type { Cell, Place } from './sheet-scroller.ts';

/** How a key moves the active cell. */
export interface Move {
  /** Rows and columns, down and to the right. */
  readonly by: Cell;
  /** Moves the far end of the selection instead, as with Shift. */
  readonly extends?: boolean;
  /** Goes to the edge of the data, as with Ctrl. */
  readonly toEdge?: boolean;
}

/** The keys that are held while a pointer presses cells. */
interface Press {
  readonly extends?: boolean;
  readonly adds?: boolean;
}

/** Selects cells of the active sheet by pointer and by key, from the cell at which the selection was begun. */
export class CellSelector {
  readonly #document: ExcelDocument;
  #anchor: Cell;

  constructor(document: ExcelDocument) {
    this.#document = document;
    this.#anchor = document.selection.activeCell;
  }

  /**
   * Selects what was pressed; all from where the selection began with `extends`, beside what is selected with `adds`, which takes
   * a cell that was added out again. A heading stands for its row or column, the corner for the sheet. Gives what selects on, up to
   * where the pointer is dragged.
   */
  press(start: Place, { extends: isExtending = false, adds = false }: Press = {}): (to: Cell) => void {
    if (adds && !isExtending && this.#takeOut(start)) return () => undefined;
    const { areas } = this.#document.selection;
    const others = isExtending ? this.#others() : adds ? areas : [];
    const isOnHeading = start.inRowHeading || start.inColumnHeading;
    const first = isExtending || isOnHeading ? start : shownCell(this.#document.activeSheet, start);
    this.#anchor = isExtending ? this.#document.selection.activeCell : first;
    const wholeColumns = start.inColumnHeading ? { top: 0, bottom: maxRows - 1 } : {};
    const wholeRows = start.inRowHeading ? { left: 0, right: maxColumns - 1 } : {};
    const dragTo = (to: Cell): void =>
      this.#select({ ...spanning(this.#anchor, to), ...wholeColumns, ...wholeRows }, others);
    dragTo(first);
    return dragTo;
  }

  move({ by, extends: isExtending = false, toEdge = false }: Move): void {
    const from = this.#from(isExtending);
    const { activeSheet } = this.#document;
    if (toEdge) {
      this.#go(dataEdge(activeSheet.grid, from, by), isExtending);
      return;
    }
    const merge = isExtending ? null : activeSheet.mergeAt(from.row, from.column);
    const row = merge && by.row > 0 ? merge.bottom : from.row;
    const column = merge && by.column > 0 ? merge.right : from.column;
    this.#go({ row: clamp(row + by.row, maxRows), column: clamp(column + by.column, maxColumns) }, isExtending);
  }

  /** Goes to the first cell of the row or of the sheet, or to the last that is used. */
  moveTo(place: 'row-start' | 'sheet-start' | 'sheet-end', isExtending: boolean): void {
    const used = this.#document.usedArea(this.#document.activeSheet);
    const places = {
      'row-start': { row: this.#from(isExtending).row, column: 0 },
      'sheet-start': { row: 0, column: 0 },
      'sheet-end': { row: used?.bottom ?? 0, column: used?.right ?? 0 },
    };
    this.#go(places[place], isExtending);
  }

  /** Selects all of the rows, or columns, of what is selected. */
  selectWhole(what: 'rows' | 'columns'): void {
    const { areas, activeCell } = this.#document.selection;
    const whole = what === 'rows' ? { left: 0, right: maxColumns - 1 } : { top: 0, bottom: maxRows - 1 };
    this.#anchor = activeCell;
    this.#document.select(
      this.#document.activeSheet,
      areas.map((area) => ({ ...area, ...whole })),
      activeCell,
    );
  }

  /** Selects all that is used. */
  selectUsed(): void {
    const used = this.#document.usedArea(this.#document.activeSheet);
    if (!used) return;
    this.#anchor = { row: used.top, column: used.left };
    this.#select(used);
  }

  /** The active cell, or the far end of what is selected from it. */
  #from(isExtending: boolean): Cell {
    const { activeCell } = this.#document.selection;
    return isExtending ? farEnd(activeArea(this.#document), activeCell) : activeCell;
  }

  /** What is selected beside the area of the active cell. */
  #others(): readonly Area[] {
    const active = activeArea(this.#document);
    return this.#document.selection.areas.filter((area) => area !== active);
  }

  /** Whether the cell was selected by itself beside others, and is not any more. */
  #takeOut({ row, column, inRowHeading, inColumnHeading }: Place): boolean {
    const { areas } = this.#document.selection;
    const isIt = (area: Area): boolean => isOneCell(area) && area.top === row && area.left === column;
    const rest = areas.filter((area) => !isIt(area));
    const last = rest.at(-1);
    if (inRowHeading || inColumnHeading || !last || rest.length === areas.length) return false;
    this.#anchor = { row: last.top, column: last.left };
    this.#document.select(this.#document.activeSheet, rest, this.#anchor);
    return true;
  }

  #go(to: Cell, isExtending: boolean): void {
    const { activeSheet, selection } = this.#document;
    const end = isExtending ? to : shownCell(activeSheet, to);
    this.#anchor = isExtending ? selection.activeCell : end;
    this.#select(spanning(this.#anchor, end), isExtending ? this.#others() : []);
  }

  /** The area from the anchor stands last. */
  #select(area: Area, others: readonly Area[] = []): void {
    this.#document.select(this.#document.activeSheet, [...others, area], this.#anchor);
  }
}

/** The selected area in which the active cell stands: of several the one that was selected last. */
function activeArea({ selection }: ExcelDocument): Area {
  const { areas, activeCell } = selection;
  const { row, column } = activeCell;
  return areas.findLast((area) => contains(area, cellArea(row, column))) ?? cellArea(row, column);
}

/** The cell that is seen where a cell is: of a merge it is the first. */
export function shownCell(sheet: Sheet, { row, column }: Cell): Cell {
  const merge = sheet.mergeAt(row, column);
  return merge ? { row: merge.top, column: merge.left } : { row, column };
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}

function spanning(one: Cell, other: Cell): Area {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

/** The corner across from the active cell. */
function farEnd({ top, left, bottom, right }: Area, active: Cell): Cell {
  return { row: active.row === top ? bottom : top, column: active.column === left ? right : left };
}
