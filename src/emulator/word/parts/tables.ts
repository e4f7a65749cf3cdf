import type { DocxPackage } from '../package/docx-package.ts';
import { ns } from '../package/namespaces.ts';
import { revisionAttributes, type RevisionAuthor } from '../model/edit-text.ts';
import { forgetStory, paragraphsIn, storyOf } from '../model/story.ts';
import { forgetLeaves, textOf } from '../model/text-leaves.ts';
import { attributeW, childrenW, childW, createW, ensureProperties, isW, setText, setW, toggleW } from '../model/xml.ts';
import { placeChild } from './schema-order.ts';
import { ensureStyle } from './styles.ts';

/** Tables: their grid as it is seen, merges included, and changing rows and columns (ECMA-376 part 1 §17.4). */

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

/** The cells of a row as they stand in the file, those that continue one above among them. */
export function cellsOf(row: Element): Element[] {
  return childrenThrough(row, 'tc');
}

function childrenThrough(parent: Element, name: string): Element[] {
  return [...parent.children].flatMap((child) => {
    if (isW(child, name)) return [child];
    const isWrapper = ['sdt', 'sdtContent', 'customXml', 'smartTag', 'ins', 'del'].includes(child.localName);
    return isWrapper && child.namespaceURI === ns.w ? childrenThrough(child, name) : [];
  });
}

function cellProperty(cell: Element, name: string): Element | null {
  const properties = childW(cell, 'tcPr');
  return properties && childW(properties, name);
}

function spanOfCell(cell: Element): number {
  return Math.max(1, Number(attributeW(cellProperty(cell, 'gridSpan')) ?? 1) || 1);
}

/** Whether a cell only continues the one above it. */
function isContinuation(cell: Element): boolean {
  const merge = cellProperty(cell, 'vMerge');
  return merge !== null && attributeW(merge) !== 'restart';
}

function columnsBefore(row: Element): number {
  const properties = childW(row, 'trPr');
  return Number(attributeW(properties && childW(properties, 'gridBefore')) ?? 0) || 0;
}

interface PlacedCell {
  readonly cell: Element;
  readonly column: number;
  readonly span: number;
}

function placedCells(row: Element): PlacedCell[] {
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

export function columnCount(table: Element): number {
  return Math.max(0, ...rowsOf(table).map((row) => placedCells(row).reduce((sum, { span }) => sum + span, columnsBefore(row)))); // prettier-ignore
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

/** The text of the cells, row by row, as the file has them. */
export function tableValues(table: Element): string[][] {
  return rowsOf(table).map((row) => cellsOf(row).map(cellText));
}

/** Writes a cell's text anew; the look of its first paragraph and run stays. */
export function setCellText(cell: Element, text: string): void {
  const document = cell.ownerDocument;
  const [first, ...rest] = paragraphsIn(cell);
  const look = first && [...first.getElementsByTagNameNS(ns.w, 'r')][0];
  const properties = look && childW(look, 'rPr');
  for (const block of [...cell.children]) if (!isW(block, 'tcPr') && block !== first) block.remove();
  for (const paragraph of rest) forgetLeaves(paragraph);
  const model = first?.parentElement === cell ? first : null;
  const paragraphProperties = model && childW(model, 'pPr');
  text.split(/\r\n?|\n/).forEach((line, index) => {
    let paragraph = index === 0 ? model : null;
    if (paragraph) for (const child of [...paragraph.children]) { if (!isW(child, 'pPr')) child.remove(); } // prettier-ignore
    if (!paragraph) {
      paragraph = createW(document, 'p', {}, paragraphProperties ? [paragraphProperties.cloneNode(true)] : []);
      cell.append(paragraph);
    }
    if (line === '') return;
    const content = createW(document, 't');
    setText(content, line);
    paragraph.append(createW(document, 'r', {}, [...(properties ? [properties.cloneNode(true)] : []), content]));
    forgetLeaves(paragraph);
  });
  if (cell.isConnected) forgetStory(storyOf(cell));
}

export interface TableOptions {
  readonly values?: readonly (readonly string[])[];
  readonly headerRows?: number;
  /** Name of a table style; Table Grid when it is left out. */
  readonly style?: string;
  /** In twentieths of a point, shared evenly by the columns; see {@link textWidth}. */
  readonly width?: number;
}

/** A new table with a paragraph in each cell, ready to be placed. */
export function createTable(
  pkg: DocxPackage,
  rows: number,
  columns: number,
  { values = [], headerRows = 0, style = 'Table Grid', width = textWidth(pkg) }: TableOptions = {},
): Element {
  const document = pkg.xml(pkg.documentPart);
  const styleId = ensureStyle(pkg, style);
  const columnWidth = String(Math.max(1, Math.floor(width / Math.max(1, columns))));
  const properties = createW(document, 'tblPr', {}, [
    ...(styleId === null ? [] : [createW(document, 'tblStyle', { val: styleId })]),
    createW(document, 'tblW', { w: '0', type: 'auto' }),
    createW(document, 'tblLook', {
      val: '04A0', firstRow: '1', lastRow: '0', firstColumn: '1', lastColumn: '0', noHBand: '0', noVBand: '1',
    }), // prettier-ignore
  ]);
  const grid = createW(document, 'tblGrid', {}, Array.from({ length: columns }, () => createW(document, 'gridCol', { w: columnWidth }))); // prettier-ignore
  const table = createW(document, 'tbl', {}, [properties, grid]);
  for (let rowIndex = 0; rowIndex < rows; rowIndex += 1) {
    const row = createW(document, 'tr');
    if (rowIndex < headerRows) row.append(createW(document, 'trPr', {}, [createW(document, 'tblHeader')]));
    for (let column = 0; column < columns; column += 1) {
      row.append(newCell(document, columnWidth, values[rowIndex]?.[column] ?? ''));
    }
    table.append(row);
  }
  return table;
}

function newCell(document: Document, width: string, text: string): Element {
  const cell = createW(document, 'tc', {}, [
    createW(document, 'tcPr', {}, [createW(document, 'tcW', { w: width, type: 'dxa' })]),
    createW(document, 'p'),
  ]);
  if (text !== '') setCellText(cell, text);
  return cell;
}

/** The width between the margins of the document's last section, in twentieths of a point. */
export function textWidth(pkg: DocxPackage): number {
  const sections = pkg.xml(pkg.documentPart).getElementsByTagNameNS(ns.w, 'sectPr');
  const section = [...sections].at(-1);
  const size = section && childW(section, 'pgSz');
  const margins = section && childW(section, 'pgMar');
  const width = Number(attributeW(size, 'w')) || 12_240;
  const taken = (Number(attributeW(margins, 'left')) || 1440) + (Number(attributeW(margins, 'right')) || 1440);
  return Math.max(1440, width - taken);
}

// ---- Rows and columns ----

/**
 * Puts rows beside one: they look like it, are empty or hold `values`, and go on through merges of cells above and below.
 * Tracked, they are insertions.
 */
export function insertRows(
  row: Element,
  place: 'Before' | 'After',
  count: number,
  values: readonly (readonly string[])[] = [],
  tracked: RevisionAuthor | null = null,
): Element[] {
  const story = row.isConnected ? storyOf(row) : null;
  const table = tableOf(row);
  const index = rowsOf(table).indexOf(row);
  const isInside = place === 'After' ? index + 1 : index;
  const below = rowsOf(table)[isInside];
  const made: Element[] = [];
  let at = row;
  for (let number = 0; number < count; number += 1) {
    const copy = emptyRowLike(row, below ?? null);
    if (place === 'Before' && number === 0) row.before(copy);
    else at.after(copy);
    at = copy;
    cellsOf(copy).forEach((cell, column) => {
      const text = values[number]?.[column];
      if (text !== undefined && text !== '') setCellText(cell, text);
    });
    if (tracked) markRow(copy, 'ins', tracked);
    made.push(copy);
  }
  if (story) forgetStory(story);
  return made;
}

function emptyRowLike(row: Element, below: Element | null): Element {
  const copy = row.cloneNode(true) as Element;
  const properties = childW(copy, 'trPr');
  for (const name of ['ins', 'del', 'trPrChange', 'tblHeader']) if (properties) childW(properties, name)?.remove();
  for (const name of ['paraId', 'textId']) copy.removeAttributeNS(ns.w14, name);
  const continued = new Set(below ? placedCells(below).filter(({ cell }) => isContinuation(cell)).map(({ column }) => column) : []); // prettier-ignore
  for (const { cell, column } of placedCells(copy)) {
    const own = childW(cell, 'tcPr');
    for (const name of ['cellIns', 'cellDel', 'cellMerge', 'tcPrChange']) if (own) childW(own, name)?.remove();
    if (own && childW(own, 'vMerge')) {
      childW(own, 'vMerge')?.remove();
      if (continued.has(column)) placeChild(own, createW(cell.ownerDocument, 'vMerge'));
    }
    emptyCell(cell);
  }
  return copy;
}

/** Leaves one paragraph with the look of the first, without text, notes, marks or tracked changes. */
function emptyCell(cell: Element): void {
  const [first] = paragraphsIn(cell);
  const properties = first && childW(first, 'pPr');
  const mark = properties && childW(properties, 'rPr');
  const run = first && [...first.getElementsByTagNameNS(ns.w, 'r')][0];
  const look = (run && childW(run, 'rPr')) ?? null;
  for (const child of [...cell.children]) if (!isW(child, 'tcPr')) child.remove();
  const paragraph = createW(cell.ownerDocument, 'p');
  if (properties) {
    const copy = properties.cloneNode(true) as Element;
    for (const name of ['rPr', 'sectPr', 'pPrChange']) childW(copy, name)?.remove();
    paragraph.append(copy);
  }
  const kept = mark ?? look;
  if (kept) {
    const copy = kept.cloneNode(true) as Element;
    for (const name of ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'rStyle']) childW(copy, name)?.remove();
    if (copy.childElementCount > 0) placeChild(ensureProperties(paragraph), copy);
  }
  cell.append(paragraph);
}

/** Marks a row as inserted or deleted. */
export function markRow(row: Element, kind: 'ins' | 'del', author: RevisionAuthor): void {
  const properties = childW(row, 'trPr') ?? createW(row.ownerDocument, 'trPr');
  if (!properties.parentNode) {
    const exceptions = childW(row, 'tblPrEx');
    if (exceptions) exceptions.after(properties);
    else row.prepend(properties);
  }
  childW(properties, kind)?.remove();
  placeChild(properties, createW(row.ownerDocument, kind, revisionAttributes(author)));
}

/**
 * Takes rows out; a cell merged downwards begins in the row below then. A table without rows goes. Tracked, the rows are
 * marked as deleted.
 */
export function deleteRows(rows: readonly Element[], tracked: RevisionAuthor | null = null): void {
  for (const row of rows) {
    if (tracked) {
      markRow(row, 'del', tracked);
      continue;
    }
    const table = tableOf(row);
    const story = row.isConnected ? storyOf(row) : null;
    const all = rowsOf(table);
    const below = all[all.indexOf(row) + 1];
    if (below) passMergesOn(row, below);
    row.remove();
    if (rowsOf(table).length === 0) removeTable(table);
    if (story) forgetStory(story);
  }
}

function passMergesOn(row: Element, below: Element): void {
  const beginning = placedCells(row).filter(({ cell }) => cellProperty(cell, 'vMerge') && !isContinuation(cell));
  for (const { column } of beginning) {
    const next = placedCells(below).find((each) => each.column === column);
    const merge = next && isContinuation(next.cell) ? cellProperty(next.cell, 'vMerge') : null;
    if (merge) setW(merge, 'val', 'restart');
  }
}

/** Takes a table out; a cell that it was the end of keeps the paragraph that every cell must end with. */
export function removeTable(table: Element): void {
  const container = table.parentElement;
  const story = table.isConnected ? storyOf(table) : null;
  table.remove();
  if (container && ['tc', 'body', 'hdr', 'ftr', 'footnote', 'endnote', 'comment'].includes(container.localName)) {
    const last = [...container.children].filter((child) => !isW(child, 'sectPr')).at(-1);
    if (!last || isW(last, 'tcPr') || (isW(container, 'tc') && !isW(last, 'p'))) {
      container.insertBefore(createW(container.ownerDocument, 'p'), childW(container, 'sectPr'));
    }
  }
  if (story) forgetStory(story);
}

/** Puts columns beside the one that begins at a column of the grid; a merged cell across the place grows. */
export function insertColumns(
  table: Element,
  column: number,
  place: 'Before' | 'After',
  count: number,
  values: readonly (readonly string[])[] = [],
): void {
  const story = table.isConnected ? storyOf(table) : null;
  const edge = place === 'Before' ? column : column + 1;
  const grid = childW(table, 'tblGrid');
  const neighbour = grid ? childrenW(grid, 'gridCol')[column] : undefined;
  const width = attributeW(neighbour, 'w') ?? '1440';
  for (let number = 0; number < count; number += 1) {
    const made = createW(table.ownerDocument, 'gridCol', { w: width });
    if (place === 'Before') neighbour?.before(made);
    else neighbour?.after(made);
  }
  rowsOf(table).forEach((row, rowIndex) => {
    const cells = placedCells(row);
    const across = cells.find((each) => each.column < edge && each.column + each.span > edge);
    if (across) {
      setSpan(across.cell, across.span + count);
      return;
    }
    const next = cells.find((each) => each.column >= edge);
    const model = next ?? cells.at(-1);
    for (let number = 0; number < count; number += 1) {
      const cell = newCell(table.ownerDocument, width, '');
      if (model) copyLook(model.cell, cell);
      if (next) next.cell.before(cell);
      else row.append(cell);
      const text = values[rowIndex]?.[number];
      if (text !== undefined && text !== '') setCellText(cell, text);
    }
  });
  if (story) forgetStory(story);
}

function copyLook(from: Element, to: Element): void {
  const properties = childW(to, 'tcPr');
  for (const name of ['tcBorders', 'shd', 'vAlign']) {
    const known = cellProperty(from, name);
    if (known && properties) placeChild(properties, known.cloneNode(true) as Element);
  }
}

function setSpan(cell: Element, span: number): void {
  const properties = ensureProperties(cell);
  childW(properties, 'gridSpan')?.remove();
  if (span > 1) placeChild(properties, createW(cell.ownerDocument, 'gridSpan', { val: String(span) }));
}

/** Takes columns of the grid out; a merged cell across them shrinks, and a table without columns goes. */
export function deleteColumns(table: Element, column: number, count: number): void {
  const story = table.isConnected ? storyOf(table) : null;
  const end = column + count;
  for (const row of rowsOf(table)) {
    for (const { cell, column: start, span } of placedCells(row)) {
      const lost = Math.max(0, Math.min(start + span, end) - Math.max(start, column));
      if (lost === 0) continue;
      if (lost === span) cell.remove();
      else setSpan(cell, span - lost);
    }
    if (cellsOf(row).length === 0) row.remove();
  }
  const grid = childW(table, 'tblGrid');
  if (grid) for (const each of childrenW(grid, 'gridCol').slice(column, end)) each.remove();
  if (rowsOf(table).length === 0) removeTable(table);
  if (story) forgetStory(story);
}

/** Merges the cells of a rectangle of the grid into its first one, whose text then holds that of all, line by line. */
export function mergeCells(table: Element, top: number, left: number, bottom: number, right: number): Element | null {
  const rows = rowsOf(table).slice(top, bottom + 1);
  const firsts: Element[] = [];
  const texts: string[] = [];
  rows.forEach((row, index) => {
    const [kept, ...others] = placedCells(row).filter(
      ({ column, span }) => column >= left && column + span - 1 <= right,
    );
    if (!kept) return;
    texts.push(...[kept, ...others].map(({ cell }) => cellText(cell)).filter((text) => text !== ''));
    for (const { cell } of others) cell.remove();
    setSpan(
      kept.cell,
      [kept, ...others].reduce((sum, { span }) => sum + span, 0),
    );
    const properties = ensureProperties(kept.cell);
    childW(properties, 'vMerge')?.remove();
    if (rows.length > 1) {
      placeChild(properties, createW(row.ownerDocument, 'vMerge', index === 0 ? { val: 'restart' } : {}));
    }
    if (index === 0) firsts.push(kept.cell);
    else setCellText(kept.cell, '');
  });
  const [first] = firsts;
  if (first) setCellText(first, texts.join('\n'));
  if (table.isConnected) forgetStory(storyOf(table));
  return first ?? null;
}

function tableOf(row: Element): Element {
  for (let at = row.parentElement; at; at = at.parentElement) if (isW(at, 'tbl')) return at;
  throw new Error('The row is in no table.');
}

// ---- Look ----

export function headerRowCount(table: Element): number {
  const rows = rowsOf(table);
  const plain = rows.findIndex((row) => toggleW(childW(row, 'trPr'), 'tblHeader') !== true);
  return plain < 0 ? rows.length : plain;
}

/** Lets the first rows repeat on each page. */
export function setHeaderRowCount(table: Element, count: number): void {
  rowsOf(table).forEach((row, index) => {
    const properties = childW(row, 'trPr');
    if (properties) childW(properties, 'tblHeader')?.remove();
    if (index >= count) return;
    const own = properties ?? createW(row.ownerDocument, 'trPr');
    if (!own.parentNode) {
      const exceptions = childW(row, 'tblPrEx');
      if (exceptions) exceptions.after(own);
      else row.prepend(own);
    }
    placeChild(own, createW(row.ownerDocument, 'tblHeader'));
  });
}

export function setTableStyle(table: Element, styleId: string): void {
  const properties = ensureProperties(table);
  childW(properties, 'tblStyle')?.remove();
  placeChild(properties, createW(table.ownerDocument, 'tblStyle', { val: styleId }));
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
  const properties = ensureProperties(table);
  childW(properties, 'tblLook')?.remove();
  const attributes = Object.fromEntries(names.map((name) => [name, values[name] ? '1' : '0']));
  placeChild(properties, createW(table.ownerDocument, 'tblLook', { val: bits.toString(16).toUpperCase().padStart(4, '0'), ...attributes })); // prettier-ignore
}

/** A cell's own fill as `RRGGBB`; `null` when it has none. */
export function cellShading(cell: Element): string | null {
  const fill = attributeW(cellProperty(cell, 'shd'), 'fill');
  return fill === null || fill === 'auto' ? null : fill.toUpperCase();
}

export function setCellShading(cell: Element, color: string | null): void {
  const properties = ensureProperties(cell);
  childW(properties, 'shd')?.remove();
  if (color !== null) placeChild(properties, createW(cell.ownerDocument, 'shd', { val: 'clear', color: 'auto', fill: color.toUpperCase() })); // prettier-ignore
}
