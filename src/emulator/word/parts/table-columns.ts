import { markCell, markInserted } from '../model/inserted-blocks.ts';
import { deleteParagraph, type EditContext, type RevisionAuthor } from '../model/edit-text.ts';
import { forgetStory, paragraphsIn, storyOf } from '../model/story.ts';
import { attributeW } from '../model/xml.ts';
import { fillCell } from './create-table.ts';
import { cellProperty, cellsOf, placedCells, rowsOf, setMerge, setSpan } from './table-grid.ts';
import { deleteTable, emptyCell, remove } from './table-rows.ts';
import { columnWidths, scaled, setColumnWidths, total } from './table-widths.ts';

/** Columns that come and go. */

/**
 * Puts columns beside the one at a place of the grid, in its look; a merged cell across the place grows. A table that was not
 * wider than `room` does not become so. Tracked, the cells are insertions.
 */
export function insertColumns(
  table: Element,
  column: number,
  place: 'Before' | 'After',
  count: number,
  values: readonly (readonly string[])[],
  { tracked }: EditContext,
  room = Infinity,
): void {
  const edge = place === 'Before' ? column : column + 1;
  const before = columnWidths(table);
  rowsOf(table).forEach((row, rowIndex) => {
    const cells = placedCells(row);
    const across = cells.find((each) => each.column < edge && each.column + each.span > edge);
    if (across) {
      setSpan(across.cell, across.span + count);
      return;
    }
    const model = cells.find((each) => each.column <= column && each.column + each.span > column) ?? cells.at(-1);
    if (!model) return;
    const made = Array.from({ length: count }, (_, index) => {
      const cell = emptyCellLike(model.cell);
      fillCell(cell, values[rowIndex]?.[index] ?? '');
      return cell;
    });
    markInserted(made, tracked);
    if (tracked) for (const cell of made) markCell(cell, 'cellIns', tracked);
    if (place === 'Before') model.cell.before(...made);
    else model.cell.after(...made);
  });
  const widths = before.toSpliced(edge, 0, ...Array.from({ length: count }, () => before[column] ?? 0));
  setColumnWidths(table, scaled(widths, Math.min(total(widths), Math.max(room, total(before)))));
  forgetStory(storyOf(table));
}

function emptyCellLike(cell: Element): Element {
  const copy = cell.cloneNode(true) as Element;
  emptyCell(copy);
  setSpan(copy, 1);
  setMerge(copy, null);
  return copy;
}

/**
 * Takes columns of the grid out; a merged cell across them shrinks, and a table without columns goes. Tracked, the cells
 * are marked as deleted and their text is struck out, but for cells that the author inserted.
 */
export function deleteColumns(table: Element, column: number, count: number, context: EditContext): void {
  const widths = columnWidths(table);
  if (column <= 0 && count >= widths.length) {
    deleteTable(table, context);
    return;
  }
  const end = column + count;
  for (const row of rowsOf(table)) {
    for (const { cell, column: start, span } of placedCells(row)) {
      const lost = Math.max(0, Math.min(start + span, end) - Math.max(start, column));
      if (lost === 0) continue;
      if (lost < span) setSpan(cell, span - lost);
      else if (context.tracked && !isOwnCell(cell, context.tracked)) strikeCell(cell, context, context.tracked);
      else remove(cell, context);
    }
    if (cellsOf(row).length === 0) remove(row, context);
  }
  if (columnWidths(table).length < widths.length) setColumnWidths(table, widths.toSpliced(column, count));
}

function isOwnCell(cell: Element, author: RevisionAuthor): boolean {
  return attributeW(cellProperty(cell, 'cellIns'), 'author') === author.name;
}

function strikeCell(cell: Element, context: EditContext, author: RevisionAuthor): void {
  for (const paragraph of paragraphsIn(cell)) deleteParagraph(paragraph, context);
  markCell(cell, 'cellDel', author);
}
