import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, childW, createW, ensureProperties, ensureW } from '../model/xml.ts';
import { placeChild } from './schema-order.ts';
import { styleChain, tableStyle } from './styles.ts';
import { cellProperty, cellsOfTable, isHeader, rowsOf, tableOf } from './table-grid.ts';

/** How tables, rows and cells look, borders apart. */

/** The first rows that repeat on each page. */
export function headerRowCount(table: Element): number {
  const rows = rowsOf(table);
  const plain = rows.findIndex((row) => !isHeader(row));
  return plain < 0 ? rows.length : plain;
}

export function setHeaderRowCount(table: Element, count: number): void {
  rowsOf(table).forEach((row, index) => {
    const properties = childW(row, 'trPr');
    if (properties) childW(properties, 'tblHeader')?.remove();
    if (index < count) placeChild(ensureW(row, 'trPr'), createW(row.ownerDocument, 'tblHeader'));
  });
}

/** The height that a row has at least, in twentieths of a point; 0 when it says none. */
export function rowHeight(row: Element): number {
  const properties = childW(row, 'trPr');
  return Number(attributeW(properties && childW(properties, 'trHeight')) ?? 0) || 0;
}

export function setRowHeight(row: Element, height: number): void {
  const properties = ensureW(row, 'trPr');
  childW(properties, 'trHeight')?.remove();
  if (height > 0) placeChild(properties, createW(row.ownerDocument, 'trHeight', { val: String(height) }));
}

export function setTableStyle(table: Element, styleId: string): void {
  setProperty(table, 'tblStyle', { val: styleId });
}

/** `left`, `center` or `right` between the margins. */
export function tableAlignment(pkg: OoxmlPackage, table: Element): string {
  return attributeW(tableProperty(pkg, table, 'jc')) ?? 'left';
}

export function setTableAlignment(table: Element, alignment: string): void {
  setProperty(table, 'jc', { val: alignment });
}

function setProperty(element: Element, name: string, attributes: Readonly<Record<string, string>> | null): void {
  const properties = ensureProperties(element);
  childW(properties, name)?.remove();
  if (attributes) placeChild(properties, createW(element.ownerDocument, name, attributes));
}

/** The `w:tblPr` that decide how a table looks: its own, its style's, those that the style is based on. */
function propertyChain(pkg: OoxmlPackage, table: Element): Element[] {
  const sources = [table, ...styleChain(pkg, tableStyle(pkg, table)).reverse()];
  return sources.flatMap((source) => childW(source, 'tblPr') ?? []);
}

function tableProperty(pkg: OoxmlPackage, table: Element, name: string): Element | null {
  return firstOf(propertyChain(pkg, table), (properties) => childW(properties, name));
}

function firstOf<T>(elements: readonly Element[], find: (element: Element) => T | null): T | null {
  for (const element of elements) {
    const found = find(element);
    if (found !== null) return found;
  }
  return null;
}

/** Which parts of the table its style marks out (`w:tblLook`). */
export interface TableLook {
  readonly firstRow: boolean;
  readonly lastRow: boolean;
  readonly firstColumn: boolean;
  readonly lastColumn: boolean;
  readonly bandedRows: boolean;
  readonly bandedColumns: boolean;
}

const lookBits = {
  firstRow: 0x20,
  lastRow: 0x40,
  firstColumn: 0x80,
  lastColumn: 0x100,
  noHBand: 0x200,
  noVBand: 0x400,
};

export function tableLook(table: Element): TableLook {
  const properties = childW(table, 'tblPr');
  const look = properties && childW(properties, 'tblLook');
  const bits = parseInt(attributeW(look) ?? '04A0', 16);
  const on = (name: keyof typeof lookBits): boolean => {
    const own = attributeW(look, name);
    return own === null ? (bits & lookBits[name]) !== 0 : !['0', 'false', 'off'].includes(own);
  };
  return {
    firstRow: on('firstRow'),
    lastRow: on('lastRow'),
    firstColumn: on('firstColumn'),
    lastColumn: on('lastColumn'),
    bandedRows: !on('noHBand'),
    bandedColumns: !on('noVBand'),
  };
}

export function setTableLook(table: Element, change: Partial<TableLook>): void {
  const { bandedRows, bandedColumns, ...rest } = { ...tableLook(table), ...change };
  const values: Readonly<Record<keyof typeof lookBits, boolean>> = {
    ...rest,
    noHBand: !bandedRows,
    noVBand: !bandedColumns,
  };
  const names = Object.keys(lookBits) as (keyof typeof lookBits)[];
  const bits = names.reduce((sum, name) => sum + (values[name] ? lookBits[name] : 0), 0);
  const attributes = Object.fromEntries(names.map((name) => [name, values[name] ? '1' : '0']));
  setProperty(table, 'tblLook', { val: bits.toString(16).toUpperCase().padStart(4, '0'), ...attributes });
}

// ---- Cells ----

/** A cell's own fill as `RRGGBB`; `null` when it has none. */
export function cellShading(cell: Element): string | null {
  const fill = attributeW(cellProperty(cell, 'shd'), 'fill');
  return fill === null || fill === 'auto' ? null : fill.toUpperCase();
}

export function setCellShading(cell: Element, color: string | null): void {
  setProperty(cell, 'shd', color === null ? null : { val: 'clear', color: 'auto', fill: color.toUpperCase() });
}

/** `top`, `center` or `bottom`. */
export function verticalAlignment(pkg: OoxmlPackage, cell: Element): string {
  const sources = [cell, ...styleChain(pkg, tableStyle(pkg, tableOf(cell))).reverse()];
  return firstOf(sources, (source) => attributeW(cellProperty(source, 'vAlign'))) ?? 'top';
}

export function setVerticalAlignment(cell: Element, alignment: string): void {
  setProperty(cell, 'vAlign', { val: alignment });
}

export type Side = 'top' | 'left' | 'bottom' | 'right';

/** `left` is `start` in documents that are written strictly. */
const strictNames: Readonly<Record<Side, string>> = { top: 'top', left: 'start', bottom: 'bottom', right: 'end' };

export function sideOf(container: Element, side: Side): Element | null {
  return childW(container, side) ?? childW(container, strictNames[side]);
}

/** Puts a margin or border of one side in place of the one that is there. */
export function setSide(container: Element, side: Side, attributes: Readonly<Record<string, string>> | null): void {
  sideOf(container, side)?.remove();
  if (attributes) placeChild(container, createW(container.ownerDocument, side, attributes));
}

/** What a table says of one side, or of the lines inside it, in one of its lists; what it leaves out its style says. */
export function tableSide(
  pkg: OoxmlPackage,
  table: Element,
  list: 'tblBorders' | 'tblCellMar',
  side: Side | 'insideH' | 'insideV',
): Element | null {
  return firstOf(propertyChain(pkg, table), (properties) => {
    const found = childW(properties, list);
    if (!found) return null;
    return side === 'insideH' || side === 'insideV' ? childW(found, side) : sideOf(found, side);
  });
}

/** What Word leaves at the sides of a cell where neither cell, table nor style says. */
const ordinaryPadding: Readonly<Record<Side, number>> = { top: 0, left: 115, bottom: 0, right: 115 };

/** The room between a side of a cell and its text, in twentieths of a point. */
export function cellPadding(pkg: OoxmlPackage, cell: Element, side: Side): number {
  const margins = cellProperty(cell, 'tcMar');
  const told = (margins && sideOf(margins, side)) ?? tableSide(pkg, tableOf(cell), 'tblCellMar', side);
  return Number(attributeW(told, 'w') ?? ordinaryPadding[side]) || 0;
}

export function setCellPadding(cell: Element, side: Side, width: number): void {
  setSide(ensureW(ensureProperties(cell), 'tcMar'), side, { w: String(width), type: 'dxa' });
}

/** The same for all cells of a table, those to come among them. */
export function setTablePadding(table: Element, side: Side, width: number): void {
  setSide(ensureW(ensureProperties(table), 'tblCellMar'), side, { w: String(width), type: 'dxa' });
  for (const cell of cellsOfTable(table)) {
    const margins = cellProperty(cell, 'tcMar');
    if (margins) setSide(margins, side, null);
    if (margins?.childElementCount === 0) margins.remove();
  }
}
