import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { copyFormula, moveFormula } from '../formula/move-references.ts';
import {
  cellArea,
  cellKey,
  columnOfKey,
  columnsOf,
  rowOfKey,
  contains,
  intersect,
  rowsOf,
  type Area,
} from '../model/address.ts';
import type { Cell } from '../model/cell-grid.ts';
import type { Sheet } from '../model/sheet.ts';
import type { HyperlinkState } from '../model/hyperlink.ts';
import { adjustFormulas } from './adjust-formulas.ts';
import { EditRefused } from './edit-refused.ts';
import { clearHyperlinks } from './hyperlinks.ts';
import { unmergeCells } from './merge.ts';
import { newFormula, requireWritable } from './set-cells.ts';

/** Cells of a sheet. */
interface Block {
  readonly sheet: Sheet;
  readonly area: Area;
}

interface LaidOver {
  readonly merges: readonly Area[];
  readonly links: readonly HyperlinkState[];
}

export interface CopyOptions {
  readonly what: 'All' | 'Formulas' | 'Values' | 'Formats';
  readonly skipBlanks: boolean;
  readonly transpose: boolean;
}

/** The area that a copy fills: the target, or as much as the source needs; a multiple of the source repeats it. */
export function copiedArea(source: Area, target: Area, transpose: boolean): Area {
  const [rows, columns] = transpose ? [columnsOf(source), rowsOf(source)] : [rowsOf(source), columnsOf(source)];
  const fits = rowsOf(target) % rows === 0 && columnsOf(target) % columns === 0;
  return fits ? target : { ...target, bottom: target.top + rows - 1, right: target.left + columns - 1 };
}

/** Copies cells; references that are not fixed move with them. */
export function copyCells(
  document: ExcelDocument,
  from: Block,
  to: Block,
  { what, skipBlanks, transpose }: CopyOptions,
): void {
  document.calculateIfDue();
  const pieces = piecesIn(from.sheet, from.area);
  const area = copiedArea(from.area, to.area, transpose);
  const [rows, columns] = [rowsOf(from.area), columnsOf(from.area)];
  const writes: CellWrite[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const [down, across] = [row - area.top, column - area.left];
      const [ownRow, ownColumn] = transpose
        ? [from.area.top + (across % rows), from.area.left + (down % columns)]
        : [from.area.top + (down % rows), from.area.left + (across % columns)];
      const cell = from.sheet.grid.cell(ownRow, ownColumn);
      if (skipBlanks && cell.value === null && cell.formula === null) continue;
      const style = from.sheet.styleAt(ownRow, ownColumn);
      const before = to.sheet.grid.cell(row, column);
      const formula = cell.formula && newFormula(copyFormula(cell.formula.text, row - ownRow, column - ownColumn));
      const value = formula || pieces.has(cellKey(ownRow, ownColumn)) ? null : cell.value;
      const copied: Record<CopyOptions['what'], Cell> = {
        All: { value, formula, style },
        Formulas: { value, formula, style: before.style },
        Values: { value: cell.value, formula: null, style: before.style },
        Formats: { ...before, style },
      };
      writes.push([row, column, copied[what]]);
    }
  }
  if (what !== 'Formats') requireWritable(document, to.sheet, area, writes);
  document.writeCells(to.sheet, area, writes);
  if (what !== 'All' || transpose) return;
  layOver(document, laidOver(document, from), from.area, { sheet: to.sheet, area });
}

/** Cells that hold a piece of what a formula in the same area spilled: the formula spills it anew where it comes to lie. */
function piecesIn(sheet: Sheet, area: Area): ReadonlySet<number> {
  const pieces = new Set<number>();
  const isInside = (key: number): boolean => contains(area, cellArea(rowOfKey(key), columnOfKey(key)));
  for (const [key, owner] of sheet.spilled) if (isInside(key) && isInside(owner)) pieces.add(key);
  return pieces;
}

/** How far each repetition of a source lies from it. */
function repetitions(source: Area, target: Area): { readonly down: number; readonly across: number }[] {
  const all: { readonly down: number; readonly across: number }[] = [];
  for (let down = target.top - source.top; source.top + down <= target.bottom; down += rowsOf(source))
    for (let across = target.left - source.left; source.left + across <= target.right; across += columnsOf(source))
      all.push({ down, across });
  return all;
}

/** The links that lie in an area, as far as they do. */
function linksIn({ state }: ExcelDocument, sheet: Sheet, area: Area): readonly HyperlinkState[] {
  return state.hyperlinks.flatMap((link) => {
    const inside = link.sheetId === sheet.id ? intersect(link.area, area) : null;
    return inside ? [{ ...link, area: inside }] : [];
  });
}

function offset({ top, left, bottom, right }: Area, rows: number, columns: number): Area {
  return { top: top + rows, bottom: bottom + rows, left: left + columns, right: right + columns };
}

/** What lies over the cells of an area, whole merges and links. */
function laidOver(document: ExcelDocument, { sheet, area }: Block): LaidOver {
  return {
    merges: sheet.state.merges.filter((merge) => contains(area, merge)),
    links: linksIn(document, sheet, area),
  };
}

function clearLaidOver(document: ExcelDocument, { sheet, area }: Block): void {
  unmergeCells(document, sheet, area);
  clearHyperlinks(document, sheet, area);
}

/** Each repetition of a source gets what lay over it, in place of what lay there. */
function layOver(document: ExcelDocument, { merges, links }: LaidOver, source: Area, to: Block): void {
  clearLaidOver(document, to);
  const places = repetitions(source, to.area);
  if (merges.length > 0) {
    const copies = places.flatMap(({ down, across }) => merges.map((merge) => offset(merge, down, across)));
    document.changeSheet(to.sheet, { merges: [...to.sheet.state.merges, ...copies] });
  }
  if (links.length === 0) return;
  const copies = places.flatMap(({ down, across }) =>
    links.map((link) => ({ ...link, sheetId: to.sheet.id, area: offset(link.area, down, across), source: null })),
  );
  document.changeState({ hyperlinks: [...document.state.hyperlinks, ...copies] });
}

/** Moves cells to another place: they come as they are, and formulas that look at them follow. */
export function moveCells(
  document: ExcelDocument,
  from: Block,
  to: { readonly sheet: Sheet; readonly row: number; readonly column: number },
): void {
  document.calculateIfDue();
  const [rows, columns] = [to.row - from.area.top, to.column - from.area.left];
  const pieces = piecesIn(from.sheet, from.area);
  const cells: CellWrite[] = [];
  const emptied: CellWrite[] = [];
  for (let row = from.area.top; row <= from.area.bottom; row += 1) {
    for (let column = from.area.left; column <= from.area.right; column += 1) {
      const cell = from.sheet.grid.cell(row, column);
      const key = cellKey(row, column);
      if (from.sheet.spilled.has(key) && !pieces.has(key))
        throw new EditRefused('part-of-array', "You can't move part of an array.");
      const value = pieces.has(key) ? null : cell.value;
      cells.push([row + rows, column + columns, { ...cell, value, formula: cell.formula && { ...cell.formula } }]);
      emptied.push([row, column, { value: null, formula: null, style: undefined }]);
    }
  }
  const target = offset(from.area, rows, columns);
  requireWritable(document, from.sheet, from.area, emptied);
  requireWritable(document, to.sheet, target, cells);
  document.writeCells(from.sheet, from.area, emptied);
  document.writeCells(to.sheet, target, cells);
  moveRemarks(document, from, { sheet: to.sheet, area: target }, { rows, columns });
  const over = laidOver(document, from);
  clearLaidOver(document, from);
  layOver(document, over, from.area, { sheet: to.sheet, area: target });
  const moved = { sheet: from.sheet.name, area: from.area, toSheet: to.sheet.name, rows, columns };
  adjustFormulas(document, (formula, sheet) => moveFormula(formula, sheet.name, moved));
}

/** Threads and notes go with their cells; those where the cells come to lie go. */
function moveRemarks(
  document: ExcelDocument,
  from: Block,
  to: Block,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): void {
  const isIn = (
    { sheetId, row, column }: { readonly sheetId: string; readonly row: number; readonly column: number },
    { sheet, area }: Block,
  ): boolean => sheetId === sheet.id && intersect(area, cellArea(row, column)) !== null;
  const follow = <T extends { readonly sheetId: string; readonly row: number; readonly column: number }>(
    items: readonly T[],
  ): readonly T[] =>
    items
      .filter((item) => isIn(item, from) || !isIn(item, to))
      .map((item) =>
        isIn(item, from)
          ? { ...item, sheetId: to.sheet.id, row: item.row + rows, column: item.column + columns }
          : item,
      );
  const { comments, notes } = document.state;
  if ([...comments, ...notes].some((item) => isIn(item, from) || isIn(item, to)))
    document.changeState({ comments: follow(comments), notes: follow(notes) });
}
