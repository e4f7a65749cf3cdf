import type { EditContext } from '../model/edit-text.ts';
import { forgetStory, paragraphsIn, storyOf } from '../model/story.ts';
import { lengthOf } from '../model/text-leaves.ts';
import { createW, isW } from '../model/xml.ts';
import { cellText, gridOf, placedCells, rowsOf, setMerge, setSpan, type GridCell } from './table-grid.ts';
import { emptyCell, remove } from './table-rows.ts';
import { columnWidths, setColumnWidths, total } from './table-widths.ts';

/** Merging cells, and splitting them. Word tracks neither. */

/** A rectangle of the grid, its last row and column among it. */
export interface GridArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * Merges the cells of an area into its first one, which then holds what was in all of them, one below the other. `null`
 * when the area's edge goes through a cell.
 */
export function mergeCells(table: Element, area: GridArea, context: EditContext): Element | null {
  const { top, left, bottom, right } = area;
  const inside = gridOf(table).filter((each) => touches(each, area));
  const [first] = inside;
  if (!first || !inside.every((each) => isWithin(each, area))) return null;
  const widths = columnWidths(table);
  rowsOf(table)
    .slice(top, bottom + 1)
    .forEach((row, index) => {
      const cells = placedCells(row).filter(({ column }) => column >= left && column <= right);
      const [kept, ...others] = cells;
      if (!kept) return;
      for (const { cell } of cells) if (cell !== first.cell) moveContent(cell, first.cell, context);
      for (const { cell } of others) remove(cell, context);
      setSpan(kept.cell, right - left + 1);
      setMerge(kept.cell, top === bottom ? null : index === 0 ? 'restart' : 'continue');
    });
  setColumnWidths(table, widths);
  forgetStory(storyOf(table));
  return first.cell;
}

function touches({ rowIndex, rowSpan, column, columnSpan }: GridCell, { top, left, bottom, right }: GridArea): boolean {
  return rowIndex <= bottom && rowIndex + rowSpan > top && column <= right && column + columnSpan > left;
}

function isWithin(
  { rowIndex, rowSpan, column, columnSpan }: GridCell,
  { top, left, bottom, right }: GridArea,
): boolean {
  return rowIndex >= top && rowIndex + rowSpan - 1 <= bottom && column >= left && column + columnSpan - 1 <= right;
}

/** Moves what is in a cell to the end of another; an empty paragraph stays. */
function moveContent(cell: Element, into: Element, context: EditContext): void {
  if (isBlank(cell)) return;
  const blank = isBlank(into) ? paragraphsIn(into) : [];
  into.append(...[...cell.children].filter((child) => !isW(child, 'tcPr')));
  for (const paragraph of blank) remove(paragraph, context);
  cell.append(createW(cell.ownerDocument, 'p'));
}

function isBlank(cell: Element): boolean {
  return (
    cellText(cell) === '' &&
    paragraphsIn(cell).every((paragraph) => lengthOf(paragraph) === 0 && paragraph.parentElement === cell)
  );
}

/** Splits a cell into so many parts downwards, each of as many rows, and so many alike sidewards; its text stays in the first. */
export function splitCell(table: Element, cell: GridCell, rows: number, columns: number): void {
  const edges = cutGrid(table, cell, columns);
  const each = cell.rowSpan / rows;
  rowsOf(table)
    .slice(cell.rowIndex, cell.rowIndex + cell.rowSpan)
    .forEach((row, index) => {
      const own = placedCells(row).find(({ column }) => column === cell.column)?.cell;
      if (!own) return;
      const parts = [own, ...edges.slice(2).map(() => emptyCopy(own))];
      own.after(...parts.slice(1));
      parts.forEach((part, place) => {
        setSpan(part, (edges[place + 1] ?? 0) - (edges[place] ?? 0));
        setMerge(part, each === 1 ? null : index % each === 0 ? 'restart' : 'continue');
      });
    });
  setColumnWidths(table, columnWidths(table));
  forgetStory(storyOf(table));
}

function emptyCopy(cell: Element): Element {
  const copy = cell.cloneNode(true) as Element;
  emptyCell(copy);
  return copy;
}

/** Cuts the grid where the parts of a cell meet; gives the columns that they begin in and the one after the last. */
function cutGrid(table: Element, { column, columnSpan }: GridCell, parts: number): number[] {
  const before = columnWidths(table);
  const left = total(before.slice(0, column));
  const width = total(before.slice(column, column + columnSpan));
  const widths = [...before];
  const edges = Array.from({ length: parts - 1 }, (_, index) =>
    cutAt(table, widths, left + Math.round((width * (index + 1)) / parts)),
  );
  setColumnWidths(table, widths);
  return [column, ...edges, column + columnSpan + widths.length - before.length];
}

/** The column that begins so far from the table's edge; where there is none, one is cut in two. */
function cutAt(table: Element, widths: number[], at: number): number {
  let column = 0;
  let begin = 0;
  while (begin + (widths[column] ?? Infinity) <= at) {
    begin += widths[column] ?? 0;
    column += 1;
  }
  if (begin === at) return column;
  for (const { cell, column: start, span } of rowsOf(table).flatMap(placedCells)) {
    if (start <= column && start + span > column) setSpan(cell, span + 1);
  }
  widths.splice(column, 1, at - begin, (widths[column] ?? 0) - (at - begin));
  return column + 1;
}
