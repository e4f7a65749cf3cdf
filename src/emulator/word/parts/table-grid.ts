import { ns } from '../package/namespaces.ts';
import { paragraphsIn } from '../model/story.ts';
import { textOf } from '../model/text-leaves.ts';
import { attributeW, childW, createW, ensureProperties, isW, toggleW } from '../model/xml.ts';
import { placeChild } from './schema-order.ts';

/** The grid of a table as it is seen, merges included (ECMA-376 part 1 §17.4). */

export interface GridCell {
  readonly cell: Element;
  readonly row: Element;
  readonly rowIndex: number;
  /** The column of the grid that it begins in. */
  readonly column: number;
  readonly columnSpan: number;
  /** Rows that it takes; cells below that only continue it are not listed. */
  readonly rowSpan: number;
}

/** The rows of a table, content controls around them seen through. */
export function rowsOf(table: Element): Element[] {
  return childrenThrough(table, 'tr');
}

/** Whether a row repeats on each page. */
export function isHeader(row: Element): boolean {
  return toggleW(childW(row, 'trPr'), 'tblHeader') === true;
}

/** The cells of a row as they stand in the file, those that continue one above among them. */
export function cellsOf(row: Element): Element[] {
  return childrenThrough(row, 'tc');
}

/** All cells of a table as they stand in the file, row by row. */
export function cellsOfTable(table: Element): Element[] {
  return rowsOf(table).flatMap(cellsOf);
}

/** The tables directly in a body or cell, content controls around them seen through. */
export function tablesIn(container: Element): Element[] {
  return childrenThrough(container, 'tbl');
}

const wrappers = new Set(['sdt', 'sdtContent', 'customXml', 'smartTag', 'ins', 'del']);

function childrenThrough(parent: Element, name: string): Element[] {
  return [...parent.children].flatMap((child) => {
    if (isW(child, name)) return [child];
    return child.namespaceURI === ns.w && wrappers.has(child.localName) ? childrenThrough(child, name) : [];
  });
}

/** The table that a row or cell is of. */
export function tableOf(element: Element): Element {
  return closest(element, 'tbl');
}

export function rowOf(cell: Element): Element {
  return closest(cell, 'tr');
}

function closest(element: Element, name: string): Element {
  for (let at = element.parentElement; at; at = at.parentElement) if (isW(at, name)) return at;
  throw new Error(`The ${element.localName} is in no ${name}.`);
}

export function cellProperty(cell: Element, name: string): Element | null {
  const properties = childW(cell, 'tcPr');
  return properties && childW(properties, name);
}

function spanOfCell(cell: Element): number {
  return Math.max(1, Number(attributeW(cellProperty(cell, 'gridSpan')) ?? 1) || 1);
}

/** Lets a cell take so many columns of the grid. */
export function setSpan(cell: Element, span: number): void {
  const properties = ensureProperties(cell);
  childW(properties, 'gridSpan')?.remove();
  if (span > 1) placeChild(properties, createW(cell.ownerDocument, 'gridSpan', { val: String(span) }));
}

/** Whether a cell only continues the one above it. */
export function isContinuation(cell: Element): boolean {
  const merge = cellProperty(cell, 'vMerge');
  return merge !== null && attributeW(merge) !== 'restart';
}

/** Lets a cell begin a merge downwards, continue the one above, or stand for itself (`null`). */
export function setMerge(cell: Element, merge: 'restart' | 'continue' | null): void {
  const properties = ensureProperties(cell);
  childW(properties, 'vMerge')?.remove();
  if (merge === null) return;
  placeChild(properties, createW(cell.ownerDocument, 'vMerge', merge === 'restart' ? { val: 'restart' } : {}));
}

function columnsBefore(row: Element): number {
  const properties = childW(row, 'trPr');
  return Number(attributeW(properties && childW(properties, 'gridBefore')) ?? 0) || 0;
}

export interface PlacedCell {
  readonly cell: Element;
  readonly column: number;
  readonly span: number;
}

/** The cells of a row with the columns of the grid that they take. */
export function placedCells(row: Element): PlacedCell[] {
  let column = columnsBefore(row);
  return cellsOf(row).map((cell) => {
    const placed = { cell, column, span: spanOfCell(cell) };
    column += placed.span;
    return placed;
  });
}

/** The cells that are seen, in reading order. */
export function gridOf(table: Element): GridCell[] {
  const rows = rowsOf(table).map((row) => ({ row, cells: placedCells(row) }));
  return rows.flatMap(({ row, cells }, rowIndex) =>
    cells
      .filter(({ cell }) => rowIndex === 0 || !isContinuation(cell))
      .map(({ cell, column, span }) => {
        let rowSpan = 1;
        const begins = cellProperty(cell, 'vMerge') !== null;
        while (begins) {
          const below = rows[rowIndex + rowSpan]?.cells.find((each) => each.column === column);
          if (!below || !isContinuation(below.cell)) break;
          rowSpan += 1;
        }
        return { cell, row, rowIndex, column, columnSpan: span, rowSpan };
      }),
  );
}

/** The cell that is seen where this one is: the one that it continues. */
export function originOf(cell: Element): Element {
  if (!isContinuation(cell)) return cell;
  const row = rowOf(cell);
  const column = placedCells(row).find((each) => each.cell === cell)?.column;
  const above = rowsOf(tableOf(row));
  for (const other of above.slice(0, above.indexOf(row)).reverse()) {
    const placed = placedCells(other).find((each) => each.column === column);
    if (placed && !isContinuation(placed.cell)) return placed.cell;
  }
  return cell;
}

/** A cell with those that continue it downwards. */
export function mergedCells(cell: Element): Element[] {
  const found = gridOf(tableOf(cell)).find((each) => each.cell === cell);
  if (!found) return [cell];
  return rowsOf(tableOf(cell))
    .slice(found.rowIndex, found.rowIndex + found.rowSpan)
    .flatMap((row) => placedCells(row).find(({ column }) => column === found.column)?.cell ?? []);
}

export function columnCount(table: Element): number {
  return Math.max(
    0,
    ...rowsOf(table).map((row) => placedCells(row).reduce((sum, { span }) => sum + span, columnsBefore(row))),
  );
}

/** Whether every row has the same cells, none of them merged. */
export function isUniform(table: Element): boolean {
  const counts = new Set(rowsOf(table).map((row) => cellsOf(row).length));
  return counts.size <= 1 && gridOf(table).every(({ columnSpan, rowSpan }) => columnSpan === 1 && rowSpan === 1);
}

/** A cell's text; its paragraphs are apart by carriage returns. */
export function cellText(cell: Element): string {
  return paragraphsIn(cell).map(textOf).join('\r');
}

/** The cells of a row that are seen: those that continue a cell above are not. */
export function seenCells(row: Element): Element[] {
  const isFirst = rowsOf(tableOf(row))[0] === row;
  return cellsOf(row).filter((cell) => isFirst || !isContinuation(cell));
}

/** The text of the cells that are seen, row by row. */
export function tableValues(table: Element): string[][] {
  return rowsOf(table).map((row) => seenCells(row).map(cellText));
}
