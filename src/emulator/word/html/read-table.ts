import { createW, ensureProperties, isW } from '../model/xml.ts';
import { placeChild } from '../parts/schema-order.ts';
import { ensureStyle } from '../parts/styles.ts';
import { setMerge, setSpan } from '../parts/table-grid.ts';
import {
  setCellShading,
  setTableAlignment,
  setTableLook,
  setTableStyle,
  setVerticalAlignment,
} from '../parts/table-look.ts';
import { setColumnWidths, total } from '../parts/table-widths.ts';
import { BlockWriter } from './block-writer.ts';
import { readLength, type Declarations } from './css.ts';
import { fillOf, lookInside, paragraphInside, type Look } from './look.ts';
import type { Reading } from './read-html.ts';

/** Word's own limit. */
const mostColumns = 63;
const mostRowSpan = 1000;
/** What a cell leaves at its sides, in twentieths of a point. */
const sidePadding = 230;

interface Slot {
  /** The `td` or `th`; `null` where the row has no cell. */
  readonly source: Element | null;
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly isContinued: boolean;
}

/** A table of HTML as `w:tbl`: merged cells, header rows, widths, fills and borders. Its caption comes before it. */
export function readTable(table: Element, look: Look, writer: BlockWriter, reading: Reading): void {
  writer.close();
  const rows = rowsOf(table);
  for (const caption of [...table.children].filter(({ localName }) => localName === 'caption')) {
    reading.read([caption], look, writer);
  }
  const grid = layOut(rows);
  const columns = Math.max(0, ...grid.map((slots) => total(slots.map(({ columnSpan }) => columnSpan))));
  if (columns === 0) return;
  const css = reading.cssOf(table);
  const made = newTable(table, css, look, writer, reading);
  const widths = columnWidths(table, grid, columns, css, writer.place.room, reading);
  const headers = headerCount(rows);
  for (const [index, slots] of grid.entries()) {
    const row = createW(made.ownerDocument, 'tr');
    if (index < headers)
      row.append(createW(made.ownerDocument, 'trPr', {}, [createW(made.ownerDocument, 'tblHeader')]));
    const source = rows[index];
    for (const slot of slots) {
      const width = total(widths.slice(slot.column, slot.column + slot.columnSpan));
      row.append(newCell(slot, source, { ...look, list: null, paragraphStyle: null }, width, writer, reading));
    }
    made.append(row);
  }
  setColumnWidths(made, widths);
  if (headers === 0) setTableLook(made, { firstRow: false });
  writer.block(made);
}

function rowsOf(table: Element): Element[] {
  const parts = [...table.children].filter(({ localName }) => ['thead', 'tbody', 'tfoot', 'tr'].includes(localName));
  const ordered = ['thead', 'body', 'tfoot'].flatMap((name) =>
    parts.filter(({ localName }) =>
      name === 'body' ? localName === 'tbody' || localName === 'tr' : localName === name,
    ),
  );
  return ordered.flatMap((part) =>
    part.localName === 'tr' ? [part] : [...part.children].filter(({ localName }) => localName === 'tr'),
  );
}

/** Header rows repeat on each page: those of `thead`, or the first ones that are made of `th` alone. */
function headerCount(rows: readonly Element[]): number {
  const isHeader = (row: Element): boolean =>
    row.parentElement?.localName === 'thead' ||
    (row.childElementCount > 0 && [...row.children].every(({ localName }) => localName === 'th'));
  const first = rows.findIndex((row) => !isHeader(row));
  return first < 0 ? Math.min(1, rows.length) : first;
}

/** The cells of each row with the columns that they take; cells from above go on in the rows that they reach into. */
function layOut(rows: readonly Element[]): Slot[][] {
  const reaching = new Map<number, { readonly rows: number; readonly columnSpan: number }>();
  const grid = rows.map((row, rowIndex) => {
    const slots: Slot[] = [];
    const cells = [...row.children].filter(({ localName }) => localName === 'td' || localName === 'th');
    let column = 0;
    const continueAbove = (): void => {
      for (let above = reaching.get(column); above; above = reaching.get(column)) {
        const { columnSpan } = above;
        slots.push({ source: null, column, columnSpan, rowSpan: 1, isContinued: true });
        if (above.rows === 1) reaching.delete(column);
        else reaching.set(column, { rows: above.rows - 1, columnSpan });
        column += columnSpan;
      }
    };
    for (const source of cells) {
      continueAbove();
      if (column >= mostColumns) break;
      const free = freeColumns(column, reaching);
      const columnSpan = Math.min(free, spanOf(source, 'colspan', mostColumns - column));
      const rowSpan = Math.min(rows.length - rowIndex, spanOf(source, 'rowspan', mostRowSpan, rows.length));
      slots.push({ source, column, columnSpan, rowSpan, isContinued: false });
      if (rowSpan > 1) reaching.set(column + mostColumns, { rows: rowSpan - 1, columnSpan });
      column += columnSpan;
    }
    for (const next of [...reaching.keys()].filter((key) => key < mostColumns).sort((one, other) => one - other)) {
      column = Math.max(column, next);
      continueAbove();
    }
    // What begins here reaches into the rows from the next one on.
    for (const [key, value] of [...reaching]) {
      if (key < mostColumns) continue;
      reaching.delete(key);
      reaching.set(key - mostColumns, value);
    }
    return slots;
  });
  return filled(grid);
}

/** The columns up to the next cell from above. */
function freeColumns(from: number, reaching: ReadonlyMap<number, unknown>): number {
  let column = from + 1;
  while (column < mostColumns && !reaching.has(column)) column += 1;
  return column - from;
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan', most: number, whole = 1): number {
  const value = cell.getAttribute(name);
  const span = value === null ? 1 : Number.parseInt(value, 10);
  if (span === 0) return whole;
  return Number.isInteger(span) ? Math.min(most, Math.max(1, span)) : 1;
}

/** Every row takes all columns: those that are missing are empty cells. */
function filled(grid: readonly (readonly Slot[])[]): Slot[][] {
  const columns = Math.max(
    0,
    ...grid.map((slots) => Math.max(0, ...slots.map((each) => each.column + each.columnSpan))),
  );
  return grid.map((slots) => {
    const row: Slot[] = [];
    let column = 0;
    for (const slot of [...slots, null]) {
      for (const end = slot?.column ?? columns; column < end; column += 1) {
        row.push({ source: null, column, columnSpan: 1, rowSpan: 1, isContinued: false });
      }
      if (!slot) break;
      row.push(slot);
      column += slot.columnSpan;
    }
    return row;
  });
}

function newTable(table: Element, css: Declarations, look: Look, writer: BlockWriter, reading: Reading): Element {
  const { pkg, part } = writer.place;
  const document = pkg.edit(part);
  const made = createW(document, 'tbl', {}, [createW(document, 'tblPr')]);
  const styleId = isBordered(table, css, reading) ? ensureStyle(pkg, 'Table Grid') : null;
  if (styleId !== null) setTableStyle(made, styleId);
  const width = css.get('width') ?? table.getAttribute('width');
  const percent = /^\s*([\d.]+)%\s*$/.exec(width ?? '')?.[1];
  const points = readLength(width, { fontSize: look.fontSize });
  const preferred =
    percent !== undefined
      ? { w: String(Math.round(Math.min(100, Number(percent)) * 50)), type: 'pct' }
      : points !== undefined && points > 0
        ? { w: String(Math.round(points * 20)), type: 'dxa' }
        : { w: '0', type: 'auto' };
  placeChild(ensureProperties(made), createW(document, 'tblW', preferred));
  const align = table.getAttribute('align')?.toLowerCase();
  const isCentred = align === 'center' || (css.get('margin-left') ?? css.get('margin') ?? '').includes('auto');
  if (isCentred || align === 'right') setTableAlignment(made, isCentred ? 'center' : 'right');
  setTableLook(made, { firstRow: true, firstColumn: false, bandedRows: true, bandedColumns: false });
  return made;
}

/** Whether the table or its first cell is drawn with lines. */
function isBordered(table: Element, css: Declarations, reading: Reading): boolean {
  if (Number.parseInt(table.getAttribute('border') ?? '0', 10) > 0) return true;
  const cell = table.querySelector('td, th');
  return hasLine(css) || (cell !== null && hasLine(reading.cssOf(cell)));
}

function hasLine(css: Declarations): boolean {
  return ['border', 'border-style', 'border-top', 'border-bottom'].some((name) =>
    /\b(solid|double|dashed|dotted|groove|ridge|inset|outset)\b/.test(css.get(name) ?? ''),
  );
}

/** Columns as wide as their cells say; the rest of the room is shared by the others. */
function columnWidths(
  table: Element,
  grid: readonly (readonly Slot[])[],
  columns: number,
  css: Declarations,
  room: number,
  reading: Reading,
): number[] {
  const wanted = css.get('width') ?? table.getAttribute('width');
  const width = readLength(wanted, { fontSize: 11, whole: room / 20 });
  const all = Math.min(room, width !== undefined && width > 0 ? width * 20 : room);
  const told = new Map<number, number>();
  for (const { source, column, columnSpan } of grid.flat()) {
    if (!source || columnSpan > 1 || told.has(column)) continue;
    const own = reading.cssOf(source).get('width') ?? source.getAttribute('width');
    const length = readLength(own, { fontSize: 11, whole: all / 20 });
    if (length !== undefined && length > 0) told.set(column, Math.round(length * 20));
  }
  const rest = Math.max(0, all - total([...told.values()]));
  const share = Math.max(360, Math.floor(rest / Math.max(1, columns - told.size)));
  return Array.from({ length: columns }, (_, column) => told.get(column) ?? share);
}

function newCell(
  slot: Slot,
  row: Element | undefined,
  look: Look,
  width: number,
  writer: BlockWriter,
  reading: Reading,
): Element {
  const { pkg, part } = writer.place;
  const document = pkg.edit(part);
  const cell = createW(document, 'tc', {}, [createW(document, 'tcPr')]);
  setSpan(cell, slot.columnSpan);
  if (slot.isContinued) setMerge(cell, 'continue');
  else if (slot.rowSpan > 1) setMerge(cell, 'restart');
  if (slot.source) fillCell(cell, slot.source, row, look, width, writer, reading);
  if (!isW(cell.lastElementChild, 'p')) cell.append(createW(document, 'p'));
  return cell;
}

function fillCell(
  cell: Element,
  source: Element,
  row: Element | undefined,
  around: Look,
  width: number,
  writer: BlockWriter,
  reading: Reading,
): void {
  const css = reading.cssOf(source);
  const rowCss = row ? reading.cssOf(row) : new Map<string, string>();
  const fill = fillOf(source, css) ?? (row ? fillOf(row, rowCss) : null);
  if (fill !== null) setCellShading(cell, fill);
  const vertical = css.get('vertical-align') ?? source.getAttribute('valign');
  if (vertical === 'middle' || vertical === 'bottom')
    setVerticalAlignment(cell, vertical === 'middle' ? 'center' : 'bottom');
  const inRow = row ? lookInside(row, rowCss, around) : around;
  const look = lookInside(source, new Map([...css].filter(([name]) => name !== 'vertical-align')), {
    ...inRow,
    paragraph: {},
    fill: null,
  });
  const own = paragraphInside(source, withoutBox(css), look);
  const paragraph = source.localName === 'th' ? { alignment: 'center', ...own } : own;
  const inner = new BlockWriter({ ...writer.place, room: Math.max(360, width - sidePadding) });
  reading.read(source.childNodes, { ...look, paragraph }, inner);
  inner.close();
  cell.append(...inner.blocks);
}

/** A cell's own padding and margins are not its paragraphs'. */
function withoutBox(css: Declarations): Declarations {
  return new Map([...css].filter(([name]) => !/^(margin|padding)/.test(name)));
}
