import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ancestorW, attributeW, childrenW, childW, createW, ensureProperties } from '../model/xml.ts';
import { textWidth } from './create-table.ts';
import { placeChild } from './schema-order.ts';
import { cellProperty, columnCount, placedCells, rowOf, rowsOf, tableOf } from './table-grid.ts';
import { cellPadding } from './table-look.ts';

/** How wide tables and their columns are, in twentieths of a point. */

const unknownWidth = 1440;

/** The widths of the grid's columns; one that the grid does not tell is that of a cell in it. */
export function columnWidths(table: Element): number[] {
  const grid = childW(table, 'tblGrid');
  const told = (grid ? childrenW(grid, 'gridCol') : []).map((each) => Number(attributeW(each, 'w')) || 0);
  return Array.from({ length: columnCount(table) }, (_, column) => told[column] || widthByCells(table, column));
}

function widthByCells(table: Element, column: number): number {
  for (const { cell, column: start, span } of rowsOf(table).flatMap(placedCells)) {
    const width = start === column && span === 1 ? cellProperty(cell, 'tcW') : null;
    if (width && attributeW(width, 'type') === 'dxa') return Number(attributeW(width, 'w')) || unknownWidth;
  }
  return unknownWidth;
}

/** Gives the grid's columns these widths, and the cells theirs by them. */
export function setColumnWidths(table: Element, widths: readonly number[]): void {
  const { ownerDocument: document } = table;
  const grid = childW(table, 'tblGrid') ?? placeChild(table, createW(document, 'tblGrid'));
  for (const column of childrenW(grid, 'gridCol')) column.remove();
  for (const width of widths) placeChild(grid, createW(document, 'gridCol', { w: String(width) }));
  for (const { cell, column, span } of rowsOf(table).flatMap(placedCells)) {
    setWidth(ensureProperties(cell), 'tcW', total(widths.slice(column, column + span)));
  }
  const width = preferredWidth(table);
  if (width && attributeW(width, 'type') === 'dxa') setWidth(ensureProperties(table), 'tblW', total(widths));
}

function preferredWidth(table: Element): Element | null {
  const properties = childW(table, 'tblPr');
  return properties && childW(properties, 'tblW');
}

function setWidth(properties: Element, name: 'tblW' | 'tcW', width: number, type: 'dxa' | 'pct' = 'dxa'): void {
  childW(properties, name)?.remove();
  placeChild(properties, createW(properties.ownerDocument, name, { w: String(width), type }));
}

export function tableWidth(table: Element): number {
  return total(columnWidths(table));
}

/** Makes a table so wide, its columns in the proportions that they have. */
export function setTableWidth(table: Element, width: number): void {
  setWidth(ensureProperties(table), 'tblW', width);
  setColumnWidths(table, scaled(columnWidths(table), width));
}

/** Lets a table take the whole width of what is around it, whatever that will be. */
export function fillWidth(pkg: OoxmlPackage, table: Element): void {
  const properties = ensureProperties(table);
  childW(properties, 'tblLayout')?.remove();
  setWidth(properties, 'tblW', 5000, 'pct');
  setColumnWidths(table, scaled(columnWidths(table), roomAt(pkg, table)));
}

export function distributeColumns(table: Element): void {
  const widths = columnWidths(table);
  setColumnWidths(
    table,
    widths.map(() => Math.floor(total(widths) / widths.length)),
  );
}

/** The columns of the grid that a cell takes. */
function columnsOf(cell: Element): { readonly from: number; readonly to: number } {
  const placed = placedCells(rowOf(cell)).find((each) => each.cell === cell);
  return placed ? { from: placed.column, to: placed.column + placed.span } : { from: 0, to: 0 };
}

export function cellWidth(cell: Element): number {
  const { from, to } = columnsOf(cell);
  return total(columnWidths(tableOf(cell)).slice(from, to));
}

/** Makes a cell's column so wide; its neighbours stay as they are. */
export function setCellWidth(cell: Element, width: number): void {
  const table = tableOf(cell);
  setColumnWidths(table, columnWidths(table).with(columnsOf(cell).from, width));
}

/** The width that a block has where it stands: that of its cell without what the cell leaves at its sides, or of the text. */
export function roomAt(pkg: OoxmlPackage, block: Element): number {
  const cell = ancestorW(block, 'tc');
  if (!cell) return textWidth(pkg);
  return Math.max(1, cellWidth(cell) - cellPadding(pkg, cell, 'left') - cellPadding(pkg, cell, 'right'));
}

/** Widths in the same proportions that take so much together. */
export function scaled(widths: readonly number[], to: number): number[] {
  const share = to / total(widths);
  return widths.map((width) => Math.max(1, Math.floor(width * share)));
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
